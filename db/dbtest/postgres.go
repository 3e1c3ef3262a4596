package dbtest

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"korridor/db"
)

// Require is the environment variable that lists what must be there: a test
// that needs it fails instead of being skipped.
const Require = "KORRIDOR_TEST_REQUIRE"

const template = "korridor_template"

// databases counts the databases made, for their names.
var databases atomic.Int64

// Postgres returns the address of a fresh, migrated database.
func Postgres(tb testing.TB) string {
	tb.Helper()
	return newDatabase(tb, template)
}

// EmptyPostgres returns the address of a database without tables.
func EmptyPostgres(tb testing.TB) string {
	tb.Helper()
	return newDatabase(tb, "template0")
}

func newDatabase(tb testing.TB, from string) string {
	tb.Helper()
	c, err := theCluster()
	mustStart(tb, err)
	name := fmt.Sprintf("test_%d", databases.Add(1))
	if _, err := c.admin.Exec("CREATE DATABASE " + name + " TEMPLATE " + from); err != nil {
		tb.Fatalf("create a database: %v", err)
	}
	tb.Cleanup(func() {
		if _, err := c.admin.Exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			tb.Errorf("drop the database: %v", err)
		}
	})
	return c.dsn(name)
}

// mustStart skips the test where PostgreSQL is not installed, and fails it where
// it does not start, for which err stands.
func mustStart(tb testing.TB, err error) {
	tb.Helper()
	if errors.Is(err, errNoPostgres) && !strings.Contains(os.Getenv(Require), "postgres") {
		tb.Skip("PostgreSQL is not installed: there is no initdb in PATH or /usr/lib/postgresql")
	}
	if err != nil {
		tb.Fatalf("start PostgreSQL: %v", err)
	}
}

// cluster is a PostgreSQL server with its data in a temporary folder.
type cluster struct {
	folder string
	admin  *sql.DB
	life   io.Closer // the server ends when it is closed
}

// dsn returns the address of a database on the server, through its socket.
func (c *cluster) dsn(name string) string {
	return "postgres:///" + name + "?user=korridor&host=" + c.folder
}

var errNoPostgres = errors.New("PostgreSQL is not installed")

// theCluster is the one server of this process.
var theCluster = sync.OnceValues(func() (*cluster, error) {
	bin, err := findBin()
	if err != nil {
		return nil, err
	}
	return newCluster(bin)
})

func newCluster(bin string) (*cluster, error) {
	folder, err := os.MkdirTemp(baseFolder(), "korridor-pg-")
	if err != nil {
		return nil, err
	}
	c := &cluster{folder: folder}
	return c, c.start(bin)
}

// findBin returns the folder of the newest PostgreSQL installed.
func findBin() (string, error) {
	if initdb, err := exec.LookPath("initdb"); err == nil {
		if initdb, err = filepath.EvalSymlinks(initdb); err == nil {
			return filepath.Dir(initdb), nil
		}
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errNoPostgres
	}
	return filepath.Dir(slices.Max(found)), nil
}

// The server lives as long as the shell's input is open, which is as long as
// this process: it goes, with its data, however the process ends.
const script = `trap 'rm -rf "$2"' EXIT
"$1/initdb" -D "$2/data" -U korridor --auth=trust --no-sync --encoding=UTF8 --locale=C.UTF-8 >&2 || exit
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
	-c max_connections=200 -c shared_buffers=64MB -c autovacuum=off -c wal_level=minimal -c max_wal_senders=0 2>"$2/log" &
server=$!
cat >/dev/null
kill -TERM "$server"
wait "$server"`

// startTime is how long the server may take until it can be used.
const startTime = 30 * time.Second

// start runs the server and makes the template.
func (c *cluster) start(bin string) error {
	cmd := exec.Command("/bin/sh", "-c", script, "sh", bin, c.folder)
	cmd.Dir = "/"
	if err := ownProcess(cmd, c.folder); err != nil {
		return err
	}
	var err error
	if c.life, err = cmd.StdinPipe(); err != nil {
		return err
	}
	var output bytes.Buffer
	cmd.Stderr = &output
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	if c.admin, err = sql.Open("pgx", c.dsn("postgres")); err != nil {
		return err
	}
	if err := c.await(ended, &output); err != nil {
		return err
	}
	if _, err := c.admin.Exec("CREATE DATABASE " + template + " TEMPLATE template0"); err != nil {
		return err
	}
	_, _, err = db.Migrate(context.Background(), c.dsn(template))
	return err
}

// await returns once the server takes connections; ended tells that it does not
// run any more, and output what it said.
func (c *cluster) await(ended <-chan error, output *bytes.Buffer) error {
	for end := time.Now().Add(startTime); ; {
		refused := c.admin.Ping()
		if refused == nil {
			return nil
		}
		if time.Now().After(end) {
			return fmt.Errorf("the server takes no connections: %w", refused)
		}
		select {
		case err := <-ended:
			return fmt.Errorf("%w\n%s", err, output.Bytes())
		case <-time.After(20 * time.Millisecond):
		}
	}
}
