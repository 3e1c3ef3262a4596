package db

import (
	"context"
	"database/sql"
	"errors"
	"os"

	"github.com/mattn/go-sqlite3"

	"korridor/pkg/fault"
)

// beside lists the endings of the files that SQLite keeps beside a database:
// its log, the index of that, and the journal of a transaction.
var beside = []string{"-wal", "-shm", "-journal"}

// giveWay puts the fresh file in the place of the database, which is kept under
// the name. Nobody can have it open meanwhile: a service would go on writing to
// what is only kept, and nothing of that would ever be seen again.
func (p sqlitePlace) giveWay(ctx context.Context, kept, fresh string) (string, error) {
	release, err := p.hold(ctx)
	if err != nil {
		return "", err
	}
	defer release()
	// A log that is left belongs to the old file: beside the new one it would
	// be taken for its own. There is none where the database could be held.
	var moved []string
	back := func() {
		for _, ending := range moved {
			_ = os.Rename(kept+ending, p.path+ending)
		}
	}
	for _, ending := range beside {
		switch err := os.Rename(p.path+ending, kept+ending); {
		case err == nil:
			moved = append(moved, ending)
		case !errors.Is(err, os.ErrNotExist):
			back()
			return "", err
		}
	}
	if err := p.swap(kept, fresh); err != nil {
		back()
		return "", err
	}
	return kept, nil
}

// swap gives the old file the name under which it is kept, and the fresh one its
// own. Where files may have two names, the old one has both until the fresh one
// takes the first of them.
func (p sqlitePlace) swap(kept, fresh string) error {
	undo := func() error { return os.Remove(kept) }
	if err := os.Link(p.path, kept); err != nil {
		undo = func() error { return os.Rename(kept, p.path) }
		if err := os.Rename(p.path, kept); err != nil {
			return err
		}
	}
	if err := os.Rename(fresh, p.path); err != nil {
		return errors.Join(err, undo())
	}
	return nil
}

// hold takes the database for this program alone, with everything in its log
// written into it, until it is released. A file that SQLite cannot use, which may
// be why it is replaced, is not held: nobody else can use it either. It returns a
// Conflict fault where another program has it open.
func (p sqlitePlace) hold(ctx context.Context) (release func(), err error) {
	if !p.isUsable(ctx) {
		return func() {}, nil
	}
	pool, err := p.pool("_busy_timeout=0&mode=rw", 1)
	if err != nil {
		return nil, err
	}
	conn, err := pool.Conn(ctx)
	release = func() { // the file closes and with it all locks
		if conn != nil {
			_, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
			_ = conn.Close()
		}
		_ = pool.Close()
	}
	if err == nil {
		err = exclude(ctx, conn)
	}
	if err == nil {
		return release, nil
	}
	release()
	if e, ok := errors.AsType[sqlite3.Error](err); ok && (e.Code == sqlite3.ErrBusy || e.Code == sqlite3.ErrLocked) {
		return nil, fault.Wrap(fault.Conflict, err, fault.Say("restore.in_use",
			"{database} is in use: stop the service first; nothing was changed", "database", p.path))
	}
	return nil, p.fail(ctx, err)
}

// isUsable reports whether SQLite can read the file at all. It is asked without
// the right to write: SQLite clears away the log of a file that it cannot read,
// and somebody may still want to save what is in it.
func (p sqlitePlace) isUsable(ctx context.Context) bool {
	if info, err := os.Stat(p.path); err != nil || info.Size() == 0 {
		return false
	}
	pool, err := p.pool("_busy_timeout=0&mode=ro", 1)
	if err != nil {
		return false
	}
	defer pool.Close()
	var tables int
	err = pool.QueryRowContext(ctx, "SELECT COUNT(*) FROM sqlite_schema").Scan(&tables)
	e, ok := errors.AsType[sqlite3.Error](err)
	return !ok || e.Code != sqlite3.ErrNotADB && e.Code != sqlite3.ErrCorrupt
}

// exclude keeps all others out. Each program that has the database open in WAL
// mode, even if it does nothing, keeps it from leaving that mode.
func exclude(ctx context.Context, conn *sql.Conn) error {
	var mode string
	if err := conn.QueryRowContext(ctx, "PRAGMA journal_mode = DELETE").Scan(&mode); err != nil {
		return err
	}
	if mode != "delete" {
		return sqlite3.Error{Code: sqlite3.ErrBusy}
	}
	_, err := conn.ExecContext(ctx, "BEGIN EXCLUSIVE")
	return err
}

// remove takes the file away, and what may be beside it.
func (p sqlitePlace) remove() {
	for _, ending := range append([]string{""}, beside...) {
		_ = os.Remove(p.path + ending)
	}
}

// syncFile makes sure that the file outlives a loss of power.
func syncFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
