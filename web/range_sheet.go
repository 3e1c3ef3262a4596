package web

import (
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/planner"
	"korridor/pkg/risk"
	"korridor/web/form"
	"korridor/web/locale"
)

// rangeSheet is the sheet of ranges as its page shows it.
type rangeSheet struct {
	recordSheet
	view    *planner.RangeSheet
	Groups  []rangeGroup
	Rows    []*rangeSheetRow // of all groups
	Example string
}

// rangeGroup is the rows of lines, of categories or of phases.
type rangeGroup struct {
	Title string
	Rows  []*rangeSheetRow
}

// newRangeSheet returns the sheet with what was sent typed over what is recorded;
// typed is nil where the sheet is only opened.
func newRangeSheet(l, typedIn *locale.Locale, v *planner.RangeSheet, typed *recordSheetForm) (*rangeSheet, error) {
	base, err := openRecordSheet(l, v.Project, "ranges", typed)
	if err != nil {
		return nil, err
	}
	s := &rangeSheet{recordSheet: base, view: v, Example: l.Number(decimal.New(825, -1))}
	s.placeOf = rangePlace
	sent := typedRanges(typed)
	s.arrange(sent)
	if len(s.Rows) > planner.MaxRows {
		return nil, tooManyRows(len(s.Rows))
	}
	byTarget := map[rangeTarget]*recordTyped{}
	for _, t := range sent {
		byTarget[t.target] = t.recordTyped
	}
	for _, r := range s.Rows {
		r.fill(l)
		if t := byTarget[r.Target]; t != nil {
			r.typeOver(l, typedIn, t)
		}
		s.rows, s.Unsaved = append(s.rows, &r.recordRow), s.Unsaved || r.Changed
		r.Cell("shape").nameTheirs(s.Shapes)
	}
	s.label(s.rows, s.title)
	s.tell()
	return s, nil
}

// typedRange is a row that was sent and says what it is of.
type typedRange struct {
	*recordTyped
	target rangeTarget
}

// typedRanges leaves out the rows that do not say what they are of.
func typedRanges(typed *recordSheetForm) (rows []typedRange) {
	if typed == nil {
		return nil
	}
	for _, t := range typed.Rows {
		if of, ok := parseRangeTarget(t.Of); ok && of.Key() == t.Key {
			rows = append(rows, typedRange{t, of})
		}
	}
	return rows
}

// rangePlace is the cell in which a field of a range is typed.
func rangePlace(field string) string {
	if field == "amounts" || field == "currency" {
		return "unit"
	}
	return placeOf(field)
}

// arrange makes the rows: the lines of the working estimate and those that a
// range or a row that was sent names beside them, the categories that have a
// range, the phases.
func (s *rangeSheet) arrange(sent []typedRange) {
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
		add(&lines, &rangeSheetRow{recordRow: recordRow{Title: line.Name.In(s.l.Code)}, Target: rangeTarget{Line: line.Code}, Detail: line.Code,
			Amount: &s.view.Amounts[i], category: string(line.Category), percent: line.Percent.Valid})
	}
	for _, t := range s.named(sent) {
		switch {
		case t.Line != "":
			add(&lines, &rangeSheetRow{recordRow: recordRow{Title: t.Line}, Target: t, Detail: s.l.T("ranges.no_line")})
		case t.Category != "":
			add(&categories, &rangeSheetRow{recordRow: recordRow{Title: s.l.Enum(t.Category)}, Target: t})
		}
	}
	for i := range s.view.Phases {
		p := &s.view.Phases[i]
		add(&phases, &rangeSheetRow{recordRow: recordRow{Title: p.Name.In(s.l.Code)}, Target: rangeTarget{Phase: p.ID}, Detail: s.l.T("risk.length_of_phase")})
	}
	for _, g := range []rangeGroup{lines, categories, phases} {
		if len(g.Rows) > 0 {
			s.Groups, s.Rows = append(s.Groups, g), append(s.Rows, g.Rows...)
		}
	}
}

// named lists what the recorded ranges and the rows that were sent are of.
func (s *rangeSheet) named(sent []typedRange) (all []rangeTarget) {
	for i := range s.view.Ranges {
		all = append(all, targetOf(&s.view.Ranges[i]))
	}
	for _, r := range sent {
		all = append(all, r.target)
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

// title is what a field is called.
func (s *rangeSheet) title(field string) string {
	switch field {
	case "unit":
		return s.l.T("ranges.unit")
	case "note":
		return s.NoteTitle()
	}
	return s.l.T("risk.form." + field)
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
