package chart

import (
	"cmp"
	"slices"
)

// estimatesDrawing lays the strip out on one canvas.
type estimatesDrawing struct {
	*canvas
	e      *Estimates
	axis   amountAxis
	years  scale
	bottom float64
}

const (
	markerSize = 5.5
	ringSize   = 9.5
)

func newEstimatesDrawing(c *canvas, e *Estimates) *estimatesDrawing {
	d := &estimatesDrawing{canvas: c, e: e, bottom: 272}
	switch {
	case len(e.Items) < 2:
		d.bottom = 200
	case c.slim():
		d.bottom = 310
	}
	top := 0.0
	for _, i := range e.Items {
		top = max(top, i.Amount)
	}
	// Some air above the highest, where its label may have to go.
	d.axis = c.newAmountAxis(top*1.08, d.bottom, 34, e.Tick)
	from, to := e.span()
	d.years = scale{from, to, d.axis.gutter, c.width - 1}
	d.height = d.bottom + 24
	return d
}

func (d *estimatesDrawing) draw() {
	left, right := d.years.low, d.years.high
	d.text(d.shorten(label{x: 0, y: 14, text: clean(d.e.Unit), class: "axis"}, d.width))
	d.axis.draw(d.canvas, left, right)
	ticks := d.yearTicks(d.years)
	d.yearGrid(ticks, d.axis.high, d.bottom+6)
	d.axis.base(d.canvas, left, right)
	d.yearLabels(ticks, d.bottom+18, right)

	tags := d.placeTags()
	for _, t := range tags {
		if t.leader() {
			from := t.rim()
			d.line("leader", from.x, from.y, t.joint.x, t.joint.y)
		}
	}
	for _, i := range d.inOrder() {
		d.estimate(i)
	}
	for _, t := range tags {
		if t.placed {
			amount, claimant := d.lines(t)
			d.text(amount)
			d.text(claimant)
		}
	}
}

// inOrder returns the estimates as they are drawn: by date, the working one last and on top.
func (d *estimatesDrawing) inOrder() []Estimate {
	items := slices.Clone(d.e.Items)
	slices.SortStableFunc(items, func(a, b Estimate) int {
		if a.Working != b.Working {
			return cmp.Compare(rank(a), rank(b))
		}
		return a.Date.Compare(b.Date)
	})
	return items
}

func rank(e Estimate) int {
	if e.Working {
		return 1
	}
	return 0
}

func (d *estimatesDrawing) at(e Estimate) point {
	return point{d.years.at(fractionalYear(e.Date)), d.axis.at(e.Amount)}
}

func (d *estimatesDrawing) estimate(e Estimate) {
	class, lines := "mark estimate", []string{e.By, e.Label, e.When}
	if e.Scope >= 0 && e.Scope < len(d.e.Scopes) {
		lines = append(lines, d.e.Scopes[e.Scope])
	}
	if e.Working {
		class = "mark working"
		lines = append(lines, d.e.Words.Working)
	}
	p := d.at(e)
	d.mark(class, 0, "", append(lines, e.Note))
	d.circle("hit", p.x, p.y, 13)
	if e.Working {
		d.circle("ring", p.x, p.y, ringSize)
	}
	d.marker(e.Scope, p.x, p.y, markerSize)
	d.end("g")
}
