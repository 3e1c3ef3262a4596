package chart

import "strconv"

// canvas is one drawing in one width. Its height grows with what is drawn.
type canvas struct {
	markup
	layout
	id     string
	height float64
}

// start makes the canvas an empty drawing of a figure, keeping its memory.
func (c *canvas) start(figure string, l layout) {
	*c = canvas{markup: markup{buf: c.buf[:0]}, layout: l, id: figure + "-" + l.suffix}
}

// slim reports whether this is the phone's layout.
func (c *canvas) slim() bool { return c.layout == narrow }

// measure returns the width of a label on this canvas.
func (c *canvas) measure(s string, bold bool) float64 { return textWidth(s, c.size, bold) }

func (c *canvas) viewBox() string {
	buf := append([]byte("0 0 "), appendNumber(nil, c.width)...)
	return string(appendNumber(append(buf, ' '), c.height))
}

func (c *canvas) rect(class string, b box, radius float64) {
	r := c.open("rect").str("class", class).num("x", b.x).num("y", b.y).
		num("width", max(b.w, 0)).num("height", max(b.h, 0))
	if radius > 0 {
		r.num("rx", radius)
	}
	r.close()
}

func (c *canvas) line(class string, x1, y1, x2, y2 float64) {
	c.open("line").str("class", class).num("x1", x1).num("y1", y1).num("x2", x2).num("y2", y2).close()
}

func (c *canvas) circle(class string, x, y, r float64) {
	c.open("circle").str("class", class).num("cx", x).num("cy", y).num("r", r).close()
}

func (c *canvas) path(class string, p *path) {
	c.open("path").str("class", class).attr("d")
	c.buf = append(append(c.buf, p.d...), '"')
	c.close()
}

// group starts a <g>; the caller ends it.
func (c *canvas) group(class string) { c.open("g").str("class", class).body() }

// anchor is the point of a label that its x names.
type anchor string

const (
	atStart  anchor = ""
	atMiddle anchor = "middle"
	atEnd    anchor = "end"
)

// label is a line of text; y is its baseline.
type label struct {
	x, y   float64
	text   string
	full   string // the whole text when text is shortened
	anchor anchor
	class  string
	href   string
	bold   bool
}

// shorten makes the label's text fit, keeping the whole for its title.
func (c *canvas) shorten(l label, room float64) label {
	l.full = l.text
	l.text = fit(l.text, room, c.size, l.bold)
	return l
}

// split breaks a text that is wider than the room after the last word that
// fits; rest is "" where there is no such place.
func (c *canvas) split(s string, room float64, bold bool) (first, rest string) {
	if c.measure(s, bold) <= room {
		return s, ""
	}
	for i := len(s) - 1; i > 0; i-- {
		if s[i] == ' ' && c.measure(s[:i], bold) <= room {
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// wrapped breaks a label onto at most two lines.
func (c *canvas) wrapped(l label, room float64) []label {
	first, rest := c.split(l.text, room, l.bold)
	if rest == "" {
		return []label{c.shorten(l, room)}
	}
	second := l
	l.text, second.text = first, rest
	return []label{l, c.shorten(second, room)}
}

// bounds returns the space that the label takes on the canvas.
func (c *canvas) bounds(l label) box {
	w := c.measure(l.text, l.bold)
	b := box{l.x, l.y - 0.8*c.size, w, c.size}
	switch l.anchor {
	case atMiddle:
		b.x -= w / 2
	case atEnd:
		b.x -= w
	}
	return b
}

// text writes a label, as a link when it has an address.
func (c *canvas) text(l label) {
	if l.text == "" {
		return
	}
	href := safeHref(l.href)
	if href != "" {
		c.open("a").str("href", href).body()
	}
	class := l.class
	if l.bold {
		class += " strong"
	}
	c.open("text").str("class", class).num("x", l.x).num("y", l.y).str("text-anchor", string(l.anchor)).body()
	if l.full != "" && l.full != l.text {
		c.element("title", "", l.full)
	}
	c.escape(l.text)
	c.end("text")
	if href != "" {
		c.end("a")
	}
}

// mark starts a group that pointer and keyboard read: row orders marks from top to bottom for
// the arrow keys; lines are what is read, the first of them the heading. The caller ends the
// group. The lines are the group's title, which chart.js turns into the card.
func (c *canvas) mark(class string, row int, href string, lines []string) {
	c.open("g").str("class", class).num("data-row", float64(row)).str("data-href", safeHref(href)).body()
	c.element("title", "", joinLines(lines))
}

// joinLines joins the lines that say something, by newlines.
func joinLines(lines []string) string {
	var buf []byte
	for _, l := range lines {
		if l = clean(l); l == "" {
			continue
		}
		if len(buf) > 0 {
			buf = append(buf, '\n')
		}
		buf = append(buf, l...)
	}
	return string(buf)
}

// path builds the data of a <path>.
type path struct{ d []byte }

// newPath starts with room for the usual bar.
func newPath() *path { return &path{make([]byte, 0, 128)} }

func (p *path) step(command byte, coordinates ...float64) *path {
	p.d = append(p.d, command)
	for i, v := range coordinates {
		if i > 0 {
			p.d = append(p.d, ' ')
		}
		p.d = appendNumber(p.d, v)
	}
	return p
}

func (p *path) move(x, y float64) *path { return p.step('M', x, y) }
func (p *path) to(x, y float64) *path   { return p.step('L', x, y) }

// bend draws a curve to (x, y) pulled towards (cx, cy).
func (p *path) bend(cx, cy, x, y float64) *path { return p.step('Q', cx, cy, x, y) }

func (p *path) shut() *path { return p.step('Z') }

// colours is the size of the data palette, classes c0 to c5.
const colours = 6

// colour returns the class of a palette index; any integer will do.
func colour(index int) string {
	return "c" + strconv.Itoa((index%colours+colours)%colours)
}
