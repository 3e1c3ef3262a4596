package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// fundingForm is the funding sheet as it was sent: everything as it was typed,
// nothing understood yet.
type fundingForm struct {
	TypedIn  string // the language of the page: its numbers are read in its style
	NoteIn   string // the language of the notes' version that is edited
	By       string // how the rows are grouped, see fundingBy
	Do       string // which button was pressed
	From, To string // years to add
	Reason   string
	Source   url.Values // a funding source to add, see newSourceFields
	Rows     []*fundingTyped
	added    record.ID // the funding source that was added, see addSource
}

// fundingTyped is one row as it was sent.
type fundingTyped struct {
	allocationKey
	sheetTyped // by fundingFields
}

// allocationKey says which allocation a row is about: no two have the same.
type allocationKey struct {
	Source record.ID
	Year   int
}

// fundingFields are the fields of a row, in the order of the sheet.
var fundingFields = []string{string(funding.Requested), string(funding.Approved), string(funding.Committed), string(funding.Disbursed),
	"currency", "note", "breach_reason", "breach_document"}

// String is the key in the names of fields and in ids: "12-2027".
func (k allocationKey) String() string {
	return strconv.FormatInt(int64(k.Source), 10) + "-" + strconv.Itoa(k.Year)
}

func parseAllocationKey(text string) (k allocationKey, ok bool) {
	source, year, _ := strings.Cut(text, "-")
	id, err := strconv.ParseInt(source, 10, 64)
	k.Source = record.ID(id)
	k.Year, ok = parseYear(year)
	return k, ok && err == nil && id > 0 && k.String() == text
}

// parseYear reads a year of four digits; whether it may be a fiscal year is the
// domain's business.
func parseYear(text string) (year int, ok bool) {
	year, err := strconv.Atoi(text)
	return year, err == nil && len(text) == 4 && year >= 1000
}

// readFundingForm reads the funding sheet of a request.
func readFundingForm(r *http.Request) (*fundingForm, error) {
	f, rows := newFundingForm()
	return f, readSheetForm(r, func(name, value string) error { return f.set(rows, name, value) })
}

// parseFundingForm is readFundingForm for a body.
func parseFundingForm(body []byte) (*fundingForm, error) {
	f, rows := newFundingForm()
	return f, parseSheetForm(body, func(name, value string) error { return f.set(rows, name, value) })
}

func newFundingForm() (*fundingForm, map[allocationKey]*fundingTyped) {
	return &fundingForm{By: fundingBy[0], Source: url.Values{}}, map[allocationKey]*fundingTyped{}
}

// set notes a field.
func (f *fundingForm) set(rows map[allocationKey]*fundingTyped, name, value string) error {
	key, field, isRow := cutRowName(name)
	if !isRow {
		f.setHead(name, value)
		return nil
	}
	k, ok := parseAllocationKey(key)
	if !ok {
		return nil
	}
	row := rows[k]
	if row == nil {
		if len(f.Rows) == planner.MaxRows {
			return tooManyRows(planner.MaxRows + 1)
		}
		row = &fundingTyped{allocationKey: k, sheetTyped: sheetTyped{Fields: map[string]string{}}}
		rows[k] = row
		f.Rows = append(f.Rows, row)
	}
	row.set(fundingFields, field, value)
	return nil
}

func (f *fundingForm) setHead(name, value string) {
	switch name {
	case "typed_in":
		f.TypedIn = value
	case "note_in":
		f.NoteIn = value
	case "by":
		if slices.Contains(fundingBy, value) {
			f.By = value
		}
	case "do":
		f.Do = value
		if by, ok := strings.CutPrefix(value, "by-"); ok && slices.Contains(fundingBy, by) {
			f.By = by
		}
	case "from":
		f.From = value
	case "to":
		f.To = value
	case "reason":
		f.Reason = strings.TrimSpace(value)
	default:
		if slices.Contains(newSourceFields, name) {
			f.Source.Set(name, value)
		}
	}
}
