package chart

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// dice makes random figures; a seed gives the same ones each time.
type dice struct{ *rand.Rand }

// newRand returns randomness of a seed.
func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, seed)) }

func (d dice) text(most int) string {
	return strings.Repeat("mixed Ëlabel 1,234 ", most/18+1)[:d.IntN(most)+1]
}

func (d dice) date(years int) time.Time {
	return on("2006-01-01").AddDate(0, 0, d.IntN(365*years+1))
}

func (d dice) timeline() Timeline {
	t := Timeline{Frame: Frame{ID: "x", Words: words, Page: d.IntN(2) == 0}, Today: d.date(40)}
	years := 1 + d.IntN(60)
	for range 1 + d.IntN(3) {
		g := Group{Label: d.text(120)}
		for range 1 + d.IntN(4) {
			r := Row{Label: d.text(60), Color: d.IntN(9), ID: number(float64(d.IntN(9))), After: []Tie{{Row: number(float64(d.IntN(9)))}}}
			for range d.IntN(3) {
				start := d.date(years)
				r.Bars = append(r.Bars, Bar{Kind: BarKind(d.IntN(3)), Start: start, Finish: start.AddDate(0, d.IntN(80), 0), Text: d.text(20), Progress: d.Float64()})
			}
			for range d.IntN(9) {
				r.Milestones = append(r.Milestones, Milestone{Date: d.date(years), Label: d.text(50)})
			}
			g.Rows = append(g.Rows, r)
		}
		t.Groups = append(t.Groups, g)
	}
	return t
}

func (d dice) allocations() Allocations {
	a := Allocations{Frame: Frame{ID: "x", Words: words}, Unit: d.text(80), Tick: number}
	for range 1 + d.IntN(8) {
		a.Series = append(a.Series, Series{Name: d.text(60), Color: d.IntN(6), Style: Style(d.IntN(3))})
	}
	top := float64(1 + d.IntN(100000))
	for range 1 + d.IntN(20)*d.IntN(2) {
		y := Year{Year: 2006 + d.IntN(40), Total: number(float64(d.IntN(1e6)) / 10)}
		for range a.Series {
			if d.IntN(3) > 0 {
				y.Parts = append(y.Parts, Known(d.Float64()*top, d.text(20)))
			} else {
				y.Parts = append(y.Parts, Amount{})
			}
		}
		if d.IntN(2) == 0 {
			y.Need, y.Gap = Known(d.Float64()*top*4, "need"), "−1,234"
		}
		a.Years = append(a.Years, y)
	}
	return a
}

func (d dice) estimates() Estimates {
	e := Estimates{Frame: Frame{ID: "x", Words: words}, Unit: d.text(80), Tick: number, Scopes: []string{"a", "b", "c", "d"}}
	years := 1 + d.IntN(20)
	for range 1 + d.IntN(12) {
		e.Items = append(e.Items, Estimate{
			Date: d.date(years), Amount: d.Float64() * 2000, Label: d.text(12), By: d.text(50),
			Scope: d.IntN(4), Working: d.IntN(5) == 0,
		})
	}
	return e
}

// Whatever is shown, no two labels of a drawing overlap and none is clipped.
func TestLabelsNeverOverlap(t *testing.T) {
	d := dice{rand.New(rand.NewPCG(7, 7))}
	for range 150 {
		checkTexts(t, d.timeline().HTML())
		checkTexts(t, d.allocations().HTML())
		checkTexts(t, d.estimates().HTML())
		checkTexts(t, d.cashFlow().HTML())
		checkTexts(t, d.capped().HTML())
		checkTexts(t, d.curves().HTML())
		checkTexts(t, d.waterfall().HTML())
		if t.Failed() {
			return
		}
	}
}

// Up to eight estimates as far apart as the published ones all find room for their labels.
func TestEstimatesAllLabelled(t *testing.T) {
	e := sampleEstimates()
	for i, v := range []float64{418, 250, 600, 1000} {
		e.Items = append(e.Items, Estimate{Date: on("2021-01-01").AddDate(i, 3*i, 0), Amount: v, Label: number(v), By: "State audit, report"})
	}
	for _, svg := range parse(t, e.HTML()).drawings() {
		found, _ := texts(t, svg)
		labels := 0
		for _, f := range found {
			if f.text == "State audit, report" {
				labels++
			}
		}
		if labels != 4 {
			t.Errorf("%s: %d of 4 labels placed", svg.attr["id"], labels)
		}
	}
}

// No estimate goes without its amount in the drawing, however its mark falls together with others.
func TestEveryEstimateIsNamed(t *testing.T) {
	d := dice{rand.New(rand.NewPCG(9, 9))}
	for range 120 {
		e := Estimates{Frame: Frame{ID: "x", Words: words}, Unit: "€ million", Tick: number, Scopes: []string{"a", "b"}}
		when, amount := d.date(3), d.Float64()*100
		for i := range 1 + d.IntN(10) {
			if d.IntN(3) == 0 { // the others share the date, and now and then the amount
				when = d.date(3)
			}
			if d.IntN(4) > 0 {
				amount += d.Float64()*6 - 2
			}
			e.Items = append(e.Items, Estimate{Date: when, Amount: max(amount, 0), Label: "€" + number(float64(i)+100) + " M",
				When: "21 Dec 2013", By: d.text(40), Scope: d.IntN(2), Working: i == 3})
		}
		html := e.HTML()
		checkTexts(t, html)
		for _, svg := range parse(t, html).drawings() {
			found, _ := texts(t, svg)
			for _, item := range e.Items {
				if !slices.ContainsFunc(found, func(f placedText) bool { return f.text == item.Label }) {
					t.Errorf("%s: %s is not named among %d estimates", svg.attr["id"], item.Label, len(e.Items))
				}
			}
		}
	}
}
