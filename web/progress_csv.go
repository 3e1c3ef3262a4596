package web

import (
	"bytes"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"korridor/pkg/planner"
	"korridor/pkg/report"
	"korridor/web/locale"
)

// progressDownload answers with the S-curves of a project as CSV.
func (s *Server) progressDownload(c *gin.Context) {
	q, at := progressQuery(languageOf(c.Request), c)
	if at.Problem != "" {
		s.failStatus(c.Writer, c.Request, http.StatusUnprocessableEntity)
		return
	}
	v, err := s.planner.Progress(c.Request.Context(), q)
	if s.failed(c, err) {
		return
	}
	s.sendTable(c, v.Project.Code+"-progress", planner.ProgressReport, v.Write)
}

// spreadsheetURL is the address of a table as CSV, in the form that spreadsheets
// in the language read.
func spreadsheetURL(l *locale.Locale, path string, query url.Values) string {
	if l.Code != "en" {
		query.Set("locale", l.Code)
	}
	return (&url.URL{Path: path, RawQuery: query.Encode()}).String()
}

// sendTable answers with a table as CSV in the dialect that the address asks
// for, kept under the name.
func (s *Server) sendTable(c *gin.Context, name string, table report.Report, write func(report.Writer) error) {
	language := c.Query("locale")
	dialect, err := report.ParseDialect(language)
	if s.failed(c, err) {
		return
	}
	if language != "" {
		name += "-" + language
	}
	var body bytes.Buffer
	w, err := report.NewWriter(&body, table, report.CSV, dialect)
	if err == nil {
		err = write(w)
	}
	if err == nil {
		err = w.Close()
	}
	if s.failed(c, err) {
		return
	}
	s.attached(c, "korridor-"+name+".csv")
	c.Header("Cache-Control", "private, no-cache")
	c.Data(http.StatusOK, report.CSV.ContentType(), body.Bytes())
}
