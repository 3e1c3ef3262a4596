package chart

import (
	"html/template"
	"math"
	"slices"
	"strings"
	"testing"
)

func (d dice) percentiles(top float64) (all []Percentile) {
	v := d.Float64() * top
	for p := 5; p < 100; p += 5 + 5*d.IntN(3) {
		v += d.Float64() * top / 5
		at := Percentile{P: p, Value: Known(v, d.text(12))}
		if d.IntN(3) > 0 {
			at.Low, at.High = Known(v*0.97, d.text(9)), Known(v*1.04, d.text(9))
		}
		all = append(all, at)
	}
	return all
}

func (d dice) sCurve() SCurve {
	f := SCurve{Frame: Frame{ID: "x", Words: riskWords()}, Unit: d.text(60), Chance: d.text(80), Tick: number, Percent: percent}
	top := math.Pow(10, d.Float64()*9-3)
	for range d.IntN(3) {
		r := Run{Name: d.text(40), Color: d.IntN(6), Stroke: Stroke(d.IntN(3)), Percentiles: d.percentiles(top)}
		for _, p := range r.Percentiles {
			r.Curve = append(r.Curve, ChancePoint{p.Value.value, float64(p.P) / 100})
		}
		f.Runs = append(f.Runs, r)
	}
	for range d.IntN(4) {
		f.Thresholds = append(f.Thresholds, Threshold{Name: d.text(40), Value: d.amount(top * 3), Chances: []float64{d.Float64()}, Warn: d.IntN(2) == 0})
	}
	if d.IntN(2) == 0 {
		f.Outside = d.percentiles(top)[:2]
	}
	f.Contingency = Contingency{Base: d.amount(top), Total: d.amount(top * 2), Label: d.text(70)}
	return f
}

func (d dice) finishes() Finishes {
	f := Finishes{Frame: Frame{ID: "x", Words: riskWords()}, Chance: d.text(80), Percent: percent}
	for range d.IntN(3) {
		line, date := FinishLine{Name: d.text(40), Color: d.IntN(6)}, d.date(10)
		for p := 10; p < 100; p += 10 {
			date = date.AddDate(0, d.IntN(20), 0)
			line.Points = append(line.Points, FinishPoint{P: p, Date: date, Name: d.text(20)})
		}
		f.Lines = append(f.Lines, line)
	}
	if d.IntN(2) == 0 {
		f.Planned = Deadline{Name: d.text(60), Date: d.date(40), When: d.text(20), Chance: d.Float64()}
	}
	return f
}

// Whatever is shown of risk, no two labels of a drawing overlap and none is clipped.
func TestRiskLabelsNeverOverlap(t *testing.T) {
	d := dice{newRand(11)}
	for range 150 {
		checkTexts(t, d.sCurve().HTML())
		checkTexts(t, d.finishes().HTML())
		if t.Failed() {
			return
		}
	}
}

// Every percentile, threshold and finish that is drawn is a row of the table, and is read.
func TestChancesAreReadAndListed(t *testing.T) {
	for name, c := range map[string]struct {
		figure      template.HTML
		rows, marks int
	}{
		"one run":  {sampleSCurve().HTML(), 19 + 2 + 2, 19 + 2},
		"two runs": {sampleRuns().HTML(), 19 + 2, 19 + 2},
		"finish":   {sampleFinishes().HTML(), 9 + 1, 9 + 1},
	} {
		root := parse(t, c.figure)
		if rows := len(root.all(named("tr"))) - 1; rows != c.rows {
			t.Errorf("%s: %d rows, want %d", name, rows, c.rows)
		}
		for _, svg := range root.drawings() {
			if marks := len(svg.all(classed("mark"))); marks != c.marks {
				t.Errorf("%s: %d marks, want %d", name, marks, c.marks)
			}
		}
	}
	var read []string
	for _, m := range parse(t, sampleSCurve().HTML()).drawings()[0].all(classed("mark")) {
		read = append(read, m.reading())
	}
	for _, want := range []string{"P80\nTotal: €2296 m\n95 % interval: €2261 m – €2330 m", "Working estimate\n€1800 m\nChance: 44.8 %"} {
		if !slices.Contains(read, want) {
			t.Errorf("nothing reads %q", want)
		}
	}
}

// The told percentiles lie where their legs end, at their chances on the upright axis.
func TestToldPercentilesLieOnTheirLegs(t *testing.T) {
	for _, svg := range parse(t, sampleSCurve().HTML()).drawings() {
		legs, dots := svg.all(classed("leg")), svg.all(classed("told"))
		if len(legs) != 2 || len(dots) != 2 {
			t.Fatalf("%d legs, %d dots", len(legs), len(dots))
		}
		var heights []float64
		for i, dot := range dots {
			from, to := pathEnds(t, legs[i])
			if from.y != dot.number(t, "cy") || to.x != dot.number(t, "cx") {
				t.Errorf("legs from %v to %v, dot at %s, %s", from, to, dot.attr["cx"], dot.attr["cy"])
			}
			heights = append(heights, (to.y-from.y)/columnsHeight)
		}
		if math.Abs(heights[0]-0.5) > 1e-4 || math.Abs(heights[1]-0.8) > 1e-4 {
			t.Errorf("P50 and P80 lie at %v", heights)
		}
	}
}

// A threshold far off the curve does not squeeze it: it is named at the side, without a line.
func TestFarThresholdIsNamedAtTheSide(t *testing.T) {
	f := sampleSCurve()
	f.Thresholds[1].Value = Known(90000, "€90 bn")
	for _, svg := range parse(t, f.HTML()).drawings() {
		if posts := svg.all(classed("post")); len(posts) != 1 {
			t.Errorf("%d lines, want that of the working estimate", len(posts))
		}
		found, _ := texts(t, svg)
		if !slices.ContainsFunc(found, func(p placedText) bool { return strings.HasPrefix(p.text, "€90 bn · 0 % →") }) {
			t.Error("the threshold is not named")
		}
	}
}

// A total without any spread is an upright line, not an empty plot.
func TestCertainTotalIsUpright(t *testing.T) {
	f := sampleSCurve()
	f.Outside, f.Thresholds, f.Contingency = nil, nil, Contingency{}
	f.Runs = []Run{{Curve: []ChancePoint{{1800, 1}}, Percentiles: []Percentile{{P: 50, Value: euros(1800)}, {P: 80, Value: euros(1800)}}}}
	figure := f.HTML()
	checkTexts(t, figure)
	for _, svg := range parse(t, figure).drawings() {
		if from, to := pathEnds(t, svg.all(classed("curve"))[0]); from.x != to.x || from.y-to.y != columnsHeight {
			t.Errorf("the curve runs from %v to %v", from, to)
		}
	}
}
