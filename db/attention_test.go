package db_test

import (
	"fmt"
	"maps"
	"testing"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// attention asks on 15 June 2026 for estimates half as large again.
func attention(t testing.TB, s *db.Store, limit int) (hits planner.AttentionHits) {
	t.Helper()
	read(t, s, func(r planner.Reader) (err error) {
		hits, err = r.Attention(t.Context(), planner.AttentionQuery{Today: schedule.MustDate("2026-06-15"), SpreadTenths: 15, Limit: limit})
		return err
	})
	return hits
}

// twoProjects returns one project whose works go on and one that is complete.
func twoProjects(t *testing.T, s *db.Store) []*project.Project {
	t.Helper()
	p := newProgramme()
	save(t, s, p)
	open, done := newProject(p.ID, "open"), newProject(p.ID, "done")
	done.Stage = project.Completion
	save(t, s, open, done)
	return []*project.Project{open, done}
}

func TestLatePhases(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		for _, p := range twoProjects(t, s) {
			for i, c := range []struct{ finish, actual, progress string }{
				{"2025", "", "99.9"}, {"2026-05", "", ""}, {"2026-06-14", "", "0"}, // late
				{"2026", "", ""}, {"2026-06", "", ""}, {"2026-06-15", "", ""}, {"", "", ""}, {"2025", "2026", ""}, {"2025", "", "100.0"},
			} {
				phase := &project.Phase{Project: p.ID, Code: fmt.Sprintf("p%d", i), Name: text.Plain("n"),
					PlannedFinish: schedule.MustDate(c.finish), ActualFinish: schedule.MustDate(c.actual), ActualStart: schedule.MustDate(c.actual)}
				if c.progress != "" {
					phase.ProgressPercent = number(c.progress)
				}
				save(t, s, phase)
			}
		}
		for limit, want := range map[int]string{0: "open/p0 open/p1 open/p2", 2: "open/p0 open/p1", 3: "open/p0 open/p1 open/p2"} {
			hits := attention(t, s, limit)
			got := codes(hits.Late, func(h planner.PhaseHit) string { return h.Project.Code + "/" + h.Phase.Code })
			if got != want || hits.LateTotal != 3 {
				t.Errorf("limit %d: %q of %d", limit, got, hits.LateTotal)
			}
		}
	})
}

func TestEstimatesFarApart(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		for _, p := range twoProjects(t, s) {
			for i, c := range []struct {
				total  *money.Amount
				status estimate.Status
			}{
				{euro(100), estimate.Published}, {euro(151), estimate.Published}, {euro(120), estimate.Published},
				{euro(1), estimate.Draft}, {nil, estimate.Published},
				{amount(money.MaxMinor, money.ALL), estimate.Published}, {amount(money.MaxMinor/3*2-1, money.ALL), estimate.Published},
				{amount(100, money.USD), estimate.Published}, {amount(150, money.USD), estimate.Published},
			} {
				e := &estimate.Estimate{Project: p.ID, Code: fmt.Sprintf("e%d", i), Title: text.Plain("n"), Kind: estimate.Contract, Status: c.status, Currency: money.EUR, Total: c.total}
				if c.total != nil {
					e.Currency = c.total.Currency()
				}
				save(t, s, e)
			}
		}
		hits := attention(t, s, 5)
		got := codes(hits.Spread, func(h planner.SpreadHit) string { return h.Project.Code + "/" + h.Smallest.Code + "/" + h.Largest.Code })
		// 10¹⁷ against two thirds of it is 1.5 and a bit: reckoned exactly beyond 64 bits of tenths.
		if got != "open/e6/e5 open/e0/e1" || hits.SpreadTotal != 2 {
			t.Errorf("%q of %d", got, hits.SpreadTotal)
		}
		if hits := attention(t, s, 1); len(hits.Spread) != 1 || hits.SpreadTotal != 2 {
			t.Errorf("limited: %d of %d", len(hits.Spread), hits.SpreadTotal)
		}
	})
}

func TestAllocationsThatWantAttention(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		d := &project.Document{Code: "d", Title: text.Plain("t")}
		save(t, s, d)
		for _, p := range twoProjects(t, s) {
			source := &funding.Source{Project: p.ID, Code: "s", Name: text.Plain("n"), Kind: funding.Loan, Status: funding.Signed, Currency: money.EUR}
			save(t, s, source)
			for i, c := range []funding.Allocation{ // of the years from 2023 on
				{Approved: euro(1)}, {Requested: euro(1)}, {Requested: euro(1), Approved: euro(1)},
				{Requested: euro(101)}, {Requested: euro(100)}, {Requested: euro(1)}, {Requested: euro(101)},
				{Approved: euro(1), Committed: euro(2), Breach: &funding.Breach{Reason: "r", Document: d.ID}},
			} {
				year := 2023 + i
				c.Project, c.Source, c.FiscalYear, c.Currency = p.ID, source.ID, year, money.EUR
				ceiling := &funding.Ceiling{Project: p.ID, Source: source.ID, FiscalYear: year, Currency: money.EUR, Amount: euro(100)}
				if year == 2028 { // a rate has to tell whether it is exceeded
					ceiling.Currency, ceiling.Amount = money.ALL, amount(100, money.ALL)
				}
				save(t, s, &c, ceiling)
			}
		}
		hits := attention(t, s, 1)
		if len(hits.NoOutcome) != 1 || hits.NoOutcomeTotal != 2 || hits.NoOutcome[0].Allocation.FiscalYear != 2024 {
			t.Errorf("no outcome: %+v of %d", hits.NoOutcome, hits.NoOutcomeTotal)
		}
		if len(hits.Breaches) != 1 || hits.BreachesTotal != 1 || hits.Breaches[0].Allocation.FiscalYear != 2030 || hits.Breaches[0].Project.Code != "open" {
			t.Errorf("breaches: %+v of %d", hits.Breaches, hits.BreachesTotal)
		}
		got := codes(hits.Ceilings, func(h planner.CeilingHit) string {
			return fmt.Sprintf("%s/%d/%d/%s", h.Project.Code, h.Ceiling.FiscalYear, h.Allocation.FiscalYear, h.Allocation.Requested)
		})
		if got != "open/2026/2026/1.01 EUR open/2028/2028/0.01 EUR" {
			t.Errorf("ceilings %q", got)
		}
	})
}

