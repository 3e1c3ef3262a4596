package browsertest

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// faulty is a page with one breach of each rule of the audit.
const faulty = `<!doctype html><html><head><link rel="icon" href="data:,"><style>body { background: #fff; color: #000 }</style></head><body><h1>One</h1><h3>Three</h3>
<button></button><input id="twice"><p id="twice" aria-describedby="nowhere">x</p>
<label for="wrong">Wrong</label><input id="wrong" aria-invalid="true"><span class="field-problem">Bad</span>
<button style="padding:0;width:12px;height:12px" aria-label="a"></button><button style="padding:0;width:12px;height:12px" aria-label="b"></button>
<p style="color:#aaa">faint</p><label>Field <input style="border:1px solid #ddd;background:#fff"></label></body></html>`

// fine is the same page without them.
const fine = `<!doctype html><html lang="en"><head><title>Fine</title><link rel="icon" href="data:,"><style>body { background: #fff; color: #000 }</style></head><body><h1>One</h1><h2>Two</h2>
<button>Go</button><p id="once">x</p><label for="wrong">Wrong</label><input id="wrong" aria-invalid="true" aria-describedby="why" style="height:30px;border:1px solid #777"><span class="field-problem" id="why">Bad</span>
<p>clear</p></body></html>`

// The audit finds what it is there for, and nothing where there is nothing.
func TestAuditFindsWhatIsWrong(t *testing.T) {
	b := Open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		page := fine
		if r.URL.Path == "/faulty" {
			page = faulty
		}
		_, _ = io.WriteString(w, page)
	}))
	b.Visit("/faulty")
	found := strings.Join(b.Audit(), "\n")
	for _, rule := range []string{"no name: button", "no name: input#twice", "id twice: ", "aria-describedby of nothing: p", "no language: html", "no title: html",
		"heading skips: h3", "error not tied: input#wrong", "problem of no field: span", "small target: button", "text too faint: p", "edge too faint: input"} {
		if !strings.Contains(found, rule) {
			t.Errorf("not found: %s; found is\n%s", rule, found)
		}
	}
	b.Visit("/")
	b.Sound()
}
