package planner_test

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/corridor"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/planner"
)

// withCorridor runs the test on both databases with the corridor loaded.
func withCorridor(t *testing.T, test func(t *testing.T, p *planner.Planner, store *db.Store)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, dsn string) {
		store := dbtest.Open(t, dsn, db.Options{Now: func() time.Time { return today }})
		p := planner.New(store, func() time.Time { return today })
		loadCorridor(t, p)
		test(t, p, store)
	})
}

func loadCorridor(t *testing.T, p *planner.Planner) *planner.Load {
	t.Helper()
	bundle, err := corridor.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	load := &planner.Load{Bundle: bundle}
	if err := p.Do(ctx, planner.Act{Actor: "test", Reason: "load"}, load); err != nil {
		t.Fatal(err)
	}
	return load
}

func TestLoadingTwiceChangesNothing(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, store *db.Store) {
		d := &desk{t: t, store: store, Planner: p}
		before := d.head()
		again := loadCorridor(t, p)
		if after := d.head(); after != before || again.Created != 0 {
			t.Errorf("the second load created %d records; the chain went from %v to %v", again.Created, before, after)
		}
		if !slices.Contains(again.Skipped, "railway") {
			t.Errorf("the second load says that it skipped %q", again.Skipped)
		}
		if err := p.Check(ctx, func(code string, m fault.Message) { t.Errorf("%s: %s", code, m) }); err != nil {
			t.Fatal(err)
		}
	})
}

func TestProgrammeSaysWhatNeedsAttention(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		v, err := p.Programme(ctx, planner.ProgrammeQuery{Page: 1})
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, n := range v.Notices {
			said = append(said, n.Project.Code+": "+n.Message.String())
		}
		all := strings.Join(said, "\n")
		for _, want := range []string{
			"railway: 370000000.00 EUR requested for 2026 (35690200000.00 ALL at 96.46, 2025-12-23) is 6.3 times the ceiling of 5680000000.00 ALL: Rail transport (MTBP)",
			"railway: 370000000.00 EUR requested for 2026; outcome not recorded",
			"railway: 81561690.87 EUR are needed in 2027–2029, 0.00 EUR are secured for these years: 81561690.87 EUR are missing",
			"railway: competing estimates run from 700000000.00 EUR",
		} {
			if !strings.Contains(all, want) {
				t.Errorf("no notice says %q; there are:\n%s", want, all)
			}
		}
		for _, row := range v.Projects {
			switch row.Project.Code {
			case "railway":
				if len(row.Secured) != 0 || len(row.Requested) != 1 || row.Requested[0].Plain() != "370000000.00" {
					t.Errorf("the railway has %v secured and %v requested", row.Secured, row.Requested)
				}
			case "highway", "interconnection":
				if len(row.Secured)+len(row.Requested) != 0 {
					t.Errorf("%s is complete, and still counts in what is to come", row.Project.Code)
				}
			}
		}
	})
}

func TestStructuresReconcileWithDeclaredTotals(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		d, err := p.Dossier(ctx, "railway")
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"bridge": "43", "tunnel": "14", "tunnel length": "35300", "station": "7"}
		for _, r := range d.Reconcile() {
			name := string(r.Kind)
			if r.Length {
				name += " length"
			}
			if r.Declared.String() == want[name] && r.Agrees() {
				delete(want, name)
			}
		}
		if len(want) > 0 {
			t.Errorf("these do not reconcile: %v", want)
		}
	})
}

func TestTrailCountsEveryFigureOnce(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		for _, code := range []string{"highway", "interconnection", "railway"} {
			v, err := p.ProjectTrail(ctx, code)
			if err != nil {
				t.Fatal(err)
			}
			figures := 0
			for _, e := range v.Entries {
				figures += len(e.Figures)
			}
			if v.Coverage.Total() != figures || v.Coverage.Sourced == 0 || v.Coverage.None != 0 {
				t.Errorf("%s: %d figures, counted as %+v", code, figures, v.Coverage)
			}
		}
	})
}

func TestHistoryIsReadInPages(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		seen, pages := 0, 0
		q := planner.HistoryQuery{Project: "railway"}
		for {
			v, err := p.History(ctx, q)
			if err != nil {
				t.Fatal(err)
			}
			pages++
			for _, b := range v.Batches {
				seen += len(b.Changes)
				if b.Actor != "test" || b.Reason != "load" {
					t.Errorf("a batch is by %q because %q", b.Actor, b.Reason)
				}
			}
			if v.Older == 0 {
				break
			}
			q.Before = v.Older
		}
		if pages < 2 || seen < 120 {
			t.Errorf("%d changes on %d pages", seen, pages)
		}
	})
}

// The lengths of the sections are reconciled with the project's own.
func TestSectionLengthsReconcile(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		d, err := p.Dossier(ctx, "interconnection")
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, r := range d.Reconcile() {
			if r.Kind == "" {
				found = r.Agrees() && r.Declared.String() == "241100" && r.Difference().IsZero()
			}
		}
		if !found {
			t.Errorf("151.1 + 90 km is not found to be 241.1 km: %+v", d.Reconcile())
		}
	})
}

