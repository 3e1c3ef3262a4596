package planner

import (
	"context"
	"errors"

	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// modelRecords are those records of a batch of projects that only their cost
// models need.
type modelRecords struct {
	sources     map[record.ID][]funding.Source        // by project
	allocations map[record.ID][]funding.Allocation    // by project
	assumptions map[record.ID][]costmodel.Assumptions // by project

	expenditures map[record.ID][]costmodel.Expenditure // by project
}

// commonRecords are those that serve all projects, read when they are first needed.
type commonRecords struct {
	series     []costmodel.Series
	haveSeries bool
	rates      []funding.Rate
	haveRates  bool
	programmes []funding.BudgetProgramme
	haveBudget bool
}

// loadModels reads what the cost models of the projects need beside estimates,
// phases and structures.
func (run *reportRun) loadModels(ctx context.Context, parts *reportParts, ids []record.ID, of rowsOf) error {
	assumptions, err := run.r.Assumptions(ctx, ids...)
	if err != nil {
		return err
	}
	if len(assumptions) > 0 && !run.common.haveSeries {
		if run.common.series, err = run.r.IndexSeries(ctx); err != nil {
			return err
		}
		run.common.haveSeries = true
	}
	for i := range assumptions {
		if !of.funding {
			assumptions[i].Caps = nil
		}
	}
	parts.assumptions = group(assumptions, func(a *costmodel.Assumptions) record.ID { return a.Project })
	if of.budgets {
		if err := run.loadBudgets(ctx, parts, ids); err != nil {
			return err
		}
	}
	if !of.funding {
		return nil
	}
	return run.loadFunding(ctx, parts, ids)
}

// loadBudgets reads what was spent on the projects, and the budget programmes.
func (run *reportRun) loadBudgets(ctx context.Context, parts *reportParts, ids []record.ID) error {
	expenditures, err := run.r.Expenditures(ctx, ids...)
	if err != nil {
		return err
	}
	parts.expenditures = group(expenditures, func(e *costmodel.Expenditure) record.ID { return e.Project })
	if run.common.haveBudget {
		return nil
	}
	run.common.haveBudget = true
	run.common.programmes, err = run.r.BudgetProgrammes(ctx)
	return err
}

// loadFunding reads the money of the projects. Exchange rates, of which a record
// may hold thousands, are read only where amounts are in several currencies.
func (run *reportRun) loadFunding(ctx context.Context, parts *reportParts, ids []record.ID) error {
	sources, err := run.r.FundingSources(ctx, ids...)
	if err != nil {
		return err
	}
	allocations, err := run.r.Allocations(ctx, ids...)
	if err != nil {
		return err
	}
	parts.sources = group(sources, func(s *funding.Source) record.ID { return s.Project })
	parts.allocations = group(allocations, func(a *funding.Allocation) record.ID { return a.Project })
	if parts.converts() && !run.common.haveRates {
		if run.common.rates, err = run.r.ExchangeRates(ctx); err != nil {
			return err
		}
		run.common.haveRates = true
	}
	return nil
}

// converts reports whether a model of the batch has amounts in another currency.
func (parts *reportParts) converts() bool {
	for id, estimates := range parts.estimates {
		for i := range estimates {
			c := estimates[i].Currency
			other := func(of money.Currency) bool { return !of.IsZero() && of != c }
			if find(parts.allocations[id], func(a *funding.Allocation) bool { return other(a.Currency) }) != nil ||
				find(parts.assumptions[id], func(a *costmodel.Assumptions) bool { return other(a.Currency) }) != nil ||
				find(parts.expenditures[id], func(e *costmodel.Expenditure) bool { return other(e.Currency) }) != nil {
				return true
			}
		}
	}
	return false
}

// modelTold is what a preview tells of a project's model.
type modelTold struct {
	project  *project.Project
	obstacle *fault.Error // why there is no result; nil where there is one
	notes    []fault.Message
}

// modelResult is the cost model of a project's working estimate with its result.
type modelResult struct {
	*modelled
	result *costmodel.Result
}

// modelOf makes and computes the model of a project's working estimate, as the
// project's cost page does; nil where none can be made, which is told.
func (run *reportRun) modelOf(ctx context.Context, parts *reportParts, p *project.Project) (*modelResult, error) {
	m, result, err := run.modelParts(parts, p).run(ctx)
	told := modelTold{project: p}
	if m != nil {
		told.notes = m.notes
	}
	if err != nil {
		var is bool
		if told.obstacle, is = errors.AsType[*fault.Error](err); !is || told.obstacle.Kind != fault.Invalid {
			return nil, err
		}
	} else {
		told.notes = append(told.notes[:len(told.notes):len(told.notes)], result.Warnings...)
	}
	if run.told != nil {
		run.told(told)
	}
	if err != nil {
		return nil, nil
	}
	return &modelResult{m, result}, nil
}

// summed is modelOf with the sum of the model, nil without a model.
func (run *reportRun) summed(ctx context.Context, parts *reportParts, p *project.Project) (*modelResult, []reportSum, error) {
	m, err := run.modelOf(ctx, parts, p)
	if err != nil || m == nil {
		return nil, nil, err
	}
	sum, err := m.sum()
	return m, []reportSum{sum}, err
}

func (run *reportRun) modelParts(parts *reportParts, p *project.Project) *modelParts {
	id := p.ID
	m := &modelParts{phases: parts.phases[id], sections: parts.sections[id], structures: parts.structures[id],
		sources: parts.sources[id], allocations: parts.allocations[id],
		series: run.common.series, rates: run.common.rates, today: run.today}
	if a := parts.assumptions[id]; len(a) > 0 {
		m.assumptions = &a[0]
	}
	m.estimate = parts.workingEstimate(p)
	if m.estimate == nil {
		return m
	}
	m.lines = parts.lines[m.estimate.ID]
	m.assumed = func(i int) bool {
		if i < 0 {
			return parts.trail.basisOf(m.estimate.ID, "total") == project.Assumed
		}
		return parts.trail.Basis(&m.lines[i]) == project.Assumed
	}
	return m
}

// sum is what the model needs, with the parts of it that rest on assumed lines
// and on lines that close the estimate on a published total.
func (m *modelResult) sum() (reportSum, error) {
	type mark struct{ assumed, balance bool }
	groups, err := costmodel.GroupBy(m.result, func(l *costmodel.Line) mark { return mark{l.Assumed, l.Balance} })
	if err != nil {
		return reportSum{}, err
	}
	zero := money.Zero(m.Currency)
	s := reportSum{of: m.estimate.Code, amount: zero, assumed: zero, balance: zero}
	for i := range groups {
		need, err := groups[i].Need()
		if err != nil {
			return reportSum{}, err
		}
		for _, part := range []struct {
			counts bool
			into   *money.Amount
		}{{true, &s.amount}, {groups[i].Key.assumed, &s.assumed}, {groups[i].Key.balance, &s.balance}} {
			if !part.counts {
				continue
			}
			if *part.into, err = part.into.Add(need); err != nil {
				return reportSum{}, err
			}
		}
	}
	return s, nil
}
