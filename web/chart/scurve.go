package chart

import (
	"html/template"
	"slices"
	"strings"
)

// SCurve shows the chance that a total stays within an amount, with the percentiles that are decided
// by, what they are compared with and the contingency that follows; or two runs of a simulation.
type SCurve struct {
	Frame
	Unit        string               // the axis of amounts in words: "€ million, prices of the year of payment"
	Chance      string               // the upright axis: "Chance that the total stays within"
	Tick        func(float64) string // writes a value of the axis
	Percent     func(float64) string // writes a share of 1: "54.5 %", "80 %"
	Heading     string               // of the table's first column: "Percentile"
	Within      string               // of its second: "Chance"
	Amount      string               // of the amounts, beside a single run: "Total"
	Runs        []Run                // one, or two to compare
	Bounds      []Run                // thin lines beside them, told in the table only
	Told        []int                // the percentiles marked with their values; P50 and P80 when nil
	Thresholds  []Threshold          // the working estimate, the secured money
	Outside     []Percentile         // what an outside view says, without intervals
	Contingency Contingency
}

// Run is a simulation's distribution of the total.
type Run struct {
	Name        string // printed and read beside another run
	Color       int
	Stroke      Stroke
	Curve       []ChancePoint // by value
	Percentiles []Percentile  // by P
	Part        bool          // the curve is known from its first chance to its last only
}

// ChancePoint is the chance, a share of 1, that the total is within a value.
type ChancePoint struct{ Value, Chance float64 }

// Percentile is a quantile of the total with its confidence interval, if that is known.
type Percentile struct {
	P         int
	Value     Amount
	Low, High Amount
}

// Threshold is an amount that the total is held against. One that lies far off the curve is named at
// that side of the plot.
type Threshold struct {
	Name    string
	Value   Amount
	Chances []float64 // of staying within it, a share of 1, by run
	Warn    bool
}

// Contingency is what lies between a base and a percentile. There is none without a label.
type Contingency struct {
	Base, Total Amount
	Label       string // "Contingency for 80 %: €340 m"
}

// HTML renders the figure. Without a Table of the caller's, the percentiles and thresholds are the table.
func (f SCurve) HTML() template.HTML {
	if f.Told == nil {
		f.Told = []int{50, 80}
	}
	if f.Table == nil {
		f.Table = f.table()
	}
	g := &chances{frame: &f.Frame, upright: f.Chance, percent: f.Percent, across: f.across, ticks: f.below, rows: f.rows()}
	for _, run := range f.Bounds {
		g.lines = append(g.lines, run.line())
	}
	for _, run := range f.Runs {
		g.lines = append(g.lines, run.line())
		for _, p := range run.Percentiles {
			if slices.Contains(f.Told, p.P) && drawable(p.Value) {
				g.told = append(g.told, chanceTag{at: p.point(p.Value), text: percentileName(p.P) + " " + p.Value.label, color: run.Color,
					legs: len(f.Runs) == 1, soft: run.Stroke != FullLine})
			}
		}
	}
	for _, p := range f.Outside {
		if drawable(p.Value) {
			g.told = append(g.told, chanceTag{at: p.point(p.Value), text: percentileName(p.P) + " " + p.Value.label, color: outsideColor, hollow: true})
		}
	}
	for _, t := range f.Thresholds {
		if drawable(t.Value) {
			g.posts = append(g.posts, post{at: t.Value.value, name: t.Name, value: joinDot(t.Value.label, f.within(t)), warn: t.Warn,
				reading: []string{t.Name, t.Value.label, joinWords(f.Within, f.within(t))}})
		}
	}
	return f.figure("scurve", f.keys(), false, g.draw)
}

// outsideColor is the palette index of the outside view.
const outsideColor = 3

// point is where a value of the percentile lies.
func (p Percentile) point(a Amount) point { return point{a.value, float64(p.P) / 100} }

// interval writes the confidence interval; "" where there is none.
func (p Percentile) interval(write func(Amount) string) string {
	if !p.Low.known || !p.High.known {
		return ""
	}
	return write(p.Low) + " – " + write(p.High)
}

// line is the run's curve with its band. It rises upright where the least total has a chance of its
// own, as where a risk is all that is uncertain, or nothing is.
func (r *Run) line() chanceLine {
	line := chanceLine{color: r.Color, stroke: r.Stroke}
	for _, p := range r.Curve {
		if drawable(Known(p.Value, "")) {
			line.points = append(line.points, point{p.Value, min(max(p.Chance, 0), 1)})
		}
	}
	if len(line.points) > 0 && line.points[0].y > tail && !r.Part {
		line.points = slices.Insert(line.points, 0, point{line.points[0].x, 0})
	}
	for _, p := range r.Percentiles {
		if drawable(p.Low) && drawable(p.High) {
			line.low, line.high = append(line.low, p.point(p.Low)), append(line.high, p.point(p.High))
		}
	}
	return line
}

// percentiles returns the percentiles of any run, in order.
func (f *SCurve) percentiles() (all []int) {
	for _, run := range f.Runs {
		for _, p := range run.Percentiles {
			all = append(all, p.P)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// at returns a percentile of the run.
func (r *Run) at(p int) Percentile {
	for _, each := range r.Percentiles {
		if each.P == p {
			return each
		}
	}
	return Percentile{P: p}
}

// within writes the chances of a threshold, by run.
func (f *SCurve) within(t Threshold) string {
	var all []string
	for _, share := range t.Chances {
		all = append(all, f.Percent(share))
	}
	return strings.Join(all, " / ")
}

// joinDot joins two texts that say something.
func joinDot(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " · " + b
}

func (f *SCurve) keys() []key {
	var keys []key
	band := false
	for _, run := range f.Runs {
		if len(f.Runs) > 1 {
			keys = append(keys, key{run.Name, colour(run.Color), func(c *canvas) { c.line(run.Stroke.class(), 1, 6, 17, 6) }})
		}
		band = band || len(run.line().low) > 1
	}
	for _, run := range f.Bounds {
		keys = append(keys, key{run.Name, colour(run.Color), func(c *canvas) { c.line(run.Stroke.class(), 1, 6, 17, 6) }})
	}
	if band {
		keys = append(keys, key{f.Words.Interval, colour(f.Runs[0].Color), boxSwatch("tint")})
	}
	if slices.ContainsFunc(f.Outside, func(p Percentile) bool { return drawable(p.Value) }) {
		keys = append(keys, key{f.Words.Outside, colour(outsideColor), func(c *canvas) { c.path("marker hollow", diamond(9, 6, 5)) }})
	}
	return keys
}
