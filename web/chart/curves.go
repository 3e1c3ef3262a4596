package chart

import (
	"html/template"
	"slices"
	"time"
)

// Curves shows amounts that grow over time as lines: the cumulative need and what is secured, with
// the gap between them hatched; a scenario beside the base; planned, earned and actual cost.
type Curves struct {
	Frame
	Unit    string               // the axis in words: "€ million, cumulative"
	Tick    func(float64) string // writes a value of the axis
	Heading string               // of the table's first column: "End of"
	Lines   []Curve
	Gap     Band
	Marks   []DateMark // upright lines with their words, such as today or the status date
}

// Curve is a line, labelled at its end with its name and its last amount.
type Curve struct {
	Name   string
	Color  int // palette index
	Stroke Stroke
	Points []CurvePoint // by date; an amount that is not known breaks the line
}

// Stroke tells lines apart in print and for every eye.
type Stroke int

// What is planned is full; what it is compared with may be dashed or dotted.
const (
	FullLine Stroke = iota
	DashedLine
	DottedLine
)

// CurvePoint is an amount reached at a date.
type CurvePoint struct {
	Date   time.Time
	Name   string // of the date in words: "2031", "30 June 2031"; points of one date share it
	Amount Amount
}

// Band hatches what Upper lies above Lower, two indices of Lines, and prints the label at its end.
// There is none without a label.
type Band struct {
	Upper, Lower int
	Label        string // "€376 m"
}

// DateMark is an upright line at a date.
type DateMark struct {
	Date time.Time
	Name string
	Warn bool // in the colour of today
}

// HTML renders the figure. Without a Table of the caller's, the amounts are the table.
func (f Curves) HTML() template.HTML {
	dates := f.dates()
	m := &measures{n: len(dates)}
	for _, line := range f.Lines {
		m.add(line.Name, func(i int) Amount { return line.on(dates[i].Date) })
	}
	if f.Table == nil {
		f.Table = m.table(f.Heading, func(i int) string { return dates[i].Name }, &f.Words)
	}
	return f.figure("curves", f.keys(), false, func(c *canvas) {
		newCurvesDrawing(c, &f, dates, m).draw()
	})
}

// dates returns a point for each date of any line, in order.
func (f *Curves) dates() (all []CurvePoint) {
	for _, line := range f.Lines {
		all = append(all, line.Points...)
	}
	slices.SortStableFunc(all, func(a, b CurvePoint) int { return a.Date.Compare(b.Date) })
	return slices.CompactFunc(all, func(a, b CurvePoint) bool { return a.Date.Equal(b.Date) })
}

// on returns the line's amount at a date, unknown where it has no point.
func (c *Curve) on(date time.Time) Amount {
	for _, p := range c.Points {
		if p.Date.Equal(date) {
			return p.Amount
		}
	}
	return Amount{}
}

// last returns the last point that can be drawn.
func (c *Curve) last() (CurvePoint, bool) {
	for _, p := range slices.Backward(c.Points) {
		if drawable(p.Amount) {
			return p, true
		}
	}
	return CurvePoint{}, false
}

// class is what the line's path looks like.
func (s Stroke) class() string {
	switch s {
	case DashedLine:
		return "curve dashed"
	case DottedLine:
		return "curve dotted"
	}
	return "curve"
}

// keys names the hatching, and the lines where a phone has no room for their names beside them.
func (f *Curves) keys() []key {
	var keys []key
	short := true
	for _, line := range f.Lines {
		short = short && textWidth(clean(line.Name), narrow.size, false) <= narrow.width*widestEnd
	}
	for _, line := range f.Lines {
		if _, ok := line.last(); ok && !short {
			keys = append(keys, key{line.Name, colour(line.Color), func(c *canvas) { c.line(line.Stroke.class(), 1, 6, 17, 6) }})
		}
	}
	if _, _, ok := f.band(); ok {
		keys = append(keys, key{f.Words.Gap, "cwarn", hatchSwatch})
	}
	return keys
}

// band returns the lines between which the gap is hatched.
func (f *Curves) band() (upper, lower *Curve, ok bool) {
	g := f.Gap
	if g.Label == "" || g.Upper == g.Lower || min(g.Upper, g.Lower) < 0 || max(g.Upper, g.Lower) >= len(f.Lines) {
		return nil, nil, false
	}
	return &f.Lines[g.Upper], &f.Lines[g.Lower], true
}
