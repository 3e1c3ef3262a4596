package web

import (
	"strings"

	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/locale"
)

// theirCell is one field of a line that says something else on the sheet than
// in the record.
type theirCell struct{ Name, Mine, Theirs string }

// meet compares the sheet with what is stored now, and reports whether somebody
// changed it since it was opened. Rows then say what happened to them, and are
// based on what is stored: saving them again is the planner's choice. What was
// saved as the sheet has it, as by sending it twice, is no conflict.
func (r *draftReader) meet(f *draftForm) (conflict bool) {
	seen := map[record.ID]bool{}
	for _, row := range f.Rows {
		seen[row.Seen.ID] = true
		if r.meetRow(row, seen) {
			conflict = true
		}
	}
	var removed []planner.Seen
	for _, gone := range f.Removed {
		line := r.draft.Line(gone.ID)
		if line == nil {
			continue // as wanted
		}
		if line.Version == gone.Version {
			removed, seen[gone.ID] = append(removed, gone), true
			continue
		}
		seen[gone.ID], conflict = true, true
		row := r.row(line)
		row.Notice = r.language.T("draft.removed_and_changed")
		f.add(row, r.place(f, line))
	}
	f.Removed = removed
	for i := range r.draft.Lines {
		line := &r.draft.Lines[i]
		if seen[line.ID] {
			continue
		}
		row := r.row(line)
		row.Notice = r.language.T("draft.added_meanwhile")
		f.add(row, r.place(f, line))
		conflict = true
	}
	return conflict
}

// meetRow compares one row with its stored line.
func (r *draftReader) meetRow(row *draftRow, seen map[record.ID]bool) (conflict bool) {
	if row.Seen.ID == 0 {
		return r.meetNew(row, seen)
	}
	line := r.draft.Line(row.Seen.ID)
	switch {
	case line == nil:
		row.Seen = planner.Seen{}
		row.Notice = r.language.T("draft.gone")
		return true
	case line.Version == row.Seen.Version:
		return false
	}
	row.Seen = seenOf(line)
	theirs := r.cells(line)
	if sameCells(theirs, row.draftCells) {
		return false
	}
	row.Theirs = r.differences(row.draftCells, theirs)
	row.Notice = r.language.T("draft.changed_meanwhile")
	return true
}

// meetNew finds a new row among the stored lines: the same sheet may have been
// sent before.
func (r *draftReader) meetNew(row *draftRow, seen map[record.ID]bool) (conflict bool) {
	for i := range r.draft.Lines {
		line := &r.draft.Lines[i]
		if line.Code == row.Code && !seen[line.ID] && sameCells(r.cells(line), row.draftCells) {
			row.Seen = seenOf(line)
			seen[line.ID] = true
		}
	}
	return false
}

// differences lists the fields in which two rows differ, as people read them.
func (r *draftReader) differences(mine, theirs draftCells) []theirCell {
	l := r.language
	var all []theirCell
	for _, field := range draftFields {
		a, b := *mine.text(field), *theirs.text(field)
		if a != b {
			all = append(all, theirCell{draftFieldName(l, field), r.shown(field, a), r.shown(field, b)})
		}
	}
	if a, b := strings.Join(mine.Of, " + "), strings.Join(theirs.Of, " + "); a != b {
		all = append(all, theirCell{draftFieldName(l, "of"), r.shown("of", a), r.shown("of", b)})
	}
	if mine.Contingency != theirs.Contingency {
		all = append(all, theirCell{draftFieldName(l, "contingency"), yesNo(l, mine.Contingency), yesNo(l, theirs.Contingency)})
	}
	if mine.Balance != theirs.Balance {
		all = append(all, theirCell{draftFieldName(l, "balance"), yesNo(l, mine.Balance), yesNo(l, theirs.Balance)})
	}
	return all
}

// draftFields are the text fields of a row, in the order of the sheet.
var draftFields = []string{"code", "name", "name_sq", "category", "phase", "structure", "country", "quantity", "unit", "unit_rate", "percent", "of_lines",
	"basis", "document", "why", "note", "note_sq"}

// draftFieldName is what a field of a row is called.
func draftFieldName(l *locale.Locale, field string) string {
	if own, ok := strings.CutSuffix(field, "_sq"); ok {
		return l.T("history.in_albanian", "field", l.Term("field", own))
	}
	return l.Term("field", field)
}

// shown is the text of a field as people read it.
func (r *draftReader) shown(field, value string) string {
	l := r.language
	switch {
	case value == "":
		return l.T("draft.empty")
	case field == "category" || field == "country" || field == "basis":
		return l.Term(field, value)
	case field == "of":
		parts := strings.Split(value, " + ")
		for i := range parts {
			parts[i] = l.Term("category", parts[i])
		}
		return strings.Join(parts, " + ")
	}
	return value
}

func yesNo(l *locale.Locale, yes bool) string {
	if yes {
		return l.T("draft.yes")
	}
	return l.T("draft.no")
}
