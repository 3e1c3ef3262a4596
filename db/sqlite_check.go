package db

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"korridor/pkg/fault"
)

// check looks at the file before SQLite does, which tells some failures apart
// that SQLite does not, and changes nothing.
func (p sqlitePlace) check(create bool) (missing bool, err error) {
	info, err := os.Stat(p.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, p.checkMissing(create)
	case err != nil:
		return false, p.unreadable(err)
	case info.IsDir():
		return false, p.unavailable(nil, "database.folder", "{database} is a folder: name a file in it")
	}
	f, err := os.OpenFile(p.path, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrPermission) {
		return false, p.unavailable(err, "database.read_only", "{database} cannot be written: check the permissions of the file")
	}
	if err != nil {
		return false, p.unreadable(err)
	}
	defer f.Close()
	return false, p.checkHeader(f, info.Size())
}

func (p sqlitePlace) checkMissing(create bool) error {
	folder := filepath.Dir(p.path)
	if _, err := os.Stat(folder); err != nil {
		return p.unavailable(nil, "database.no_folder", "{database} cannot be opened: there is no folder {folder}; create it first", "folder", folder)
	}
	if !create {
		return p.unavailable(nil, "database.missing", "there is no database {database}: check the name, or run `korridor migrate` to create it")
	}
	return nil
}

// checkHeader tells a file that is not a database, or is cut short, from its
// first 100 bytes. An empty file is an empty database.
func (p sqlitePlace) checkHeader(f *os.File, size int64) error {
	if size == 0 {
		return nil
	}
	header := make([]byte, 100)
	_, err := io.ReadFull(f, header)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || (err == nil && !bytes.HasPrefix(header, []byte("SQLite format 3\x00"))) {
		return p.unavailable(nil, "database.not_sqlite", "{database} is not a SQLite database: name another file")
	}
	if err != nil {
		return p.unreadable(err)
	}
	if wal, err := os.Stat(p.path + "-wal"); err == nil && wal.Size() > 0 {
		return nil // the pages that are missing may stand there
	}
	pageSize := int64(binary.BigEndian.Uint16(header[16:]))
	if pageSize == 1 {
		pageSize = 65536
	}
	if pages := int64(binary.BigEndian.Uint32(header[28:])); size < pages*pageSize {
		return p.unavailable(nil, "database.truncated",
			"{database} is cut short ({size} of {expected} bytes): restore it from a backup", "size", size, "expected", pages*pageSize)
	}
	return nil
}

func (p sqlitePlace) unavailable(cause error, key, english string, pairs ...any) error {
	return fault.Wrap(fault.Unavailable, cause, fault.Say(key, english, append(pairs, "database", p.path)...))
}

func (p sqlitePlace) unreadable(cause error) error {
	return p.unavailable(cause, "database.unreadable", "{database} cannot be read: check the permissions of the file and its folder")
}
