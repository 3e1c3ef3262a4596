package web

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/form"
)

// draftPage is the sheet of a draft.
type draftPage struct {
	Title    string
	Action   string
	TypedIn  string // the language that the values are typed in
	Currency string
	From     *Link // the revision copied from; nil: the draft began empty
	Rows     []*draftRow
	Head     int64         // the newest change when the sheet was opened
	First    int           // the row at which the window begins, counted from 0
	Windows  []draftWindow // none: every row can be edited
	Blank    *draftRow     // for a script to make new rows of
	Removed  []removedLine
	Sums     *draftSums
	Before   string // for a script
	Summary  *SummaryView
	Rule     *draftRuleView
	Reason   *FieldView
	Back     string
	Unsaved  bool

	Texts string // of the grid, for a script

	Phases, Structures, Documents, Categories, Countries, Bases []form.Option

	names   map[string]string // of the fields of the detail
	written map[string]template.HTML
}

// removedLine is a stored line that goes when the sheet is saved.
type removedLine struct {
	Seen   string
	ID     record.ID
	Code   string
	Name   string
	Before *money.Amount // in the revision copied from, where no other line has the code
}

// newDraftPage returns the page of a sheet whose rows were read.
func newDraftPage(r *draftReader, f *draftForm) (*draftPage, error) {
	l, d := r.language, r.draft
	e := d.EstimateSheet.Estimate
	sums, err := r.sum(f.Rows)
	if err != nil {
		return nil, err
	}
	p := &draftPage{Title: e.Title.In(l.Code), TypedIn: l.Code, Currency: e.Currency.Code(), Rows: f.Rows, Sums: sums,
		Action: projectURL(d.Project.Code, "estimates", e.Code, "edit"), Back: projectURL(d.Project.Code, "estimates", e.Code),
		Before: r.before(), Head: f.Head, Blank: &draftRow{Key: "KEY", Open: true}, Unsaved: f.Do != ""}
	reason := &form.Field{Name: reasonField, Control: form.Line, Required: true, Values: []string{f.Reason}, Hint: l.T("form.reason_hint"), Problems: f.ReasonProblems}
	p.Reason = newFieldView(l, reason)
	if d.From != nil {
		p.From = &Link{Text: d.From.Title.In(l.Code), URL: projectURL(d.Project.Code, "estimates", d.From.Code)}
	}
	p.options(r)
	p.Rule = r.ruleView(f)
	if p.Texts, err = gridTexts(l); err != nil {
		return nil, err
	}
	p.Blank.sheet = p
	for _, row := range p.Rows {
		row.sheet = p
		row.Open = row.Open || row.wrongWithin()
	}
	p.rest(f.First)
	p.remove(r, f.Removed)
	return p, nil
}

// remove lists the lines that go when the sheet is saved. They are told once:
// no longer among those that the revision copied from has and the draft has not.
func (p *draftPage) remove(r *draftReader, removed []planner.Seen) {
	for _, gone := range removed {
		line := r.draft.Line(gone.ID)
		if line == nil {
			continue
		}
		told := removedLine{Seen: seenText(gone), ID: gone.ID, Code: line.Code, Name: line.Name.In(r.language.Code)}
		if at := slices.IndexFunc(p.Sums.Left, func(left leftOut) bool { return left.Code == line.Code }); at >= 0 {
			before := p.Sums.Left[at].Before
			told.Before = &before
			p.Sums.Left = slices.Delete(p.Sums.Left, at, at+1)
		}
		p.Removed = append(p.Removed, told)
	}
}

