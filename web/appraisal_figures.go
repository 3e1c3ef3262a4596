package web

import (
	"strconv"
	"strings"

	"korridor/pkg/appraisal"
	"korridor/pkg/money"
	"korridor/pkg/planner"
)

// tiles are what the appraisal comes to: without benefits only the cost.
func (w *appraisalWords) tiles() []Tile {
	l, r := w.l, w.v.Result
	amount := func(label string, a money.Amount, note string) Tile {
		return Tile{Label: label, Text: l.Short(a), Exact: l.Money(a), Note: note}
	}
	at := l.T("appraisal.at", "name", w.name(w.v.Discount))
	cost := amount(l.T("appraisal.pv_cost"), r.PVCosts, at)
	if !w.v.Counted() {
		note := l.T("appraisal.no_benefits")
		if w.v.Refused {
			note = l.T("appraisal.refused")
		}
		return []Tile{cost, {Label: l.T("appraisal.pv_benefit"), Text: l.T("figure.unknown"), Blank: true, Note: note}}
	}
	npv := amount(l.T("appraisal.npv"), r.NPV, at)
	if r.NPV.IsNegative() {
		npv.Note, npv.Warn = l.T("appraisal.below"), true
	}
	ratio := Tile{Label: l.T("appraisal.ratio"), Text: l.T("earned.not_defined"), Blank: true, Note: l.T("appraisal.no_costs")}
	if r.Ratio != nil {
		ratio = Tile{Label: ratio.Label, Text: l.Style.Number(r.Ratio.RoundBank(2), 2, 2), Exact: l.Number(*r.Ratio)}
	}
	return []Tile{cost, amount(l.T("appraisal.pv_benefit"), r.PVBenefits, at), npv, ratio, w.returns()}
}

// returns is the internal rate of return: one, several, or none.
func (w *appraisalWords) returns() Tile {
	l, irr := w.l, w.v.Result.IRR
	tile := Tile{Label: l.T("appraisal.irr")}
	var rates []string
	for _, r := range irr.Rates {
		rates = append(rates, l.T("number.percent", "number", l.Style.Number(r.Shift(2).RoundBank(2), 2, 2)))
	}
	switch irr.Answer {
	case appraisal.OneReturn:
		tile.Text = rates[0]
	case appraisal.SeveralReturns:
		tile.Text, tile.Note, tile.Warn = strings.Join(rates, "; "), l.T("appraisal.several", "count", strconv.Itoa(len(rates))), true
	default:
		tile.Text, tile.Blank, tile.Note = l.T("appraisal.none"), true, l.T("appraisal.none_why")
	}
	return tile
}

// compared is the outcome at discount rates.
func (w *appraisalWords) compared(d planner.Discount, r *appraisal.Result, chosen bool) ratesRow {
	row := ratesRow{Name: w.name(d), Cost: w.l.Amount(r.PVCosts), Benefit: w.l.Amount(r.PVBenefits), NPV: w.l.Amount(r.NPV),
		Ratio: w.l.T("earned.not_defined"), Chosen: chosen, Short: r.NPV.IsNegative()}
	if r.Ratio != nil {
		row.Ratio = w.l.Style.Number(*r.Ratio, 2, ratioPlaces)
	}
	return row
}

// series are the shipped series with their sources.
func (w *appraisalWords) series() []seriesRow {
	var rows []seriesRow
	for _, s := range appraisal.SeriesList() {
		source := s.Source
		if s.Year != 0 {
			source += ", " + strconv.Itoa(s.Year)
		}
		rows = append(rows, seriesRow{Name: s.Name.In(w.l.Code), Rates: w.rates(s), Source: source, Note: s.Note.In(w.l.Code)})
	}
	return rows
}
