package planner

import (
	"context"

	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// RegisterSheet is what the sheet of a project's risk register edits.
type RegisterSheet struct {
	*Dossier
	Risks []risk.Entry // in the order of the register
}

// RegisterSheet returns the sheet of the project with the code, or a NotFound
// fault. It is a planner's: Forbidden for others.
func (p *Planner) RegisterSheet(ctx context.Context, code string) (*RegisterSheet, error) {
	s := &RegisterSheet{Dossier: &Dossier{Today: p.Today(ctx)}}
	err := p.edit(ctx, code, func(r Reader) error {
		err := s.load(ctx, r, code, ClaimQuery{ExceptKind: record.CostLine})
		if err != nil {
			return err
		}
		s.Risks, err = r.Risks(ctx, s.Project.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}
