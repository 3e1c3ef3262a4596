package web

import (
	"bytes"
	"fmt"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"

	"korridor/pkg/planner"
	"korridor/pkg/report"
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
	s.sendTable(c, v.Project.Code+"-progress", func(w io.Writer, d report.Dialect) error {
		out, err := report.NewWriter(w, planner.ProgressReport, report.CSV, d)
		if err != nil {
			return err
		}
		if err := v.Write(out); err != nil {
			return err
		}
		return out.Close()
	})
}

// sendTable answers with a table as CSV in the dialect that the address asks
// for, kept under the name.
func (s *Server) sendTable(c *gin.Context, name string, write func(io.Writer, report.Dialect) error) {
	language := c.Query("locale")
	dialect, err := report.ParseDialect(language)
	if s.failed(c, err) {
		return
	}
	if language != "" {
		name += "-" + language
	}
	var body bytes.Buffer
	if s.failed(c, write(&body, dialect)) {
		return
	}
	c.Header("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "korridor-"+name+".csv"))
	c.Header("Cache-Control", "private, no-cache")
	c.Data(http.StatusOK, report.CSV.ContentType(), body.Bytes())
}
