package web

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/locale"
)

// fundingBy are the ways in which the rows of a funding sheet are grouped.
var fundingBy = []string{"year", "source"}

// maxYears bounds the years that are added at once.
const maxYears = 60

// fundingSheet is the funding sheet as its page shows it.
type fundingSheet struct {
	sheetPage
	view        *planner.FundingSheet
	sent        []*fundingRow // of the rows that change saves
	Action      string
	TypedIn     string
	NoteIn      string // the language of the notes' version that is edited, as long as the sheet is open
	By          string
	Texts       string // of grid.js
	From, To    string // years to add
	AddProblem  string
	Added       int       // the first of the years that were just added; 0: none
	AddedSource record.ID // the funding source that was just added; 0: none
	NewSource   newSource
	Rows        []*fundingRow
	Groups      []fundingGroup
	Others      []fundingTotal // by source where the groups are years, and the other way round
	Totals      []fundingTotal
	Ceilings    []sheetCeiling
	Documents   []project.Document
	Foot        FootView
	Example     string // of an amount
}

// newFundingSheet returns the sheet with what was sent typed over what is
// recorded; typed is nil where the sheet is only opened.
func newFundingSheet(l, typedIn *locale.Locale, v *planner.FundingSheet, typed *fundingForm) (*fundingSheet, error) {
	s := &fundingSheet{sheetPage: sheetPage{l: l, Back: projectURL(v.Project.Code, "funding")}, view: v, TypedIn: l.Code, NoteIn: typedIn.Code,
		By: fundingBy[0], Documents: v.Documents, Action: projectURL(v.Project.Code, "funding", "edit")}
	var err error
	if s.Texts, err = gridTexts(l); err != nil {
		return nil, err
	}
	stored := map[allocationKey]*funding.Allocation{}
	for i := range v.Allocations {
		a := &v.Allocations[i]
		stored[allocationKey{a.Source, a.FiscalYear}] = a
	}
	keys := map[allocationKey]*fundingTyped{}
	for k := range stored {
		keys[k] = nil
	}
	if typed == nil {
		from, to := recordedYears(v)
		s.offerYears(keys, from, to)
		if len(v.Sources) == 1 {
			s.By = "source"
		}
		typed = &fundingForm{By: s.By}
	}
	s.By = typed.By
	if l.Has("funding_sheet.note_" + typed.NoteIn) {
		s.NoteIn = typed.NoteIn
	}
	for _, row := range typed.Rows {
		keys[row.allocationKey] = row
	}
	switch s.AddedSource = typed.added; {
	case typed.Do == "add":
		s.addYears(keys, typed)
	case typed.added != 0:
		from, to := typed.typedYears(v)
		s.offerYears(keys, from, to)
	}
	if len(keys) > planner.MaxRows {
		return nil, tooManyRows(len(keys))
	}
	for _, k := range slices.SortedFunc(maps.Keys(keys), s.compare) {
		row := newFundingRow(l, s.NoteIn, k, v.Source(k.Source), stored[k])
		if t := keys[k]; t != nil {
			row.typeOver(l, typedIn, t)
		}
		s.Rows = append(s.Rows, row)
	}
	s.finish(typed)
	return s, nil
}

func (s *fundingSheet) finish(typed *fundingForm) {
	last := 0
	for _, row := range s.Rows {
		last = max(last, row.Year)
		for _, c := range row.Cells {
			if c.Theirs != nil && c.Field == "breach_document" {
				c.Theirs.Text, c.Theirs.Mine = s.document(c.Theirs.Text), s.document(c.Theirs.Mine)
			}
			c.Title = s.l.Term("field", c.Field)
			if c.Field == "note" {
				c.Title = s.NoteTitle()
			}
			c.Label = s.l.T("funding_sheet.cell", "field", c.Title, "source", s.SourceName(row), "year", funding.FiscalYear(row.Year))
		}
	}
	if last == 0 {
		last = s.view.Today.Year() - 1
	}
	s.From, s.To = cmp.Or(typed.From, strconv.Itoa(last+1)), cmp.Or(typed.To, strconv.Itoa(last+1))
	if s.AddProblem == "" && typed.Do == "add" {
		s.From, s.To = strconv.Itoa(last+1), strconv.Itoa(last+1)
	}
	s.Example = s.l.Amount(money.FromMinor(1_800_000_000_00, money.EUR))
	s.Foot = FootView{Save: s.l.T("form.save"), Back: s.Back}
	s.offerSource(typed)
	s.Reason = newReasonView(s.l, true, url.Values{reasonField: {typed.Reason}})
	s.Ceilings = s.ceilings()
	s.Unsaved = slices.ContainsFunc(s.Rows, func(r *fundingRow) bool { return r.Changed })
	s.group()
}

// Begins reports whether the cell is the first of the years or of the funding
// source that were just added, where typing goes on.
func (s *fundingSheet) Begins(r *fundingRow, c *fundingCell) bool {
	first := slices.IndexFunc(s.Rows, func(r *fundingRow) bool {
		return r.Year == s.Added || (s.AddedSource != 0 && r.Source == s.AddedSource)
	})
	return first >= 0 && s.Rows[first] == r && c == r.Cells[0]
}

// NoteTitle says in which language the notes are edited.
func (s *fundingSheet) NoteTitle() string { return s.l.T("funding_sheet.note_" + s.NoteIn) }

// document returns the title of the document with the id, as text.
func (s *fundingSheet) document(id string) string {
	for i := range s.Documents {
		if d := &s.Documents[i]; strconv.FormatInt(int64(d.ID), 10) == id {
			return d.Title.In(s.l.Code)
		}
	}
	return id
}

// fundingLine is a row with the sheet that it stands in, for the template.
type fundingLine struct {
	Sheet *fundingSheet
	Row   *fundingRow
	Title string
}

// Line returns a row for the template; its title is what the groups do not say.
func (s *fundingSheet) Line(r *fundingRow) fundingLine {
	if s.By == "source" {
		return fundingLine{s, r, strconv.Itoa(r.Year)}
	}
	return fundingLine{s, r, s.SourceName(r)}
}

// Currencies are the currencies to choose from, with the one that is typed.
func (s *fundingSheet) Currencies(typed string) []string {
	var codes []string
	for _, c := range money.Currencies() {
		codes = append(codes, c.Code())
	}
	if !slices.Contains(codes, typed) {
		codes = append(codes, typed)
	}
	return codes
}

// compare orders rows as they are grouped: sources as the project orders them.
func (s *fundingSheet) compare(a, b allocationKey) int {
	byYear := cmp.Compare(a.Year, b.Year)
	place := func(id record.ID) int {
		i := slices.IndexFunc(s.view.Sources, func(f funding.Source) bool { return f.ID == id })
		if i < 0 {
			return len(s.view.Sources)
		}
		return i
	}
	bySource := cmp.Or(cmp.Compare(place(a.Source), place(b.Source)), cmp.Compare(a.Source, b.Source))
	if s.By == "source" {
		return cmp.Or(bySource, byYear)
	}
	return cmp.Or(byYear, bySource)
}
