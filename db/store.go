// Package db keeps the record in a database: one SQLite file, or PostgreSQL.
// It is the only home of gorm and SQL. Open gives a Store, which the use cases
// in planner read and write through.
package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// Options says how a database is opened. The zero value opens an existing one.
type Options struct {
	// Create allows a file that is missing, or a database that is empty, to be
	// set up with the current schema.
	Create bool
	// ReadOnly opens a database to be read only: nothing in it, nor its journal
	// mode, is changed, and the right to read it is enough. Create has no meaning
	// then, and writing is refused.
	ReadOnly bool
	// OnQuery, where set, is called with every statement after it ran, and how
	// many rows it read or changed; tests count with it.
	OnQuery func(sql string, rows int64)
	// Now is the clock of the chain of changes; nil is time.Now.
	Now func() time.Time
}

// Store is an open database. It implements planner.Store and is safe for
// concurrent use.
type Store struct {
	place  place
	writer *gorm.DB // SQLite: a pool of one; PostgreSQL: the same as reader
	reader *gorm.DB
	now    func() time.Time
	past   *past
}

var _ planner.Store = (*Store)(nil)

// Open opens the database that dsn names: a postgres:// or postgresql:// URL,
// or the path of a SQLite file. It returns an Unavailable fault, which says
// what to do, when the database cannot be reached, is not a Korridor database
// of this schema, is damaged, locked or cannot be written; nothing in it is
// changed then. The caller closes the Store.
func Open(ctx context.Context, dsn string, opts Options) (*Store, error) {
	at, err := parsePlace(dsn)
	if err != nil {
		return nil, err
	}
	s := &Store{place: at, now: opts.Now, past: newPast()}
	if s.now == nil {
		s.now = time.Now
	}
	if opts.ReadOnly {
		s.place, s.reader, err = at.openReadOnly(ctx, opts.OnQuery)
		s.writer = s.reader // which refuses
		if err != nil {
			return nil, at.fail(ctx, err)
		}
		return s, nil
	}
	if err := at.prepare(ctx, opts.Create); err != nil {
		return nil, err
	}
	if s.writer, s.reader, err = at.open(ctx, opts.OnQuery); err != nil {
		return nil, at.fail(ctx, err)
	}
	return s, nil
}

// Close closes the database after the transactions that run. The readers go
// first, so that the writer, closed last, leaves a SQLite file with everything
// in it; unless another program uses it, which is not waited for.
func (s *Store) Close() error { return errors.Join(s.past.close(), s.closePools()) }

func (s *Store) closePools() error {
	if s.reader == s.writer {
		return closePool(s.writer)
	}
	err := closePool(s.reader)
	checkpoint := atOnce(context.Background(), s.writer, func(conn *sql.Conn) error {
		_, err := conn.ExecContext(context.Background(), "PRAGMA wal_checkpoint(TRUNCATE)")
		return err
	})
	return errors.Join(err, checkpoint, closePool(s.writer))
}

func closePool(g *gorm.DB) error {
	pool, err := g.DB()
	if err != nil {
		return err
	}
	return pool.Close()
}

// String names the database to people: the file, or the server's address
// without user and password.
func (s *Store) String() string { return s.place.String() }

// Name names the database of a dsn to people, as Store.String does.
func Name(dsn string) string {
	at, err := parsePlace(dsn)
	if err != nil { // it may hold a password all the same
		return "the database"
	}
	return at.String()
}

// Read implements planner.Store.
func (s *Store) Read(ctx context.Context, fn func(planner.Reader) error) error {
	// SQLite's transactions are one snapshot anyhow and ignore the options.
	snapshot := &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	return s.transact(ctx, s.reader, snapshot, func(tx *gorm.DB) error {
		return fn(&reader{tx: tx, place: s.place})
	})
}

// Write implements planner.Store.
func (s *Store) Write(ctx context.Context, stamp record.Stamp, fn func(planner.Writer) error) error {
	var w *writer
	kept := false
	defer func() {
		if w != nil && !kept { // an error, or a panic on its way through
			w.forget()
		}
	}()
	err := s.transact(ctx, s.writer, nil, func(tx *gorm.DB) error {
		head, err := lockHead(tx)
		if err != nil {
			return s.place.fail(ctx, err)
		}
		w = newWriter(tx, s.place, head, stamp, s.now())
		if err := fn(w); err != nil {
			return err
		}
		return w.finish(ctx)
	})
	kept = err == nil
	return err
}

// Keep implements planner.Store.
func (s *Store) Keep(ctx context.Context, fn func(planner.Secrets) error) error {
	return s.transact(ctx, s.writer, nil, func(tx *gorm.DB) error {
		return fn(&secrets{&reader{tx: tx, place: s.place}})
	})
}

// transact runs fn in a transaction and returns fn's own error untouched.
func (s *Store) transact(ctx context.Context, g *gorm.DB, opts *sql.TxOptions, fn func(*gorm.DB) error) error {
	var own error
	err := g.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		own = fn(tx)
		return own
	}, opts)
	if own != nil {
		return own
	}
	return s.place.fail(ctx, err)
}

// place is where a database is and what differs between the engines.
type place interface {
	// prepare checks that the database can be used and has this schema; with
	// create it sets up a missing or empty one.
	prepare(ctx context.Context, create bool) error
	// open connects, for writing and for reading.
	open(ctx context.Context, onQuery func(string, int64)) (writer, reader *gorm.DB, err error)
	// openReadOnly checks and connects without changing anything. It returns the
	// place as it is to be read.
	openReadOnly(ctx context.Context, onQuery func(string, int64)) (place, *gorm.DB, error)
	// admin opens a pool for migrations and inspection; create allows a missing file.
	admin(ctx context.Context, create bool) (*sql.DB, error)
	// tablesQuery counts all tables, and those with the name given.
	tablesQuery() string
	// fail turns an error of the database into a fault.
	fail(ctx context.Context, err error) error
	// String names the database to people, without secrets.
	fmt.Stringer
}

func parsePlace(dsn string) (place, error) {
	if isPostgres(dsn) {
		return newPostgresPlace(dsn)
	}
	if dsn == "" {
		return nil, fault.New(fault.Unavailable, fault.Say("database.unnamed", "no database is named: give the path of a file or a postgres:// address"))
	}
	return sqlitePlace{path: dsn}, nil
}
