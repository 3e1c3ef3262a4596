package web

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/web/locale"
)

// head returns the large figures of the result, and what the reader must know of
// them.
func (w *costView) head(other *planner.OtherMoney) (tiles []Tile, stated []string, err error) {
	l, r := w.l, w.Result
	rests, err := planner.Rests(r)
	if err != nil {
		return nil, nil, err
	}
	present, err := w.presentTile()
	if err != nil {
		return nil, nil, err
	}
	tiles = []Tile{
		w.totalTile(),
		{Label: l.T("cost.base"), Figure: w.derived(l.T("cost.base"), r.Base, l.T("cost.base_formula")), Note: l.T("cost.base_note", "prices", priceYear(l, r.Model.PriceYear))},
		w.contingencyTile(),
		{Label: l.T("cost.escalation"), Figure: w.derived(l.T("cost.escalation"), r.Escalation, l.T("cost.escalation_formula"), w.escalationBasis()), Note: l.T("cost.escalation_note")},
		w.otherTile(other),
		present,
		w.finishTile(),
	}
	if w.Project.Stage.Open() {
		tiles = append(tiles, w.gapTile())
	} else {
		stated = append(stated, l.T("cost.complete"))
	}
	if rests.Base.Sign() > 0 {
		percent := share(rests.Assumed, rests.Base)
		stated = append(stated, l.T("cost.assumed_share", "percent", l.Percent(percent), "amount", rests.Assumed))
	}
	if rests.Lines > 0 {
		stated = append(stated, l.N("cost.balance", rests.Lines, "amount", rests.Balance))
	}
	if w.Estimate.Status == estimate.Draft {
		stated = append(stated, l.T("cost.draft"))
	}
	stated = append(stated, l.T("cost.vat", "vat", w.Estimate.VAT))
	if !w.Estimate.Scope.IsZero() {
		stated = append(stated, l.T("cost.scope", "scope", w.Estimate.Scope))
	}
	return tiles, stated, nil
}

// totalTile is the total in the money of the years in which it is spent.
func (w *costView) totalTile() Tile {
	l, r := w.l, w.Result
	parts := l.Amount(r.Base) + " + " + l.Amount(r.Contingency) + " + " + l.Amount(r.Escalation)
	total := w.derived(l.T("cost.total"), w.now.Need, l.T("cost.total_formula")+": "+parts, w.escalationBasis())
	tile := Tile{Label: l.T("cost.total"), Figure: total, Note: w.against(w.now.Need, w.base.Need, l.T("cost.total_note"))}
	if c := w.Result.Capped; c != nil && c.Escalation.Sign() > 0 {
		tile.Note, tile.Warn = fullSentence(tile.Note)+" "+l.T("cost.waiting_extra", "amount", l.Short(c.Escalation)), true
	}
	return tile
}

// derived is the figure of an amount in its short form that follows from the
// estimate's lines by the formula.
func (w *costView) derived(name string, a money.Amount, formula string, parts ...project.Basis) *Figure {
	f := w.t.derived(name, w.l.Short(a), w.l.Money(a), formula, append(parts, w.basis)...)
	f.Exact = w.l.Money(a)
	return f
}

// against says how an amount differs from the base's, or else the note.
func (w *costView) against(a, base money.Amount, note string) string {
	if !w.changed() {
		return note
	}
	difference, err := a.Sub(base)
	if err != nil {
		return note
	}
	return w.l.T("cost.against_base", "difference", signed(w.l, difference), "base", w.l.Short(base))
}

// signed writes an amount in three digits with its sign.
func signed(l *locale.Locale, a money.Amount) string {
	if a.Sign() > 0 {
		return "+" + l.Short(a)
	}
	return l.Short(a)
}

// share is a part of a whole in hundredths, half-even to one decimal.
func share(part, whole money.Amount) decimal.Decimal {
	if whole.IsZero() {
		return decimal.Zero
	}
	return part.Decimal().Shift(2).Div(whole.Decimal()).RoundBank(1)
}

