package planner

import (
	"context"
	"slices"

	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/project"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
)

// Pending is what a proposal that waits for confirmation would make of a figure.
type Pending struct {
	Proposal record.ID
	Author   string
	What     PendingWhat
	Field    string
	Value    string // canonical, for PendingValue
	Unit     string
}

// PendingWhat says what a proposal does to a figure.
type PendingWhat string

// What proposals do to figures.
const (
	PendingValue     PendingWhat = "value"     // gives it another value
	PendingGone      PendingWhat = "gone"      // takes it away
	PendingPublished PendingWhat = "published" // freezes it with its estimate
	PendingDraft     PendingWhat = "draft"     // makes its estimate a draft again
	PendingWorking   PendingWhat = "working"   // makes its estimate the working one
	PendingReplaced  PendingWhat = "replaced"  // makes another estimate the working one
	PendingAdded     PendingWhat = "added"     // adds an amount to the funding source
)

// addedField is the field of a funding source under which amounts wait that have
// no record yet.
const addedField = "allocations"

// pendingListed bounds the proposals that mark figures; the newest ones do.
const pendingListed = 100

// addPending loads what waits for confirmation in the projects, 0 for what belongs
// to none.
func (t Trail) addPending(ctx context.Context, r Reader, projects ...record.ID) error {
	waiting, _, err := r.Proposals(ctx, ProposalQuery{Projects: projects, Statuses: []proposal.Status{proposal.Submitted}, Brief: true, Limit: pendingListed})
	if err != nil {
		return err
	}
	for i := range slices.Backward(waiting) { // the oldest first
		p := &waiting[i]
		for j := range p.Changes {
			if err := t.pend(p, &p.Changes[j]); err != nil {
				return err
			}
		}
	}
	return nil
}

// Pending returns what waits for confirmation about a figure, the oldest first.
func (t Trail) Pending(id record.ID, field string) []Pending {
	var about []Pending
	for _, p := range t.pending[id] {
		if p.Field == field {
			about = append(about, p)
		}
	}
	return about
}

// PendingIn returns what waits for confirmation about an allocation as a part of a
// sum: about its amount of the stage, or further ones of its funding source.
func (t Trail) PendingIn(a *funding.Allocation, stage funding.Stage) []Pending {
	return append(t.Pending(a.ID, string(stage)), t.Pending(a.Source, addedField)...)
}

// pend notes what a change of the proposal does to figures.
func (t Trail) pend(p *proposal.Proposal, c *proposal.Change) error {
	if !mayMove(c.Kind) {
		return nil
	}
	before, err := decodeState(c.Kind, c.Before)
	if err != nil {
		return err
	}
	after, err := decodeState(c.Kind, c.After)
	if err != nil {
		return err
	}
	note := func(id record.ID, pending Pending) {
		pending.Proposal, pending.Author = p.ID, p.Author
		if !slices.Contains(t.pending[id], pending) {
			t.pending[id] = append(t.pending[id], pending)
		}
	}
	switch {
	case before == nil:
		pendNew(after, note)
	case after == nil:
		for _, f := range record.Figures(before) {
			note(c.Entity, Pending{What: PendingGone, Field: f.Field})
		}
	default:
		pendFigures(c.Entity, before, after, note)
		pendLife(before, after, note)
	}
	return nil
}

// decodeState reads the state of a record in a change, nil for none.
func decodeState(k record.Kind, state string) (record.Entity, error) {
	if state == "" {
		return nil, nil
	}
	e, err := newEntity(k)
	if err != nil {
		return nil, err
	}
	return e, record.Decode(state, e)
}

// pendNew notes what a record to be created adds to: an allocation to its funding
// source, a chosen claim to the figure that it is about.
func pendNew(e record.Entity, note func(record.ID, Pending)) {
	switch e := e.(type) {
	case *funding.Allocation:
		note(e.Source, Pending{What: PendingAdded, Field: addedField})
	case *project.Claim:
		if e.Chosen {
			note(e.Entity, Pending{What: PendingValue, Field: e.Field, Value: e.Value, Unit: e.Unit})
		}
	}
}

// pendFigures notes the figures of a record that get another value or none.
func pendFigures(id record.ID, before, after record.Entity, note func(record.ID, Pending)) {
	for _, f := range record.Figures(after) {
		if was, ok := figureNamed(before, f.Field); !ok || was.Value != f.Value || was.Unit != f.Unit {
			note(id, Pending{What: PendingValue, Field: f.Field, Value: f.Value, Unit: f.Unit})
		}
	}
	for _, f := range record.Figures(before) {
		if _, ok := figureNamed(after, f.Field); !ok {
			note(id, Pending{What: PendingGone, Field: f.Field})
		}
	}
}

func figureNamed(e record.Entity, name string) (record.Figure, bool) {
	all := record.Figures(e)
	if i := slices.IndexFunc(all, func(f record.Figure) bool { return f.Field == name }); i >= 0 {
		return all[i], true
	}
	return record.Figure{}, false
}

// pendLife notes what happens to figures that keep their values: an estimate is
// published, another one is chosen, another claim vouches.
func pendLife(before, after record.Entity, note func(record.ID, Pending)) {
	switch after := after.(type) {
	case *estimate.Estimate:
		switch {
		case before.(*estimate.Estimate).Status == after.Status:
		case after.Status == estimate.Published:
			note(after.ID, Pending{What: PendingPublished, Field: "total"})
		default:
			note(after.ID, Pending{What: PendingDraft, Field: "total"})
		}
	case *project.Project:
		was := before.(*project.Project)
		if was.Working.Estimate == after.Working.Estimate {
			return
		}
		if was.Working.Estimate != 0 {
			note(was.Working.Estimate, Pending{What: PendingReplaced, Field: "total"})
		}
		if after.Working.Estimate != 0 {
			note(after.Working.Estimate, Pending{What: PendingWorking, Field: "total"})
		}
	case *project.Claim:
		if after.Chosen {
			pendNew(after, note)
		}
	}
}
