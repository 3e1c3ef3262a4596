package db

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"korridor/pkg/fault"
)

// check looks at the name before SQLite does, whose one error for all of this
// tells people little, and changes nothing. It must not open the file: closing
// it again would drop the locks that this process holds on it elsewhere.
func (p sqlitePlace) check(create bool) (missing bool, err error) {
	info, err := os.Stat(p.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, p.checkMissing(create)
	case err != nil:
		return false, p.unavailable(err, "database.unreadable", "{database} cannot be read: check its name and the permissions of its folder")
	case info.IsDir():
		return false, p.unavailable(nil, "database.folder", "{database} is a folder: name a file in it")
	}
	return false, nil
}

func (p sqlitePlace) checkMissing(create bool) error {
	folder := filepath.Dir(p.path)
	if _, err := os.Stat(folder); err != nil {
		return p.unavailable(nil, "database.no_folder", "{database} cannot be opened: there is no folder {folder}; create it first", "folder", folder)
	}
	if !create {
		return p.unavailable(nil, "database.missing", "there is no database {database}: check the name, or create it with `korridor load corridor`, which loads the built-in projects, or empty with `korridor migrate`")
	}
	return nil
}

// reserve makes the missing file, empty, for its owner only: SQLite would let
// all read it. Where it fails, SQLite says why.
func (p sqlitePlace) reserve() {
	if f, err := os.OpenFile(p.path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600); err == nil {
		f.Close()
	}
}

func (p sqlitePlace) unavailable(cause error, key, english string, pairs ...any) error {
	return fault.Wrap(fault.Unavailable, cause, fault.Say(key, english, append(pairs, "database", p.path)...))
}
