package web

import (
	"net/http"
	"slices"
	"strings"

	"korridor/pkg/planner"
)

// rangeSheetForm is the sheet of ranges as it was sent: everything as it was
// typed, nothing understood yet.
type rangeSheetForm struct {
	TypedIn string // the language of the page: its numbers are read in its style
	NoteIn  string // the language of the notes' version that is edited
	Do      string // which button was pressed
	Reason  string
	Rows    []*rangeTyped
}

// rangeTyped is one row as it was sent.
type rangeTyped struct {
	Target rangeTarget
	Seen   string            // see seenRow
	Fields map[string]string // by the names of rangeFields
	Theirs []string          // fields in which the other one's value is taken
}

// rangeFields are the fields of a row, in the order of the sheet.
var rangeFields = []string{"shape", "unit", "below", "centre", "above", "note"}

// readRangeSheet reads the sheet of a request.
func readRangeSheet(r *http.Request) (*rangeSheetForm, error) {
	f, rows := &rangeSheetForm{}, map[string]*rangeTyped{}
	err := readSheetForm(r, func(name, value string) error { return f.set(rows, name, value) })
	if err != nil {
		return nil, err
	}
	f.keepNamed(rows)
	return f, nil
}

// parseRangeSheet is readRangeSheet for a body.
func parseRangeSheet(body []byte) (*rangeSheetForm, error) {
	f, rows := &rangeSheetForm{}, map[string]*rangeTyped{}
	err := parseSheetForm(body, func(name, value string) error { return f.set(rows, name, value) })
	f.keepNamed(rows)
	return f, err
}

// keepNamed leaves out rows that do not say what they are of.
func (f *rangeSheetForm) keepNamed(rows map[string]*rangeTyped) {
	f.Rows = slices.DeleteFunc(f.Rows, func(r *rangeTyped) bool {
		return r.Target == rangeTarget{} || rows[r.Target.Key()] != r
	})
}

// set notes a field. Browsers send line breaks as CR LF.
func (f *rangeSheetForm) set(rows map[string]*rangeTyped, name, value string) error {
	key, field, isRow := cutRowName(name)
	if !isRow {
		f.setHead(name, value)
		return nil
	}
	row := rows[key]
	if row == nil {
		if len(f.Rows) == planner.MaxRows {
			return tooManyRows(planner.MaxRows + 1)
		}
		row = &rangeTyped{Fields: map[string]string{}}
		rows[key] = row
		f.Rows = append(f.Rows, row)
	}
	switch {
	case field == "of":
		row.Target, _ = parseRangeTarget(value)
	case field == "seen":
		row.Seen = value
	case field == "theirs" && slices.Contains(rangeFields, value):
		row.Theirs = append(row.Theirs, value)
	case slices.Contains(rangeFields, field):
		row.Fields[field] = strings.ReplaceAll(value, "\r\n", "\n")
	}
	return nil
}

func (f *rangeSheetForm) setHead(name, value string) {
	switch name {
	case "typed_in":
		f.TypedIn = value
	case "note_in":
		f.NoteIn = value
	case "do":
		f.Do = value
	case "reason":
		f.Reason = strings.TrimSpace(value)
	}
}
