package chart

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// Period is a fiscal year, quarter or month, which has a column of its own.
type Period struct {
	Name  string // read, and first in the table: "2031", "2nd quarter of 2031"
	Axis  string // printed under the axis where there is room: "2031" at a year's first quarter, "" at its others
	From  time.Time
	Until time.Time // the first day after it; both are needed only to place today
}

// columns lays periods out side by side over an axis of amounts.
type columns struct {
	*canvas
	axis        amountAxis
	left, right float64 // of the plot
	bottom      float64
	slot, bar   float64 // widths of a period and of its column
}

const (
	columnsHeight  = 230.0 // of the plot
	columnsCeiling = 46.0  // above it: the unit and figures over the columns
)

// newColumns makes room for count periods with amounts up to top. The name of the last one may
// be wider than its slot.
func (c *canvas) newColumns(count int, top, height float64, name string, tick func(float64) string) columns {
	d := columns{canvas: c, bottom: columnsCeiling + height}
	d.axis = c.newAmountAxis(top, d.bottom, columnsCeiling, tick)
	d.left, d.right = d.axis.gutter, c.width-c.measure(name, false)/2
	n := float64(max(count, 1))
	d.slot = min((d.right-d.left)/n, 110)
	d.bar = min(d.slot*0.66, 52)
	if count > 1 {
		d.right = d.left + d.slot*n
	}
	d.height = d.bottom + 26
	return d
}

// middle returns the middle of a period's slot.
func (d *columns) middle(i int) float64 { return d.left + (float64(i)+0.5)*d.slot }

// space returns the whole slot of a period.
func (d *columns) space(i int) box {
	return box{d.middle(i) - d.slot/2, d.axis.high, d.slot, d.bottom - d.axis.high}
}

// segment returns the space between two amounts of a period's column.
func (d *columns) segment(i int, from, to float64) box {
	y := d.axis.at(to)
	return box{d.middle(i) - d.bar/2, y, d.bar, d.axis.at(from) - y}
}

// steps draws amounts as a line of steps, a step for each slot, broken where nothing can be drawn.
func (d *columns) steps(class string, amounts []Amount) {
	p := newPath()
	drawing := false
	for i, a := range amounts {
		if !drawable(a) {
			drawing = false
			continue
		}
		left, height := d.middle(i)-d.slot/2, d.axis.at(a.value)
		if drawing {
			p.to(left, height)
		} else {
			p.move(left, height)
		}
		p.to(left+d.slot, height)
		drawing = true
	}
	if len(p.d) > 0 {
		d.path(class, p)
	}
}

// stepBoxes returns the space that steps take.
func (d *columns) stepBoxes(amounts []Amount) (taken boxes) {
	for i, a := range amounts {
		if !drawable(a) {
			continue
		}
		left, height := d.middle(i)-d.slot/2, d.axis.at(a.value)
		taken = append(taken, box{left, height - 1.5, d.slot, 3})
		if i > 0 && drawable(amounts[i-1]) {
			before := d.axis.at(amounts[i-1].value)
			taken = append(taken, box{left - 1, min(before, height), 2, max(before, height) - min(before, height)})
		}
	}
	return taken
}

// names writes as many of the periods' names under the axis as stay legible. A name that stands
// for several columns begins at the first of them. It returns where names were written: below them
// there is room for further words of at most the given width.
func (d *columns) names(periods []Period, room float64) (written []placedName) {
	grouped := false
	var named []int
	for i, p := range periods {
		if p.Axis == "" {
			grouped = true
			continue
		}
		named = append(named, i)
		room = max(room, d.measure(clean(p.Axis), false)+8)
	}
	if len(named) == 0 {
		return nil
	}
	perName := d.slot * float64(len(periods)) / float64(len(named))
	step := yearStep(perName, room)
	for n, i := range named {
		text := clean(periods[i].Axis)
		if grouped {
			d.line("base", d.left+float64(i)*d.slot, d.bottom, d.left+float64(i)*d.slot, d.bottom+4)
		}
		if year, err := strconv.Atoi(text); err == nil && year%step != 0 || err != nil && n%step != 0 {
			continue
		}
		l := label{x: d.middle(i), y: d.bottom + 18, text: text, anchor: atMiddle, class: "axis"}
		if grouped {
			l.x, l.anchor = d.left+float64(i)*d.slot, atStart
		}
		if at := d.bounds(l); at.x >= 0 && at.right() <= d.width {
			d.text(l)
			written = append(written, placedName{i, l.x, l.anchor})
		}
	}
	return written
}

