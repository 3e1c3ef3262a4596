package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"korridor/pkg/planner"
)

// recordSheetForm is a sheet of records of the risk model as it was sent:
// everything as it was typed, nothing understood yet.
type recordSheetForm struct {
	TypedIn string // the language of the page: its numbers are read in its style
	NoteIn  string // the language of the version of texts that is edited
	Do      string // which button was pressed
	Reason  string
	Rows    []*recordTyped
	fields  []string
	byKey   map[string]*recordTyped
}

// recordTyped is one row as it was sent.
type recordTyped struct {
	sheetTyped
	Key  string
	Of   string // what the record is of; see rangeTarget
	At   int    // its place among the rows, where these can be moved
	Gone bool   // the row is to be taken out
}

// readRecordSheet reads the sheet of a request, whose rows have the fields.
func readRecordSheet(r *http.Request, fields []string) (*recordSheetForm, error) {
	f := newRecordSheetForm(fields)
	err := readSheetForm(r, f.set)
	f.order()
	return f, err
}

// parseRecordSheet is readRecordSheet for a body.
func parseRecordSheet(body []byte, fields []string) (*recordSheetForm, error) {
	f := newRecordSheetForm(fields)
	err := parseSheetForm(body, f.set)
	f.order()
	return f, err
}

func newRecordSheetForm(fields []string) *recordSheetForm {
	return &recordSheetForm{fields: fields, byKey: map[string]*recordTyped{}}
}

// order puts the rows in their places; those that have none come last.
func (f *recordSheetForm) order() {
	slices.SortStableFunc(f.Rows, func(a, b *recordTyped) int { return cmp.Compare(a.At, b.At) })
}

func (f *recordSheetForm) set(name, value string) error {
	key, field, isRow := cutRowName(name)
	if !isRow {
		f.setHead(name, value)
		return nil
	}
	row := f.byKey[key]
	if row == nil {
		if len(f.Rows) == planner.MaxRows {
			return tooManyRows(planner.MaxRows + 1)
		}
		row = &recordTyped{Key: key, At: planner.MaxRows, sheetTyped: sheetTyped{Fields: map[string]string{}}}
		f.byKey[key] = row
		f.Rows = append(f.Rows, row)
	}
	switch field {
	case "of":
		row.Of = value
	case "at":
		row.At, _ = strconv.Atoi(value)
	case "gone":
		row.Gone = value != ""
	default:
		row.sheetTyped.set(f.fields, field, value)
	}
	return nil
}

func (f *recordSheetForm) setHead(name, value string) {
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
