package db

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// writer is one command's transaction.
type writer struct {
	reader
	chain  chain
	issued map[*record.Meta]record.Meta // what the command's records came with
	known  map[record.ID]record.Kind    // records that are surely there
	// released are records as they stand in the chain while their rows wait for
	// new codes.
	released map[record.ID]record.Entity
	err      error // the first failure of the database itself
}

func newWriter(tx *gorm.DB, at place, head headRow, stamp record.Stamp, now time.Time) *writer {
	return &writer{
		reader: reader{tx: tx, place: at},
		chain:  newChain(head, stamp, now),
		issued: map[*record.Meta]record.Meta{},
		known:  map[record.ID]record.Kind{},

		released: map[record.ID]record.Entity{},
	}
}

var _ planner.Writer = (*writer)(nil)

// forget gives the records back the ids and versions they came with, because
// nothing of the command was kept.
func (w *writer) forget() {
	for m, was := range w.issued {
		*m = was
	}
}

// issue sets the id and version that e has from now on.
func (w *writer) issue(e record.Entity, m record.Meta) {
	at := e.RecordMeta()
	if _, ok := w.issued[at]; !ok {
		w.issued[at] = *at
	}
	*at = m
}

// finish writes the changes, unless a statement failed: on PostgreSQL that
// dooms the transaction, so a caller that overlooked it is told on both.
func (w *writer) finish(ctx context.Context) error {
	if w.err != nil {
		return w.err
	}
	if len(w.released) > 0 {
		return errReleased
	}
	return w.fail(ctx, w.chain.flush(w.db(ctx)))
}

// broke remembers an error of the database, and returns it as a fault.
func (w *writer) broke(ctx context.Context, err error) error {
	err = w.fail(ctx, err)
	if w.err == nil && (fault.KindOf(err) == fault.Internal || fault.Is(err, fault.Unavailable)) {
		w.err = err
	}
	return err
}

// Head implements planner.Reader; the command's own changes count.
func (w *writer) Head(ctx context.Context) (planner.Head, error) {
	if err := w.finish(ctx); err != nil {
		return planner.Head{}, err
	}
	return w.reader.Head(ctx)
}

// Changes implements planner.Reader; the command's own changes count.
func (w *writer) Changes(ctx context.Context, q planner.ChangeQuery) ([]record.Change, error) {
	if err := w.finish(ctx); err != nil {
		return nil, err
	}
	return w.reader.Changes(ctx, q)
}

// Save implements planner.Writer.
func (w *writer) Save(ctx context.Context, e record.Entity) error {
	k, err := kindOf(e)
	if err != nil {
		return err
	}
	if err := e.Validate(); err != nil {
		return err
	}
	if e.RecordMeta().ID == 0 {
		return w.create(ctx, k, e)
	}
	return w.replace(ctx, k, e)
}

func (w *writer) create(ctx context.Context, k stored, e record.Entity) error {
	return w.insert(ctx, k, e, func() record.Meta { return record.Meta{ID: w.chain.newID(), Version: 1} })
}

// Restore implements planner.Writer.
func (w *writer) Restore(ctx context.Context, e record.Entity) error {
	k, err := kindOf(e)
	if err != nil {
		return err
	}
	if err := e.Validate(); err != nil {
		return err
	}
	m := *e.RecordMeta()
	there, err := w.exists(ctx, k.info().kind, m.ID)
	if err != nil {
		return w.broke(ctx, err)
	}
	if there {
		return stale(k, e)
	}
	return w.insert(ctx, k, e, func() record.Meta { return record.Meta{ID: m.ID, Version: m.Version + 1} })
}

// insert adds a row with the id and version that meta gives once it is known
// that the record can be kept.
func (w *writer) insert(ctx context.Context, k stored, e record.Entity, meta func() record.Meta) error {
	if err := w.check(ctx, k, e); err != nil {
		return err
	}
	w.issue(e, meta())
	k.settle(e)
	if err := k.insert(w.db(ctx), e); err != nil {
		return w.broke(ctx, err)
	}
	return w.note(ctx, e, "", e)
}