// escalationBasis is assumed where a rate that escalates some of the need is, or
// is the last one repeated, and else derived.
func (w *costView) escalationBasis() project.Basis {
	m := w.Result.Model
	for i := range m.Indices {
		x := &m.Indices[i]
		first, last := w.escalated(x.Code)
		if last > m.PriceYear && (len(x.Rates) == 0 || x.Rates[len(x.Rates)-1].Year < last) {
			return project.Assumed
		}
		for _, rate := range x.Rates {
			if rate.Assumed && rate.Year > first && rate.Year <= last {
				return project.Assumed
			}
		}
	}
	return project.Derived
}

// escalated returns the years between which an index moves prices: the price
// year and the years of the cells that are escalated by it.
func (w *costView) escalated(index string) (first, last int) {
	first, last = w.Result.Model.PriceYear, w.Result.Model.PriceYear
	for i := range w.Result.Lines {
		l := &w.Result.Lines[i]
		if l.Index != index {
			continue
		}
		for _, cell := range l.Cells {
			if !cell.Base.IsZero() {
				first, last = min(first, cell.Year), max(last, cell.Year)
			}
		}
	}
	return first, last
}

func (w *costView) contingencyTile() Tile {
	l := w.l
	tile := Tile{Label: l.T("cost.contingency"), Note: l.T("cost.contingency_note")}
	for i := range w.Result.Lines {
		if w.Result.Lines[i].Contingency {
			tile.Figure = w.derived(tile.Label, w.Result.Contingency, l.T("cost.contingency_formula"))
			return tile
		}
	}
	tile.Text, tile.Blank, tile.Note = l.T("cost.contingency_none"), true, l.T("cost.contingency_none_note")
	return tile
}

// otherTile is the total in the second currency, or which rate is missing.
func (w *costView) otherTile(o *planner.OtherMoney) Tile {
	l := w.l
	tile := Tile{Label: l.T("cost.total_in", "currency", o.Currency)}
	if o.Total == nil {
		tile.Text, tile.Blank = l.T("cost.no_total"), true
		tile.Note = l.T("cost.rate_missing", "currency", o.Currency, "years", yearList(o.Missing))
		return tile
	}
	bases := []project.Basis{}
	var used []string
	for _, r := range o.Rates {
		basis := project.Basis("")
		if c := w.Trail.Chosen(r.ID, "rate"); c != nil {
			basis = c.Basis
		}
		bases = append(bases, basis)
		used = append(used, l.T("cost.rate_used", "rate", r.Rate.Rate.Decimal, "pair", r.Quote.Code()+"/"+r.Base.Code(), "date", r.Date, "years", yearSpan(r.From, r.To)))
	}
	tile.Figure = w.derived(tile.Label, *o.Total, l.T("cost.other_formula")+": "+strings.Join(used, "; "), append(bases, w.escalationBasis())...)
	tile.Note = used[len(used)-1]
	if len(used) > 1 {
		tile.Note = l.N("cost.rates_used", len(used))
	}
	return tile
}

// yearList writes years: "2027, 2028 and 3 more".
func yearList(years []int) string {
	const most = 4
	var all []string
	for i, y := range years {
		if i == most {
			all = append(all, "…")
			break
		}
		all = append(all, strconv.Itoa(y))
	}
	return strings.Join(all, ", ")
}

func yearSpan(from, to int) string {
	if from == to {
		return strconv.Itoa(from)
	}
	return strconv.Itoa(from) + "–" + strconv.Itoa(to)
}

