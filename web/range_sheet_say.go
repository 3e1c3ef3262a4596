package web

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
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
			c.Rows = append(c.Rows, s.rowOf(r))
			s.sent = append(s.sent, r)
		case r.Stored != nil:
			c.Removed = append(c.Removed, r.seen())
		}
	}
	return c
}

func (s *rangeSheet) rowOf(r *rangeSheetRow) planner.RangeRow {
	row := planner.RangeRow{Record: r.Range(s.view.Project.ID)}
	before := map[string]record.Figure{}
	if r.Stored != nil {
		for _, f := range record.Figures(r.Stored) {
			before[f.Field] = f
		}
	}
	for _, f := range record.Figures(&row.Record) {
		if was, ok := before[f.Field]; ok && was == f {
			continue
		}
		v := planner.Vouching{Field: f.Field, Basis: project.Assumed}
		v.Why.Default = s.why(r)
		row.Vouch = append(row.Vouch, v)
	}
	return row
}

// summarise implements editedSheet.
func (s *rangeSheet) summarise(title string, notes []string) {
	var rows []sheetSaid
	for _, r := range s.Rows {
		row := sheetSaid{Who: r.Title, Brief: r.Title, Problems: r.Problems}
		for _, c := range r.Cells {
			row.Cells = append(row.Cells, &c.sheetCell)
		}
		rows = append(rows, row)
	}
	s.Summary = sheetSummary(s.l, title, notes, rows, s.Reason)
}

// blame implements editedSheet.
func (s *rangeSheet) blame(err error) (rest []string) {
	e, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return nil
	}
	for _, f := range e.Fields {
		says := s.l.Message(f.Message)
		var i int
		n, _ := fmt.Sscanf(f.Name, "rows[%d]", &i)
		switch {
		case f.Name == reasonField:
			s.Reason.Problems = append(s.Reason.Problems, says)
		case n == 1 && i >= 0 && i < len(s.sent):
			_, field, _ := strings.Cut(f.Name, ".")
			s.sent[i].blame(field, says)
		default:
			rest = append(rest, says)
		}
	}
	if len(e.Fields) == 0 {
		rest = append(rest, s.l.Message(e.Message))
	}
	return rest
}

// cellOf returns the cell of a field of the row's range; nil for one that has none.
func (r *rangeSheetRow) cellOf(field string) *rangeCell {
	field = strings.TrimSuffix(field, "_sq") // the notes' versions are one column
	for _, place := range spreadPlaces {
		if slices.Contains(place.parameters, field) {
			field = place.name
		}
	}
	if field == "amounts" || field == "currency" {
		field = "unit"
	}
	if i := slices.Index(rangeFields, field); i >= 0 {
		return r.Cells[i]
	}
	return nil
}

// blame says what is wrong with a field of the row's range.
func (r *rangeSheetRow) blame(field, says string) {
	if c := r.cellOf(field); c != nil {
		c.Problems = append(c.Problems, says)
		return
	}
	r.Problems = append(r.Problems, says)
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
			if r.percent {
				r.Result = s.l.T("ranges.follows")
			}
			if x, ok := risk.RangeOf(typed, r.Target.Line, estimate.Category(r.category), r.percent); ok && r.Target.Line != "" {
				r.Result = s.l.T("ranges.as_category", "category", s.l.Enum(x.Category), "outlook", s.outlook(x, r.Amount))
			}
			continue
		}
		x := r.Range(s.view.Project.ID)
		if err := x.Validate(); err != nil || slices.ContainsFunc(r.Cells, func(c *rangeCell) bool { return len(c.Problems) > 0 }) {
			r.Result, r.ResultBad = s.firstProblem(r, err), true
			continue
		}
		r.Result = s.outlook(&x, r.Amount)
	}
}

// firstProblem is what is wrong with a row in a few words.
func (s *rangeSheet) firstProblem(r *rangeSheetRow, err error) string {
	for _, c := range r.Cells {
		if len(c.Problems) > 0 {
			return c.Title + ": " + c.Problems[0]
		}
	}
	e, _ := errors.AsType[*fault.Error](err)
	if len(e.Fields) == 0 {
		return s.l.Message(e.Message)
	}
	says := s.l.Message(e.Fields[0].Message)
	if c := r.cellOf(e.Fields[0].Name); c != nil {
		return c.Title + ": " + says
	}
	return says
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
func (s *rangeSheet) major(f float64, c money.Currency) string {
	a, err := money.New(decimal.NewFromFloat(f).RoundBank(2), c)
	if err != nil {
		return s.l.T("funding_sheet.beyond")
	}
	return s.l.Short(a)
}
