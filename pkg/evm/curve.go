package evm

import (
	"cmp"
	"math/big"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// Record is what is planned and what is on record of a project's progress, in
// one currency. A date that is a month or a year stands for its last day.
type Record struct {
	Currency money.Currency
	Start    schedule.Date // the first day of the plan
	Plan     []Planned     // in order, from Start to the budget at completion
	Budgets  []Budget      // of each phase; their sum is the budget at completion
	Progress []Statement
	Spent    []Expenditure
}

// Planned is the planned value, cumulative, at the end of a date.
type Planned struct {
	Date       schedule.Date
	Cumulative money.Amount
}

// Budget is what a phase is to cost.
type Budget struct {
	Phase  record.ID
	Amount money.Amount
}

// Statement says how much of a phase was done by a date, in percent.
type Statement struct {
	Phase   record.ID
	Date    schedule.Date
	Percent decimal.Decimal
}

// Expenditure is money spent on a date; negative where it came back.
type Expenditure struct {
	Date   schedule.Date
	Amount money.Amount
}

// Point is one point of the S-curve. What happened has no value beyond the
// status date, nor before the first statement or expenditure: nobody recorded
// that nothing was done by then.
type Point struct {
	Day time.Time // midnight UTC
	PV  money.Amount
	EV  *money.Amount
	AC  *money.Amount
}

// Curve is the S-curve of a project and where it stands at the status date.
type Curve struct {
	Points     []Point
	State      State
	Unreported []record.ID // phases without progress on record by then: nothing of them is earned
	Unspent    bool        // no expenditure is on record by then: AC is zero for want of records
}

// Curve computes the S-curve with the state at the end of the date at.
//
// Planned value grows by days in equal steps between the dates of the plan,
// from zero before Start, rounded half-even. Earned is, for each phase, its
// budget times its latest statement by then, rounded half-even; of two of one
// day the lower counts. The order of statements and expenditures changes nothing. Errors are
// Invalid faults that name the fields, and a *money.RangeError.
func (r *Record) Curve(at schedule.Date) (*Curve, error) {
	bac, err := r.check(at)
	if err != nil {
		return nil, err
	}
	c := &Curve{}
	status := at.Last()
	for _, day := range r.turns(status) {
		p := Point{Day: day}
		if p.PV, err = r.planned(day); err != nil {
			return nil, err
		}
		if !day.After(status) {
			ev, unreported, err := r.earned(day)
			if err != nil {
				return nil, err
			}
			ac, none, err := r.spent(day)
			if err != nil {
				return nil, err
			}
			if len(unreported) < len(r.Budgets) {
				p.EV = &ev
			}
			if !none {
				p.AC = &ac
			}
		}
		c.Points = append(c.Points, p)
	}
	c.State.BAC = bac
	if c.State.PV, err = r.planned(status); err != nil {
		return nil, err
	}
	if c.State.EV, c.Unreported, err = r.earned(status); err != nil {
		return nil, err
	}
	c.State.AC, c.Unspent, err = r.spent(status)
	return c, err
}

// turns returns the days on which a value of the curve changes its course.
func (r *Record) turns(status time.Time) []time.Time {
	days := []time.Time{r.Start.First().AddDate(0, 0, -1), status}
	for _, p := range r.Plan {
		days = append(days, p.Date.Last())
	}
	for _, s := range r.Progress {
		if day := s.Date.Last(); !day.After(status) {
			days = append(days, day)
		}
	}
	for _, s := range r.Spent {
		if day := s.Date.Last(); !day.After(status) {
			days = append(days, day)
		}
	}
	slices.SortFunc(days, time.Time.Compare)
	return slices.CompactFunc(days, time.Time.Equal)
}

// planned is the planned value at the end of a day.
func (r *Record) planned(day time.Time) (money.Amount, error) {
	since, before := r.Start.First().AddDate(0, 0, -1), money.Zero(r.Currency)
	if !day.After(since) {
		return before, nil
	}
	for _, p := range r.Plan {
		until := p.Date.Last()
		if !day.Before(until) {
			since, before = until, p.Cumulative
			continue
		}
		step, err := p.Cumulative.Sub(before)
		if err != nil {
			return money.Amount{}, err
		}
		passed := product(minor(step), daysBetween(since, day))
		part, err := money.Round(decimal.NewFromBigInt(quotient(passed, daysBetween(since, until)), -r.Currency.MinorDigits()), r.Currency)
		if err != nil {
			return money.Amount{}, err
		}
		return before.Add(part)
	}
	return before, nil
}

// earned is the earned value at the end of a day, with the phases that have no
// statement by then, in the order of the budgets.
func (r *Record) earned(day time.Time) (money.Amount, []record.ID, error) {
	latest := map[record.ID]Statement{}
	for _, s := range r.Progress {
		if s.Date.Last().After(day) {
			continue
		}
		known, ok := latest[s.Phase]
		if !ok || cmp.Or(s.Date.Last().Compare(known.Date.Last()), known.Percent.Cmp(s.Percent)) > 0 {
			latest[s.Phase] = s
		}
	}
	total := money.Zero(r.Currency)
	var unreported []record.ID
	for _, b := range r.Budgets {
		s, ok := latest[b.Phase]
		if !ok {
			unreported = append(unreported, b.Phase)
			continue
		}
		part, err := b.Amount.Mul(s.Percent.Shift(-2))
		if err != nil {
			return money.Amount{}, nil, err
		}
		if total, err = total.Add(part); err != nil {
			return money.Amount{}, nil, err
		}
	}
	return total, unreported, nil
}

// spent is the actual cost at the end of a day, and whether none is on record.
func (r *Record) spent(day time.Time) (total money.Amount, none bool, err error) {
	total, none = money.Zero(r.Currency), true
	for _, s := range r.Spent {
		if s.Date.Last().After(day) {
			continue
		}
		none = false
		if total, err = total.Add(s.Amount); err != nil {
			return money.Amount{}, false, err
		}
	}
	return total, none, nil
}

// daysBetween counts the days from one midnight UTC to a later one.
func daysBetween(from, to time.Time) *big.Int {
	return big.NewInt(int64(to.Sub(from) / (24 * time.Hour)))
}
