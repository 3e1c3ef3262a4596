package db_test

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// changes returns the whole chain, oldest first.
func changes(t *testing.T, s *db.Store) (list []record.Change) {
	t.Helper()
	read(t, s, func(r planner.Reader) (err error) {
		list, err = r.Changes(t.Context(), planner.ChangeQuery{})
		return err
	})
	slices.Reverse(list)
	return list
}

func TestTheChainTellsWhatHappened(t *testing.T) {
	now := time.Date(2026, 5, 1, 12, 0, 0, 123_456_789, time.UTC)
	dbtest.Each(t, func(t *testing.T, dsn string) {
		clock := now
		s := dbtest.Open(t, dsn, db.Options{Now: func() time.Time { return clock }})
		p := newProgramme()
		save(t, s, p)
		clock = now.Add(-time.Hour) // set back: the history must not turn around
		a := newProject(p.ID, "a")
		write(t, s, func(w planner.Writer) error {
			if err := w.Save(t.Context(), a); err != nil {
				return err
			}
			a.Name = text.Plain("Renamed")
			if err := w.Save(t.Context(), a); err != nil {
				return err
			}
			if h, err := w.Head(t.Context()); err != nil || h.Seq != 3 {
				t.Errorf("within the command the head is %v, %v", h, err)
			}
			return w.Delete(t.Context(), a)
		})
		got := changes(t, s)
		if len(got) != 4 {
			t.Fatalf("%d changes", len(got))
		}
		prev := ""
		for i, c := range got {
			want := record.Change{Seq: int64(i + 1), At: now.Truncate(time.Microsecond), Actor: stamp.Actor, Reason: stamp.Reason,
				Command: stamp.Command, Batch: 2, Kind: record.Project, Entity: a.ID, Project: a.ID, Version: int64(min(i, 2)),
				Before: c.Before, After: c.After, Format: record.ChangeFormat, Prev: prev, Hash: c.ComputeHash()}
			if i == 0 {
				want.Batch, want.Kind, want.Entity, want.Project, want.Version = 1, record.Programme, p.ID, 0, 1
			}
			if c != want {
				t.Errorf("change %d is\n%+v, want\n%+v", i, c, want)
			}
			prev = c.Hash
		}
		if got[0].Before != "" || got[1].Before != "" || got[2].Before != got[1].After || got[3].Before != got[2].After || got[3].After != "" {
			t.Errorf("the snapshots do not follow each other: %+v", got)
		}
		if !strings.Contains(got[2].After, "Renamed") || p.ID != 1 || a.ID != 2 {
			t.Errorf("%s; ids %d and %d", got[2].After, p.ID, a.ID)
		}
		mustVerify(t, s)
	})
}

// A command of more changes than are held in memory is one batch all the same.
func TestLongCommandsAreOneBatch(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		write(t, s, func(w planner.Writer) error {
			for i := range 450 {
				if err := w.Save(t.Context(), &project.Document{Code: fmt.Sprintf("d%d", i), Title: text.Plain("t")}); err != nil {
					return err
				}
			}
			return nil
		})
		for i, c := range changes(t, s) {
			if c.Batch != 1 || c.Entity != record.ID(i+1) {
				t.Fatalf("change %d: %+v", i, c)
			}
		}
		mustVerify(t, s)
	})
}

