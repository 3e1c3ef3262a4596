package planner

import (
	"context"
	"errors"
	"maps"
	"slices"

	"korridor/pkg/access"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// Undo takes back what one command changed, by changes of its own: the records
// are again as they were before. It is refused with a Conflict fault when one of
// them was changed since, and with an Invalid one where taking back would break a
// rule: a published estimate stays frozen, the working estimate stays published.
type Undo struct {
	Batch int64 // the Seq of the command's first change
}

// MaxUndo bounds the changes of a command that can be undone.
const MaxUndo = 5000

// Name implements Command.
func (*Undo) Name() string { return "undo" }

// movesMoney: what is undone may have moved money, which is not known here.
func (*Undo) movesMoney() bool { return true }

func (c *Undo) apply(ctx context.Context, t *tx) error {
	if c.Batch < 1 { // 0 would select the changes of all commands
		return noChange(c.Batch)
	}
	changes, err := t.Changes(ctx, ChangeQuery{Batch: c.Batch, Limit: MaxUndo + 1})
	if err != nil {
		return err
	}
	switch {
	case len(changes) == 0:
		return noChange(c.Batch)
	case len(changes) > MaxUndo || changes[0].Command == (&Load{}).Name():
		return fault.New(fault.Invalid, fault.Say("undo.too_much", "what was loaded at once is not undone at once: change the records one by one"))
	}
	if changes, err = withoutTotals(changes); err != nil {
		return err
	}
	if len(changes) == 0 {
		return noChange(c.Batch)
	}
	if err := t.checkUnchanged(ctx, changes); err != nil {
		return err
	}
	if err := t.releaseLines(ctx, changes); err != nil {
		return err
	}
	for i := range changes { // latest first
		if err := t.takeBack(ctx, &changes[i]); err != nil {
			return err
		}
	}
	return t.checkAgreement(ctx, changes)
}

// releaseLines lets go of the codes that the command gave to lines: a sheet may
// have exchanged them.
func (t *tx) releaseLines(ctx context.Context, changes []record.Change) error {
	for _, c := range changes {
		if c.Kind != record.CostLine || c.After == "" {
			continue
		}
		var before, now estimate.Line
		if err := t.Get(ctx, c.Entity, &now); err != nil {
			return err
		}
		if c.Before != "" {
			if err := record.Decode(c.Before, &before); err != nil {
				return err
			}
		}
		if before.Code == now.Code {
			continue
		}
		if err := t.Release(ctx, &now); err != nil {
			return err
		}
	}
	return nil
}

func noChange(seq int64) error {
	return fault.New(fault.NotFound, fault.Say("undo.not_found", "no command began with change {seq}", "seq", seq))
}

// withoutTotals leaves out the changes of nothing but an estimate's total, which
// follows the lines again when the undoing is settled, and those of proposals,
// which are decided once.
func withoutTotals(changes []record.Change) ([]record.Change, error) {
	var err error
	kept := slices.DeleteFunc(changes, func(c record.Change) bool {
		if c.Kind == record.Proposal {
			return true
		}
		if c.Kind != record.Estimate || c.Before == "" || c.After == "" || err != nil {
			return false
		}
		var before, after estimate.Estimate
		if err = errors.Join(record.Decode(c.Before, &before), record.Decode(c.After, &after)); err != nil {
			return false
		}
		before.Version, before.Total = after.Version, after.Total
		was, failed := record.Encode(&before)
		is, failedToo := record.Encode(&after)
		err = errors.Join(failed, failedToo)
		return was == is
	})
	return kept, err
}

// checkUnchanged makes sure that every record is as the command left it.
func (t *tx) checkUnchanged(ctx context.Context, changes []record.Change) error {
	last := map[record.ID]*record.Change{}
	for i := range changes {
		if c := &changes[i]; last[c.Entity] == nil {
			last[c.Entity] = c
		}
	}
	for _, id := range slices.Sorted(maps.Keys(last)) {
		c := last[id]
		e, err := newEntity(c.Kind)
		if err != nil {
			return err
		}
		err = t.Get(ctx, id, e)
		gone := fault.Is(err, fault.NotFound)
		if err != nil && !gone {
			return err
		}
		left, err := asLeft(e, c, gone)
		if err != nil {
			return err
		}
		if !left {
			return fault.New(fault.Conflict, fault.Say("undo.changed_since",
				"the {kind} was changed again since: undo the later change first", "kind", c.Kind))
		}
		if err := t.checkUndoLife(ctx, e, c); err != nil {
			return err
		}
	}
	return nil
}

// asLeft reports whether the record, as it stands, is what the change made of
// it. Versions do not count, since undoing a later change raises them, nor does
// an estimate's total, which follows its lines.
func asLeft(now record.Entity, c *record.Change, gone bool) (bool, error) {
	if gone || c.After == "" {
		return gone && c.After == "", nil
	}
	left, err := stateOf(c.Kind, c.After)
	if err != nil {
		return false, err
	}
	is, err := withoutDerived(now)
	return is == left, err
}

// stateOf returns the state of a record in a change in the form that
// withoutDerived gives; "" is no record.
func stateOf(k record.Kind, snapshot string) (string, error) {
	if snapshot == "" {
		return "", nil
	}
	e, err := newEntity(k)
	if err != nil {
		return "", err
	}
	if err := record.Decode(snapshot, e); err != nil {
		return "", err
	}
	return withoutDerived(e)
}

// withoutDerived returns the record's domain JSON without version and total.
func withoutDerived(e record.Entity) (string, error) {
	meta := e.RecordMeta()
	version := meta.Version
	meta.Version = 0
	defer func() { meta.Version = version }()
	if of, ok := e.(*estimate.Estimate); ok {
		total := of.Total
		of.Total = nil
		defer func() { of.Total = total }()
	}
	return record.Encode(e)
}

// checkUndoLife guards published estimates, given the record as it stands.
func (t *tx) checkUndoLife(ctx context.Context, e record.Entity, c *record.Change) error {
	switch e := e.(type) {
	case *access.User:
		return fault.New(fault.Invalid, fault.Say("undo.user", "what happened to an account is not undone: change the account"))
	case *estimate.Line:
		if c.After != "" {
			return t.checkDraft(ctx, e.Estimate)
		}
	case *estimate.Estimate:
		if e.Status != estimate.Published {
			return nil
		}
		if c.Command != (&PublishEstimate{}).Name() {
			return frozen(e)
		}
		var p project.Project
		if err := t.Get(ctx, e.Project, &p); err != nil {
			return err
		}
		if p.Working.Estimate == e.ID {
			return fault.New(fault.Invalid, fault.Say("undo.working", "{code} is the working estimate: choose another one first", "code", e.Code))
		}
	}
	return nil
}

// takeBack puts one record into the state before the change. The states of all
// records of the command were in agreement then, so what saving would otherwise
// bring in line is left alone.
func (t *tx) takeBack(ctx context.Context, c *record.Change) error {
	now, err := newEntity(c.Kind)
	if err != nil {
		return err
	}
	if c.After != "" {
		if err := t.Get(ctx, c.Entity, now); err != nil {
			return err
		}
		if c.Before == "" {
			return t.delete(ctx, now)
		}
	}
	before, err := newEntity(c.Kind)
	if err != nil {
		return err
	}
	if err := record.Decode(c.Before, before); err != nil {
		return err
	}
	if line, ok := before.(*estimate.Line); ok {
		if err := t.checkDraft(ctx, line.Estimate); err != nil {
			return err
		}
	}
	if c.After == "" {
		before.RecordMeta().Version = c.Version
		err = t.Restore(ctx, before)
	} else {
		before.RecordMeta().Version = now.RecordMeta().Version
		if of, ok := before.(*estimate.Estimate); ok {
			of.Total = now.(*estimate.Estimate).Total // follows the lines when the command is settled
		}
		err = t.Save(ctx, before)
	}
	if err != nil {
		return err
	}
	t.owners[c.Entity] = before.Owner()
	t.touch(before)
	if c.After != "" {
		t.touch(now)
	}
	return nil
}

// checkAgreement makes sure that the chosen claims about the records still say
// what the records say: somebody may have chosen another one since.
func (t *tx) checkAgreement(ctx context.Context, changes []record.Change) error {
	for _, c := range changes {
		e, err := newEntity(c.Kind)
		if err != nil {
			return err
		}
		if _, figured := e.(record.Figured); !figured || c.Kind == record.Estimate || c.Before == "" {
			continue // an estimate's total is settled after this
		}
		if err := t.Get(ctx, c.Entity, e); err != nil {
			return err
		}
		claims, err := t.Claims(ctx, ClaimQuery{Entities: []record.ID{c.Entity}, OnlyChosen: true})
		if err != nil {
			return err
		}
		for i := range claims {
			if ok, err := agrees(e, &claims[i]); err != nil || !ok {
				return fault.New(fault.Conflict, fault.Say("undo.claimed_since",
					"another claim about the {kind} was chosen since: undo that first", "kind", c.Kind))
			}
		}
	}
	return nil
}
