package db

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// hit is one thing found: a project, and which one or two records of it.
type hit struct {
	ProjectID record.ID
	FirstID   record.ID
	SecondID  record.ID
}

// search finds the records of one sort that want attention.
type search struct {
	columns string // the ids of a hit
	from    string // and the conditions
	order   string
	args    []any
}

// The searches. Each follows a partial index made for it; CROSS JOIN keeps
// SQLite walking the projects by code, so that the limit ends the walk early.
// {of} is where the condition goes that only some projects are looked at.
const (
	ceilingSearch = ` FROM ceilings c JOIN projects p ON p.id = c.project_id
		JOIN allocations a ON a.funding_source_id = c.funding_source_id AND a.fiscal_year = c.fiscal_year
		WHERE p.stage IN ?{of} AND a.requested_minor IS NOT NULL
		AND (c.fiscal_year BETWEEN ? AND ? OR (c.fiscal_year < ? AND COALESCE(a.approved_minor, a.committed_minor, a.disbursed_minor) IS NULL))
		AND (a.requested_minor > c.amount_minor OR a.currency <> c.currency)`
	// The factor is in tenths; the cast makes PostgreSQL reckon beyond 64 bits.
	spreadSearch = ` FROM (SELECT p.code, e.project_id, e.currency, MIN(e.total_minor) AS low, MAX(e.total_minor) AS high
		FROM estimates e JOIN projects p ON p.id = e.project_id
		WHERE p.stage IN ?{of} AND e.status = 'published' AND e.total_minor IS NOT NULL
		GROUP BY p.code, e.project_id, e.currency
		HAVING MAX(e.total_minor) * 10 > CAST(MIN(e.total_minor) AS NUMERIC) * ?) g`
	spreadOf = `(SELECT MIN(id) FROM estimates e WHERE e.project_id = g.project_id AND e.currency = g.currency
		AND e.status = 'published' AND e.total_minor = g.`
	noOutcomeSearch = ` FROM projects p CROSS JOIN allocations a
		WHERE p.stage IN ?{of} AND a.project_id = p.id AND a.fiscal_year <= ?
		AND a.requested_minor IS NOT NULL AND a.approved_minor IS NULL
		AND a.committed_minor IS NULL AND a.disbursed_minor IS NULL` // as funding.Allocation.Standing has it
	breachSearch = ` FROM projects p CROSS JOIN allocations a
		WHERE p.stage IN ?{of} AND a.project_id = p.id AND a.breach_document_id IS NOT NULL`
	// A date of reduced precision is over when its last day is: 99 is after any month and day.
	lateSearch = ` FROM projects p CROSS JOIN phases f
		WHERE p.stage IN ?{of} AND f.project_id = p.id AND f.planned_finish IS NOT NULL AND f.actual_finish IS NULL
		AND SUBSTR(f.planned_finish || '-99-99', 1, 10) < ?
		AND (f.progress_percent IS NULL OR f.progress_percent <> '100')`
	// The requests above the limit of their currency in the budget programme that
	// their funding source draws on; %s are the limits, column by column.
	budgetSearch = ` FROM (VALUES %s) l JOIN funding_sources s ON s.budget_programme_id = l.column1
		JOIN allocations a ON a.funding_source_id = s.id AND a.fiscal_year = l.column2 AND a.currency = l.column3
		JOIN projects p ON p.id = a.project_id
		WHERE p.stage IN ?{of} AND a.requested_minor > l.column4
		AND (a.fiscal_year BETWEEN ? AND ? OR (a.fiscal_year < ? AND COALESCE(a.approved_minor, a.committed_minor, a.disbursed_minor) IS NULL))`
	unsourcedSearch = ` FROM projects p WHERE p.stage IN ?{of} AND p.working_estimate_id IS NOT NULL
		AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.entity_id = p.working_estimate_id AND c.field = 'total' AND c.chosen)
		AND NOT EXISTS (SELECT 1 FROM cost_lines l JOIN claims c ON c.entity_id = l.id AND c.chosen
			WHERE l.estimate_id = p.working_estimate_id)` // as planner.LineSum has it
)

