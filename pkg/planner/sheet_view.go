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
	zero := money.Zero(s.Estimate.Currency)
	t := &SheetTable{Total: zero, Assumed: zero, Balance: zero}
	for _, c := range estimate.Categories {
		if slices.ContainsFunc(s.Lines, func(l estimate.Line) bool { return l.Category == c && !l.Contingency }) {
			t.Categories = append(t.Categories, c)
		}
	}
	t.Cells = make([]*money.Amount, len(t.Categories))
	at := map[record.ID]int{}
	for i := range s.Phases {
		t.phase(at, s.Phases[i].ID, &s.Phases[i], zero)
	}
	for i := range s.Lines {
		l := &s.Lines[i]
		p := t.phase(at, l.Phase, nil, zero)
		if err := t.add(p, SheetLine{l, s.Amounts[i], s.Trail.Basis(l)}); err != nil {
			return nil, err
		}
	}
	t.Phases = slices.DeleteFunc(t.Phases, func(p SheetPhase) bool { return len(p.Lines) == 0 })
	return t, nil
}

// phase returns the part of the table for a phase, making it where it is new.
func (t *SheetTable) phase(at map[record.ID]int, id record.ID, p *project.Phase, zero money.Amount) *SheetPhase {
	i, ok := at[id]
	if !ok {
		i = len(t.Phases)
		at[id] = i
		t.Phases = append(t.Phases, SheetPhase{Phase: p, Cells: make([]*money.Amount, len(t.Categories)), Total: zero})
	}
	return &t.Phases[i]
}

// add counts a line in its phase and in the whole.
func (t *SheetTable) add(p *SheetPhase, l SheetLine) error {
	p.Lines = append(p.Lines, l)
	sums := []*money.Amount{&t.Total, &p.Total}
	if l.Basis == project.Assumed {
		sums = append(sums, &t.Assumed)
	}
	if l.Balance {
		t.HasBalance = true
		sums = append(sums, &t.Balance)
	}
	column := slices.Index(t.Categories, l.Category)
	for _, cell := range []**money.Amount{cellOf(t.Cells, &t.Contingency, column, l), cellOf(p.Cells, &p.Contingency, column, l)} {
		if *cell == nil {
			sum := money.Zero(l.Amount.Currency())
			*cell = &sum
		}
		sums = append(sums, *cell)
	}
	for _, sum := range sums {
		var err error
		if *sum, err = sum.Add(l.Amount); err != nil {
			return err
		}
	}
	return nil
}

func cellOf(cells []*money.Amount, contingency **money.Amount, column int, l SheetLine) **money.Amount {
	if l.Contingency {
		return contingency
	}
	return &cells[column]
}
