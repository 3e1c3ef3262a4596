package chart

import "math"

// waterfallDrawing lays the steps out on one canvas, from top to bottom.
type waterfallDrawing struct {
	*canvas
	f     *Waterfall
	axis  scale // of amounts, from left to right
	left  float64
	right float64
	y     float64 // top of the next row
	spans []span  // by step
	names []label // written last, over the lines that join the bars
}

// span is what a step covers: from where it begins to where it ends.
type span struct{ from, to float64 }

const (
	fallBar   = 18.0
	fallSpace = 14.0 // between bars
)

func newWaterfallDrawing(c *canvas, f *Waterfall) *waterfallDrawing {
	d := &waterfallDrawing{canvas: c, f: f, left: 1}
	low, high, level, value := 0.0, 0.0, 0.0, 0.0
	for _, s := range f.Steps {
		at := span{level, level}
		if a := s.Amount; a.known && !math.IsNaN(a.value) && !math.IsInf(a.value, 0) {
			at.to = level + a.value
			if s.Kind == Total {
				at = span{0, a.value}
			}
		}
		d.spans = append(d.spans, at)
		level = at.to
		low, high = min(low, level), max(high, level)
		value = max(value, d.measure(clean(s.Amount.words(&f.Words)), true))
		if !c.slim() {
			d.left = max(d.left, d.measure(clean(s.Name), s.Kind == Total)+14)
		}
	}
	d.left = min(d.left, d.width*0.34)
	if low == high {
		high = 1
	}
	d.right = d.width - 1
	room := min(value, d.width*0.3) + 8 // a value stands beside its bar, at the right or, below zero, at the left
	d.axis = scale{low, high, d.left, d.right - room}
	if low < 0 {
		d.axis.low += room
	}
	return d
}

func (d *waterfallDrawing) draw() {
	d.text(d.shorten(label{x: 0, y: 14, text: clean(d.f.Unit), class: "axis"}, d.width))
	for _, s := range d.f.Steps {
		if s.Kind == Unexplained {
			d.hatchings("c4")
			break
		}
	}
	d.y = 26
	zero := d.axis.at(0)
	var above float64 // the bottom of the bar before
	for i, s := range d.f.Steps {
		top := d.step(i, s)
		if i > 0 {
			x := d.axis.at(d.spans[i-1].to)
			d.line("joint", x, above, x, top)
		}
		above = top + fallBar
	}
	d.line("base", zero, 24, zero, d.y-fallSpace/2)
	for _, l := range d.names {
		d.text(l)
	}
	d.height = d.y
}

// step draws a row and returns the top of its bar. The name stands before the bar, on a phone
// above it, on two lines where it is long.
func (d *waterfallDrawing) step(i int, s Step) float64 {
	name := d.nameLines(s)
	lines := float64(len(name))
	lineHeight := d.size + 3
	top := d.y
	if d.slim() {
		top += lines*lineHeight + 3
		for n, l := range name {
			l.y = d.y + 0.9*d.size + float64(n)*lineHeight
			d.names = append(d.names, l)
		}
	} else {
		height := max(fallBar, lines*lineHeight)
		top += (height - fallBar) / 2
		for n, l := range name {
			l.y = top + fallBar/2 + 0.35*d.size + (float64(n)-(lines-1)/2)*lineHeight
			d.names = append(d.names, l)
		}
		d.y = top + (height-fallBar)/2
	}
	d.bar(i, s, top)
	d.y = max(d.y, top) + fallBar + fallSpace
	return top
}

// nameLines returns the step's name on at most two lines.
func (d *waterfallDrawing) nameLines(s Step) []label {
	x, room := 0.0, d.left-12
	if d.slim() {
		x = 6 // beside the line at zero
		room = d.width - x
	}
	return d.wrapped(label{x: x, text: clean(s.Name), class: "halo", href: s.Href, bold: s.Kind == Total}, room)
}

// bar draws what the step covers, with its value beside it.
func (d *waterfallDrawing) bar(i int, s Step, top float64) {
	at := d.spans[i]
	x0, x1 := d.axis.at(min(at.from, at.to)), d.axis.at(max(at.from, at.to))
	b := box{x0, top, max(x1-x0, 2), fallBar}
	d.mark("mark", i, s.Href, []string{s.Name, s.Amount.words(&d.f.Words), s.Note})
	d.rect("hit", box{0, top - 4, d.width, fallBar + 8}, 0)
	if s.Amount.known {
		d.barShape(s, b)
	}
	d.end("g")
	l := label{x: b.right() + 6, y: top + fallBar/2 + 0.35*d.size, text: clean(s.Amount.words(&d.f.Words)), class: "halo", bold: s.Kind == Total}
	room := d.width - l.x
	if at.to < 0 {
		l.x, l.anchor = b.x-6, atEnd
		room = l.x - d.left
	}
	d.text(d.shorten(l, room))
}

// barShape tells the kinds of steps apart: totals and increases are solid, decreases outlined,
// what nobody explains hatched.
func (d *waterfallDrawing) barShape(s Step, b box) {
	switch {
	case s.Kind == Unexplained:
		d.hatched("c4", "edge", b)
	case s.Kind == Total:
		d.group("c0")
		d.rect("fill", b, 0)
		d.end("g")
	case s.Amount.value < 0:
		d.group("c1")
		d.outlined("edge", b)
		d.end("g")
	default:
		d.group("c3")
		d.rect("fill", b, 0)
		d.end("g")
	}
}
