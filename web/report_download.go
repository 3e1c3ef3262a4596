package web

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/planner"
	"korridor/pkg/report"
)

// reportDownload answers /…/reports/{report}.{format} with the report as a
// file. It is made at full speed, out of the reader's sight, before any of it is
// sent: a slow reader holds a file and not the database, and what goes wrong
// while it is made is told on a page. Gin has no addresses that differ in their
// ending only, so an address without one passes on to the preview.
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
	if c.Request.Method == http.MethodHead {
		if q.Project != "" {
			_, err = s.planner.Project(c.Request.Context(), q.Project)
		}
		if !s.failed(c, err) {
			s.reportHeaders(c, q, format, language)
		}
		return
	}
	c.Writer = patient(c.Writer)
	answer, err := s.downloads.make(c.Request.Context(), func(w io.Writer) error {
		buffered := bufio.NewWriterSize(w, 64<<10)
		err := s.planner.Report(c.Request.Context(), q, func() (report.Writer, error) {
			return report.NewWriter(buffered, q.Report, format, dialect)
		})
		if err != nil {
			return err
		}
		return buffered.Flush()
	})
	if errors.Is(err, errBusy) {
		s.failBusy(c.Writer, c.Request)
		return
	}
	if s.failed(c, err) {
		return
	}
	s.reportHeaders(c, q, format, language)
	closed, err := s.planner.LastClosed(c.Request.Context())
	if err == nil && closed != nil { // a file has rows only: its cut-off goes beside it
		c.Header(cutOffHeader, closed.Code+" "+closed.CutOff.UTC().Format(time.RFC3339))
	}
	s.send(c, answer)
}

// cutOffHeader names the newest closed reporting period and its cut-off.
const cutOffHeader = "Korridor-Cut-Off"

// send sends the answer and lets go of it.
func (s *Server) send(c *gin.Context, answer *download) {
	defer func() {
		if err := answer.Close(); err != nil {
			s.log.Error("a download was not cleared away", "request", visitOf(c.Request).id, "error", err)
		}
	}()
	c.Header("Content-Length", strconv.FormatInt(answer.size, 10))
	if _, err := answer.WriteTo(c.Writer); err != nil {
		s.log.Info("download not finished", "request", visitOf(c.Request).id, "path", visitOf(c.Request).path, "error", err)
		panic(http.ErrAbortHandler) // the reader sees that it is not complete
	}
}

// reportHeaders says what the file is and what it is kept as.
func (s *Server) reportHeaders(c *gin.Context, q planner.ReportQuery, format report.Format, language string) {
	c.Header("Content-Type", format.ContentType())
	s.attached(c, fileName(q, format, language))
	c.Header("Cache-Control", "private, no-cache")
}

// reportQuery reads which rows of the report are asked for.
func reportQuery(c *gin.Context, name string) (planner.ReportQuery, error) {
	q := planner.ReportQuery{Project: c.Param("code"), Drafts: c.Query("drafts") == "1"}
	var err error
	if q.Report, err = report.Named(name); err != nil {
		return q, err
	}
	q.By, err = planner.ParseBy(c.Query("by"))
	return q, err
}

// fileName is the name that a download is kept under.
func fileName(q planner.ReportQuery, f report.Format, language string) string {
	parts := []string{"korridor"}
	if q.Project != "" {
		parts = append(parts, q.Project)
	}
	parts = append(parts, q.Report.Name)
	if q.By != planner.ByYear {
		parts = append(parts, string(q.By))
	}
	if q.Drafts {
		parts = append(parts, "drafts")
	}
	if language != "" {
		parts = append(parts, language)
	}
	return strings.Join(parts, "-") + "." + string(f)
}
