package web

import (
	"errors"
	"slices"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/locale"
)

// draftFindings are what is found out about a row.
type draftFindings struct {
	Problems   map[string][]string // by field; "" is the row as a whole
	Amount     *money.Amount       // nil: cannot be computed yet
	Before     *money.Amount       // of the line with the same code in the revision copied from
	Difference *money.Amount
	Theirs     []theirCell // what somebody else changed meanwhile, too
	Taken      []theirCell // what only they changed, and the row says now
	Unvouched  bool        // nothing vouches for a figure of the stored line, and nothing is stated
	Notice     string      // what happened to the line meanwhile

	line   planner.SheetRow
	unread bool // a number could not be read
	sheet  *draftPage
}

func (f *draftFindings) problem(field, says string) {
	if f.Problems == nil {
		f.Problems = map[string][]string{}
	}
	f.Problems[field] = append(f.Problems[field], says)
}

// draftSum is what the lines of one phase, or all of them, add up to.
type draftSum struct {
	Key                       string // code of the phase, "" for lines without one
	Name                      string
	Total, Before, Difference money.Amount
}

// draftSums are the sums of a sheet, with those of the revision copied from.
type draftSums struct {
	Phases []draftSum
	draftSum
	Left []leftOut // lines of the revision copied from that the draft does not have
	// Uncounted are rows whose amount cannot be computed: no sum includes them.
	Uncounted int
}

// leftOut is a line of the revision copied from that is not in the draft.
type leftOut struct {
	Code, Name string
	Before     money.Amount
}

// sum computes the amount of every row that can be computed, and the sums. An
// amount or sum beyond money's range is noted as a problem.
func (r *draftReader) sum(rows []*draftRow) (*draftSums, error) {
	currency := r.draft.EstimateSheet.Estimate.Currency
	s := &draftSums{draftSum: draftSum{Total: money.Zero(currency), Before: money.Zero(currency)}}
	counted, err := r.amounts(rows, currency, s)
	if err != nil {
		return nil, err
	}
	phases := map[record.ID]*draftSum{}
	for i := range r.draft.Phases {
		p := &r.draft.Phases[i]
		phases[p.ID] = &draftSum{Key: p.Code, Name: p.Name.In(r.language.Code), Total: money.Zero(currency), Before: money.Zero(currency)}
	}
	phases[0] = &draftSum{Name: r.language.T("sheet.no_phase"), Total: money.Zero(currency), Before: money.Zero(currency)}
	for _, row := range counted {
		if err := addTo(*row.Amount, &s.Total, &phases[row.line.Line.Phase].Total); err != nil {
			return nil, err
		}
	}
	if err := r.compare(rows, s, phases); err != nil {
		return nil, err
	}
	for i := range r.draft.Phases {
		s.Phases = append(s.Phases, *phases[r.draft.Phases[i].ID])
	}
	s.Phases = append(s.Phases, *phases[0])
	return s, s.subtract()
}

// amounts gives the rows that can be computed their amounts, and returns them.
func (r *draftReader) amounts(rows []*draftRow, currency money.Currency, s *draftSums) ([]*draftRow, error) {
	var counted []*draftRow
	var lines []estimate.Line
	for _, row := range rows {
		line := row.line.Line
		if row.unread || (!line.IsPercent() && (!line.Quantity.Valid || !line.UnitRate.Valid)) {
			s.Uncounted++
			continue
		}
		if len(line.OfLines) > 0 {
			counted, lines = append(counted, row), append(lines, line)
			continue
		}
		if _, err := estimate.Amounts(currency, []estimate.Line{line}); err != nil {
			row.problem("unit_rate", rangeProblem(r.language, err))
			s.Uncounted++
			continue
		}
		counted, lines = append(counted, row), append(lines, line)
	}
	counted, lines = r.complete(counted, lines, s)
	amounts, err := estimate.Amounts(currency, lines)
	if fault.Is(err, fault.Invalid) { // percentages that are of each other
		counted, lines = r.without(counted, s, func(row *draftRow) bool { return len(row.line.Line.OfLines) > 0 }, faultMessage(r.language, err))
		amounts, err = estimate.Amounts(currency, lines)
	}
	if err != nil {
		return nil, err
	}
	for i, row := range counted {
		row.Amount = &amounts[i]
	}
	return counted, nil
}

