package chart

import (
	"math"
	"slices"
)

// rows returns what is read, the highest percentile first.
func (f *SCurve) rows() (rows []chanceRow) {
	for _, p := range slices.Backward(f.percentiles()) {
		r := chanceRow{chance: float64(p) / 100, reading: []string{percentileName(p)}}
		for i := range f.Runs {
			run := &f.Runs[i]
			at := run.at(p)
			if drawable(at.Value) {
				r.at, r.color = append(r.at, at.point(at.Value)), append(r.color, run.Color)
			}
			interval := at.interval(func(a Amount) string { return a.label })
			r.reading = append(r.reading, joinWords(f.runName(i), at.Value.words(&f.Words)))
			if interval != "" {
				r.reading = append(r.reading, joinWords(f.Words.Interval, interval))
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// runName is how amounts of a run are headed.
func (f *SCurve) runName(i int) string {
	if len(f.Runs) == 1 {
		return f.Amount
	}
	return f.Runs[i].Name
}

// table lists the percentiles, then the thresholds and the outside view.
func (f *SCurve) table() *Table {
	const none = "–"
	t := &Table{Header: []string{f.Heading, f.Within}, Numeric: []bool{false, true}}
	for i := range f.Runs {
		t.Header = append(t.Header, f.runName(i), f.Words.Interval)
		t.Numeric = append(t.Numeric, true, true)
	}
	for _, bound := range f.Bounds {
		t.Header, t.Numeric = append(t.Header, bound.Name), append(t.Numeric, true)
	}
	for _, p := range f.percentiles() {
		row := []string{percentileName(p), f.Percent(float64(p) / 100)}
		for i := range f.Runs {
			at := f.Runs[i].at(p)
			interval := at.interval(func(a Amount) string { return a.cell(&f.Words) })
			if interval == "" {
				interval = none
			}
			row = append(row, at.Value.cell(&f.Words), interval)
		}
		for i := range f.Bounds {
			row = append(row, f.Bounds[i].at(p).Value.cell(&f.Words))
		}
		t.Rows = append(t.Rows, row)
	}
	add := func(name, within string, a Amount) {
		row := []string{name, within}
		for range f.Runs {
			row = append(row, a.cell(&f.Words), none)
		}
		for range f.Bounds {
			row = append(row, none)
		}
		t.Rows = append(t.Rows, row)
	}
	for _, each := range f.Thresholds {
		within := f.within(each)
		if within == "" {
			within = f.Words.NotRecorded
		}
		add(each.Name, within, each.Value)
	}
	for _, p := range f.Outside {
		add(joinWords(f.Words.Outside, percentileName(p.P)), f.Percent(float64(p.P)/100), p.Value)
	}
	return t
}

const (
	tail     = 0.005 // of the curve, which is left out at either side
	farthest = 0.8   // of the curve's width that a threshold may lie beside it and still be drawn
)

// values returns the amounts that the axis has to reach.
func (f *SCurve) values() (from, to float64) {
	from, to = math.Inf(1), math.Inf(-1)
	reach := func(v float64) { from, to = min(from, v), max(to, v) }
	for i := range f.Runs {
		line := f.Runs[i].line()
		for n, p := range line.points {
			if (p.y >= tail || n == 0 && len(line.points) > 1 && line.points[1].x == p.x) && (p.y <= 1-tail || n == 0 || line.points[n-1].y < 1-tail) {
				reach(p.x)
			}
		}
		for n := range line.low {
			reach(line.low[n].x)
			reach(line.high[n].x)
		}
	}
	for _, p := range f.Outside {
		if drawable(p.Value) {
			reach(p.Value.value)
		}
	}
	width := max(to-from, math.Abs(to)*0.05)
	near := span{from - farthest*width, to + farthest*width}
	more := []Amount{f.Contingency.Base, f.Contingency.Total}
	for _, t := range f.Thresholds {
		more = append(more, t.Value)
	}
	for _, a := range more {
		if drawable(a) && (from > to || a.value >= near.from && a.value <= near.to) {
			reach(a.value)
		}
	}
	if from > to {
		return 0, 1
	}
	return from, to
}

func (f *SCurve) across(c *canvas, left float64) scale {
	s, _ := f.axis(c, left)
	return s
}

// axis is the axis of amounts, in round steps. It begins at zero where that is near.
func (f *SCurve) axis(c *canvas, left float64) (s scale, step float64) {
	from, to := f.values()
	if from == to {
		from, to = from-max(math.Abs(from)*0.05, 1), to+max(math.Abs(to)*0.05, 1)
	}
	if from > 0 && from < (to-from)/3 {
		from = 0
	}
	for count := 9.0; ; count-- {
		step = roundStep((to - from) / count)
		s = scale{from: math.Floor(from/step+1e-9) * step, to: math.Ceil(to/step-1e-9) * step, low: left}
		widest := 0.0
		for v := s.from; v <= s.to+step/2; v += step {
			widest = max(widest, c.measure(clean(f.Tick(v)), false))
		}
		s.high = c.width - max(widest/2, 10)
		if count == 1 || (s.high-s.low)*step/(s.to-s.from) > widest+14 {
			return s, step
		}
	}
}

// below writes the axis of amounts, its unit, and the contingency.
func (f *SCurve) below(d *chancesDrawing) {
	_, step := f.axis(d.canvas, d.values.low)
	var before float64 // where the label before ends
	for v := d.values.from; v <= d.values.to+step/2; v += step {
		x := d.values.at(v)
		d.line("base", x, d.bottom, x, d.bottom+4)
		l := label{x: x, y: d.bottom + 18, text: clean(f.Tick(v)), anchor: atMiddle, class: "axis"}
		if at := d.bounds(l); at.x >= before && at.right() <= d.width {
			d.text(l)
			before = at.right() + 4
		}
	}
	d.text(d.shorten(label{x: d.values.high, y: d.bottom + 36, text: clean(f.Unit), anchor: atEnd, class: "axis"}, d.values.high))
	d.height = d.bottom + 42
	f.bracket(d)
}

// bracket draws what lies between the base and the percentile, below the axis.
func (f *SCurve) bracket(d *chancesDrawing) {
	c := f.Contingency
	if c.Label == "" || !drawable(c.Base) || !drawable(c.Total) || d.off(c.Base.value) || d.off(c.Total.value) {
		return
	}
	a, b := d.values.at(c.Base.value), d.values.at(c.Total.value)
	y := d.height + 10
	d.path("extent", newPath().move(a, y-5).to(a, y+5).move(a, y).to(b, y).move(b, y-5).to(b, y+5))
	l := d.shorten(label{y: y + 8 + d.size, text: clean(c.Label), anchor: atMiddle, bold: true}, d.width)
	half := d.measure(l.text, true) / 2
	l.x = max(half, min((a+b)/2, d.width-half))
	d.text(l)
	d.height = y + 14 + d.size
}
