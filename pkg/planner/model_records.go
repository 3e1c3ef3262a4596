package planner

import (
	"context"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// ModelRecords is what is recorded of a project beside its dossier: what its
// cost model and its simulations assume, and what was spent on it.
type ModelRecords struct {
	Assumptions  []costmodel.Assumptions // at most one
	Scenarios    []costmodel.Scenario
	Expenditures []costmodel.Expenditure
	Benefits     []costmodel.Benefit
	Attributions []estimate.Attribution

	Uncertainties []risk.Range
	Risks         []risk.Entry
	RiskSettings  []risk.Settings // at most one
}

// loadModelRecords reads what the cost model of a project is made of.
func loadModelRecords(ctx context.Context, r Reader, id record.ID) (m ModelRecords, err error) {
	if m.Assumptions, err = r.Assumptions(ctx, id); err != nil {
		return m, err
	}
	if m.Scenarios, err = r.Scenarios(ctx, id); err != nil {
		return m, err
	}
	if m.Expenditures, err = r.Expenditures(ctx, id); err != nil {
		return m, err
	}
	if m.Benefits, err = r.Benefits(ctx, id); err != nil {
		return m, err
	}
	if m.Attributions, err = r.Attributions(ctx, id); err != nil {
		return m, err
	}
	if m.Uncertainties, err = r.Uncertainties(ctx, id); err != nil {
		return m, err
	}
	if m.Risks, err = r.Risks(ctx, id); err != nil {
		return m, err
	}
	m.RiskSettings, err = r.RiskSettings(ctx, id)
	return m, err
}

// appendTo appends the records to a list of any kind.
func (m *ModelRecords) appendTo(all []record.Entity) []record.Entity {
	all = appendEach(all, m.Assumptions)
	all = appendEach(all, m.Scenarios)
	all = appendEach(all, m.Expenditures)
	all = appendEach(all, m.Benefits)
	all = appendEach(all, m.Attributions)
	all = appendEach(all, m.Uncertainties)
	all = appendEach(all, m.Risks)
	return appendEach(all, m.RiskSettings)
}

// sharedRecords returns the records with figures that belong to no project:
// programmes, exchange rates, index series and budget programmes.
func sharedRecords(ctx context.Context, r Reader) ([]record.Entity, error) {
	programmes, err := r.Programmes(ctx)
	if err != nil {
		return nil, err
	}
	rates, err := r.ExchangeRates(ctx)
	if err != nil {
		return nil, err
	}
	series, err := r.IndexSeries(ctx)
	if err != nil {
		return nil, err
	}
	budgets, err := r.BudgetProgrammes(ctx)
	return appendEach(appendEach(appendEach(appendEach(nil, programmes), rates), series), budgets), err
}
