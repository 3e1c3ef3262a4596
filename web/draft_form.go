package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"korridor/pkg/planner"
)

// draftForm is the sheet of a draft as it was sent: everything as it was typed,
// nothing understood yet. Fields are called "r.KEY.FIELD"; the keys only tell
// rows apart, and the rows are in the order in which they were sent.
type draftForm struct {
	Language string // of the page that was filled in: its numbers are read in its style
	Do       string // which button was pressed
	Reason   string
	// ReasonProblems is what is wrong with the reason.
	ReasonProblems []string
	Head           int64 // the newest change when it was opened
	First          int   // the row at which the rows that can be edited without scripts begin
	Rows           []*draftRow
	Removed        []planner.Seen
	Rule           draftRule
	rows           map[string]*draftRow // by key, while they are read
}

// draftRow is one row of the sheet, with what there is to say about it.
type draftRow struct {
	Key   string
	Seen  planner.Seen // the stored line, as the row was filled; zero for a new line
	Open  bool         // its detail is shown
	Focus bool         // the next thing typed goes here
	Vouch bool         // what vouches for it is typed next
	Rests bool         // it is text instead of fields
	// Chosen are the fields in which the other one's value is taken.
	Chosen []string
	draftCells
	draftFindings
}

// draftCells are the fields of a row as text. Phase, structure and document are
// codes; Of are categories.
type draftCells struct {
	Code, Name, NameSq, Category, Phase, Structure, Country string
	Quantity, Unit, UnitRate, Percent                       string
	Of                                                      []string
	OfLines                                                 string // codes of lines
	Contingency, Balance                                    bool
	Basis, Document, Why, Note, NoteSq                      string
}

// readDraftForm reads the sheet of a request.
func readDraftForm(r *http.Request) (*draftForm, error) {
	f := newDraftForm()
	return f, readSheetForm(r, f.take)
}

func newDraftForm() *draftForm { return &draftForm{rows: map[string]*draftRow{}} }

// take notes one field. Those that no sheet has are left out; too many rows are
// a fault.
func (f *draftForm) take(name, value string) error {
	key, field, isRow := cutRowName(name)
	if !isRow {
		f.set(name, value)
		return nil
	}
	row := f.rows[key]
	if row == nil {
		if len(f.Rows) == planner.MaxRows {
			return tooManyRows(len(f.Rows) + 1)
		}
		row = &draftRow{Key: key}
		f.rows[key], f.Rows = row, append(f.Rows, row)
	}
	if field == restField {
		return row.unpack(value)
	}
	row.set(field, value)
	return nil
}

func (f *draftForm) set(name, value string) {
	if f.Rule.set(name, value) {
		return
	}
	switch name {
	case "typed_in":
		f.Language = value
	case "do":
		f.Do = value
	case "head":
		f.Head, _ = strconv.ParseInt(value, 10, 64)
	case "first":
		f.First, _ = strconv.Atoi(value)
	case "reason":
		f.Reason = strings.TrimSpace(value)
	case "removed":
		if seen, ok := parseSeen(value); ok {
			f.Removed = append(f.Removed, seen)
		}
	}
}

// set notes a field of the row. Browsers send line breaks of notes as CR LF.
func (r *draftRow) set(field, value string) {
	value = strings.ReplaceAll(value, "\r\n", "\n")
	if text := r.text(field); text != nil {
		*text = strings.TrimSpace(value)
		return
	}
	switch field {
	case "seen":
		r.Seen, _ = parseSeen(value)
	case "open":
		r.Open = value != ""
	case "of":
		for category := range strings.SplitSeq(value, ",") {
			if category != "" && len(r.Of) < maxOf {
				r.Of = append(r.Of, category)
			}
		}
	case "theirs":
		if slices.Contains(mergedFields, value) {
			r.Chosen = append(r.Chosen, value)
		}
	case "contingency":
		r.Contingency = value != ""
	case "balance":
		r.Balance = value != ""
	}
}

// maxOf bounds the categories that a percentage is of, repetitions included.
const maxOf = 32

// text returns where the text field of that name is kept, or nil.
func (c *draftCells) text(field string) *string {
	switch field {
	case "code":
		return &c.Code
	case "name":
		return &c.Name
	case "name_sq":
		return &c.NameSq
	case "category":
		return &c.Category
	case "phase":
		return &c.Phase
	case "structure":
		return &c.Structure
	case "country":
		return &c.Country
	case "quantity":
		return &c.Quantity
	case "unit":
		return &c.Unit
	case "unit_rate":
		return &c.UnitRate
	case "percent":
		return &c.Percent
	case "of_lines":
		return &c.OfLines
	case "basis":
		return &c.Basis
	case "document":
		return &c.Document
	case "why":
		return &c.Why
	case "note":
		return &c.Note
	case "note_sq":
		return &c.NoteSq
	}
	return nil
}
