package planner

import (
	"context"
	"errors"
	"slices"

	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// CostQuery says which cost model of a project is wanted.
type CostQuery struct {
	Project  string
	Estimate string // code; "": the working estimate
	Scenario string // code; "": none
	Trial    Trial  // further changes, after the scenario's: what somebody tries out
}

// CostView is a project's cost model with its result and, for a scenario, the
// scenario's beside it.
type CostView struct {
	*EstimateSheet
	Assumptions *costmodel.Assumptions // nil: none recorded
	Series      []costmodel.Series
	Rates       []funding.Rate
	Scenarios   []costmodel.Scenario
	Scenario    *costmodel.Scenario       // nil: none asked for
	Changes     []costmodel.Change        // of the scenario, and those tried out
	Tried       []costmodel.Change        // those of them that are tried out
	Programmes  []funding.BudgetProgramme // those that a funding source draws on

	// Obstacle says why there is no result: no estimate, no dates, a rate that is
	// missing. Result is nil then.
	Obstacle *fault.Error
	Notes    []fault.Message   // what was taken for granted to make the model
	Base     *costmodel.Result // as the record stands
	Result   *costmodel.Result // with the changes; Base where there are none
	// Waterfall leads from the need of Base to that of Result; nil without changes.
	Waterfall *costmodel.Waterfall
	// Refused says why the changes cannot be computed; Result is Base then.
	Refused *fault.Error
	Names   costmodel.Names

	trial Trial
	model *modelled // of Base
}

// Cost returns the cost model, with the claims about its index series, exchange
// rates, assumptions and budget programmes in the trail. Fault: NotFound for a
// project, estimate or scenario that is not there. A model that cannot be
// computed is told as the Obstacle, changes that cannot be as Refused.
func (p *Planner) Cost(ctx context.Context, q CostQuery) (*CostView, error) {
	v := &CostView{EstimateSheet: &EstimateSheet{Dossier: &Dossier{Today: p.Today(ctx)}}}
	if err := p.read(ctx, func(r Reader) error { return v.read(ctx, r, q) }); err != nil {
		return nil, err
	}
	return v, v.compute(ctx)
}

// Overview returns the dossier of a project and, where its works are not
// complete, its cost model: without that Result and Obstacle are nil. Fault:
// NotFound.
func (p *Planner) Overview(ctx context.Context, code string) (*CostView, error) {
	v := &CostView{EstimateSheet: &EstimateSheet{Dossier: &Dossier{Today: p.Today(ctx)}}}
	err := p.read(ctx, func(r Reader) error {
		if err := v.load(ctx, r, code, ClaimQuery{ExceptKind: record.CostLine}); err != nil || !v.Project.Stage.Open() {
			return err
		}
		return v.readModel(ctx, r, CostQuery{})
	})
	if err != nil || !v.Project.Stage.Open() {
		return v, err
	}
	return v, v.compute(ctx)
}

func (v *CostView) read(ctx context.Context, r Reader, q CostQuery) error {
	if err := v.load(ctx, r, q.Project, ClaimQuery{ExceptKind: record.CostLine}); err != nil {
		return err
	}
	return v.readModel(ctx, r, q)
}

// readModel reads what the model takes beside the dossier.
func (v *CostView) readModel(ctx context.Context, r Reader, q CostQuery) error {
	if err := v.chooseEstimate(ctx, r, q); err != nil {
		return err
	}
	assumptions, err := r.Assumptions(ctx, v.Project.ID)
	if err != nil {
		return err
	}
	if len(assumptions) > 0 {
		v.Assumptions = &assumptions[0]
	}
	if v.Series, err = r.IndexSeries(ctx); err != nil {
		return err
	}
	if v.Rates, err = r.ExchangeRates(ctx); err != nil {
		return err
	}
	if v.Scenarios, err = r.Scenarios(ctx, v.Project.ID); err != nil {
		return err
	}
	if q.Scenario != "" {
		v.Scenario = find(v.Scenarios, func(s *costmodel.Scenario) bool { return s.Code == q.Scenario })
		if v.Scenario == nil {
			return fault.New(fault.NotFound, fault.Say("scenario.not_found", "the project {project} has no scenario {code}", "project", q.Project, "code", q.Scenario))
		}
		v.Changes = append(v.Changes, v.Scenario.Changes...)
	}
	v.trial = q.Trial
	return v.readTrail(ctx, r)
}

// readTrail reads the budget programmes, and the claims about what serves all
// projects as far as the model rests on it.
func (v *CostView) readTrail(ctx context.Context, r Reader) error {
	var about []record.ID
	var err error
	if v.Programmes, err = programmesOf(ctx, r, v.Sources); err != nil {
		return err
	}
	for i := range v.Programmes {
		about = append(about, v.Programmes[i].ID)
	}
	if v.Assumptions != nil {
		for _, rule := range v.Assumptions.Rules {
			about = append(about, rule.Index)
		}
	}
	for i := range v.Changes {
		about = append(about, v.Changes[i].To)
	}
	if s := v.seriesOf(v.trial.Index); s != nil {
		about = append(about, s.ID)
	}
	for _, rate := range v.spanRates() {
		about = append(about, rate.ID)
	}
	slices.Sort(about)
	about = slices.DeleteFunc(slices.Compact(about), func(id record.ID) bool { return id == 0 })
	if len(about) == 0 {
		return nil
	}
	return v.Trail.add(ctx, r, ClaimQuery{Entities: about})
}

// chooseEstimate finds the estimate and reads its lines; none is no error where
// none was asked for.
func (v *CostView) chooseEstimate(ctx context.Context, r Reader, q CostQuery) error {
	if q.Estimate != "" {
		return v.choose(ctx, r, q.Project, q.Estimate)
	}
	if v.Estimate = v.Working(); v.Estimate == nil {
		return nil
	}
	return v.loadLines(ctx, r)
}

// compute makes the model and runs it.
func (v *CostView) compute(ctx context.Context) error {
	m, base, err := v.parts().run(ctx)
	if m != nil {
		v.Notes, v.Names = m.notes, m.names
	}
	if err != nil {
		return v.obstacle(err)
	}
	v.Base, v.Result, v.model = base, base, m
	if v.Tried, err = v.tried(); err != nil {
		v.Refused, err = invalid(err)
		return err
	}
	v.Changes = append(v.Changes, v.Tried...)
	if len(v.Changes) == 0 {
		return nil
	}
	result, waterfall, err := costmodel.Explain(ctx, v.Base, v.Changes, v.Names)
	v.Notes = m.notes // amounts of the changes may have been converted
	if err != nil {
		v.Refused, err = invalid(err)
		return err
	}
	v.Result, v.Waterfall = result, waterfall
	return nil
}

// Problem returns the fault that leaves the view without the result asked for:
// nil where there is one.
func (v *CostView) Problem() error {
	switch {
	case v.Obstacle != nil:
		return v.Obstacle
	case v.Refused != nil:
		return v.Refused
	}
	return nil
}

// obstacle keeps an Invalid fault as what stands in the way.
func (v *CostView) obstacle(err error) error {
	v.Obstacle, err = invalid(err)
	return err
}

// invalid returns an Invalid fault as what the reader is told, and any other
// error as it is.
func invalid(err error) (*fault.Error, error) {
	if f, ok := errors.AsType[*fault.Error](err); ok && f.Kind == fault.Invalid {
		return f, nil
	}
	return nil, err
}

func (v *CostView) parts() *modelParts {
	return &modelParts{
		estimate: v.Estimate, lines: v.Lines,
		assumed: func(i int) bool {
			if i < 0 {
				return v.Trail.basisOf(v.Estimate.ID, "total") == project.Assumed
			}
			return v.Trail.Basis(&v.Lines[i]) == project.Assumed
		},
		phases: v.Phases, sections: v.Sections, structures: v.Structures,
		sources: v.Sources, allocations: v.Allocations,
		assumptions: v.Assumptions, series: v.Series, rates: v.Rates, today: v.Today,
		assumedRate: func(series record.ID, year int) bool {
			return v.Trail.basisOf(series, record.YearlyField("rate", year)) == project.Assumed
		},
	}
}
