package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/locale"
)

// sheetPage is what pages of sheets have in common.
type sheetPage struct {
	l       *locale.Locale
	Back    string
	Summary *SummaryView
	Reason  *FieldView
	Unsaved bool // a row differs from what is recorded
}

func (p *sheetPage) common() *sheetPage { return p }

// editedSheet is a sheet of records with what was typed in it.
type editedSheet interface {
	common() *sheetPage
	// Contested reports whether somebody else changed a row that was changed here.
	Contested() bool
	// contestedID is the first record that both changed; 0 where none is left.
	contestedID() record.ID
	// Wrong reports whether a field cannot be read.
	Wrong() bool
	// change is what saves the rows that differ from what is recorded.
	change() planner.Command
	// blame puts a fault of change at the cells that it is about, and returns the rest.
	blame(err error) (rest []string)
	// summarise heads the sheet with what there is to say about it.
	summarise(title string, notes []string)
}

// sheetActions show a sheet, and read it anew with what was typed.
type sheetActions[S editedSheet] struct {
	show  func(status int, sheet S)
	again func() (S, error)
}

// saveSheet keeps the rows that differ from what is recorded. A sheet that
// differs in nothing, as one that is sent twice, is kept already.
func saveSheet[S editedSheet](s *Server, c *gin.Context, sheet S, reason string, do sheetActions[S]) {
	command, page := sheet.change(), sheet.common()
	switch {
	case !page.Unsaved:
		s.done(c, page.Back, "saved")
		return
	case sheet.Contested():
		showContested(s, c, sheet, do)
		return
	case sheet.Wrong():
		page.Reason.Problems = reasonProblems(page.l, s.act(c, reason), command)
		sheet.summarise(page.l.T("funding_sheet.refused"), nil)
		do.show(http.StatusUnprocessableEntity, sheet)
		return
	}
	err := s.planner.Do(c.Request.Context(), s.act(c, reason), command)
	switch {
	case err == nil:
		s.done(c, page.Back, "saved")
	case fault.Is(err, fault.Conflict): // it was changed between reading and saving
		sheet, err = do.again()
		if s.failed(c, err) {
			return
		}
		showContested(s, c, sheet, do)
	case fault.Is(err, fault.Invalid):
		sheet.summarise(page.l.T("funding_sheet.refused"), sheet.blame(err))
		do.show(http.StatusUnprocessableEntity, sheet)
	default:
		s.failed(c, err)
	}
}

// showContested shows a sheet beside what somebody else recorded in the
// meantime, and says who it was.
func showContested[S editedSheet](s *Server, c *gin.Context, sheet S, do sheetActions[S]) {
	var notes []string
	page := sheet.common()
	if id := sheet.contestedID(); id != 0 {
		last, err := s.planner.LastChange(c.Request.Context(), id)
		if s.failed(c, err) {
			return
		}
		notes = append(notes, page.l.T("funding_sheet.stale_by", "who", last.Actor, "when", s.local(last.At), "reason", last.Reason))
	}
	sheet.summarise(page.l.T("funding_sheet.stale"), notes)
	do.show(http.StatusConflict, sheet)
}

// checkSheet says what saving the sheet would, and saves nothing.
func checkSheet[S editedSheet](s *Server, c *gin.Context, sheet S, do sheetActions[S]) {
	command, page := sheet.change(), sheet.common()
	title, rest, fine := page.l.T("funding_sheet.nothing_wrong"), []string(nil), false
	switch {
	case sheet.Contested():
		title = page.l.T("funding_sheet.stale")
	case sheet.Wrong():
		title = page.l.T("funding_sheet.found")
	case page.Unsaved:
		err := s.planner.Try(c.Request.Context(), s.act(c, page.l.T("funding_sheet.check")), command)
		if err != nil && !fault.Is(err, fault.Invalid) {
			s.failed(c, err)
			return
		}
		if err != nil {
			title, rest = page.l.T("funding_sheet.found"), sheet.blame(err)
		}
		fine = err == nil
	default:
		fine = true
	}
	sheet.summarise(title, rest)
	page.Summary.Fine = fine
	do.show(http.StatusOK, sheet)
}
