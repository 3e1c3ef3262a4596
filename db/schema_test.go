package db_test

import (
	"database/sql"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/fault"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// schemaQueries list what a schema is made of, one line for each part.
var schemaQueries = map[string]string{
	"sqlite3": `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY tbl_name, type DESC, name`,
	"pgx": `SELECT line FROM (
		SELECT table_name, 1 AS part, ordinal_position AS place, table_name || '.' || column_name || ' ' || data_type || COALESCE(' COLLATE ' || collation_name, '') ||
			CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END || COALESCE(' DEFAULT ' || column_default, '') AS line
		FROM information_schema.columns WHERE table_schema = 'public'
		UNION ALL SELECT conrelid::regclass::text, 2, 0, conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
		FROM pg_constraint WHERE connamespace = 'public'::regnamespace
		UNION ALL SELECT tablename, 3, 0, indexdef FROM pg_indexes WHERE schemaname = 'public') parts
		ORDER BY table_name COLLATE "C", part, place, line COLLATE "C"`,
}

// schema returns the schema of a database as text.
func schema(t *testing.T, dsn string) string {
	t.Helper()
	driver := driverOf(dsn)
	pool, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	rows, err := pool.Query(schemaQueries[driver])
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var b strings.Builder
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		b.WriteString(line + "\n")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// wantSchema compares a schema with the golden one.
func wantSchema(t *testing.T, dsn string) {
	t.Helper()
	got, golden := schema(t, dsn), filepath.Join("testdata", "schema_"+driverOf(dsn)+".sql")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the schema is not that of %s (run with -update and read the difference):\n%s", golden, got)
	}
}

func TestFreshSchema(t *testing.T) {
	dbtest.Each(t, wantSchema)
}

// What has no value for NULL in a row is never NULL in its table.
func TestPlainColumnsAreNeverNull(t *testing.T) {
	columns, err := db.PlainColumns()
	if err != nil {
		t.Fatal(err)
	}
	pool, err := sql.Open("sqlite3", dbtest.SQLite(t))
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	seen := 0
	for table, names := range columns {
		for _, name := range names {
			var never bool
			if err := pool.QueryRow(`SELECT "notnull" OR pk FROM pragma_table_info(?) WHERE name = ?`, table, name).Scan(&never); err != nil || !never {
				t.Errorf("%s.%s can be NULL (%v)", table, name, err)
			}
			seen++
		}
	}
	if seen < 100 {
		t.Errorf("only %d columns", seen)
	}
}

// Every schema that was ever released is kept as SQL text, with records in it
// (sqlite3 FILE .dump; pg_dump --inserts --no-owner): brought up to date, it is
// the fresh schema, and nothing is lost.
func TestOldDatabasesUpgrade(t *testing.T) {
	for _, driver := range []string{"sqlite3", "pgx"} {
		dumps, err := filepath.Glob(filepath.Join("testdata", "old", "v*_"+driver+".sql"))
		if err != nil || len(dumps) == 0 {
			t.Fatalf("no old databases of %s: %v", driver, err)
		}
		for _, dump := range dumps {
			t.Run(filepath.Base(dump), func(t *testing.T) {
				dsn := filepath.Join(t.TempDir(), "old.db")
				if driver == "pgx" {
					dsn = dbtest.EmptyPostgres(t)
				}
				content, err := os.ReadFile(dump)
				if err != nil {
					t.Fatal(err)
				}
				execute(t, dsn, string(content))
				from, to, err := db.Migrate(t.Context(), dsn)
				if err != nil || from == 0 || to < from {
					t.Fatalf("from %d to %d, %v", from, to, err)
				}
				wantSchema(t, dsn)
				s := dbtest.Open(t, dsn, db.Options{})
				mustVerify(t, s)
				if h := head(t, s); h.Seq != 19 || len(walk(t, s, 0)) != 1 {
					t.Errorf("records are lost: the head is %v", h)
				}
			})
		}
	}
}

func TestMigrateTwiceChangesNothing(t *testing.T) {
	for name, dsn := range map[string]func(t *testing.T) string{
		"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "new.db") },
		"postgres": func(t *testing.T) string { return dbtest.EmptyPostgres(t) },
	} {
		t.Run(name, func(t *testing.T) {
			dsn := dsn(t)
			for i, want := range [][2]int64{{0, 8}, {8, 8}} {
				from, to, err := db.Migrate(t.Context(), dsn)
				if err != nil || [2]int64{from, to} != want {
					t.Errorf("time %d: from %d to %d, %v", i, from, to, err)
				}
			}
			wantSchema(t, dsn)
		})
	}
}

// Only a database of this very schema is opened.
func TestOtherSchemasAreRefused(t *testing.T) {
	for _, c := range []struct{ name, sql, key, says string }{
		{"newer", "INSERT INTO schema_migrations (version_id, is_applied) VALUES (99, true)", "database.newer", "newer Korridor (schema 99, this one knows 8)"},
		{"emptied", "DELETE FROM schema_migrations", "database.empty", "korridor migrate"},
		{"foreign", "ALTER TABLE schema_migrations RENAME TO something", "database.foreign", "another program"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, dsn string) {
				execute(t, dsn, c.sql)
				before := schema(t, dsn)
				_, err := db.Open(t.Context(), dsn, db.Options{})
				wantFault(t, err, fault.Unavailable, c.key)
				if !strings.Contains(err.Error(), c.says) {
					t.Errorf("%v does not say %q", err, c.says)
				}
				if schema(t, dsn) != before {
					t.Error("the schema was changed")
				}
			})
		})
	}
}

func TestAnEmptyDatabaseIsSetUpOnlyWhenAsked(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, dsn := range map[string]func(t *testing.T) string{
		"sqlite":   func(*testing.T) string { return empty },
		"postgres": func(t *testing.T) string { return dbtest.EmptyPostgres(t) },
	} {
		t.Run(name, func(t *testing.T) {
			dsn := dsn(t)
			_, err := db.Open(t.Context(), dsn, db.Options{})
			wantFault(t, err, fault.Unavailable, "database.empty")
			wantNothing(t, dbtest.Open(t, dsn, db.Options{Create: true}))
		})
	}
	missing := filepath.Join(t.TempDir(), "missing.db")
	_, err := db.Open(t.Context(), missing, db.Options{})
	wantFault(t, err, fault.Unavailable, "database.missing")
	if _, err := os.Stat(missing); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file was created: %v", err)
	}
}

func TestPostgresThatCannotBeReached(t *testing.T) {
	for dsn, key := range map[string]string{
		"postgres://user:secret@127.0.0.1:1/none": "database.unreachable",
		"postgres://user:secret@[::1/none":        "database.bad_address",
		"":                                        "database.unnamed",
	} {
		_, err := db.Open(t.Context(), dsn, db.Options{Create: true})
		wantFault(t, err, fault.Unavailable, key)
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("%v tells the password", err)
		}
	}
	there := dbtest.Postgres(t)
	_, err := db.Open(t.Context(), strings.Replace(there, "postgres:///test_", "postgres:///nowhere_", 1), db.Options{Create: true})
	wantFault(t, err, fault.Unavailable, "database.missing_postgres")
}
