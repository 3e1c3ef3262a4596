package dbtest

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"
)

// Crashing returns the address of a fresh, migrated database on a PostgreSQL
// server of its own, which acknowledges what it has written down only, and a
// function that lets the server crash. It returns once the server has recovered.
func Crashing(tb testing.TB) (dsn string, crash func()) {
	tb.Helper()
	bin, err := findBin()
	mustStart(tb, err)
	c, err := newCluster(bin)
	mustStart(tb, err)
	tb.Cleanup(func() {
		if err := c.admin.Close(); err != nil {
			tb.Error(err)
		}
		if err := c.life.Close(); err != nil {
			tb.Error(err)
		}
	})
	return c.dsn(template) + "&synchronous_commit=on", func() {
		tb.Helper()
		if err := c.crash(); err != nil {
			tb.Fatalf("let PostgreSQL crash: %v", err)
		}
	}
}

// crash kills the process that answers one connection: the server then lets all
// others go, takes its memory for broken and recovers from what was written down.
// That another connection has ended tells that it has begun to: until then it
// still takes new ones, only to let them go.
func (c *cluster) crash() error {
	ctx := context.Background()
	witness, err := c.admin.Conn(ctx)
	if err != nil {
		return err
	}
	defer witness.Close()
	var pid int
	if err := c.admin.QueryRow("SELECT pg_backend_pid()").Scan(&pid); err != nil {
		return err
	}
	backend, err := os.FindProcess(pid)
	if err != nil {
		return err
	}
	if err := backend.Kill(); err != nil {
		return err
	}
	for end := time.Now().Add(startTime); witness.PingContext(ctx) == nil; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			return errors.New("the server goes on")
		}
	}
	return c.await(nil, nil)
}