// placedName is where the name of a column was written.
type placedName struct {
	column int
	x      float64
	anchor anchor
}

// longest returns the widest of the periods' names on the axis.
func (c *canvas) longest(periods []Period) string {
	if len(periods) == 0 {
		return ""
	}
	return slices.MaxFunc(periods, func(a, b Period) int {
		return cmp.Compare(c.measure(clean(a.Axis), false), c.measure(clean(b.Axis), false))
	}).Axis
}

// today returns where a moment lies among the periods; ok is false outside of them.
func (d *columns) today(periods []Period, at time.Time) (x float64, ok bool) {
	for i, p := range periods {
		if at.Before(p.From) || !at.Before(p.Until) {
			continue
		}
		share := float64(at.Sub(p.From)) / float64(p.Until.Sub(p.From))
		return d.left + (float64(i)+share)*d.slot, true
	}
	return 0, false
}

// upright draws a line through the plot with its word on top of it, and returns the space taken.
func (d *columns) upright(class, wordClass, word string, x float64) boxes {
	l := d.shorten(label{x: x, y: 31, text: clean(word), class: "halo " + wordClass, anchor: atMiddle, bold: true}, d.width-2)
	half := d.measure(l.text, true) / 2
	l.x = max(half, min(x, d.width-half))
	d.line(class, x, 36, x, d.bottom)
	d.text(l)
	return boxes{d.bounds(l).grow(2), {x - 1, 36, 2, d.bottom - 36}}
}

// placeFigures prints labels over columns where they meet nothing, the highest first.
func (d *columns) placeFigures(figures []label, field box, taken boxes) {
	slices.SortStableFunc(figures, func(a, b label) int { return cmp.Compare(a.y, b.y) })
	for _, l := range figures {
		taken = d.placeFigure(l, field, taken)
	}
}

// placeFigure prints a label over its column, or a little to the side of that, if it is free.
func (d *columns) placeFigure(l label, field box, taken boxes) boxes {
	const farthest = 9
	middle := l.x
	for shift := 0.0; shift <= farthest; shift++ {
		for _, l.x = range []float64{middle + shift, middle - shift} {
			at := d.bounds(l)
			if at.inside(field) && taken.free(at) {
				d.text(l)
				return append(taken, at.grow(2))
			}
		}
	}
	return taken
}

// field is where figures may stand.
func (d *columns) field() box { return box{d.left - 6, 18, d.width - d.left + 6, d.bottom} }

// hatchings defines hatchings in the given colours, under ids of this canvas.
func (c *canvas) hatchings(classes ...string) {
	slices.Sort(classes)
	for _, class := range slices.Compact(classes) {
		c.open("pattern").str("id", c.id+"-"+class).str("class", class).str("patternUnits", "userSpaceOnUse").
			num("width", 5).num("height", 5).str("patternTransform", "rotate(45)").body()
		c.line("hatch-line", 0, 0, 0, 5)
		c.end("pattern")
	}
}

// hatched draws a box in the hatching of a colour.
func (c *canvas) hatched(class, edge string, b box) {
	c.group(class)
	c.open("rect").str("class", edge).str("fill", "url(#"+c.id+"-"+class+")").
		num("x", b.x+0.5).num("y", b.y+0.5).num("width", max(b.w-1, 0)).num("height", max(b.h-1, 0)).close()
	c.end("g")
}

// outlined draws a lightly filled box with its outline inside.
func (c *canvas) outlined(edge string, b box) {
	inner := box{b.x + 0.75, b.y + 0.75, b.w - 1.5, max(b.h-1.5, 0)}
	c.rect("faint", inner, 0)
	c.rect(edge, inner, 0)
}
