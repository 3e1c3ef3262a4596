package db_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/text"
)

var restoredAt = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// restore returns how a test restores a backup.
func restore(t *testing.T, backup, database string, force bool) db.Restore {
	return db.Restore{Backup: backup, Database: database, Force: force, Now: func() time.Time { return restoredAt },
		Verify: func(s *db.Store) error {
			findings, err := s.Verify(t.Context())
			if len(findings) > 0 {
				err = errors.Join(err, errors.New(findings[0].Message.String()))
			}
			return err
		}}
}

// backedUp returns a backup of a database with the documents given, and where
// its chain ends.
func backedUp(t *testing.T, codes ...string) (file string, h planner.Head) {
	t.Helper()
	s := dbtest.Open(t, dbtest.SQLite(t), db.Options{})
	for _, code := range codes {
		save(t, s, &project.Document{Code: code, Title: text.Plain("t")})
	}
	file = filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	return file, head(t, s)
}

// wantHead fails the test unless the database of the file is sound and its chain
// ends as told.
func wantHead(t *testing.T, file string, want planner.Head) {
	t.Helper()
	s, err := db.Open(t.Context(), file, db.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	mustVerify(t, s)
	if got := head(t, s); got.Seq != want.Seq || got.Hash != want.Hash {
		t.Errorf("%s ends with %+v, want %+v", filepath.Base(file), got, want)
	}
}

// wantFiles fails the test unless the folder holds these files and no other.
func wantFiles(t *testing.T, folder string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if err != nil || strings.Join(got, " ") != strings.Join(names, " ") {
		t.Errorf("the folder holds %q, want %q (%v)", got, names, err)
	}
}

// A backup comes where there is nothing, and with force in the place of what is
// there, which is kept, also when its log was not yet written into it. The
// backup stays as it is.
func TestRestore(t *testing.T) {
	backup, held := backedUp(t, "a", "b")
	content, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	file := filepath.Join(folder, "k.db")
	if done, err := restore(t, backup, file, false).Run(t.Context()); err != nil || done.Kept != "" || done.From != done.To {
		t.Fatalf("%+v, %v", done, err)
	}
	wantHead(t, file, held)
	s := dbtest.Open(t, file, db.Options{})
	save(t, s, &project.Document{Code: "later", Title: text.Plain("t")})
	later := head(t, s)
	crash(t, file, filepath.Join(folder, "crashed.db"))
	for i, name := range []string{"k.db.before-restore-20260501-120000", "k.db.before-restore-20260501-120000-2"} {
		target := filepath.Join(folder, "crashed.db")
		if err := os.Chmod(target, 0o640); err != nil {
			t.Fatal(err)
		}
		_, err := restore(t, backup, target, false).Run(t.Context())
		wantFault(t, err, fault.Conflict, "restore.exists")
		done, err := restore(t, backup, target, true).Run(t.Context())
		if want := filepath.Join(folder, strings.Replace(name, "k.db", "crashed.db", 1)); err != nil || done.Kept != want {
			t.Fatalf("%+v, %v; want %s", done, err, want)
		}
		wantHead(t, target, held)
		if i == 0 {
			wantHead(t, done.Kept, later)
		}
		if info, err := os.Stat(target); err != nil || info.Mode().Perm() != 0o640 {
			t.Errorf("the mode is %v, %v", info.Mode(), err)
		}
	}
	if again, err := os.ReadFile(backup); err != nil || !bytes.Equal(again, content) {
		t.Errorf("the backup was changed (%v)", err)
	}
	wantFiles(t, filepath.Dir(backup), "backup.db")
}

// crash copies a database with its log as a crash leaves them.
func crash(t *testing.T, from, to string) {
	t.Helper()
	for _, ending := range []string{"", "-wal"} {
		content, err := os.ReadFile(from + ending)
		if err != nil || len(content) == 0 {
			t.Fatalf("%s%s: %d bytes, %v", from, ending, len(content), err)
		}
		if err := os.WriteFile(to+ending, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// A link leads to the database, from another file system where there is one.
func TestRestoreThroughALink(t *testing.T) {
	backup, held := backedUp(t, "a")
	elsewhere := t.TempDir()
	if memory, err := os.MkdirTemp("/dev/shm", "korridor-restore-"); err == nil {
		elsewhere = memory
		t.Cleanup(func() { os.RemoveAll(memory) })
	}
	file, link := dbtest.SQLite(t), filepath.Join(elsewhere, "link.db")
	if err := os.Symlink(file, link); err != nil {
		t.Skip(err)
	}
	for _, c := range []struct{ backup, database, holds string }{{backup, link, file}, {file, filepath.Join(elsewhere, "new.db"), filepath.Join(elsewhere, "new.db")}} {
		if _, err := restore(t, c.backup, c.database, true).Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		wantHead(t, c.holds, held)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v", err)
	}
}

// A database that a service has open, even one that does nothing, is not taken
// from under it.
func TestRestoreWhileInUse(t *testing.T) {
	backup, held := backedUp(t, "a", "b")
	file := dbtest.SQLite(t)
	s, err := db.Open(t.Context(), file, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	save(t, s, &project.Document{Code: "mine", Title: text.Plain("t")})
	_, err = restore(t, backup, file, true).Run(t.Context())
	wantFault(t, err, fault.Conflict, "restore.in_use")
	save(t, s, &project.Document{Code: "more", Title: text.Plain("t")})
	own := head(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	wantFiles(t, filepath.Dir(file), "korridor.db")
	wantHead(t, file, own)
	if _, err := restore(t, backup, file, true).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantHead(t, file, held)
}

// A damaged database gives way with all its files, byte for byte: its log would
// be taken for the new one's.
func TestRestoreInPlaceOfADamagedDatabase(t *testing.T) {
	backup, held := backedUp(t, "a")
	for name, content := range map[string][]byte{"no database": []byte(strings.Repeat("no database ", 1000)), "empty": {}} {
		folder := t.TempDir()
		file := filepath.Join(folder, "k.db")
		for _, ending := range []string{"", "-wal", "-shm"} {
			if err := os.WriteFile(file+ending, append(content, ending...), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		done, err := restore(t, backup, file, true).Run(t.Context())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		wantHead(t, file, held)
		for _, ending := range []string{"", "-wal"} {
			if kept, err := os.ReadFile(done.Kept + ending); err != nil || string(kept) != string(content)+ending {
				t.Errorf("%s: %q is kept as %.30q, %v", name, ending, kept, err)
			}
		}
	}
}

// A backup that is not sound, or that is none, changes nothing and leaves nothing.
func TestRestoreOfWhatIsNotSound(t *testing.T) {
	backup, _ := backedUp(t, "a", "b", "c")
	sound, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	changed := func(statement string) func(t *testing.T, file string) {
		return func(t *testing.T, file string) {
			pool, err := sql.Open("sqlite3", file)
			if err != nil {
				t.Fatal(err)
			}
			defer pool.Close()
			if _, err := pool.Exec(statement); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, c := range map[string]struct {
		words  string
		damage func(t *testing.T, file string)
	}{
		"cut short":               {"damaged", func(_ *testing.T, file string) { _ = os.Truncate(file, int64(len(sound)/2)) }},
		"a text":                  {"not a SQLite database", func(_ *testing.T, file string) { _ = os.WriteFile(file, bytes.Repeat([]byte("text "), 999), 0o600) }},
		"empty":                   {"is empty", func(_ *testing.T, file string) { _ = os.Truncate(file, 0) }},
		"gone":                    {"there is no backup", func(_ *testing.T, file string) { _ = os.Remove(file) }},
		"newer":                   {"newer Korridor", changed("INSERT INTO schema_migrations (version_id, is_applied) VALUES (9999, 1)")},
		"of another program":      {"another program", changed("DROP TABLE schema_migrations")},
		"a change altered":        {"change 2", changed("UPDATE changes SET actor = 'nobody' WHERE seq = 2")},
		"a change taken away":     {"", changed("DELETE FROM changes WHERE seq = 3")},
		"a record altered":        {"", changed("UPDATE documents SET title = 'other' WHERE id = 1")},
		"a record out of nowhere": {"", changed("INSERT INTO documents SELECT 99, version, 'x' || code, title, title_sq, publisher, address, date, note, note_sq FROM documents LIMIT 1")},
	} {
		for _, isThere := range []bool{false, true} {
			folder, target := t.TempDir(), ""
			file := filepath.Join(folder, "backup.db")
			if err := os.WriteFile(file, sound, 0o600); err != nil {
				t.Fatal(err)
			}
			c.damage(t, file)
			if target = filepath.Join(t.TempDir(), "korridor.db"); isThere {
				target = dbtest.SQLite(t)
			}
			before, _ := os.ReadFile(target)
			if _, err := restore(t, file, target, true).Run(t.Context()); err == nil || !strings.Contains(err.Error(), c.words) {
				t.Errorf("%s: %v, want %q", name, err, c.words)
			}
			if after, _ := os.ReadFile(target); !bytes.Equal(before, after) {
				t.Errorf("%s: the database was changed", name)
			}
			if isThere {
				wantFiles(t, filepath.Dir(target), "korridor.db")
			} else {
				wantFiles(t, filepath.Dir(target))
			}
		}
	}
}

// What is restored is told apart from where it goes, and the server's own program
// restores PostgreSQL.
func TestRestoreIntoTheWrongPlace(t *testing.T) {
	backup, held := backedUp(t, "a")
	_, err := restore(t, backup, backup, true).Run(t.Context())
	wantFault(t, err, fault.Conflict, "restore.same")
	_, err = restore(t, backup, filepath.Join(t.TempDir(), "no", "k.db"), true).Run(t.Context())
	wantFault(t, err, fault.Unavailable, "database.no_folder")
	_, err = restore(t, backup, t.TempDir(), true).Run(t.Context())
	wantFault(t, err, fault.Unavailable, "database.folder")
	_, err = restore(t, "x.dump", "postgres://ana:s3cret@host/korridor", true).Run(t.Context())
	wantFault(t, err, fault.Unavailable, "restore.postgres")
	if !strings.Contains(err.Error(), "pg_restore --clean --if-exists --dbname=postgres://host:5432/korridor x.dump") || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("%v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	folder := t.TempDir()
	if _, err := restore(t, backup, filepath.Join(folder, "k.db"), true).Run(ended); err == nil {
		t.Error("a restoring that was ended succeeds")
	}
	wantFiles(t, folder)
	wantHead(t, backup, held)
}

// A backup of an older schema is restored with this program's.
func TestRestoreOfAnOlderSchema(t *testing.T) {
	dumps, err := filepath.Glob(filepath.Join("testdata", "old", "v*_sqlite3.sql"))
	if err != nil || len(dumps) == 0 {
		t.Fatal(dumps, err)
	}
	for _, dump := range dumps {
		old := filepath.Join(t.TempDir(), "old.db")
		content, err := os.ReadFile(dump)
		if err != nil {
			t.Fatal(err)
		}
		execute(t, old, string(content))
		before, _ := os.ReadFile(old)
		file := filepath.Join(t.TempDir(), "k.db")
		done, err := restore(t, old, file, false).Run(t.Context())
		if err != nil || done.From >= done.To {
			t.Errorf("%s: %+v, %v", dump, done, err)
			continue
		}
		mustVerify(t, dbtest.Open(t, file, db.Options{}))
		if after, _ := os.ReadFile(old); !bytes.Equal(before, after) {
			t.Errorf("%s: the backup was changed", dump)
		}
	}
}

// A backup made in a storm of writes, restored, holds all that was acknowledged
// before it began, and nothing but a prefix of the chain.
func TestBackupAndRestoreInAStormOfWrites(t *testing.T) {
	s := dbtest.Open(t, dbtest.SQLite(t), db.Options{})
	var acknowledged atomic.Int64
	ctx, stop := context.WithCancel(t.Context())
	var writers sync.WaitGroup
	for w := range 3 {
		writers.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				write(t, s, func(tx planner.Writer) error {
					return saveAll(t.Context(), tx, &project.Document{Code: fmt.Sprintf("d%d-%d", w, i), Title: text.Plain("t")})
				})
				acknowledged.Add(1)
			}
		})
	}
	var restored []string
	var atLeast []int64
	for range 3 {
		folder := t.TempDir()
		backup, file := filepath.Join(folder, "backup.db"), filepath.Join(folder, "k.db")
		atLeast = append(atLeast, acknowledged.Load())
		if err := s.Backup(t.Context(), backup); err != nil {
			t.Fatal(err)
		}
		if _, err := restore(t, backup, file, false).Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		restored = append(restored, file)
	}
	stop()
	writers.Wait()
	all := changes(t, s)
	for i, file := range restored {
		c := dbtest.Open(t, file, db.Options{})
		mustVerify(t, c)
		h := head(t, c)
		if h.Seq < atLeast[i] {
			t.Errorf("backup %d has %d changes, but %d were acknowledged before", i, h.Seq, atLeast[i])
		}
		if h.Seq > 0 && h.Hash != all[h.Seq-1].Hash {
			t.Errorf("backup %d is no prefix of the chain", i)
		}
	}
}