func (p *draftPage) options(r *draftReader) {
	l, d := r.language, r.draft
	p.Phases = append(p.Phases, form.Option{Text: l.T("sheet.no_phase")})
	for i := range d.Phases {
		p.Phases = append(p.Phases, form.Option{Value: d.Phases[i].Code, Text: d.Phases[i].Name.In(l.Code)})
	}
	p.Structures = append(p.Structures, form.Option{Text: l.T("draft.none")})
	for i := range d.Structures {
		p.Structures = append(p.Structures, form.Option{Value: d.Structures[i].Code, Text: d.Structures[i].Name.In(l.Code)})
	}
	p.Documents = append(p.Documents, form.Option{Text: l.T("draft.none")})
	for _, document := range d.Documents {
		p.Documents = append(p.Documents, form.Option{Value: document.Code, Text: document.Title.In(l.Code)})
	}
	p.Countries = append([]form.Option{{Text: l.T("country.none")}}, named(l, record.Countries)...)
	p.Bases = append([]form.Option{{Text: l.T("figure.no_document")}}, named(l, project.Bases)...)
	p.Categories = named(l, estimate.Categories)
	p.names, p.written = map[string]string{}, map[string]template.HTML{}
	for _, field := range draftFields {
		p.names[field] = draftFieldName(l, field)
	}
}

// before tells a script what the lines of the revision copied from came to: in
// lines of code, minor units, code of the phase and name, with tabs between them.
func (r *draftReader) before() string {
	var b strings.Builder
	for i := range r.draft.FromLines {
		line := &r.draft.FromLines[i]
		fmt.Fprintf(&b, "%s\t%d\t%s\t%s\n", line.Code, r.draft.FromAmounts[i].Minor(), r.phases.names[line.Phase], line.Name.In(r.language.Code))
	}
	return b.String()
}

// Sheet returns the page that the row is on.
func (row *draftRow) Sheet() *draftPage { return row.sheet }

// SeenText says which stored line the row stands for, "" for a new one.
func (row *draftRow) SeenText() string { return seenText(row.Seen) }

// Main is the field of the name that the sheet shows: the reader's own.
func (row *draftRow) Main() string {
	if row.sheet.TypedIn == "sq" {
		return "name_sq"
	}
	return "name"
}

// Other is the field of the name that only the detail shows.
func (row *draftRow) Other() string {
	if row.Main() == "name" {
		return "name_sq"
	}
	return "name"
}

// hidden are the text fields that only the detail shows.
func (row *draftRow) hidden() []string {
	return []string{row.Other(), "of_lines", "structure", "country", "basis", "document", "why", "note", "note_sq"}
}

// wrongWithin reports whether the detail has a field at fault, or one to choose for.
func (row *draftRow) wrongWithin() bool {
	within := append(row.hidden(), "of", "contingency", "balance")
	return slices.ContainsFunc(within, func(field string) bool {
		return len(row.Problems[field]) > 0 || slices.ContainsFunc(row.Theirs, func(c theirCell) bool { return c.Field == field })
	})
}

// Kept are the fields of the detail that are not empty, for a row that is shut.
func (row *draftRow) Kept() []form.Option {
	var kept []form.Option
	for _, field := range row.hidden() {
		if value := *row.text(field); value != "" {
			kept = append(kept, form.Option{Value: field, Text: value})
		}
	}
	if len(row.Of) > 0 {
		kept = append(kept, form.Option{Value: "of", Text: strings.Join(row.Of, ",")})
	}
	for _, tick := range []struct {
		field string
		on    bool
	}{{"contingency", row.Contingency}, {"balance", row.Balance}} {
		if tick.on {
			kept = append(kept, form.Option{Value: tick.field, Text: "yes"})
		}
	}
	return kept
}

// Holds reports whether a category is among those that the percentage is of.
func (row *draftRow) Holds(category string) bool { return slices.Contains(row.Of, category) }

// OfText names what the percentage is of.
func (row *draftRow) OfText() string {
	var names []string
	for _, o := range row.sheet.Categories {
		if row.Holds(o.Value) {
			names = append(names, strings.ToLower(o.Text))
		}
	}
	return strings.Join(append(names, row.line.Line.OfLines...), " + ")
}
