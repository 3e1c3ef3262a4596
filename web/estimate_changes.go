package web

import (
	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/locale"
)

// changesView is what a revision changed of the one that it began as a copy of.
type changesView struct {
	From                    Link
	Lines                   []changedLine // in the order of the later revision
	Same                    int           // lines that amount to what they did
	Before, Now, Difference money.Amount
	Bridge                  string // where the difference is taken apart
}

// changedLine is a cost line that does not amount to what it did.
type changedLine struct {
	Name        string
	Says        []string      // what of it changed: "Unit rate 23,000,000.00 → 24,500,000.00"
	Before, Now *money.Amount // nil: the line is not in the revision
	Difference  money.Amount
}

// newChangesView returns what the revision changed, or nil where there is no
// other one to compare it with.
func newChangesView(l *locale.Locale, s *planner.EstimateSheet) (*changesView, error) {
	b, err := s.Changes()
	if b == nil || err != nil {
		return nil, err
	}
	v := &changesView{From: Link{Text: s.From.Title.In(l.Code), URL: projectURL(s.Project.Code, "estimates", s.From.Code)},
		Before: b.FromTotal, Now: b.ToTotal, Difference: b.Difference, Bridge: bridgeURL(s.Project.Code, s.From.Code, s.Estimate.Code)}
	before, now := linesByCode(s.FromLines), linesByCode(s.Lines)
	for i := range b.Lines {
		line := &b.Lines[i]
		zero := money.Zero(s.Estimate.Currency)
		changed := changedLine{Name: line.Name.In(l.Code), Before: line.From, Now: line.To}
		if changed.Difference, err = orElse(line.To, zero).Sub(orElse(line.From, zero)); err != nil {
			return nil, err
		}
		if line.From != nil && line.To != nil {
			if changed.Difference.IsZero() {
				v.Same++
				continue
			}
			changed.Says = changedFactors(l, before[line.Code], now[line.Code])
		}
		v.Lines = append(v.Lines, changed)
	}
	return v, nil
}

func orElse(a *money.Amount, other money.Amount) money.Amount {
	if a == nil {
		return other
	}
	return *a
}

func linesByCode(lines []estimate.Line) map[string]*estimate.Line {
	all := make(map[string]*estimate.Line, len(lines))
	for i := range lines {
		all[lines[i].Code] = &lines[i]
	}
	return all
}

// changedFactors says which factors of a line changed. A percentage of lines
// that changed may say nothing.
func changedFactors(l *locale.Locale, before, now *estimate.Line) []string {
	var says []string
	tell := func(field, from, to string) {
		if from != to {
			says = append(says, l.T("changes.factor", "field", fieldName(l, field), "from", from, "to", to))
		}
	}
	rate := func(line *estimate.Line) string { return l.Style.Number(line.UnitRate.Decimal, 2, record.MaxScale) }
	if now.IsPercent() {
		tell("percent", l.Percent(before.Percent.Decimal), l.Percent(now.Percent.Decimal))
		return says
	}
	tell("quantity", l.Number(before.Quantity.Decimal), l.Number(now.Quantity.Decimal))
	tell("unit_rate", rate(before), rate(now))
	return says
}