func TestFundingNeverCrossesCurrenciesOrStages(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		v, err := p.Funding(ctx, "highway")
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, table := range v.Tables {
			for _, total := range table.Totals {
				if total.Sum != nil {
					got[table.Currency.Code()+" "+string(total.Stage)] = total.Sum.Plain()
				}
			}
		}
		want := map[string]string{"USD disbursed": "76000000.00", "ALL disbursed": "98300000000.00"}
		if !maps.Equal(got, want) {
			t.Errorf("the totals are %v, want %v", got, want)
		}
		if v, err = p.Funding(ctx, "railway"); err != nil {
			t.Fatal(err)
		}
		if len(v.Sources) != 1 || len(v.Sources[0].Secured) != 0 || v.Sources[0].Requested[0].Plain() != "370000000.00" {
			t.Errorf("the railway's funding source is %+v", v.Sources)
		}
		request := v.Ceilings[0].Requests[0]
		if request.Converted.Plain() != "35690200000.00" || request.Times.String() != "6.3" || v.Ceilings[0].Programme.Code != "rail-mtbp" || len(v.Ceilings) != 1 || v.Trail.Chosen(v.Ceilings[0].Programme.ID, "ceiling_2026") == nil {
			t.Errorf("the ceiling is compared as %+v", request)
		}
	})
}

func TestSheetAddsUpByPhaseAndCategory(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		sheet, err := p.EstimateSheet(ctx, "railway", "working-model-2025")
		if err != nil {
			t.Fatal(err)
		}
		table, err := sheet.Table()
		if err != nil {
			t.Fatal(err)
		}
		byPhase, byCategory, lines := money.Zero(money.EUR), money.Zero(money.EUR), 0
		for _, phase := range table.Phases {
			byPhase, _ = byPhase.Add(phase.Total)
			lines += len(phase.Lines)
		}
		for _, cell := range table.Cells {
			byCategory, _ = byCategory.Add(*cell)
		}
		for name, sum := range map[string]money.Amount{"phases": byPhase, "categories": byCategory, "all": table.Total} {
			if sum.Plain() != "1800000000.00" {
				t.Errorf("the %s add up to %v", name, sum)
			}
		}
		if lines != len(sheet.Lines) || !table.HasBalance || table.Balance.Plain() != "4613429.95" || table.Assumed != table.Total {
			t.Errorf("%d of %d lines; balance %v, assumed %v", lines, len(sheet.Lines), table.Balance, table.Assumed)
		}
	})
}

func TestDocumentsAreCountedByTheirClaims(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		v, err := p.ProgrammeTrail(ctx, 1)
		if err != nil {
			t.Fatal(err)
		}
		brief := slices.IndexFunc(v.Documents, func(d planner.DocumentUse) bool { return d.Code == "brief" })
		if brief < 0 || v.Documents[brief].Claims < 10 || !slices.IsSortedFunc(v.Documents, func(a, b planner.DocumentUse) int {
			return cmp.Or(b.Claims-a.Claims, strings.Compare(a.Code, b.Code))
		}) {
			t.Errorf("the documents are %+v", v.Documents)
		}
		for page, want := range map[int]int{-1: 1, 0: 1, 1: 1, 2: 1, math.MaxInt: 1} {
			if v, err := p.ProgrammeTrail(ctx, page); err != nil || v.Page != want || len(v.Documents) != v.DocumentCount || len(v.Documents) == 0 {
				t.Errorf("page %d is page %d with %d of %d documents, %v", page, v.Page, len(v.Documents), v.DocumentCount, err)
			}
		}
	})
}

// Notices are kept until something changes or the day does.
func TestNoticesFollowTheRecordAndTheDay(t *testing.T) {
	dsn := dbtest.SQLite(t)
	store := dbtest.Open(t, dsn, db.Options{Now: func() time.Time { return today }})
	now := today
	p := planner.New(store, func() time.Time { return now })
	loadCorridor(t, p)
	count := func() map[planner.NoticeKind]int {
		v, err := p.Programme(ctx, planner.ProgrammeQuery{Page: 1})
		if err != nil {
			t.Fatal(err)
		}
		kinds := map[planner.NoticeKind]int{}
		for _, n := range v.Notices {
			kinds[n.Kind]++
		}
		return kinds
	}
	before := count()
	d, err := p.Dossier(ctx, "railway")
	if err != nil {
		t.Fatal(err)
	}
	a := d.Allocations[0]
	a.Approved = eur("1.00")
	if err := p.Do(ctx, act, &planner.SaveAllocation{Record: a}); err != nil {
		t.Fatal(err)
	}
	if after := count(); before[planner.NoOutcome] != 1 || after[planner.NoOutcome] != 0 {
		t.Errorf("requests without an outcome: %d before an approval was recorded, %d after", before[planner.NoOutcome], after[planner.NoOutcome])
	}
	if now = now.AddDate(3, 0, 0); count()[planner.LatePhase] == 0 {
		t.Error("no phase is late three years later")
	}
}
