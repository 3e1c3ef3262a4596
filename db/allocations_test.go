package db_test

import (
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// walk returns every allocation row of a project, or of all.
func walk(t testing.TB, s *db.Store, id record.ID) (rows []planner.AllocationRow) {
	t.Helper()
	read(t, s, func(r planner.Reader) error {
		return r.EachAllocation(t.Context(), id, func(row planner.AllocationRow) error {
			rows = append(rows, row)
			return nil
		})
	})
	return rows
}

// Both engines walk the same allocations in the same order, and each is what
// the list of its project says.
func TestAllocationsAreWalkedInOrder(t *testing.T) {
	var orders []string
	each(t, func(t *testing.T, s *db.Store) {
		random := rand.New(rand.NewPCG(1, 2))
		p := newProgramme()
		save(t, s, p)
		var ids []record.ID
		for _, code := range []string{"m-2", "m-10", "m1", "b", "a-z"} {
			e := newProject(p.ID, code)
			save(t, s, e)
			ids = append(ids, e.ID)
			for k := range 3 {
				source := &funding.Source{Project: e.ID, Code: fmt.Sprintf("s%d", k), Name: text.Plain("n"), Kind: funding.Loan, Status: funding.Signed, Currency: money.EUR}
				save(t, s, source)
				for _, year := range random.Perm(4) {
					save(t, s, &funding.Allocation{Project: e.ID, Source: source.ID, FiscalYear: 2024 + year, Currency: money.EUR, Requested: euro(random.Int64N(1e9))})
				}
			}
		}
		rows := walk(t, s, 0)
		orders = append(orders, codes(rows, func(r planner.AllocationRow) string {
			return fmt.Sprint(r.Project, r.Allocation.FiscalYear, r.Allocation.Source)
		}))
		if !slices.IsSortedFunc(rows, func(a, b planner.AllocationRow) int { return strings.Compare(a.Project, b.Project) }) || len(rows) != 60 {
			t.Errorf("%d rows: %s", len(rows), orders[len(orders)-1])
		}
		one := walk(t, s, ids[1])
		read(t, s, func(r planner.Reader) error {
			list, err := r.Allocations(t.Context(), ids[1])
			for i, a := range list {
				if got := one[i]; got.Project != "m-10" || got.Allocation.ID != a.ID || *got.Allocation.Requested != *a.Requested {
					t.Errorf("row %d is %+v, want %+v", i, got, a)
				}
			}
			return err
		})
	})
	if len(orders) == 2 && orders[0] != orders[1] {
		t.Errorf("SQLite: %s\nPostgreSQL: %s", orders[0], orders[1])
	}
}

// The basis of a row is the weakest of its known figures' chosen claims, and
// none where one of them has no claim.
func TestAllocationRowsSayWhatTheyRestOn(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		w := newWorld(t, s)
		second := &project.Document{Code: "budget", Title: text.Plain("Budget law")}
		save(t, s, second)
		claim := func(a *funding.Allocation, field string, basis project.Basis, document record.ID, chosen bool) {
			save(t, s, &project.Claim{Project: w.project.ID, Kind: record.Allocation, Entity: a.ID, Field: field, Value: "1", Basis: basis,
				Document: document, Formula: text.Plain("f"), Note: text.Plain("n"), Chosen: chosen})
		}
		year := 2030
		allocation := func(requested, approved *money.Amount) *funding.Allocation {
			year++
			a := &funding.Allocation{Project: w.project.ID, Source: w.source.ID, FiscalYear: year, Currency: money.EUR, Requested: requested, Approved: approved}
			save(t, s, a)
			return a
		}
		none := allocation(euro(1), nil)
		claim(none, "requested", project.Sourced, w.document.ID, false) // not chosen
		claim(none, "approved", project.Sourced, second.ID, true)       // about a figure that is not known
		sourced := allocation(euro(1), euro(1))
		claim(sourced, "approved", project.Sourced, w.document.ID, true)
		claim(sourced, "requested", project.Sourced, second.ID, true)
		same := allocation(euro(1), euro(1))
		claim(same, "requested", project.Sourced, w.document.ID, true)
		claim(same, "approved", project.Assumed, w.document.ID, true)
		derived := allocation(nil, euro(1))
		claim(derived, "approved", project.Derived, 0, true)
		claim(derived, "fiscal_year", project.Sourced, w.document.ID, true) // not an amount
		want := []string{"2026  [sourced   ] Study № 3 / sq Study № 3", "2031  [   ]  / ",
			"2032 sourced [sourced sourced  ] Budget law; Study № 3 / Budget law; sq Study № 3",
			"2033 assumed [sourced assumed  ] Study № 3 / sq Study № 3", "2034 derived [ derived  ]  / "}
		for i, row := range walk(t, s, w.project.ID) {
			got := fmt.Sprintf("%d %s %s %s / %s", row.Allocation.FiscalYear, row.Basis, row.Bases, row.Documents.Default, row.Documents.Albanian)
			if got != want[i] {
				t.Errorf("row %d rests on %q, want %q", i, got, want[i])
			}
		}
		full := walk(t, s, 0)[0]
		if full.Project != "railway" || full.FundingSource != label("Loan") {
			t.Errorf("%+v", full)
		}
		if a, b := full.Allocation, *w.allocation; *a.Breach != *b.Breach || *a.Requested != *b.Requested || *a.Disbursed != *b.Disbursed ||
			a.Meta != b.Meta || a.Note != b.Note || a.Project != b.Project || a.Source != b.Source {
			t.Errorf("%+v, want %+v", a, b)
		}
	})
}

func TestAWalkEndsWithTheCallersError(t *testing.T) {
	boom := errors.New("boom")
	each(t, func(t *testing.T, s *db.Store) {
		newWorld(t, s)
		err := s.Read(t.Context(), func(r planner.Reader) error {
			return r.EachAllocation(t.Context(), 0, func(planner.AllocationRow) error { return boom })
		})
		if err != boom {
			t.Errorf("%v", err)
		}
	})
}

// SQLite walks indexes all the way: a sort would hold a million rows.
func TestTheWalkDoesNotSort(t *testing.T) {
	dsn := dbtest.SQLite(t)
	var c counter
	s := dbtest.Open(t, dsn, db.Options{OnQuery: c.note})
	walk(t, s, 0)
	pool, err := sql.Open("sqlite3", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	rows, err := pool.Query("EXPLAIN QUERY PLAN " + c.statements[0])
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	steps := 0
	for ; rows.Next(); steps++ {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(detail, "TEMP B-TREE") || (strings.HasPrefix(detail, "SCAN") && !strings.Contains(detail, " INDEX ")) {
			t.Errorf("the walk does %s", detail)
		}
	}
	if steps < 5 || rows.Err() != nil {
		t.Errorf("%d steps, %v", steps, rows.Err())
	}
}
