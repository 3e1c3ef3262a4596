package chart

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// allocationsDrawing lays the columns out on one canvas.
type allocationsDrawing struct {
	*canvas
	a           *Allocations
	axis        amountAxis
	left, right float64 // of the plot
	bottom      float64
	slot, bar   float64 // widths of a year and of its column
}

func newAllocationsDrawing(c *canvas, a *Allocations) *allocationsDrawing {
	d := &allocationsDrawing{canvas: c, a: a}
	top := 0.0
	for _, y := range a.Years {
		top = max(top, y.stack())
		if drawable(y.Need) {
			top = max(top, y.Need.value)
		}
	}
	plot, ceiling := 230.0, 46.0
	if len(a.Years) == 1 {
		plot = max(170, float64(len(a.Series))*d.partLabelHeight())
	}
	d.bottom = ceiling + plot
	d.axis = c.newAmountAxis(top, d.bottom, ceiling, a.Tick)
	// The name of the last year may be wider than its slot.
	d.left, d.right = d.axis.gutter, c.width-c.measure("0000", false)/2
	n := float64(max(len(a.Years), 1))
	d.slot = min((d.right-d.left)/n, 110)
	d.bar = min(d.slot*0.66, 52)
	if len(a.Years) > 1 {
		d.right = d.left + d.slot*n
	}
	d.height = d.bottom + 26
	return d
}

func (d *allocationsDrawing) draw() {
	d.text(d.shorten(label{x: 0, y: 14, text: clean(d.a.Unit), class: "axis"}, d.width))
	d.patterns()
	d.axis.draw(d.canvas, d.left, d.right)
	for i, y := range d.a.Years {
		d.column(i, y)
	}
	d.axis.base(d.canvas, d.left, d.right)
	d.needLine()
	d.yearNames()
	d.figures()
	if len(d.a.Years) == 1 {
		d.partLabels(d.a.Years[0])
	}
}

// patterns defines the hatchings in use, under ids of this canvas.
func (d *allocationsDrawing) patterns() {
	var used []string
	for _, s := range d.a.Series {
		if s.Style == Hatched {
			used = append(used, colour(s.Color))
		}
	}
	if slices.ContainsFunc(d.a.Years, func(y Year) bool { return y.gap() > 0 }) {
		used = append(used, "cwarn")
	}
	slices.Sort(used)
	for _, class := range slices.Compact(used) {
		d.open("pattern").str("id", d.id+"-"+class).str("class", class).str("patternUnits", "userSpaceOnUse").
			num("width", 5).num("height", 5).str("patternTransform", "rotate(45)").body()
		d.line("hatch-line", 0, 0, 0, 5)
		d.end("pattern")
	}
}

// middle returns the middle of a year's slot.
func (d *allocationsDrawing) middle(i int) float64 {
	if len(d.a.Years) == 1 {
		return d.left + d.slot/2
	}
	return d.left + (float64(i)+0.5)*d.slot
}

// segment returns the space between two amounts of a year's column.
func (d *allocationsDrawing) segment(i int, from, to float64) box {
	y := d.axis.at(to)
	return box{d.middle(i) - d.bar/2, y, d.bar, d.axis.at(from) - y}
}

// column draws a year's stack and the gap above it. The whole slot reads the year.
func (d *allocationsDrawing) column(i int, y Year) {
	d.mark("mark", 0, "", d.a.reading(y))
	d.rect("hit", box{d.middle(i) - d.slot/2, d.axis.high, d.slot, d.bottom - d.axis.high}, 0)
	sum := 0.0
	for s, series := range d.a.Series {
		if v := y.part(s); v > 0 {
			d.part(series, d.segment(i, sum, sum+v))
			sum += v
		}
	}
	if gap := y.gap(); gap > 0 {
		d.hatched("cwarn", "edge dashed", d.segment(i, sum, sum+gap))
	}
	d.end("g")
}

