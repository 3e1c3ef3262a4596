package web

import (
	"slices"
	"strings"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/form"
	"korridor/web/locale"
)

// fundingRow is one row of the sheet: what was typed beside what is recorded.
type fundingRow struct {
	allocationKey
	NoteIn   string              // the language of the note's version that is edited
	From     *funding.Source     // nil: no longer there
	Stored   *funding.Allocation // as recorded now; nil: nothing is
	Cells    []*fundingCell      // by fundingFields
	Problems []string            // of the row as a whole
	Changed  bool                // it differs from what is recorded
	Stale    bool                // and somebody else changed it since the sheet was opened
	Breaks   bool                // its stages are out of order: a breach can be recorded
}

// fundingCell is one field of a row.
type fundingCell struct {
	sheetCell
	Other  string        // of a note that is empty in this language: what it says in the other
	Amount *money.Amount // what was typed; nil: nothing, or unreadable
}

// Cell returns the cell of a field.
func (r *fundingRow) Cell(field string) *fundingCell {
	return r.Cells[slices.Index(fundingFields, field)]
}

// Stages are the cells of the stages.
func (r *fundingRow) Stages() []*fundingCell { return r.Cells[:len(funding.Stages)] }

// Name is the name of a field of the row in the form.
func (r *fundingRow) Name(field string) string { return "r." + r.String() + "." + field }

// Seen is what the row was filled from, for the form to send back.
func (r *fundingRow) Seen() string { return seenAllocation(r.Stored, r.stored()) }

// stored returns the canonical form of what is recorded, by fundingFields.
func (r *fundingRow) stored() []string {
	cells := make([]string, len(r.Cells))
	for i, c := range r.Cells {
		cells[i] = c.Stored
	}
	return cells
}

// Detail reports whether there is more to say about the row than fits in it.
func (r *fundingRow) Detail() bool {
	if len(r.Problems) > 0 || r.Breach() {
		return true
	}
	return slices.ContainsFunc(r.Cells, func(c *fundingCell) bool { return c.Said() })
}

// Breach reports whether the fields of a breach are shown.
func (r *fundingRow) Breach() bool {
	return r.Breaks || r.Cell("breach_reason").Text != "" || r.Cell("breach_document").Text != "" || (r.Stored != nil && r.Stored.Breach != nil)
}

// Empty reports whether nothing is typed in the row.
func (r *fundingRow) Empty() bool {
	return !slices.ContainsFunc(r.Cells, func(c *fundingCell) bool { return c.Field != "currency" && c.Text != "" })
}

// Currency returns what the row's amounts are in.
func (r *fundingRow) Currency() money.Currency {
	c, err := money.ParseCurrency(r.Cell("currency").Text)
	if err != nil {
		return money.Currency{}
	}
	return c
}

// newFundingRow returns a row that shows what is recorded.
func newFundingRow(l *locale.Locale, noteIn string, k allocationKey, from *funding.Source, stored *funding.Allocation) *fundingRow {
	shown := funding.Allocation{Currency: money.EUR}
	if from != nil {
		shown.Currency = from.Currency
	}
	if stored != nil {
		shown = *stored
	}
	row := &fundingRow{allocationKey: k, From: from, Stored: stored, NoteIn: noteIn}
	for _, field := range fundingFields {
		c := &fundingCell{sheetCell: sheetCell{Field: field, Name: row.Name(field)}}
		c.Text, c.Stored = allocationText(l, noteIn, &shown, field)
		row.Cells = append(row.Cells, c)
	}
	if note := row.Cell("note"); note.Text == "" {
		note.Other = shown.Note.In(noteIn)
	}
	for _, c := range row.Stages() {
		c.Amount = shown.Amount(funding.Stage(c.Field))
	}
	return row
}

// typeOver puts what was sent in the row's fields. What only somebody else
// changed is taken over; what both changed keeps what was typed, with theirs
// beside it.
func (r *fundingRow) typeOver(l, typedIn *locale.Locale, typed *fundingTyped) {
	seen, opened := parseSeenAllocation(typed.Seen)
	var now planner.Seen
	if r.Stored != nil {
		now = planner.Seen{ID: r.Stored.ID, Version: r.Stored.Version}
	}
	if opened == nil { // filled from nothing: compared with what is recorded
		seen, opened = now, r.stored()
	}
	row := typedRow{fundingTyped: typed, l: l, typedIn: typedIn, opened: opened, gone: r.Stored == nil && seen.ID != 0}
	row.typeOver(r, r.Cell("currency")) // first: the amounts are read in it
	for _, c := range r.Cells {
		if c.Field != "currency" {
			row.typeOver(r, c)
		}
		r.Changed = r.Changed || c.Changed
	}
	r.Stale = r.Changed && seen != now
	if r.Stale && row.gone {
		r.Problems = append(r.Problems, l.T("funding_sheet.gone"))
	}
	for _, c := range r.Stages() { // as it stands now, in the currency that stands now
		c.Amount, _ = form.Amount(l, c.Text, r.Currency())
	}
}

// typedRow is what was sent of a row, with what its fields held when the sheet
// was opened.
type typedRow struct {
	*fundingTyped
	l, typedIn *locale.Locale
	opened     []string
	gone       bool // what the row was filled from is no longer there
}

func (t *typedRow) typeOver(r *fundingRow, c *fundingCell) {
	text, sent := t.Fields[c.Field]
	if !sent || slices.Contains(t.Theirs, c.Field) {
		return
	}
	recorded := c.Text
	mine := c.read(t.l, t.typedIn, strings.TrimSpace(text), r.Currency())
	c.settle(recorded, mine, t.opened[slices.Index(fundingFields, c.Field)], t.gone)
}

// read puts a typed text in the cell, as the language writes it where it can be
// read, and returns its canonical form.
func (c *fundingCell) read(l, typedIn *locale.Locale, text string, currency money.Currency) (canonical string) {
	c.Text = text
	switch c.Field {
	case "note", "breach_reason":
		return digest(text)
	case "currency":
		if _, err := money.ParseCurrency(text); err != nil {
			c.Problems = []string{l.T("form.choice.unknown")}
		}
		return text
	case "breach_document":
		if _, ok := form.ID(text); !ok {
			c.Problems = []string{l.T("form.choice.unknown")}
		}
		return text
	}
	amount, problem := form.Amount(typedIn, text, currency)
	switch {
	case problem != "":
		c.Problems = []string{problem}
		return "?" + text
	case amount == nil:
		c.Text = ""
		return ""
	}
	c.Text = l.Amount(*amount)
	return amount.Plain()
}

// allocation returns the row as it is typed, to be kept.
func (r *fundingRow) allocation(project record.ID) funding.Allocation {
	a := funding.Allocation{Project: project, Source: r.Source, FiscalYear: r.Year}
	if r.Stored != nil {
		a = *r.Stored
	}
	a.Currency = r.Currency()
	a.Requested, a.Approved, a.Committed, a.Disbursed = r.Cells[0].Amount, r.Cells[1].Amount, r.Cells[2].Amount, r.Cells[3].Amount
	if note := r.Cell("note"); note.Changed {
		*a.Note.Version(r.NoteIn) = note.Text
	}
	a.Breach = nil
	document, _ := form.ID(r.Cell("breach_document").Text)
	if breach := (funding.Breach{Reason: r.Cell("breach_reason").Text, Document: document}); breach != (funding.Breach{}) {
		a.Breach = &breach
	}
	return a
}
