package web

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// change implements editedSheet.
func (s *fundingSheet) change() planner.Command {
	c := &planner.SaveAllocations{}
	s.sent = nil
	for _, r := range s.Rows {
		switch {
		case !r.Changed:
		case !r.Empty():
			c.Rows = append(c.Rows, r.allocation(s.view.Project.ID))
			s.sent = append(s.sent, r)
		case r.Stored != nil:
			c.Removed = append(c.Removed, planner.Seen{ID: r.Stored.ID, Version: r.Stored.Version})
		}
	}
	return c
}

// summarise implements editedSheet.
func (s *fundingSheet) summarise(title string, notes []string) {
	var rows []sheetSaid
	for _, r := range s.Rows {
		row := sheetSaid{Who: s.SourceName(r) + ", " + strconv.Itoa(r.Year), Brief: s.SourceName(r), Problems: r.Problems}
		for _, c := range r.Cells {
			row.Cells = append(row.Cells, &c.sheetCell)
		}
		rows = append(rows, row)
	}
	s.Summary = sheetSummary(s.l, title, notes, rows, s.Reason)
}

// Wrong implements editedSheet.
func (s *fundingSheet) Wrong() bool {
	return slices.ContainsFunc(s.Rows, func(r *fundingRow) bool {
		return slices.ContainsFunc(r.Cells, func(c *fundingCell) bool { return len(c.Problems) > 0 })
	})
}

// Contested implements editedSheet.
func (s *fundingSheet) Contested() bool {
	return slices.ContainsFunc(s.Rows, func(r *fundingRow) bool { return r.Stale })
}

// contestedID implements editedSheet.
func (s *fundingSheet) contestedID() record.ID {
	for _, r := range s.Rows {
		if r.Stale && r.Stored != nil {
			return r.Stored.ID
		}
	}
	return 0
}

// blame implements editedSheet.
func (s *fundingSheet) blame(err error) (rest []string) {
	e, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return nil
	}
	for _, f := range e.Fields {
		row, field := s.at(strings.TrimSuffix(f.Name, "_sq")) // the notes' versions are one column
		says := s.l.Message(f.Message)
		switch {
		case f.Name == reasonField:
			s.Reason.Problems = append(s.Reason.Problems, says)
		case row == nil:
			rest = append(rest, says)
		case !slices.Contains(fundingFields, field):
			row.Problems = append(row.Problems, says)
		default:
			c := row.Cell(field)
			c.Problems = append(c.Problems, says)
			c.Wordy = c.Wordy || f.Message.Key == "allocation.stage_order"
			row.Breaks = row.Breaks || c.Wordy
		}
	}
	if len(e.Fields) == 0 {
		rest = append(rest, s.l.Message(e.Message))
	}
	return rest
}

// at finds the row of a field of a fault: "rows[3].approved", or, by source and
// year, "sources[12].2028.approved".
func (s *fundingSheet) at(name string) (row *fundingRow, field string) {
	var i, year int
	if n, _ := fmt.Sscanf(name, "rows[%d]", &i); n == 1 && i >= 0 && i < len(s.sent) {
		_, field, _ = strings.Cut(name, ".")
		return s.sent[i], field
	}
	if n, _ := fmt.Sscanf(name, "sources[%d].%d.%s", &i, &year, &field); n == 3 {
		k := allocationKey{record.ID(i), year}
		if at := slices.IndexFunc(s.Rows, func(r *fundingRow) bool { return r.allocationKey == k }); at >= 0 {
			return s.Rows[at], field
		}
	}
	return nil, ""
}
