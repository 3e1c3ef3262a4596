package chart

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// estimatesDrawing lays the strip out on one canvas.
type estimatesDrawing struct {
	*canvas
	e      *Estimates
	axis   amountAxis
	years  scale
	spots  []point // where each item's mark stands
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
	d.years = scale{from, to, d.axis.gutter, c.width - 1 - ringSize} // a mark at the very end stays whole
	d.height = d.bottom + 24
	d.spread()
	return d
}

// spread gives every mark its spot. One that would hide another moves aside by its own width;
// its date stays in the reading and the table.
func (d *estimatesDrawing) spread() {
	d.spots = make([]point, len(d.e.Items))
	var taken []point
	for _, i := range slices.Backward(d.inOrder()) { // the working one first: it keeps its place
		e := d.e.Items[i]
		at := point{d.years.at(fractionalYear(e.Date)), d.axis.at(e.Amount)}
		d.spots[i] = at
		for _, aside := range []float64{0, -1, 1, -2, 2, -3, 3} {
			spot := point{at.x + aside*2.2*markerSize, at.y}
			if spot.x < d.years.low+markerSize || spot.x > d.years.high-markerSize && aside != 0 || hidden(spot, taken) {
				continue
			}
			d.spots[i] = spot
			break
		}
		taken = append(taken, d.spots[i])
	}
}

// hidden reports whether a mark at the spot would mostly cover, or be covered by, another.
func hidden(spot point, taken []point) bool {
	return slices.ContainsFunc(taken, func(o point) bool {
		return math.Hypot(spot.x-o.x, spot.y-o.y) < 1.6*markerSize
	})
}

func (d *estimatesDrawing) draw() {
	left, right := d.years.low, d.years.high
	d.text(d.shorten(label{x: 0, y: 14, text: clean(d.e.Unit), class: "axis"}, d.width))
	d.axis.draw(d.canvas, left, right)
	ticks := d.yearTicks(d.years)
	d.yearGrid(ticks, d.axis.high, d.bottom+6)
	d.axis.base(d.canvas, left, right)
	d.yearLabels(ticks, d.bottom+18, d.width)

	tags := d.placeTags()
	for _, t := range tags {
		if t.leader() {
			from := t.rim()
			d.line("leader", from.x, from.y, t.joint.x, t.joint.y)
		}
	}
	for _, i := range d.inOrder() {
		d.estimate(d.e.Items[i], d.spots[i])
	}
	for _, t := range tags {
		if t.placed {
			amount, claimant := d.lines(t)
			d.text(amount)
			d.text(claimant)
		}
	}
	d.listRest(tags)
}

// listRest writes the tags that found no place a line each beneath the years: the shape of the
// mark, the amount, the date and who says so.
func (d *estimatesDrawing) listRest(tags []tag) {
	tags = slices.DeleteFunc(slices.Clone(tags), func(t tag) bool { return t.placed })
	slices.SortStableFunc(tags, func(a, b tag) int { return a.item.Date.Compare(b.item.Date) })
	for _, t := range tags {
		y := d.height + d.size
		d.group(t.item.class())
		d.marker(t.item.Scope, markerSize+2, y-0.35*d.size, markerSize-1)
		d.end("g")
		amount := d.shorten(label{x: 2*markerSize + 8, y: y, text: clean(t.item.Label), bold: true}, d.width-2*markerSize-8)
		d.text(amount)
		rest := label{x: d.bounds(amount).right() + 8, y: y, text: clean(strings.Trim(t.item.When+" · "+t.item.By, " ·")), class: "soft"}
		d.text(d.shorten(rest, d.width-rest.x))
		d.height = y + 0.6*d.size
	}
}

// inOrder returns the indices of the estimates as they are drawn: by date, the working one last
// and on top.
func (d *estimatesDrawing) inOrder() []int {
	order := make([]int, len(d.e.Items))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := d.e.Items[i], d.e.Items[j]
		return cmp.Or(cmp.Compare(rank(a), rank(b)), a.Date.Compare(b.Date))
	})
	return order
}

func rank(e Estimate) int {
	if e.Working {
		return 1
	}
	return 0
}

// class is what tells the working estimate's mark from the others'.
func (e Estimate) class() string {
	if e.Working {
		return "working"
	}
	return "estimate"
}

func (d *estimatesDrawing) estimate(e Estimate, p point) {
	lines := []string{e.By, e.Label, e.When}
	if e.Scope >= 0 && e.Scope < len(d.e.Scopes) {
		lines = append(lines, d.e.Scopes[e.Scope])
	}
	if e.Working {
		lines = append(lines, d.e.Words.Working)
	}
	d.mark("mark "+e.class(), 0, "", append(lines, e.Note))
	d.circle("hit", p.x, p.y, 13)
	if e.Working {
		d.circle("ring", p.x, p.y, ringSize)
	}
	d.marker(e.Scope, p.x, p.y, markerSize)
	d.end("g")
}
