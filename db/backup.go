package db

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"korridor/pkg/fault"
)

// Backup writes a copy of a SQLite database to a new file while reading and
// writing go on: one consistent state, which it then checks. It returns a
// Conflict fault when the file is already there, and for PostgreSQL an
// Unavailable one that names the command to use.
func (s *Store) Backup(ctx context.Context, file string) error {
	from, ok := s.place.(sqlitePlace)
	if !ok {
		return fault.New(fault.Unavailable, fault.Say("backup.postgres",
			"PostgreSQL makes its own backups: run `pg_dump --format=custom --file={file} {database}`",
			"file", file, "database", s.place.String()))
	}
	// Creating the file first keeps two backups from choosing the same name;
	// SQLite accepts it as long as it is empty.
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fault.New(fault.Conflict, fault.Say("backup.exists", "{file} is already there: name a new file", "file", file))
	}
	if err != nil {
		return fault.Wrap(fault.Unavailable, err, fault.Say("backup.cannot_create", "{file} cannot be created", "file", file))
	}
	to := sqlitePlace{path: file}
	err = from.copyTo(ctx, to)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = to.checkCopy(ctx)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file)) // a backup that is not sure is none
	}
	return nil
}

func (p sqlitePlace) copyTo(ctx context.Context, to sqlitePlace) error {
	pool, err := p.pool(sqliteCopier, 1)
	if err != nil {
		return err
	}
	defer pool.Close()
	_, err = pool.ExecContext(ctx, "VACUUM INTO ?", to.address("mode=rw"))
	return p.fail(ctx, err)
}

func (p sqlitePlace) checkCopy(ctx context.Context) error {
	pool, err := p.pool(sqliteReader, 1)
	if err != nil {
		return err
	}
	defer pool.Close()
	var result string
	if err := pool.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&result); err != nil {
		return p.fail(ctx, err)
	}
	if result != "ok" {
		return fmt.Errorf("the copy %s is damaged: %s", p, result)
	}
	var agrees bool
	err = pool.QueryRowContext(ctx, "SELECT seq = (SELECT COALESCE(MAX(seq), 0) FROM changes) FROM "+headTable).Scan(&agrees)
	if err == nil && !agrees {
		err = fmt.Errorf("the copy %s ends in the middle of a command", p)
	}
	return p.fail(ctx, err)
}
