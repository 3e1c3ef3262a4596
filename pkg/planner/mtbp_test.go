package planner_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/db"
	"korridor/pkg/costmodel"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
)

// sheetCell returns a cell of the railway's sheet.
func sheetCell(t *testing.T, all []report.Row, currency, item, column string) string {
	t.Helper()
	cell := report.MTBP.Column
	i := slices.IndexFunc(all, func(r report.Row) bool { return r[cell("currency")] == currency && r[cell("item")] == item })
	if i < 0 {
		t.Fatalf("no row %s in %s", item, currency)
	}
	return all[i][cell(column)]
}

// reconciled fails the test unless the cells of every row with a total add up to
// it, and the kinds of money with what is uncovered to the need.
func reconciled(t *testing.T, all []report.Row) {
	t.Helper()
	first, last := report.MTBP.Column("spent"), report.MTBP.Column("later")
	number := func(s string) decimal.Decimal {
		if s == "" {
			return decimal.Zero
		}
		return decimal.RequireFromString(s)
	}
	columns := map[string][]decimal.Decimal{} // need − kinds − uncovered
	for _, row := range all {
		item := row[report.MTBP.Column("item")]
		sum := decimal.Zero
		for _, c := range row[first : last+1] {
			sum = sum.Add(number(c))
		}
		if total := row[first-1]; total != "" && (item != "need" && item != "uncovered" || row[first] != "") && !sum.Equal(number(total)) {
			t.Errorf("%v adds up to %s", row, sum)
		}
		sign := int64(-1)
		switch item {
		case "need":
			sign = 1
		case "domestic", "loan", "grant", "ppp", "uncovered":
		default:
			continue
		}
		key := strings.Join(row[:5], " ")
		if columns[key] == nil {
			columns[key] = make([]decimal.Decimal, last-first+2)
		}
		for i := range columns[key] {
			columns[key][i] = columns[key][i].Add(number(row[first-1+i]).Mul(decimal.NewFromInt(sign)))
		}
	}
	for key, left := range columns {
		for i, d := range left {
			if !d.IsZero() {
				t.Errorf("%s: column %s is off by %s", key, report.MTBP.Columns[first-1+i].Name, d)
			}
		}
	}
}

// The railway's sheet: Albania's part, in euro and in thousand lek at the planning
// rate, with the request of 2026 at 6.3 times the ceiling of all rail.
func TestRailwaySheet(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		all := rows(t, p, planner.ReportQuery{Report: report.MTBP, Project: "railway"})
		reconciled(t, all)
		for _, c := range []struct{ currency, item, column, want string }{
			{"ALL", "requested", "y", "35690200"}, {"ALL", "ceiling", "y", "5680000"}, {"ALL", "requested_times_ceiling", "y", "6.3"},
			{"ALL", "ceiling", "y1", ""}, {"EUR", "requested", "y", "370000000.00"}, {"EUR", "need", "rate", "96.46"}, {"EUR", "need", "rate_date", "2025-12-23"},
			{"EUR", "need", "covers", "AL"}, {"EUR", "need", "spent_from", "nothing_planned"}, {"EUR", "loan", "y", ""}, {"EUR", "loan", "total", ""},
		} {
			if got := sheetCell(t, all, c.currency, c.item, c.column); got != c.want {
				t.Errorf("%s of %s in %s is %q, want %q", c.column, c.item, c.currency, got, c.want)
			}
		}
		v, err := p.Preview(ctx, planner.ReportQuery{Report: report.MTBP}, "en")
		if err != nil || v.UnmodelledCount != 3 {
			t.Errorf("%d projects give no rows (%v)", v.UnmodelledCount, err)
		}
	})
}

