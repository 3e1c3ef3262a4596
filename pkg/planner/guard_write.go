package planner

import (
	"context"
	"slices"

	"korridor/pkg/access"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// gate is the Writer of somebody from whom something is withheld: it changes
// only what their roles allow, and reads only what they may see.
type gate struct {
	sight
	w      Writer
	person *access.Person
	moves  moves
	money  bool // something was changed that a second person must confirm
}

var _ Writer = (*gate)(nil)

// newGate returns the writer as the person may use it.
func newGate(w Writer, person *access.Person) *gate {
	ids, all := person.Seen()
	return &gate{sight: sight{whole: w, all: all, ids: ids, admin: person.Has(access.Administrator, 0)}, w: w, person: person,
		moves: moves{r: w, published: map[record.ID]bool{}}}
}

// commenters are the roles that comment on figures.
var commenters = []access.Role{access.Planner, access.Confirmer}

// may returns a Forbidden fault unless the person may change the record: what
// administrators keep takes their role, anything else that of a planner in its
// project, or in all for what belongs to none; confirmers comment too. About
// proposals their own commands decide.
func (g *gate) may(e record.Entity) error {
	if e.RecordKind() == record.Proposal {
		return nil
	}
	if slices.Contains(administered, e.RecordKind()) {
		return require(g.person, 0, access.Administrator)
	}
	if e.RecordKind() == record.Comment {
		return require(g.person, e.Owner(), commenters...)
	}
	return require(g.person, e.Owner(), access.Planner)
}

// note finds out whether replacing the stored record of e's id by after moves money.
func (g *gate) note(ctx context.Context, e, after record.Entity) error {
	if g.money || !mayMove(e.RecordKind()) {
		return nil
	}
	var before record.Entity
	if id := e.RecordMeta().ID; id != 0 {
		stored, err := newEntity(e.RecordKind())
		if err != nil {
			return err
		}
		if err := g.w.Get(ctx, id, stored); err != nil {
			return ignoreGone(err) // which the change itself will tell
		}
		before = stored
	}
	return g.noteMove(ctx, before, after)
}

func (g *gate) noteMove(ctx context.Context, before, after record.Entity) (err error) {
	if !g.money {
		g.money, err = g.moves.figures(ctx, before, after)
	}
	return err
}

// Save implements Writer.
func (g *gate) Save(ctx context.Context, e record.Entity) error {
	if err := g.may(e); err != nil {
		return err
	}
	if err := g.note(ctx, e, e); err != nil {
		return err
	}
	return g.w.Save(ctx, e)
}

// Restore implements Writer.
func (g *gate) Restore(ctx context.Context, e record.Entity) error {
	if err := g.may(e); err != nil {
		return err
	}
	if err := g.noteMove(ctx, nil, e); err != nil {
		return err
	}
	return g.w.Restore(ctx, e)
}

// Release implements Writer.
func (g *gate) Release(ctx context.Context, e record.Entity) error {
	if err := g.may(e); err != nil {
		return err
	}
	return g.w.Release(ctx, e)
}

// Delete implements Writer.
func (g *gate) Delete(ctx context.Context, e record.Entity) error {
	if err := g.may(e); err != nil {
		return err
	}
	if err := g.note(ctx, e, nil); err != nil {
		return err
	}
	return g.w.Delete(ctx, e)
}

// keepUnseen lets a project keep depending on projects that the person who
// changes it does not see, and so cannot have taken out.
func (t *tx) keepUnseen(was, p *project.Project) {
	g, ok := t.Writer.(*gate)
	if !ok || was == nil {
		return
	}
	for _, id := range was.DependsOn {
		if !g.sees(id) && !slices.Contains(p.DependsOn, id) {
			p.DependsOn = append(p.DependsOn, id)
		}
	}
}

// refersAlready reports whether the record as it stands refers to the same
// project, whether the person sees that one or not.
func refersAlready(before record.Entity, ref record.Ref) bool {
	return before != nil && ref.Kind == record.Project &&
		slices.ContainsFunc(before.Refs(), func(was record.Ref) bool { return was.Field == ref.Field && *was.ID == *ref.ID })
}
