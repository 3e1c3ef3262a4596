package planner

import (
	"context"

	"korridor/pkg/fault"
)

// Add is Do for a command that creates a record, but for one that was added
// already: of two requests with the same form, to one server or to two on the
// same database, the second finds what the first added, since the state of the
// record that the caller has seen. The command then holds that one, and nothing
// is changed. What counts as the same is the caller's to say.
func Add[T any, P entityPointer[T]](ctx context.Context, p *Planner, act Act, c *Save[T, P], seen Head, same func(P) bool) error {
	return p.Do(ctx, act, &addOnce[T, P]{Save: c, seen: seen.Seq, same: same})
}

// addOnce is a Save that looks first, in its own transaction: nobody can add
// anything between looking and adding.
type addOnce[T any, P entityPointer[T]] struct {
	*Save[T, P]
	seen int64
	same func(P) bool
}

// inner is the Save itself: looking is not written down.
func (c *addOnce[T, P]) inner() Command { return c.Save }

func (c *addOnce[T, P]) apply(ctx context.Context, t *tx) error {
	e := P(&c.Record)
	changes, err := t.Changes(ctx, ChangeQuery{Project: e.Owner(), After: c.seen})
	if err != nil {
		return err
	}
	for i := range changes {
		if changes[i].Kind != e.RecordKind() || changes[i].Before != "" {
			continue
		}
		var there T
		err := t.Get(ctx, changes[i].Entity, P(&there))
		switch {
		case fault.Is(err, fault.NotFound): // and deleted again
		case err != nil:
			return err
		case c.same(&there):
			c.Record = there
			return nil
		}
	}
	return c.Save.apply(ctx, t)
}
