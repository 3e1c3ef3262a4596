package db

import (
	"context"
	"fmt"
	"strings"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// searchBudgets finds the requests that may be above the ceiling of a budget
// programme. The ceilings are few, and are kept as lists: they come to the
// database as a table of limits.
func (r *reader) searchBudgets(ctx context.Context, q planner.AttentionQuery, f *found) error {
	list, err := r.BudgetProgrammes(ctx)
	if err != nil {
		return err
	}
	f.programmes = make(map[record.ID]funding.BudgetProgramme, len(list))
	var limits []string
	var args []any
	for i := range list {
		b := &list[i]
		f.programmes[b.ID] = *b
		for _, c := range b.Ceilings {
			for _, limit := range limitsOf(b, c.Amount) {
				limits = append(limits, "(CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS BIGINT))")
				args = append(args, b.ID, c.Year, limit.Currency().Code(), limit.Minor())
			}
		}
	}
	if len(limits) == 0 {
		return nil
	}
	year := q.Today.Year()
	from, when := restriction(r.tx, q.Projects)(fmt.Sprintf(budgetSearch, strings.Join(limits, ", ")), []any{openStages(), year, year + 2, year})
	page := "SELECT p.id AS project_id, l.column1 AS first_id, a.id AS second_id" + from + " ORDER BY p.code, a.fiscal_year, s.id"
	return r.fail(ctx, r.db(ctx).Raw(page, append(args, when...)...).Scan(&f.budgets).Error)
}

// limitsOf are the amounts above which a request may exceed the ceiling: in the
// programme's currency the ceiling itself, in that of the planning rate what it
// is worth there, less the cent that rounding may have added.
func limitsOf(b *funding.BudgetProgramme, ceiling money.Amount) []money.Amount {
	limits := []money.Amount{ceiling}
	if rate, ok := b.Rate(); ok {
		if worth, err := rate.Between(ceiling, rate.Base); err == nil { // else no amount reaches it
			limits = append(limits, money.FromMinor(worth.Minor()-1, rate.Base))
		}
	}
	return limits
}
