package db

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"

	"korridor/pkg/fault"
)

// passes reports whether err goes to the caller as it is: a fault, or the end
// of the caller's own context, whatever the database made of it.
func passes(ctx context.Context, err error) (error, bool) {
	if err == nil {
		return nil, true
	}
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return err, true
	}
	if ended := ctx.Err(); ended != nil {
		return ended, true
	}
	return err, false
}

// sqliteFaults says what people can do about SQLite's errors. Any other error
// is a fault of ours.
var sqliteFaults = map[sqlite3.ErrNo]struct{ key, english string }{
	sqlite3.ErrBusy:     {"busy", "{database} is locked by another program: close it there, or try again later"},
	sqlite3.ErrLocked:   {"busy", "{database} is locked by another program: close it there, or try again later"},
	sqlite3.ErrReadonly: {"database.read_only", "{database} cannot be written: check the permissions of the file and its folder"},
	sqlite3.ErrPerm:     {"database.read_only", "{database} cannot be written: check the permissions of the file and its folder"},
	sqlite3.ErrCantOpen: {"database.cannot_open", "{database} cannot be opened: check the permissions of the file and its folder; SQLite keeps files beside it"},
	sqlite3.ErrIoErr:    {"database.io", "{database} cannot be read or written: check the disk that it is on"},
	sqlite3.ErrFull:     {"database.full", "{database} has no room: free space on its disk"},
	sqlite3.ErrCorrupt:  {"database.damaged", "{database} is damaged or cut short: restore it from a backup"},
	sqlite3.ErrNotADB:   {"database.not_sqlite", "{database} is not a SQLite database: name another file"},
}

func (p sqlitePlace) fail(ctx context.Context, err error) error {
	if err, ok := passes(ctx, err); ok {
		return err
	}
	if e, ok := errors.AsType[sqlite3.Error](err); ok {
		if f, ok := sqliteFaults[e.Code]; ok {
			return p.unavailable(err, f.key, f.english)
		}
	}
	return fmt.Errorf("database %s: %w", p, err)
}

func (p *postgresPlace) fail(ctx context.Context, err error) error {
	if err, ok := passes(ctx, err); ok {
		return err
	}
	e, answered := errors.AsType[*pgconn.PgError](err)
	_, refused := errors.AsType[*pgconn.ConnectError](err)
	switch {
	case answered && e.Code == "3D000":
		return p.unavailable(err, "database.missing_postgres", "there is no database {database}: create it with createdb first")
	case answered && (e.Code[:2] == "28" || e.Code == "42501"):
		return p.unavailable(err, "database.denied", "{database} refuses this user: check the name, the password and the rights")
	case answered && e.Code == "25006":
		return p.unavailable(err, "database.read_only_postgres", "{database} takes no writes: it is a standby or set read-only")
	case answered && (e.Code[:2] == "53" || e.Code[:2] == "57"):
		return p.unavailable(err, "database.overloaded", "{database} cannot answer now: try again later")
	case refused, !answered && isConnectionLost(err):
		return p.unavailable(err, "database.unreachable", "{database} cannot be reached: check the address and that the server runs")
	}
	return fmt.Errorf("database %s: %w", p, err)
}
