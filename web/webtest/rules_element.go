package webtest

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// element checks one element.
func (c *checker) element(e *Element) {
	c.policy(e)
	c.references(e)
	switch e.Tag() {
	case "img":
		if !e.Has("alt") {
			c.found("an image has no alt: %s", e.Attr("src"))
		}
	case "svg":
		if (e.Attr("role") == "img" || e.Attr("role") == "group") && c.ariaName(e) == "" {
			c.found("a drawing has no name")
		}
	case "a", "button", "summary":
		c.operable(e)
	case "input", "select", "textarea":
		c.control(e)
	case "table":
		c.table(e)
	case "ul", "ol":
		c.children(e, "li")
	case "dl":
		c.children(e, "dt", "dd", "div")
	}
	if tabindex := e.Attr("tabindex"); tabindex != "" && tabindex != "0" && tabindex != "-1" {
		c.found("<%s> has tabindex %s", e.Tag(), tabindex)
	}
	if role := e.Attr("role"); slices.Contains([]string{"region", "dialog", "group"}, role) && c.ariaName(e) == "" {
		c.found("<%s role=%s> has no name", e.Tag(), role)
	}
}

// policy checks for what the content security policy blocks.
func (c *checker) policy(e *Element) {
	for _, a := range e.node.Attr {
		switch {
		case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
			c.found("<%s> has the attribute %s, which the policy blocks", e.Tag(), a.Key)
		case strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:"):
			c.found("<%s> has a script for an address", e.Tag())
		}
	}
	if e.Tag() == "style" || (e.Tag() == "script" && !e.Has("src")) {
		c.found("an inline <%s>, which the policy blocks", e.Tag())
	}
}

// references checks that ids that are referred to exist.
func (c *checker) references(e *Element) {
	for _, name := range []string{"for", "popovertarget", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list"} {
		for id := range strings.FieldsSeq(e.Attr(name)) {
			if c.ids[id] == nil {
				c.found("<%s %s=%q> refers to nothing", e.Tag(), name, id)
			}
		}
	}
	if id, ok := strings.CutPrefix(e.Attr("href"), "#"); ok && e.Tag() == "a" && c.ids[id] == nil {
		c.found("the link to #%s leads nowhere", id)
	}
}

// operable checks links and buttons.
func (c *checker) operable(e *Element) {
	if c.name(e) == "" {
		c.found("<%s %s%s> has no name", e.Tag(), e.Attr("href"), e.Attr("class"))
	}
	if e.within("a", "button", "summary") {
		c.found("<%s> %q stands within another thing to operate", e.Tag(), e.Text())
	}
	if e.Tag() == "button" && !e.Has("type") {
		c.found("the button %q has no type", e.Text())
	}
	if e.Tag() == "a" && !e.Has("href") {
		c.found("the link %q has no address", e.Text())
	}
}

// control checks that a field of a form has a label.
func (c *checker) control(e *Element) {
	if slices.Contains([]string{"hidden", "submit", "button", "image"}, e.Attr("type")) || c.ariaName(e) != "" {
		return
	}
	for n := range e.node.Ancestors() {
		if n.Data == "label" && (&Element{node: n}).Text() != "" {
			return
		}
	}
	for _, label := range c.page.Find("label") {
		if id := e.Attr("id"); id != "" && label.Attr("for") == id && label.Text() != "" {
			return
		}
	}
	c.found("the field %q has no label", e.Attr("name"))
}

// table checks that a table has a name and header cells say what they head.
func (c *checker) table(e *Element) {
	if e.One("caption") == nil && c.ariaName(e) == "" && !namedAround(c, e) {
		c.found("a table has neither caption nor name")
	}
	heads := e.Find("th")
	if len(heads) == 0 {
		c.found("a table has no header cells")
	}
	for _, th := range heads {
		if !slices.Contains([]string{"col", "row", "colgroup", "rowgroup"}, th.Attr("scope")) {
			c.found("the header cell %q has no scope", th.Text())
		}
	}
}

// namedAround reports whether the element that a table scrolls in is named.
func namedAround(c *checker, e *Element) bool {
	parent := e.node.Parent
	return parent != nil && c.ariaName(&Element{node: parent}) != ""
}

func (c *checker) children(e *Element, allowed ...string) {
	for n := range e.node.ChildNodes() {
		if n.Type == html.ElementNode && !slices.Contains(append(allowed, "template", "script"), n.Data) {
			c.found("<%s> stands directly within <%s>", n.Data, e.Tag())
		}
	}
}

// ariaName returns the name that aria attributes or a drawing's title give.
func (c *checker) ariaName(e *Element) string {
	if name := strings.TrimSpace(e.Attr("aria-label")); name != "" {
		return name
	}
	var names []string
	for id := range strings.FieldsSeq(e.Attr("aria-labelledby")) {
		if by := c.ids[id]; by != nil {
			names = append(names, by.Text())
		}
	}
	if len(names) > 0 {
		return strings.TrimSpace(strings.Join(names, " "))
	}
	if e.Tag() == "svg" {
		if title := e.One("title"); title != nil {
			return title.Text()
		}
	}
	return ""
}

// name returns what a screen reader calls an element.
func (c *checker) name(e *Element) string {
	if name := c.ariaName(e); name != "" {
		return name
	}
	text := e.text(func(n *html.Node) bool { return (&Element{node: n}).Attr("aria-hidden") == "true" })
	for _, picture := range e.Find("img") {
		text += picture.Attr("alt")
	}
	return strings.TrimSpace(text)
}
