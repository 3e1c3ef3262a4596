package planner

import (
	"context"
	"time"

	"korridor/pkg/access"
)

// VisitMark is how far somebody has seen the changes of the record. Views less
// than a gap apart are one visit.
type VisitMark struct {
	Since int64     // the newest change of the visit before; 0: there was none
	Head  int64     // the newest change at the last view
	At    time.Time // of the last view
}

// Of a visit: how long it may rest, and how often its mark is kept.
const (
	visitGap  = 30 * time.Minute
	visitKeep = time.Minute
)

// Opened returns the mark at a view: with a new visit it moves to where the
// visit before ended.
func (m VisitMark) Opened(now time.Time) VisitMark {
	if now.Sub(m.At) > visitGap {
		m.Since = m.Head
	}
	return m
}

// Viewed returns the mark after a view of the record at a head. What is new is
// seen only where all of it was shown.
func (m VisitMark) Viewed(head int64, all bool, now time.Time) VisitMark {
	if m.Since > head { // it is from another database
		m = VisitMark{}
	}
	m.Head, m.At = min(m.Head, head), now
	if all {
		m.Head = head
	}
	return m
}

// HasVisits reports whether the visits of the person in the context are kept
// with their account.
func HasVisits(ctx context.Context) bool { return accountOf(ctx) != 0 }

// Visit returns how far the person in the context, who has an account, has seen
// the changes.
func (p *Planner) Visit(ctx context.Context) (VisitMark, error) {
	m, err := p.store.VisitMark(ctx, accountOf(ctx))
	return m.Opened(p.now()), err
}

// KeepVisit keeps the mark of the person's account after a view, unless that of
// a moment ago says the same.
func (p *Planner) KeepVisit(ctx context.Context, m VisitMark) error {
	if access.Of(ctx) == nil || accountOf(ctx) == 0 {
		return nil
	}
	kept, err := p.store.VisitMark(ctx, accountOf(ctx))
	if err != nil || kept.Since == m.Since && kept.Head == m.Head && m.At.Sub(kept.At) < visitKeep {
		return err
	}
	return p.store.KeepVisitMark(ctx, accountOf(ctx), m)
}
