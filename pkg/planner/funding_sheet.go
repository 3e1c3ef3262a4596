package planner

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// FundingSheet is what the funding sheet of a project edits.
type FundingSheet struct {
	Today       schedule.Date
	Project     project.Project
	Sources     []funding.Source
	Allocations []funding.Allocation
	Programmes  []funding.BudgetProgramme // that the funding sources draw on
	Documents   []project.Document        // to name one where a breach is recorded
}

// FundingSheet returns the sheet of the project with the code, or a NotFound fault.
// It is a planner's: Forbidden for others.
func (p *Planner) FundingSheet(ctx context.Context, code string) (*FundingSheet, error) {
	s := &FundingSheet{Today: p.Today(ctx)}
	err := p.edit(ctx, code, func(r Reader) error {
		var err error
		if s.Project, err = r.ProjectByCode(ctx, code); err != nil {
			return err
		}
		if s.Sources, err = r.FundingSources(ctx, s.Project.ID); err != nil {
			return err
		}
		if s.Allocations, err = r.Allocations(ctx, s.Project.ID); err != nil {
			return err
		}
		if s.Programmes, err = programmesOf(ctx, r, s.Sources); err != nil {
			return err
		}
		s.Documents, err = r.Documents(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Source returns the funding source with the id, or nil.
func (s *FundingSheet) Source(id record.ID) *funding.Source {
	return find(s.Sources, func(f *funding.Source) bool { return f.ID == id })
}

// SaveAllocations keeps allocations as they stand on a funding sheet, in one
// transaction; faults about a row name it, counted from 0: "rows[3].approved".
// A stage out of order in an allocation that is not among the rows, as in a later
// year of a source that carries over, is named "sources[ID].YEAR.STAGE".
type SaveAllocations struct {
	Rows    []funding.Allocation
	Removed []Seen
}

// Name implements Command.
func (*SaveAllocations) Name() string { return "save_allocations" }

func (*SaveAllocations) movesMoney() bool { return true }

func (c *SaveAllocations) apply(ctx context.Context, t *tx) error {
	if err := checkRows(len(c.Rows) + len(c.Removed)); err != nil {
		return err
	}
	for _, gone := range c.Removed {
		if err := (&Delete{Kind: record.Allocation, ID: gone.ID, Version: gone.Version}).apply(ctx, t); err != nil {
			return err
		}
	}
	if err := eachRow(len(c.Rows), func(i int) error { return t.save(ctx, &c.Rows[i]) }); err != nil {
		return err
	}
	return c.checkStages(ctx, t)
}

// checkStages checks the order of stages here rather than when the command is
// settled, so that the fault names the rows.
func (c *SaveAllocations) checkStages(ctx context.Context, t *tx) error {
	var p fault.Problems
	for _, id := range slices.Sorted(maps.Keys(t.sources)) {
		owner, err := t.owner(ctx, record.FundingSource, id)
		if err != nil {
			return err
		}
		_, excesses, err := t.excesses(ctx, owner, id)
		if err != nil {
			return err
		}
		for _, e := range excesses {
			if !e.Recorded {
				p.Add(c.nameExcess(id, e), e.Message())
			}
		}
	}
	return p.Err(fault.Say("allocation.stages", "a later stage is above an earlier one"))
}

func (c *SaveAllocations) nameExcess(source record.ID, e funding.Excess) string {
	row := slices.IndexFunc(c.Rows, func(a funding.Allocation) bool { return a.Source == source && a.FiscalYear == e.FiscalYear })
	if row < 0 {
		return fmt.Sprintf("sources[%d].%d.%s", source, e.FiscalYear, e.Later)
	}
	return fmt.Sprintf("rows[%d].%s", row, e.Later)
}
