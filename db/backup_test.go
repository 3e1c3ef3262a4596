package db_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/text"
)

// A backup made while others write is one state of the record: whole commands,
// and all that was there before it began.
func TestBackupWhileOthersWrite(t *testing.T) {
	s := dbtest.Open(t, dbtest.SQLite(t), db.Options{})
	w := newWorld(t, s)
	ctx, stop := context.WithCancel(t.Context())
	var group sync.WaitGroup
	group.Go(func() {
		for i := 0; ctx.Err() == nil; i++ {
			write(t, s, func(tx planner.Writer) error { // two records, always together
				return saveAll(t.Context(), tx, &project.Document{Code: fmt.Sprintf("a%d", i), Title: text.Plain("t")},
					&project.Document{Code: fmt.Sprintf("b%d", i), Title: text.Plain("t")})
			})
		}
	})
	for i := range 3 {
		before := head(t, s)
		file := filepath.Join(t.TempDir(), "backup.db")
		if err := s.Backup(t.Context(), file); err != nil {
			t.Fatal(err)
		}
		c := dbtest.Open(t, file, db.Options{})
		mustVerify(t, c)
		if h := head(t, c); h.Seq < before.Seq || (h.Seq-before.Seq)%2 != 0 {
			t.Errorf("backup %d ends with %d, after %d", i, h.Seq, before.Seq)
		}
		wantStored(t, c, w.entities()...)
	}
	stop()
	group.Wait()
}

func TestBackupOverwritesNothing(t *testing.T) {
	s := dbtest.Open(t, dbtest.SQLite(t), db.Options{})
	file := put(t, t.TempDir(), []byte("precious"))
	wantFault(t, s.Backup(t.Context(), file), fault.Conflict, "backup.exists")
	if content, err := os.ReadFile(file); err != nil || string(content) != "precious" {
		t.Errorf("%q, %v", content, err)
	}
	wantFault(t, s.Backup(t.Context(), filepath.Join(file, "below")), fault.Unavailable, "backup.cannot_create")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	unfinished := filepath.Join(t.TempDir(), "unfinished.db")
	if err := s.Backup(ctx, unfinished); err == nil {
		t.Error("a cancelled backup succeeds")
	}
	if _, err := os.Stat(unfinished); err == nil {
		t.Error("a cancelled backup leaves a file")
	}
}

func TestPostgresMakesItsOwnBackups(t *testing.T) {
	s := dbtest.Open(t, dbtest.Postgres(t), db.Options{})
	err := s.Backup(t.Context(), "x.dump")
	wantFault(t, err, fault.Unavailable, "backup.postgres")
	if !strings.Contains(err.Error(), "pg_dump --format=custom --file=x.dump postgres://") {
		t.Errorf("%v", err)
	}
}
