package db

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// replayBatch is how many changes a replay holds at a time.
const replayBatch = 500

// sqliteReplay writes a state's file, which is thrown away where that fails. The
// changes came in an order in which every reference led to a record; their sum
// need not be written in it.
const sqliteReplay = "mode=rw&_busy_timeout=5000&_foreign_keys=off&_synchronous=OFF&_journal_mode=MEMORY&_txlock=immediate"

// replay makes the file of the state and opens it for reading: from the nearest
// state before it, of which one is made on the way where it is far.
func (s *Store) replay(ctx context.Context, st *state) (*gorm.DB, error) {
	if st.seq == 0 {
		at := sqlitePlace{path: st.place.path}
		if _, _, err := migrate(ctx, at); err != nil {
			return nil, err
		}
		return st.place.connect(ctx, sqliteReader, sqliteReaders(), nil)
	}
	base, err := s.base(ctx, st.seq)
	if err != nil {
		return nil, err
	}
	defer s.past.give(base)
	if err := copyFile(st.place.path, base.place.path); err != nil {
		return nil, err
	}
	writer, err := sqlitePlace{path: st.place.path}.connect(ctx, sqliteReplay, 1, nil)
	if err != nil {
		return nil, err
	}
	err = s.Read(ctx, func(r planner.Reader) error {
		return s.transact(ctx, writer, nil, func(tx *gorm.DB) error {
			return (&replay{live: r.(*reader), to: tx, from: base.seq, until: st.seq}).run(ctx)
		})
	})
	if err := errors.Join(err, closePool(writer)); err != nil {
		return nil, err
	}
	return st.place.connect(ctx, sqliteReader, sqliteReaders(), nil)
}

// base returns the state to start from. The caller gives it back.
func (s *Store) base(ctx context.Context, seq int64) (*state, error) {
	near := s.past.nearest(seq)
	from := int64(0)
	if near != nil {
		from = near.seq
	}
	way := from
	if step := s.past.step; seq-from > step {
		var err error
		if way, err = s.commandEnd(ctx, (seq-1)/step*step); err != nil {
			return nil, err
		}
	}
	if near != nil && way <= from {
		return near, nil
	}
	if near != nil {
		defer s.past.give(near)
	}
	return s.take(ctx, max(way, 0))
}

// commandEnd returns the newest change, up to the given one, that is its
// command's last.
func (s *Store) commandEnd(ctx context.Context, seq int64) (int64, error) {
	err := s.Read(ctx, func(r planner.Reader) error {
		return r.(*reader).endOfCommand(ctx, &seq)
	})
	return seq, err
}

func (r *reader) endOfCommand(ctx context.Context, seq *int64) error {
	var batch int64 // of the change after it
	err := r.db(ctx).Raw("SELECT COALESCE(MAX(batch), 0) FROM changes WHERE seq = ?", *seq+1).Scan(&batch).Error
	if batch != 0 && batch <= *seq {
		*seq = batch - 1
	}
	return r.fail(ctx, err)
}

// replay brings the state after one change to the state after a later one. Of
// each record only the newest change in between matters.
type replay struct {
	live        *reader
	to          *gorm.DB
	from, until int64
}

// newestBetween selects, of each record, the newest change of a range.
const newestBetween = `seq > ? AND seq <= ? AND NOT EXISTS (SELECT 1 FROM changes later
	WHERE later.entity_id = changes.entity_id AND later.seq > changes.seq AND later.seq <= ?)`

func (p *replay) run(ctx context.Context) error {
	end := p.until
	if err := p.live.endOfCommand(ctx, &end); err != nil {
		return err
	}
	if end != p.until {
		return fault.New(fault.Invalid, fault.Say("past.within", "change {seq} is in the middle of what one command did", "seq", p.until))
	}
	steps := []func(context.Context, []changeRow) error{p.clear, p.fill}
	if p.from == 0 {
		steps = steps[1:] // there is nothing yet
	}
	// All that changed goes before any of it comes back: records may have
	// exchanged their codes.
	for _, step := range steps {
		if err := p.each(ctx, step); err != nil {
			return err
		}
	}
	var last changeRow
	if err := p.live.db(ctx).Table("changes").Where("seq = ?", p.until).Take(&last).Error; err != nil {
		return p.live.fail(ctx, err)
	}
	return p.to.Table(headTable).Where("id = 1").Updates(map[string]any{
		"seq": last.Seq, "at_us": last.AtUs, "hash": last.Hash, "next_id": 0}).Error // no id is given out here
}

// each calls fn with the newest changes, some at a time.
func (p *replay) each(ctx context.Context, fn func(context.Context, []changeRow) error) error {
	for after := p.from; ; {
		var rows []changeRow
		err := p.live.db(ctx).Table("changes").Select("seq", "kind", "entity_id", "after").
			Where(newestBetween, after, p.until, p.until).Order("seq").Limit(replayBatch).Find(&rows).Error
		if err != nil || len(rows) == 0 {
			return p.live.fail(ctx, err)
		}
		if err := fn(ctx, rows); err != nil {
			return err
		}
		after = rows[len(rows)-1].Seq
	}
}

// clear removes the records that changed.
func (p *replay) clear(ctx context.Context, rows []changeRow) error {
	ids := map[record.Kind][]record.ID{}
	for i := range rows {
		ids[rows[i].Kind] = append(ids[rows[i].Kind], rows[i].EntityID)
	}
	for _, k := range kinds {
		if gone := ids[k.info().kind]; len(gone) > 0 {
			if err := k.clear(p.to.WithContext(ctx), gone); err != nil {
				return err
			}
		}
	}
	return nil
}

// fill adds the records as the changes left them. A kind of another program, or
// of what is no record, is left out.
func (p *replay) fill(ctx context.Context, rows []changeRow) error {
	records := map[record.Kind][]record.Entity{}
	for i := range rows {
		row := &rows[i]
		k, ok := kindsByName[row.Kind]
		if row.After == "" || !ok {
			continue
		}
		e := k.blank()
		if err := record.Decode(row.After, e); err != nil {
			return fmt.Errorf("change %d: %w", row.Seq, err)
		}
		records[row.Kind] = append(records[row.Kind], e)
	}
	for _, k := range kinds {
		if list := records[k.info().kind]; len(list) > 0 {
			if err := k.insert(p.to.WithContext(ctx), list...); err != nil {
				return err
			}
		}
	}
	return nil
}
