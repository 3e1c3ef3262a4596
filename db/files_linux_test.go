package db_test

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"korridor/db"
	"korridor/pkg/fault"
)

// asNobody runs fn without root's right to write everywhere, which this thread
// gives up for its own file accesses.
func asNobody(t *testing.T, fn func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		fn()
		return
	}
	const nobody = 65534
	runtime.LockOSThread() // and not unlocked: the thread ends with the test
	if err := syscall.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	defer syscall.Setfsuid(0)
	fn()
}

// readable puts the content into a file of the mode, in a folder of another
// mode that anybody can get to, and returns its path.
func readable(t *testing.T, content []byte, file, folder os.FileMode) string {
	t.Helper()
	dir := t.TempDir()
	path := put(t, dir, content)
	for ; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, mode := range map[string]os.FileMode{path: file, filepath.Dir(path): folder} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(filepath.Dir(path), 0o755) })
	return path
}

func TestFilesThatCannotBeWritten(t *testing.T) {
	for name, c := range map[string]struct {
		file, folder os.FileMode
		key          string
	}{
		"a read-only file":     {0o444, 0o777, "database.read_only"},
		"a secret file":        {0o000, 0o777, "database.cannot_open"},
		"a read-only folder":   {0o666, 0o555, "database.read_only"},
		"an unreadable folder": {0o666, 0o000, "database.unreadable"},
	} {
		t.Run(name, func(t *testing.T) {
			content := filled(t)
			path := readable(t, content, c.file, c.folder)
			asNobody(t, func() {
				_, err := db.Open(t.Context(), path, db.Options{})
				wantFault(t, err, fault.Unavailable, c.key)
			})
			if err := os.Chmod(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if after, err := os.ReadFile(path); err != nil || string(after) != string(content) {
				t.Errorf("the file was changed (%v)", err)
			}
		})
	}
	t.Run("a new file in a read-only folder", func(t *testing.T) {
		path := readable(t, nil, 0o666, 0o555)
		asNobody(t, func() {
			_, err := db.Open(t.Context(), path+".new", db.Options{Create: true})
			wantFault(t, err, fault.Unavailable, "database.cannot_open")
		})
	})
}
