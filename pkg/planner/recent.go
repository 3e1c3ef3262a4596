package planner

import (
	"context"
	"slices"

	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Recent is what one command did, as the programme page tells it.
type Recent struct {
	Batch                            // its changes are listed only where they are few
	Count   int                      // how many changes it made
	Project *project.Project         // the project of all listed changes, nil where there is no single one
	Names   map[record.ID]text.Label // of the funding sources whose years changed
}

// Limits on what the programme page tells of the latest changes.
const (
	recentBatches = 10  // commands
	recentListed  = 20  // changes of one command
	recentChanges = 200 // changes looked at
)

// recent returns what was done after the Seq, but for what somebody with the
// account did, newest first, by so many commands at most, and whether more was
// done than is returned.
func recent(ctx context.Context, r Reader, head Head, since int64, not record.ID, limit int) (_ []Recent, more bool, err error) {
	if since >= head.Seq {
		return nil, false, nil
	}
	firsts, err := r.Changes(ctx, ChangeQuery{Heads: true, After: since, NotBy: not, Limit: limit + 1})
	if err != nil {
		return nil, false, err
	}
	if more = len(firsts) > limit; more {
		firsts = firsts[:limit]
	}
	all := make([]Recent, len(firsts))
	for i, c := range firsts {
		all[i] = Recent{Batch: newBatch(c), Count: int(head.Seq - c.Seq + 1)}
		if i > 0 { // Seq has no gaps, and a command's changes follow one another
			all[i].Count = int(firsts[i-1].Seq - c.Seq)
		}
	}
	if restricted(r) || not != 0 {
		if err := countSeen(ctx, r, all); err != nil {
			return nil, false, err
		}
	}
	if err := listRecent(ctx, r, all, ChangeQuery{After: since, NotBy: not, Limit: recentChanges}); err != nil {
		return nil, false, err
	}
	if err := nameProjects(ctx, r, all); err != nil {
		return nil, false, err
	}
	return all, more, nameSources(ctx, r, all)
}

// countSeen counts the changes of the commands that the reader shows.
func countSeen(ctx context.Context, r Reader, all []Recent) error {
	for i := range all {
		changes, err := r.Changes(ctx, ChangeQuery{Batch: all[i].ID, Limit: MaxUndo, Bare: true})
		if err != nil {
			return err
		}
		all[i].Count = len(changes)
	}
	return nil
}

// listRecent lists the changes of the commands that made few.
func listRecent(ctx context.Context, r Reader, all []Recent, q ChangeQuery) error {
	changes, err := r.Changes(ctx, q)
	if err != nil {
		return err
	}
	listed, err := batches(changes, len(changes) == recentChanges)
	if err != nil {
		return err
	}
	for i := range all {
		b := find(listed, func(b *Batch) bool { return b.ID == all[i].ID })
		if b == nil || b.More || all[i].Count > recentListed {
			all[i].More = true
			continue
		}
		all[i].Changes = b.Changes
	}
	return nil
}

// nameProjects finds the project of each command that changed a single one.
func nameProjects(ctx context.Context, r Reader, all []Recent) error {
	single := map[int]record.ID{}
	var ids []record.ID
	for i := range all {
		if id := all[i].project(); id != 0 {
			single[i] = id
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	projects, _, err := r.Projects(ctx, ProjectQuery{IDs: ids})
	for i, id := range single {
		all[i].Project = find(projects, func(p *project.Project) bool { return p.ID == id })
	}
	return err
}

// nameSources names the funding sources of the allocations and ceilings that
// changed, which have no other name than their year.
func nameSources(ctx context.Context, r Reader, all []Recent) error {
	var projects []record.ID
	for i := range all {
		for _, e := range all[i].Changes {
			if k := e.Change.Kind; (k == record.Allocation || k == record.Ceiling) && !slices.Contains(projects, e.Change.Project) {
				projects = append(projects, e.Change.Project)
			}
		}
	}
	if len(projects) == 0 {
		return nil
	}
	sources, err := r.FundingSources(ctx, projects...)
	names := make(map[record.ID]text.Label, len(sources))
	for i := range sources {
		names[sources[i].ID] = sources[i].Name
	}
	for i := range all {
		all[i].Names = names
	}
	return err
}

// project returns the project that all listed changes belong to, or 0.
func (b *Batch) project() record.ID {
	if len(b.Changes) == 0 {
		return 0
	}
	id := b.Changes[0].Change.Project
	for i := range b.Changes {
		if b.Changes[i].Change.Project != id {
			return 0
		}
	}
	return id
}
