package db

import (
	"context"
	"errors"
	"strconv"

	"korridor/pkg/record"
)

// errReleased says that a command let go of a code and gave the record no other.
var errReleased = errors.New("a record whose code was released was not saved again")

// Release implements planner.Writer. The row stands under a code that no record
// can have until it is saved; the chain of changes tells of the record as it was.
func (w *writer) Release(ctx context.Context, e record.Entity) error {
	k, err := kindOf(e)
	if err != nil {
		return err
	}
	before, err := w.current(ctx, k, e)
	if err != nil {
		return err
	}
	id := e.RecordMeta().ID
	w.released[id] = before
	err = w.db(ctx).Table(k.info().name).Where("id = ?", id).Update("code", "~"+strconv.FormatInt(int64(id), 10)).Error
	if err != nil {
		return w.broke(ctx, err)
	}
	return nil
}
