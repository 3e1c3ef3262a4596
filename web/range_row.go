package web

import (
	"slices"

	"korridor/pkg/money"
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

// rangeFields are the fields of a row, in the order of the sheet.
var rangeFields = []string{"shape", "unit", "below", "centre", "above", "note"}

// rangeReading are the same in the order in which they are read: the numbers in
// the unit.
var rangeReading = []string{"unit", "shape", "below", "centre", "above", "note"}

// rangeSheetRow is one row of the sheet of ranges.
type rangeSheetRow struct {
	recordRow
	Target   rangeTarget
	Detail   string        // the line's code, or what else must be known
	Amount   *money.Amount // of the line; nil: of nothing that has one
	category string        // of the line, for its range
	percent  bool          // the line is a percentage
	NoteIn   string        // the language of the note's version that is edited
	Stored   *risk.Range   // as recorded now; nil: nothing is
	Basis    project.Basis // of what is recorded
	Units    []form.Option // to choose from
}

// Numbers are the cells of the three numbers.
func (r *rangeSheetRow) Numbers() []*recordCell { return r.Cells[2:5] }

// Empty reports whether nothing is typed in the row: there is no range.
func (r *rangeSheetRow) Empty() bool {
	return !slices.ContainsFunc(r.Cells, func(c *recordCell) bool { return c.Field != "unit" && c.Text != "" })
}

// fill makes the row show what is recorded.
func (r *rangeSheetRow) fill(l *locale.Locale) {
	shown := risk.Range{}
	if r.Stored != nil {
		shown = *r.Stored
		r.keep(r.Stored)
	}
	r.Key = r.Target.Key()
	r.add("shape").showChoice(string(shown.Shape))
	unit := r.add("unit")
	unit.Text, unit.Stored = inPercent, shown.Currency.Code()
	if shown.Amounts {
		unit.Text = unit.Stored
	}
	unit.Shown = unit.Text
	r.addSpread(l, "", &shown.Spread, unitShift(unitOf(&shown)))
	r.add("note").showText(*shown.Note.Version(r.NoteIn), shown.Note.In(r.NoteIn))
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

// typeOver puts what was sent in the row's fields.
func (r *rangeSheetRow) typeOver(l, typedIn *locale.Locale, typed *recordTyped) {
	r.recordRow.typeOver(l, &typed.sheetTyped, recordReading{order: rangeReading,
		read:    func(c *recordCell, text string) string { return r.read(c, l, typedIn, text) },
		written: func(c *recordCell) string { return r.written(l, c) }})
}

// written is how what is recorded is written in the unit of the row.
func (r *rangeSheetRow) written(l *locale.Locale, c *recordCell) string {
	if r.Cell("unit").Text == asFactor && r.Stored != nil && !r.Stored.Amounts {
		if v := placed(&r.Stored.Spread, c.Field); v.Valid {
			return l.Number(v.Decimal)
		}
	}
	return c.Text
}

// read puts a typed text in the cell, as the language writes it where it can be
// read, and returns its canonical form.
func (r *rangeSheetRow) read(c *recordCell, l, typedIn *locale.Locale, text string) (canonical string) {
	switch c.Field {
	case "note":
		return c.readText(text)
	case "shape":
		return c.readChoice(l, text, terms(l, "distribution", risk.Shapes))
	case "unit":
		if c.readChoice(l, text, r.Units); text == inPercent || text == asFactor {
			return ""
		}
		if text == "" {
			c.Problems = []string{l.T("form.choice.unknown")}
		}
		return text
	}
	return c.readNumber(l, typedIn, text, unitShift(r.Cell("unit").Text))
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
	x.Spread = r.spread("", unitShift(unit))
	if note := r.Cell("note"); note.Changed {
		*x.Note.Version(r.NoteIn) = note.Text
	}
	return x
}
