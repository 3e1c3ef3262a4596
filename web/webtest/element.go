package webtest

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Element is an element of a page.
type Element struct{ node *html.Node }

// Tag returns the element's name.
func (e *Element) Tag() string { return e.node.Data }

// Attr returns an attribute, "" where there is none.
func (e *Element) Attr(name string) string {
	value, _ := e.attr(name)
	return value
}

// Attributes returns the names of the element's attributes.
func (e *Element) Attributes() []string {
	var names []string
	for _, a := range e.node.Attr {
		names = append(names, a.Key)
	}
	return names
}

// Has reports whether the element has the attribute.
func (e *Element) Has(name string) bool {
	_, ok := e.attr(name)
	return ok
}

func (e *Element) attr(name string) (string, bool) {
	for _, a := range e.node.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// Text returns the text in the element, white space collapsed.
func (e *Element) Text() string { return e.text(func(*html.Node) bool { return false }) }

// text leaves out the elements that skip names.
func (e *Element) text(skip func(*html.Node) bool) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && skip(n):
			return
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(e.node)
	return strings.Join(strings.FieldsFunc(b.String(), isSpace), " ")
}

// isSpace leaves the no-break space alone, which numbers are grouped with.
func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' }

// Find returns the elements that a selector names, in the order of the page. A
// selector is steps apart by spaces, each within the one before: a tag, .class,
// #id, [attribute] and [attribute=value], in any combination.
func (e *Element) Find(selector string) []*Element {
	steps := strings.Fields(selector)
	found := []*Element{e}
	for _, step := range steps {
		s := parseStep(step)
		var next []*Element
		for _, f := range found {
			for n := range f.node.Descendants() {
				inner := &Element{node: n}
				if n.Type == html.ElementNode && s.matches(inner) && !slices.ContainsFunc(next, inner.is) {
					next = append(next, inner)
				}
			}
		}
		found = next
	}
	return found
}

// Elements returns all elements within, in the order of the page.
func (e *Element) Elements() []*Element {
	var all []*Element
	for n := range e.node.Descendants() {
		if n.Type == html.ElementNode {
			all = append(all, &Element{node: n})
		}
	}
	return all
}

// One returns the first element that the selector names, or nil.
func (e *Element) One(selector string) *Element {
	if found := e.Find(selector); len(found) > 0 {
		return found[0]
	}
	return nil
}

func (e *Element) is(other *Element) bool { return e.node == other.node }

// within reports whether an ancestor of the element has one of the tags.
func (e *Element) within(tags ...string) bool {
	for n := range e.node.Ancestors() {
		if n.Type == html.ElementNode && slices.Contains(tags, n.Data) {
			return true
		}
	}
	return false
}

// step is one part of a selector.
type step struct {
	tag, id string
	classes []string
	attrs   [][2]string // name and value
	present []string    // attributes of any value
}

func parseStep(text string) step {
	var s step
	for text != "" {
		end := len(text)
		if i := strings.IndexAny(text[1:], ".#["); i >= 0 {
			end = i + 1
		}
		if text[0] == '[' {
			end = strings.IndexByte(text, ']') + 1
		}
		part := text[:end]
		text = text[end:]
		switch part[0] {
		case '.':
			s.classes = append(s.classes, part[1:])
		case '#':
			s.id = part[1:]
		case '[':
			name, value, hasValue := strings.Cut(part[1:len(part)-1], "=")
			if hasValue {
				s.attrs = append(s.attrs, [2]string{name, strings.Trim(value, `"`)})
			} else {
				s.present = append(s.present, name)
			}
		default:
			s.tag = part
		}
	}
	return s
}

func (s step) matches(e *Element) bool {
	classes := strings.Fields(e.Attr("class"))
	switch {
	case s.tag != "" && s.tag != e.Tag(), s.id != "" && s.id != e.Attr("id"):
		return false
	case slices.ContainsFunc(s.classes, func(c string) bool { return !slices.Contains(classes, c) }):
		return false
	case slices.ContainsFunc(s.attrs, func(a [2]string) bool { return e.Attr(a[0]) != a[1] }):
		return false
	}
	return !slices.ContainsFunc(s.present, func(name string) bool { return !e.Has(name) })
}
