package web

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"
)

// rangesEdit shows the sheet in which a project's ranges are edited.
func (s *Server) rangesEdit(c *gin.Context) {
	sheet, err := s.rangeSheet(c, nil)
	if s.failed(c, err) {
		return
	}
	s.showRangeSheet(c, http.StatusOK, sheet)
}

// rangesSave keeps a sheet of ranges, or shows it again: checked, where that was
// asked for, and beside what somebody else recorded in the meantime, or with what
// is wrong, where it cannot be kept. Asked what the rows come to, it answers with
// that only.
func (s *Server) rangesSave(c *gin.Context) {
	typed, err := readRangeSheet(c.Request)
	if s.failed(c, err) {
		return
	}
	sheet, err := s.rangeSheet(c, typed)
	if s.failed(c, err) {
		return
	}
	do := sheetActions[*rangeSheet]{
		show:  func(status int, sheet *rangeSheet) { s.showRangeSheet(c, status, sheet) },
		again: func() (*rangeSheet, error) { return s.rangeSheet(c, typed) },
	}
	switch typed.Do {
	case "tell":
		s.showPart(c.Writer, c.Request, "ranges_edit", "range-results", sheet)
	case "check":
		checkSheet(s, c, sheet, do)
	default:
		saveSheet(s, c, sheet, typed.Reason, do)
	}
}

// rangeSheet returns the sheet of the address, with what was sent typed over it.
func (s *Server) rangeSheet(c *gin.Context, typed *rangeSheetForm) (*rangeSheet, error) {
	v, err := s.planner.RangeSheet(c.Request.Context(), c.Param("code"))
	if err != nil {
		return nil, err
	}
	typedIn := languageOf(c.Request)
	if typed != nil {
		typedIn = s.typedIn(c, url.Values{"typed_in": {typed.TypedIn}})
	}
	return newRangeSheet(languageOf(c.Request), typedIn, v, typed)
}

func (s *Server) showRangeSheet(c *gin.Context, status int, sheet *rangeSheet) {
	page := projectPage(sheet.l, sheet.view.Project, "risk", sheet)
	page.Title = sheet.l.T("ranges.title")
	page.Crumbs = []Link{{Text: sheet.l.T("tab.risk"), URL: projectURL(sheet.view.Project.Code, "risk")}}
	s.render(c, status, "ranges_edit", page)
}
