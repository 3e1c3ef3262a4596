package web

import (
	"cmp"
	"net/url"
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/web/form"
	"korridor/web/locale"
)

// rangeSheet is the sheet of ranges as its page shows it.
type rangeSheet struct {
	sheetPage
	view    *planner.RangeSheet
	Action  string
	TypedIn string
	NoteIn  string // the language of the notes' version that is edited, as long as the sheet is open
	Texts   string // of grid.js
	Groups  []rangeGroup
	Rows    []*rangeSheetRow // of all groups
	Shapes  []form.Option
	Foot    FootView
	Example string
	sent    []*rangeSheetRow // of the rows that change saves
	reason  string
}

// rangeGroup is the rows of lines, of categories or of phases.
type rangeGroup struct {
	Title string
	Rows  []*rangeSheetRow
}

// newRangeSheet returns the sheet with what was sent typed over what is recorded;
// typed is nil where the sheet is only opened.
func newRangeSheet(l, typedIn *locale.Locale, v *planner.RangeSheet, typed *rangeSheetForm) (*rangeSheet, error) {
	code := v.Project.Code
	s := &rangeSheet{sheetPage: sheetPage{l: l, Back: projectURL(code, "risk") + "#ranges"}, view: v, Action: projectURL(code, "risk", "ranges", "edit"),
		TypedIn: l.Code, NoteIn: l.Code, Example: l.Number(decimal.New(825, -1))}
	var err error
	if s.Texts, err = gridTexts(l); err != nil {
		return nil, err
	}
	if typed == nil {
		typed = &rangeSheetForm{}
	} else if l.Has("funding_sheet.note_" + typed.NoteIn) {
		s.NoteIn = typed.NoteIn
	}
	for _, shape := range risk.Shapes {
		s.Shapes = append(s.Shapes, form.Option{Value: string(shape), Text: l.Term("distribution", string(shape))})
	}
	s.arrange(typed)
	if len(s.Rows) > planner.MaxRows {
		return nil, tooManyRows(len(s.Rows))
	}
	for _, r := range s.Rows {
		r.fill(l)
		if i := slices.IndexFunc(typed.Rows, func(t *rangeTyped) bool { return t.Target == r.Target }); i >= 0 {
			r.typeOver(l, typedIn, typed.Rows[i])
		}
		s.Unsaved = s.Unsaved || r.Changed
	}
	s.reason = typed.Reason
	s.Reason = newReasonView(l, false, url.Values{reasonField: {typed.Reason}})
	s.Foot = FootView{Save: l.T("form.save"), Check: l.T("funding_sheet.check"), Back: s.Back}
	s.label()
	s.tell()
	return s, nil
}

// arrange makes the rows: the lines of the working estimate and those that a
// range or a row that was sent names beside them, the categories that have a
// range, the phases.
func (s *rangeSheet) arrange(typed *rangeSheetForm) {
	lines, categories, phases := rangeGroup{Title: s.l.T("ranges.lines")}, rangeGroup{Title: s.l.T("ranges.categories")}, rangeGroup{Title: s.l.T("ranges.phases")}
	there := map[rangeTarget]bool{}
	add := func(to *rangeGroup, r *rangeSheetRow) {
		if there[r.Target] {
			return
		}
		there[r.Target] = true
		r.NoteIn, r.Units = s.NoteIn, s.units(r.Target.Phase != 0)
		if i := slices.IndexFunc(s.view.Ranges, func(x risk.Range) bool { return targetOf(&x) == r.Target }); i >= 0 {
			r.Stored = &s.view.Ranges[i]
			r.Basis = s.view.Trail.Basis(r.Stored)
		}
		to.Rows = append(to.Rows, r)
	}
	for i := range s.view.Lines {
		line := &s.view.Lines[i]
		add(&lines, &rangeSheetRow{Target: rangeTarget{Line: line.Code}, Title: line.Name.In(s.l.Code), Detail: line.Code,
			Amount: &s.view.Amounts[i], category: string(line.Category), percent: line.Percent.Valid})
	}
	for _, t := range s.named(typed) {
		switch {
		case t.Line != "":
			add(&lines, &rangeSheetRow{Target: t, Title: t.Line, Detail: s.l.T("ranges.no_line")})
		case t.Category != "":
			add(&categories, &rangeSheetRow{Target: t, Title: s.l.Enum(t.Category)})
		}
	}
	for i := range s.view.Phases {
		p := &s.view.Phases[i]
		add(&phases, &rangeSheetRow{Target: rangeTarget{Phase: p.ID}, Title: p.Name.In(s.l.Code), Detail: s.l.T("risk.length_of_phase")})
	}
	for _, g := range []rangeGroup{lines, categories, phases} {
		if len(g.Rows) > 0 {
			s.Groups, s.Rows = append(s.Groups, g), append(s.Rows, g.Rows...)
		}
	}
}

