package web

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
)

// fundingEdit shows the sheet in which a project's allocations are edited.
func (s *Server) fundingEdit(c *gin.Context) {
	sheet, err := s.fundingSheet(c, nil)
	if s.failed(c, err) {
		return
	}
	s.showFundingSheet(c, http.StatusOK, sheet)
}

// fundingSave keeps a funding sheet, or shows it again: with more years, in
// another order, or checked, where one of these was asked for, and beside what
// somebody else recorded in the meantime, or with what is wrong, where it
// cannot be kept.
func (s *Server) fundingSave(c *gin.Context) {
	typed, err := readFundingForm(c.Request)
	if s.failed(c, err) {
		return
	}
	sheet, err := s.fundingSheet(c, typed)
	if s.failed(c, err) {
		return
	}
	switch typed.Do {
	case "", "save":
		s.saveFundingSheet(c, sheet, typed)
	case "check":
		s.checkFundingSheet(c, sheet)
	case "source":
		s.addSource(c, sheet, typed)
	default: // another order, or more years
		s.showFundingSheet(c, http.StatusOK, sheet)
	}
}

// fundingSheet returns the sheet of the address, with what was sent typed over it.
func (s *Server) fundingSheet(c *gin.Context, typed *fundingForm) (*fundingSheet, error) {
	v, err := s.planner.FundingSheet(c.Request.Context(), c.Param("code"))
	if err != nil {
		return nil, err
	}
	typedIn := languageOf(c.Request)
	if typed != nil {
		typedIn = s.typedIn(c, url.Values{"typed_in": {typed.TypedIn}})
	}
	return newFundingSheet(languageOf(c.Request), typedIn, v, typed)
}

func (s *Server) showFundingSheet(c *gin.Context, status int, sheet *fundingSheet) {
	page := projectPage(sheet.l, sheet.view.Project, "funding", sheet)
	page.Title = sheet.l.T("funding_sheet.title")
	page.Crumbs = []Link{{Text: sheet.l.T("tab.funding"), URL: sheet.Back}}
	s.render(c, status, "funding_edit", page)
}

// saveFundingSheet keeps the rows that differ from what is recorded. A sheet
// that differs in nothing, as one that is sent twice, is kept already.
func (s *Server) saveFundingSheet(c *gin.Context, sheet *fundingSheet, typed *fundingForm) {
	command, rows := sheet.command()
	switch {
	case !sheet.Unsaved:
		s.done(c, sheet.Back, "saved")
		return
	case sheet.Contested():
		s.showContested(c, sheet)
		return
	case sheet.Wrong():
		sheet.Reason.Problems = reasonProblems(sheet.l, s.act(c, typed.Reason), command)
		sheet.summarise(sheet.l.T("funding_sheet.refused"), nil)
		s.showFundingSheet(c, http.StatusUnprocessableEntity, sheet)
		return
	}
	err := s.planner.Do(c.Request.Context(), s.act(c, typed.Reason), command)
	switch {
	case err == nil:
		s.done(c, sheet.Back, "saved")
	case fault.Is(err, fault.Conflict): // it was changed between reading and saving
		sheet, err = s.fundingSheet(c, typed)
		if s.failed(c, err) {
			return
		}
		s.showContested(c, sheet)
	case fault.Is(err, fault.Invalid):
		sheet.summarise(sheet.l.T("funding_sheet.refused"), sheet.blame(err, rows))
		s.showFundingSheet(c, http.StatusUnprocessableEntity, sheet)
	default:
		s.failed(c, err)
	}
}

// showContested shows a sheet beside what somebody else recorded in the
// meantime, and says who it was.
func (s *Server) showContested(c *gin.Context, sheet *fundingSheet) {
	var notes []string
	if id := sheet.contestedID(); id != 0 {
		last, err := s.planner.LastChange(c.Request.Context(), id)
		if s.failed(c, err) {
			return
		}
		notes = append(notes, sheet.l.T("funding_sheet.stale_by", "who", last.Actor, "when", s.local(last.At), "reason", last.Reason))
	}
	sheet.summarise(sheet.l.T("funding_sheet.stale"), notes)
	s.showFundingSheet(c, http.StatusConflict, sheet)
}

// checkFundingSheet says what saving the sheet would, and saves nothing.
func (s *Server) checkFundingSheet(c *gin.Context, sheet *fundingSheet) {
	command, rows := sheet.command()
	title, rest, fine := sheet.l.T("funding_sheet.nothing_wrong"), []string(nil), false
	switch {
	case sheet.Contested():
		title = sheet.l.T("funding_sheet.stale")
	case sheet.Wrong():
		title = sheet.l.T("funding_sheet.found")
	case sheet.Unsaved:
		err := s.planner.Try(c.Request.Context(), s.act(c, sheet.l.T("funding_sheet.check")), command)
		if err != nil && !fault.Is(err, fault.Invalid) {
			s.failed(c, err)
			return
		}
		if err != nil {
			title, rest = sheet.l.T("funding_sheet.found"), sheet.blame(err, rows)
		}
		fine = err == nil
	default:
		fine = true
	}
	sheet.summarise(title, rest)
	sheet.Summary.Fine = fine
	s.showFundingSheet(c, http.StatusOK, sheet)
}
