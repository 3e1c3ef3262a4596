package web

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/web/form"
	"korridor/web/locale"
)

// Units in which the numbers of a row can be typed; others are currencies.
const (
	inPercent = "percent"
	asFactor  = "factor"
)

// rangeSheetRow is one row of the sheet of ranges: what was typed beside what is
// recorded.
type rangeSheetRow struct {
	Target    rangeTarget
	Title     string
	Detail    string        // the line's code, or what else must be known
	Amount    *money.Amount // of the line; nil: of nothing that has one
	category  string        // of the line, for its range
	percent   bool          // the line is a percentage
	NoteIn    string        // the language of the note's version that is edited
	Stored    *risk.Range   // as recorded now; nil: nothing is
	Basis     project.Basis // of what is recorded
	Units     []form.Option // to choose from
	Cells     []*rangeCell  // by rangeFields
	Problems  []string      // of the row as a whole
	Changed   bool          // it differs from what is recorded
	Stale     bool          // and somebody else changed it since the sheet was opened
	Result    string        // mean and P80
	ResultBad bool          // the result says what is wrong
}

// rangeCell is one field of a row.
type rangeCell struct {
	sheetCell
	Shown string              // what is recorded in the form of machines and in the unit of the sheet, for grid.js
	Other string              // of a note that is empty in this language: what it says in the other
	value decimal.NullDecimal // what was typed, in the unit of the row
}

// Cell returns the cell of a field.
func (r *rangeSheetRow) Cell(field string) *rangeCell {
	return r.Cells[slices.Index(rangeFields, field)]
}

// Numbers are the cells of the three numbers.
func (r *rangeSheetRow) Numbers() []*rangeCell { return r.Cells[2:5] }

// Name is the name of a field of the row in the form.
func (r *rangeSheetRow) Name(field string) string { return "r." + r.Target.Key() + "." + field }

// ResultID is the id of the cell with the mean and the P80.
func (r *rangeSheetRow) ResultID() string { return "r-" + r.Target.Key() + "-result" }

// seen is the version that is recorded now.
func (r *rangeSheetRow) seen() planner.Seen {
	if r.Stored == nil {
		return planner.Seen{}
	}
	return planner.Seen{ID: r.Stored.ID, Version: r.Stored.Version}
}

// Seen is what the row was filled from, for the form to send back.
func (r *rangeSheetRow) Seen() string { return seenRow(r.seen(), r.stored()) }

func (r *rangeSheetRow) stored() []string {
	cells := make([]string, len(r.Cells))
	for i, c := range r.Cells {
		cells[i] = c.Stored
	}
	return cells
}

// Said reports whether there is more to say about the row than fits in it.
func (r *rangeSheetRow) Said() bool {
	return len(r.Problems) > 0 || slices.ContainsFunc(r.Cells, func(c *rangeCell) bool { return c.sheetCell.Said() })
}

// Empty reports whether nothing is typed in the row: there is no range.
func (r *rangeSheetRow) Empty() bool {
	return !slices.ContainsFunc(r.Cells, func(c *rangeCell) bool { return c.Field != "unit" && c.Text != "" })
}

// fill makes the row show what is recorded.
func (r *rangeSheetRow) fill(l *locale.Locale) {
	shown := risk.Range{}
	if r.Stored != nil {
		shown = *r.Stored
	}
	for _, field := range rangeFields {
		c := &rangeCell{sheetCell: sheetCell{Field: field, Name: r.Name(field)}}
		switch field {
		case "shape":
			c.Text, c.Stored = string(shown.Shape), string(shown.Shape)
			c.Shown = c.Text
		case "unit":
			c.Text, c.Stored = inPercent, shown.Currency.Code()
			if shown.Amounts {
				c.Text = c.Stored
			}
			c.Shown = c.Text
		case "note":
			c.Text = *shown.Note.Version(r.NoteIn)
			if c.Stored = digest(c.Text); c.Text == "" {
				c.Other = shown.Note.In(r.NoteIn)
			}
		default:
			if v := placed(&shown.Spread, field); v.Valid {
				c.Stored = v.Decimal.String()
				c.value = record.Known(v.Decimal.Shift(unitShift(unitOf(&shown))))
				c.Text, c.Shown = l.Number(c.value.Decimal), c.value.Decimal.String()
			}
		}
		r.Cells = append(r.Cells, c)
	}
}