// named lists what the recorded ranges and the rows that were sent are of.
func (s *rangeSheet) named(typed *rangeSheetForm) (all []rangeTarget) {
	for i := range s.view.Ranges {
		all = append(all, targetOf(&s.view.Ranges[i]))
	}
	for _, r := range typed.Rows {
		all = append(all, r.Target)
	}
	return all
}

// units are those in which a row's numbers can be typed.
func (s *rangeSheet) units(ofLength bool) []form.Option {
	units := []form.Option{{Value: inPercent, Text: "%"}, {Value: asFactor, Text: "×"}}
	if ofLength {
		return units
	}
	return append(units, currencies()...)
}

// label says what each cell is called.
func (s *rangeSheet) label() {
	titles := map[string]string{"shape": s.l.T("risk.form.shape"), "unit": s.l.T("ranges.unit"), "note": s.NoteTitle()}
	for _, place := range spreadPlaces {
		titles[place.name] = s.l.T("risk.form." + place.name)
	}
	for _, r := range s.Rows {
		for _, c := range r.Cells {
			c.Title = titles[c.Field]
			c.Label = s.l.T("ranges.cell", "field", c.Title, "of", r.Title)
			if c.Theirs != nil && c.Field == "shape" {
				for _, text := range []*string{&c.Theirs.Text, &c.Theirs.Mine} {
					if *text != "" {
						*text = s.l.Term("distribution", *text)
					}
				}
			}
		}
	}
}

// NoteTitle says in which language the notes are edited.
func (s *rangeSheet) NoteTitle() string { return s.l.T("funding_sheet.note_" + s.NoteIn) }

// Contested implements editedSheet.
func (s *rangeSheet) Contested() bool {
	return slices.ContainsFunc(s.Rows, func(r *rangeSheetRow) bool { return r.Stale })
}

// contestedID implements editedSheet.
func (s *rangeSheet) contestedID() record.ID {
	for _, r := range s.Rows {
		if r.Stale && r.Stored != nil {
			return r.Stored.ID
		}
	}
	return 0
}

// Wrong implements editedSheet.
func (s *rangeSheet) Wrong() bool {
	return slices.ContainsFunc(s.Rows, func(r *rangeSheetRow) bool {
		return slices.ContainsFunc(r.Cells, func(c *rangeCell) bool { return len(c.Problems) > 0 })
	})
}

// why is what an assumed figure of the row rests on.
func (s *rangeSheet) why(r *rangeSheetRow) string {
	return cmp.Or(r.Cell("note").Text, s.reason, s.l.T("risk.form.assumed"))
}

// Code is the project's, for links.
func (s *rangeSheet) Code() string { return s.view.Project.Code }

// rangeLine is a row with the sheet that it stands in, for the template.
type rangeLine struct {
	Sheet *rangeSheet
	Row   *rangeSheetRow
}

// Line returns a row for the template.
func (s *rangeSheet) Line(r *rangeSheetRow) rangeLine { return rangeLine{s, r} }
