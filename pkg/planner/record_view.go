package planner

import (
	"context"

	"korridor/pkg/fault"
	"korridor/pkg/record"
)

// Record loads the record with the id into e, for a form about it. A record
// that does not belong to the project with the code is a NotFound fault, like
// one that is not there; code "" is for records of no project.
func (p *Planner) Record(ctx context.Context, code string, id record.ID, e record.Entity) error {
	return p.read(ctx, func(r Reader) error {
		var owner record.ID
		if code != "" {
			of, err := r.ProjectByCode(ctx, code)
			if err != nil {
				return err
			}
			owner = of.ID
		}
		if err := r.Get(ctx, id, e); err != nil {
			return err
		}
		if e.Owner() != owner {
			return fault.New(fault.NotFound, fault.Say("record.not_found",
				"there is no {kind} with the id {id} here", "kind", e.RecordKind(), "id", int64(id)))
		}
		return nil
	})
}