func (w *writer) replace(ctx context.Context, k stored, e record.Entity) error {
	before, err := w.current(ctx, k, e)
	if err != nil {
		return err
	}
	k.settle(e)
	was, err := record.Encode(before)
	if err != nil {
		return err
	}
	if is, err := record.Encode(e); err != nil || is == was {
		return err // nothing changes: the version stays
	}
	if err := w.check(ctx, k, e); err != nil {
		return err
	}
	m := *e.RecordMeta()
	w.issue(e, record.Meta{ID: m.ID, Version: m.Version + 1})
	ok, err := k.update(w.db(ctx), before, e)
	if err != nil {
		return w.broke(ctx, err)
	}
	if !ok {
		return stale(k, e)
	}
	delete(w.released, m.ID)
	return w.note(ctx, e, was, e)
}

// Delete implements planner.Writer. The record's claims and
// the comments about it go with it, each as a
// change of its own.
func (w *writer) Delete(ctx context.Context, e record.Entity) error {
	k, err := kindOf(e)
	if err != nil {
		return err
	}
	before, err := w.current(ctx, k, e)
	if err != nil {
		return err
	}
	if err := w.checkUnused(ctx, k, before); err != nil {
		return err
	}
	if err := w.removeComments(ctx, e); err != nil {
		return err
	}
	about, err := w.Claims(ctx, planner.ClaimQuery{Entities: []record.ID{e.RecordMeta().ID}})
	if err != nil {
		return err
	}
	for i := range about {
		if err := w.remove(ctx, claims, &about[i]); err != nil {
			return err
		}
	}
	return w.remove(ctx, k, before)
}

// removeComments removes what was said about the record, answers first.
func (w *writer) removeComments(ctx context.Context, e record.Entity) error {
	about, err := w.Comments(ctx, planner.CommentQuery{Entities: []record.ID{e.RecordMeta().ID}})
	if err != nil {
		return err
	}
	for _, answers := range []bool{true, false} {
		for i := range about {
			if answers != (about[i].Answers != 0) {
				continue
			}
			if err := w.remove(ctx, comments, &about[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *writer) remove(ctx context.Context, k stored, before record.Entity) error {
	was, err := record.Encode(before)
	if err != nil {
		return err
	}
	ok, err := k.remove(w.db(ctx), before)
	if err != nil {
		return w.broke(ctx, err)
	}
	if !ok {
		return stale(k, before)
	}
	delete(w.known, before.RecordMeta().ID)
	delete(w.released, before.RecordMeta().ID)
	return w.note(ctx, before, was, nil)
}

// current loads the stored record that e is to replace, or returns a Conflict
// fault when it moved on or is gone.
func (w *writer) current(ctx context.Context, k stored, e record.Entity) (record.Entity, error) {
	m := e.RecordMeta()
	if before := w.released[m.ID]; before != nil && before.RecordMeta().Version == m.Version {
		return before, nil
	}
	before := k.blank()
	err := k.get(w.db(ctx), m.ID, before)
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		return nil, fault.New(fault.Conflict, fault.Say("gone",
			"this {kind} is not there any more: somebody deleted it", "kind", k.info().kind))
	case err != nil:
		return nil, w.broke(ctx, err)
	case before.RecordMeta().Version != m.Version:
		return nil, stale(k, e)
	}
	return before, nil
}

func stale(k stored, e record.Entity) error {
	return fault.New(fault.Conflict, fault.Say("stale",
		"somebody changed this {kind} in the meantime: load it again and repeat the change",
		"kind", k.info().kind, "id", int64(e.RecordMeta().ID), "version", e.RecordMeta().Version))
}

// note adds a change to the chain: e went from the snapshot was to after, nil
// when it was deleted.
func (w *writer) note(ctx context.Context, e record.Entity, was string, after record.Entity) error {
	is := ""
	if after != nil {
		var err error
		if is, err = record.Encode(after); err != nil {
			return err
		}
	}
	err := w.chain.add(w.db(ctx), record.Change{Kind: e.RecordKind(), Entity: e.RecordMeta().ID,
		Project: e.Owner(), Version: e.RecordMeta().Version, Before: was, After: is})
	if err != nil {
		return w.broke(ctx, err)
	}
	return nil
}
