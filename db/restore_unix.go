//go:build unix

package db

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// giveAccess lets those use the file who may use the old one: a service whose
// database somebody else restores must find it as before. Who may not give a file
// away keeps it.
func giveAccess(name string, old fs.FileInfo) error {
	if owner, ok := old.Sys().(*syscall.Stat_t); ok {
		if err := os.Chown(name, int(owner.Uid), int(owner.Gid)); err != nil && !errors.Is(err, fs.ErrPermission) {
			return err
		}
	}
	return os.Chmod(name, old.Mode().Perm())
}

// syncFolder makes sure that the names in the folder outlive a loss of power.
func syncFolder(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		err = nil // some file systems do not know it
	}
	return errors.Join(err, f.Close())
}
