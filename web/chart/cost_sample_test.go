package chart

import (
	"strconv"
	"time"
)

// costWords are the English words of the charts of the cost model.
func costWords() Words {
	w := words
	w.Secured, w.Signed, w.Indicative, w.Requested, w.Spent = "Secured", "Signed, not effective", "Indicative", "Requested", "Spent"
	w.Cap, w.Funded, w.Backlog = "Cap", "Funded", "Backlog"
	w.Increase, w.Decrease, w.Unexplained = "Increase", "Decrease", "Unexplained"
	return w
}

func euros(v float64) Amount {
	return Known(v, "€"+number(v)+" m").Exactly(number(v) + "000000.00")
}

func fiscalYear(year int) Period {
	name := strconv.Itoa(year)
	return Period{Name: name, Axis: name, From: time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(year+1, 1, 1, 0, 0, 0, 0, time.UTC)}
}

var yearlyNeed = []float64{12, 28, 60, 140, 280, 410, 455, 400, 280, 152}

func sampleCashFlow() CashFlow {
	f := CashFlow{
		Frame: Frame{ID: "cash", Title: "Need and secured money by year", Subtitle: "Year-of-expenditure prices, excluding VAT", Desc: "Short from 2031.", Words: costWords()},
		Unit:  "€ million a year", Tick: number, Heading: "Fiscal year", Today: on("2026-05-20"),
		Parts: []Series{{Name: "Base"}, {Name: "Contingency", Color: 1}, {Name: "Escalation", Color: 2}},
	}
	for i, need := range yearlyNeed {
		c := CashColumn{Period: fiscalYear(2026 + i), Need: euros(need), Secured: euros(min(need, 240)),
			Parts: []Amount{euros(need / 2), euros(need / 4), euros(need / 4)}}
		if need > 240 {
			c.Gap = Known(need-240, "−"+number(need-240))
			c.Signed = euros(60)
			c.Indicative = euros(50)
		}
		if i == 0 {
			c.Requested, c.Actual = euros(370), euros(4)
		}
		f.Columns = append(f.Columns, c)
	}
	return f
}

func sampleCapped() Capped {
	f := Capped{
		Frame: Frame{ID: "capped", Title: "What the ceilings build, and when", Desc: "2038 instead of 2035.", Words: costWords()},
		Unit:  "€ million a year", Tick: number, Heading: "Fiscal year",
		Done: Completion{Column: 11, Label: "2037, two years late", Late: true},
	}
	backlog := 0.0
	for i := range 12 {
		need := 0.0
		if i < len(yearlyNeed) {
			need = yearlyNeed[i]
		}
		backlog += need
		funded := min(backlog, 200)
		backlog -= funded
		c := CappedColumn{Period: fiscalYear(2026 + i), Need: euros(need), Cap: euros(200), Funded: euros(funded)}
		if c.Backlog = euros(backlog); backlog == 0 {
			c.Backlog = Known(0, "€0")
		}
		f.Columns = append(f.Columns, c)
	}
	return f
}

func sampleCumulative() Curves {
	f := Curves{
		Frame: Frame{ID: "cumulative", Title: "Need and secured money, cumulative", Desc: "€837 m short in the end.", Words: costWords()},
		Unit:  "€ million, cumulative", Tick: number, Heading: "End of",
		Lines: []Curve{{Name: "Need"}, {Name: "Secured", Color: 4}, {Name: "Need, two years later", Color: 2, Stroke: DashedLine}},
		Gap:   Band{Upper: 0, Lower: 1, Label: "−€787 m"},
		Marks: []DateMark{{Date: on("2027-05-20"), Name: "Today", Warn: true}},
	}
	need, secured := 0.0, 30.0
	for i, v := range yearlyNeed {
		end := time.Date(2026+i, 12, 31, 0, 0, 0, 0, time.UTC)
		need += v
		secured += 140 - 10*float64(i%2)
		name := strconv.Itoa(2026 + i)
		for line, a := range []Amount{euros(need), euros(secured), euros(0)} {
			if line == 2 && i > 1 {
				a = f.Lines[0].Points[i-2].Amount
			}
			f.Lines[line].Points = append(f.Lines[line].Points, CurvePoint{end, name, a})
		}
	}
	return f
}

func sampleEarned() Curves {
	f := Curves{
		Frame: Frame{ID: "earned", Title: "Planned, earned and actual cost", Desc: "Behind plan and over cost.", Words: costWords()},
		Unit:  "€ million, cumulative", Tick: number, Heading: "Date",
		Lines: []Curve{{Name: "Planned", Color: 4}, {Name: "Earned"}, {Name: "Actual", Color: 3, Stroke: DashedLine}},
		Marks: []DateMark{{Date: on("2027-06-30"), Name: "Status date, 30 Jun 2027"}},
	}
	for i, plan := range []float64{0, 10, 30, 60, 80, 100} {
		p := CurvePoint{Date: on("2026-06-30").AddDate(0, 6*i, 0), Amount: euros(plan)}
		p.Name = p.Date.Format("Jan 2006")
		f.Lines[0].Points = append(f.Lines[0].Points, p)
		if i < 3 {
			p.Amount = euros(plan * 0.8)
			f.Lines[1].Points = append(f.Lines[1].Points, p)
			p.Amount = euros(plan * 0.9)
			f.Lines[2].Points = append(f.Lines[2].Points, p)
		}
	}
	return f
}

func sampleWaterfall() Waterfall {
	change := func(kind StepKind, name string, v float64, label string) Step {
		return Step{Kind: kind, Name: name, Amount: Known(v, label)}
	}
	return Waterfall{
		Frame: Frame{ID: "bridge", Title: "From €700 m to €1.9 bn", Desc: "Most of it is unexplained.", Words: costWords()},
		Unit:  "€ million", Heading: "Step", Amount: "Amount",
		Steps: []Step{
			change(Total, "Ministry, March 2025", 700, "€700 m"), change(Change, "Section to Prishtina added to the scope of the estimate", 610, "+€610 m"),
			change(Change, "Price level", 90, "+€90 m"), change(Change, "Land at assessed values", -40, "−€40 m"),
			change(Unexplained, "Unexplained", 540, "+€540 m"), {Name: "VAT"}, change(Total, "Government, January 2026", 1900, "€1.9 bn"),
		},
	}
}
