package planner

import (
	"context"
	"errors"
	"slices"

	"korridor/pkg/access"
	"korridor/pkg/estimate"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
)

// Proposed is what Do returns for a command that was found sound and was not
// carried out: it is kept as a proposal. An error, so that nobody takes the change
// for made.
type Proposed struct {
	ID    record.ID // of the proposal
	Draft bool      // it was kept as a draft rather than submitted
}

// Error implements error.
func (p *Proposed) Error() string {
	if p.Draft {
		return "the change is kept as a draft"
	}
	return "the change waits for confirmation"
}

// draftName is what the history calls keeping a draft of a proposal.
const draftName = "draft_proposal"

var errWaits = errors.New("the change waits")

// wrapped is a command around another one, which is the one to be written down.
type wrapped interface{ inner() Command }

// writeDown returns the command as it is kept.
func writeDown(c Command) (string, error) {
	if w, ok := c.(wrapped); ok {
		c = w.inner()
	}
	b, err := EncodeCommand(c)
	return string(b), err
}

// proposal returns what the command changed since the change after, as something
// to be confirmed.
func (t *tx) proposal(ctx context.Context, after int64) (*proposal.Proposal, error) {
	changes, err := whole(t.Writer).Changes(ctx, ChangeQuery{After: after})
	if err != nil || len(changes) == 0 {
		return nil, err
	}
	slices.Reverse(changes) // the first one first
	p := &proposal.Proposal{Project: changes[0].Project}
	created, based := map[record.ID]record.ID{}, map[record.ID]bool{}
	for i := range changes {
		c := &changes[i]
		if c.Project != p.Project {
			p.Project = 0
		}
		switch {
		case c.Before == "" && c.Version == 1:
			created[c.Entity] = record.ID(-len(created) - 1)
		case c.Before != "" && !based[c.Entity] && created[c.Entity] == 0:
			based[c.Entity] = true
			p.Based = append(p.Based, proposal.Base{Kind: c.Kind, ID: c.Entity, Version: versionBefore(c)})
		}
	}
	list := make([]proposal.Change, len(changes))
	for i := range changes {
		if list[i], err = provisional(&changes[i], created); err != nil {
			return nil, err
		}
		if err := t.addFrozen(ctx, p, &changes[i]); err != nil {
			return nil, err
		}
	}
	p.List(list)
	return p, nil
}

// addFrozen adds to what the proposal is based on the lines that the change
// publishes with their estimate: what is confirmed is each of them, not only
// their sum, which lines that are exchanged for others can leave as it is.
func (t *tx) addFrozen(ctx context.Context, p *proposal.Proposal, c *record.Change) error {
	if c.Kind != record.Estimate || c.After == "" {
		return nil
	}
	var e estimate.Estimate
	if err := record.Decode(c.After, &e); err != nil || e.Status != estimate.Published {
		return err
	}
	lines, err := t.Lines(ctx, e.ID)
	for i := range lines {
		p.Based = append(p.Based, proposal.Base{Kind: record.CostLine, ID: lines[i].ID, Version: lines[i].Version})
	}
	return err
}

// versionBefore is the version of the record that the change found.
func versionBefore(c *record.Change) int64 {
	if c.After == "" {
		return c.Version
	}
	return c.Version - 1
}

// provisional is the change with numbers below zero for what is to be created:
// its ids are not given out.
func provisional(c *record.Change, created map[record.ID]record.ID) (proposal.Change, error) {
	to := func(id record.ID) record.ID {
		if n := created[id]; n != 0 {
			return n
		}
		return id
	}
	p := proposal.Change{Kind: c.Kind, Entity: to(c.Entity), Project: c.Project, Before: c.Before, After: c.After}
	for _, side := range []*string{&p.Before, &p.After} {
		if *side == "" || len(created) == 0 {
			continue
		}
		e, err := newEntity(c.Kind)
		if err != nil {
			return p, err
		}
		if err := record.Decode(*side, e); err != nil {
			return p, err
		}
		meta := e.RecordMeta()
		meta.ID = to(meta.ID)
		for _, ref := range e.Refs() {
			*ref.ID = to(*ref.ID)
		}
		if *side, err = record.Encode(e); err != nil {
			return p, err
		}
	}
	return p, nil
}

// propose keeps what a command would change, submitted or as a draft. The same
// command that the person proposed already, as by a form sent twice, is that one.
func (p *Planner) propose(ctx context.Context, person *access.Person, act Act, new *proposal.Proposal) error {
	new.Status, new.Reason, new.Author, new.AuthorID = proposal.Submitted, act.Reason, person.Name, person.ID
	name := (&SubmitProposal{}).Name()
	if act.Draft {
		new.Status, name = proposal.Draft, draftName
	}
	kept := &Proposed{Draft: act.Draft}
	stamp := record.Stamp{Actor: person.Name, ActorID: person.ID, Reason: act.Reason, Command: name}
	err := p.store.Write(ctx, stamp, func(w Writer) error {
		open, _, err := w.Proposals(ctx, ProposalQuery{By: person, Statuses: []proposal.Status{proposal.Draft, proposal.Submitted}})
		if err != nil {
			return err
		}
		if same := find(open, func(o *proposal.Proposal) bool { return o.Written == new.Written }); same != nil {
			kept.ID = same.ID
			if same.Status == new.Status || act.Draft {
				return nil
			}
			same.Status, same.SubmittedAt, same.Reason = proposal.Submitted, p.now().UTC(), act.Reason
			return w.Save(ctx, same)
		}
		new.MadeAt = p.now().UTC()
		if !act.Draft {
			new.SubmittedAt = new.MadeAt
		}
		if err := w.Save(ctx, new); err != nil {
			return err
		}
		kept.ID = new.ID
		if err := replaceReturned(ctx, w, person, new); err != nil {
			return err
		}
		return replaceProposal(ctx, w, person, act.Replaces, new.MadeAt)
	})
	if err != nil {
		return err
	}
	return kept
}
