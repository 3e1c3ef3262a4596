package chart

import (
	"html/template"
	"math"
	"slices"
	"time"
)

// Finishes shows the chance that a project is finished by a date, with the range of its percentiles
// shaded, and the finish that is planned; beside it, another forecast, such as that under caps.
type Finishes struct {
	Frame
	Chance  string               // the upright axis in words: "Chance of being finished"
	Percent func(float64) string // writes a share of 1: "80 %"
	Heading string               // of the table's first column: "Percentile"
	Within  string               // of its second: "Chance"
	Lines   []FinishLine
	Told    []int // the percentiles marked with their dates; P10, P50 and P80 when nil
	Planned Deadline
}

// FinishLine is a forecast of the finish.
type FinishLine struct {
	Name   string // "As the phases take", "Under the ceilings"
	Color  int
	Stroke Stroke
	Points []FinishPoint // by P
}

// FinishPoint is a percentile of the finish.
type FinishPoint struct {
	P    int
	Date time.Time
	Name string // of the date in words: "June 2036", "2039"
}

// Deadline is a date that the finish is held against; none when it is zero.
type Deadline struct {
	Name   string // "Planned finish"
	Date   time.Time
	When   string  // the date in words
	Chance float64 // of being finished by then, a share of 1
	Warn   bool
}

// HTML renders the figure. Without a Table of the caller's, the percentiles are the table.
func (f Finishes) HTML() template.HTML {
	if f.Told == nil {
		f.Told = []int{10, 50, 80}
	}
	if f.Table == nil {
		f.Table = f.table()
	}
	g := &chances{frame: &f.Frame, upright: f.Chance, percent: f.Percent, across: f.across, ticks: f.below, rows: f.rows()}
	for i := range f.Lines {
		line := &f.Lines[i]
		g.lines = append(g.lines, line.line(i == 0))
		for _, p := range line.Points {
			if slices.Contains(f.Told, p.P) && !p.Date.IsZero() {
				g.told = append(g.told, chanceTag{at: p.point(), text: percentileName(p.P) + " " + p.Name, color: line.Color})
			}
		}
	}
	if p := f.Planned; !p.Date.IsZero() {
		share := f.Percent(p.Chance)
		g.posts = append(g.posts, post{at: fractionalYear(p.Date), name: p.Name, value: joinDot(p.When, share), warn: p.Warn,
			reading: []string{p.Name, p.When, joinWords(f.Within, share)}})
	}
	return f.figure("finish", f.keys(), false, g.draw)
}

func (p *FinishPoint) point() point { return point{fractionalYear(p.Date), float64(p.P) / 100} }

// line joins the percentiles; the ground from P10 to P80 is shaded where it is asked for.
func (l *FinishLine) line(shaded bool) chanceLine {
	line := chanceLine{color: l.Color, stroke: l.Stroke}
	for i := range l.Points {
		p := &l.Points[i]
		if p.Date.IsZero() {
			continue
		}
		line.points = append(line.points, p.point())
		if shaded && p.P == 10 {
			line.area.from = p.point().x
		}
		if shaded && p.P == 80 {
			line.area.to = p.point().x
		}
	}
	if line.area.from == 0 || line.area.from >= line.area.to {
		line.area = span{}
	}
	return line
}

// at returns the date of a percentile in words.
func (l *FinishLine) at(p int) *FinishPoint {
	for i := range l.Points {
		if l.Points[i].P == p && !l.Points[i].Date.IsZero() {
			return &l.Points[i]
		}
	}
	return nil
}

func (f *Finishes) percentiles() (all []int) {
	for _, line := range f.Lines {
		for _, p := range line.Points {
			all = append(all, p.P)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// rows returns what is read, the highest percentile first. A line without the percentile is not read.
func (f *Finishes) rows() (rows []chanceRow) {
	for _, p := range slices.Backward(f.percentiles()) {
		r := chanceRow{chance: float64(p) / 100, reading: []string{percentileName(p)}}
		for i := range f.Lines {
			line := &f.Lines[i]
			if at := line.at(p); at != nil {
				r.at, r.color = append(r.at, at.point()), append(r.color, line.Color)
				r.reading = append(r.reading, joinWords(line.Name, at.Name))
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// table lists the percentiles, then the planned finish with its chance.
func (f *Finishes) table() *Table {
	const none = "–"
	t := &Table{Header: []string{f.Heading, f.Within}, Numeric: []bool{false, true}}
	for _, line := range f.Lines {
		t.Header, t.Numeric = append(t.Header, line.Name), append(t.Numeric, true)
	}
	for _, p := range f.percentiles() {
		row := []string{percentileName(p), f.Percent(float64(p) / 100)}
		for i := range f.Lines {
			cell := none
			if at := f.Lines[i].at(p); at != nil {
				cell = at.Name
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	if p := f.Planned; !p.Date.IsZero() {
		row := []string{p.Name, f.Percent(p.Chance)}
		for i := range f.Lines {
			cell := none
			if i == 0 {
				cell = p.When
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (f *Finishes) keys() (keys []key) {
	for i := range f.Lines {
		line := &f.Lines[i]
		if len(f.Lines) > 1 {
			keys = append(keys, key{line.Name, colour(line.Color), func(c *canvas) { c.line(line.Stroke.class(), 1, 6, 17, 6) }})
		}
	}
	if len(f.Lines) > 0 && f.Lines[0].line(true).area.to > 0 {
		keys = append(keys, key{f.Words.Range, colour(f.Lines[0].Color), boxSwatch("faint")})
	}
	return keys
}

// across is the calendar, in whole years.
func (f *Finishes) across(c *canvas, left float64) scale {
	from, to := math.Inf(1), math.Inf(-1)
	reach := func(d time.Time) {
		if !d.IsZero() {
			y := fractionalYear(d)
			from, to = min(from, y), max(to, y)
		}
	}
	for _, line := range f.Lines {
		for _, p := range line.Points {
			reach(p.Date)
		}
	}
	reach(f.Planned.Date)
	if from > to {
		from, to = 2000, 2001
	}
	return scale{math.Floor(from), max(math.Ceil(to), math.Floor(from)+1), left, c.width - 2}
}

// below writes the years.
func (f *Finishes) below(d *chancesDrawing) {
	ticks := d.yearTicks(d.values)
	d.yearGrid(ticks, d.top, d.bottom+6)
	d.yearLabels(ticks, d.bottom+18, d.width)
	d.height = d.bottom + 26
}
