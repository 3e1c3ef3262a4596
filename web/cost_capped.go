package web

import (
	"strconv"

	"korridor/pkg/costmodel"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/web/locale"
)

// cappedTable is the schedule under yearly caps.
type cappedTable struct {
	Text      string // "With these caps the work is paid in 2039, three years late."
	Late      bool
	Currency  string
	Rows      []cappedRow
	Escalated string // what waiting adds; "": nothing
	CarryOver bool
	Funded    money.Amount // of all these years
}

// cappedRow is a year under its cap.
type cappedRow struct {
	costmodel.CappedYear
	Need money.Amount // of the year alone
}

// capped makes the table, nil without caps. Errors: sums beyond money's range.
func (w *costView) capped() (*cappedTable, error) {
	r := w.Result
	if r.Capped == nil {
		return nil, nil
	}
	t := &cappedTable{Text: cappedText(w.l, w.now), Late: w.now.Late > 0 || r.Capped.CompletionYear == 0, Currency: w.l.Value(r.Model.Currency), CarryOver: r.Model.CapsCarryOver, Funded: money.Zero(r.Model.Currency)}
	if !r.Capped.Escalation.IsZero() {
		t.Escalated = w.l.Money(r.Capped.Escalation)
	}
	for _, y := range r.Capped.Years {
		t.Rows = append(t.Rows, cappedRow{y, needOf(r, y.FiscalYear)})
		var err error
		if t.Funded, err = t.Funded.Add(y.Funded); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// needOf is the need of a year, nothing outside the result's years.
func needOf(r *costmodel.Result, year int) money.Amount {
	if n := year - firstYear(r); n >= 0 && n < len(r.Years) {
		return r.Years[n].Need
	}
	return money.Zero(r.Model.Currency)
}

func firstYear(r *costmodel.Result) int {
	if len(r.Years) == 0 {
		return 0
	}
	return r.Years[0].FiscalYear
}

// cappedText says when the caps complete the work.
func cappedText(l *locale.Locale, h planner.CostHeadline) string {
	c := h.Capped
	year := strconv.Itoa(c.CompletionYear)
	switch {
	case c.CompletionYear != 0 && h.Late == 0:
		return l.T("cost.capped_in_time", "year", year)
	case c.CompletionYear != 0:
		return l.N("cost.capped_late", h.Late, "year", year)
	case c.ExtraYears < 0:
		return l.T("cost.capped_never", "remaining", c.Remaining)
	}
	end := 0
	if n := len(c.Years); n > 0 {
		end = c.Years[n-1].FiscalYear
	}
	return l.N("cost.capped_open", c.ExtraYears, "year", funding.FiscalYear(end), "remaining", l.Short(c.Remaining))
}

// cappedShort is cappedText for a cell: "2039, +3".
func cappedShort(l *locale.Locale, h planner.CostHeadline) string {
	switch {
	case h.Capped == nil:
		return l.T("cost.no_caps")
	case h.Capped.CompletionYear == 0:
		return l.T("cost.capped_open_short")
	case h.Late > 0:
		return l.N("cost.capped_late_short", h.Late, "year", strconv.Itoa(h.Capped.CompletionYear))
	}
	return strconv.Itoa(h.Capped.CompletionYear)
}
