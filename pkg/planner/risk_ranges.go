package planner

import (
	"context"
	"fmt"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
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

// SaveRanges keeps the ranges of a project as they stand on a sheet: rows with an
// id replace that range, those without are new, the removed ones go. All of it
// happens, or none. Faults about a row name it, counted from 0: "rows[3].low".
type SaveRanges struct {
	Project record.ID
	Rows    []RangeRow
	Removed []Seen
}

// RangeRow is a range with what its figures rest on, as in Save.
type RangeRow struct {
	Record risk.Range
	Vouch  []Vouching `json:",omitempty"`
}

// Name implements Command.
func (*SaveRanges) Name() string { return "save_ranges" }

func (*SaveRanges) movesMoney() bool { return false }

func (c *SaveRanges) apply(ctx context.Context, t *tx) error {
	if err := checkRows(len(c.Rows) + len(c.Removed)); err != nil {
		return err
	}
	if err := c.check(); err != nil {
		return err
	}
	for _, gone := range c.Removed { // first: a new range may be of what a removed one was of
		of := risk.Range{}
		if err := t.Get(ctx, gone.ID, &of); err != nil {
			return err
		}
		if of.Project != c.Project {
			return notOnSheet()
		}
		if err := (&Delete{Kind: record.Uncertainty, ID: gone.ID, Version: gone.Version}).apply(ctx, t); err != nil {
			return err
		}
	}
	return eachRow(len(c.Rows), func(i int) error {
		row := &SaveUncertainty{Record: c.Rows[i].Record, Vouch: c.Rows[i].Vouch}
		err := row.apply(ctx, t)
		c.Rows[i].Record = row.Record
		return err
	})
}

// check refuses rows of other projects, and two of the same thing.
func (c *SaveRanges) check() error {
	var p fault.Problems
	for i := range c.Rows {
		r := &c.Rows[i].Record
		if r.Project != c.Project {
			return notOnSheet()
		}
		for k := range i {
			p.Check(!r.SameTarget(&c.Rows[k].Record), fmt.Sprintf("rows[%d].line", i), fault.Say("ranges.twice", "has two rows: leave one of them out"))
		}
	}
	return p.Err(fault.Say("ranges.invalid", "the ranges cannot be kept"))
}

func notOnSheet() error {
	return fault.New(fault.Invalid, fault.Say("ranges.project", "a sheet of ranges is of one project"))
}
