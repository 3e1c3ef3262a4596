package planner

import (
	"cmp"
	"slices"

	"korridor/pkg/costmodel"
	"korridor/pkg/evm"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// measure computes the earned value of the phases and of the project. Errors:
// Invalid faults about a plan or amounts that cannot be measured.
func (v *ProgressView) measure() error {
	records, err := v.records()
	if err != nil {
		return err
	}
	whole := evm.Record{Currency: v.Base.Model.Currency}
	if whole.Spent, err = v.spent(records); err != nil {
		return err
	}
	for i := range records {
		r := &records[i]
		p := &v.Phases[i]
		if p.Curve, err = r.Curve(v.At); err != nil {
			return unmeasured(err)
		}
		if p.Measures, _, err = earned(p.Curve, 1, p.unrated); err != nil {
			return err
		}
		whole.Budgets, whole.Progress = append(whole.Budgets, r.Budgets...), append(whole.Progress, r.Progress...)
	}
	if whole.Start, whole.Plan, err = v.wholePlan(records); err != nil {
		return err
	}
	if v.Curve, err = whole.Curve(v.At); err != nil {
		return unmeasured(err)
	}
	v.Measures, v.Forecasts, err = earned(v.Curve, len(records), v.Unrated)
	return err
}

// records returns what each phase of the model is to earn, with the statements
// that count, and lists the phases. A headline figure is earned by the phase of
// a project that has only one.
func (v *ProgressView) records() ([]evm.Record, error) {
	ids := map[string]record.ID{}
	for id, code := range v.model.phase {
		ids[code] = id
	}
	var records []evm.Record
	for i := range v.Base.Phases {
		phase := &v.Base.Phases[i]
		p := PhaseProgress{ID: ids[phase.Phase.Code], Code: phase.Phase.Code, Name: phase.Phase.Name}
		if len(v.Lines) == 0 && len(v.Dossier.Phases) == 1 {
			p.ID = v.Dossier.Phases[0].ID
		}
		if len(v.Base.Phases) > 1 && phase.Base.IsZero() && phase.Contingency.IsZero() {
			continue // nothing of the phase is planned
		}
		r := evm.Record{Currency: v.Base.Model.Currency, Budgets: []evm.Budget{{Phase: p.ID, Amount: phase.Base}}}
		var err error
		if r.Plan, err = monthlyPlan(v.Base, p.Code); err != nil {
			return nil, err
		}
		r.Start = schedule.Period{Year: v.Base.Years[0].FiscalYear}.First()
		v.addStatements(&r, &p)
		records, v.Phases = append(records, r), append(v.Phases, p)
	}
	if len(records) == 0 {
		return nil, fault.New(fault.Invalid, fault.Say("progress.no_plan", "the working estimate plans nothing for any phase"))
	}
	return records, nil
}

// addStatements adds the statements about a phase that count, and notes which
// one is the newest; of two of one day the lower, as earned value has it.
func (v *ProgressView) addStatements(r *evm.Record, p *PhaseProgress) {
	for i := range v.Statements {
		s := &v.Statements[i]
		if s.Left != nil || s.Phase.ID != p.ID {
			continue
		}
		r.Progress = append(r.Progress, evm.Statement{Phase: p.ID, Date: s.Claim.Date, Percent: s.Percent})
		if p.Stated == nil || cmp.Or(s.Claim.Date.Last().Compare(p.Stated.Claim.Date.Last()), p.Stated.Percent.Cmp(s.Percent)) > 0 {
			p.Stated = s
		}
	}
}

// monthlyPlan is what a phase plans to have spent by the end of each month of
// the result's years, at base prices without contingency. It never falls: a
// balance line that takes money off is rounded by itself, and may leave a month a
// cent less than nothing.
func monthlyPlan(r *costmodel.Result, phase string) ([]evm.Planned, error) {
	part := *r
	part.Lines = nil
	for _, l := range r.Lines {
		if l.Phase == phase {
			part.Lines = append(part.Lines, l)
		}
	}
	months, err := part.Periods(ByMonth.periods)
	if err != nil {
		return nil, err
	}
	plan, sum := make([]evm.Planned, len(months)), money.Zero(r.Model.Currency)
	planned, total := int64(0), r.Phase(phase).Base.Minor()
	for i := range months {
		if sum, err = sum.Add(months[i].Base); err != nil {
			return nil, unmeasured(err)
		}
		planned = min(total, max(planned, sum.Minor()))
		plan[i] = evm.Planned{Date: months[i].Period.Last(), Cumulative: money.FromMinor(planned, r.Model.Currency)}
	}
	return plan, nil
}

// wholePlan adds up the phases' plans from the first month with a plan to the
// last one. On the status date the project has what its phases have, so that
// they add up to the cent.
func (v *ProgressView) wholePlan(records []evm.Record) (schedule.Date, []evm.Planned, error) {
	months := len(records[0].Plan)
	first, last := months-1, 0
	sums := make([]evm.Planned, months)
	for k := range sums {
		sum := money.Zero(v.Base.Model.Currency)
		for i := range records {
			value := records[i].Plan[k].Cumulative
			var err error
			if sum, err = sum.Add(value); err != nil {
				return schedule.Date{}, nil, unmeasured(err)
			}
		}
		sums[k] = evm.Planned{Date: records[0].Plan[k].Date, Cumulative: sum}
		if !sum.IsZero() {
			first = min(first, k)
		}
		if k > 0 && sum != sums[k-1].Cumulative {
			last = k
		}
	}
	last = max(first, last)
	start := schedule.Period{Year: sums[first].Date.Year(), Month: int(sums[first].Date.Month())}.First()
	var plan []evm.Planned
	at := v.At.Last()
	for k := first; k <= last; k++ {
		before := start.First()
		if k > first {
			before = sums[k-1].Date.Last().AddDate(0, 0, 1)
		}
		if !at.Before(before) && at.Before(sums[k].Date.Last()) {
			now, err := v.plannedNow()
			if err != nil {
				return start, nil, err
			}
			plan = append(plan, evm.Planned{Date: schedule.DateOf(at), Cumulative: now})
		}
		plan = append(plan, sums[k])
	}
	return start, plan, nil
}

// plannedNow is what the phases plan to have done by the status date.
func (v *ProgressView) plannedNow() (money.Amount, error) {
	sum := money.Zero(v.Base.Model.Currency)
	for i := range v.Phases {
		var err error
		if sum, err = sum.Add(v.Phases[i].Curve.State.PV); err != nil {
			return sum, unmeasured(err)
		}
	}
	return sum, nil
}

// spent returns what was spent in the model's currency, and gives each phase
// its own. What has no exchange rate is noted: what was spent is not known then.
func (v *ProgressView) spent(records []evm.Record) ([]evm.Expenditure, error) {
	var all []evm.Expenditure
	for _, p := range v.payments() {
		amount, err := v.model.convert(p.amount, p.year)
		at := slices.IndexFunc(v.Phases, func(f PhaseProgress) bool { return f.ID != 0 && f.ID == p.phase })
		due := !p.date.Last().After(v.At.Last())
		switch {
		case fault.Is(err, fault.Invalid):
			v.Unrated = v.Unrated || due
			if at >= 0 {
				v.Phases[at].unrated = v.Phases[at].unrated || due
			}
			continue
		case err == nil && at < 0 && due:
			err = v.addUntied(amount)
		case err == nil && at >= 0:
			records[at].Spent = append(records[at].Spent, evm.Expenditure{Date: p.date, Amount: amount})
		}
		if err != nil {
			return nil, unmeasured(err)
		}
		all = append(all, evm.Expenditure{Date: p.date, Amount: amount})
	}
	v.Notes = v.model.notes
	return all, nil
}

// payment is money spent, in its own currency.
type payment struct {
	date   schedule.Date
	amount money.Amount
	phase  record.ID // 0: on none
	year   int       // whose exchange rate counts
}

// payments are the expenditures, or, where none is recorded, the disbursements
// of each fiscal year at its end.
func (v *ProgressView) payments() []payment {
	if v.Periods.LastClosed() != nil {
		return v.reported()
	}
	var all []payment
	for i := range v.expenditures {
		e := &v.expenditures[i]
		all = append(all, payment{e.Date, *e.Amount, e.Phase, e.Date.Year()})
	}
	if len(all) > 0 {
		v.Spending = SpentExpenditures
		return all
	}
	for i := range v.Allocations {
		if a := &v.Allocations[i]; a.Disbursed != nil {
			v.Spending = SpentDisbursed
			all = append(all, payment{schedule.Period{Year: a.FiscalYear}.Last(), *a.Disbursed, 0, a.FiscalYear})
		}
	}
	return all
}

// addUntied adds what was spent by the status date on no phase of the plan.
func (v *ProgressView) addUntied(a money.Amount) error {
	if v.Untied == nil {
		v.Untied = &a
		return nil
	}
	sum, err := v.Untied.Add(a)
	v.Untied = &sum
	return err
}

// unmeasured turns what is wrong with amounts into an Invalid fault; a fault
// stays as it is.
func unmeasured(err error) error {
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Internal) {
		return err
	}
	return fault.Wrap(fault.Invalid, err, fault.Say("evm.invalid", "the earned value cannot be computed"))
}
