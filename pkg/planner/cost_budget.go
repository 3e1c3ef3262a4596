package planner

import (
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/record"
)

// BudgetComparison sets a project's money beside the ceilings of a budget
// programme, in the programme's currency at its planning rate.
type BudgetComparison struct {
	*funding.BudgetProgramme
	// Part is the country whose part of the need is compared; "": the whole need.
	Part  record.Country
	Rate  *funding.Rate // nil: none is planned; money in other currencies is not compared
	Years []BudgetYear
}

// BudgetYear is one year of a budget programme. Later stands for all years after
// the medium-term plan's.
type BudgetYear struct {
	FiscalYear int
	Later      bool
	Ceiling    *money.Amount // nil: not known
	Need       *money.Amount // nil: it cannot be converted
	Requested  *money.Amount // from the sources that draw on the programme; nil: nothing recorded, or it cannot be converted
}

// Exceeds returns by how much an amount is above the year's ceiling, and the
// multiple of it that it is (one decimal, half-even); ok is false where one of
// the two is not known or the ceiling is not exceeded.
func (y *BudgetYear) Exceeds(a *money.Amount) (excess money.Amount, times decimal.Decimal, ok bool) {
	if a == nil || y.Ceiling == nil || a.Minor() <= y.Ceiling.Minor() {
		return excess, times, false
	}
	excess, err := a.Sub(*y.Ceiling)
	if err != nil {
		return excess, times, false
	}
	if y.Ceiling.Sign() > 0 {
		times = timesCeiling(a.Decimal(), y.Ceiling.Decimal())
	}
	return excess, times, true
}

// timesCeiling is the multiple of a ceiling above 0 that an amount is, half-even
// to one decimal.
func timesCeiling(amount, ceiling decimal.Decimal) decimal.Decimal {
	return amount.DivRound(ceiling, workingDigits).RoundBank(1)
}

// Budgets compares the result with the budget programmes that the project's
// funding sources draw on. Errors: sums beyond money's range.
func (v *CostView) Budgets(r *costmodel.Result) ([]BudgetComparison, error) {
	if len(v.Programmes) == 0 {
		return nil, nil
	}
	countries, err := r.Countries()
	if err != nil {
		return nil, err
	}
	var all []BudgetComparison
	for i := range v.Programmes {
		b := BudgetComparison{BudgetProgramme: &v.Programmes[i]}
		if rate, ok := b.BudgetProgramme.Rate(); ok {
			b.Rate = &rate
		}
		needs := yearNeeds(r)
		if p := partOf(countries, b.Country); p != nil {
			b.Part, needs = b.Country, map[int]money.Amount{}
			for k := range p.Years {
				if needs[p.Years[k].FiscalYear], err = p.Years[k].Need(); err != nil {
					return nil, err
				}
			}
		}
		if err := v.compareBudget(&b, needs); err != nil {
			return nil, err
		}
		all = append(all, b)
	}
	return all, nil
}

// yearNeeds are the needs of a result by fiscal year.
func yearNeeds(r *costmodel.Result) map[int]money.Amount {
	needs := map[int]money.Amount{}
	for i := range r.Years {
		needs[r.Years[i].FiscalYear] = r.Years[i].Need
	}
	return needs
}

// partOf returns the part of the country, nil unless every line's country is
// known and what is shared is split.
func partOf(parts []costmodel.CountryPart, c record.Country) *costmodel.CountryPart {
	for i := range parts {
		if p := &parts[i]; p.Country == record.Shared || p.Country == "" {
			return nil
		}
	}
	return find(parts, func(p *costmodel.CountryPart) bool { return p.Country == c && c != "" })
}

// outYears is how many years of a medium-term plan follow its budget year.
const outYears = 2

// compareBudget fills in the years: those of the plan, those with a ceiling or a
// request, and all later ones together.
func (v *CostView) compareBudget(b *BudgetComparison, needs map[int]money.Amount) error {
	var years []int
	for _, c := range b.Ceilings {
		years = append(years, c.Year)
	}
	if b.BudgetYear != 0 {
		for n := range outYears + 1 {
			years = append(years, b.BudgetYear+n)
		}
	}
	for i := range v.Allocations {
		if a := &v.Allocations[i]; v.draws(a, b) && a.Requested != nil {
			years = append(years, a.FiscalYear)
		}
	}
	if len(years) == 0 {
		return nil
	}
	slices.Sort(years)
	years = slices.Compact(years)
	last := years[len(years)-1]
	later := money.Zero(v.Estimate.Currency)
	for year, need := range needs {
		if year > last {
			var err error
			if later, err = later.Add(need); err != nil {
				return err
			}
		}
	}
	for _, year := range years {
		y := BudgetYear{FiscalYear: year}
		if ceiling, ok := b.Ceiling(year); ok {
			y.Ceiling = &ceiling
		}
		need, ok := needs[year]
		if !ok {
			need = money.Zero(later.Currency())
		}
		y.Need = b.planned(need)
		var err error
		if y.Requested, err = v.requested(b, year); err != nil {
			return err
		}
		b.Years = append(b.Years, y)
	}
	b.Years = append(b.Years, BudgetYear{FiscalYear: last + 1, Later: true, Ceiling: b.Later, Need: b.planned(later)})
	return nil
}

// draws reports whether the allocation's funding source draws on the programme.
func (v *CostView) draws(a *funding.Allocation, b *BudgetComparison) bool {
	s := v.Source(a.Source)
	return s != nil && s.BudgetProgramme == b.ID
}

// requested is what is requested for the year from sources that draw on the
// programme; nil where nothing is recorded or an amount cannot be converted.
func (v *CostView) requested(b *BudgetComparison, year int) (*money.Amount, error) {
	var sum *money.Amount
	for i := range v.Allocations {
		a := &v.Allocations[i]
		if a.FiscalYear != year || a.Requested == nil || !v.draws(a, b) {
			continue
		}
		amount := b.planned(*a.Requested)
		if amount == nil {
			return nil, nil
		}
		if sum != nil {
			added, err := sum.Add(*amount)
			if err != nil {
				return nil, err
			}
			amount = &added
		}
		sum = amount
	}
	return sum, nil
}

// planned converts an amount at the planning rate, half-even; nil where there is none
// between the two currencies.
func (b *BudgetComparison) planned(a money.Amount) *money.Amount {
	if a.Currency() == b.Currency {
		return &a
	}
	if b.Rate == nil {
		return nil
	}
	converted, err := b.Rate.Between(a, b.Currency)
	if err != nil {
		return nil
	}
	return &converted
}
