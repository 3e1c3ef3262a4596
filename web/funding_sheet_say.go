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

// command returns what saves the changed rows, and the row of each of its rows.
func (s *fundingSheet) command() (*planner.SaveAllocations, []*fundingRow) {
	c := &planner.SaveAllocations{}
	var rows []*fundingRow
	for _, r := range s.Rows {
		switch {
		case !r.Changed:
		case !r.Empty():
			c.Rows = append(c.Rows, r.allocation(s.view.Project.ID))
			rows = append(rows, r)
		case r.Stored != nil:
			c.Removed = append(c.Removed, planner.Seen{ID: r.Stored.ID, Version: r.Stored.Version})
		}
	}
	return c, rows
}

// summarise heads the sheet with what there is to say about it.
func (s *fundingSheet) summarise(title string, notes []string) {
	var rows []saidRow
	for _, r := range s.Rows {
		row := saidRow{Who: s.SourceName(r) + ", " + strconv.Itoa(r.Year), Brief: s.SourceName(r), Problems: r.Problems}
		for _, c := range r.Cells {
			row.Cells = append(row.Cells, &c.sheetCell)
		}
		rows = append(rows, row)
	}
	s.Summary = sheetSummary(s.l, title, notes, rows, s.Reason)
}

// Wrong reports whether a field cannot be read.
func (s *fundingSheet) Wrong() bool {
	return slices.ContainsFunc(s.Rows, func(r *fundingRow) bool {
		return slices.ContainsFunc(r.Cells, func(c *fundingCell) bool { return len(c.Problems) > 0 })
	})
}

// Contested reports whether somebody else changed a row that was changed here.
func (s *fundingSheet) Contested() bool {
	return slices.ContainsFunc(s.Rows, func(r *fundingRow) bool { return r.Stale })
}

// contestedID returns the first allocation that was changed here and by somebody
// else; 0 where there is none that is still there.
func (s *fundingSheet) contestedID() record.ID {
	for _, r := range s.Rows {
		if r.Stale && r.Stored != nil {
			return r.Stored.ID
		}
	}
	return 0
}

// blame puts a fault at the cells that it is about, and the rest at the head.
func (s *fundingSheet) blame(err error, rows []*fundingRow) (rest []string) {
	e, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return nil
	}
	for _, f := range e.Fields {
		row, field := s.at(strings.TrimSuffix(f.Name, "_sq"), rows) // the notes' versions are one column
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
func (s *fundingSheet) at(name string, rows []*fundingRow) (row *fundingRow, field string) {
	var i, year int
	if n, _ := fmt.Sscanf(name, "rows[%d]", &i); n == 1 && i >= 0 && i < len(rows) {
		_, field, _ = strings.Cut(name, ".")
		return rows[i], field
	}
	if n, _ := fmt.Sscanf(name, "sources[%d].%d.%s", &i, &year, &field); n == 3 {
		k := allocationKey{record.ID(i), year}
		if at := slices.IndexFunc(s.Rows, func(r *fundingRow) bool { return r.allocationKey == k }); at >= 0 {
			return s.Rows[at], field
		}
	}
	return nil, ""
}
