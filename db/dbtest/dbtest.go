// Package dbtest gives tests fresh databases: a SQLite file, and a database on
// a PostgreSQL server of their own that starts with the first test and ends
// with the process.
package dbtest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"korridor/db"
)

// Each runs the test on a fresh, migrated SQLite database and on a PostgreSQL
// one, as subtests. Where PostgreSQL is not installed its subtest is skipped,
// or fails when KORRIDOR_TEST_REQUIRE contains "postgres".
func Each(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// Open opens a database until the end of the test.
func Open(tb testing.TB, dsn string, opts db.Options) *db.Store {
	tb.Helper()
	s, err := db.Open(context.Background(), dsn, opts)
	if err != nil {
		tb.Fatalf("open the database: %v", err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Errorf("close the database: %v", err)
		}
	})
	return s
}

// SQLite returns the path of a fresh, migrated database.
func SQLite(tb testing.TB) string {
	tb.Helper()
	template, err := sqliteTemplate()
	if err != nil {
		tb.Fatalf("migrate a SQLite database: %v", err)
	}
	file := filepath.Join(tb.TempDir(), "korridor.db")
	if err := os.WriteFile(file, template, 0o600); err != nil {
		tb.Fatal(err)
	}
	return file
}

// sqliteTemplate is the file of a migrated database, made once.
var sqliteTemplate = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "korridor-sqlite-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "template.db")
	if _, _, err := db.Migrate(context.Background(), file); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})
