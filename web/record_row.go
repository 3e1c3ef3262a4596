package web

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/web/form"
	"korridor/web/locale"
)

// recordRow is a row of a sheet of records of the risk model: what was typed
// beside what is recorded.
type recordRow struct {
	Key       string // in the names of fields and in ids
	Title     string
	Cells     []*recordCell
	Problems  []string     // of the row as a whole
	Changed   bool         // it differs from what is recorded
	Stale     bool         // and somebody else changed it since the sheet was opened
	Result    string       // what it comes to
	ResultBad bool         // the result says what is wrong
	now, seen planner.Seen // what is recorded now, and what was when the sheet was opened
}

// recordCell is one field of a row.
type recordCell struct {
	sheetCell
	Shown string              // what is recorded in the form of machines and in the unit of the sheet, for grid.js
	Other string              // of a text that is empty in this language: what it says in the other
	value decimal.NullDecimal // what was typed, in the unit of the row
}

// keep says which record the row shows.
func (r *recordRow) keep(e record.Entity) {
	r.now = seenOf(e)
	r.seen = r.now
}

// add puts a cell at the end of the row.
func (r *recordRow) add(field string) *recordCell {
	c := &recordCell{sheetCell: sheetCell{Field: field, Name: r.Name(field)}}
	r.Cells = append(r.Cells, c)
	return c
}

// Cell returns the cell of a field; nil for one that the row has not.
func (r *recordRow) Cell(field string) *recordCell {
	if i := slices.IndexFunc(r.Cells, func(c *recordCell) bool { return c.Field == field }); i >= 0 {
		return r.Cells[i]
	}
	return nil
}

// Name is the name of a field of the row in the form.
func (r *recordRow) Name(field string) string { return "r." + r.Key + "." + field }

// ResultID is the id of what the row comes to.
func (r *recordRow) ResultID() string { return "r-" + r.Key + "-result" }

// Seen is what the row was filled from, for the form to send back.
func (r *recordRow) Seen() string { return seenRow(r.now, r.stored()) }

func (r *recordRow) stored() []string {
	cells := make([]string, len(r.Cells))
	for i, c := range r.Cells {
		cells[i] = c.Stored
	}
	return cells
}

// Said reports whether there is more to say about the row than fits in it.
func (r *recordRow) Said() bool {
	return len(r.Problems) > 0 || slices.ContainsFunc(r.Cells, func(c *recordCell) bool { return c.sheetCell.Said() })
}

// wrong reports whether something is wrong with a cell.
func (r *recordRow) wrong() bool {
	return slices.ContainsFunc(r.Cells, func(c *recordCell) bool { return len(c.Problems) > 0 })
}

// recordReading is how what was sent of a row is understood.
type recordReading struct {
	order   []string                                       // in which the fields are read
	read    func(c *recordCell, text string) (mine string) // puts a text in a cell and returns its canonical form
	written func(c *recordCell) string                     // how what is recorded is written in the unit of the row
}

// typeOver puts what was sent in the row's fields, beside what somebody else
// recorded in the meantime: see sheetCell.settle.
func (r *recordRow) typeOver(l *locale.Locale, typed *sheetTyped, reading recordReading) {
	seen, opened := parseSeenRow(typed.Seen, len(r.Cells))
	if opened == nil { // filled from nothing: compared with what is recorded
		seen, opened = r.now, r.stored()
	}
	r.seen = seen
	gone := r.now.ID == 0 && seen.ID != 0
	for _, field := range reading.order {
		text, sent := typed.Fields[field]
		if !sent || slices.Contains(typed.Theirs, field) {
			continue
		}
		at := slices.IndexFunc(r.Cells, func(c *recordCell) bool { return c.Field == field })
		c := r.Cells[at]
		recorded := reading.written(c)
		mine := reading.read(c, strings.TrimSpace(text))
		c.settle(recorded, mine, opened[at], gone)
		r.Changed = r.Changed || c.Changed
	}
	if r.Stale = r.Changed && seen != r.now; r.Stale && gone {
		r.Problems = append(r.Problems, l.T("funding_sheet.gone"))
	}
}

// showText makes the cell show a text as it is recorded in the language; other is
// what it says in the other one.
func (c *recordCell) showText(text, other string) {
	if c.Text, c.Stored = text, digest(text); text == "" {
		c.Other = other
	}
}

// showChoice makes the cell show a choice as it is recorded.
func (c *recordCell) showChoice(value string) { c.Text, c.Stored, c.Shown = value, value, value }

// showNumber makes the cell show a number as it is recorded, larger by so many
// decimal places.
func (c *recordCell) showNumber(l *locale.Locale, v decimal.NullDecimal, shift int32) {
	if !v.Valid {
		return
	}
	c.Stored = v.Decimal.String()
	c.value = record.Known(v.Decimal.Shift(shift))
	c.Text, c.Shown = l.Number(c.value.Decimal), c.value.Decimal.String()
}

// readText puts a typed text in the cell and returns its canonical form, as do
// readChoice, where only the options and nothing can be meant, and readNumber.
func (c *recordCell) readText(text string) (canonical string) {
	c.Text = text
	return digest(text)
}

func (c *recordCell) readChoice(l *locale.Locale, text string, options []form.Option) (canonical string) {
	c.Text = text
	if text != "" && !slices.ContainsFunc(options, func(o form.Option) bool { return o.Value == text }) {
		c.Problems = []string{l.T("form.choice.unknown")}
	}
	return text
}

// readNumber reads a number that is written larger by so many decimal places: one
// in percent may say so.
func (c *recordCell) readNumber(l, typedIn *locale.Locale, text string, shift int32) (canonical string) {
	c.Text = text
	if shift == 2 {
		text = strings.TrimSpace(strings.TrimSuffix(text, "%"))
	}
	v, problem := form.Decimal(typedIn, text)
	c.value = v
	switch {
	case problem != "":
		c.Problems = []string{problem}
		return "?" + text
	case !v.Valid:
		return ""
	}
	c.Text = l.Number(v.Decimal)
	return v.Decimal.Shift(-shift).String()
}

// addSpread adds the cells of a distribution, their names under the prefix; the
// numbers are written larger by so many decimal places.
func (r *recordRow) addSpread(l *locale.Locale, prefix string, s *risk.Spread, shift int32) {
	for _, place := range spreadPlaces {
		r.add(prefix+place.name).showNumber(l, placed(s, place.name), shift)
	}
}

// spread returns the distribution as it is typed.
func (r *recordRow) spread(prefix string, shift int32) risk.Spread {
	s := risk.Spread{Shape: risk.Shape(r.Cell(prefix + "shape").Text)}
	for _, place := range spreadPlaces {
		if v := r.Cell(prefix + place.name).value; v.Valid {
			*s.Parameter(parameterAt(s.Shape, place.parameters)) = record.Known(v.Decimal.Shift(-shift))
		}
	}
	return s
}

// placed is the number of a spread at one of spreadPlaces.
func placed(s *risk.Spread, place string) decimal.NullDecimal {
	for _, p := range spreadPlaces {
		if p.name == place && s.Shape != "" {
			return *s.Parameter(parameterAt(s.Shape, p.parameters))
		}
	}
	return decimal.NullDecimal{}
}

// placeOf is where a parameter of a distribution is typed: "low" at "below".
func placeOf(parameter string) string {
	for _, place := range spreadPlaces {
		if slices.Contains(place.parameters, parameter) {
			return place.name
		}
	}
	return parameter
}
