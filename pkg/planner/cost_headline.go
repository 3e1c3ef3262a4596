package planner

import (
	"context"

	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/schedule"
)

// CostHeadline are the figures by which results of a cost model are compared.
type CostHeadline struct {
	Need   money.Amount    // in the money of the years in which it is spent
	Finish schedule.Date   // of the last phase
	Peak   *costmodel.Year // the year that needs the most, the earliest of equal ones; nil: nothing is needed
	// Gap is by how much the cumulative shortage grows over the GapYears; negative:
	// it shrinks; nil: not known, since money of these years cannot be converted.
	Gap      *money.Amount
	FirstGap int               // the first fiscal year from today's on that is short of money; 0: none
	Capped   *costmodel.Capped // nil: no caps
	Late     int               // years by which the caps complete the work after the last year of need
}

// GapYears is how many fiscal years, from the one after the present, the gap of a
// headline, and a shortfall among the notices, is of: the years for which money
// can still be planned.
const GapYears = 3

// Headline returns the figures of the result as seen on the day. Errors: sums
// beyond money's range.
func Headline(r *costmodel.Result, today schedule.Date) (CostHeadline, error) {
	need, err := r.Need()
	if err != nil {
		return CostHeadline{}, err
	}
	h := CostHeadline{Need: need, Capped: r.Capped}
	for i := range r.Phases {
		if f := r.Phases[i].Placed.Finish; h.Finish.IsZero() || f.Compare(h.Finish) > 0 {
			h.Finish = f
		}
	}
	last := 0
	for i := range r.Years {
		y := &r.Years[i]
		if y.Need.Sign() > 0 && (h.Peak == nil || y.Need.Minor() > h.Peak.Need.Minor()) {
			h.Peak = y
		}
		if !y.Need.IsZero() {
			last = y.FiscalYear
		}
		if y.FiscalYear >= today.Year() && h.FirstGap == 0 && !y.Uncounted && y.Gap.Sign() > 0 && y.CumulativeGap.Sign() > 0 {
			h.FirstGap = y.FiscalYear
		}
	}
	if r.Capped != nil && r.Capped.CompletionYear != 0 {
		h.Late = max(0, r.Capped.CompletionYear-last)
	}
	h.Gap, err = nextGap(r, today.Year())
	return h, err
}

// nextGap is by how much the cumulative shortage grows over the GapYears after
// the year, nil where it is not known. Money carried on is no shortage.
func nextGap(r *costmodel.Result, year int) (*money.Amount, error) {
	zero := money.Zero(r.Model.Currency)
	before, after := zero, zero
	for i := range r.Years {
		y := &r.Years[i]
		short := y.CumulativeGap
		if short.IsNegative() {
			short = zero
		}
		switch {
		case y.FiscalYear <= year:
			before, after = short, short
		case y.FiscalYear > year+GapYears:
		case y.Uncounted:
			return nil, nil
		default:
			after = short
		}
	}
	gap, err := after.Sub(before)
	return &gap, err
}

// ScenarioResult is a scenario with what it comes to.
type ScenarioResult struct {
	*costmodel.Scenario
	Result  *costmodel.Result // nil: Refused says why
	Refused *fault.Error
}

// ComparedScenarios bounds how many scenarios Compare computes.
const ComparedScenarios = 24

// Compare computes the project's scenarios, the first ComparedScenarios of them
// by code; none where the model itself has an obstacle.
func (v *CostView) Compare(ctx context.Context) ([]ScenarioResult, error) {
	if v.Base == nil {
		return nil, nil
	}
	var all []ScenarioResult
	for i := range v.Scenarios[:min(len(v.Scenarios), ComparedScenarios)] {
		s := ScenarioResult{Scenario: &v.Scenarios[i]}
		m, err := costmodel.Apply(v.Base.Model, s.Changes, v.Names)
		if err == nil {
			s.Result, err = costmodel.Run(ctx, m)
		}
		if err != nil {
			if s.Refused, err = invalid(err); err != nil {
				return nil, err
			}
		}
		all = append(all, s)
	}
	return all, nil
}