// complete leaves out the percentages of lines that are not among the lines.
func (r *draftReader) complete(rows []*draftRow, lines []estimate.Line, s *draftSums) ([]*draftRow, []estimate.Line) {
	for {
		there := map[string]bool{}
		for i := range lines {
			there[lines[i].Code] = true
		}
		before := len(rows)
		rows, lines = r.without(rows, s, func(row *draftRow) bool {
			return slices.ContainsFunc(row.line.Line.OfLines, func(code string) bool { return !there[code] })
		}, r.language.T("draft.of_no_line"))
		if len(rows) == before {
			return rows, lines
		}
	}
}

// without leaves out the rows that cannot be computed, for what is said of them.
func (r *draftReader) without(rows []*draftRow, s *draftSums, broken func(*draftRow) bool, says string) ([]*draftRow, []estimate.Line) {
	var kept []*draftRow
	var lines []estimate.Line
	for _, row := range rows {
		if broken(row) {
			row.problem("of_lines", says)
			s.Uncounted++
			continue
		}
		kept, lines = append(kept, row), append(lines, row.line.Line)
	}
	return kept, lines
}

// faultMessage is what a fault says as a whole.
func faultMessage(l *locale.Locale, err error) string {
	if e, ok := errors.AsType[*fault.Error](err); ok {
		return l.Message(e.Message)
	}
	return ""
}

func rangeProblem(l *locale.Locale, err error) string {
	if e, ok := errors.AsType[*money.RangeError](err); ok {
		return l.T("draft.amount_too_large", "max", money.FromMinor(money.MaxMinor, e.Currency))
	}
	return l.T("draft.amount_unknown")
}

// compare puts the amounts of the revision copied from beside those of the
// draft. Lines are matched by code.
func (r *draftReader) compare(rows []*draftRow, s *draftSums, phases map[record.ID]*draftSum) error {
	before := map[string]money.Amount{}
	for i := range r.draft.FromLines {
		line, amount := &r.draft.FromLines[i], r.draft.FromAmounts[i]
		before[line.Code] = amount
		if err := addTo(amount, &s.Before, &phases[line.Phase].Before); err != nil {
			return err
		}
	}
	there := map[string]bool{}
	for _, row := range rows {
		there[row.Code] = true
		was, known := before[row.Code]
		if known {
			row.Before = &was
		}
		if r.draft.From == nil || row.Amount == nil {
			continue
		}
		difference := *row.Amount
		if known {
			var err error
			if difference, err = row.Amount.Sub(was); err != nil {
				return err
			}
		}
		row.Difference = &difference
	}
	for i := range r.draft.FromLines {
		if line := &r.draft.FromLines[i]; !there[line.Code] {
			left := leftOut{Code: line.Code, Name: line.Name.In(r.language.Code), Before: r.draft.FromAmounts[i]}
			s.Left = append(s.Left, left)
		}
	}
	return nil
}

func (s *draftSums) subtract() error {
	var err error
	for i := range s.Phases {
		p := &s.Phases[i]
		if p.Difference, err = p.Total.Sub(p.Before); err != nil {
			return err
		}
	}
	s.Difference, err = s.Total.Sub(s.Before)
	return err
}

// addTo adds the amount to each of the sums.
func addTo(a money.Amount, sums ...*money.Amount) error {
	for _, sum := range sums {
		var err error
		if *sum, err = sum.Add(a); err != nil {
			return err
		}
	}
	return nil
}
