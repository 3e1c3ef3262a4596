package appraisal

import (
	"fmt"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
)

// Stream is a yearly amount over some years, in prices of the base year.
type Stream struct {
	Name        string
	First, Last int             // years, both included
	Amount      money.Amount    // of the first year
	Growth      decimal.Decimal // real, a year: 0.02 is 2 %
}

// Case is what is to be appraised.
type Case struct {
	Currency money.Currency
	BaseYear int // whose present is meant; its flows are not discounted
	Costs    []Stream
	Benefits []Stream
	Rates    Series
}

// Flow is what a case costs and brings in one year.
type Flow struct {
	Year     int
	Cost     money.Amount
	Benefit  money.Amount
	Net      money.Amount
	Discount decimal.Decimal // the year's discount factor

	// What they are worth at present: the rounded present value up to the year less
	// that up to the year before, so that the years sum to the result exactly.
	PVCost    money.Amount
	PVBenefit money.Amount
	PVNet     money.Amount
}

// Result is the appraisal of a case. Present values are rounded half-even to
// minor units, and NPV is their difference.
type Result struct {
	Flows      []Flow // from the base year to the last year that has a flow
	PVCosts    money.Amount
	PVBenefits money.Amount
	NPV        money.Amount
	Ratio      *decimal.Decimal // present benefits ÷ present costs, half-even to 4 decimals; nil where the costs are zero
	IRR        Returns          // of the net flows; no answer where they are all zero
}

// Appraise computes the flows of a case, year by year rounded half-even to
// minor units, and what they are worth at present. Errors: Invalid faults that
// name the streams, and a *money.RangeError.
func (c *Case) Appraise() (*Result, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	costs, err := c.yearly(c.Costs)
	if err != nil {
		return nil, err
	}
	benefits, err := c.yearly(c.Benefits)
	if err != nil {
		return nil, err
	}
	r := &Result{}
	factors := c.Rates.factors(len(costs))
	net := make([]decimal.Decimal, len(costs))
	flows := false
	for n := range costs {
		f := Flow{Year: c.BaseYear + n, Cost: costs[n], Benefit: benefits[n], Discount: significant(factors[n], Digits)}
		if f.Net, err = f.Benefit.Sub(f.Cost); err != nil {
			return nil, err
		}
		net[n], flows = f.Net.Decimal(), flows || !f.Net.IsZero()
		r.Flows = append(r.Flows, f)
	}
	if r.PVCosts, err = presentYears(r.Flows, costs, factors, func(f *Flow) *money.Amount { return &f.PVCost }); err != nil {
		return nil, err
	}
	if r.PVBenefits, err = presentYears(r.Flows, benefits, factors, func(f *Flow) *money.Amount { return &f.PVBenefit }); err != nil {
		return nil, err
	}
	for n := range r.Flows {
		f := &r.Flows[n]
		if f.PVNet, err = f.PVBenefit.Sub(f.PVCost); err != nil {
			return nil, err
		}
	}
	if r.NPV, err = r.PVBenefits.Sub(r.PVCosts); err != nil {
		return nil, err
	}
	if !r.PVCosts.IsZero() {
		ratio := quotient(r.PVBenefits.Decimal(), r.PVCosts.Decimal()).RoundBank(4)
		r.Ratio = &ratio
	}
	if flows {
		r.IRR, err = IRR(net)
	}
	return r, err
}

// presentYears gives each flow its present value, and returns their sum.
func presentYears(flows []Flow, amounts []money.Amount, factors []decimal.Decimal, into func(*Flow) *money.Amount) (money.Amount, error) {
	c := amounts[0].Currency()
	var exact decimal.Decimal
	sum := money.Zero(c)
	for n, a := range amounts {
		exact = exact.Add(a.Decimal().Mul(factors[n]))
		upTo, err := money.Round(exact, c)
		if err != nil {
			return sum, err
		}
		if *into(&flows[n]), err = upTo.Sub(sum); err != nil {
			return sum, err
		}
		sum = upTo
	}
	return sum, nil
}

// yearly adds the streams up year by year, from the base year to the last year
// of the case.
func (c *Case) yearly(streams []Stream) ([]money.Amount, error) {
	last := c.BaseYear
	for _, all := range [][]Stream{c.Costs, c.Benefits} {
		for _, s := range all {
			last = max(last, s.Last)
		}
	}
	sums := make([]money.Amount, last-c.BaseYear+1)
	for n := range sums {
		sums[n] = money.Zero(c.Currency)
	}
	for _, s := range streams {
		growth := one
		for year := s.First; year <= s.Last; year++ {
			amount, err := s.Amount.Mul(growth)
			if err != nil {
				return nil, err
			}
			n := year - c.BaseYear
			if sums[n], err = sums[n].Add(amount); err != nil {
				return nil, err
			}
			growth = significant(growth.Mul(one.Add(s.Growth)), Digits+margin)
		}
	}
	return sums, nil
}

// check notes what is wrong with the streams of a case.
func (c *Case) check() error {
	var p fault.Problems
	for _, list := range []struct {
		name    string
		streams []Stream
	}{{"costs", c.Costs}, {"benefits", c.Benefits}} {
		for i, s := range list.streams {
			field := func(name string) string { return fmt.Sprintf("%s[%d].%s", list.name, i, name) }
			p.Check(s.First >= c.BaseYear, field("first"),
				fault.Say("appraisal.before_base", "must not be before the base year, {base}", "base", c.BaseYear))
			p.Check(s.Last >= s.First, field("last"), fault.Say("appraisal.last", "must not be before the first year, {first}", "first", s.First))
			p.Check(s.Last-c.BaseYear <= MaxYears, field("last"), fault.Say("appraisal.too_far",
				"must be within {max} years of the base year, {base}", "max", MaxYears, "base", c.BaseYear))
			p.Check(s.Amount.Currency() == c.Currency, field("amount"),
				fault.Say("other_currency", "is not in the currency {currency}", "currency", c.Currency.Code()))
			record.CheckNumber(&p, field("growth"), s.Growth)
			p.Check(s.Growth.GreaterThan(one.Neg()), field("growth"), fault.Say("appraisal.growth", "must be above -100 %"))
		}
	}
	return p.Err(fault.Say("appraisal.invalid", "the appraisal cannot be computed"))
}
