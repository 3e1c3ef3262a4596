package chart

import (
	"encoding/xml"
	"html/template"
	"strconv"
	"strings"
	"testing"
)

// node is an element of a parsed figure.
type node struct {
	name     string
	attr     map[string]string
	text     string // of the element itself
	children []*node
}

// parse reads a figure as strict XML and fails the test if it is not well-formed.
func parse(t *testing.T, figure template.HTML) *node {
	t.Helper()
	root := &node{}
	stack := []*node{root}
	decoder := xml.NewDecoder(strings.NewReader(string(figure)))
	for {
		token, err := decoder.Token()
		if token == nil {
			if len(stack) != 1 || len(root.children) != 1 {
				t.Fatalf("not one well-formed element: %v\n%s", err, figure)
			}
			return root.children[0]
		}
		top := stack[len(stack)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				n.attr[a.Name.Local] = a.Value
			}
			top.children = append(top.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(token)
		}
	}
}

// all returns the descendants of n that satisfy want.
func (n *node) all(want func(*node) bool) (found []*node) {
	for _, c := range n.children {
		if want(c) {
			found = append(found, c)
		}
		found = append(found, c.all(want)...)
	}
	return found
}

func named(name string) func(*node) bool { return func(n *node) bool { return n.name == name } }

func classed(class string) func(*node) bool {
	return func(n *node) bool {
		for _, c := range strings.Fields(n.attr["class"]) {
			if c == class {
				return true
			}
		}
		return false
	}
}

// reading returns the lines of a mark.
func (n *node) reading() string { return n.children[0].text }

// drawings returns the SVGs of the chart's widths.
func (n *node) drawings() []*node { return n.all(classed("chart-svg")) }

func (n *node) number(t *testing.T, name string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(n.attr[name], 64)
	if err != nil {
		t.Fatalf("%s: attribute %s: %v", n.name, name, err)
	}
	return v
}

// placedText is a text of a drawing with the space it takes.
type placedText struct {
	text string
	box  box
}

// texts measures every text of a drawing by the package's own table of widths.
func texts(t *testing.T, svg *node) (found []placedText, frame box) {
	t.Helper()
	c := &canvas{layout: wide}
	if classed(narrow.class)(svg) {
		c.layout = narrow
	}
	for _, n := range svg.all(named("text")) {
		l := label{x: n.number(t, "x"), y: n.number(t, "y"), text: n.text, anchor: anchor(n.attr["text-anchor"]), bold: classed("strong")(n)}
		found = append(found, placedText{n.text, c.bounds(l)})
	}
	size := strings.Fields(svg.attr["viewBox"])
	frame.w, _ = strconv.ParseFloat(size[2], 64)
	frame.h, _ = strconv.ParseFloat(size[3], 64)
	return found, frame
}

// checkTexts fails the test if two texts of a drawing overlap or one leaves it.
func checkTexts(t *testing.T, figure template.HTML) {
	t.Helper()
	for _, svg := range parse(t, figure).drawings() {
		found, frame := texts(t, svg)
		for i, a := range found {
			if !a.box.inside(frame.grow(0.05)) {
				t.Errorf("%s: %q at %v leaves the drawing %v", svg.attr["id"], a.text, a.box, frame)
			}
			for _, b := range found[:i] {
				if a.box.grow(-0.05).overlaps(b.box) {
					t.Errorf("%s: %q at %v and %q at %v overlap", svg.attr["id"], a.text, a.box, b.text, b.box)
				}
			}
		}
	}
}
