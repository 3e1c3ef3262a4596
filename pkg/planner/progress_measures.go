package planner

import (
	"errors"

	"github.com/shopspring/decimal"

	"korridor/pkg/evm"
	"korridor/pkg/fault"
	"korridor/pkg/money"
)

// EarnedMeasure is a measure of earned value: an amount, a ratio, or why it is
// not defined. Its name is "bac" (budget at completion), "pv" (planned value),
// "ev" (earned value), "ac" (actual cost), "sv" or "cv" (variance of schedule,
// of cost), "spi" or "cpi" (performance in schedule, in cost), or "tcpi"
// (performance needed to end within the budget).
type EarnedMeasure struct {
	Name   string
	Amount *money.Amount
	Ratio  *decimal.Decimal // half-even to four decimals
	Why    *fault.Message
}

// EarnedForecast is what one assumption about the rest makes of the whole, or
// why that is not defined: the rest is spent as planned ("plan"), costs as what
// is done did ("cost"), or suffers from cost and delay ("both").
type EarnedForecast struct {
	By string
	*evm.Forecast
	Why *fault.Message
}

// Why a measure is not defined.
var (
	notEarned    = fault.Say("earned.no_progress", "no progress is on record by the status date")
	notSpent     = fault.Say("earned.no_spending", "nothing spent is on record by the status date")
	nothingSpent = fault.Say("earned.zero_spent", "what was spent adds up to zero")
	nothingEarns = fault.Say("earned.zero_earned", "nothing is done yet")
	nothingDue   = fault.Say("earned.zero_planned", "nothing was planned to be done by the status date")
	budgetSpent  = fault.Say("earned.budget_spent", "exactly the whole budget is spent")
	notRated     = fault.Say("earned.no_rate", "part of what was spent has no exchange rate")
	beyondMoney  = fault.Say("earned.too_large", "the result is beyond the largest amount")
)

// first returns the first reason whose case holds, nil where none does.
func first(reasons ...reason) *fault.Message {
	for _, r := range reasons {
		if r.holds {
			return &r.why
		}
	}
	return nil
}

type reason struct {
	holds bool
	why   fault.Message
}

// standing is what the measures of a curve rest on.
type standing struct {
	*evm.Curve
	evm.Measures
	unearned, unspent, beyond reason
}

// stand computes the measures of a curve. What nobody recorded is not zero:
// what rests on it is not defined.
func stand(c *evm.Curve, phases int, unrated bool) (standing, error) {
	s := standing{Curve: c, unearned: reason{len(c.Unreported) == phases, notEarned}, unspent: reason{c.Unspent, notSpent}}
	if unrated {
		s.unspent = reason{true, notRated}
	}
	var err error
	s.Measures, err = c.State.Measure()
	if _, tooLarge := errors.AsType[*money.RangeError](err); tooLarge {
		s.beyond, err = reason{true, beyondMoney}, nil
	}
	return s, err
}

// known returns the amount of a measure, nil where it is not defined.
func known(measures []EarnedMeasure, name string) *money.Amount {
	if m := find(measures, func(m *EarnedMeasure) bool { return m.Name == name }); m != nil {
		return m.Amount
	}
	return nil
}

// Earned is what is earned by the status date, nil where nobody recorded it.
func (v *ProgressView) Earned() *money.Amount { return known(v.Measures, "ev") }

// Spent is what was spent by the status date, nil where that is not known.
func (v *ProgressView) Spent() *money.Amount { return known(v.Measures, "ac") }

// earned returns the measures and forecasts of a curve of so many phases.
func earned(c *evm.Curve, phases int, unrated bool) ([]EarnedMeasure, []EarnedForecast, error) {
	s, err := stand(c, phases, unrated)
	if err != nil {
		return nil, nil, err
	}
	amount := func(name string, a money.Amount, why ...reason) EarnedMeasure {
		if m := first(why...); m != nil {
			return EarnedMeasure{Name: name, Why: m}
		}
		return EarnedMeasure{Name: name, Amount: &a}
	}
	ratio := func(name string, r *decimal.Decimal, why ...reason) EarnedMeasure {
		if m := first(why...); m != nil {
			return EarnedMeasure{Name: name, Why: m}
		}
		return EarnedMeasure{Name: name, Ratio: r}
	}
	noPlan := reason{c.State.PV.IsZero(), nothingDue}
	noCost := reason{c.State.AC.IsZero(), nothingSpent}
	noWork := reason{c.State.EV.IsZero(), nothingEarns}
	measures := []EarnedMeasure{
		amount("bac", c.State.BAC),
		amount("pv", c.State.PV),
		amount("ev", c.State.EV, s.unearned),
		amount("ac", c.State.AC, s.unspent),
		amount("sv", s.SV, s.unearned, s.beyond),
		amount("cv", s.CV, s.unearned, s.unspent, s.beyond),
		ratio("spi", s.SPI, s.unearned, noPlan, s.beyond),
		ratio("cpi", s.CPI, s.unearned, s.unspent, noCost, s.beyond),
		ratio("tcpi", s.TCPI, s.unearned, s.unspent, reason{c.State.BAC == c.State.AC, budgetSpent}, s.beyond),
	}
	forecast := func(by string, f *evm.Forecast, why ...reason) EarnedForecast {
		if m := first(why...); m != nil {
			return EarnedForecast{By: by, Why: m}
		}
		return EarnedForecast{By: by, Forecast: f}
	}
	return measures, []EarnedForecast{
		forecast("plan", s.ByPlan, s.unearned, s.unspent, s.beyond),
		forecast("cost", s.ByCost, s.unearned, s.unspent, noCost, noWork, s.beyond),
		forecast("both", s.ByBoth, s.unearned, s.unspent, noCost, noWork, noPlan, s.beyond),
	}, nil
}
