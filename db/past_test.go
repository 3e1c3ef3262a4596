package db_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// The state replayed up to a change is the one that was there then: all records
// of all kinds, with their links, ids and versions, and the end of the chain.
func TestThePastIsWhatWasRecordedThen(t *testing.T) {
	eachPast(t, func(t *testing.T, s *db.Store) {
		s.KeepPast(4, 37)
		h := &pastHistory{t: t, s: s, r: rand.New(rand.NewPCG(6, 5)), gone: map[record.ID]record.Entity{}, told: map[int64]string{}}
		h.tell()
		h.world = newWorld(t, s)
		h.live = h.world.entities()
		h.tell()
		for range 80 {
			h.step()
		}
		if h.kinds["delete"] < 3 || h.kinds["restore"] < 1 || h.kinds["exchange"] < 1 || h.kinds["change"] < 5 {
			t.Errorf("the history tests too little: %v", h.kinds)
		}
		seqs := slices.Sorted(maps.Keys(h.told))
		h.r.Shuffle(len(seqs), func(i, j int) { seqs[i], seqs[j] = seqs[j], seqs[i] })
		for _, seq := range seqs {
			var got string
			if err := s.ReadAt(t.Context(), seq, func(r planner.Reader) error { got = tellAll(t, r); return nil }); err != nil {
				t.Fatalf("after change %d: %v", seq, err)
			}
			if got != h.told[seq] {
				t.Fatalf("after change %d the replay says\n%s\nwant\n%s", seq, got, h.told[seq])
			}
		}
		if kept := s.PastStates(); len(kept) > 4 {
			t.Errorf("%d states are kept", len(kept))
		}
		mustVerify(t, s)
	})
}

// eachPast runs the test on a fresh store of both engines, which must leave no
// file behind.
func eachPast(t *testing.T, test func(t *testing.T, s *db.Store)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, dsn string) {
		folder := t.TempDir()
		t.Setenv("TMPDIR", folder)
		t.Cleanup(func() {
			if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
		test(t, dbtest.Open(t, dsn, db.Options{}))
	})
}

// tellAll tells everything that the record holds, in the order of ids.
func tellAll(t *testing.T, r planner.Reader) string {
	t.Helper()
	var b strings.Builder
	head, err := r.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "%+v\n", head)
	list, err := r.Changes(t.Context(), planner.ChangeQuery{})
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[record.ID]record.Kind{}
	for _, c := range list {
		kinds[c.Entity] = c.Kind
	}
	for _, id := range slices.Sorted(maps.Keys(kinds)) {
		e := blank(kinds[id])
		if err := r.Get(t.Context(), id, e); fault.Is(err, fault.NotFound) {
			fmt.Fprintf(&b, "%d is gone\n", id)
			continue
		} else if err != nil {
			t.Fatal(err)
		}
		told, err := record.Encode(e)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(told + "\n")
	}
	all, err := r.Claims(t.Context(), planner.ClaimQuery{})
	if err != nil {
		t.Fatal(err)
	}
	found, total, err := r.Projects(t.Context(), planner.ProjectQuery{Search: "RAIL", Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "%d claims; %d of %d found; changes up to %d\n", len(all), len(found), total, len(list))
	return b.String()
}

func blank(k record.Kind) record.Entity {
	for _, e := range (&world{}).entities() {
		if e.RecordKind() == k {
			return reflect.New(reflect.TypeOf(e).Elem()).Interface().(record.Entity)
		}
	}
	panic(k)
}

// pastHistory makes a random history and tells each state of it.
type pastHistory struct {
	t     *testing.T
	s     *db.Store
	r     *rand.Rand
	world *world
	live  []record.Entity
	gone  map[record.ID]record.Entity
	told  map[int64]string
	kinds map[string]int
}

func (h *pastHistory) tell() {
	read(h.t, h.s, func(r planner.Reader) error {
		head, err := r.Head(h.t.Context())
		h.told[head.Seq] = tellAll(h.t, r)
		return err
	})
}

// step carries out one random command, which may be refused.
func (h *pastHistory) step() {
	if h.kinds == nil {
		h.kinds = map[string]int{}
	}
	name, command := h.random()
	if err := h.s.Write(h.t.Context(), stamp, func(w planner.Writer) error { return command(h.t.Context(), w) }); err == nil {
		h.kinds[name]++
	} else if k := fault.KindOf(err); k == fault.Internal || k == fault.Unavailable {
		h.t.Fatalf("%s: %v", name, err)
	}
	h.refresh()
	h.tell()
}

