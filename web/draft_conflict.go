package web

import (
	"strings"

	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/locale"
)

// meet compares the sheet with what is stored now, and reports whether somebody
// changed it since it was opened. Rows then say what happened to them, and are
// based on what is stored: saving them again is the planner's choice. What was
// saved as the sheet has it, as by sending it twice, is no conflict. opened
// returns the sheet as it was then, nil where that is not known.
func (r *draftReader) meet(f *draftForm, opened func() *draftReader) (conflict bool) {
	seen := map[record.ID]bool{}
	for _, row := range f.Rows {
		seen[row.Seen.ID] = true
		if r.meetRow(row, seen, opened) {
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
	f.Removed, f.Head = removed, r.draft.Head.Seq
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
func (r *draftReader) meetRow(row *draftRow, seen map[record.ID]bool, opened func() *draftReader) (conflict bool) {
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
	base := opened().cellsAt(row.Seen)
	row.Seen = seenOf(line)
	theirs := r.cells(line)
	if sameCells(theirs, row.draftCells) {
		return false
	}
	r.merge(row, base, &theirs)
	return len(row.Theirs)+len(row.Taken) > 0
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
