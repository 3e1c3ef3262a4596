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

func sampleFan() Fan {
	f := Fan{
		Frame: Frame{ID: "fan", Title: "What each year is likely to need, and what is secured for it", Desc: "Secured money stays behind from 2029.", Words: riskWords()},
		Unit:  "€ million a year", Tick: number, Heading: "Fiscal year",
	}
	for i, need := range yearlyNeed {
		chance := []float64{0.98, 0.91, 0.72, 0.545, 0.21, 0.04, 0, 0, 0.02, 0.12}[i]
		f.Columns = append(f.Columns, FanColumn{Period: fiscalYear(2026 + i), P10: euros(need * 0.75), P50: euros(need), P80: euros(need * 1.3),
			Secured: euros(min(need*1.1+10, 200)), Chance: Known(chance, percent(chance)), Warn: chance < 0.5})
	}
	return f
}

func sampleTornado() Tornado {
	f := Tornado{
		Frame: Frame{ID: "tornado", Title: "What makes the total uncertain", Desc: "Tunnels above all.", Words: riskWords()},
		Share: "Share of the variance", Rank: "Rank correlation", Heading: "Driver", Kind: "Kind", Percent: percent, Most: 8,
		Decimal: func(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) },
	}
	for i, name := range []string{"Tunnels in flysch between Milot and Kukës", "Civil works", "Ground conditions worse than the preliminary investigation", "Construction, section 3",
		"Electrification and signalling", "Land acquisition", "Late permits", "Bridges", "Stations", "Rolling stock", "Supervision"} {
		share := []float64{0.382, 0.241, 0.148, 0.091, 0.06, 0.041, 0.02, 0.012, 0.006, 0.004, -0.005}[i]
		f.Drivers = append(f.Drivers, Driver{Kind: []DriverKind{0, 0, 2, 1, 0, 0, 2, 0, 0, 0, 0}[i], Name: name, Share: share, Rank: math.Sqrt(max(share, 0)) * 0.95})
	}
	f.Drivers[7].Share, f.Drivers[7].Rank = -0.012, -0.11
	return f
}

func sampleForecast() Timeline {
	t := sampleNetwork()
	t.ID, t.Title, t.Words = "forecast", "Phases with their forecast finishes", riskWords()
	rows := t.Groups[0].Rows
	rows[3].Bars[0].Text = "15 %"
	for i, f := range map[int]Forecast{2: {P50: on("2034-02-01"), P80: on("2035-03-01")}, 3: {P50: on("2035-01-01"), P80: on("2036-02-01")}, 4: {P50: on("2037-01-01"), P80: on("2038-05-01")}} {
		f.When = "P50 " + f.P50.Format("Jan 2006") + ", P80 " + f.P80.Format("Jan 2006")
		rows[i].Forecast = f
	}
	return t
}

func sampleJoint() JointMap {
	f := JointMap{
		Frame:   Frame{ID: "joint", Title: "Chance that cost and finish are both within", Desc: "Both at P80: 69 %.", Words: riskWords()},
		Percent: percent, Cost: "Cost within", Finish: "Finished by", Both: "Chance of both",
	}
	run, finish := lognormalRun(1860, 0.25), sampleFinishes().Lines[0]
	for p := 10; p < 100; p += 10 {
		at := run.at(p)
		f.Costs = append(f.Costs, Level{p, at.Value.label})
		f.Finishes = append(f.Finishes, Level{p, finish.at(p).Name})
	}
	for i := range 9 {
		for j := range 9 {
			a, b := float64(i+1)/10, float64(j+1)/10
			f.Shares = append(f.Shares, 0.6*a*b+0.4*min(a, b))
		}
	}
	return f
}
