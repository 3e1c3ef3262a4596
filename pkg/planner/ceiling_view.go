package planner

import (
	"context"
	"slices"

	"korridor/pkg/funding"
	"korridor/pkg/record"
)

// programmesOf returns the budget programmes that the funding sources draw on.
func programmesOf(ctx context.Context, r Reader, sources []funding.Source) ([]funding.BudgetProgramme, error) {
	if !slices.ContainsFunc(sources, func(s funding.Source) bool { return s.BudgetProgramme != 0 }) {
		return nil, nil
	}
	all, err := r.BudgetProgrammes(ctx)
	return slices.DeleteFunc(all, func(b funding.BudgetProgramme) bool {
		return !slices.ContainsFunc(sources, func(s funding.Source) bool { return s.BudgetProgramme == b.ID })
	}), err
}

// ceilingFunding returns the ceilings of the project's funding sources, each
// with what is requested from its funding source in its fiscal year.
func (d *Dossier) ceilingFunding(rates []funding.Rate) []CeilingFunding {
	all := make([]CeilingFunding, len(d.Ceilings))
	for i := range d.Ceilings {
		c := &d.Ceilings[i]
		all[i] = CeilingFunding{Ceiling: c, From: d.Source(c.Source)}
		d.compareRequests(&all[i], func(a *funding.Allocation) (CeilingComparison, bool) {
			return CompareToCeiling(*a, *c, rates, d.Today)
		})
	}
	return all
}

// programmeCeilings returns the ceilings of the budget programmes that the
// project's funding sources draw on: of this fiscal year and later ones, and of
// earlier ones in which something was recorded of the source.
func (d *Dossier) programmeCeilings(programmes []funding.BudgetProgramme) []CeilingFunding {
	var all []CeilingFunding
	for i := range d.Sources {
		s := &d.Sources[i]
		b := find(programmes, func(b *funding.BudgetProgramme) bool { return b.ID == s.BudgetProgramme })
		if b == nil {
			continue
		}
		for _, year := range b.Ceilings {
			c, _ := b.CeilingIn(year.Year)
			if year.Year < d.Today.Year() && d.allocation(s.ID, year.Year) == nil {
				continue
			}
			c.Project, c.Source = d.Project.ID, s.ID
			f := CeilingFunding{Ceiling: &c, From: s, Programme: b}
			d.compareRequests(&f, func(a *funding.Allocation) (CeilingComparison, bool) { return CompareToProgramme(*a, b) })
			all = append(all, f)
		}
	}
	return all
}

// allocation returns what is recorded of the funding source in the year, or nil.
func (d *Dossier) allocation(source record.ID, year int) *funding.Allocation {
	return find(d.Allocations, func(a *funding.Allocation) bool { return a.Source == source && a.FiscalYear == year })
}

// compareRequests sets what is requested from the ceiling's funding source in
// its fiscal year beside it.
func (d *Dossier) compareRequests(c *CeilingFunding, compare func(*funding.Allocation) (CeilingComparison, bool)) {
	a := d.allocation(c.Source, c.FiscalYear)
	if a == nil || a.Requested == nil {
		return
	}
	if comparison, ok := compare(a); ok {
		c.Requests = append(c.Requests, CeilingRequest{comparison, a})
	} else if a.Currency != c.Currency && c.Amount != nil && !c.Amount.IsZero() {
		c.Unrated = append(c.Unrated, a)
	}
}
