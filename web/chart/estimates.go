package chart

import (
	"html/template"
	"math"
	"slices"
	"time"
)

// Estimates shows competing estimates as marks on date × amount. No line joins them: figures
// of different scopes are not a series.
type Estimates struct {
	Frame
	Unit   string               // the axis in words: "€ billion"
	Tick   func(float64) string // writes a value of the axis
	Scopes []string             // what the marker shapes stand for, at most Shapes; named in the legend
	Items  []Estimate           // those without a date have no place and are left to the table
}

// Estimate is one published or modelled amount.
type Estimate struct {
	Date    time.Time
	When    string  // the date in words, for the reading
	Amount  float64 // from 0 up
	Label   string  // the amount, short: "€1.8 bn"
	By      string  // what stands at the mark: who says so, or the title
	Scope   int     // index into Scopes
	Working bool    // the one that the plan uses; emphasised
	Note    string  // a further line of the reading
}

// HTML renders the figure.
func (e Estimates) HTML() template.HTML {
	e.Items = slices.DeleteFunc(slices.Clone(e.Items), func(i Estimate) bool {
		return i.Date.IsZero() || !(i.Amount >= 0) || math.IsInf(i.Amount, 1)
	})
	return e.figure("estimates", e.keys(), false, func(c *canvas) {
		newEstimatesDrawing(c, &e).draw()
	})
}

func (e *Estimates) keys() []key {
	var keys []key
	if slices.ContainsFunc(e.Items, func(i Estimate) bool { return i.Working }) && e.Words.Working != "" {
		keys = append(keys, key{e.Words.Working, "working", func(c *canvas) {
			c.circle("ring", 9, 6, 5)
			c.circle("marker", 9, 6, 2.5)
		}})
	}
	for i, s := range e.Scopes {
		if !slices.ContainsFunc(e.Items, func(item Estimate) bool { return item.Scope == i }) {
			continue
		}
		keys = append(keys, key{s, "estimate", func(c *canvas) { c.marker(i, 9, 6, 4.5) }})
	}
	return keys
}

// Shapes is how many scopes can be told apart.
const Shapes = 6

// marker draws the shape of a scope: circle, square, diamond, triangle up, triangle down, cross,
// and round again.
func (c *canvas) marker(scope int, x, y, r float64) {
	switch (scope%Shapes + Shapes) % Shapes {
	case 1:
		c.rect("marker", box{x - 0.85*r, y - 0.85*r, 1.7 * r, 1.7 * r}, 0)
	case 2:
		c.path("marker", diamond(x, y, 1.2*r))
	case 3:
		c.path("marker", newPath().move(x, y-1.1*r).to(x+1.1*r, y+0.85*r).to(x-1.1*r, y+0.85*r).shut())
	case 4:
		c.path("marker", (&path{}).move(x, y+1.1*r).to(x+1.1*r, y-0.85*r).to(x-1.1*r, y-0.85*r).shut())
	case 5:
		c.path("marker", cross(x, y, 1.1*r, 0.4*r))
	default:
		c.circle("marker", x, y, r)
	}
}

// cross returns a plus sign with arms of the given length and half their width.
func cross(x, y, arm, half float64) *path {
	p := (&path{}).move(x-half, y-arm)
	for _, corner := range []point{{half, -arm}, {half, -half}, {arm, -half}, {arm, half}, {half, half}, {half, arm},
		{-half, arm}, {-half, half}, {-arm, half}, {-arm, -half}, {-half, -half}} {
		p.to(x+corner.x, y+corner.y)
	}
	return p.shut()
}

// span returns whole years around every estimate, two at least.
func (e *Estimates) span() (from, to float64) {
	if len(e.Items) == 0 {
		return 2000, 2002
	}
	from, to = math.Inf(1), math.Inf(-1)
	for _, i := range e.Items {
		y := fractionalYear(i.Date)
		from, to = min(from, math.Floor(y)), max(to, math.Floor(y)+1)
	}
	if to-from < 2 {
		from, to = from-1, to+1
	}
	return from, to
}
