package planner

import (
	"context"
	"maps"
	"slices"
	"time"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/period"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// tx is one command at work. Rules that need one record are checked as it is
// saved; rules over many (totals, the order of stages and phases) are settled
// once, when the command is done, for the parts that it touched.
type tx struct {
	Writer
	act    Act
	now    time.Time
	owners map[record.ID]record.ID // of records known to exist, by id

	estimates map[record.ID]bool // totals to renew
	sources   map[record.ID]bool // stages to check
	phases    map[record.ID]bool // projects whose phases' order is to be checked
	sections  map[record.ID]bool // projects whose sections' nesting is to be checked
	periods   bool               // a reporting period was changed
}

func newTx(w Writer, act Act, now time.Time) *tx {
	return &tx{Writer: w, act: act, now: now,
		owners: map[record.ID]record.ID{}, estimates: map[record.ID]bool{}, sources: map[record.ID]bool{},
		phases: map[record.ID]bool{}, sections: map[record.ID]bool{}}
}

// save checks the record and keeps it.
func (t *tx) save(ctx context.Context, e record.Entity) error {
	if err := e.Validate(); err != nil {
		return err
	}
	before, err := t.stored(ctx, e)
	if err != nil {
		return err
	}
	if err := t.checkRefs(ctx, before, e); err != nil {
		return err
	}
	if err := t.checkLife(ctx, before, e); err != nil {
		return err
	}
	if c, ok := e.(*project.Claim); ok && c.Chosen {
		if err := t.unchooseOthers(ctx, c); err != nil {
			return err
		}
	}
	return t.put(ctx, before, e)
}

// put stores a checked record and notes what has to be settled.
func (t *tx) put(ctx context.Context, before, e record.Entity) error {
	if err := t.Save(ctx, e); err != nil {
		return err
	}
	t.owners[e.RecordMeta().ID] = e.Owner()
	t.touch(e)
	if before == nil {
		return t.agree(ctx, e)
	}
	t.touch(before)
	if err := t.dropClaims(ctx, e); err != nil {
		return err
	}
	return t.agree(ctx, e)
}

// stored returns the record as it stands, nil for one to be created. It is a
// Conflict fault when the record is gone or not in the version that e is of.
func (t *tx) stored(ctx context.Context, e record.Entity) (record.Entity, error) {
	id := e.RecordMeta().ID
	if id == 0 {
		return nil, nil
	}
	before, err := newEntity(e.RecordKind())
	if err != nil {
		return nil, err
	}
	err = t.Get(ctx, id, before)
	switch {
	case fault.Is(err, fault.NotFound):
		return nil, fault.New(fault.Conflict, fault.Say("gone",
			"this {kind} is not there any more: somebody deleted it", "kind", e.RecordKind()))
	case err != nil:
		return nil, err
	case before.RecordMeta().Version != e.RecordMeta().Version: // before any rule speaks of a state that nobody saw
		return nil, fault.New(fault.Conflict, fault.Say("stale",
			"somebody changed this {kind} in the meantime: load it again and repeat the change", "kind", e.RecordKind()))
	}
	return before, nil
}

// checkRefs makes sure that what the record refers to exists and belongs to
// the same project, or to none.
func (t *tx) checkRefs(ctx context.Context, before, e record.Entity) error {
	var p fault.Problems
	for _, ref := range e.Refs() {
		if *ref.ID == 0 || refersAlready(before, ref) {
			continue
		}
		owner, err := t.owner(ctx, ref.Kind, *ref.ID)
		switch {
		case fault.Is(err, fault.NotFound):
			p.Add(ref.Field, fault.Say("missing_reference", "refers to a {kind} that is not there", "kind", ref.Kind))
		case err != nil:
			return err
		case ref.Kind != record.Project && owner != 0 && owner != e.Owner():
			p.Add(ref.Field, fault.Say("foreign_reference", "refers to a {kind} of another project", "kind", ref.Kind))
		}
	}
	return p.Err(fault.Say("reference.invalid", "the {kind} cannot be kept", "kind", e.RecordKind()))
}

// owner returns the project that the record with the id belongs to.
func (t *tx) owner(ctx context.Context, k record.Kind, id record.ID) (record.ID, error) {
	if owner, ok := t.owners[id]; ok {
		return owner, nil
	}
	e, err := newEntity(k)
	if err != nil {
		return 0, err
	}
	if err := t.Get(ctx, id, e); err != nil {
		return 0, err
	}
	t.owners[id] = e.Owner()
	return e.Owner(), nil
}

// touch notes what a change of the record makes necessary to settle.
func (t *tx) touch(e record.Entity) {
	switch e := e.(type) {
	case *estimate.Estimate:
		if e.Status == estimate.Draft {
			t.estimates[e.ID] = true
		}
	case *estimate.Line:
		t.estimates[e.Estimate] = true
	case *funding.Source:
		t.sources[e.ID] = true
	case *funding.Allocation:
		t.sources[e.Source] = true
	case *project.Phase:
		t.phases[e.Project] = true
	case *project.Section:
		t.sections[e.Project] = true
	case *period.Period:
		t.periods = true
	}
}

// delete removes the record, unless its estimate is frozen.
func (t *tx) delete(ctx context.Context, e record.Entity) error {
	if err := t.checkDelete(ctx, e); err != nil {
		return err
	}
	if err := t.Delete(ctx, e); err != nil {
		return err
	}
	delete(t.owners, e.RecordMeta().ID)
	t.touch(e)
	if gone, ok := e.(*estimate.Estimate); ok {
		delete(t.estimates, gone.ID)
	}
	return nil
}

// settle brings everything that the command touched in order, or refuses it.
func (t *tx) settle(ctx context.Context) error {
	for _, id := range slices.Sorted(maps.Keys(t.estimates)) {
		if err := t.renewTotal(ctx, id); err != nil {
			return err
		}
	}
	byProject, err := t.touchedSources(ctx)
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(byProject)) {
		if err := t.checkStages(ctx, id, byProject[id]); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(t.phases)) {
		if err := t.checkPhaseOrder(ctx, id); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(t.sections)) {
		if err := t.checkSectionOrder(ctx, id); err != nil {
			return err
		}
	}
	if t.periods {
		return t.checkPeriods(ctx)
	}
	return nil
}
