package web

import (
	"context"
	"net/http"
	"path/filepath"
	"sync"
	"testing"

	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/webtest"
)

// meeting is a store whose writers wait until all of them have read.
type meeting struct {
	planner.Store
	all *sync.WaitGroup
}

// Write implements planner.Store.
func (m meeting) Write(ctx context.Context, stamp record.Stamp, fn func(planner.Writer) error) error {
	m.all.Done()
	m.all.Wait()
	return m.Store.Write(ctx, stamp, fn)
}

// The same form sent to two servers on one database at the same moment adds one
// record, and both lead to it.
func TestRecordIsAddedOnceByTwoServers(t *testing.T) {
	file := filepath.Join(t.TempDir(), "korridor.db")
	var sites []*realSite
	for i := range 2 {
		s, err := openSite(file, i == 0)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.store.Close() })
		sites = append(sites, s)
	}
	s := sites[0]
	phase, _ := s.railwayPhase(t, "p2")
	claim := webtest.Get(t, s.Handler(), addClaimURL(phase.ID, "planned_start")).Header.Get("Location")
	for _, form := range []struct {
		at    string
		pairs []string
	}{
		{claim, []string{"value", "2028", "unit", "date", "basis", "assumed", "note", "a guess"}},
		{"/projects/railway/milestones/new", []string{"name", "Opening", "code", "opening-9", "planned", "2034"}},
		{"/projects/railway/estimates/working-model-2025/copy", []string{reasonField, "prices of 2026"}},
		{"/documents/new", []string{"title", "Law 1", "code", "law-1"}},
	} {
		at := form.at
		values := s.fill(t, at, "en", form.pairs...)
		head := s.head(t)
		var both, answered sync.WaitGroup
		both.Add(2)
		var pages [2]*webtest.Page
		for i, s := range sites {
			server, err := New(planner.New(meeting{s.store, &both}, clock), s.options)
			if err != nil {
				t.Fatal(err)
			}
			answered.Go(func() { pages[i] = webtest.Post(t, server.Handler(), at, values) })
		}
		answered.Wait()
		for _, p := range pages {
			if p.Status != http.StatusSeeOther || p.Header.Get("Location") != pages[0].Header.Get("Location") {
				t.Errorf("%s: %d to %s", at, p.Status, p.Header.Get("Location"))
			}
		}
		last, err := s.planner.Change(t.Context(), head+1)
		if err != nil || int64(len(last.Batch.Changes)) != s.head(t)-head && !last.Batch.More {
			t.Errorf("%s: %d changes, %d of them of one request: %v", at, s.head(t)-head, len(last.Batch.Changes), err)
		}
	}
}
