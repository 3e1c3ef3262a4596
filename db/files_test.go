package db_test

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// badFile makes a file that cannot be used, and returns its path.
type badFile func(t *testing.T, folder string) string

var badFiles = map[string]struct {
	key  string
	make badFile
}{
	"a text": {"database.not_sqlite", func(t *testing.T, folder string) string {
		return put(t, folder, []byte(strings.Repeat("this is no database. ", 100)))
	}},
	"a short text": {"database.not_sqlite", func(t *testing.T, folder string) string { return put(t, folder, []byte("hello")) }},
	"a database cut short": {"database.damaged", func(t *testing.T, folder string) string {
		content := filled(t)
		return put(t, folder, content[:len(content)/2+100])
	}},
	"a damaged database": {"database.damaged", func(t *testing.T, folder string) string {
		content := filled(t)
		copy(content[100:], bytes.Repeat([]byte{0xAA}, 4096-100)) // the page that lists the tables
		return put(t, folder, content)
	}},
	"a folder":        {"database.folder", func(_ *testing.T, folder string) string { return folder }},
	"no such folder":  {"database.no_folder", func(_ *testing.T, folder string) string { return filepath.Join(folder, "not", "there.db") }},
	"below a file":    {"database.unreadable", func(t *testing.T, folder string) string { return filepath.Join(put(t, folder, nil), "x.db") }},
	"a hostile name":  {"database.unreadable", func(_ *testing.T, folder string) string { return filepath.Join(folder, "a\x00b.db") }},
	"a name too long": {"database.unreadable", func(_ *testing.T, folder string) string { return filepath.Join(folder, strings.Repeat("x", 300)) }},
	"a locked database": {"busy", func(t *testing.T, folder string) string {
		file := put(t, folder, filled(t))
		pool, err := sql.Open("sqlite3", file+"?_journal_mode=DELETE&_txlock=exclusive")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { pool.Close() })
		if _, err := pool.Begin(); err != nil { // not ended: the other program
			t.Fatal(err)
		}
		return file
	}},
}

// put writes the file of a test.
func put(t *testing.T, folder string, content []byte) string {
	t.Helper()
	file := filepath.Join(folder, "korridor.db")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// filled returns the content of a database with records in it.
func filled(t *testing.T) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "copy.db")
	s := dbtest.Open(t, dbtest.SQLite(t), db.Options{})
	newWorld(t, s)
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	used, err := db.Open(t.Context(), file, db.Options{}) // as a database that was in use looks
	if err == nil {
		err = used.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// Each bad file has a message that names it and says what to do, and stays as
// it is.
func TestBadFilesAreRefusedUnchanged(t *testing.T) {
	for name, c := range badFiles {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // a locked database takes its time
			folder := t.TempDir()
			file := c.make(t, folder)
			before := contents(t, folder)
			_, err := db.Open(t.Context(), file, db.Options{Create: true})
			wantFault(t, err, fault.Unavailable, c.key)
			if !strings.Contains(err.Error(), file) || !strings.Contains(err.Error(), ":") {
				t.Errorf("%v does not name the file and say what to do", err)
			}
			if c.key == "busy" {
				return // another five seconds would show the same
			}
			if _, _, err := db.Migrate(t.Context(), file); !fault.Is(err, fault.Unavailable) {
				t.Errorf("migrate: %v", err)
			}
			if after := contents(t, folder); after != before {
				t.Error("the folder was changed")
			}
		})
	}
}

// Where another program is writing, opening and closing do not wait for it, and
// what is to be written waits once.
func TestABusyDatabaseIsWaitedForOnce(t *testing.T) {
	t.Parallel()
	file := put(t, t.TempDir(), filled(t))
	pool, err := sql.Open("sqlite3", file+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	if _, err := pool.Begin(); err != nil { // not ended
		t.Fatal(err)
	}
	began := time.Now()
	s, err := db.Open(t.Context(), file, db.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	opened := time.Since(began)
	err = s.Write(t.Context(), record.Stamp{}, func(planner.Writer) error { return nil })
	wantFault(t, err, fault.Unavailable, "busy")
	waited := time.Since(began)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	// A wait takes five seconds; a busy machine may add some, and two waits take ten.
	if all := time.Since(began); opened > 4*time.Second || waited < 4*time.Second || all > 9900*time.Millisecond {
		t.Errorf("opened after %v, gave up after %v, closed after %v", opened, waited, all)
	}
}

// contents returns the names and bytes of a folder's files.
func contents(t *testing.T, folder string) string {
	t.Helper()
	var b strings.Builder
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(e.Name() + "\n" + string(content))
	}
	return b.String()
}

// Any name that the file system takes is the name of the file, and nothing else.
func TestHostilePathsAreNames(t *testing.T) {
	for _, name := range []string{"a?mode=memory.db", "a#b.db", "a%20b.db", "a b&c=d.db", "Çelësi ë.db", "日本 🚧.db", "file:x.db", "..db",
		"'; DROP TABLE projects; --.db", "a\nb.db", ":memory:", "-", "a\"b.db"} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			file := filepath.Join(folder, name)
			s := dbtest.Open(t, file, db.Options{Create: true})
			save(t, s, newProgramme())
			copied := filepath.Join(folder, "copy of "+name)
			if err := s.Backup(t.Context(), copied); err != nil {
				t.Fatal(err)
			}
			for _, f := range []string{file, copied} {
				if info, err := os.Stat(f); err != nil || info.Size() == 0 {
					t.Errorf("%q: %v", f, err)
				}
			}
			mustVerify(t, dbtest.Open(t, copied, db.Options{}))
		})
	}
	t.Run("relative", func(t *testing.T) {
		t.Chdir(t.TempDir())
		dbtest.Open(t, "file:x?y#z.db", db.Options{Create: true})
		if _, err := os.Stat("file:x?y#z.db"); err != nil {
			t.Error(err)
		}
	})
}

// Closing leaves one file with everything in it.
func TestClosingLeavesOneFile(t *testing.T) {
	folder := t.TempDir()
	s, err := db.Open(t.Context(), filepath.Join(folder, "one.db"), db.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	save(t, s, newProgramme())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
}
