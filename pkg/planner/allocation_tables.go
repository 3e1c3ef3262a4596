package planner

import (
	"cmp"
	"slices"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/record"
)

// AllocationTable is the allocations of a project in one currency. Its totals
// never cross currencies or stages.
type AllocationTable struct {
	Currency money.Currency
	Years    []AllocationYear
	Totals   []StageTotal // one for each of funding.Stages
}

// AllocationYear is one fiscal year of an AllocationTable.
type AllocationYear struct {
	FiscalYear int
	Lines      []AllocationLine // as the funding sources are ordered
	Totals     []StageTotal     // one for each of funding.Stages
}

// AllocationLine is one allocation with its funding source.
type AllocationLine struct {
	*funding.Allocation
	From     *funding.Source
	Excesses []funding.Excess // stages of this year above an earlier one
}

// StageTotal is what the recorded amounts of one stage add up to.
type StageTotal struct {
	Stage   funding.Stage
	Sum     *money.Amount // nil where no amount is recorded
	Known   int           // amounts recorded
	Unknown int           // allocations without one: the sum may not be all
}

// AllocationTables returns the allocations by currency, in the order in which
// the currencies first occur. Errors: sums beyond money's range.
func (d *Dossier) AllocationTables() ([]AllocationTable, error) {
	excesses, err := d.excesses()
	if err != nil {
		return nil, err
	}
	order := make(map[record.ID]int, len(d.Sources))
	for i := range d.Sources {
		order[d.Sources[i].ID] = i
	}
	var lines []AllocationLine
	for i := range d.Allocations {
		a := &d.Allocations[i]
		lines = append(lines, AllocationLine{a, d.Source(a.Source), excesses[a.ID]})
	}
	slices.SortStableFunc(lines, func(a, b AllocationLine) int {
		return cmp.Or(a.FiscalYear-b.FiscalYear, order[a.Source]-order[b.Source])
	})
	var tables []AllocationTable
	for _, line := range lines {
		t := find(tables, func(t *AllocationTable) bool { return t.Currency == line.Currency })
		if t == nil {
			tables = append(tables, AllocationTable{Currency: line.Currency, Totals: newStageTotals()})
			t = &tables[len(tables)-1]
		}
		if err := t.add(line); err != nil {
			return nil, err
		}
	}
	return tables, nil
}

// add appends a line, which is of the last year or a later one.
func (t *AllocationTable) add(line AllocationLine) error {
	if n := len(t.Years); n == 0 || t.Years[n-1].FiscalYear != line.FiscalYear {
		t.Years = append(t.Years, AllocationYear{FiscalYear: line.FiscalYear, Totals: newStageTotals()})
	}
	y := &t.Years[len(t.Years)-1]
	y.Lines = append(y.Lines, line)
	for i, stage := range funding.Stages {
		for _, total := range []*StageTotal{&t.Totals[i], &y.Totals[i]} {
			if err := total.add(line.Amount(stage)); err != nil {
				return err
			}
		}
	}
	return nil
}

func newStageTotals() []StageTotal {
	totals := make([]StageTotal, len(funding.Stages))
	for i, stage := range funding.Stages {
		totals[i].Stage = stage
	}
	return totals
}

func (t *StageTotal) add(a *money.Amount) error {
	if a == nil {
		t.Unknown++
		return nil
	}
	sum := *a
	if t.Sum != nil {
		var err error
		if sum, err = t.Sum.Add(*a); err != nil {
			return err
		}
	}
	t.Sum = &sum
	t.Known++
	return nil
}

// excesses returns the stages above an earlier one by allocation.
func (d *Dossier) excesses() (map[record.ID][]funding.Excess, error) {
	found := map[record.ID][]funding.Excess{}
	for source, own := range group(d.Allocations, func(a *funding.Allocation) record.ID { return a.Source }) {
		carryOver := false
		if s := d.Source(source); s != nil {
			carryOver = s.CarryOver
		}
		excesses, err := funding.Excesses(own, carryOver)
		if err != nil {
			return nil, err
		}
		for _, e := range excesses {
			a := find(own, func(a *funding.Allocation) bool { return a.FiscalYear == e.FiscalYear })
			found[a.ID] = append(found[a.ID], e)
		}
	}
	return found, nil
}
