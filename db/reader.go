package db

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"korridor/pkg/access"
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// reader is one transaction that reads.
type reader struct {
	tx    *gorm.DB
	place place
}

// db returns the transaction for one statement under the caller's context.
func (r *reader) db(ctx context.Context) *gorm.DB { return r.tx.WithContext(ctx) }

func (r *reader) fail(ctx context.Context, err error) error { return r.place.fail(ctx, err) }

// Get implements planner.Reader.
func (r *reader) Get(ctx context.Context, id record.ID, e record.Entity) error {
	k, err := kindOf(e)
	if err != nil {
		return err
	}
	err = k.get(r.db(ctx), id, e)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return planner.NoRecord(k.info().kind, id)
	}
	return r.fail(ctx, err)
}

// ProjectByCode implements planner.Reader.
func (r *reader) ProjectByCode(ctx context.Context, code string) (project.Project, error) {
	found, err := projects.list(r.db(ctx).Where("code = ?", code))
	if err != nil {
		return project.Project{}, r.fail(ctx, err)
	}
	if len(found) == 0 {
		return project.Project{}, planner.NoProject(code)
	}
	return found[0], nil
}

// all returns every record of a kind.
func all[T any, P entity[T], R row[T]](ctx context.Context, r *reader, k *kind[T, P, R]) ([]T, error) {
	list, err := k.list(r.db(ctx))
	return list, r.fail(ctx, err)
}

// listIn returns the records whose column holds one of the ids.
func listIn[T any, P entity[T], R row[T]](ctx context.Context, r *reader, k *kind[T, P, R], column string, ids []record.ID) ([]T, error) {
	if len(ids) == 0 {
		return []T{}, nil
	}
	tx := r.db(ctx)
	list, err := k.list(tx.Where(among(tx, column), idList(tx, ids)))
	return list, r.fail(ctx, err)
}

// Programmes implements planner.Reader.
func (r *reader) Programmes(ctx context.Context) ([]project.Programme, error) {
	return all(ctx, r, programmes)
}

// Documents implements planner.Reader.
func (r *reader) Documents(ctx context.Context) ([]project.Document, error) {
	return all(ctx, r, documents)
}

// DocumentsByID implements planner.Reader.
func (r *reader) DocumentsByID(ctx context.Context, ids []record.ID) ([]project.Document, error) {
	return listIn(ctx, r, documents, "id", ids)
}

// LinesByID implements planner.Reader.
func (r *reader) LinesByID(ctx context.Context, ids []record.ID) ([]estimate.Line, error) {
	return listIn(ctx, r, costLines, "id", ids)
}

// ExchangeRates implements planner.Reader.
func (r *reader) ExchangeRates(ctx context.Context) ([]funding.Rate, error) {
	return all(ctx, r, exchangeRates)
}

// Sections implements planner.Reader.
func (r *reader) Sections(ctx context.Context, ids ...record.ID) ([]project.Section, error) {
	return listIn(ctx, r, sections, "project_id", ids)
}

// Phases implements planner.Reader.
func (r *reader) Phases(ctx context.Context, ids ...record.ID) ([]project.Phase, error) {
	return listIn(ctx, r, phases, "project_id", ids)
}

// Milestones implements planner.Reader.
func (r *reader) Milestones(ctx context.Context, ids ...record.ID) ([]project.Milestone, error) {
	return listIn(ctx, r, milestones, "project_id", ids)
}

// Structures implements planner.Reader.
func (r *reader) Structures(ctx context.Context, ids ...record.ID) ([]project.Structure, error) {
	return listIn(ctx, r, structures, "project_id", ids)
}

// Estimates implements planner.Reader.
func (r *reader) Estimates(ctx context.Context, ids ...record.ID) ([]estimate.Estimate, error) {
	return listIn(ctx, r, estimates, "project_id", ids)
}

// FundingSources implements planner.Reader.
func (r *reader) FundingSources(ctx context.Context, ids ...record.ID) ([]funding.Source, error) {
	return listIn(ctx, r, fundingSources, "project_id", ids)
}

// Ceilings implements planner.Reader.
func (r *reader) Ceilings(ctx context.Context, ids ...record.ID) ([]funding.Ceiling, error) {
	return listIn(ctx, r, ceilings, "project_id", ids)
}

// Allocations implements planner.Reader.
func (r *reader) Allocations(ctx context.Context, ids ...record.ID) ([]funding.Allocation, error) {
	return listIn(ctx, r, allocations, "project_id", ids)
}

// Lines implements planner.Reader.
func (r *reader) Lines(ctx context.Context, ids ...record.ID) ([]estimate.Line, error) {
	return listIn(ctx, r, costLines, "estimate_id", ids)
}

// IndexSeries implements planner.Reader.
func (r *reader) IndexSeries(ctx context.Context) ([]costmodel.Series, error) {
	return all(ctx, r, indexSeries)
}

// Users implements planner.Reader.
func (r *reader) Users(ctx context.Context) ([]access.User, error) {
	return all(ctx, r, users)
}

var _ planner.SecretKeeper = (*reader)(nil)

// Secrets implements planner.SecretKeeper.
func (r *reader) Secrets() planner.Secrets { return &secrets{r} }

// BudgetProgrammes implements planner.Reader.
func (r *reader) BudgetProgrammes(ctx context.Context) ([]funding.BudgetProgramme, error) {
	return all(ctx, r, budgetProgrammes)
}

// Assumptions implements planner.Reader.
func (r *reader) Assumptions(ctx context.Context, ids ...record.ID) ([]costmodel.Assumptions, error) {
	return listIn(ctx, r, assumptions, "project_id", ids)
}

// Scenarios implements planner.Reader.
func (r *reader) Scenarios(ctx context.Context, ids ...record.ID) ([]costmodel.Scenario, error) {
	return listIn(ctx, r, scenarios, "project_id", ids)
}

// Expenditures implements planner.Reader.
func (r *reader) Expenditures(ctx context.Context, ids ...record.ID) ([]costmodel.Expenditure, error) {
	return listIn(ctx, r, expenditures, "project_id", ids)
}

// Benefits implements planner.Reader.
func (r *reader) Benefits(ctx context.Context, ids ...record.ID) ([]costmodel.Benefit, error) {
	return listIn(ctx, r, benefits, "project_id", ids)
}

// Attributions implements planner.Reader.
func (r *reader) Attributions(ctx context.Context, ids ...record.ID) ([]estimate.Attribution, error) {
	return listIn(ctx, r, attributions, "project_id", ids)
}

var _ planner.Reader = (*reader)(nil)

// Uncertainties implements planner.Reader.
func (r *reader) Uncertainties(ctx context.Context, ids ...record.ID) ([]risk.Range, error) {
	return listIn(ctx, r, uncertainties, "project_id", ids)
}

// Risks implements planner.Reader.
func (r *reader) Risks(ctx context.Context, ids ...record.ID) ([]risk.Entry, error) {
	return listIn(ctx, r, risks, "project_id", ids)
}

// RiskSettings implements planner.Reader.
func (r *reader) RiskSettings(ctx context.Context, ids ...record.ID) ([]risk.Settings, error) {
	return listIn(ctx, r, riskSettings, "project_id", ids)
}

// Simulations implements planner.Reader.
func (r *reader) Simulations(ctx context.Context, ids ...record.ID) ([]risk.Run, error) {
	return listIn(ctx, r, simulations, "project_id", ids)
}
