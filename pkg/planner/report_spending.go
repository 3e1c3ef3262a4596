package planner

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"korridor/pkg/money"
	"korridor/pkg/period"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// loadSpending reads what was spent on some projects.
func (run *reportRun) loadSpending(ctx context.Context, parts *reportParts, ids []record.ID) error {
	if len(ids) == 0 {
		return nil
	}
	movements, err := spentMovements(ctx, run.r, run.calendar, ids...)
	if err != nil {
		return err
	}
	parts.spending = group(movements, func(m *SpentMovement) record.ID { return m.Key.Project })
	sources, err := run.r.FundingSources(ctx, ids...)
	parts.paidFrom = make(map[record.ID]text.Label, len(sources))
	for i := range sources {
		parts.paidFrom[sources[i].ID] = sources[i].Name
	}
	return err
}

// spendingRow is what a row of the report on spending adds up.
type spendingRow struct {
	SpentKey
	in     *period.Period
	late   bool
	amount money.Amount
}

// spending emits what was spent on a project by period, fiscal year, record,
// phase, category and funding source; what comes to nothing is left out.
func (run *reportRun) spending(_ context.Context, parts *reportParts, p *project.Project, emit func(reportLine) error) error {
	var rows []spendingRow
	for _, m := range parts.spending[p.ID] {
		at := slices.IndexFunc(rows, func(r spendingRow) bool {
			return r.SpentKey == m.Key && r.in == m.In && r.late == m.Late && r.amount.Currency() == m.Amount.Currency()
		})
		if at < 0 {
			rows = append(rows, spendingRow{m.Key, m.In, m.Late, m.Amount})
			continue
		}
		var err error
		if rows[at].amount, err = rows[at].amount.Add(m.Amount); err != nil {
			return err
		}
	}
	slices.SortFunc(rows, func(a, b spendingRow) int {
		return cmp.Or(period.Compare(a.in, b.in), cmp.Compare(a.Year, b.Year), -cmp.Compare(a.By, b.By),
			cmp.Compare(parts.codes[a.Phase], parts.codes[b.Phase]), cmp.Compare(a.Category, b.Category),
			cmp.Compare(a.Source, b.Source), cmp.Compare(a.amount.Currency().Code(), b.amount.Currency().Code()), compareFlags(a.late, b.late))
	})
	for i := range rows {
		if rows[i].amount.IsZero() {
			continue
		}
		if err := emit(run.spendingLine(parts, p, &rows[i])); err != nil {
			return err
		}
	}
	return nil
}

func (run *reportRun) spendingLine(parts *reportParts, p *project.Project, r *spendingRow) reportLine {
	cells := report.Row{p.Code, "", "", "", strconv.Itoa(r.Year), string(r.By), parts.codes[r.Phase], string(r.Category),
		parts.paidFrom[r.Source].In(run.language), r.amount.Currency().Code(), r.amount.Plain(), strconv.FormatBool(r.late)}
	if r.in != nil {
		cells[1], cells[2] = r.in.Code, strconv.FormatBool(r.in.Closed())
		if r.in.Closed() {
			cells[3] = schedule.DateOf(r.in.CutOff.In(run.zone)).String()
		}
	}
	return reportLine{cells: cells, sums: []reportSum{newSum(string(r.By), r.amount, false)}}
}

func compareFlags(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
