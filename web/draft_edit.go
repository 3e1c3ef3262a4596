package web

import (
	"net/http"
	"regexp"
	"strconv"
	"sync"

	"github.com/gin-gonic/gin"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/web/locale"
)

// draftEdit shows the sheet of a draft.
func (s *Server) draftEdit(c *gin.Context) {
	d, err := s.planner.DraftSheet(c.Request.Context(), c.Param("code"), c.Param("revision"))
	if s.failed(c, err) || s.failed(c, planner.CheckDraft(d.EstimateSheet.Estimate)) {
		return
	}
	r := newDraftReader(languageOf(c.Request), d)
	f := &draftForm{Head: d.Head.Seq}
	for i := range d.Lines {
		f.Rows = append(f.Rows, r.row(&d.Lines[i]))
	}
	if len(f.Rows) == 0 {
		f.add(&draftRow{Focus: true, draftCells: r.blank(false)}, 0)
	}
	r.readAll(f)
	s.draftShow(c, http.StatusOK, r, f, nil)
}

// draftSave does what a button of the sheet says: it changes the sheet and
// shows it again with everything typed, or saves all of it at once.
func (s *Server) draftSave(c *gin.Context) {
	f, err := readDraftForm(c.Request)
	if s.failed(c, err) {
		return
	}
	d, err := s.planner.DraftSheet(c.Request.Context(), c.Param("code"), c.Param("revision"))
	if s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	typedIn, ok := s.languages.Get(f.Language)
	if !ok {
		typedIn = l
	}
	r := newDraftReader(typedIn, d)
	r.languages = s.languages
	r.choose(f)
	save := r.act(f)
	r.readAll(f)
	r.translate(f, l)
	if !save {
		s.draftShow(c, http.StatusOK, r, f, nil)
		return
	}
	if err := planner.CheckDraft(d.EstimateSheet.Estimate); err != nil {
		s.draftRefused(c, r, f, err)
		return
	}
	if r.meet(f, s.draftOpened(c, r, f)) {
		r.readAll(f)
		s.draftShow(c, http.StatusConflict, r, f, nil)
		return
	}
	r.readAll(f)
	act, command := s.act(c, f.Reason), r.command(f)
	if !r.checkAll(f) {
		f.ReasonProblems = reasonProblems(l, act, command)
		s.draftShow(c, http.StatusUnprocessableEntity, r, f, nil)
		return
	}
	err = s.planner.Do(c.Request.Context(), act, command)
	switch {
	case err == nil:
		s.done(c, projectURL(d.Project.Code, "estimates", d.EstimateSheet.Estimate.Code, "edit"), "draft.saved")
	case fault.Is(err, fault.Invalid), fault.Is(err, fault.Conflict):
		s.draftRefused(c, r, f, err)
	default:
		s.failed(c, err)
	}
}

// draftRefused shows the sheet with what the planner says about it, and with
// what was stored while it was being saved.
func (s *Server) draftRefused(c *gin.Context, r *draftReader, f *draftForm, err error) {
	d, failed := s.planner.DraftSheet(c.Request.Context(), c.Param("code"), c.Param("revision"))
	if s.failed(c, failed) {
		return
	}
	r = newDraftReader(r.language, d)
	r.meet(f, s.draftOpened(c, r, f))
	r.readAll(f)
	s.draftShow(c, statusOf(err), r, f, r.blame(f, err))
}

// draftOpened returns what returns the sheet as it was when the form was opened,
// nil where it cannot be read.
func (s *Server) draftOpened(c *gin.Context, r *draftReader, f *draftForm) func() *draftReader {
	return sync.OnceValue(func() *draftReader {
		ctx := planner.AsOf(c.Request.Context(), &planner.Past{Seq: f.Head})
		d, err := s.planner.DraftSheet(ctx, c.Param("code"), c.Param("revision"))
		if err != nil {
			return nil
		}
		return newDraftReader(r.language, d)
	})
}

// readAll understands every row anew.
func (r *draftReader) readAll(f *draftForm) {
	for _, row := range f.Rows {
		row.Problems, row.unread = nil, false
		r.read(row)
	}
}

// translate writes the numbers of a form that was typed in one language in
// another, that of the page to come.
func (r *draftReader) translate(f *draftForm, l *locale.Locale) {
	if r.language == l {
		return
	}
	r.language = l
	for _, row := range f.Rows {
		if line := &row.line.Line; !row.unread {
			row.Quantity, row.UnitRate, row.Percent = r.number(line.Quantity, 0), r.number(line.UnitRate, 2), r.number(line.Percent, 0)
		}
	}
}

