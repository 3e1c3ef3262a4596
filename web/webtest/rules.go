package webtest

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"korridor/web/locale"
)

// Check fails the test for every rule that a whole page breaks: its structure,
// the names of what people operate, ids, tables, the content security policy,
// and texts that were left unfilled.
func Check(t testing.TB, p *Page) {
	t.Helper()
	if p.Element == nil {
		t.Errorf("%s: answered %d without a page", p.Address, p.Status)
		return
	}
	for _, problem := range Problems(p.Element) {
		t.Errorf("%s: %s", p.Address, problem)
	}
}

// Problems returns what is wrong with a page.
func Problems(page *Element) []string {
	c := &checker{page: page, ids: map[string]*Element{}}
	c.collectIDs()
	c.document()
	c.headings()
	c.landmarks()
	for n := range page.node.Descendants() {
		if n.Type == html.ElementNode {
			c.element(&Element{node: n})
		}
	}
	c.texts()
	return c.problems
}

type checker struct {
	page     *Element
	ids      map[string]*Element
	problems []string
}

func (c *checker) found(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

func (c *checker) collectIDs() {
	for _, e := range c.page.Find("[id]") {
		id := e.Attr("id")
		switch {
		case id == "" || strings.ContainsAny(id, " \t\n"):
			c.found("the id %q is not a word", id)
		case c.ids[id] != nil:
			c.found("the id %q is on two elements", id)
		}
		c.ids[id] = e
	}
}

func (c *checker) document() {
	if root := c.page.One("html"); root.Attr("lang") == "" {
		c.found("<html> has no lang")
	}
	if title := c.page.One("title"); title == nil || title.Text() == "" {
		c.found("the page has no title")
	}
	if n := len(c.page.Find("main")); n != 1 {
		c.found("the page has %d <main>", n)
	}
	if n := len(c.page.Find("h1")); n != 1 {
		c.found("the page has %d <h1>", n)
	}
}

// headings checks that no level is left out and none is empty.
func (c *checker) headings() {
	last := 0
	for n := range c.page.node.Descendants() {
		if n.Type != html.ElementNode || len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
			continue
		}
		e := &Element{node: n}
		level, _ := strconv.Atoi(n.Data[1:])
		if level > last+1 {
			c.found("the heading %q is of level %d after level %d", e.Text(), level, last)
		}
		if e.Text() == "" {
			c.found("a heading of level %d is empty", level)
		}
		last = level
	}
}

// landmarks checks that several of a kind are told apart by their names.
func (c *checker) landmarks() {
	for _, tag := range []string{"nav", "aside"} {
		var names []string
		all := c.page.Find(tag)
		for _, e := range all {
			name := c.ariaName(e)
			if len(all) > 1 && (name == "" || slices.Contains(names, name)) {
				c.found("one of several <%s> has no name of its own (%q)", tag, name)
			}
			names = append(names, name)
		}
	}
}

var (
	unfilled = regexp.MustCompile(`\{[a-z_]+\}|%!|<no value>|ZgotmplZ|<nil>`)
	keyForm  = regexp.MustCompile(`^([a-z_]+)(\.[a-z_0-9-]+)+$`)
)

// catalogues are read once: there are many pages to check.
var catalogues = sync.OnceValues(locale.Load)

// texts looks for places that nobody filled and keys that have no text.
func (c *checker) texts() {
	languages, err := catalogues()
	if err != nil {
		c.found("the catalogues cannot be read: %v", err)
		return
	}
	for n := range c.page.node.Descendants() {
		if n.Type != html.TextNode || (n.Parent != nil && (n.Parent.Data == "code" || n.Parent.Data == "script")) {
			continue
		}
		text := strings.TrimSpace(n.Data)
		if unfilled.MatchString(text) {
			c.found("the text %q was not filled", text)
		}
		if key := keyForm.FindStringSubmatch(text); key != nil && languages.Default().HasGroup(key[1]) {
			c.found("the text %q is the key of a text", text)
		}
	}
}