// presentTile is the present value at the rate, or by the series of rates, of the
// assumptions.
func (w *costView) presentTile() (Tile, error) {
	l, r := w.l, w.Result
	tile := Tile{Label: l.T("cost.present"), Text: l.T("figure.unknown"), Blank: true, Note: l.T("cost.present_none")}
	if r.NPV == nil {
		present, err := w.Present(r)
		if err == nil && present != nil {
			series := present.Series.Name.In(l.Code)
			tile = Tile{Label: tile.Label, Note: l.T("cost.present_series_note", "series", series, "year", funding.FiscalYear(present.BaseYear), "prices", priceYear(l, r.Model.PriceYear)),
				Figure: w.derived(tile.Label, present.Amount, l.T("cost.present_series_formula", "series", series, "year", funding.FiscalYear(present.BaseYear)), project.Assumed)}
		}
		return tile, err
	}
	percent := l.Percent(r.Model.DiscountRate.Decimal.Shift(2))
	basis := project.Basis("")
	if w.Assumptions != nil {
		if c := w.Trail.Chosen(w.Assumptions.ID, "discount_rate"); c != nil {
			basis = c.Basis
		}
	}
	tile.Figure = w.derived(tile.Label, *r.NPV, l.T("cost.present_formula", "rate", percent, "year", funding.FiscalYear(r.Model.PriceYear)), basis)
	tile.Note = l.T("cost.present_note", "rate", percent, "prices", priceYear(l, r.Model.PriceYear))
	return tile, nil
}

// finishTile says when the last phase ends and which year needs the most; where
// the ceilings pay for the work later, when that is.
func (w *costView) finishTile() Tile {
	l := w.l
	if c := w.now.Capped; c != nil && (w.now.Late > 0 || c.CompletionYear == 0) {
		tile := Tile{Label: l.T("cost.finish_capped"), Text: strconv.Itoa(c.CompletionYear), Warn: true,
			Note: cappedText(l, w.now) + " " + l.T("cost.finish_uncapped", "date", w.now.Finish)}
		if c.CompletionYear == 0 {
			tile.Text, tile.Blank = l.T("cost.capped_open_short"), true
		}
		return tile
	}
	date := l.Date(w.now.Finish)
	tile := Tile{Label: l.T("cost.finish"), Figure: w.t.derived(l.T("cost.finish"), date, date, l.T("cost.finish_formula"), w.finishBases()...)}
	if w.now.Peak != nil {
		tile.Note = l.T("cost.peak", "year", funding.FiscalYear(w.now.Peak.FiscalYear), "amount", l.Short(w.now.Peak.Need))
	}
	if w.changed() && w.now.Finish.Compare(w.base.Finish) != 0 {
		tile.Note = l.T("cost.finish_base", "date", w.base.Finish) + " " + tile.Note
	}
	return tile
}

// finishBases are what the dates rest on to which the phases are planned.
func (w *costView) finishBases() (bases []project.Basis) {
	for i := range w.Phases {
		if c := w.Trail.Chosen(w.Phases[i].ID, "planned_finish"); c != nil && w.Phases[i].ActualFinish.IsZero() {
			bases = append(bases, c.Basis)
		}
	}
	return append(bases, project.Derived)
}

// gapTile says how much is missing in the years from the next one on, those of
// the programme's notices.
func (w *costView) gapTile() Tile {
	l := w.l
	tile := Tile{Label: l.T("cost.gap_next", "years", w.gapYears()), Note: l.T("cost.gap_none")}
	if w.now.Gap == nil {
		tile.Text, tile.Blank, tile.Note = l.T("cost.not_known"), true, l.T("cost.gap_unknown")
	} else {
		tile.Figure = w.derived(tile.Label, *w.now.Gap, l.T("cost.gap_formula"), w.escalationBasis())
	}
	if w.now.FirstGap != 0 {
		tile.Warn, tile.Note = true, l.T("cost.gap_first", "year", funding.FiscalYear(w.now.FirstGap))
	}
	return tile
}

// gapYears are the years of the headlines' gap.
func (w *costView) gapYears() string {
	return yearSpan(w.Today.Year()+1, w.Today.Year()+planner.GapYears)
}

// said tells the outcome in a sentence.
func (w *costView) said() string {
	l := w.l
	said := l.T("cost.said", "total", l.Short(w.now.Need), "finish", w.now.Finish)
	if w.changed() {
		if difference, err := w.now.Need.Sub(w.base.Need); err == nil {
			said = l.T("cost.said_changed", "name", w.name(), "total", l.Short(w.now.Need), "difference", signed(l, difference), "finish", w.now.Finish)
		}
	}
	if c := w.now.Capped; c != nil {
		said += " " + cappedText(l, w.now)
	}
	return said
}
