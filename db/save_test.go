package db_test

import (
	"reflect"
	"testing"

	"korridor/db"
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// What was saved is what is loaded, and what Save left in the caller's record.
func TestEveryKindComesBackAsItWasSaved(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		wantStored(t, s, w.entities()...)
		if got := w.structure.Attributes; got[0].Name != "height_m" || got[0].Value.Decimal.String() != "7.5" || got[1].Value.Valid {
			t.Errorf("attributes %v are not sorted and canonical", got)
		}
		if got := w.estimate.PublishedAt; got.Nanosecond() != 678_901_000 || got.Location().String() != "UTC" {
			t.Errorf("published at %v, want microseconds in UTC", got)
		}
		mustVerify(t, s)
	})
}

// wantStored compares records with what is stored under their ids.
func wantStored(t *testing.T, s *db.Store, entities ...record.Entity) {
	t.Helper()
	read(t, s, func(r planner.Reader) error {
		for _, e := range entities {
			got := reflect.New(reflect.TypeOf(e).Elem()).Interface().(record.Entity)
			if err := r.Get(t.Context(), e.RecordMeta().ID, got); err != nil {
				return err
			}
			if !reflect.DeepEqual(got, e) {
				t.Errorf("%s: got\n%+v, want\n%+v", e.RecordKind(), got, e)
			}
		}
		return nil
	})
}

func TestOptionalFieldsStayUnknown(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		p, name := w.project.ID, text.Plain("n")
		bare := []record.Entity{
			&project.Programme{Code: "bare", Name: name, Currency: money.USD},
			newProject(w.programme.ID, "bare"),
			&project.Section{Project: p, Code: "bare", Name: name},
			&project.Phase{Project: p, Code: "bare", Name: name},
			&project.Milestone{Project: p, Code: "bare", Name: name},
			&project.Structure{Project: p, Code: "bare", Kind: project.Bridge},
			&project.Document{Code: "bare", Title: text.Plain("t")},
			&estimate.Estimate{Project: p, Code: "bare", Title: name, Kind: estimate.Outturn, Status: estimate.Draft, Currency: money.ALL},
			&estimate.Line{Project: p, Estimate: w.estimate.ID, Currency: money.EUR, Code: "bare", Name: name, Category: estimate.Design, Quantity: number("0"), UnitRate: number("0")},
			&funding.Source{Project: p, Code: "bare", Name: name, Kind: funding.Grant, Status: funding.Indicative, Currency: money.USD},
			&funding.Allocation{Project: p, Source: w.source.ID, FiscalYear: 1900, Currency: money.ALL, Disbursed: amount(1, money.ALL)},
			&funding.Ceiling{Project: p, Source: w.source.ID, FiscalYear: 2200, Currency: money.EUR, Amount: euro(money.MaxMinor)},
			&funding.Rate{Base: money.USD, Quote: money.EUR, Date: schedule.MustDate("2025-01-01"), Kind: funding.Spot, Rate: number("0.000000001")},
			&costmodel.Series{Code: "bare", Name: name},
			&funding.BudgetProgramme{Code: "bare", Name: name, Currency: money.EUR},
			&costmodel.Assumptions{Project: w.other.ID},
			&costmodel.Scenario{Project: p, Code: "bare", Name: name},
			&costmodel.Expenditure{Project: p, Date: schedule.MustDate("2026-01-31"), Amount: euro(1), Currency: money.EUR},
			&costmodel.Benefit{Project: p, Code: "bare", Name: name, FirstYear: 2030, LastYear: 2030, Amount: euro(0), Currency: money.EUR},
			&risk.Range{Project: p, Category: estimate.Design, Spread: risk.Spread{Shape: risk.Constant, Value: number("1")}},
			&risk.Entry{Project: p, Code: "bare", Name: name, Status: risk.StatusOpen},
			&risk.Settings{Project: w.other.ID},
			&risk.Run{Project: p, Estimate: w.estimate.ID, Iterations: 1, Model: "m", Result: "r"},
			&project.Claim{Kind: record.Programme, Entity: w.programme.ID, Field: "x", Value: "1", Basis: project.Derived, Formula: text.Plain("f")},
		}
		save(t, s, bare...)
		wantStored(t, s, bare...)
		mustVerify(t, s)
	})
}

