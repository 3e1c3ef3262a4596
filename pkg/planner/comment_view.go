package planner

import (
	"context"
	"slices"

	"korridor/pkg/fault"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// Thread is a comment on a figure with its answers, by the time of writing.
type Thread struct {
	project.Comment
	Answers []project.Comment
}

// threads puts answers under the comments that they answer.
func threads(all []project.Comment) []Thread {
	var list []Thread
	for _, c := range all {
		if c.Answers == 0 {
			list = append(list, Thread{Comment: c})
		}
	}
	for _, c := range all {
		if of := find(list, func(t *Thread) bool { return t.ID == c.Answers }); c.Answers != 0 && of != nil {
			of.Answers = append(of.Answers, c)
		}
	}
	return list
}

// addComments loads what is said about the figures of a project, 0 for those of
// none.
func (t Trail) addComments(ctx context.Context, r Reader, projectID record.ID) error {
	all, err := r.Comments(ctx, CommentQuery{Projects: []record.ID{projectID}})
	for _, c := range all {
		t.comments[c.Entity] = append(t.comments[c.Entity], c)
	}
	return err
}

// Threads returns what is said about a figure of a record; with the field "",
// about any of them.
func (t Trail) Threads(id record.ID, field string) []Thread {
	var about []project.Comment
	for _, c := range t.comments[id] {
		if field == "" || c.Field == field {
			about = append(about, c)
		}
	}
	return threads(about)
}

// OpenComments counts the comments that wait for somebody.
func (t Trail) OpenComments() (n int) {
	for _, list := range t.comments {
		for i := range list {
			if list[i].Open() {
				n++
			}
		}
	}
	return n
}

// CommentQueryOf says whose comments a page shows.
type CommentQueryOf struct {
	Project string    // code; "": of what belongs to no project
	Of      record.ID // 0: all
	Field   string    // of the record; "" with Of 0
}

// CommentView is what is said about figures.
type CommentView struct {
	*Dossier // nil where the figures are of no project
	Head     Head
	About    record.Entity // the record asked for; nil: none
	Open     []CommentedOn // the newest first
	Done     []CommentedOn // resolved ones, the newest first
}

// CommentedOn is a thread with the record that it is about.
type CommentedOn struct {
	Thread
	About record.Entity
}

// Comments returns what is said about the figures of a project, or about one of
// them. Fault: NotFound for a figure that is not there.
func (p *Planner) Comments(ctx context.Context, q CommentQueryOf) (*CommentView, error) {
	v := &CommentView{}
	err := p.read(ctx, func(r Reader) error {
		var owner record.ID
		var err error
		if v.Head, err = r.Head(ctx); err != nil {
			return err
		}
		if q.Project != "" {
			v.Dossier = &Dossier{Today: p.Today(ctx)}
			if err := v.load(ctx, r, q.Project, ClaimQuery{ExceptKind: record.CostLine}); err != nil {
				return err
			}
			owner = v.Project.ID
		}
		if q.Of != 0 {
			if err := v.findAbout(ctx, r, q.Of, owner); err != nil {
				return err
			}
		}
		all, err := r.Comments(ctx, CommentQuery{Projects: []record.ID{owner}})
		if err != nil {
			return err
		}
		return v.list(ctx, r, q, all)
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// findAbout loads the record of the project that the comments are about, or
// returns a NotFound fault.
func (v *CommentView) findAbout(ctx context.Context, r Reader, id, owner record.ID) error {
	last, err := r.Changes(ctx, ChangeQuery{Entity: id, Limit: 1})
	if err != nil {
		return err
	}
	if len(last) == 0 || last[0].After == "" || last[0].Kind == record.Comment || last[0].Kind == record.Claim ||
		(last[0].Project != owner && id != owner) {
		return fault.New(fault.NotFound, fault.Say("place.not_found", "there is no record with the number {id}", "id", int64(id)))
	}
	if v.About, err = newEntity(last[0].Kind); err != nil {
		return err
	}
	return r.Get(ctx, id, v.About)
}

// list takes the threads that are asked for, with what they are about.
func (v *CommentView) list(ctx context.Context, r Reader, q CommentQueryOf, all []project.Comment) error {
	about := map[record.ID]record.Entity{}
	found := threads(all)
	slices.Reverse(found)
	for _, t := range found {
		if q.Of != 0 && (t.Entity != q.Of || t.Field != q.Field) {
			continue
		}
		if about[t.Entity] == nil {
			e, err := newEntity(t.Kind)
			if err == nil {
				err = r.Get(ctx, t.Entity, e)
			}
			if err != nil {
				return err
			}
			about[t.Entity] = e
		}
		if on := (CommentedOn{t, about[t.Entity]}); t.Open() {
			v.Open = append(v.Open, on)
		} else {
			v.Done = append(v.Done, on)
		}
	}
	return nil
}

// MayComment returns nil where the person in the context may comment on figures
// of the project with the code, or with "" of what belongs to none.
func (p *Planner) MayComment(ctx context.Context, code string) error {
	person, err := p.who(ctx)
	if person == nil || err != nil {
		return err
	}
	var id record.ID
	if code != "" {
		of, err := p.Project(ctx, code)
		if err != nil {
			return err
		}
		id = of.ID
	}
	return require(person, id, commenters...)
}
