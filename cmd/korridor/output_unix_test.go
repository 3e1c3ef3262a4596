//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Only a regular file is replaced: a pipe, a device and a link are written through.
func TestExportWritesThroughWhatIsNoFile(t *testing.T) {
	file, dir := corridorFile(t), t.TempDir()
	want := korridor(t, "export", "budget", "--db", file).stdout

	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	read := make(chan string)
	go func() {
		content, _ := os.ReadFile(pipe)
		read <- string(content)
	}()
	korridor(t, "export", "budget", "-o", pipe, "--db", file).wants(t, exitDone)
	if got := <-read; got != want {
		t.Errorf("through the pipe came %.80q", got)
	}
	if info, err := os.Lstat(pipe); err != nil || info.Mode().Type() != os.ModeNamedPipe {
		t.Errorf("the pipe became %v, %v", info.Mode(), err)
	}

	real, link, further := filepath.Join(dir, "real.csv"), filepath.Join(dir, "link.csv"), filepath.Join(dir, "further.csv")
	for name, to := range map[string]string{link: "further.csv", further: real} {
		if err := os.Symlink(to, name); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // the links lead nowhere at first
		korridor(t, "export", "budget", "-o", link, "--db", file).wants(t, exitDone)
		for _, name := range []string{link, further} {
			if info, err := os.Lstat(name); err != nil || info.Mode().Type() != os.ModeSymlink {
				t.Errorf("%s became %v, %v", name, info.Mode(), err)
			}
		}
		if got, _ := os.ReadFile(real); string(got) != want {
			t.Errorf("where the link leads stands %.80q", got)
		}
	}
	korridor(t, "export", "budget", "-o", os.DevNull, "--db", file).wants(t, exitDone)
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode()&os.ModeDevice == 0 {
		t.Fatalf("%s became %v, %v", os.DevNull, info.Mode(), err)
	}
}

// What was private stays private; a new file is what the user's mask allows.
func TestExportKeepsTheMode(t *testing.T) {
	file, dir := corridorFile(t), t.TempDir()
	defer syscall.Umask(syscall.Umask(0o027))
	for name, mode := range map[string]os.FileMode{"new.csv": 0o640, "private.csv": 0o600, "shared.csv": 0o666} {
		out := filepath.Join(dir, name)
		if name != "new.csv" {
			if err := os.WriteFile(out, []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(out, mode); err != nil {
				t.Fatal(err)
			}
		}
		korridor(t, "export", "budget", "-o", out, "--db", file).wants(t, exitDone)
		if info, err := os.Stat(out); err != nil || info.Mode().Perm() != mode || info.Size() < 100 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

// The message names the file that the user named, and what to do.
func TestExportSaysWhyItCannotWrite(t *testing.T) {
	file, dir := corridorFile(t), t.TempDir()
	circle := filepath.Join(dir, "circle")
	if err := os.Symlink(circle, circle); err != nil {
		t.Fatal(err)
	}
	for out, words := range map[string]string{
		dir:                                     "it is a folder; name a file in it",
		filepath.Join(dir, "none", "x.csv"):     "there is no folder " + filepath.Join(dir, "none") + "; create it first",
		circle:                                  "links",
		filepath.Join(os.DevNull, "budget.csv"): "not a directory",
	} {
		o := korridor(t, "export", "budget", "-o", out, "--db", file)
		o.wants(t, exitFailed, "cannot write "+out+": ", words)
		if strings.Contains(o.stderr, ".korridor-") || strings.Contains(o.stderr, "already closed") || strings.Count(o.stderr, "\n") != 1 {
			t.Errorf("it says %s", o.stderr)
		}
	}
}
