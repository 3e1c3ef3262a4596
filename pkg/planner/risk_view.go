package planner

import (
	"context"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
	"korridor/pkg/modelfile"
	"korridor/pkg/money"
	"korridor/pkg/risk"
)

// RiskQuery says which simulation of a project's cost is wanted. Values that are
// not given are those on record.
type RiskQuery struct {
	CostQuery
	Iterations int    // 0: those of the settings, or risk.DefaultIterations
	Seed       *int64 // nil: that of the settings

	RiskTrial
}

// RiskTrial is what somebody tries out on a simulation. Nothing of it is kept.
// What is left empty changes nothing.
type RiskTrial struct {
	Rho         decimal.NullDecimal // in place of the correlation
	Width       decimal.NullDecimal // how many times as wide ranges are
	Line        string              // code of the line whose range Width is of; "": the ranges of all lines and phases
	Risk        string              // code of a risk
	Probability decimal.NullDecimal // of Risk, a fraction
}

// RiskView is a simulation of a project's cost, with the cost model beside it.
type RiskView struct {
	*CostView
	RiskRecords             // as on record
	Tried       RiskRecords // with what is tried out; what was simulated
	Inputs      risk.Inputs
	Simulated   *risk.Result // nil: Problem says why
	// Unsimulated says why the model could not be simulated.
	Unsimulated *fault.Error
}

// Risk returns the inputs of a simulation beside the cost model, without
// simulating. Faults and obstacles are those of Cost.
func (p *Planner) Risk(ctx context.Context, q RiskQuery) (*RiskView, error) {
	v := &RiskView{CostView: &CostView{EstimateSheet: &EstimateSheet{Dossier: &Dossier{Today: p.Today(ctx)}}}}
	err := p.read(ctx, func(r Reader) error {
		if err := v.CostView.read(ctx, r, q.CostQuery); err != nil {
			return err
		}
		return v.RiskRecords.read(ctx, r, v.Project.ID)
	})
	if err != nil {
		return nil, err
	}
	return v, v.prepare(ctx, &q)
}

// prepare computes the cost model and makes the inputs with what is tried out.
func (v *RiskView) prepare(ctx context.Context, q *RiskQuery) error {
	if err := v.compute(ctx); err != nil {
		return err
	}
	v.Tried = v.RiskRecords.with(q, v.Base)
	if v.Result == nil {
		return nil
	}
	var err error
	v.Inputs, err = v.model.riskInputs(v.Result.Model, &v.Tried)
	v.Notes = v.model.notes
	v.Unsimulated, err = invalid(err)
	return err
}

// Simulate simulates the cost model; progress may be nil. Faults are those of
// Cost and the context's error; what keeps the model from being simulated is
// told as Obstacle, Refused or Unsimulated.
func (p *Planner) Simulate(ctx context.Context, q RiskQuery, progress func(done, total int)) (*RiskView, error) {
	v, err := p.Risk(ctx, q)
	if err != nil || v.Problem() != nil {
		return v, err
	}
	return v, v.simulate(ctx, progress)
}

func (v *RiskView) simulate(ctx context.Context, progress func(done, total int)) (err error) {
	v.Simulated, err = risk.Simulate(ctx, v.Result.Model, &v.Inputs, risk.Options{Progress: progress})
	v.Unsimulated, err = invalid(err)
	return err
}

// SimulateRecord simulates the record as it stands, as often as asked for, in place
// of what cannot be tried out; Refused says why that cannot. The record is not read
// again. Errors: the context's.
func (v *RiskView) SimulateRecord(ctx context.Context, iterations int, progress func(done, total int)) error {
	refused, err := invalid(v.Problem())
	if err != nil {
		return err
	}
	v.trial, v.Scenario, v.Changes, v.CostView.Tried, v.Refused, v.Notes = Trial{}, nil, nil, nil, nil, nil
	if err := v.prepare(ctx, &RiskQuery{Iterations: iterations}); err != nil {
		return err
	}
	if v.Problem() == nil {
		if err := v.simulate(ctx, progress); err != nil {
			return err
		}
	}
	v.Refused = refused
	return nil
}

// Problem returns the fault that leaves the view without the simulation asked
// for: nil where nothing stands in the way.
func (v *RiskView) Problem() error {
	if v.Unsimulated != nil {
		return v.Unsimulated
	}
	return v.CostView.Problem()
}

// ModelFile returns the simulated model as a file; reading and simulating it
// gives the same result.
func (v *RiskView) ModelFile() *modelfile.File {
	return &modelfile.File{Model: *v.Result.Model, Risk: v.Inputs}
}

// Outside uplifts the total of the model without contingency, in the money of the
// years, as Planner.Outside does an estimate. Errors: sums beyond money's range.
func (v *RiskView) Outside() (Uplifts, error) {
	plain, err := withoutContingency(v.Result)
	if err != nil {
		return Uplifts{}, err
	}
	return v.uplifts(plain)
}

// Percentile is the percentile that the contingency is chosen for.
func (v *RiskView) Percentile() int {
	if v.Tried.Settings == nil || v.Tried.Settings.Percentile == 0 {
		return risk.DefaultPercentile
	}
	return v.Tried.Settings.Percentile
}

// Contingency returns what the percentile of the simulated cost is above the
// model's cost without its contingency lines, in the money of the years; it may
// be negative. ok is false where the percentile is not among those told. Errors:
// sums beyond money's range.
func (v *RiskView) Contingency(percentile int) (contingency money.Amount, ok bool, err error) {
	base, err := withoutContingency(v.Result)
	if err != nil {
		return contingency, false, err
	}
	for _, p := range v.Simulated.Percentiles {
		if p.P == percentile {
			contingency, err = p.Value.Sub(base)
			return contingency, err == nil, err
		}
	}
	return contingency, false, nil
}

// withoutContingency is the need of the lines that are no contingency.
func withoutContingency(r *costmodel.Result) (money.Amount, error) {
	groups, err := costmodel.GroupBy(r, func(l *costmodel.Line) bool { return l.Contingency })
	if err != nil {
		return money.Amount{}, err
	}
	for i := range groups {
		if !groups[i].Key {
			return groups[i].Need()
		}
	}
	return money.Zero(r.Model.Currency), nil
}