// Eight writers at once leave one chain without forks or gaps.
func TestConcurrentWritersChain(t *testing.T) {
	each(t, func(t *testing.T, s *db.Store) {
		const writers, commands = 8, 20
		var group sync.WaitGroup
		for i := range writers {
			group.Go(func() {
				for j := range commands {
					d := &project.Document{Code: fmt.Sprintf("d-%d-%d", i, j), Title: text.Plain("t")}
					err := s.Write(t.Context(), stamp, func(w planner.Writer) error {
						if err := w.Save(t.Context(), d); err != nil {
							return err
						}
						d.Title = text.Plain("u")
						return w.Save(t.Context(), d)
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
		got := changes(t, s)
		if len(got) != 2*writers*commands {
			t.Errorf("%d changes", len(got))
		}
		ids := map[record.ID]int{}
		for i, c := range got {
			ids[c.Entity]++
			if c.Seq != int64(i+1) || (i > 0 && (c.Prev != got[i-1].Hash || c.At.Before(got[i-1].At))) {
				t.Fatalf("change %d does not follow", c.Seq)
			}
		}
		if len(ids) != writers*commands {
			t.Errorf("%d ids", len(ids))
		}
		mustVerify(t, s)
	})
}

// Whatever is altered behind Korridor's back, Verify names it.
func TestVerifyNamesWhatWasTamperedWith(t *testing.T) {
	cases := []struct {
		name, sql string
		check     db.Check
		key, says string
	}{
		{"one byte", "UPDATE changes SET after = REPLACE(after, 'Works', 'works') WHERE seq = 10", db.Chain, "check.altered", "change 10, of phase "},
		{"the actor", "UPDATE changes SET actor = 'nobody' WHERE seq = 3", db.Chain, "check.altered", "change 3, of exchange_rate 3"},
		{"a link", "UPDATE changes SET prev_hash = '' WHERE seq = 5", db.Chain, "check.unchained", "change 5 "},
		{"a change removed", "DELETE FROM changes WHERE seq = 4", db.Chain, "check.gap", "between 3 and 5"},
		{"the last change removed", "DELETE FROM changes WHERE seq = (SELECT MAX(seq) FROM changes)", db.Chain, "check.head", "its head says"},
		{"the next id", "UPDATE chain_head SET next_id = (SELECT MAX(entity_id) FROM changes)", db.Chain, "check.next_id", "was given out already"},
		{"a time", "UPDATE changes SET at_us = at_us - 1000000 WHERE seq = 6", db.Chain, "check.time", "change 6 "},
		{"a record", "UPDATE allocations SET requested_minor = requested_minor - 1", db.History, "check.differs", "the allocation "},
		{"a record removed", "DELETE FROM milestones", db.History, "check.vanished", "the milestone "},
		{"a record slipped in", "INSERT INTO documents SELECT 99999, 1, 'x', title, title_sq, publisher, address, date, note, note_sq FROM documents", db.History, "check.unrecorded", "the document 99999 "},
		{"a ceiling in a list", "UPDATE budget_programmes SET ceilings = REPLACE(ceilings, '5680000000.00', '5690000000.00')", db.History, "check.differs", "the budget_programme "},
		{"a snapshot", "UPDATE changes SET after = '{' WHERE seq = 2", db.History, "check.unreadable", "change 2 "},
		{"a claim", "UPDATE claims SET entity_id = 99999", db.References, "check.claim", "of the kind allocation"},
	}
	dbtest.Each(t, func(t *testing.T, dsn string) {
		s := dbtest.Open(t, dsn, db.Options{})
		newWorld(t, s)
		mustVerify(t, s)
		for _, c := range cases { // one after the other: the findings add up
			execute(t, dsn, c.sql)
			findings, err := s.Verify(t.Context())
			if err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
			if !slices.ContainsFunc(findings, func(f db.Finding) bool {
				return f.Check == c.check && f.Message.Key == c.key && strings.Contains(f.Message.String(), c.says)
			}) {
				t.Errorf("%s: %v do not say %q (%s)", c.name, findings, c.says, c.key)
			}
		}
	})
}

// execute runs a statement past the store.
func execute(t testing.TB, dsn, statement string) {
	t.Helper()
	pool, err := sql.Open(driverOf(dsn), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	if _, err := pool.Exec(statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func driverOf(dsn string) string {
	if strings.HasPrefix(dsn, "postgres:") {
		return "pgx"
	}
	return "sqlite3"
}
