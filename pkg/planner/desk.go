package planner

import (
	"context"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/period"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// Desk is what somebody who edits a record has at hand: what it can refer to,
// and what it may already be recorded as.
type Desk struct {
	*Dossier   // nil for records of no project
	Head       Head
	Programmes []project.Programme
	Projects   []project.Project
	Documents  []project.Document
	AllRates   []funding.Rate
	Series     []costmodel.Series
	Budgets    []funding.BudgetProgramme
	Baselines  []project.Baseline // only where the desk is of no project
	Periods    []period.Period    // only where the desk is of no project
	Shared     Trail              // of the series and budget programmes; only where the desk is of no project

	// Of the project: its part in the cost model.
	Assumptions  *costmodel.Assumptions // nil: none are recorded
	Scenarios    []costmodel.Scenario
	Benefits     []costmodel.Benefit
	Attributions []estimate.Attribution

	// Of the project: what is uncertain about it.
	Ranges       []risk.Range
	Risks        []risk.Entry
	RiskSettings *risk.Settings // nil: none are recorded
}

// Desk returns the desk of a project, or with the code "" that of what belongs
// to no project.
func (p *Planner) Desk(ctx context.Context, code string) (*Desk, error) {
	d := &Desk{}
	err := p.read(ctx, func(r Reader) error {
		var err error
		if d.Head, err = r.Head(ctx); err != nil {
			return err
		}
		if code != "" {
			d.Dossier = &Dossier{Today: p.Today(ctx)}
			if err = d.load(ctx, r, code, ClaimQuery{ExceptKind: record.CostLine}); err != nil {
				return err
			}
		}
		if d.Programmes, err = r.Programmes(ctx); err != nil {
			return err
		}
		if d.Projects, _, err = r.Projects(ctx, ProjectQuery{}); err != nil {
			return err
		}
		if d.Documents, err = r.Documents(ctx); err != nil {
			return err
		}
		if d.AllRates, err = r.ExchangeRates(ctx); err != nil {
			return err
		}
		return d.loadModel(ctx, r)
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// loadModel reads what the cost model is made with.
func (d *Desk) loadModel(ctx context.Context, r Reader) error {
	var err error
	if d.Series, err = r.IndexSeries(ctx); err != nil {
		return err
	}
	if d.Budgets, err = r.BudgetProgrammes(ctx); err != nil {
		return err
	}
	if d.Dossier == nil {
		if d.Periods, err = r.Periods(ctx); err != nil {
			return err
		}
		if d.Baselines, err = newestBaselines(ctx, r); err != nil {
			return err
		}
		d.Shared = NewTrail(d.Documents)
		_, err = d.Shared.addClaims(ctx, r, ClaimQuery{Kinds: []record.Kind{record.IndexSeries, record.BudgetProgramme}})
		return err
	}
	id := d.Project.ID
	assumptions, err := r.Assumptions(ctx, id)
	if err != nil {
		return err
	}
	d.Assumptions = find(assumptions, func(*costmodel.Assumptions) bool { return true })
	if d.Scenarios, err = r.Scenarios(ctx, id); err != nil {
		return err
	}
	if d.Benefits, err = r.Benefits(ctx, id); err != nil {
		return err
	}
	if d.Attributions, err = r.Attributions(ctx, id); err != nil {
		return err
	}
	var of RiskRecords
	err = of.read(ctx, r, id)
	d.Ranges, d.Risks, d.RiskSettings = of.Ranges, of.Entries, of.Settings
	return err
}

// About loads the record of the kind that a claim of the project is to be
// about; it is a NotFound fault where it belongs to another project.
func (p *Planner) About(ctx context.Context, code string, kind record.Kind, id record.ID) (record.Entity, error) {
	e, err := newEntity(kind)
	if err != nil {
		return nil, fault.Wrap(fault.NotFound, err, fault.Say("record.not_found",
			"there is no {kind} with the id {id} here", "kind", kind, "id", int64(id)))
	}
	return e, p.Record(ctx, code, id, e)
}

// LastChange returns the newest change of the record; its Seq is 0 where there
// is none.
func (p *Planner) LastChange(ctx context.Context, id record.ID) (record.Change, error) {
	var last record.Change
	err := p.read(ctx, func(r Reader) error {
		changes, err := r.Changes(ctx, ChangeQuery{Entity: id, Limit: 1})
		if len(changes) > 0 {
			last = changes[0]
		}
		return err
	})
	return last, err
}

// MovesMoney reports whether the command needs a reason.
func MovesMoney(c Command) bool { return c.movesMoney() }

// CheckDraft returns a fault for an estimate that is published, and so frozen.
func CheckDraft(e *estimate.Estimate) error {
	if e.Status == estimate.Published {
		return frozen(e)
	}
	return nil
}