func unitOf(r *risk.Range) string {
	if r.Amounts {
		return r.Currency.Code()
	}
	return inPercent
}

// unitShift is by how many decimal places a number of the unit is written larger
// than it is kept.
func unitShift(unit string) int32 {
	if unit == inPercent {
		return 2
	}
	return 0
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

// rangeReading are the fields in the order in which they are read: the numbers in
// the unit.
var rangeReading = []string{"unit", "shape", "below", "centre", "above", "note"}

// typeOver puts what was sent in the row's fields, beside what somebody else
// recorded in the meantime: see sheetCell.settle.
func (r *rangeSheetRow) typeOver(l, typedIn *locale.Locale, typed *rangeTyped) {
	seen, opened := parseSeenRow(typed.Seen, len(rangeFields))
	if opened == nil { // filled from nothing: compared with what is recorded
		seen, opened = r.seen(), r.stored()
	}
	gone := r.Stored == nil && seen.ID != 0
	for _, field := range rangeReading {
		text, sent := typed.Fields[field]
		if !sent || slices.Contains(typed.Theirs, field) {
			continue
		}
		c := r.Cell(field)
		recorded := r.recorded(l, c)
		mine := r.read(c, l, typedIn, strings.TrimSpace(text))
		c.settle(recorded, mine, opened[slices.Index(rangeFields, field)], gone)
		r.Changed = r.Changed || c.Changed
	}
	if r.Stale = r.Changed && seen != r.seen(); r.Stale && gone {
		r.Problems = append(r.Problems, l.T("funding_sheet.gone"))
	}
}

// recorded is how what is recorded is written in the unit of the row.
func (r *rangeSheetRow) recorded(l *locale.Locale, c *rangeCell) string {
	if r.Cell("unit").Text == asFactor && r.Stored != nil && !r.Stored.Amounts {
		if v := placed(&r.Stored.Spread, c.Field); v.Valid {
			return l.Number(v.Decimal)
		}
	}
	return c.Text
}

// read puts a typed text in the cell, as the language writes it where it can be
// read, and returns its canonical form.
func (r *rangeSheetRow) read(c *rangeCell, l, typedIn *locale.Locale, text string) (canonical string) {
	c.Text = text
	switch c.Field {
	case "note":
		return digest(text)
	case "shape":
		if text != "" && !slices.Contains(risk.Shapes, risk.Shape(text)) {
			c.Problems = []string{l.T("form.choice.unknown")}
		}
		return text
	case "unit":
		if !slices.ContainsFunc(r.Units, func(o form.Option) bool { return o.Value == text }) {
			c.Problems = []string{l.T("form.choice.unknown")}
		}
		if text == inPercent || text == asFactor {
			return ""
		}
		return text
	}
	unit := r.Cell("unit").Text
	if unit == inPercent {
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
	return v.Decimal.Shift(-unitShift(unit)).String()
}

// Range returns the row as it is typed, to be kept.
func (r *rangeSheetRow) Range(project record.ID) risk.Range {
	x := risk.Range{Project: project, Line: r.Target.Line, Category: r.Target.Category, Phase: r.Target.Phase}
	if r.Stored != nil {
		x = *r.Stored
	}
	unit := r.Cell("unit").Text
	x.Amounts, x.Currency = false, money.Currency{}
	if unit != inPercent && unit != asFactor {
		x.Amounts = true
		x.Currency, _ = money.ParseCurrency(unit)
	}
	x.Spread = risk.Spread{Shape: risk.Shape(r.Cell("shape").Text)}
	for _, place := range spreadPlaces {
		if v := r.Cell(place.name).value; v.Valid {
			*x.Parameter(parameterAt(x.Shape, place.parameters)) = record.Known(v.Decimal.Shift(-unitShift(unit)))
		}
	}
	if note := r.Cell("note"); note.Changed {
		*x.Note.Version(r.NoteIn) = note.Text
	}
	return x
}
