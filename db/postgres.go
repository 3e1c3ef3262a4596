package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"

	"korridor/pkg/fault"
)

// postgresConnections bounds the connections of one Korridor to the server,
// which by default gives a hundred to all.
const postgresConnections = 20

// postgresPlace is a database on a PostgreSQL server.
type postgresPlace struct{ config *pgx.ConnConfig }

func isPostgres(dsn string) bool {
	return strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://")
}

func newPostgresPlace(dsn string) (*postgresPlace, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		// The cause is left out: it can repeat a password.
		return nil, fault.New(fault.Unavailable, fault.Say("database.bad_address",
			"the address of the database cannot be read: write postgres://user:password@host:5432/name"))
	}
	return &postgresPlace{config}, nil
}

// String returns the address without user and password.
func (p *postgresPlace) String() string {
	host := p.config.Host
	if !strings.HasPrefix(host, "/") { // a socket's folder has no port
		host = net.JoinHostPort(host, strconv.Itoa(int(p.config.Port)))
	}
	return fmt.Sprintf("postgres://%s/%s", host, p.config.Database)
}

func (p *postgresPlace) admin(ctx context.Context, _ bool) (*sql.DB, error) {
	pool := stdlib.OpenDB(*p.config)
	if err := pool.PingContext(ctx); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return pool, nil
}

func (p *postgresPlace) prepare(ctx context.Context, create bool) error {
	pool, err := p.admin(ctx, create)
	if err != nil {
		return p.fail(ctx, err)
	}
	empty, err := prepareSchema(ctx, p, pool, create)
	if err := errors.Join(err, pool.Close()); err != nil || !empty {
		return err
	}
	_, _, err = migrate(ctx, p)
	return err
}

func (p *postgresPlace) open(ctx context.Context, onQuery func(string, int64)) (writer, reader *gorm.DB, err error) {
	pool, err := p.admin(ctx, false)
	if err != nil {
		return nil, nil, err
	}
	pool.SetMaxOpenConns(postgresConnections)
	pool.SetMaxIdleConns(postgresConnections)
	g, err := gorm.Open(postgres.New(postgres.Config{Conn: pool}), gormConfig(onQuery))
	if err != nil {
		return nil, nil, errors.Join(err, pool.Close())
	}
	return g, g, nil
}

// openReadOnly implements place.
func (p *postgresPlace) openReadOnly(ctx context.Context, onQuery func(string, int64)) (place, *gorm.DB, error) {
	readOnly := &postgresPlace{p.config.Copy()}
	readOnly.config.RuntimeParams["default_transaction_read_only"] = "on"
	if err := readOnly.prepare(ctx, false); err != nil {
		return nil, nil, err
	}
	_, reader, err := readOnly.open(ctx, onQuery)
	return readOnly, reader, err
}

func (p *postgresPlace) tablesQuery() string {
	return "SELECT COUNT(*), COUNT(*) FILTER (WHERE tablename = $1) FROM pg_tables WHERE schemaname = current_schema()"
}

func (p *postgresPlace) unavailable(cause error, key, english string) error {
	return fault.Wrap(fault.Unavailable, cause, fault.Say(key, english, "database", p.String()))
}

// isConnectionLost reports whether the server went away in between.
func isConnectionLost(err error) bool {
	_, network := errors.AsType[net.Error](err)
	return network || errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}
