package web

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"korridor/db"
	"korridor/pkg/corridor"
	"korridor/pkg/planner"
)

// clock is the time of the tests: the day that the corridor's data were read.
func clock() time.Time { return time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC) }

// realSite is a server over a real SQLite database, which counts its queries.
type realSite struct {
	*Server
	planner *planner.Planner
	store   *db.Store
	queries atomic.Int64
	rows    atomic.Int64 // that they read or changed
}

func (s *realSite) count(_ string, rows int64) {
	s.queries.Add(1)
	s.rows.Add(max(0, rows))
}

// openSite opens a site over a database file, which is created where it is missing.
func openSite(file string, withCorridor bool) (*realSite, error) {
	return openSiteAt(file, withCorridor, clock)
}

// openSiteAt is openSite with a clock of the test's own.
func openSiteAt(file string, withCorridor bool, clock func() time.Time) (*realSite, error) {
	s := &realSite{}
	var err error
	s.store, err = db.Open(context.Background(), file, db.Options{Create: true, Now: clock, OnQuery: s.count})
	if err != nil {
		return nil, err
	}
	s.planner = planner.New(s.store, clock)
	if withCorridor {
		bundle, err := corridor.Bundle()
		if err != nil {
			return nil, err
		}
		act := planner.Act{Actor: "Korridor", Reason: planner.BuiltInReason}
		if err := s.planner.Do(context.Background(), act, &planner.Load{Bundle: bundle}); err != nil {
			return nil, err
		}
	}
	s.Server, err = New(planner.Guarded(s.store, clock), Options{Demo: true, Person: "Demo planner", Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	return s, err
}

// freshSite returns a site of the test's own, to be written to.
func freshSite(t testing.TB, withCorridor bool) *realSite {
	t.Helper()
	s, err := openSite(filepath.Join(t.TempDir(), "korridor.db"), withCorridor)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.store.Close() })
	return s
}

var sharedCorridor = sync.OnceValues(func() (*realSite, error) {
	return openSite(filepath.Join(testFolder, "corridor.db"), true)
})

// corridorSite returns the site of the corridor, loaded once for all tests that
// only read it.
func corridorSite(t testing.TB) *realSite {
	t.Helper()
	s, err := sharedCorridor()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// testFolder is a folder of this run of the tests.
var testFolder string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		var err error
		if testFolder, err = os.MkdirTemp("", "korridor-web-"); err != nil {
			panic(err)
		}
		defer os.RemoveAll(testFolder)
		code := m.Run()
		if s, err := sharedCorridor(); err == nil {
			s.store.Close()
		}
		return code
	}())
}