// refresh loads every record again: a refused command leaves them as they were,
// and what was deleted is gone, with its claims.
func (h *pastHistory) refresh() {
	read(h.t, h.s, func(r planner.Reader) error {
		h.live = slices.DeleteFunc(h.live, func(e record.Entity) bool {
			now := blank(e.RecordKind())
			if err := r.Get(h.t.Context(), e.RecordMeta().ID, now); err != nil {
				h.gone[e.RecordMeta().ID] = e
				return true
			}
			reflect.ValueOf(e).Elem().Set(reflect.ValueOf(now).Elem())
			return false
		})
		return nil
	})
}

func (h *pastHistory) random() (string, func(context.Context, planner.Writer) error) {
	e := h.live[h.r.IntN(len(h.live))]
	switch h.r.IntN(6) {
	case 0:
		return "delete", func(ctx context.Context, w planner.Writer) error { return w.Delete(ctx, e) }
	case 1:
		ids := slices.Sorted(maps.Keys(h.gone))
		if len(ids) == 0 {
			break
		}
		back := h.gone[ids[h.r.IntN(len(ids))]]
		return "restore", func(ctx context.Context, w planner.Writer) error {
			err := w.Restore(ctx, back)
			if err == nil {
				delete(h.gone, back.RecordMeta().ID)
				h.live = append(h.live, back)
			}
			return err
		}
	case 2:
		return "exchange", h.exchange
	case 3:
		return "links", h.links
	case 4:
		return "add", func(ctx context.Context, w planner.Writer) error {
			added := &project.Claim{Project: h.world.project.ID, Kind: record.Project, Entity: h.world.project.ID, Field: "length_m",
				Value: fmt.Sprint(h.r.IntN(1000)), Unit: "m", Basis: project.Assumed, Note: label("n"), Chosen: h.r.IntN(4) == 0}
			h.live = append(h.live, added)
			return w.Save(ctx, added)
		}
	}
	return "change", func(ctx context.Context, w planner.Writer) error {
		for _, field := range []string{"Note", "Name", "Summary", "Title"} {
			if f := reflect.ValueOf(e).Elem().FieldByName(field); f.IsValid() && f.Type() == reflect.TypeFor[text.Label]() {
				f.Set(reflect.ValueOf(text.Plain(fmt.Sprintf("%s railway %d", field, h.r.IntN(3)))))
				break
			}
		}
		return w.Save(ctx, e)
	}
}

// exchange gives two phases each other's code.
func (h *pastHistory) exchange(ctx context.Context, w planner.Writer) error {
	a, b := h.world.phase, h.world.next
	if err := w.Release(ctx, a); err != nil {
		return err
	}
	a.Code, b.Code = b.Code, a.Code
	return saveAll(ctx, w, b, a)
}

// links changes what a phase, a project and an estimate point at.
func (h *pastHistory) links(ctx context.Context, w planner.Writer) error {
	next, p, e := h.world.next, h.world.project, h.world.estimate
	next.After = nil
	if lag := h.r.IntN(3); lag > 0 {
		next.After = []project.Link{{Phase: h.world.phase.ID, LagDays: lag}}
	}
	p.DependsOn = nil
	if h.r.IntN(2) == 0 {
		p.DependsOn = []record.ID{h.world.other.ID}
	}
	slices.Reverse(e.Sections)
	return saveAll(ctx, w, next, p, e)
}

func TestThePastThatThereIsNot(t *testing.T) {
	eachPast(t, func(t *testing.T, s *db.Store) {
		newWorld(t, s)
		head := int64(len(changes(t, s)))
		save(t, s, &project.Document{Code: "later", Title: text.Plain("t")})
		none := func(planner.Reader) error { t.Error("something was read"); return nil }
		for seq, key := range map[int64]string{-1: "past.unknown", head + 2: "past.unknown", head - 3: "past.within"} {
			wantFault(t, s.ReadAt(t.Context(), seq, none), fault.Invalid, key)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := s.ReadAt(ctx, head, none); err == nil {
			t.Error("a cancelled reading read")
		}
	})
}

// Many readers of several days at once wait for one replay of each, and none
// sees another's state.
func TestThePastIsReadByManyAtOnce(t *testing.T) {
	eachPast(t, func(t *testing.T, s *db.Store) {
		s.KeepPast(2, 10)
		p := newProgramme()
		for i := range 30 {
			p.Name = text.Plain(fmt.Sprintf("Name %d", i+1))
			save(t, s, p)
		}
		var group sync.WaitGroup
		for i := range 40 {
			group.Go(func() {
				seq := int64(i%8*3 + 1)
				err := s.ReadAt(t.Context(), seq, func(r planner.Reader) error {
					list, err := r.Programmes(t.Context())
					if err == nil && (len(list) != 1 || list[0].Version != seq || list[0].Name.Default != fmt.Sprintf("Name %d", seq)) {
						t.Errorf("after change %d: %+v", seq, list)
					}
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if kept := s.PastStates(); len(kept) > 2 {
			t.Errorf("kept: %v", kept)
		}
	})
}
