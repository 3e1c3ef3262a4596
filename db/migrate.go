package db

import (
	"context"
	"database/sql"
	"embed"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"korridor/pkg/fault"
)

//go:embed migrations
var migrations embed.FS

// versionTable is where goose notes the migrations that were applied.
const versionTable = "schema_migrations"

// Migrate brings the schema of a database up to date, creating the file or the
// tables where there are none, and returns the versions before and after. It
// returns the faults of Open for a database that cannot be used.
func Migrate(ctx context.Context, dsn string) (from, to int64, err error) {
	at, err := parsePlace(dsn)
	if err != nil {
		return 0, 0, err
	}
	return migrate(ctx, at)
}

func migrate(ctx context.Context, at place) (from, to int64, err error) {
	pool, err := at.admin(ctx, true)
	if err != nil {
		return 0, 0, at.fail(ctx, err)
	}
	defer pool.Close()
	if from, err = schemaVersion(ctx, at, pool); err != nil {
		return 0, 0, err
	}
	steps, err := newSteps(at, pool)
	if err != nil {
		return 0, 0, err
	}
	to = steps.newest()
	if from >= to {
		return from, from, checkVersion(at, from, to)
	}
	if _, err := steps.Up(ctx); err != nil {
		// Another process that starts at the same time may have been faster.
		if now, again := schemaVersion(ctx, at, pool); again != nil || now != to {
			return from, from, at.fail(ctx, err)
		}
	}
	return from, to, nil
}

// steps are the migrations of one database.
type steps struct{ *goose.Provider }

func newSteps(at place, pool *sql.DB) (steps, error) {
	dialect, folder := goose.DialectSQLite3, "sqlite"
	options := []goose.ProviderOption{goose.WithTableName(versionTable),
		goose.WithLogger(goose.NopLogger()), goose.WithDisableGlobalRegistry(true)}
	if _, ok := at.(*postgresPlace); ok {
		dialect, folder = goose.DialectPostgres, "postgres"
		// Several servers may start on one database at the same time.
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return steps{}, err
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	files, err := fs.Sub(migrations, "migrations/"+folder)
	if err != nil {
		return steps{}, err
	}
	provider, err := goose.NewProvider(dialect, pool, files, options...)
	return steps{provider}, err
}

// newest returns the version that this program writes.
func (s steps) newest() int64 {
	sources := s.ListSources()
	return sources[len(sources)-1].Version
}

// prepareSchema is place.prepare for an open database: it refuses a schema that
// is not this program's, and reports whether an empty one must be set up.
func prepareSchema(ctx context.Context, at place, pool *sql.DB, create bool) (empty bool, err error) {
	version, err := schemaVersion(ctx, at, pool)
	if err != nil {
		return false, err
	}
	s, err := newSteps(at, pool)
	if err != nil {
		return false, err
	}
	if version == 0 && create {
		return true, nil
	}
	return false, checkVersion(at, version, s.newest())
}

// checkVersion returns a fault unless the schema is the one this program knows.
func checkVersion(at place, version, known int64) error {
	switch {
	case version == known:
		return nil
	case version > known:
		return fault.New(fault.Unavailable, fault.Say("database.newer",
			"{database} was written by a newer Korridor (schema {version}, this one knows {known}): use that version or a backup from before it",
			"database", at.String(), "version", version, "known", known))
	case version == 0:
		return fault.New(fault.Unavailable, fault.Say("database.empty",
			"{database} is empty: run `korridor migrate` to set it up", "database", at.String()))
	}
	return fault.New(fault.Unavailable, fault.Say("database.older",
		"{database} has an older schema ({version}, this Korridor needs {known}): make a backup, then run `korridor migrate`",
		"database", at.String(), "version", version, "known", known))
}

// schemaVersion returns the version of the newest migration that was applied,
// 0 for an empty database. The query counts all tables and the version table.
func schemaVersion(ctx context.Context, at place, pool *sql.DB) (int64, error) {
	var tables, versions int
	err := pool.QueryRowContext(ctx, at.tablesQuery(), versionTable).Scan(&tables, &versions)
	switch {
	case err != nil || tables == 0:
		return 0, at.fail(ctx, err)
	case versions == 0:
		return 0, fault.New(fault.Unavailable, fault.Say("database.foreign",
			"{database} is the database of another program: name another one", "database", at.String()))
	}
	var version int64
	err = pool.QueryRowContext(ctx, "SELECT COALESCE(MAX(version_id), 0) FROM "+versionTable+" WHERE is_applied").Scan(&version)
	return version, at.fail(ctx, err)
}