// What was spent comes from expenditures, or else from what was disbursed; where
// neither is recorded it stays empty. The rest of the sheet reconciles.
func TestSheetSaysWhatWasSpent(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		d, err := p.Dossier(ctx, "railway")
		if err != nil {
			t.Fatal(err)
		}
		phase := *d.Phase(d.Phases[0].ID)
		phase.PlannedStart = schedule.MustDate("2024-01-01")
		do := func(c planner.Command) {
			t.Helper()
			if err := p.Do(ctx, act, c); err != nil {
				t.Fatal(err)
			}
		}
		sheet := func(want, spent string) {
			t.Helper()
			all := rows(t, p, planner.ReportQuery{Report: report.MTBP, Project: "railway"})
			reconciled(t, all)
			if from, got := sheetCell(t, all, "EUR", "need", "spent_from"), sheetCell(t, all, "EUR", "need", "spent"); from != want || got != spent {
				t.Errorf("spent %q from %q, want %q from %q", got, from, spent, want)
			}
			if spent == "" && sheetCell(t, all, "EUR", "need", "unspent") != "" {
				t.Error("what is not spent is told where what is spent is not known")
			}
		}
		do(&planner.SavePhase{Record: phase})
		sheet("", "")
		a := d.Allocations[0]
		a.ID, a.Version, a.FiscalYear, a.Requested, a.Disbursed = 0, 0, 2024, nil, eur("1000000.50")
		do(&planner.SaveAllocation{Record: a})
		sheet("disbursed", "1000000.50")
		do(&planner.SaveExpenditure{Record: costmodel.Expenditure{Project: d.Project.ID, Source: a.Source, Date: schedule.MustDate("2024-02"), Amount: eur("3000000.00"), Currency: money.EUR}})
		sheet("expenditures", "3000000.00")
	})
}

// Money that nobody can convert is not known, and neither is what it leaves
// uncovered; nothing of it is shown as the whole.
func TestSheetForgetsMoneyWithoutARate(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		d, err := p.Dossier(ctx, "railway")
		if err != nil {
			t.Fatal(err)
		}
		do := func(c planner.Command) {
			t.Helper()
			if err := p.Do(ctx, act, c); err != nil {
				t.Fatal(err)
			}
		}
		dollars := money.FromMinor(5_000_000_00, money.USD)
		source := *d.Source(d.Allocations[0].Source)
		source.ID, source.Version, source.Code, source.Kind, source.Currency, source.Total = 0, 0, "dollars", funding.Loan, money.USD, nil
		saved := &planner.SaveSource{Record: source}
		do(saved)
		do(&planner.SaveAllocation{Record: funding.Allocation{Project: d.Project.ID, Source: saved.Record.ID, FiscalYear: 2027, Requested: &dollars, Currency: money.USD}})
		all := rows(t, p, planner.ReportQuery{Report: report.MTBP, Project: "railway"})
		for _, c := range []struct{ item, column, want string }{
			{"loan", "y1", ""}, {"loan", "total", ""}, {"uncovered", "y1", ""}, {"uncovered", "total", ""}, {"requested", "y1", ""}, {"requested", "total", ""},
			{"requested", "y", "370000000.00"}, {"domestic", "y", "370000000.00"}, {"domestic", "total", "370000000.00"},
		} {
			if got := sheetCell(t, all, "EUR", c.item, c.column); got != c.want {
				t.Errorf("%s of %s is %q, want %q", c.column, c.item, got, c.want)
			}
		}
		if sheetCell(t, all, "EUR", "uncovered", "y2") == "" || sheetCell(t, all, "EUR", "need", "total") == "" {
			t.Error("what is known is forgotten")
		}
	})
}

// A project whose works are complete has no sheet.
func TestCompleteProjectsHaveNoSheet(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		d, err := p.Dossier(ctx, "railway")
		if err != nil {
			t.Fatal(err)
		}
		d.Project.Stage = project.Completion
		if err := p.Do(ctx, act, &planner.SaveProject{Record: d.Project}); err != nil {
			t.Fatal(err)
		}
		if all := rows(t, p, planner.ReportQuery{Report: report.MTBP}); len(all) > 0 {
			t.Errorf("%d rows", len(all))
		}
	})
}
