package chart

import (
	"math"
	"slices"
	"strconv"
)

// riskWords are the English words of the charts of risk.
func riskWords() Words {
	w := costWords()
	w.Interval, w.Range, w.Outside, w.Forecast = "95 % interval", "P10 to P80", "Outside view", "Forecast finish, P50 to P80"
	w.Chance, w.Line, w.Duration, w.Risk, w.Others = "Chance that the secured money is enough", "Cost line", "Duration", "Risk", "Others"
	return w
}

func percent(v float64) string { return strconv.FormatFloat(math.Round(v*1000)/10, 'f', -1, 64) + " %" }

// lognormalRun is a run whose total is a median times a lognormal factor.
func lognormalRun(median, sigma float64) Run {
	chance := func(v float64) float64 { return 0.5 * math.Erfc(-math.Log(v/median)/sigma/math.Sqrt2) }
	quantile := func(p float64) float64 { return median * math.Exp(-sigma*math.Sqrt2*math.Erfcinv(2*p)) }
	r := Run{}
	low, high := quantile(0.0001), quantile(0.9999)
	for i := range 101 {
		v := low + (high-low)*float64(i)/100
		r.Curve = append(r.Curve, ChancePoint{v, chance(v)})
	}
	for p := 5; p < 100; p += 5 {
		at := quantile(float64(p) / 100)
		r.Percentiles = append(r.Percentiles, Percentile{P: p, Value: euros(math.Round(at)), Low: euros(math.Round(at * 0.985)), High: euros(math.Round(at * 1.015))})
	}
	return r
}

func sampleSCurve() SCurve {
	return SCurve{
		Frame: Frame{ID: "scurve", Title: "How sure is the total?", Subtitle: "Year-of-expenditure prices, excluding VAT; illustrative ranges", Desc: "P80 is €2 293 m.", Words: riskWords()},
		Unit:  "€ million", Chance: "Chance that the total stays within", Tick: number, Percent: percent,
		Heading: "Percentile", Within: "Chance", Amount: "Total",
		Runs: []Run{lognormalRun(1860, 0.25)},
		Thresholds: []Threshold{
			{Name: "Working estimate", Value: euros(1800), Chances: []float64{0.448}},
			{Name: "Secured", Value: euros(370), Chances: []float64{0}, Warn: true},
		},
		Outside:     []Percentile{{P: 50, Value: euros(2240)}, {P: 80, Value: euros(2830)}},
		Contingency: Contingency{Base: euros(1800), Total: euros(2296), Label: "Contingency for 80 %: €496 m, 27.6 %"},
	}
}

func sampleRuns() SCurve {
	f := sampleSCurve()
	f.ID, f.Title, f.Desc = "runs", "Before and after mitigation", "P80 falls by €206 m."
	f.Outside, f.Contingency = nil, Contingency{}
	before, after := lognormalRun(1860, 0.25), lognormalRun(1760, 0.19)
	before.Name, before.Color, before.Stroke = "Before mitigation", 4, DashedLine
	after.Name = "After mitigation"
	f.Runs = []Run{after, before}
	f.Thresholds[0].Chances = []float64{0.547, 0.448}
	f.Thresholds[1].Value, f.Thresholds[1].Chances = euros(1700), []float64{0.43, 0.36}
	return f
}

func sampleFinishes() Finishes {
	f := Finishes{
		Frame:  Frame{ID: "finish", Title: "When will it be finished?", Desc: "P80 is June 2038.", Words: riskWords()},
		Chance: "Chance of being finished", Percent: percent, Heading: "Percentile", Within: "Chance",
		Lines:   []FinishLine{{Name: "As the phases take"}, {Name: "Under the ceilings", Color: 2, Stroke: DashedLine}},
		Planned: Deadline{Name: "Planned finish", Date: on("2035-12-31"), When: "31 Dec 2035", Chance: 0.062, Warn: true},
	}
	for i, months := range []int{2, 6, 9, 12, 15, 18, 22, 28, 38} {
		date := on("2036-01-01").AddDate(0, months, 0)
		f.Lines[0].Points = append(f.Lines[0].Points, FinishPoint{P: 10 * (i + 1), Date: date, Name: date.Format("Jan 2006")})
	}
	for p, year := range map[int]int{10: 2038, 50: 2040, 80: 2042} {
		f.Lines[1].Points = append(f.Lines[1].Points, FinishPoint{P: p, Date: on(strconv.Itoa(year) + "-12-31"), Name: strconv.Itoa(year)})
	}
	slices.SortFunc(f.Lines[1].Points, func(a, b FinishPoint) int { return a.P - b.P })
	return f
}
