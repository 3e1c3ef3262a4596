package db

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/mattn/go-sqlite3"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
)

// sqlitePlace is a database in one file.
type sqlitePlace struct {
	path string
	// immutable says that the file cannot change while it is read: SQLite then
	// keeps no files beside it, and takes no locks.
	immutable bool
}

func (p sqlitePlace) String() string { return p.path }

// The settings of the connections. They stand in the address, because a PRAGMA
// run later reaches one connection of the pool only.
const (
	sqliteCommon = "_busy_timeout=5000&_foreign_keys=on"
	// Immediate transactions take the write lock at once: one that reads first
	// and writes later would fail where another writes in between.
	sqliteWriter = sqliteCommon + "&mode=rw&_txlock=immediate&_journal_mode=WAL&_synchronous=FULL"
	// A reader's connection is used by one goroutine at a time, which database/sql
	// sees to: SQLite's own mutexes would cost a walk over all rows a sixth.
	sqliteReader = sqliteCommon + "&mode=ro&_query_only=on&_mutex=no"
	// The copier reads all of it into another file, which query_only would refuse.
	sqliteCopier = sqliteCommon + "&mode=ro"
	// The inspector sets nothing that is kept in the file.
	sqliteInspector = sqliteCommon + "&mode=rw"
	sqliteCreator   = sqliteCommon + "&mode=rwc&_txlock=immediate&_synchronous=FULL"
)

// address returns the file: URI of the path. Its escapes keep a path with ?, #
// or % in it from being read as settings.
func (p sqlitePlace) address(settings string) string {
	path := filepath.ToSlash(p.path)
	escaped := (&url.URL{Path: path}).EscapedPath()
	if strings.HasPrefix(path, "//") {
		escaped = "//" + escaped // or the first part would be a host
	}
	return "file:" + strings.ReplaceAll(escaped, "?", "%3F") + "?" + settings
}

func (p sqlitePlace) pool(settings string, size int) (*sql.DB, error) {
	if p.immutable {
		settings += "&immutable=1"
	}
	pool, err := sql.Open(sqlite.DriverName, p.address(settings))
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size) // the default of two would reopen files all day
	return pool, nil
}

func (p sqlitePlace) admin(_ context.Context, create bool) (*sql.DB, error) {
	missing, err := p.check(create)
	if err != nil {
		return nil, err
	}
	if missing {
		p.reserve()
	}
	if create {
		return p.pool(sqliteCreator, 1)
	}
	return p.pool(sqliteInspector, 1)
}

func (p sqlitePlace) open(ctx context.Context, onQuery func(string, int64)) (writer, reader *gorm.DB, err error) {
	// The writer goes first: it makes the file a WAL one, which a reader cannot.
	if writer, err = p.connect(ctx, sqliteWriter, 1, onQuery); err != nil {
		return nil, nil, err
	}
	if err = tryWriting(ctx, writer); err != nil {
		return nil, nil, errors.Join(err, closePool(writer))
	}
	if reader, err = p.connect(ctx, sqliteReader, sqliteReaders(), onQuery); err != nil {
		return nil, nil, errors.Join(err, closePool(writer))
	}
	return writer, reader, nil
}

// sqliteReaders is how many connections read.
func sqliteReaders() int { return max(4, runtime.GOMAXPROCS(0)) }

// connect opens a pool of connections.
func (p sqlitePlace) connect(ctx context.Context, settings string, size int, onQuery func(string, int64)) (*gorm.DB, error) {
	pool, err := p.pool(settings, size)
	if err != nil {
		return nil, err
	}
	g, err := gorm.Open(sqlite.New(sqlite.Config{Conn: pool}), gormConfig(onQuery))
	if err == nil {
		err = pool.PingContext(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return g, nil
}

func (p sqlitePlace) prepare(ctx context.Context, create bool) error {
	missing, err := p.check(create)
	if err != nil {
		return err
	}
	if !missing {
		pool, err := p.admin(ctx, false)
		if err != nil {
			return err
		}
		empty, err := prepareSchema(ctx, p, pool, create)
		if err := errors.Join(err, pool.Close()); err != nil || !empty {
			return err
		}
	}
	_, _, err = migrate(ctx, p)
	return err
}

func (p sqlitePlace) tablesQuery() string {
	return "SELECT COUNT(*), COUNT(*) FILTER (WHERE name = ?) FROM sqlite_schema"
}

// tryWriting writes and takes it back: SQLite opens a file that it may not
// write without a word. That another program is writing just now is no fault,
// and is not waited for: what is to be written waits itself.
func tryWriting(ctx context.Context, writer *gorm.DB) error {
	return atOnce(ctx, writer, func(conn *sql.Conn) error {
		tx, err := conn.BeginTx(ctx, nil)
		if err == nil {
			_, err = tx.ExecContext(ctx, "UPDATE "+headTable+" SET seq = seq")
			err = errors.Join(err, tx.Rollback())
		}
		if e, ok := errors.AsType[sqlite3.Error](err); ok && e.Code == sqlite3.ErrBusy {
			return nil
		}
		return err
	})
}

// atOnce runs fn on a connection that does not wait for other programs.
func atOnce(ctx context.Context, g *gorm.DB, fn func(*sql.Conn) error) error {
	pool, err := g.DB()
	if err != nil {
		return err
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, "PRAGMA busy_timeout = 0")
	if err == nil {
		err = fn(conn)
	}
	_, again := conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA busy_timeout = 5000")
	return errors.Join(err, again, conn.Close())
}
