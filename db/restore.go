package db

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"korridor/pkg/fault"
)

// Restore says what is restored, and where.
type Restore struct {
	Backup   string // a SQLite file; it is only read
	Database string // the file that is to hold it
	Force    bool   // a database that is there already gives way
	// Verify is asked whether the record in the store is in order; an error of it
	// ends the restoring before anything is changed.
	Verify func(*Store) error
	Now    func() time.Time // names what is kept; nil is time.Now
}

// Restored is what a Restore did.
type Restored struct {
	Kept     string // where the database that gave way is now; "": there was none
	From, To int64  // the schema of the backup, and of this program
}

// Run copies the backup beside the database, brings the copy's schema up to date,
// verifies it, and only then lets it take the database's place, at once: at no
// moment is there neither. What was there before is kept beside it. Nothing is
// changed where anything fails.
//
// It returns a Conflict fault where a database is there and Force is not set, or
// where it is in use; an Unavailable one for a backup that cannot be used, and for
// PostgreSQL, with the command to use.
func (r Restore) Run(ctx context.Context) (Restored, error) {
	from, to, err := r.places()
	if err != nil {
		return Restored{}, err
	}
	old, err := r.old(from, to)
	if err != nil {
		return Restored{}, err
	}
	var done Restored
	fresh := sqlitePlace{path: filepath.Join(filepath.Dir(to.path), ".korridor-restore-"+rand.Text())}
	defer fresh.remove()
	if done.From, done.To, err = fresh.takeOver(ctx, from); err != nil {
		return Restored{}, err
	}
	if err := fresh.verified(ctx, r.Verify); err != nil {
		return Restored{}, err
	}
	if old != nil {
		err = giveAccess(fresh.path, old)
		if err == nil {
			done.Kept, err = to.giveWay(ctx, r.keepName(to.path), fresh.path)
		}
	} else {
		err = os.Rename(fresh.path, to.path)
	}
	if err != nil {
		return Restored{}, to.cannotRestore(err)
	}
	return done, syncFolder(filepath.Dir(to.path))
}

// places returns the files, the database's with all links followed.
func (r Restore) places() (from, to sqlitePlace, err error) {
	at, err := parsePlace(r.Database)
	if err != nil {
		return from, to, err
	}
	to, ok := at.(sqlitePlace)
	if !ok {
		return from, to, fault.New(fault.Unavailable, fault.Say("restore.postgres",
			"PostgreSQL restores its own backups: run `pg_restore --clean --if-exists --dbname={database} {file}`, then `korridor check`",
			"file", r.Backup, "database", at.String()))
	}
	if linked, err := filepath.EvalSymlinks(to.path); err == nil {
		to.path = linked
	}
	return sqlitePlace{path: r.Backup}, to, nil
}

// old returns the file that must give way, nil where there is none.
func (r Restore) old(from, to sqlitePlace) (fs.FileInfo, error) {
	if _, err := os.Stat(from.path); errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, fault.Say("restore.no_backup", "there is no backup {file}", "file", from.path))
	}
	if _, err := from.check(false); err != nil {
		return nil, err
	}
	isMissing, err := to.check(true)
	if err != nil || isMissing {
		return nil, err
	}
	old, err := os.Stat(to.path)
	if err != nil {
		return nil, to.cannotRestore(err)
	}
	if backup, err := os.Stat(from.path); err == nil && os.SameFile(backup, old) {
		return nil, fault.New(fault.Conflict, fault.Say("restore.same", "{file} is the database itself: name a backup of it", "file", from.path))
	}
	if !r.Force {
		return nil, fault.New(fault.Conflict, fault.Say("restore.exists",
			"{database} is already there: with --force the backup takes its place, and it is kept beside it", "database", to.path))
	}
	return old, nil
}

// keepName is a name beside the database that is free.
func (r Restore) keepName(path string) string {
	now := time.Now
	if r.Now != nil {
		now = r.Now
	}
	first := path + ".before-restore-" + now().Format("20060102-150405")
	name := first
	for i := 2; ; i++ {
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name
		}
		name = fmt.Sprintf("%s-%d", first, i)
	}
}

// takeOver makes the file a copy of the backup, with this program's schema.
func (p sqlitePlace) takeOver(ctx context.Context, backup sqlitePlace) (from, to int64, err error) {
	f, err := os.OpenFile(p.path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return 0, 0, p.cannotRestore(err)
	}
	if err = f.Close(); err != nil {
		return 0, 0, p.cannotRestore(err)
	}
	if from, to, err = backup.versions(ctx); err != nil {
		return 0, 0, err
	}
	if err = backup.copyTo(ctx, p); err != nil {
		return 0, 0, err
	}
	if from < to {
		if _, _, err = migrate(ctx, p); err != nil {
			return 0, 0, err
		}
	}
	return from, to, syncFile(p.path)
}

// versions returns the schema of a backup and of this program, which must not
// be the older one.
func (p sqlitePlace) versions(ctx context.Context) (from, to int64, err error) {
	pool, err := p.pool(sqliteCopier, 1)
	if err != nil {
		return 0, 0, err
	}
	defer pool.Close()
	if from, err = schemaVersion(ctx, p, pool); err != nil {
		return 0, 0, err
	}
	s, err := newSteps(p, pool)
	if err != nil {
		return 0, 0, err
	}
	if to = s.newest(); from == 0 || from > to {
		return 0, 0, checkVersion(p, from, to)
	}
	return from, to, nil
}

// verified asks whether the copy is in order.
func (p sqlitePlace) verified(ctx context.Context, verify func(*Store) error) error {
	if err := p.checkCopy(ctx); err != nil {
		return err
	}
	s, err := Open(ctx, p.path, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	return errors.Join(verify(s), s.Close())
}

func (p sqlitePlace) cannotRestore(err error) error {
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return err
	}
	return fault.Wrap(fault.Unavailable, err, fault.Say("restore.cannot_write",
		"nothing was restored: the folder of {database} cannot be written to: {problem}", "database", p.path, "problem", err.Error()))
}