func (d *allocationsDrawing) part(s Series, b box) {
	if s.Style == Hatched {
		d.hatched(colour(s.Color), "edge", b)
		return
	}
	d.group(colour(s.Color))
	if s.Style == Outlined {
		inner := box{b.x + 0.75, b.y + 0.75, b.w - 1.5, max(b.h-1.5, 0)}
		d.rect("faint", inner, 0)
		d.rect("edge", inner, 0)
	} else {
		d.rect("fill parted", b, 0)
	}
	d.end("g")
}

func (d *allocationsDrawing) hatched(class, edge string, b box) {
	d.group(class)
	d.open("rect").str("class", edge).str("fill", "url(#"+d.id+"-"+class+")").
		num("x", b.x+0.5).num("y", b.y+0.5).num("width", max(b.w-1, 0)).num("height", max(b.h-1, 0)).close()
	d.end("g")
}

// needLine draws the need as steps, broken where it is not recorded.
func (d *allocationsDrawing) needLine() {
	p := newPath()
	drawing := false
	for i, y := range d.a.Years {
		if !drawable(y.Need) {
			drawing = false
			continue
		}
		left, height := d.middle(i)-d.slot/2, d.axis.at(y.Need.value)
		if drawing {
			p.to(left, height)
		} else {
			p.move(left, height)
		}
		p.to(left+d.slot, height)
		drawing = true
	}
	if len(p.d) > 0 {
		d.path("need", p)
	}
}

// yearNames writes as many years under the axis as stay legible.
func (d *allocationsDrawing) yearNames() {
	step := yearStep(d.slot, d.measure("0000", false)+8)
	for i, y := range d.a.Years {
		if y.Year%step == 0 || len(d.a.Years) == 1 {
			d.text(label{x: d.middle(i), y: d.bottom + 18, text: strconv.Itoa(y.Year), anchor: atMiddle, class: "axis"})
		}
	}
}

// figures prints the gaps and the totals, the greatest first, wherever they meet nothing.
func (d *allocationsDrawing) figures() {
	taken := d.columnBoxes()
	order := make([]int, len(d.a.Years))
	for i := range order {
		order[i] = i
	}
	height := func(y Year) float64 { return y.stack() + y.gap() }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(height(d.a.Years[b]), height(d.a.Years[a])) })
	for _, i := range order {
		y := d.a.Years[i]
		l := label{x: d.middle(i), anchor: atMiddle, text: clean(y.Total), class: "halo", bold: true}
		l.y = d.axis.at(y.stack()) - 6
		if y.gap() > 0 {
			l.text, l.class, l.y = clean(y.Gap), "warn halo", d.axis.at(y.Need.value)-7
		}
		if l.text != "" {
			taken = d.figure(l, taken)
		}
	}
}

// figure prints a label over its column, or a little to the side of that, if it is free.
func (d *allocationsDrawing) figure(l label, taken boxes) boxes {
	const farthest = 9
	field := box{d.left - 6, 18, d.width - d.left + 6, d.bottom}
	if len(d.a.Years) == 1 {
		field.w = d.slot/2 + d.bar/2 + 30 // beyond that the parts are named
	}
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

// columnBoxes returns the space of the columns and of the need line.
func (d *allocationsDrawing) columnBoxes() boxes {
	var taken boxes
	for i, y := range d.a.Years {
		taken = append(taken, d.segment(i, 0, y.stack()+y.gap()))
		if !drawable(y.Need) {
			continue
		}
		left, height := d.middle(i)-d.slot/2, d.axis.at(y.Need.value)
		taken = append(taken, box{left, height - 1.5, d.slot, 3})
		if i > 0 && drawable(d.a.Years[i-1].Need) {
			before := d.axis.at(d.a.Years[i-1].Need.value)
			taken = append(taken, box{left - 1, min(before, height), 2, math.Abs(before - height)})
		}
	}
	return taken
}