const (
	allocationColumns = "p.id AS project_id, a.id AS first_id"
	allocationOrder   = "p.code, a.fiscal_year, a.funding_source_id"
)

// found is what the searches found.
type found struct {
	ceilings, budgets, spread, noOutcome, breaches, late, unsourced []hit
	programmes                                                      map[record.ID]funding.BudgetProgramme // of budgets' first ids
}

// search runs the searches, and fills in the totals of hits.
func (r *reader) search(ctx context.Context, q planner.AttentionQuery, hits *planner.AttentionHits) (found, error) {
	open, year := openStages(), q.Today.Year()
	only := restriction(r.tx, q.Projects)
	var f found
	if err := r.searchBudgets(ctx, q, &f); err != nil {
		return found{}, err
	}
	for _, s := range []struct {
		search
		into  *[]hit
		total *int // nil: all are wanted
	}{
		{search{"p.id AS project_id, c.id AS first_id, a.id AS second_id", ceilingSearch,
			"p.code, c.fiscal_year, c.funding_source_id", []any{open, year, year + 2, year}}, &f.ceilings, nil},
		{search{"g.project_id, " + spreadOf + "low) AS first_id, " + spreadOf + "high) AS second_id", spreadSearch,
			"g.code, g.currency", []any{open, q.SpreadTenths}}, &f.spread, &hits.SpreadTotal},
		{search{allocationColumns, noOutcomeSearch, allocationOrder, []any{open, year}}, &f.noOutcome, &hits.NoOutcomeTotal},
		{search{allocationColumns, breachSearch, allocationOrder, []any{open}}, &f.breaches, &hits.BreachesTotal},
		{search{"p.id AS project_id, f.id AS first_id", lateSearch, "p.code, f.planned_finish, f.code",
			[]any{open, q.Today.String()}}, &f.late, &hits.LateTotal},
		{search{"p.id AS project_id", unsourcedSearch, "p.code", []any{open}}, &f.unsourced, &hits.UnsourcedTotal},
	} {
		s.from, s.args = only(s.from, s.args)
		page := fmt.Sprintf("SELECT %s%s ORDER BY %s", s.columns, s.from, s.order)
		if q.Limit > 0 && s.total != nil {
			page += fmt.Sprintf(" LIMIT %d", q.Limit)
		}
		if err := r.db(ctx).Raw(page, s.args...).Scan(s.into).Error; err != nil {
			return found{}, r.fail(ctx, err)
		}
		if s.total == nil {
			continue
		}
		if *s.total = len(*s.into); q.Limit <= 0 || *s.total < q.Limit {
			continue // the page is all there is
		}
		if err := r.db(ctx).Raw("SELECT COUNT(*)"+s.from, s.args...).Scan(s.total).Error; err != nil {
			return found{}, r.fail(ctx, err)
		}
	}
	return f, nil
}

// restriction returns what puts the projects that are looked at, nil for all,
// into a search: their condition and, after the stages, its value.
func restriction(tx *gorm.DB, projects []record.ID) func(from string, args []any) (string, []any) {
	if projects == nil {
		return func(from string, args []any) (string, []any) { return strings.Replace(from, "{of}", "", 1), args }
	}
	condition, list := " AND "+among(tx, "p.id"), idList(tx, projects)
	return func(from string, args []any) (string, []any) {
		return strings.Replace(from, "{of}", condition, 1), slices.Insert(slices.Clone(args), 1, any(list))
	}
}

// openStages are the stages of the projects whose works are not complete.
func openStages() []project.Stage {
	var open []project.Stage
	for _, s := range project.Stages {
		if s.Open() {
			open = append(open, s)
		}
	}
	return open
}
