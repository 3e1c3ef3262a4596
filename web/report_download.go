package web

import (
	"bufio"
	"fmt"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/planner"
	"korridor/pkg/report"
)

// reportDownload answers /…/reports/{report}.{format} with the report as a
// file, streamed. Gin has no addresses that differ in their ending only, so an
// address without one passes on to the preview.
func (s *Server) reportDownload(c *gin.Context) {
	name, ending, isFile := strings.Cut(c.Param("report"), ".")
	if !isFile {
		return
	}
	defer c.Abort()
	q, err := reportQuery(c, name)
	if s.failed(c, err) {
		return
	}
	format, err := report.ParseFormat(ending)
	if err != nil { // an address that is not there, rather than bad input
		s.failStatus(c.Writer, c.Request, http.StatusNotFound)
		return
	}
	language := c.Query("locale")
	dialect, err := report.ParseDialect(language)
	if s.failed(c, err) {
		return
	}
	c.Header("Content-Type", format.ContentType())
	c.Header("Content-Disposition", fmt.Sprintf("attachment; filename=%q", fileName(q, format, language)))
	c.Header("Cache-Control", "private, no-cache")
	if c.Request.Method == http.MethodHead {
		_, err := s.planner.Preview(c.Request.Context(), q, "")
		s.failed(c, err)
		return
	}
	out := bufio.NewWriterSize(patient(c.Writer), 64<<10)
	err = s.planner.Report(c.Request.Context(), q, func() (report.Writer, error) {
		return report.NewWriter(out, q.Report, format, dialect)
	})
	if err == nil {
		err = out.Flush()
	}
	if err == nil {
		return
	}
	if c.Writer.Written() { // cut the answer off, so that nobody takes it for complete
		s.log.Error("download failed", "request", visitOf(c.Request).id, "path", c.Request.URL.Path, "error", err)
		panic(http.ErrAbortHandler)
	}
	c.Writer.Header().Del("Content-Disposition")
	s.failed(c, err)
}

// reportQuery reads which rows of the report are asked for.
func reportQuery(c *gin.Context, name string) (planner.ReportQuery, error) {
	which, err := report.Named(name)
	return planner.ReportQuery{Report: which, Project: c.Param("code"), Drafts: c.Query("drafts") == "1"}, err
}

// fileName is the name that a download is kept under.
func fileName(q planner.ReportQuery, f report.Format, language string) string {
	parts := []string{"korridor"}
	if q.Project != "" {
		parts = append(parts, q.Project)
	}
	parts = append(parts, q.Report.Name)
	if language != "" {
		parts = append(parts, language)
	}
	return strings.Join(parts, "-") + "." + string(f)
}
