package evm

import (
	"fmt"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// check returns the budget at completion, or an Invalid fault with all that is
// wrong with the record.
func (r *Record) check(at schedule.Date) (money.Amount, error) {
	var p fault.Problems
	needed := func(d schedule.Date, field string) { p.Check(!d.IsZero(), field, fault.Say("required", "is required")) }
	inCurrency := func(a money.Amount, field string) {
		p.Check(a.Currency() == r.Currency, field,
			fault.Say("other_currency", "is not in the currency {currency}", "currency", r.Currency.Code()))
	}
	needed(at, "date")
	needed(r.Start, "start")
	bac := money.Zero(r.Currency)
	phases := map[record.ID]bool{}
	for i, b := range r.Budgets {
		field := indexed("budgets", i)
		inCurrency(b.Amount, field)
		p.Check(!phases[b.Phase], field, fault.Say("evm.phase_twice", "is for a phase that has a budget already"))
		phases[b.Phase] = true
		if sum, err := bac.Add(b.Amount); err == nil {
			bac = sum
		} else if b.Amount.Currency() == r.Currency {
			return bac, err
		}
	}
	for i, s := range r.Progress {
		field := indexed("progress", i)
		needed(s.Date, field)
		p.Check(phases[s.Phase], field, fault.Say("evm.no_budget", "is about a phase without a budget"))
		p.Check(!s.Percent.IsNegative(), field, fault.Say("negative", "must not be negative"))
		p.Check(s.Percent.LessThanOrEqual(decimal.NewFromInt(100)), field, fault.Say("above_hundred", "must not be above 100"))
	}
	for i, planned := range r.Plan {
		needed(planned.Date, indexed("plan", i))
		inCurrency(planned.Cumulative, indexed("plan", i))
	}
	for i, s := range r.Spent {
		needed(s.Date, indexed("spent", i))
		inCurrency(s.Amount, indexed("spent", i))
	}
	r.checkPlan(&p, bac)
	return bac, p.Err(fault.Say("evm.invalid", "the earned value cannot be computed"))
}

// checkPlan notes what is wrong with the plan, as it is given, in order: it
// begins after Start, never falls, and ends with the budget at completion.
func (r *Record) checkPlan(p *fault.Problems, bac money.Amount) {
	if len(r.Plan) == 0 {
		p.Add("plan", fault.Say("required", "is required"))
		return
	}
	day, value := r.Start.First().AddDate(0, 0, -1), money.Zero(r.Currency)
	for i, planned := range r.Plan {
		p.Check(planned.Date.IsZero() || r.Start.IsZero() || planned.Date.Last().After(day), indexed("plan", i),
			fault.Say("evm.plan_order", "does not come after the date before it"))
		p.Check(planned.Cumulative.Minor() >= value.Minor(), indexed("plan", i),
			fault.Say("evm.plan_falls", "is less than what was planned before: {before}", "before", value))
		day, value = planned.Date.Last(), planned.Cumulative
	}
	p.Check(value == bac, "plan", fault.Say("evm.plan_end", "ends with {planned}, and the phases add up to {budget}", "planned", value, "budget", bac))
}

func indexed(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }
