package planner

import (
	"cmp"
	"context"
	"time"

	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// Batch is what one command changed.
type Batch struct {
	ID          int64 // the Seq of its first change
	At          time.Time
	Actor       string
	ConfirmedBy string // "": it waited for nobody
	Reason      string
	Command     string
	Changes     []Entry
	More        bool // not all of its changes are listed
}

// Entry is one change with what it changed.
type Entry struct {
	Change record.Change
	Name   text.Label // of the record, as it was last called
	Code   string
	Year   string    // the fiscal year of an allocation or ceiling
	Unit   string    // of a claim's value
	Of     record.ID // what the record is part of or about: a claim's record, a line's estimate, an allocation's source
	Fields []FieldChange
}

// FieldChange is one field before and after, as plain text; "" is not recorded.
type FieldChange struct {
	Field         string
	Before, After string
	Reference     bool // Before and After are the ids of records
}

func newBatch(c record.Change) Batch {
	return Batch{ID: c.Batch, At: c.At, Actor: c.Actor, ConfirmedBy: c.ConfirmedBy, Reason: c.Reason, Command: c.Command}
}

// batches groups changes, which come latest first, by the command that made
// them; cut says that older changes were left out.
func batches(changes []record.Change, cut bool) ([]Batch, error) {
	var all []Batch
	for _, c := range changes {
		if len(all) == 0 || all[len(all)-1].ID != c.Batch {
			all = append(all, newBatch(c))
		}
		if c.Kind == record.Proposal && !OfProposal(c.Command) {
			continue // what it was about is told
		}
		e, err := entry(c)
		if err != nil {
			return nil, err
		}
		b := &all[len(all)-1]
		b.Changes = append(b.Changes, e)
	}
	if n := len(changes); n > 0 && cut {
		all[len(all)-1].More = changes[n-1].Seq != changes[n-1].Batch
	}
	return all, nil
}

// OfProposal reports whether the command with the name changes nothing but a
// proposal, so that there is nothing to undo.
func OfProposal(command string) bool {
	switch command {
	case draftName, (&SubmitProposal{}).Name(), (&ReturnProposal{}).Name(), (&WithdrawProposal{}).Name():
		return true
	}
	return false
}

// HistoryQuery selects a part of a project's history, or of that of a record
// that belongs to no project.
type HistoryQuery struct {
	Project string    // code; "": none
	Record  record.ID // only the changes of this record; 0: all of the project's
	Before  int64     // changes with a lower Seq; 0: the newest
	From    schedule.Date
	Until   schedule.Date  // inclusive
	In      *time.Location // where days begin and end; nil: UTC
}

// bounds returns the moments between which the query's days lie, Until's being
// the first one after them. A side that is open has the zero time.
func (q *HistoryQuery) bounds() (from, until time.Time) {
	in := cmp.Or(q.In, time.UTC)
	midnight := func(day time.Time) time.Time {
		return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, in)
	}
	if !q.From.IsZero() {
		from = midnight(q.From.First())
	}
	if !q.Until.IsZero() {
		until = midnight(q.Until.Last().AddDate(0, 0, 1))
	}
	return from, until
}

func (q *HistoryQuery) check() error {
	var p fault.Problems
	p.Check(!q.Until.Before(q.From), "until",
		fault.Say("finish_before_start", "{finish} lies before the start, {start}", "finish", q.Until, "start", q.From))
	return p.Err(fault.Say("query.invalid", "the list cannot be shown"))
}

// HistoryView is one page of what happened to a project's record; of the
// dossier it holds the project and its programme, or neither.
type HistoryView struct {
	*Dossier
	Query   HistoryQuery
	Batches []Batch
	Names   map[record.ID]text.Label // of the records that changes refer to, as far as they are known
	Older   int64                    // Before of the next page; 0 where there is none
}

// historyPage is how many changes one page of history shows.
const historyPage = 100

// History returns one page of a project's history, newest first. Faults:
// Invalid for an Until before From, NotFound.
func (p *Planner) History(ctx context.Context, q HistoryQuery) (*HistoryView, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	v := &HistoryView{Dossier: &Dossier{Today: p.Today(ctx)}, Query: q}
	err := p.read(ctx, func(r Reader) error {
		if err := v.loadOwner(ctx, r); err != nil {
			return err
		}
		cq := ChangeQuery{Project: v.Project.ID, Entity: q.Record, Before: q.Before, Limit: historyPage + 1}
		cq.From, cq.Until = q.bounds()
		changes, err := r.Changes(ctx, cq)
		if err != nil {
			return err
		}
		more := len(changes) > historyPage
		if more {
			changes = changes[:historyPage]
			v.Older = changes[historyPage-1].Seq
		}
		if v.Batches, err = batches(changes, more); err != nil {
			return err
		}
		v.Names, err = recordNames(ctx, r, v.Project.ID, v.Batches)
		return err
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// loadOwner reads whose history it is.
func (v *HistoryView) loadOwner(ctx context.Context, r Reader) error {
	if v.Query.Project != "" || v.Query.Record == 0 {
		return v.loadProject(ctx, r, v.Query.Project)
	}
	var err error
	v.Head, err = r.Head(ctx)
	return err
}
