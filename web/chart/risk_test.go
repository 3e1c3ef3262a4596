package chart

import (
	"html/template"
	"math"
	"slices"
	"strings"
	"testing"
)

// Whatever is shown of risk, no two labels of a drawing overlap and none is clipped.
func TestRiskLabelsNeverOverlap(t *testing.T) {
	d := dice{newRand(11)}
	for range 80 {
		checkTexts(t, d.sCurve().HTML())
		checkTexts(t, d.finishes().HTML())
		checkTexts(t, d.fan().HTML())
		checkTexts(t, d.tornado().HTML())
		checkTexts(t, d.joint().HTML())
		checkTexts(t, d.forecasts().HTML())
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

// Where the least total has a chance of its own, the curve rises upright to it.
func TestCurveRisesToTheLeastTotal(t *testing.T) {
	f := sampleSCurve()
	f.Runs = []Run{{Curve: []ChancePoint{{1800, 0.69}, {2000, 0.8}, {2400, 1}}, Percentiles: []Percentile{{P: 50, Value: euros(1800)}}}}
	for _, svg := range parse(t, f.HTML()).drawings() {
		curve, dot := svg.all(classed("curve"))[0], svg.all(classed("told"))[0]
		if from, _ := pathEnds(t, curve); from.x != dot.number(t, "cx") || from.y <= dot.number(t, "cy") {
			t.Errorf("the curve begins at %v, P50 lies at %s, %s", from, dot.attr["cx"], dot.attr["cy"])
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

// The drivers that are not drawn are summed, so that the bars still make the whole.
func TestOthersAreSummed(t *testing.T) {
	f := sampleTornado()
	sum := 0.0
	for _, r := range f.rows() {
		sum += r.Share
	}
	want := 0.0
	for _, d := range f.Drivers {
		want += d.Share
	}
	if rows := f.rows(); len(rows) != 9 || rows[8].others != 3 || math.Abs(sum-want) > 1e-12 {
		t.Errorf("%d rows with %d others sum to %g, want %g", len(rows), rows[8].others, sum, want)
	}
	f.Most = len(f.Drivers) - 1
	if rows := f.rows(); len(rows) != len(f.Drivers) || rows[len(rows)-1].others != 0 {
		t.Error("a single driver is hidden among the others")
	}
	if rows := parse(t, f.HTML()).all(named("tr")); len(rows) != len(f.Drivers)+1 {
		t.Errorf("the table has %d rows", len(rows))
	}
}

// Bars are as long as the shares, and lie left of zero where a driver offsets others.
func TestTornadoBarsAreShares(t *testing.T) {
	f := sampleTornado()
	for _, svg := range parse(t, f.HTML()).drawings() {
		marks := svg.all(classed("mark"))
		bar := func(i int) *node { return marks[i].all(named("rect"))[1] }
		ratio := bar(0).number(t, "width") / bar(1).number(t, "width")
		if math.Abs(ratio-0.382/0.241) > 0.01 {
			t.Errorf("the first bar is %g times the second", ratio)
		}
		if bar(7).number(t, "x") >= bar(0).number(t, "x") {
			t.Error("a negative share lies right of zero")
		}
	}
}

// The band of the fan breaks at a year that is not known; a single year is a box of its own.
func TestFanBreaksWhereNothingIsKnown(t *testing.T) {
	f := sampleFan()
	f.Columns[1].P80 = Amount{}
	for _, svg := range parse(t, f.HTML()).drawings() {
		bands := svg.all(classed("tint"))
		if len(bands) != 2 || bands[0].name != "rect" || bands[1].name != "path" {
			t.Errorf("%d bands", len(bands))
		}
		if got := svg.all(classed("mark"))[1].reading(); !strings.Contains(got, "P80: not recorded") {
			t.Errorf("read %q", got)
		}
	}
}

// Each year's chance is written below its name on a desk, and at the years that are named on a phone.
func TestChancesStandBelowTheirYears(t *testing.T) {
	for i, svg := range parse(t, sampleFan().HTML()).drawings() {
		found, _ := texts(t, svg)
		written := 0
		for _, p := range found {
			if !strings.HasSuffix(p.text, " %") {
				continue
			}
			written++
			if !slices.ContainsFunc(found, func(o placedText) bool {
				return strings.HasPrefix(o.text, "20") && math.Abs(o.box.x+o.box.w/2-p.box.x-p.box.w/2) < 0.1
			}) {
				t.Errorf("%q stands below no year", p.text)
			}
		}
		if want := []int{5, 10}[i]; written != want {
			t.Errorf("%s: %d chances, want %d", svg.attr["id"], written, want)
		}
	}
}

// A forecast is a mark of its own, from P50 to P80, and lengthens the calendar; one turned around is none.
func TestForecastWhiskers(t *testing.T) {
	f := sampleForecast()
	f.Groups[0].Rows[2].Forecast.P80 = on("2030-01-01")
	root := parse(t, f.HTML())
	for _, svg := range root.drawings() {
		if n := len(svg.all(classed("rim"))); n != 2 {
			t.Errorf("%d whiskers, want 2", n)
		}
		if !slices.ContainsFunc(svg.all(classed("mark")), func(m *node) bool {
			return m.reading() == "Testing\nForecast finish, P50 to P80: P50 Jan 2037, P80 May 2038"
		}) {
			t.Error("the forecast is not read")
		}
	}
	if from, to := f.span(); from != 2026 || to != 2039 {
		t.Errorf("the calendar covers %g to %g", from, to)
	}
}

// Bounds stand beside the curve as lines, in the key and in a column of the table;
// the kind of drivers of one kind is not told.
func TestBoundsAndDriversOfOneKind(t *testing.T) {
	columns := func(figure template.HTML) int { return len(parse(t, figure).all(named("tr"))[0].children) }
	curve, bounded := sampleSCurve(), sampleSCurve()
	bound := bounded.Runs[0]
	bound.Name, bound.Stroke = "Independent", DottedLine
	bounded.Bounds = []Run{bound}
	if got, want := columns(bounded.HTML()), columns(curve.HTML())+1; got != want || !strings.Contains(string(bounded.HTML()), "Independent") {
		t.Errorf("%d columns, want %d", got, want)
	}
	drivers, alike := sampleTornado(), sampleTornado()
	alike.Kind = ""
	if got, want := columns(alike.HTML()), columns(drivers.HTML())-1; got != want {
		t.Errorf("%d columns of drivers, want %d", got, want)
	}
	checkTexts(t, bounded.HTML())
	checkTexts(t, alike.HTML())
}