func TestWorkingEstimatesNobodyVouchesFor(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		for _, p := range twoProjects(t, s) {
			e := &estimate.Estimate{Project: p.ID, Code: "e", Title: text.Plain("n"), Kind: estimate.Contract, Status: estimate.Published, Currency: money.EUR, Total: euro(1)}
			save(t, s, e)
			p.Working.Estimate = e.ID
			save(t, s, p)
			c := &project.Claim{Project: p.ID, Kind: record.Estimate, Entity: e.ID, Field: "total", Value: "0.01", Unit: "EUR", Basis: project.Derived, Formula: text.Plain("f")}
			save(t, s, c)
			if p.Code != "open" {
				continue
			}
			if hits := attention(t, s, 5); len(hits.Unsourced) != 1 || hits.UnsourcedTotal != 1 || hits.Unsourced[0].ID != p.ID {
				t.Errorf("%+v of %d", hits.Unsourced, hits.UnsourcedTotal)
			}
			c.Chosen = true
			save(t, s, c)
			if hits := attention(t, s, 5); len(hits.Unsourced) != 0 || hits.UnsourcedTotal != 0 {
				t.Errorf("%+v of %d", hits.Unsourced, hits.UnsourcedTotal)
			}
		}
	})
}

// What attention asks of the database does not grow with what it finds.
func TestAttentionTakesAFixedNumberOfQueries(t *testing.T) {
	var c counter
	s := dbtest.Open(t, dbtest.SQLite(t), db.Options{OnQuery: c.note})
	newWorld(t, s)
	c.statements = nil
	attention(t, s, 1)
	if n := len(c.statements); n > 18 {
		t.Errorf("%d queries: %q", n, c.statements)
	}
}

// A request is set beside the ceiling of the budget programme that its funding
// source draws on: in the programme's currency, at its planning rate, or not at
// all. What the rate makes a cent of is left to whoever converts exactly.
func TestCeilingsOfBudgetProgrammes(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		b := &funding.BudgetProgramme{Code: "rail", Name: text.Plain("n"), Currency: money.ALL, RateBase: money.EUR,
			RateDate: schedule.MustDate("2025-12-23"), PlanningRate: number("100"),
			Ceilings: []funding.YearAmount{{Year: 2024, Amount: *amount(10000, money.ALL)}, {Year: 2026, Amount: *amount(10000, money.ALL)}, {Year: 2027, Amount: *amount(10000, money.ALL)}}}
		other := &funding.BudgetProgramme{Code: "road", Name: text.Plain("n"), Currency: money.EUR}
		save(t, s, b, other)
		for _, p := range twoProjects(t, s) {
			for _, c := range []struct {
				code  string
				draws record.ID
				of    []funding.Allocation
			}{
				{"a-euro", b.ID, []funding.Allocation{{FiscalYear: 2026, Requested: euro(101)}, {FiscalYear: 2027, Requested: euro(99)}, {FiscalYear: 2028, Requested: euro(999)}}},
				{"b-lek", b.ID, []funding.Allocation{{FiscalYear: 2026, Requested: amount(10001, money.ALL)}, {FiscalYear: 2027, Requested: amount(10000, money.ALL)}}},
				{"c-dollars", b.ID, []funding.Allocation{{FiscalYear: 2026, Requested: amount(99999, money.USD)}}},
				{"d-past", b.ID, []funding.Allocation{{FiscalYear: 2024, Requested: euro(200)}}},
				{"e-settled", b.ID, []funding.Allocation{{FiscalYear: 2024, Requested: euro(200), Approved: euro(1)}}},
				{"f-other", other.ID, []funding.Allocation{{FiscalYear: 2026, Requested: euro(200)}}},
				{"g-none", 0, []funding.Allocation{{FiscalYear: 2026, Requested: euro(200)}}},
			} {
				source := &funding.Source{Project: p.ID, Code: c.code, Name: text.Plain(c.code), Kind: funding.StateBudget, Status: funding.Indicative, Currency: money.EUR, BudgetProgramme: c.draws}
				save(t, s, source)
				for _, a := range c.of {
					a.Project, a.Source, a.Currency = p.ID, source.ID, a.Requested.Currency()
					save(t, s, &a)
				}
			}
		}
		hits := attention(t, s, 1)
		found := map[string]int{}
		for _, h := range hits.Ceilings {
			found[fmt.Sprintf("%s/%d/%s/%s/%s", h.Project.Code, h.Allocation.FiscalYear, h.Allocation.Requested, h.Ceiling.Amount, h.Programme.Code)]++
		}
		want := map[string]int{"open/2026/1.01 EUR/100.00 ALL/rail": 1, "open/2026/100.01 ALL/100.00 ALL/rail": 1, "open/2024/2.00 EUR/100.00 ALL/rail": 1}
		if !maps.Equal(found, want) {
			t.Errorf("%v", found)
		}
	})
}
