package chart

import "math"

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

func (d dice) fan() Fan {
	f := Fan{Frame: Frame{ID: "x", Words: riskWords()}, Unit: d.text(80), Tick: number}
	for _, p := range d.periods() {
		f.Columns = append(f.Columns, FanColumn{Period: p, P10: d.amount(300), P50: d.amount(400), P80: d.amount(500), Secured: d.amount(400), Chance: d.amount(1), Warn: d.IntN(2) == 0})
	}
	return f
}

func (d dice) tornado() Tornado {
	f := Tornado{Frame: Frame{ID: "x", Words: riskWords()}, Share: d.text(60), Rank: d.text(60), Percent: percent, Decimal: number, Most: d.IntN(9)}
	for range d.IntN(20) {
		f.Drivers = append(f.Drivers, Driver{Kind: DriverKind(d.IntN(3)), Name: d.text(90), Share: d.Float64() - 0.2*float64(d.IntN(2)), Rank: math.Round(d.Float64()*200-100) / 100})
	}
	return f
}

func (d dice) joint() JointMap {
	f := JointMap{Frame: Frame{ID: "x", Words: riskWords()}, Percent: percent, Cost: d.text(80), Finish: d.text(80), Both: d.text(30)}
	for p := 10; p < 10+10*d.IntN(10); p += 10 {
		f.Costs = append(f.Costs, Level{p, d.text(30)})
		f.Finishes = append(f.Finishes, Level{p, d.text(30)})
	}
	for range len(f.Costs) * len(f.Finishes) {
		f.Shares = append(f.Shares, d.Float64())
	}
	return f
}

func (d dice) forecasts() Timeline {
	t := d.timeline()
	for _, g := range t.Groups {
		for i := range g.Rows {
			p50 := d.date(50)
			g.Rows[i].Forecast = Forecast{P50: p50, P80: p50.AddDate(0, d.IntN(60)-10, 0)}
		}
	}
	return t
}
