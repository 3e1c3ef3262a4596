package web

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"
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
	do := sheetActions[*fundingSheet]{
		show:  func(status int, sheet *fundingSheet) { s.showFundingSheet(c, status, sheet) },
		again: func() (*fundingSheet, error) { return s.fundingSheet(c, typed) },
	}
	switch typed.Do {
	case "", "save":
		saveSheet(s, c, sheet, typed.Reason, do)
	case "check":
		checkSheet(s, c, sheet, do)
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
