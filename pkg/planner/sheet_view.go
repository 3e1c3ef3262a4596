package planner

import (
	"slices"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// SheetPhase is the cost lines of one phase of an estimate.
type SheetPhase struct {
	Phase *project.Phase // nil: not tied to a phase
	Lines []SheetLine
	Cells []*money.Amount // by the sheet's Categories, without contingency; nil where there is no line
	// Contingency is nil where no line of the phase is one.
	Contingency *money.Amount
	Total       money.Amount
}

// SheetLine is one cost line with its amount.
type SheetLine struct {
	*estimate.Line
	Amount money.Amount
	Basis  project.Basis // the weakest of its figures' chosen claims
}

// SheetTable is the lines of an estimate by phase, and what they add up to by
// phase and category.
type SheetTable struct {
	Categories  []estimate.Category // those that occur outside contingency
	Phases      []SheetPhase        // in the project's order; those without lines are left out
	Cells       []*money.Amount     // by category
	Contingency *money.Amount
	Total       money.Amount
	Assumed     money.Amount // of Total, what rests on assumptions
	Balance     money.Amount // of Total, what only closes it on a published total
	HasBalance  bool
}

// Table returns the sheet by phase. Every sum is exact: the phases and the
// categories with contingency add up to Total, which is the estimate's. Errors:
// sums beyond money's range.
func (s *EstimateSheet) Table() (*SheetTable, error) {
	costed, bases := s.costed()
	total, err := estimate.SumOf(costed, func(*estimate.Line) bool { return true })
	if err != nil {
		return nil, err
	}
	t := &SheetTable{Total: total.Total, Assumed: total.Assumed, Balance: total.Balance, HasBalance: total.BalanceLines > 0}
	if total.ContingencyLines > 0 {
		t.Contingency = &total.Contingency
	}
	if err := t.addCategories(costed); err != nil {
		return nil, err
	}
	return t, t.addPhases(s, costed, bases)
}

// addCategories sets what the categories add up to.
func (t *SheetTable) addCategories(costed estimate.Costed) error {
	sums, err := estimate.SumBy(costed, func(l *estimate.Line) (estimate.Category, bool) { return l.Category, !l.Contingency })
	if err != nil {
		return err
	}
	for _, c := range estimate.Categories {
		if sum := find(sums, func(g *estimate.Group[estimate.Category]) bool { return g.Key == c }); sum != nil {
			t.Categories = append(t.Categories, c)
			t.Cells = append(t.Cells, &sum.Base)
		}
	}
	return nil
}

// addPhases sets the phases with their lines: those of the project in its
// order, then the lines of none.
func (t *SheetTable) addPhases(s *EstimateSheet, costed estimate.Costed, bases []project.Basis) error {
	sums, err := estimate.SumBy(costed, func(l *estimate.Line) (record.ID, bool) { return l.Phase, true })
	if err != nil {
		return err
	}
	parts, err := estimate.RollUp(costed)
	if err != nil {
		return err
	}
	order := make(map[record.ID]int, len(s.Phases))
	for i := range s.Phases {
		order[s.Phases[i].ID] = i - len(s.Phases) // below that of the lines of none
	}
	slices.SortStableFunc(sums, func(a, b estimate.Group[record.ID]) int { return order[a.Key] - order[b.Key] })
	for i := range sums {
		sum := &sums[i]
		p := SheetPhase{Phase: s.Phase(sum.Key), Cells: make([]*money.Amount, len(t.Categories)), Total: sum.Total}
		if sum.ContingencyLines > 0 {
			p.Contingency = &sum.Contingency
		}
		for j := range parts {
			if part := &parts[j]; part.Phase == sum.Key && part.BaseLines > 0 {
				p.Cells[slices.Index(t.Categories, part.Category)] = &part.Base
			}
		}
		for j := range s.Lines {
			if l := &s.Lines[j]; l.Phase == sum.Key {
				p.Lines = append(p.Lines, SheetLine{l, s.Amounts[j], bases[j]})
			}
		}
		t.Phases = append(t.Phases, p)
	}
	return nil
}
