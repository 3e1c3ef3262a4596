package planner

import (
	"context"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// DraftSheet is a draft with its cost lines as its sheet edits them, and the
// amounts of the revision that it began as a copy of.
type DraftSheet struct {
	*EstimateSheet
	Documents   []project.Document // all there are, by code
	FromAmounts []money.Amount     // of FromLines, by the same index
}

// DraftSheet returns the revision with the code of the project with the code,
// or a NotFound fault; CheckDraft says whether it is a draft still.
// It is a planner's: Forbidden for others.
func (p *Planner) DraftSheet(ctx context.Context, code, revision string) (*DraftSheet, error) {
	d := &DraftSheet{EstimateSheet: &EstimateSheet{Dossier: &Dossier{Today: p.Today(ctx)}}}
	err := p.edit(ctx, code, func(r Reader) error {
		if err := d.EstimateSheet.read(ctx, r, code, revision); err != nil {
			return err
		}
		var err error
		if d.Documents, err = r.Documents(ctx); err != nil {
			return err
		}
		if d.From == nil {
			return nil
		}
		d.FromAmounts, err = estimate.Amounts(d.From.Currency, d.FromLines)
		return err
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// Line returns the draft's line with the id as it is stored, or nil.
func (d *DraftSheet) Line(id record.ID) *estimate.Line {
	return find(d.Lines, func(l *estimate.Line) bool { return l.ID == id })
}
