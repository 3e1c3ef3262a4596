package webtest

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// Values returns what a browser sends for a form as the page has it, without
// the name of a button.
func Values(form *Element) url.Values {
	values := url.Values{}
	for n := range form.node.Descendants() {
		e := &Element{node: n}
		name := e.Attr("name")
		if n.Type != html.ElementNode || name == "" || e.Has("disabled") {
			continue
		}
		switch e.Tag() {
		case "input":
			kind := e.Attr("type")
			if (kind == "checkbox" || kind == "radio") && !e.Has("checked") {
				continue
			}
			values.Add(name, e.Attr("value"))
		case "select":
			values[name] = append(values[name], e.chosen()...)
		case "textarea":
			values.Add(name, strings.TrimPrefix(e.raw(), "\n"))
		}
	}
	return values
}

// chosen returns the values of the chosen options: of a list for one value the
// first where none is.
func (e *Element) chosen() []string {
	var values []string
	options := e.Find("option")
	value := func(o *Element) string {
		if o.Has("value") {
			return o.Attr("value")
		}
		return o.Text()
	}
	for _, o := range options {
		if o.Has("selected") {
			values = append(values, value(o))
		}
	}
	if len(values) == 0 && len(options) > 0 && !e.Has("multiple") {
		values = []string{value(options[0])}
	}
	return values
}

// raw returns the text in the element as it is written.
func (e *Element) raw() string {
	var b strings.Builder
	for n := range e.node.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}
