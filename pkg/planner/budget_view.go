package planner

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// BudgetView is the budget programmes with what draws on them.
type BudgetView struct {
	Programmes []BudgetUse
	Trail      Trail
}

// BudgetUse is a budget programme with what the projects that draw on it request
// and have approved, by year.
type BudgetUse struct {
	funding.BudgetProgramme
	Years   []CeilingYear
	Unrated int // allocations in a currency that the planning rate does not convert
}

// CeilingYear is one year of a budget programme, in its currency.
type CeilingYear struct {
	Year                int
	Ceiling             *money.Amount // nil: none is recorded
	Requested, Approved *money.Amount // nil: nothing is recorded
	Projects            []CeilingShare
}

// CeilingShare is the part of one project in a year.
type CeilingShare struct {
	Project             project.Project
	Requested, Approved *money.Amount
}

// Excess returns by how much the request is above the ceiling, and the multiple
// of it that it is; see BudgetYear.Exceeds.
func (y *CeilingYear) Excess() (excess money.Amount, times decimal.Decimal, ok bool) {
	return (&BudgetYear{Ceiling: y.Ceiling}).Exceeds(y.Requested)
}

// BudgetProgrammes returns the budget programmes.
func (p *Planner) BudgetProgrammes(ctx context.Context) (*BudgetView, error) {
	v := &BudgetView{}
	err := p.read(ctx, func(r Reader) error {
		list, err := r.BudgetProgrammes(ctx)
		if err != nil {
			return err
		}
		for _, b := range list {
			v.Programmes = append(v.Programmes, BudgetUse{BudgetProgramme: b})
		}
		if v.Trail, err = loadTrail(ctx, r, ClaimQuery{Kinds: []record.Kind{record.BudgetProgramme}}); err != nil {
			return err
		}
		if err := v.Trail.addComments(ctx, r, 0); err != nil {
			return err
		}
		if err := v.Trail.addPending(ctx, r, 0); err != nil {
			return err
		}
		return v.load(ctx, r)
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// load reads what draws on the programmes.
func (v *BudgetView) load(ctx context.Context, r Reader) error {
	projects, ids, err := allProjects(ctx, r)
	if err != nil || len(v.Programmes) == 0 {
		return err
	}
	sources, err := r.FundingSources(ctx, ids...)
	if err != nil {
		return err
	}
	budgetOf, drawing := map[record.ID]record.ID{}, map[record.ID]bool{}
	for i := range sources {
		if sources[i].BudgetProgramme != 0 {
			budgetOf[sources[i].ID], drawing[sources[i].Project] = sources[i].BudgetProgramme, true
		}
	}
	allocations, err := r.Allocations(ctx, slices.Sorted(maps.Keys(drawing))...)
	if err != nil {
		return err
	}
	for i := range v.Programmes {
		if err := v.Programmes[i].count(allocations, budgetOf, projects); err != nil {
			return err
		}
	}
	return nil
}

// count adds up the allocations from sources of the programme.
func (b *BudgetUse) count(allocations []funding.Allocation, budgetOf map[record.ID]record.ID, projects map[record.ID]project.Project) error {
	for i := range b.Ceilings {
		b.year(b.Ceilings[i].Year).Ceiling = &b.Ceilings[i].Amount
	}
	for i := range allocations {
		a := &allocations[i]
		if budgetOf[a.Source] != b.ID {
			continue
		}
		year := b.year(a.FiscalYear)
		share := year.share(projects[a.Project])
		for _, sum := range []struct {
			of        *money.Amount
			all, part **money.Amount
		}{{a.Requested, &year.Requested, &share.Requested}, {a.Approved, &year.Approved, &share.Approved}} {
			if err := b.add(sum.of, sum.all, sum.part); err != nil {
				return err
			}
		}
	}
	slices.SortFunc(b.Years, func(x, y CeilingYear) int { return cmp.Compare(x.Year, y.Year) })
	return nil
}

// year returns the year of the programme, which is made at need.
func (b *BudgetUse) year(year int) *CeilingYear {
	if found := find(b.Years, func(y *CeilingYear) bool { return y.Year == year }); found != nil {
		return found
	}
	b.Years = append(b.Years, CeilingYear{Year: year})
	return &b.Years[len(b.Years)-1]
}

func (y *CeilingYear) share(p project.Project) *CeilingShare {
	if found := find(y.Projects, func(s *CeilingShare) bool { return s.Project.ID == p.ID }); found != nil {
		return found
	}
	y.Projects = append(y.Projects, CeilingShare{Project: p})
	return &y.Projects[len(y.Projects)-1]
}

// add adds an amount, converted at the planning rate, to the sums; nil adds
// nothing.
func (b *BudgetUse) add(a *money.Amount, sums ...**money.Amount) error {
	if a == nil {
		return nil
	}
	converted, ok := b.convert(*a)
	if !ok {
		b.Unrated++
		return nil
	}
	for _, sum := range sums {
		if *sum == nil {
			zero := money.Zero(b.Currency)
			*sum = &zero
		}
		total, err := (*sum).Add(converted)
		if err != nil {
			return err
		}
		*sum = &total
	}
	return nil
}

func (b *BudgetUse) convert(a money.Amount) (money.Amount, bool) {
	if a.Currency() == b.Currency {
		return a, true
	}
	rate, ok := b.Rate()
	if !ok {
		return money.Amount{}, false
	}
	converted, err := rate.Between(a, b.Currency)
	return converted, err == nil
}
