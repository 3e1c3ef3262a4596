package web

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// change implements editedSheet. Figures that were changed rest on what the row's
// note says, or the reason; the others keep what vouches for them.
func (s *rangeSheet) change() planner.Command {
	c := &planner.SaveRanges{Project: s.view.Project.ID}
	s.sent = nil
	for _, r := range s.Rows {
		switch {
		case !r.Changed:
		case !r.Empty():
			row := planner.RecordRow[risk.Range]{Record: r.Range(s.view.Project.ID)}
			var before record.Entity
			if r.Stored != nil {
				before = r.Stored
			}
			row.Vouch = s.vouch(before, &row.Record, r.Cell("note").Text)
			c.Rows, s.sent = append(c.Rows, row), append(s.sent, &r.recordRow)
		case r.Stored != nil:
			c.Removed = append(c.Removed, r.now)
		}
	}
	return c
}

// tell says of every row what its range comes to, or what is wrong with it.
func (s *rangeSheet) tell() {
	var typed []risk.Range // of those rows that can be used
	for _, r := range s.Rows {
		if x := r.Range(s.view.Project.ID); !r.Empty() && x.Validate() == nil {
			typed = append(typed, x)
		}
	}
	for _, r := range s.Rows {
		if r.Empty() {
			if r.Target.Line != "" {
				r.Result = s.l.T("ranges.certain")
			}
			if r.percent {
				r.Result = s.l.T("ranges.follows")
			}
			if x, ok := risk.RangeOf(typed, r.Target.Line, estimate.Category(r.category), r.percent); ok && r.Target.Line != "" {
				r.Result = s.l.T("ranges.as_category", "category", s.l.Enum(x.Category), "outlook", s.outlook(x, r.Amount))
			}
			continue
		}
		x := r.Range(s.view.Project.ID)
		if err := x.Validate(); err != nil || r.wrong() {
			s.problem(&r.recordRow, err)
			continue
		}
		r.Result = s.outlook(&x, r.Amount)
	}
}

// outlook tells the mean and the P80 of a range as factors on the amount: where
// the range is of amounts and the line's is not of the same currency, as amounts.
func (s *rangeSheet) outlook(x *risk.Range, amount *money.Amount) string {
	mean, p80, _ := x.Outlook()
	if x.Amounts && (amount == nil || amount.IsZero() || amount.Currency() != x.Currency) {
		return s.l.T("ranges.outlook", "mean", s.major(mean, x.Currency), "p80", s.major(p80, x.Currency))
	}
	if x.Amounts {
		whole := amount.Decimal().InexactFloat64()
		mean, p80 = mean/whole, p80/whole
	}
	percent := func(f float64) string { return s.l.Percent(decimal.NewFromFloat(100 * f).Round(1)) }
	return s.l.T("ranges.outlook", "mean", percent(mean), "p80", percent(p80))
}

// major writes an amount of major units short.
func (s *recordSheet) major(f float64, c money.Currency) string {
	a, err := money.New(decimal.NewFromFloat(f).RoundBank(2), c)
	if err != nil {
		return s.l.T("funding_sheet.beyond")
	}
	return s.l.Short(a)
}
