package planner

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// ChangesQuery selects what was changed. Zero values do not select.
type ChangesQuery struct {
	Since   int64         // changes after this Seq
	From    schedule.Date // or on this day and later
	In      *time.Location
	Others  bool   // but for those of the person in the context, where they have an account
	Project string // code
	Kind    record.Kind
	Before  int64 // changes with a lower Seq: the next page
}

// Whole reports whether everything new since a visit is asked for, from the
// newest on.
func (q *ChangesQuery) Whole() bool {
	return q.From.IsZero() && q.Project == "" && q.Kind == "" && q.Before == 0
}

// ChangesView is one page of what was changed in all projects, newest first,
// grouped by the command that did it.
type ChangesView struct {
	Head     Head
	Query    ChangesQuery
	Batches  []Recent
	Names    map[record.ID]text.Label // of the records that changes refer to, as far as they are known
	Older    int64                    // Before of the next page; 0 where there is none
	Projects []project.Project        // to choose from, the first ones by code
}

// Limits on a page of changes.
const (
	changesPage     = 100
	changesProjects = 200 // to choose from
	changesNamed    = 8   // projects whose parts are named
)

// Changes returns one page of what was changed. Fault: NotFound for a project
// that is not there.
func (p *Planner) Changes(ctx context.Context, q ChangesQuery) (*ChangesView, error) {
	v := &ChangesView{Query: q, Names: map[record.ID]text.Label{}}
	err := p.read(ctx, func(r Reader) error {
		var err error
		if v.Head, err = r.Head(ctx); err != nil {
			return err
		}
		if v.Projects, _, err = r.Projects(ctx, ProjectQuery{Limit: changesProjects}); err != nil {
			return err
		}
		cq := ChangeQuery{After: q.Since, Before: q.Before, Limit: changesPage + 1}
		history := HistoryQuery{From: q.From, In: cmp.Or(q.In, time.UTC)}
		cq.From, _ = history.bounds()
		if q.Others {
			cq.NotBy = record.ID(accountOf(ctx))
		}
		if q.Kind != "" {
			cq.Kinds = []record.Kind{q.Kind}
		}
		if q.Project != "" {
			of, err := r.ProjectByCode(ctx, q.Project)
			if err != nil {
				return err
			}
			cq.Project = of.ID
		}
		changes, err := r.Changes(ctx, cq)
		if err != nil {
			return err
		}
		more := len(changes) > changesPage
		if more {
			changes = changes[:changesPage]
			v.Older = changes[changesPage-1].Seq
		}
		return v.fill(ctx, r, changes, more)
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// fill groups the changes and names what they are about.
func (v *ChangesView) fill(ctx context.Context, r Reader, changes []record.Change, more bool) error {
	listed, err := batches(changes, more)
	if err != nil {
		return err
	}
	byProject := map[record.ID][]Batch{}
	for i := range listed {
		b := listed[i]
		v.Batches = append(v.Batches, Recent{Batch: b, Count: len(b.Changes)})
		byProject[b.project()] = append(byProject[b.project()], b)
	}
	if err := nameProjects(ctx, r, v.Batches); err != nil {
		return err
	}
	ids := slices.Sorted(maps.Keys(byProject))
	for _, id := range ids[:min(len(ids), changesNamed)] {
		names, err := recordNames(ctx, r, id, byProject[id])
		if err != nil {
			return err
		}
		maps.Copy(v.Names, names)
	}
	return nil
}
