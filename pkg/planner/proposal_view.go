package planner

import (
	"context"
	"slices"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/project"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// ProposalView is one proposal as its page shows it.
type ProposalView struct {
	Head     Head
	Proposal proposal.Proposal
	Project  *project.Project // nil: of none or of several, or not there any more
	Batch    Batch            // what it changes, as the history would tell it
	Names    map[record.ID]text.Label
	Moved    []MovedRecord // what moved on since it was made, where it is not decided for good

	MayConfirm, MaySubmit, MayWithdraw bool // for the person who looks
	Own                                bool // that person made it
}

// MovedRecord is a record that was changed since a proposal was based on it.
type MovedRecord struct {
	Entry  Entry // what the proposal changes in it
	Gone   bool  // it is not there any more
	Fields []ContestedField
}

// ContestedField is a field as the proposal found it, as it is now, and as the
// proposal would make it; "" is not recorded.
type ContestedField struct {
	Field             string
	Was, Theirs, Mine string
	Reference         bool
}

// ProposalPage is a part of the proposals, the newest first.
type ProposalPage struct {
	Rows  []ProposalRow
	Total int
	Names map[record.ID]text.Label
}

// ProposalRow is a proposal in a list.
type ProposalRow struct {
	proposal.Proposal
	Code  string     // of its project; "": of none or of several
	Of    text.Label // the name of its project
	Batch Batch      // the first of what it changes
}

// ProposalLists are the proposals as they concern somebody.
type ProposalLists struct {
	Waiting ProposalPage // to be confirmed by who asks
	Mine    ProposalPage // made by who asks, with something still to happen
	Others  ProposalPage // waiting for others to decide
	Decided ProposalPage
}

// proposalsListed bounds each list of proposals.
const proposalsListed = 100

// Proposals returns the lists of proposals, of the project with the code or, for
// "", of all.
func (p *Planner) Proposals(ctx context.Context, code string) (*ProposalLists, error) {
	v, me := &ProposalLists{}, asker(ctx)
	err := p.read(ctx, func(r Reader) error {
		lists := []struct {
			into *ProposalPage
			q    ProposalQuery
		}{
			{&v.Waiting, waitingFor(me)},
			{&v.Mine, ProposalQuery{By: me, Statuses: []proposal.Status{proposal.Draft, proposal.Submitted, proposal.Returned}}},
			{&v.Others, ProposalQuery{NotBy: me, Statuses: []proposal.Status{proposal.Submitted}}},
			{&v.Decided, ProposalQuery{Statuses: []proposal.Status{proposal.Confirmed, proposal.Withdrawn}}},
		}
		for _, l := range lists {
			l.q.Limit, l.q.Brief = proposalsListed, true
			if err := l.q.within(ctx, r, code); err != nil {
				return err
			}
			if err := l.into.read(ctx, r, l.q); err != nil {
				return err
			}
		}
		v.Others.without(&v.Waiting)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// within narrows the query to the project with the code, "" for any.
func (q *ProposalQuery) within(ctx context.Context, r Reader, code string) error {
	if code == "" {
		return nil
	}
	of, err := r.ProjectByCode(ctx, code)
	if err != nil {
		return err
	}
	if q.Projects == nil || slices.Contains(q.Projects, of.ID) {
		q.Projects = []record.ID{of.ID}
	} else {
		q.Projects = []record.ID{}
	}
	return nil
}

// without leaves out what the other list has.
func (p *ProposalPage) without(other *ProposalPage) {
	before := len(p.Rows)
	p.Rows = slices.DeleteFunc(p.Rows, func(row ProposalRow) bool {
		return find(other.Rows, func(o *ProposalRow) bool { return o.ID == row.ID }) != nil
	})
	p.Total -= before - len(p.Rows)
}

// read fills the page.
func (p *ProposalPage) read(ctx context.Context, r Reader, q ProposalQuery) error {
	list, total, err := r.Proposals(ctx, q)
	if err != nil || len(list) == 0 {
		return err
	}
	p.Total, p.Names = total, map[record.ID]text.Label{}
	codes := map[record.ID]*project.Project{}
	for i := range list {
		row := ProposalRow{Proposal: list[i]}
		if row.Batch, err = proposedBatch(&list[i]); err != nil {
			return err
		}
		of, known := codes[row.Project]
		if !known {
			if of, err = projectOf(ctx, r, row.Project); err != nil {
				return err
			}
			codes[row.Project] = of
			if of != nil {
				sources, err := r.FundingSources(ctx, of.ID)
				if err != nil {
					return err
				}
				for i := range sources {
					p.Names[sources[i].ID] = sources[i].Name
				}
				estimates, err := r.Estimates(ctx, of.ID)
				if err != nil {
					return err
				}
				for i := range estimates {
					p.Names[estimates[i].ID] = estimates[i].Title
				}
			}
		}
		if of != nil {
			row.Code, row.Of = of.Code, of.Name
		}
		p.Rows = append(p.Rows, row)
	}
	return nil
}

// asker is who acts in the context, somebody without a name where nobody is known.
func asker(ctx context.Context) *access.Person {
	if p := access.Of(ctx); p != nil {
		return p
	}
	return &access.Person{Operator: true}
}

// waitingFor selects what the person can confirm.
func waitingFor(me *access.Person) ProposalQuery {
	q := ProposalQuery{NotBy: me, Statuses: []proposal.Status{proposal.Submitted}, Projects: []record.ID{}}
	projects, all := me.In(access.Confirmer)
	if all {
		q.Projects = nil
	} else if len(projects) > 0 {
		q.Projects = projects
	}
	return q
}

// WaitingCount returns how many proposals wait for the person in the context: to be
// confirmed, or returned to them.
func (p *Planner) WaitingCount(ctx context.Context) (n int, err error) {
	me := asker(ctx)
	err = p.read(ctx, func(r Reader) error {
		for _, q := range []ProposalQuery{waitingFor(me), {By: me, Statuses: []proposal.Status{proposal.Returned}}} {
			q.OnlyCount = true
			_, count, err := r.Proposals(ctx, q)
			if err != nil {
				return err
			}
			n += count
		}
		return nil
	})
	return n, err
}

// SubmittedCount returns how many proposals wait in the project with the code, or
// in all of them for "".
func (p *Planner) SubmittedCount(ctx context.Context, code string) (n int, err error) {
	err = p.read(ctx, func(r Reader) error {
		q := ProposalQuery{Statuses: []proposal.Status{proposal.Submitted}, OnlyCount: true}
		if err := q.within(ctx, r, code); err != nil {
			return err
		}
		_, n, err = r.Proposals(ctx, q)
		return err
	})
	return n, err
}

// projectOf returns the project with the id, nil where there is none.
func projectOf(ctx context.Context, r Reader, id record.ID) (*project.Project, error) {
	if id == 0 {
		return nil, nil
	}
	var of project.Project
	if err := r.Get(ctx, id, &of); err != nil {
		return nil, ignoreGone(err)
	}
	return &of, nil
}

// proposedBatch tells what the proposal changes as the history would.
func proposedBatch(p *proposal.Proposal) (Batch, error) {
	b := Batch{At: p.MadeAt, Actor: p.Author, Reason: p.Reason, Command: p.Command, More: p.More > 0}
	for i := range slices.Backward(p.Changes) { // latest first, as the history has them
		c := &p.Changes[i]
		e, err := entry(record.Change{Kind: c.Kind, Entity: c.Entity, Project: c.Project, Before: c.Before, After: c.After})
		if err != nil {
			return b, err
		}
		e.Fields = slices.DeleteFunc(e.Fields, func(f FieldChange) bool { return slices.Contains(stamped, f.Field) })
		b.Changes = append(b.Changes, e)
	}
	return b, nil
}

// stamped are the fields that say who did something and when: they are set as a
// proposal is carried out, and nothing that is proposed.
var stamped = []string{"Working.At", "Working.By", "PublishedAt", "PublishedBy"}

// Proposal returns the proposal with the id, or a NotFound fault.
func (p *Planner) Proposal(ctx context.Context, id record.ID) (*ProposalView, error) {
	v := &ProposalView{}
	err := p.read(ctx, func(r Reader) error {
		var err error
		if v.Head, err = r.Head(ctx); err != nil {
			return err
		}
		if err = r.Get(ctx, id, &v.Proposal); err != nil {
			return err
		}
		if v.Batch, err = proposedBatch(&v.Proposal); err != nil {
			return err
		}
		if v.Project, err = projectOf(ctx, r, v.Proposal.Project); err != nil {
			return err
		}
		var of record.ID
		if v.Project != nil {
			of = v.Project.ID
		}
		if v.Names, err = recordNames(ctx, r, of, []Batch{v.Batch}); err != nil {
			return err
		}
		v.allow(asker(ctx))
		if v.Proposal.Status.Open() {
			return v.readMoved(ctx, r)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// allow sets what the person may do about the proposal.
func (v *ProposalView) allow(me *access.Person) {
	p := &v.Proposal
	v.Own = wrote(p, me)
	v.MayConfirm = p.Status == proposal.Submitted && !v.Own && me.Has(access.Confirmer, p.Project)
	mine := v.Own || me.Operator
	v.MaySubmit = p.Status == proposal.Draft && mine
	v.MayWithdraw = p.Status.Open() && mine
}

// readMoved finds the records that are not as the proposal found them.
func (v *ProposalView) readMoved(ctx context.Context, r Reader) error {
	for _, b := range v.Proposal.Based {
		i := slices.IndexFunc(v.Proposal.Changes, func(c proposal.Change) bool { return c.Entity == b.ID })
		if i < 0 {
			continue
		}
		now, err := newEntity(b.Kind)
		if err != nil {
			return err
		}
		err = r.Get(ctx, b.ID, now)
		gone := fault.Is(err, fault.NotFound)
		if err != nil && !gone {
			return err
		}
		if !gone && now.RecordMeta().Version == b.Version {
			continue
		}
		m, err := movedRecord(&v.Proposal.Changes[i], now, gone)
		if err != nil {
			return err
		}
		v.Moved = append(v.Moved, m)
	}
	return nil
}

// movedRecord sets what the proposal makes of a record beside what it is now.
func movedRecord(c *proposal.Change, now record.Entity, gone bool) (MovedRecord, error) {
	change := record.Change{Kind: c.Kind, Entity: c.Entity, Project: c.Project, Before: c.Before, After: c.After}
	mine, err := entry(change)
	m := MovedRecord{Entry: mine, Gone: gone}
	if err != nil || gone {
		return m, err
	}
	if change.After, err = record.Encode(now); err != nil {
		return m, err
	}
	theirs, err := entry(change)
	if err != nil {
		return m, err
	}
	for _, f := range mine.Fields {
		row := ContestedField{Field: f.Field, Was: f.Before, Theirs: f.Before, Mine: f.After, Reference: f.Reference}
		if other := find(theirs.Fields, func(t *FieldChange) bool { return t.Field == f.Field }); other != nil {
			row.Theirs = other.After
		}
		m.Fields = append(m.Fields, row)
	}
	for _, f := range theirs.Fields {
		if find(mine.Fields, func(o *FieldChange) bool { return o.Field == f.Field }) == nil {
			m.Fields = append(m.Fields, ContestedField{Field: f.Field, Was: f.Before, Theirs: f.After, Mine: f.Before, Reference: f.Reference})
		}
	}
	return m, nil
}

// ProposedCommand returns the command of a proposal that its author can give anew,
// for its form: a draft or a returned one. NotFound for any other.
func (p *Planner) ProposedCommand(ctx context.Context, id record.ID) (Command, error) {
	var of proposal.Proposal
	if err := p.read(ctx, func(r Reader) error { return r.Get(ctx, id, &of) }); err != nil {
		return nil, err
	}
	if who := asker(ctx); of.Status != proposal.Draft && of.Status != proposal.Returned || !who.Operator && !wrote(&of, who) {
		return nil, NoRecord(record.Proposal, id)
	}
	return DecodeCommand([]byte(of.Written))
}