// checkAll checks every row alone and their codes together.
func (r *draftReader) checkAll(f *draftForm) bool {
	ok := true
	count := map[string]int{}
	for _, row := range f.Rows {
		count[row.Code]++
	}
	for _, row := range f.Rows {
		r.check(row)
		if says := row.amountProblem(r); says != "" && !row.unread {
			row.problem("unit_rate", says)
		}
		if row.Code != "" && count[row.Code] > 1 {
			row.problem("code", r.language.T("draft.code_twice", "code", row.Code))
		}
		ok = ok && len(row.Problems) == 0
	}
	return ok
}

// amountProblem says why the amount of a measured line cannot be kept, or "".
func (row *draftRow) amountProblem(r *draftReader) string {
	line := row.line.Line
	if len(line.OfLines) > 0 {
		return "" // needs other lines
	}
	if _, err := estimate.Amounts(r.draft.EstimateSheet.Estimate.Currency, []estimate.Line{line}); err != nil {
		return rangeProblem(r.language, err)
	}
	return ""
}

// command returns what saves the sheet.
func (r *draftReader) command(f *draftForm) *planner.SaveSheet {
	c := &planner.SaveSheet{Estimate: r.draft.EstimateSheet.Estimate.ID, Removed: f.Removed}
	for _, row := range f.Rows {
		c.Rows = append(c.Rows, row.line)
	}
	return c
}

var rowField = regexp.MustCompile(`^rows\[(\d+)\]\.?(.*)$`)

// blame notes what a fault says at the cells that it is about, and returns the
// rest: what is about the sheet as a whole.
func (r *draftReader) blame(f *draftForm, err error) []string {
	var rest []string
	for _, field := range faultFields(err) {
		says := r.language.Message(field.Message)
		if field.Name == reasonField {
			f.ReasonProblems = append(f.ReasonProblems, says)
			continue
		}
		m := rowField.FindStringSubmatch(field.Name)
		if m == nil {
			rest = append(rest, says)
			continue
		}
		if i, err := strconv.Atoi(m[1]); err == nil && i < len(f.Rows) {
			f.Rows[i].problem(m[2], says)
		}
	}
	return rest
}

// draftShow shows the sheet with what is wrong with it.
func (s *Server) draftShow(c *gin.Context, status int, r *draftReader, f *draftForm, notes []string) {
	data, err := newDraftPage(r, f)
	if s.failed(c, err) {
		return
	}
	l := r.language
	data.summarise(l, status, notes)
	page := projectPage(l, r.draft.Project, "estimates", data)
	page.Title = l.T("draft.title", "title", data.Title)
	page.Crumbs = []Link{{Text: l.T("tab.estimates"), URL: projectURL(r.draft.Project.Code, "estimates")}, {Text: data.Title, URL: data.Back}}
	s.render(c, status, "draft", page)
}

// maxMentioned bounds the problems that the head of a sheet names.
const maxMentioned = 12

// summarise heads a sheet that was not saved: what is wrong, with links to it.
func (p *draftPage) summarise(l *locale.Locale, status int, notes []string) {
	if status == http.StatusOK {
		return
	}
	title := l.T("draft.refused")
	if status == http.StatusConflict {
		title = l.T("draft.stale")
	}
	p.Summary = &SummaryView{Title: title, Notes: notes}
	more := 0
	for i, row := range p.Rows {
		name := l.T("draft.row", "number", i+1, "code", row.Code)
		var says []Link
		if row.Notice != "" {
			says = append(says, Link{Text: name + ": " + row.Notice, URL: "#r-" + row.Key + "-code"})
		}
		for _, field := range append([]string{"", "of", "contingency", "balance"}, draftFields...) {
			for _, problem := range row.Problems[field] {
				says = append(says, Link{Text: name + ", " + row.fieldName(l, field) + ": " + problem, URL: "#r-" + row.Key + "-" + row.anchor(field)})
			}
		}
		room := max(0, maxMentioned-len(p.Summary.Links))
		p.Summary.Links = append(p.Summary.Links, says[:min(room, len(says))]...)
		more += max(0, len(says)-room)
	}
	for _, says := range p.Reason.Problems {
		p.Summary.Links = append(p.Summary.Links, Link{Text: p.Reason.Label + ": " + says, URL: "#" + p.Reason.ID})
	}
	if more > 0 {
		p.Summary.Notes = append(p.Summary.Notes, l.N("draft.more_problems", more))
	}
}

func (row *draftRow) fieldName(l *locale.Locale, field string) string {
	if field == "" {
		return l.T("draft.line")
	}
	return draftFieldName(l, field)
}

// anchor is the field that a link to a problem leads to.
func (row *draftRow) anchor(field string) string {
	switch field {
	case "":
		return "code"
	case "name", "name_sq":
		return row.Main()
	}
	return field
}
