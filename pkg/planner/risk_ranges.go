package planner

import (
	"context"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// RangeSheet is what the sheet of ranges of a project edits: the cost lines of
// its working estimate, its phases and the ranges that are recorded.
type RangeSheet struct {
	*EstimateSheet // its Estimate is nil where none is chosen; contingency lines are left out
	Ranges         []risk.Range
}

// RangeSheet returns the sheet of the project with the code, or a NotFound fault.
// It is a planner's: Forbidden for others.
func (p *Planner) RangeSheet(ctx context.Context, code string) (*RangeSheet, error) {
	s := &RangeSheet{EstimateSheet: &EstimateSheet{Dossier: &Dossier{Today: p.Today(ctx)}}}
	err := p.edit(ctx, code, func(r Reader) error {
		err := s.load(ctx, r, code, ClaimQuery{ExceptKind: record.CostLine})
		if err != nil {
			return err
		}
		if s.Ranges, err = r.Uncertainties(ctx, s.Project.ID); err != nil {
			return err
		}
		if s.Estimate = s.Working(); s.Estimate == nil {
			return nil
		}
		if err := s.loadLines(ctx, r); err != nil {
			return err
		}
		s.uncertain()
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// uncertain leaves the lines that can have a range: not contingency, and of an
// estimate without lines its headline figure.
func (s *RangeSheet) uncertain() {
	if len(s.Lines) == 0 && s.Estimate.Total != nil {
		s.Lines = []estimate.Line{{Code: headlineLine, Name: s.Estimate.Title, Category: headlineLine}}
		s.Amounts = []money.Amount{*s.Estimate.Total}
		return
	}
	lines, amounts := s.Lines, s.Amounts
	s.Lines, s.Amounts = nil, nil
	for i := range lines {
		if !lines[i].Contingency {
			s.Lines, s.Amounts = append(s.Lines, lines[i]), append(s.Amounts, amounts[i])
		}
	}
}