func amount(minor int64, c money.Currency) *money.Amount {
	a := money.FromMinor(minor, c)
	return &a
}

// A record that lost all it could lose keeps nothing of before: zero values
// are written too.
func TestFieldsCanBeEmptiedAgain(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		w.project.External, w.project.LengthM, w.project.DependsOn, w.project.Working = false, number("0"), nil, project.WorkingChoice{}
		w.project.LengthM.Valid = false
		w.structure.Count, w.structure.Attributes, w.structure.Section, w.structure.Note = nil, nil, 0, text.Label{}
		w.estimate.Sections, w.estimate.Headline, w.estimate.Class, w.estimate.PriceYear = nil, nil, 0, 0
		w.next.After, w.allocation.Breach, w.allocation.Approved = nil, nil, nil
		w.source.CarryOver, w.source.BudgetProgramme, w.claim.Chosen = false, 0, false
		w.phase.Profile, w.series.Rates, w.budget.Ceilings, w.budget.Later = schedule.Profile{}, nil, nil, nil
		w.assumptions.Rules, w.assumptions.Caps, w.assumptions.CountryShares, w.scenario.Changes = nil, nil, nil, nil
		w.expenditure.Source, w.expenditure.Phase, w.benefit.PriceYear, w.attribution.Document = 0, 0, 0, 0
		w.uncertainty.Spread, w.uncertainty.Amounts, w.uncertainty.Currency = risk.Spread{Shape: risk.Uniform, Low: number("0"), High: number("1")}, false, money.Currency{}
		w.risk.Impact, w.risk.Delay, w.risk.Mitigated, w.risk.Phase, w.risk.Currency = risk.Spread{}, risk.Spread{}, risk.Exposure{}, 0, money.Currency{}
		w.settings.Groups, w.settings.Matrix, w.settings.Rho, w.settings.Iterations, w.settings.Seed = nil, nil, number("0.30"), 0, 0
		entities := []record.Entity{w.project, w.structure, w.estimate, w.next, w.allocation, w.source, w.claim,
			w.phase, w.series, w.budget, w.assumptions, w.scenario, w.expenditure, w.benefit, w.attribution,
			w.uncertainty, w.risk, w.settings}
		save(t, s, entities...)
		wantStored(t, s, entities...)
		mustVerify(t, s)
	})
}

func TestLinksKeepTheirOrder(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		a, b := newProject(w.programme.ID, "a"), newProject(w.programme.ID, "b")
		save(t, s, a, b)
		for _, order := range [][]record.ID{{b.ID, w.other.ID, a.ID}, {a.ID, b.ID}, {b.ID, a.ID}} {
			w.project.DependsOn = order
			save(t, s, w.project)
			wantStored(t, s, w.project)
		}
		w.next.After[0].LagDays = 3660
		save(t, s, w.next)
		wantStored(t, s, w.next)
	})
}

// Saving what is there already writes nothing.
func TestSavingNoChangeWritesNothing(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		before := head(t, s)
		for _, e := range w.entities() {
			was := *e.RecordMeta()
			save(t, s, e)
			if *e.RecordMeta() != was {
				t.Errorf("%s went from %v to %v", e.RecordKind(), was, *e.RecordMeta())
			}
		}
		if after := head(t, s); after != before {
			t.Errorf("the chain went from %v to %v", before, after)
		}
	})
}

func head(t testing.TB, s *db.Store) (h planner.Head) {
	t.Helper()
	read(t, s, func(r planner.Reader) (err error) {
		h, err = r.Head(t.Context())
		return err
	})
	return h
}

func TestInvalidRecordsAreRefused(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		err := s.Write(t.Context(), stamp, func(w planner.Writer) error { return w.Save(t.Context(), &project.Programme{Code: "New"}) })
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%v", err)
		}
		wantNothing(t, s)
	})
}

// wantNothing checks that nothing was ever kept.
func wantNothing(t *testing.T, s *db.Store) {
	t.Helper()
	if h := head(t, s); h != (planner.Head{}) {
		t.Errorf("the chain has the head %v", h)
	}
	read(t, s, func(r planner.Reader) error {
		list, err := r.Programmes(t.Context())
		if len(list) > 0 {
			t.Errorf("there are %v", list)
		}
		return err
	})
	mustVerify(t, s)
}
