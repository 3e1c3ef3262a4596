package web

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/evm"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/schedule"
	"korridor/web/chart"
)

var one = decimal.NewFromInt(1)

// ratioPlaces are the decimals of a ratio of earned value.
const ratioPlaces = 4

// measure writes a measure, amounts as the caller wants them.
func (w *progressWords) measure(m planner.EarnedMeasure, amount func(money.Amount) string) measureRow {
	row := measureRow{Name: w.l.T("earned." + m.Name), Formula: w.l.T("earned.formula." + m.Name), Short: isLate(m)}
	switch {
	case m.Why != nil:
		row.Why = w.l.T("earned.undefined", "why", *m.Why)
	case m.Amount != nil:
		row.Value = amount(*m.Amount)
	case m.Ratio != nil:
		row.Value = w.l.Style.Number(*m.Ratio, 2, ratioPlaces)
	}
	return row
}

func (w *progressWords) forecast(f planner.EarnedForecast) forecastRow {
	row := forecastRow{Name: w.l.T("earned.by." + f.By), Formula: w.l.T("earned.by_formula." + f.By)}
	if f.Why != nil {
		row.Why = w.l.T("earned.undefined", "why", *f.Why)
		return row
	}
	row.EAC, row.ETC, row.VAC = w.l.Amount(f.EAC), w.l.Amount(f.ETC), w.l.Amount(f.VAC)
	row.Short = f.VAC.IsNegative()
	return row
}

// row writes the measures of a phase or of the project for the table.
func (w *progressWords) row(name string, measures []planner.EarnedMeasure) progressRow {
	row := progressRow{Name: name}
	into := map[string]*measureRow{"bac": &row.BAC, "pv": &row.PV, "ev": &row.EV, "ac": &row.AC, "sv": &row.SV, "spi": &row.SPI, "cpi": &row.CPI}
	for _, m := range measures {
		if at, ok := into[m.Name]; ok {
			*at = w.measure(m, w.l.Amount)
		}
	}
	return row
}

// tiles are the figures that say most.
func (w *progressWords) tiles() []Tile {
	var tiles []Tile
	for _, m := range w.v.Measures {
		tile := Tile{Label: w.l.T("earned." + m.Name)}
		switch {
		case m.Name == "bac" || m.Name == "sv" || m.Name == "cv" || m.Name == "tcpi":
			continue
		case m.Why != nil:
			tile.Text, tile.Blank, tile.Note = w.l.T("earned.not_defined"), true, fullSentence(w.l.Message(*m.Why))
			if m.Name == "ev" || m.Name == "ac" {
				tile.Text = w.l.T("figure.unknown")
			}
		case m.Amount != nil:
			tile.Text, tile.Exact = w.l.Short(*m.Amount), w.l.Money(*m.Amount)
			tile.Note = w.l.T("earned.note."+m.Name, "date", w.v.At, "budget", w.l.Short(w.v.Curve.State.BAC))
		case m.Ratio != nil:
			tile.Text, tile.Exact = w.l.Style.Number(m.Ratio.RoundBank(2), 2, 2), w.l.Number(*m.Ratio)
			tile.Note, tile.Warn = w.ratioNote(m), m.Ratio.RoundBank(2).LessThan(one)
		}
		tiles = append(tiles, tile)
	}
	return tiles
}

// ratioNote says what a ratio means, as far as the tile shows it.
func (w *progressWords) ratioNote(m planner.EarnedMeasure) string {
	switch m.Ratio.RoundBank(2).Cmp(one) {
	case -1:
		return w.l.T("earned.below." + m.Name)
	case 0:
		return w.l.T("earned.even." + m.Name)
	}
	return w.l.T("earned.above." + m.Name)
}

// chart is the S-curve of plan, earned and actual.
func (w *progressWords) chart(csv string) chart.Curves {
	l, c := w.l, w.v.Curve
	line := func(name string, color int, stroke chart.Stroke, at func(*evm.Point) *money.Amount) chart.Curve {
		curve := chart.Curve{Name: l.T("earned.line." + name), Color: color, Stroke: stroke}
		for i := range c.Points {
			p := &c.Points[i]
			if a := at(p); a != nil {
				curve.Points = append(curve.Points, chart.CurvePoint{Date: p.Day, Name: l.Date(schedule.DateOf(p.Day)),
					Amount: chart.Known(millions(*a), l.Short(*a)).Exactly(l.Amount(*a))})
			}
		}
		return curve
	}
	f := chart.Curves{Frame: chart.Frame{ID: "earned", Title: l.T("progress.chart"), Subtitle: l.T("progress.chart_sub"), Desc: w.says(), Words: chartWords(l), CSV: csv, Page: true},
		Unit: l.T("progress.unit", "currency", currencyName(l, c.State.BAC.Currency())), Tick: axisNumber(l), Heading: l.T("progress.date"),
		Lines: []chart.Curve{line("planned", 4, chart.FullLine, func(p *evm.Point) *money.Amount { return &p.PV })},
		Marks: []chart.DateMark{{Date: w.v.At.Last(), Name: l.T("progress.mark", "date", w.v.At)}}}
	if w.v.Earned() != nil {
		f.Lines = append(f.Lines, line("earned", 0, chart.FullLine, func(p *evm.Point) *money.Amount { return p.EV }))
	}
	if w.v.Spent() != nil {
		f.Lines = append(f.Lines, line("actual", 3, chart.DashedLine, func(p *evm.Point) *money.Amount { return p.AC }))
	}
	return f
}

// says is the state of the project in a sentence.
func (w *progressWords) says() string {
	s := w.v.Curve.State
	short := func(a *money.Amount) string {
		if a == nil {
			return w.l.T("figure.unknown")
		}
		return w.l.Short(*a)
	}
	return w.l.T("progress.says", "date", w.v.At, "planned", w.l.Short(s.PV), "earned", short(w.v.Earned()), "spent", short(w.v.Spent()), "budget", w.l.Short(s.BAC))
}
