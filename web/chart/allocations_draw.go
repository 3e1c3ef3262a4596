package chart

import (
	"slices"
	"strconv"
)

// allocationsDrawing lays the columns out on one canvas.
type allocationsDrawing struct {
	columns
	a *Allocations
}

func newAllocationsDrawing(c *canvas, a *Allocations) *allocationsDrawing {
	top := 0.0
	for _, y := range a.Years {
		top = max(top, y.stack())
		if drawable(y.Need) {
			top = max(top, y.Need.value)
		}
	}
	height := columnsHeight
	if len(a.Years) == 1 {
		height = max(170, float64(len(a.Series))*c.partLabelHeight())
	}
	return &allocationsDrawing{c.newColumns(len(a.Years), top, height, "0000", a.Tick), a}
}

func (d *allocationsDrawing) draw() {
	d.text(d.shorten(label{x: 0, y: 14, text: clean(d.a.Unit), class: "axis"}, d.width))
	d.patterns()
	d.axis.draw(d.canvas, d.left, d.right)
	for i, y := range d.a.Years {
		d.column(i, y)
	}
	d.axis.base(d.canvas, d.left, d.right)
	d.steps("need", d.needs())
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
	d.hatchings(used...)
}

// column draws a year's stack and the gap above it. The whole slot reads the year.
func (d *allocationsDrawing) column(i int, y Year) {
	d.mark("mark", 0, "", d.a.reading(y))
	d.rect("hit", d.space(i), 0)
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
		d.outlined("edge", b)
	} else {
		d.rect("fill parted", b, 0)
	}
	d.end("g")
}

// needs returns the need of each year.
func (d *allocationsDrawing) needs() []Amount {
	needs := make([]Amount, len(d.a.Years))
	for i, y := range d.a.Years {
		needs[i] = y.Need
	}
	return needs
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
	var figures []label
	for i, y := range d.a.Years {
		l := label{x: d.middle(i), anchor: atMiddle, text: clean(y.Total), class: "halo", bold: true}
		l.y = d.axis.at(y.stack()) - 6
		if y.gap() > 0 {
			l.text, l.class, l.y = clean(y.Gap), "warn halo", d.axis.at(y.Need.value)-7
		}
		if l.text != "" {
			figures = append(figures, l)
		}
	}
	field := d.field()
	if len(d.a.Years) == 1 {
		field.w = d.slot/2 + d.bar/2 + 30 // beyond that the parts are named
	}
	d.placeFigures(figures, field, d.columnBoxes())
}

// columnBoxes returns the space of the columns and of the need line.
func (d *allocationsDrawing) columnBoxes() boxes {
	taken := d.stepBoxes(d.needs())
	for i, y := range d.a.Years {
		taken = append(taken, d.segment(i, 0, y.stack()+y.gap()))
	}
	return taken
}
