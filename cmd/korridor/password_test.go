package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"korridor/db"
	"korridor/db/dbtest"
)

const password = "geheim-s3cret"

// wantNoPassword fails the test where the program repeated the password.
func wantNoPassword(t *testing.T, said, by string) {
	t.Helper()
	if strings.Contains(said, password) {
		t.Errorf("%s prints the password: %s", by, said)
	}
}

// No command prints the password of the database, whether it can be reached or not.
func TestPasswordsAreNotPrinted(t *testing.T) {
	file := filepath.Join(t.TempDir(), "copy.db")
	commands := []string{"migrate", "load corridor", "load corridor", "check", "export budget", "backup " + file, "restore " + file + " --force"}
	at := map[string]string{
		"unreachable": "postgres://planner:" + password + "@127.0.0.1:1/korridor",
		"unreadable":  "postgres://planner:" + password + "@[::1/korridor",
	}
	for name, dsn := range at {
		wantNoPassword(t, db.Name(dsn), name)
		for _, command := range append(commands, "serve") {
			o := korridor(t, append(strings.Fields(command), "--db", dsn)...)
			wantNoPassword(t, o.stdout+o.stderr, command+" "+name)
			if o.code == exitDone {
				t.Errorf("%s %s is done", command, name)
			}
		}
	}
	dsn := dbtest.EmptyPostgres(t) + "&password=" + password
	for _, command := range commands {
		o := korridor(t, append(strings.Fields(command), "--db", dsn)...)
		wantNoPassword(t, o.stdout+o.stderr, command)
		if refused := strings.HasPrefix(command, "backup") || strings.HasPrefix(command, "restore"); refused == (o.code == exitDone) {
			t.Errorf("%s: %d, %s", command, o.code, o.stderr)
		}
	}
	server := start(t, "serve", "--listen", "127.0.0.1:0", "--db", dsn)
	wantNoPassword(t, server.said, "serve")
	if !strings.Contains(server.said, "postgres://") {
		t.Errorf("serve does not name its database: %s", server.said)
	}
	server.stops(t, os.Signal(syscall.SIGTERM))
	wantNoPassword(t, server.stderr.String(), "serve")
}
