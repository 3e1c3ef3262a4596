package db

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"github.com/mattn/go-sqlite3"
	"gorm.io/gorm"
)

// openReadOnly implements place. SQLite keeps two files beside one in WAL mode,
// for readers too. Where it may not make them, and there is no log of changes
// that the file lacks, the file is read as it stands, as from a read-only medium.
func (p sqlitePlace) openReadOnly(ctx context.Context, onQuery func(string, int64)) (place, *gorm.DB, error) {
	if _, err := p.check(false); err != nil {
		return nil, nil, err
	}
	reader, err := p.connectReadOnly(ctx, onQuery)
	if e, ok := errors.AsType[sqlite3.Error](err); ok && (e.Code == sqlite3.ErrCantOpen || e.Code == sqlite3.ErrReadonly) {
		if _, noLog := os.Stat(p.path + "-wal"); errors.Is(noLog, fs.ErrNotExist) {
			p.immutable = true
			reader, err = p.connectReadOnly(ctx, onQuery)
		}
	}
	return p, reader, err
}

func (p sqlitePlace) connectReadOnly(ctx context.Context, onQuery func(string, int64)) (*gorm.DB, error) {
	reader, err := p.connect(ctx, sqliteReader, sqliteReaders(), onQuery)
	if err != nil {
		return nil, err
	}
	pool, err := reader.DB()
	if err == nil {
		_, err = prepareSchema(ctx, p, pool, false)
	}
	if err != nil {
		return nil, errors.Join(err, closePool(reader))
	}
	return reader, nil
}
