package web

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"korridor/web/locale"
)

// recordSheetPage is a page on which records of the risk model are edited as a
// sheet.
type recordSheetPage[S editedRecords] struct {
	name   string   // of the template
	title  string   // the text that names the page
	fields []string // of a row
	// read returns the sheet of the address with what was sent typed over it; typed
	// is nil where it is only opened.
	read func(c *gin.Context, l, typedIn *locale.Locale, typed *recordSheetForm) (S, error)
}

// editedRecords is a sheet of records of the risk model with what was typed in it.
type editedRecords interface {
	editedSheet
	records() *recordSheet
}

func (s *recordSheet) records() *recordSheet { return s }

func (p *recordSheetPage[S]) of(s *Server, c *gin.Context, typed *recordSheetForm) (S, error) {
	typedIn := languageOf(c.Request)
	if typed != nil {
		typedIn = s.typedIn(c, url.Values{"typed_in": {typed.TypedIn}})
	}
	return p.read(c, languageOf(c.Request), typedIn, typed)
}

func (p *recordSheetPage[S]) show(s *Server, c *gin.Context, status int, sheet S) {
	of := sheet.records()
	page := projectPage(of.l, of.project, "risk", sheet)
	page.Title, page.Landscape = of.l.T(p.title), true
	page.Crumbs = []Link{{Text: of.l.T("tab.risk"), URL: projectURL(of.project.Code, "risk")}}
	s.render(c, status, p.name, page)
}

// openRecords shows the sheet.
func openRecords[S editedRecords](s *Server, c *gin.Context, page recordSheetPage[S]) {
	sheet, err := page.of(s, c, nil)
	if s.failed(c, err) {
		return
	}
	page.show(s, c, http.StatusOK, sheet)
}

// saveRecords keeps the sheet, or shows it again: checked, or with its rows added,
// moved or taken out, where that was asked for, and beside what somebody else
// recorded in the meantime, or with what is wrong, where it cannot be kept. Asked
// what the rows come to, it answers with that only.
func saveRecords[S editedRecords](s *Server, c *gin.Context, page recordSheetPage[S]) {
	typed, err := readRecordSheet(c.Request, page.fields)
	if s.failed(c, err) {
		return
	}
	asked := typed.Do
	sheet, err := page.of(s, c, typed)
	if s.failed(c, err) {
		return
	}
	do := sheetActions[S]{
		show:  func(status int, sheet S) { page.show(s, c, status, sheet) },
		again: func() (S, error) { return page.of(s, c, typed) },
	}
	switch asked {
	case "", "save":
		saveSheet(s, c, sheet, typed.Reason, do)
	case "tell":
		s.showPart(c.Writer, c.Request, page.name, "sheet-results", sheet)
	case "check":
		checkSheet(s, c, sheet, do)
	default: // rows were added, moved or taken out
		do.show(http.StatusOK, sheet)
	}
}
