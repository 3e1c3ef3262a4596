package planner

import (
	"slices"

	"korridor/pkg/costmodel"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/schedule"
)

// OtherMoney is a result in a second currency: each year's need converted at the
// rate of its year and rounded, the total their sum.
type OtherMoney struct {
	Currency money.Currency
	Total    *money.Amount   // nil: no rate is known for the years Missing
	Years    []*money.Amount // by the result's years; nil: no rate
	Rates    []YearsRate     // in the order of the years
	Missing  []int
}

// YearsRate is an exchange rate with the years that it converts.
type YearsRate struct {
	*funding.Rate
	From, To int
}

// otherCurrency is the currency beside which a project's money is shown: lek
// beside euro, euro beside all others.
func otherCurrency(c money.Currency) money.Currency {
	if c == money.EUR {
		return money.ALL
	}
	return money.EUR
}

// Other returns the needs of the result in the second currency. Errors: sums
// beyond money's range.
func (v *CostView) Other(r *costmodel.Result) (*OtherMoney, error) {
	from := r.Model.Currency
	o := &OtherMoney{Currency: otherCurrency(from), Years: make([]*money.Amount, len(r.Years))}
	total := money.Zero(o.Currency)
	for i := range r.Years {
		y := &r.Years[i]
		rate := funding.RateFor(v.Rates, from, o.Currency, y.FiscalYear, v.Today)
		if rate == nil {
			o.Missing = append(o.Missing, y.FiscalYear)
			continue
		}
		amount, err := rate.Between(y.Need, o.Currency)
		if err != nil {
			return nil, err
		}
		if total, err = total.Add(amount); err != nil {
			return nil, err
		}
		o.Years[i] = &amount
		if k := len(o.Rates) - 1; k >= 0 && o.Rates[k].Rate == rate && o.Rates[k].To == y.FiscalYear-1 {
			o.Rates[k].To = y.FiscalYear
		} else {
			o.Rates = append(o.Rates, YearsRate{rate, y.FiscalYear, y.FiscalYear})
		}
	}
	if len(o.Missing) == 0 {
		o.Total = &total
	}
	return o, nil
}

// spanRates are the exchange rates that the project's years may be converted at.
func (v *CostView) spanRates() []*funding.Rate {
	if v.Estimate == nil {
		return nil
	}
	first, last := v.Today.Year(), v.Today.Year()
	for i := range v.Phases {
		for _, d := range []schedule.Date{v.Phases[i].Start(), v.Phases[i].Finish()} {
			if !d.IsZero() {
				first, last = min(first, d.Year()), max(last, d.Year())
			}
		}
	}
	for i := range v.Allocations {
		first, last = min(first, v.Allocations[i].FiscalYear), max(last, v.Allocations[i].FiscalYear)
	}
	var rates []*funding.Rate
	for year := first; year <= last; year++ {
		r := funding.RateFor(v.Rates, v.Estimate.Currency, otherCurrency(v.Estimate.Currency), year, v.Today)
		if r != nil && !slices.Contains(rates, r) {
			rates = append(rates, r)
		}
	}
	return rates
}

// Reliance is how much of a result at base prices rests on what.
type Reliance struct {
	Base    money.Amount // base and contingency
	Assumed money.Amount // of the lines that rest on an assumption
	Balance money.Amount // of lines that close the estimate on a published total
	Lines   int          // how many of the latter there are
}

// Rests says how much of the result rests on assumptions. Errors: sums beyond
// money's range.
func Rests(r *costmodel.Result) (Reliance, error) {
	zero := money.Zero(r.Model.Currency)
	base, err := r.Base.Add(r.Contingency)
	if err != nil {
		return Reliance{}, err
	}
	rests := Reliance{Base: base, Assumed: zero, Balance: zero}
	for i := range r.Lines {
		l := &r.Lines[i]
		if l.Assumed {
			if rests.Assumed, err = rests.Assumed.Add(l.Total); err != nil {
				return Reliance{}, err
			}
		}
		if l.Balance {
			rests.Lines++
			if rests.Balance, err = rests.Balance.Add(l.Total); err != nil {
				return Reliance{}, err
			}
		}
	}
	return rests, nil
}
