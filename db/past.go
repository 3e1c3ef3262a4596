package db

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"gorm.io/gorm"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// How many former states are kept, and how many changes lie between those that
// are kept on the way to a later one: a replay from the nearest of them reads no
// more than that.
const (
	pastStates = 8
	pastStep   = 10_000
)

// past keeps former states of the record, each replayed from the chain of
// changes into a temporary SQLite file that is never written again. Nothing but
// records is in them: what stands beside the chain, accounts for one, has no past.
type past struct {
	mutex  sync.Mutex
	folder string // "" until the first state is made
	states map[int64]*state
	limit  int
	step   int64
	uses   int64 // counts up, to know which state was used last
	ctx    context.Context
	end    context.CancelFunc
	works  sync.WaitGroup
}

// state is the record as it was after a change.
type state struct {
	seq    int64
	place  sqlitePlace
	ready  chan struct{} // closed when reader and err are set
	reader *gorm.DB
	err    error
	users  int
	used   int64
}

func newPast() *past {
	p := &past{states: map[int64]*state{}, limit: pastStates, step: pastStep}
	p.ctx, p.end = context.WithCancel(context.Background())
	return p
}

// close ends the replays under way and removes all files.
func (p *past) close() error {
	p.end()
	p.works.Wait()
	p.mutex.Lock()
	defer p.mutex.Unlock()
	var err error
	for _, st := range p.states {
		if st.reader != nil {
			err = errors.Join(err, closePool(st.reader))
		}
	}
	if p.folder != "" {
		err = errors.Join(err, os.RemoveAll(p.folder))
	}
	return err
}

// take returns the state after the change, replaying it where it is not kept;
// those who want the same one wait for one replay. The caller gives it back.
func (s *Store) take(ctx context.Context, seq int64) (*state, error) {
	p := s.past
	p.mutex.Lock()
	st := p.states[seq]
	if st == nil {
		if err := p.prepare(); err != nil {
			p.mutex.Unlock()
			return nil, err
		}
		st = &state{seq: seq, ready: make(chan struct{}), users: 1, // the replay itself
			place: sqlitePlace{path: filepath.Join(p.folder, strconv.FormatInt(p.uses, 10)+".db"), immutable: true}}
		p.states[seq] = st
		p.works.Go(func() { s.make(st) })
	}
	p.use(st)
	p.mutex.Unlock()
	select {
	case <-st.ready:
		if st.err != nil {
			p.give(st)
			return nil, st.err
		}
		return st, nil
	case <-ctx.Done():
		p.give(st)
		return nil, s.place.fail(ctx, ctx.Err())
	}
}

// prepare makes the folder of the states, which only its owner can read.
func (p *past) prepare() (err error) {
	if p.folder == "" {
		p.folder, err = os.MkdirTemp("", "korridor-past-")
	}
	return err
}

func (p *past) use(st *state) {
	p.uses++
	st.users++
	st.used = p.uses
}

// give ends a use of the state, and lets go of the states that were not used for
// the longest time where there are too many.
func (p *past) give(st *state) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	st.users--
	for len(p.states) > p.limit {
		var oldest *state
		for _, other := range p.states {
			if other.users == 0 && (oldest == nil || other.used < oldest.used) {
				oldest = other
			}
		}
		if oldest == nil {
			return
		}
		p.drop(oldest)
	}
}

// drop forgets a state that nobody uses. What cannot be removed now goes with
// the folder.
func (p *past) drop(st *state) {
	delete(p.states, st.seq)
	if st.reader != nil {
		_ = closePool(st.reader)
	}
	_ = os.Remove(st.place.path)
}

// nearest returns the newest finished state at or before the change, or nil.
// The caller gives it back.
func (p *past) nearest(seq int64) *state {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	var best *state
	for _, st := range p.states {
		if st.reader != nil && st.seq <= seq && (best == nil || st.seq > best.seq) {
			best = st
		}
	}
	if best != nil {
		p.use(best)
	}
	return best
}

// make replays the state and tells those who wait.
func (s *Store) make(st *state) {
	p := s.past
	reader, err := s.replay(p.ctx, st)
	p.mutex.Lock()
	st.reader, st.err = reader, err
	if err != nil { // the next one tries again
		p.drop(st)
	}
	p.mutex.Unlock()
	close(st.ready)
	p.give(st)
}

// copyFile copies a file that does not change to a new one.
func copyFile(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// pastReader reads a former state. The changes up to then are the record's own:
// they are only ever appended.
type pastReader struct {
	reader
	live *reader
	seq  int64
}

// Changes implements planner.Reader.
func (r *pastReader) Changes(ctx context.Context, q planner.ChangeQuery) ([]record.Change, error) {
	if q.Before == 0 || q.Before > r.seq+1 {
		q.Before = r.seq + 1
	}
	return r.live.Changes(ctx, q)
}

// ReadAt implements planner.Store.
func (s *Store) ReadAt(ctx context.Context, seq int64, fn func(planner.Reader) error) error {
	newest := false
	err := s.Read(ctx, func(r planner.Reader) error {
		head, err := r.Head(ctx)
		switch {
		case err != nil:
			return err
		case seq < 0 || seq > head.Seq:
			return fault.New(fault.Invalid, fault.Say("past.unknown", "there is no change {seq}", "seq", seq))
		case seq < head.Seq:
			return nil
		}
		newest = true // nothing has changed since
		return fn(r)
	})
	if err != nil || newest {
		return err
	}
	st, err := s.take(ctx, seq)
	if err != nil {
		return err
	}
	defer s.past.give(st)
	return s.Read(ctx, func(r planner.Reader) error {
		return s.transact(ctx, st.reader, &sql.TxOptions{ReadOnly: true}, func(tx *gorm.DB) error {
			return fn(&pastReader{reader: reader{tx: tx, place: st.place}, live: r.(*reader), seq: seq})
		})
	})
}
