package planner

import (
	"context"

	"korridor/pkg/record"
)

// UndoneBy returns the newest change of the command that undid the one with the
// first change seq, if nothing was changed in its records since; its Seq is 0
// where there is none.
func (p *Planner) UndoneBy(ctx context.Context, seq int64) (record.Change, error) {
	var by record.Change
	err := p.read(ctx, func(r Reader) error {
		var err error
		by, err = undoneBy(ctx, r, seq)
		return err
	})
	return by, err
}

func undoneBy(ctx context.Context, r Reader, seq int64) (none record.Change, err error) {
	changes, err := r.Changes(ctx, ChangeQuery{Batch: seq, Limit: MaxUndo})
	if err != nil {
		return none, err
	}
	if changes, err = withoutTotals(changes); err != nil || len(changes) == 0 {
		return none, err
	}
	last, err := r.Changes(ctx, ChangeQuery{Entity: changes[0].Entity, Limit: 1})
	if err != nil || len(last) == 0 || last[0].Batch <= seq || last[0].Command != (&Undo{}).Name() {
		return none, err
	}
	undoing, err := r.Changes(ctx, ChangeQuery{Batch: last[0].Batch, Limit: MaxUndo})
	if err != nil {
		return none, err
	}
	if same, err := takesBack(undoing, changes); err != nil || !same {
		return none, err
	}
	return undoing[0], nil
}

// takesBack reports whether the undoing changes left every record as it was
// before the changes. Both come latest first.
func takesBack(undoing, changes []record.Change) (bool, error) {
	now, was := map[record.ID]string{}, map[record.ID]*record.Change{}
	for i := range changes {
		was[changes[i].Entity] = &changes[i]
	}
	for i := range undoing {
		if _, later := now[undoing[i].Entity]; !later {
			now[undoing[i].Entity] = undoing[i].After
		}
	}
	for id, c := range was {
		after, there := now[id]
		if !there {
			return false, nil
		}
		is, err := stateOf(c.Kind, after)
		if err != nil {
			return false, err
		}
		before, err := stateOf(c.Kind, c.Before)
		if err != nil || is != before {
			return false, err
		}
	}
	return true, nil
}
