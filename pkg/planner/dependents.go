package planner

import (
	"context"

	"korridor/pkg/project"
	"korridor/pkg/record"
)

// Dependents are the records of one kind that refer to a record, which cannot
// be deleted because of them.
type Dependents struct {
	Kind    record.Kind
	Count   int
	First   []record.ID // by age, at most as many as were asked for
	Records []Dependent // those of First; filled by Planner.Dependents
}

// Dependent is a record with the code of its project, "" where it has none.
type Dependent struct {
	record.Entity
	Project string
}

// maxDependents is how many dependents of a kind are named.
const maxDependents = 10

// Dependents returns what depends on the record of the kind with the id; the
// claims about the record itself do not count, for they go with it.
func (p *Planner) Dependents(ctx context.Context, kind record.Kind, id record.ID) ([]Dependents, error) {
	var found []Dependents
	err := p.read(ctx, func(r Reader) error {
		var err error
		if found, err = r.Dependents(ctx, kind, id, maxDependents); err != nil {
			return err
		}
		codes := map[record.ID]string{0: ""}
		for i := range found {
			if err := found[i].load(ctx, r, codes); err != nil {
				return err
			}
		}
		return nil
	})
	return found, err
}

// load fills in the records; codes are those of the projects so far.
func (d *Dependents) load(ctx context.Context, r Reader, codes map[record.ID]string) error {
	for _, id := range d.First {
		e, err := newEntity(d.Kind)
		if err != nil {
			return err
		}
		if err := r.Get(ctx, id, e); err != nil {
			return err
		}
		owner := e.Owner()
		if d.Kind == record.Project {
			owner = id
		}
		if _, known := codes[owner]; !known {
			var of project.Project
			if err := r.Get(ctx, owner, &of); err != nil {
				return err
			}
			codes[owner] = of.Code
		}
		d.Records = append(d.Records, Dependent{e, codes[owner]})
	}
	return nil
}
