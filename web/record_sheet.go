package web

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/web/form"
	"korridor/web/locale"
)

// recordSheet is what sheets of records of the risk model have in common.
type recordSheet struct {
	sheetPage
	project project.Project
	Action  string
	TypedIn string
	NoteIn  string // the language of the version of texts that is edited, as long as the sheet is open
	Texts   string // of grid.js
	Foot    FootView
	Shapes  []form.Option
	rows    []*recordRow
	sent    []*recordRow // of the rows that change saves
	reason  string
	placeOf func(field string) string // which cell a field of the record is typed in
}

// openRecordSheet returns a sheet without rows, with what was sent besides them;
// typed is nil where the sheet is only opened. It is at the place of the risk page.
func openRecordSheet(l *locale.Locale, of project.Project, place string, typed *recordSheetForm) (s recordSheet, err error) {
	s = recordSheet{sheetPage: sheetPage{l: l, Back: projectURL(of.Code, "risk") + "#" + place}, project: of, Action: projectURL(of.Code, "risk", place, "edit"),
		TypedIn: l.Code, NoteIn: l.Code, Shapes: terms(l, "distribution", risk.Shapes)}
	if s.Texts, err = gridTexts(l); err != nil {
		return s, err
	}
	if typed != nil {
		s.reason = typed.Reason
		if l.Has("funding_sheet.note_" + typed.NoteIn) {
			s.NoteIn = typed.NoteIn
		}
	}
	s.Reason = newReasonView(l, false, url.Values{reasonField: {s.reason}})
	s.Foot = FootView{Save: l.T("form.save"), Check: l.T("funding_sheet.check"), Back: s.Back}
	return s, nil
}

// Results are the rows with what they come to.
func (s *recordSheet) Results() []*recordRow { return s.rows }

// NoteTitle says in which language the notes are edited.
func (s *recordSheet) NoteTitle() string { return s.l.T("funding_sheet.note_" + s.NoteIn) }

// Contested implements editedSheet.
func (s *recordSheet) Contested() bool {
	return slices.ContainsFunc(s.rows, func(r *recordRow) bool { return r.Stale })
}

// contestedID implements editedSheet.
func (s *recordSheet) contestedID() record.ID {
	for _, r := range s.rows {
		if r.Stale && r.now.ID != 0 {
			return r.now.ID
		}
	}
	return 0
}

// Wrong implements editedSheet.
func (s *recordSheet) Wrong() bool { return slices.ContainsFunc(s.rows, (*recordRow).wrong) }

// summarise implements editedSheet.
func (s *recordSheet) summarise(title string, notes []string) {
	var rows []sheetSaid
	for _, r := range s.rows {
		row := sheetSaid{Who: r.Title, Brief: r.Title, Problems: r.Problems}
		for _, c := range r.Cells {
			row.Cells = append(row.Cells, &c.sheetCell)
		}
		rows = append(rows, row)
	}
	s.Summary = sheetSummary(s.l, title, notes, rows, s.Reason)
}

// blame implements editedSheet.
func (s *recordSheet) blame(err error) (rest []string) {
	e, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return nil
	}
	for _, f := range e.Fields {
		says := s.l.Message(f.Message)
		var i int
		n, _ := fmt.Sscanf(f.Name, "rows[%d]", &i)
		switch {
		case f.Name == reasonField:
			s.Reason.Problems = append(s.Reason.Problems, says)
		case n == 1 && i >= 0 && i < len(s.sent):
			_, field, _ := strings.Cut(f.Name, ".")
			r := s.sent[i]
			if c := s.cellOf(r, field); c != nil {
				c.Problems = append(c.Problems, says)
			} else {
				r.Problems = append(r.Problems, says)
			}
		default:
			rest = append(rest, says)
		}
	}
	if len(e.Fields) == 0 {
		rest = append(rest, s.l.Message(e.Message))
	}
	return rest
}

// cellOf returns the cell of a field of the row's record; nil for one that has none.
func (s *recordSheet) cellOf(r *recordRow, field string) *recordCell {
	return r.Cell(s.placeOf(strings.TrimSuffix(field, "_sq"))) // both versions of a text are one cell
}

// label says what the cells of the rows are called.
func (s *recordSheet) label(rows []*recordRow, title func(field string) string) {
	names := map[string]string{}
	for _, r := range rows {
		for _, c := range r.Cells {
			if names[c.Field] == "" {
				names[c.Field] = title(c.Field)
			}
			c.Title = names[c.Field]
			c.Label = s.l.T("ranges.cell", "field", c.Title, "of", r.Title)
		}
	}
}

// nameTheirs writes both values of a contested choice as the options do.
func (c *recordCell) nameTheirs(options []form.Option) {
	if c.Theirs == nil {
		return
	}
	for _, text := range []*string{&c.Theirs.Text, &c.Theirs.Mine} {
		if i := slices.IndexFunc(options, func(o form.Option) bool { return o.Value == *text }); i >= 0 {
			*text = options[i].Text
		}
	}
}

// problem puts what is wrong with a row in a few words in the place of what it
// comes to; err is what its record says of itself.
func (s *recordSheet) problem(r *recordRow, err error) {
	r.Result, r.ResultBad = s.firstProblem(r, err), true
}

func (s *recordSheet) firstProblem(r *recordRow, err error) string {
	for _, c := range r.Cells {
		if len(c.Problems) > 0 {
			return c.Title + ": " + c.Problems[0]
		}
	}
	e, ok := errors.AsType[*fault.Error](err)
	switch {
	case !ok:
		return ""
	case len(e.Fields) == 0:
		return s.l.Message(e.Message)
	}
	says := s.l.Message(e.Fields[0].Message)
	if c := s.cellOf(r, e.Fields[0].Name); c != nil {
		return c.Title + ": " + says
	}
	return says
}

// vouch is what the figures of now rest on that differ from those of before, nil
// for none: assumed, for what the note or else the reason says. The others keep
// what vouches for them.
func (s *recordSheet) vouch(before, now record.Entity, note string) (list []planner.Vouching) {
	was := map[string]record.Figure{}
	if before != nil {
		for _, f := range record.Figures(before) {
			was[f.Field] = f
		}
	}
	for _, f := range record.Figures(now) {
		if old, ok := was[f.Field]; ok && old == f {
			continue
		}
		v := planner.Vouching{Field: f.Field, Basis: project.Assumed}
		v.Why.Default = cmp.Or(note, s.reason, s.l.T("risk.form.assumed"))
		list = append(list, v)
	}
	return list
}
