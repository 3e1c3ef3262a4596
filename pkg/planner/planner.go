package planner

import (
	"context"
	"errors"
	"strings"
	"time"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Planner answers what planners ask of the record and carries out the commands
// that change it. It is safe for concurrent use.
type Planner struct {
	store   Store
	guarded bool // somebody must be known to act
	now     func() time.Time
	newest  findings
	former  formerFindings
	hasher  *access.Hasher
}

// New returns a planner over the store; now is the clock. A call whose context
// names nobody is the program's own and may do everything; see Guarded for
// requests from outside.
func New(store Store, now func() time.Time) *Planner {
	return &Planner{store: store, now: now, hasher: access.NewHasher(access.DefaultParams)}
}

// Now returns the time of the clock.
func (p *Planner) Now() time.Time { return p.now() }

// Ready reports whether the record can be read: nil, or why not.
func (p *Planner) Ready(ctx context.Context) error {
	return p.store.Read(ctx, func(r Reader) error {
		_, err := r.Head(ctx)
		return err
	})
}

// read runs fn on one consistent state of the record, of which it shows what the
// person in the context may see. All views read through it.
func (p *Planner) read(ctx context.Context, fn func(Reader) error) error {
	person, err := p.who(ctx)
	if err != nil {
		return err
	}
	return p.state(ctx, func(r Reader) error { return fn(shown(r, person)) })
}

// Act is who does something and why.
type Act struct {
	Actor  string
	Reason string
	// Of a change that may have to be confirmed: it is kept as a draft, to be
	// submitted later; and the returned proposal that it takes the place of.
	Draft    bool
	Replaces record.ID
}

// Do carries out the command in one transaction: all of it happens, and is
// noted in the history under the act, or none of it. A command that moves money
// needs a reason. Whoever acts is the person in the context, where there is one.
// Faults: Invalid with fields, NotFound, Conflict where the record moved on since
// the command was composed, Forbidden where the person lacks the role. A change of
// money by somebody who is no operator is not carried out but kept for
// confirmation: the error is a *Proposed then.
func (p *Planner) Do(ctx context.Context, act Act, c Command) error {
	if confirm, ok := c.(*ConfirmProposal); ok {
		return p.confirm(ctx, act, confirm)
	}
	return p.do(ctx, act, c, func() error { return nil })
}

// do is Do with a last step of the transaction, which may still refuse it.
func (p *Planner) do(ctx context.Context, act Act, c Command, last func() error) error {
	if err := notInThePast(ctx); err != nil {
		return err
	}
	person, err := p.who(ctx)
	if err != nil {
		return err
	}
	if person != nil {
		act.Actor = person.Name
		if err := mayWrite(person); err != nil {
			return err
		}
	}
	if act.check(c).Err(notMade) != nil {
		return act.Check(c)
	}
	stamp, err := p.stamp(ctx, act, c)
	if err != nil {
		return err
	}
	written := ""
	if person != nil { // before the command holds what it was carried out with
		if written, err = writeDown(c); err != nil {
			return err
		}
	}
	var waits *proposal.Proposal
	err = p.store.Write(ctx, stamp, func(w Writer) error {
		waits, err = p.carryOut(ctx, w, person, act, c, last)
		return err
	})
	if !errors.Is(err, errWaits) {
		return err
	}
	waits.Command, waits.Written = stamp.Command, written
	return p.propose(ctx, person, act, waits)
}

// stamp says in the history who does what.
func (p *Planner) stamp(ctx context.Context, act Act, c Command) (record.Stamp, error) {
	if confirm, ok := c.(*ConfirmProposal); ok {
		return p.confirmedStamp(ctx, act, confirm)
	}
	s := record.Stamp{Actor: act.Actor, Reason: act.Reason, Command: c.Name()}
	if who := access.Of(ctx); who != nil {
		s.ActorID = who.ID
	}
	return s, nil
}

// carryOut does what the command says. What the person, nil for one who may do
// everything, can only propose is returned with errWaits, for the store to take
// back.
func (p *Planner) carryOut(ctx context.Context, w Writer, person *access.Person, act Act, c Command, last func() error) (*proposal.Proposal, error) {
	t := newTx(w, act, p.now())
	var g *gate
	var before Head
	if person != nil {
		var err error
		if before, err = w.Head(ctx); err != nil {
			return nil, err
		}
		g = newGate(w, person)
		t.Writer = g
	}
	if err := c.apply(ctx, t); err != nil {
		return nil, err
	}
	if err := t.settle(ctx); err != nil {
		return nil, err
	}
	if err := last(); err != nil || g == nil {
		return nil, err
	}
	if !g.money && !act.Draft {
		return nil, replaceProposal(ctx, w, person, act.Replaces, t.now.UTC())
	}
	waits, err := t.proposal(ctx, before.Seq)
	if err != nil || waits == nil {
		return nil, err
	}
	return waits, errWaits
}

var notMade = fault.Say("act.invalid", "the change was not made")

// Check returns all that is wrong with the act and with the record that the
// command saves, as far as it shows without the store: an Invalid fault with
// fields, or nil.
func (a Act) Check(c Command) error {
	p := a.check(c)
	if s, ok := c.(interface{ validate() error }); ok {
		p.Merge("", s.validate())
	}
	return p.Err(notMade)
}

func (a Act) check(c Command) *fault.Problems {
	var p fault.Problems
	text.CheckLine(&p, "actor", a.Actor, text.MaxName, true)
	text.CheckLine(&p, "reason", a.Reason, text.MaxLine, false)
	p.Check(strings.TrimSpace(a.Reason) != "" || !c.movesMoney(), "reason",
		fault.Say("reason_missing", "is needed: this change moves money"))
	return &p
}
