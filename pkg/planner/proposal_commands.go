package planner

import (
	"context"
	"errors"
	"slices"
	"time"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
)

// What is done about a proposal, named in the version that was seen.
type (
	// SubmitProposal gives a draft to the confirmers. It is its author's.
	SubmitProposal Seen
	// WithdrawProposal takes a proposal back. It is its author's.
	WithdrawProposal Seen
	// ConfirmProposal carries the proposal's command out. It is a confirmer's, and
	// never the author's. Where a record moved on since the proposal was made it is
	// returned instead, which is a Conflict fault.
	ConfirmProposal Seen
	// ReturnProposal gives a proposal back to its author with a comment. It is a
	// confirmer's, and never the author's.
	ReturnProposal struct {
		Seen
		Comment string
	}
	// returnMoved gives a proposal back whose records moved on.
	returnMoved Seen
)

// Name implements Command.
func (*SubmitProposal) Name() string { return "submit_proposal" }

// Name implements Command.
func (*WithdrawProposal) Name() string { return "withdraw_proposal" }

// Name implements Command.
func (*ConfirmProposal) Name() string { return "confirm_proposal" }

// Name implements Command.
func (*ReturnProposal) Name() string { return "return_proposal" }

// Name implements Command.
func (*returnMoved) Name() string { return "return_proposal" }

func (*SubmitProposal) movesMoney() bool   { return false }
func (*WithdrawProposal) movesMoney() bool { return false }
func (*ConfirmProposal) movesMoney() bool  { return false } // the reason is the author's
func (*ReturnProposal) movesMoney() bool   { return false }
func (*returnMoved) movesMoney() bool      { return false }

func (c *SubmitProposal) apply(ctx context.Context, t *tx) error {
	p, err := t.proposed(ctx, Seen(*c), proposal.Draft)
	if err == nil {
		err = t.isAuthor(ctx, p)
	}
	if err != nil {
		return err
	}
	p.Status, p.SubmittedAt = proposal.Submitted, t.now.UTC()
	return t.Save(ctx, p)
}

func (c *WithdrawProposal) apply(ctx context.Context, t *tx) error {
	p, err := t.proposed(ctx, Seen(*c), proposal.Draft, proposal.Submitted, proposal.Returned)
	if err == nil {
		err = t.isAuthor(ctx, p)
	}
	if err != nil {
		return err
	}
	return t.decide(ctx, p, proposal.Withdrawn)
}

func (c *ReturnProposal) apply(ctx context.Context, t *tx) error {
	p, err := t.proposed(ctx, c.Seen, proposal.Submitted)
	if err == nil {
		err = t.isConfirmer(ctx, p)
	}
	if err != nil {
		return err
	}
	p.Comment = c.Comment
	return t.decide(ctx, p, proposal.Returned)
}

func (c *returnMoved) apply(ctx context.Context, t *tx) error {
	p, err := t.proposed(ctx, Seen(*c), proposal.Submitted)
	if err != nil {
		return err
	}
	p.Moved = true
	return t.decide(ctx, p, proposal.Returned)
}

func (c *ConfirmProposal) apply(ctx context.Context, t *tx) error {
	p, err := t.proposed(ctx, Seen(*c), proposal.Submitted)
	if err == nil {
		err = t.isConfirmer(ctx, p)
	}
	if err != nil {
		return err
	}
	command, err := DecodeCommand([]byte(p.Written))
	if err != nil {
		return err
	}
	w := t.Writer
	if g, ok := w.(*gate); ok {
		w = g.w // what the author was allowed to propose
	}
	for _, b := range p.Based {
		if now, err := versionNow(ctx, w, b); err != nil || now != b.Version {
			return moved(err)
		}
	}
	before, err := w.Head(ctx)
	if err != nil {
		return err
	}
	author := newTx(w, Act{Actor: p.Author, Reason: p.Reason}, t.now)
	if err := command.apply(ctx, author); err != nil {
		return moved(err)
	}
	if err := author.settle(ctx); err != nil {
		return moved(err)
	}
	done, err := author.proposal(ctx, before.Seq)
	if err != nil {
		return err
	}
	if done == nil || !slices.Equal(done.Based, p.Based) || len(done.Changes)+done.More != len(p.Changes)+p.More {
		return moved(nil) // it changes something else by now
	}
	return t.decide(ctx, p, proposal.Confirmed)
}

// moved makes one Conflict fault of all that says that a record is not as it was
// when the proposal was made; other errors stay.
func moved(err error) error {
	if err != nil && !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.NotFound) {
		return err
	}
	return fault.New(fault.Conflict, fault.Say("proposal.moved",
		"somebody changed this in the meantime: nothing was changed, and the proposal went back to its author"))
}

// versionNow returns the version of the record as it stands, 0 where it is gone.
func versionNow(ctx context.Context, r Reader, b proposal.Base) (int64, error) {
	e, err := newEntity(b.Kind)
	if err != nil {
		return 0, err
	}
	if err := r.Get(ctx, b.ID, e); err != nil {
		return 0, ignoreGone(err)
	}
	return e.RecordMeta().Version, nil
}

