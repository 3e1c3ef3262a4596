package planner

import (
	"context"

	"korridor/pkg/fault"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// ChangeView is what one command changed.
type ChangeView struct {
	Batch   Batch
	Project *project.Project         // nil: nothing of a project
	Names   map[record.ID]text.Label // of the records that the changes refer to
}

// Change returns what the command with the first change seq did, or a NotFound
// fault. Of a large command only the newest changes are listed.
func (p *Planner) Change(ctx context.Context, seq int64) (*ChangeView, error) {
	if seq < 1 {
		return nil, noChange(seq)
	}
	v := &ChangeView{}
	err := p.read(ctx, func(r Reader) error {
		changes, err := r.Changes(ctx, ChangeQuery{Batch: seq, Limit: historyPage + 1})
		if err != nil {
			return err
		}
		if len(changes) == 0 {
			return noChange(seq)
		}
		more := len(changes) > historyPage
		all, err := batches(changes[:min(len(changes), historyPage)], more)
		if err != nil {
			return err
		}
		v.Batch = all[0]
		id := v.Batch.project()
		if v.Names, err = recordNames(ctx, r, id, all); err != nil || id == 0 {
			return err
		}
		var of project.Project
		err = r.Get(ctx, id, &of)
		if fault.Is(err, fault.NotFound) {
			return nil // the project is gone
		}
		v.Project = &of
		return err
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

// Place returns the kind of the record with the id and the code of the project
// that it belongs to, "" for one of no project. A record that is not there is a
// NotFound fault.
func (p *Planner) Place(ctx context.Context, id record.ID) (kind record.Kind, code string, err error) {
	err = p.read(ctx, func(r Reader) error {
		changes, err := r.Changes(ctx, ChangeQuery{Entity: id, Limit: 1})
		if err != nil {
			return err
		}
		if len(changes) == 0 || changes[0].After == "" {
			return fault.New(fault.NotFound, fault.Say("place.not_found", "there is no record with the number {id}", "id", int64(id)))
		}
		kind = changes[0].Kind
		if changes[0].Project == 0 {
			return nil
		}
		var of project.Project
		err = r.Get(ctx, changes[0].Project, &of)
		code = of.Code
		return err
	})
	return kind, code, err
}

// ClaimsAbout returns what is claimed about a figure of the record, the chosen
// claim first.
func (p *Planner) ClaimsAbout(ctx context.Context, id record.ID, field string) ([]project.Claim, error) {
	var found []project.Claim
	err := p.read(ctx, func(r Reader) error {
		all, err := r.Claims(ctx, ClaimQuery{Entities: []record.ID{id}})
		for _, c := range all {
			if c.Field == field {
				found = append(found, c)
			}
		}
		return err
	})
	return found, err
}
