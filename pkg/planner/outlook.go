package planner

import (
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// Outlook is the money still to come for a project, by currency: what is
// secured, and what is requested with no later stage on record. Both are empty
// for projects whose works are complete.
type Outlook struct {
	Secured   []MoneySum
	Requested []MoneySum
}

// MoneySum is what the amounts of some allocations add up to in one currency.
type MoneySum struct {
	money.Amount
	Of []funding.Allocation
}

// Outlook returns the money still to come for the project. Errors: sums beyond
// money's range.
func (d *Dossier) Outlook() (Outlook, error) {
	var o Outlook
	for i := range d.Allocations {
		a := &d.Allocations[i]
		if err := o.add(d.Project.Stage, a, d.Source(a.Source).Status); err != nil {
			return Outlook{}, err
		}
	}
	return o, nil
}

// add counts an allocation of a project at the stage, from a source of the status.
func (o *Outlook) add(stage project.Stage, a *funding.Allocation, status funding.Status) error {
	if !stage.Open() {
		return nil
	}
	var err error
	if secured, ok := a.Secured(status); ok {
		o.Secured, err = addAllocation(o.Secured, secured, a)
	} else if at, requested := a.Standing(); at == funding.Requested {
		o.Requested, err = addAllocation(o.Requested, requested, a)
	}
	return err
}

func addAllocation(sums []MoneySum, amount money.Amount, of *funding.Allocation) ([]MoneySum, error) {
	sum := find(sums, func(s *MoneySum) bool { return s.Currency() == amount.Currency() })
	if sum == nil {
		return append(sums, MoneySum{amount, []funding.Allocation{*of}}), nil
	}
	var err error
	sum.Amount, err = sum.Add(amount)
	sum.Of = append(sum.Of, *of)
	return sums, err
}

// allocations returns the ids of the allocations that count.
func (o *Outlook) allocations() []record.ID {
	var ids []record.ID
	for _, sums := range [][]MoneySum{o.Secured, o.Requested} {
		for _, sum := range sums {
			for i := range sum.Of {
				ids = append(ids, sum.Of[i].ID)
			}
		}
	}
	return ids
}
