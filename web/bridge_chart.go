package web

import (
	"strconv"
	"strings"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/chart"
	"korridor/web/locale"
)

// partNames are the names of estimate.Parts.List.
var partNames = []string{"bridge.added", "bridge.removed", "bridge.remeasured", "bridge.repriced", "bridge.escalation"}

// bridgeChart draws the steps as a waterfall.
func bridgeChart(l *locale.Locale, v *planner.BridgeView) chart.Waterfall {
	first := &v.Steps[0]
	currency := first.From.Currency
	f := chart.Waterfall{Frame: chart.Frame{ID: "bridge", Title: l.T("bridge.chart"), Words: chartWords(l)},
		Unit: l.T("chart.millions", "currency", currencyName(l, currency)), Heading: l.T("bridge.part"),
		Amount: l.T("column.in_currency", "column", l.T("column.amount"), "currency", currency)}
	total := func(e *estimate.Estimate, a money.Amount) {
		f.Steps = append(f.Steps, chart.Step{Kind: chart.Total, Name: l.T("bridge.named", "title", e.Title, "when", estimateWhen(l, v.Dossier, e)),
			Amount: chart.Known(millions(a), l.Short(a)).Exactly(l.Amount(a)), Note: scopeText(l, e), Href: projectURL(v.Project.Code, "estimates", e.Code)})
	}
	total(&first.From, first.FromTotal)
	for i := range v.Steps {
		b := &v.Steps[i]
		f.Steps = append(f.Steps, bridgeParts(l, v, b)...)
		total(&b.To, b.ToTotal)
	}
	return f
}

// bridgeParts are the parts of one step that are not zero.
func bridgeParts(l *locale.Locale, v *planner.BridgeView, b *planner.BridgeStep) []chart.Step {
	var steps []chart.Step
	add := func(kind chart.StepKind, name string, a money.Amount, note string) {
		if !a.IsZero() {
			steps = append(steps, chart.Step{Kind: kind, Name: name, Note: note,
				Amount: chart.Known(millions(a), signed(l, a)).Exactly(l.Amount(a))})
		}
	}
	if b.ByLines {
		for i, a := range b.Parts.List() {
			add(chart.Change, l.T(partNames[i]), a, "")
		}
		return steps
	}
	for i := range b.Attributed {
		a := &b.Attributed[i]
		var note []string
		if d, ok := v.Trail.Document(a.Document); ok {
			note = append(note, d.Title.In(l.Code))
		}
		if said := b.Said[a.ID]; said.Actor != "" {
			note = append(note, l.T("bridge.by", "name", said.Actor))
		}
		add(chart.Change, l.Enum(a.Cause), *a.Amount, strings.Join(note, " · "))
	}
	add(chart.Unexplained, l.T("chart.unexplained"), *b.Unexplained, l.T("bridge.unexplained_note"))
	return steps
}

// ratioFigures are the yearly rates that a ratio of price levels is made of.
func ratioFigures(t *trail, b *planner.BridgeStep) []*Figure {
	series := b.Prices.Series
	low, high := min(b.From.PriceYear, b.To.PriceYear), max(b.From.PriceYear, b.To.PriceYear)
	var all []*Figure
	for _, r := range series.Rates {
		if r.Year > low && r.Year <= high && r.Rate.Valid {
			year := strconv.Itoa(r.Year)
			all = append(all, t.figure(series.ID, record.YearlyField("rate", r.Year), series.Name.In(t.language.Code)+", "+year,
				year+": "+t.language.Percent(r.Rate.Decimal.Shift(2))))
		}
	}
	return all
}