// proposed returns the proposal that was seen, which must have one of the statuses.
func (t *tx) proposed(ctx context.Context, seen Seen, statuses ...proposal.Status) (*proposal.Proposal, error) {
	p := &proposal.Proposal{}
	if err := t.Get(ctx, seen.ID, p); err != nil {
		return nil, err
	}
	for _, s := range statuses {
		if p.Status == s && p.Version == seen.Version {
			return p, nil
		}
	}
	return nil, fault.New(fault.Conflict, fault.Say("proposal.decided", "this proposal was changed or decided in the meantime: look at it again"))
}

// actor is who acts, by name only where the program itself does.
func (t *tx) actor(ctx context.Context) *access.Person {
	if p := access.Of(ctx); p != nil {
		return p
	}
	return &access.Person{Name: t.act.Actor, Operator: true}
}

// wrote reports whether the person is the author of the proposal.
func wrote(p *proposal.Proposal, person *access.Person) bool {
	return (&access.Person{ID: p.AuthorID, Name: p.Author}).Same(person)
}

func (t *tx) isAuthor(ctx context.Context, p *proposal.Proposal) error {
	if who := t.actor(ctx); !who.Operator && !wrote(p, who) {
		return fault.New(fault.Forbidden, fault.Say("proposal.not_author", "only {author} can do this, who made the proposal", "author", p.Author))
	}
	return nil
}

func (t *tx) isConfirmer(ctx context.Context, p *proposal.Proposal) error {
	who := t.actor(ctx)
	if wrote(p, who) {
		return fault.New(fault.Forbidden, fault.Say("proposal.own", "nobody decides on their own proposal: somebody else has to"))
	}
	if !who.Has(access.Confirmer, p.Project) {
		return lacking(access.Confirmer, p.Project)
	}
	return nil
}

// decide ends the waiting of a proposal.
func (t *tx) decide(ctx context.Context, p *proposal.Proposal, s proposal.Status) error {
	who := t.actor(ctx)
	p.Status, p.Decider, p.DeciderID, p.DecidedAt = s, who.Name, who.ID, t.now.UTC()
	if p.Moved {
		p.Decider, p.DeciderID = "", 0
	}
	return t.Save(ctx, p)
}

// replaceProposal withdraws the author's proposal that a new one, or a change of
// its own, takes the place of; 0 is none.
func replaceProposal(ctx context.Context, w Writer, author *access.Person, id record.ID, now time.Time) error {
	if id == 0 {
		return nil
	}
	var p proposal.Proposal
	if err := w.Get(ctx, id, &p); err != nil {
		return ignoreGone(err)
	}
	if !wrote(&p, author) || (p.Status != proposal.Draft && p.Status != proposal.Returned) {
		return nil
	}
	p.Status, p.Decider, p.DeciderID, p.DecidedAt = proposal.Withdrawn, author.Name, author.ID, now
	return w.Save(ctx, &p)
}

// replaceReturned withdraws the author's returned proposals that the new one makes
// again: the same command about the same records.
func replaceReturned(ctx context.Context, w Writer, author *access.Person, new *proposal.Proposal) error {
	returned, _, err := w.Proposals(ctx, ProposalQuery{By: author, Statuses: []proposal.Status{proposal.Returned}, Brief: true, Limit: proposalsListed})
	if err != nil || len(new.Based) == 0 {
		return err
	}
	for i := range returned {
		same := slices.EqualFunc(returned[i].Based, new.Based, func(a, b proposal.Base) bool { return a.ID == b.ID })
		if returned[i].Command != new.Command || !same {
			continue
		}
		if err := replaceProposal(ctx, w, author, returned[i].ID, new.MadeAt); err != nil {
			return err
		}
	}
	return nil
}

// confirm carries out a proposal, or returns it where what it is based on moved.
func (p *Planner) confirm(ctx context.Context, act Act, c *ConfirmProposal) error {
	err := p.do(ctx, act, c, func() error { return nil })
	if !isMoved(err) {
		return err
	}
	if failed := p.do(ctx, act, (*returnMoved)(c), func() error { return nil }); failed != nil {
		return failed
	}
	return err
}

// confirmedStamp is the stamp of a proposal's command as it is carried out: its
// author's, with who confirms it.
func (p *Planner) confirmedStamp(ctx context.Context, act Act, c *ConfirmProposal) (record.Stamp, error) {
	var of proposal.Proposal
	if err := p.read(ctx, func(r Reader) error { return r.Get(ctx, c.ID, &of) }); err != nil {
		return record.Stamp{}, err
	}
	s := record.Stamp{Actor: of.Author, ActorID: of.AuthorID, Reason: of.Reason, Command: of.Command, ConfirmedBy: act.Actor}
	if who := access.Of(ctx); who != nil {
		s.ConfirmerID = who.ID
	}
	return s, nil
}

func isMoved(err error) bool {
	f, ok := errors.AsType[*fault.Error](err)
	return ok && f.Message.Key == "proposal.moved"
}
