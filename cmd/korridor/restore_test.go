package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A backup is verified and restored, the database before it kept; a service that
// runs keeps its database.
func TestRestore(t *testing.T) {
	file, backup := corridorFile(t), filepath.Join(t.TempDir(), "backup.db")
	korridor(t, "backup", backup, "--db", file).wants(t, exitDone, backup)
	fresh := filepath.Join(t.TempDir(), "fresh.db")
	korridor(t, "restore", backup, "--db", fresh).wants(t, exitDone, backup+" is in order", fresh+" now holds what "+backup+" held", "the chain ends with change")
	korridor(t, "check", "--db", fresh).wants(t, exitDone, "is in order")
	if a, b := korridor(t, "export", "cost-lines", "--db", file), korridor(t, "export", "cost-lines", "--db", fresh); a != b || a.stdout == "" {
		t.Error("the restored database exports other bytes")
	}
	korridor(t, "restore", backup, "--db", fresh).wants(t, exitFailed, "--force")
	server := start(t, "serve", "--single-user", "--listen", "127.0.0.1:0", "--db", fresh)
	korridor(t, "restore", backup, "--db", fresh, "--force").wants(t, exitFailed, fresh+" is in use: stop the service first")
	if status, _ := get(t, server.address+"/projects/railway"); status != 200 {
		t.Errorf("the service answers %d", status)
	}
	server.stops(t, syscall.SIGTERM)
	done := korridor(t, "restore", backup, "--db", fresh, "--force")
	done.wants(t, exitDone, "what it held before is kept as "+fresh+".before-restore-")
	kept := strings.TrimSpace(done.stdout[strings.LastIndex(done.stdout, " "):])
	korridor(t, "check", "--db", kept).wants(t, exitDone, "is in order")
	korridor(t, "restore", filepath.Join(t.TempDir(), "none.db"), "--db", fresh, "--force").wants(t, exitFailed, "there is no backup")
	if err := os.Truncate(backup, 40_000); err != nil {
		t.Fatal(err)
	}
	korridor(t, "restore", backup, "--db", fresh, "--force").wants(t, exitFailed, "damaged")
	korridor(t, "check", "--db", fresh).wants(t, exitDone, "is in order")
	korridor(t, "restore", "--db", fresh).wants(t, exitWrongUse, "FILE is missing")
}
