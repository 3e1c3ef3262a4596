package webtest_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"korridor/web/webtest"
)

// page puts a body into a page that keeps all rules.
func page(body string) string {
	return `<!doctype html><html lang="en"><head><title>T</title></head><body><nav aria-label="Main"></nav><main><h1>T</h1>` + body + `</main></body></html>`
}

// A page that keeps the rules has no problems.
func TestGoodPage(t *testing.T) {
	good := page(`<h2>A</h2><a href="#x">x</a><p id="x">Text with { braces } and 3.5 and 1,234.56.</p><p>ost.al</p><p>de.wikial.top</p>
		<label for="f">F</label><input id="f" name="f"><label>G <select name="g"></select></label><input type="hidden" name="h">
		<button type="submit"><svg role="img"><title>Go</title></svg></button><img src="/x" alt="">
		<table aria-label="T"><tr><th scope="col">A</th></tr></table><ul><li>a</li></ul><dl><div><dt>a</dt><dd>b</dd></div></dl>
		<code>a.key {place}</code>`)
	if problems := webtest.Problems(webtest.Parse(t, good)); len(problems) > 0 {
		t.Errorf("%q", problems)
	}
}

// Each rule finds what breaks it.
func TestRules(t *testing.T) {
	for body, want := range map[string]string{
		`<h1>Again</h1>`:                "2 <h1>",
		`<h3>Deep</h3>`:                 "level 3 after level 1",
		`<h2> </h2>`:                    "is empty",
		`<p id="a"></p><p id="a"></p>`:  "on two elements",
		`<p id="a b"></p>`:              "not a word",
		`<nav></nav>`:                   "no name of its own",
		`<nav aria-label="Main"></nav>`: "no name of its own",
		`<label for="z">Z</label>`:      "refers to nothing",
		`<button type="button" popovertarget="z">Z</button>`: "refers to nothing",
		`<a href="#z">Z</a>`: "leads nowhere",
		`<a href="/z"></a>`:  "has no name",
		`<a href="/z"><span aria-hidden="true">z</span></a>`: "has no name",
		`<a>Z</a>`:           "no address",
		`<button>Z</button>`: "no type",
		`<a href="/z">Z<button type="button">Y</button></a>`: "within another",
		`<input name="z">`:       `"z" has no label`,
		`<img src="/z">`:         "no alt",
		`<svg role="img"></svg>`: "drawing has no name",
		`<table aria-label="T"><tr><td>1</td></tr></table>`: "no header cells",
		`<table><tr><th scope="col">1</th></tr></table>`:    "neither caption nor name",
		`<table aria-label="T"><tr><th>1</th></tr></table>`: "no scope",
		`<ul><p>z</p></ul>`:              "directly within <ul>",
		`<p style="color:red">z</p>`:     "attribute style",
		`<p onclick="z()">z</p>`:         "attribute onclick",
		`<a href="javascript:z()">z</a>`: "script for an address",
		`<script>z()</script>`:           "inline <script>",
		`<style>p{}</style>`:             "inline <style>",
		`<p tabindex="3">z</p>`:          "tabindex 3",
		`<div role="region">z</div>`:     "role=region> has no name",
		`<p>{count} of 3</p>`:            "was not filled",
		`<p>error.404.title</p>`:         "key of a text",
		`<p>%!d(string=x)</p>`:           "was not filled",
	} {
		problems := webtest.Problems(webtest.Parse(t, page(body)))
		if !slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, want) }) {
			t.Errorf("%s: %q, want %q", body, problems, want)
		}
	}
	for source, want := range map[string]string{
		`<p>z</p>`: "no lang", `<html lang="en"><main></main>`: "no title",
	} {
		if problems := strings.Join(webtest.Problems(webtest.Parse(t, source)), "; "); !strings.Contains(problems, want) {
			t.Errorf("%s: %s, want %s", source, problems, want)
		}
	}
}

// Selectors name elements by tag, class, id and attributes, step by step.
func TestFind(t *testing.T) {
	root := webtest.Parse(t, page(`<div class="a b" id="i" data-x="1"><p class="c">one</p><p>two <b>bold</b></p></div>`))
	for selector, want := range map[string]int{
		"p": 2, "div p": 2, ".a p": 2, ".a.b": 1, ".a.c": 0, "#i": 1, "div#i.b[data-x]": 1, "[data-x=1] .c": 1, `p[class="c"]`: 1, "div div": 0, "b": 1,
	} {
		if got := len(root.Find(selector)); got != want {
			t.Errorf("%s: %d, want %d", selector, got, want)
		}
	}
	if got := root.One("#i").Text(); got != "onetwo bold" {
		t.Errorf("the text is %q", got)
	}
}

// failures counts the failures that a check reports.
type failures struct {
	testing.TB
	count int
}

func (f *failures) Helper()               {}
func (f *failures) Errorf(string, ...any) { f.count++ }

// Links on the site must be answered, others are left alone.
func TestCheckLinks(t *testing.T) {
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte(page(`<a href="/good">a</a><a href="/bad">b</a><a href="bad#x">b</a><a href="/known">c</a><a href="https://x.al/bad">d</a><a href="#x">e</a><p id="x"></p>`)))
		case "/good":
		default:
			http.NotFound(w, r)
		}
	})
	found := &failures{TB: t}
	webtest.CheckLinks(found, h, webtest.Get(t, h, "/"), "/known")
	if found.count != 1 {
		t.Errorf("%d bad links, want 1", found.count)
	}
}
