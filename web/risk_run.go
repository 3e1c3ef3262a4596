package web

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/text"
	"korridor/web/form"
)

// runForm is the form that runs a simulation with many iterations, or keeps what
// is shown.
type runForm struct {
	Run    string        // where it is run; "": what is shown was run so
	Keep   string        // where it is kept
	Name   int           // how many characters its name may have
	More   string        // how many iterations are run
	Hidden []form.Option // what is tried out
}

// runForm returns the form for what the page shows.
func (w *riskView) runForm(t *riskTry) runForm {
	code := w.Project.Code
	f := runForm{Run: projectURL(code, "risk", "runs"), Keep: projectURL(code, "risk", "kept"), More: w.l.Integer(jobIterations), Name: text.MaxName}
	at := t.riskAddress(code)
	query := at.Query()
	for _, name := range slices.Sorted(maps.Keys(query)) {
		f.Hidden = append(f.Hidden, form.Option{Value: query.Get(name), Text: name})
	}
	return f
}

// runPage is a simulation at work.
type runPage struct {
	Code        string
	Here        string
	Done, Total int64
	Ended       bool
	Cancel      string
}

// riskRunStart starts a simulation with many iterations beside the request.
func (s *Server) riskRunStart(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	code, l := c.Param("code"), languageOf(c.Request)
	if _, err := s.planner.Project(c.Request.Context(), code); s.failed(c, err) {
		return
	}
	typed := readRiskTry(l, values)
	typed.iterations = s.runs.iterations
	j := &riskJob{code: code, values: values, language: l, by: access.Of(c.Request.Context())}
	err := s.runs.start(j, func(ctx context.Context, progress func(done, total int)) (*planner.RiskView, error) {
		v, err := s.simulate(ctx, code, typed, progress)
		j.ended = s.planner.Now()
		return v, err
	})
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Kind == fault.Unavailable {
		s.showFailure(c.Writer, c.Request, failure{Status: http.StatusServiceUnavailable, Words: "running", Message: e.Message})
		return
	}
	if s.failed(c, err) {
		return
	}
	redirect(c.Writer, c.Request, &url.URL{Path: projectURL(code, "risk", "runs", j.id)}, http.StatusSeeOther)
}

// runOf returns the simulation of the address for somebody who sees its project.
func (s *Server) runOf(c *gin.Context) (*riskJob, error) {
	if _, err := s.planner.Project(c.Request.Context(), c.Param("code")); err != nil {
		return nil, err
	}
	return s.runs.of(c.Param("code"), c.Param("run"))
}

// riskRunShow shows how far a simulation is, and once it ended what it came to.
// With ?part=1 it answers with the progress only.
func (s *Server) riskRunShow(c *gin.Context) {
	j, err := s.runOf(c)
	if s.failed(c, err) {
		return
	}
	v, finished, err := j.outcome()
	here := projectURL(j.code, "risk", "runs", j.id)
	data := &runPage{Code: j.code, Here: here, Done: j.done.Load(), Total: max(j.total.Load(), 1), Ended: finished, Cancel: here + "/cancel"}
	if c.Query("part") != "" {
		s.showPart(c.Writer, c.Request, "risk_run", "risk-progress", data)
		return
	}
	if s.stopped(c, j, err) || s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	if !finished {
		p, err := s.planner.Project(c.Request.Context(), j.code)
		if s.failed(c, err) {
			return
		}
		page := projectPage(l, p, "risk", data)
		page.Heading = l.T("risk.running")
		s.render(c, http.StatusOK, "risk_run", page)
		return
	}
	typed := readRiskTry(j.language, j.values)
	page, err := newRiskPage(l, v, typed, j.ended)
	if s.failed(c, err) {
		return
	}
	if page.riskResult != nil {
		page.Runs.Run, page.Runs.Keep = "", here+"/keep"
		if page.Kept, err = s.keptRows(c, l, j.code); s.failed(c, err) {
			return
		}
	}
	shown := projectPage(l, v.Project, "risk", page).asOf(v.Head)
	shown.Landscape = true
	s.render(c, http.StatusOK, "risk", shown)
}

// stopped leads back from a simulation that somebody stopped, and says so.
func (s *Server) stopped(c *gin.Context, j *riskJob, err error) bool {
	if errors.Is(err, context.Canceled) {
		redirect(c.Writer, c.Request, &url.URL{Path: projectURL(j.code, "risk")}, http.StatusSeeOther)
		return true
	}
	return false
}

// riskBack leads from the addresses that forms are sent to, to the page.
func (s *Server) riskBack(c *gin.Context) {
	redirect(c.Writer, c.Request, &url.URL{Path: projectURL(c.Param("code"), "risk")}, http.StatusSeeOther)
}

// riskRunCancel stops a simulation, for who started it or plans the project.
func (s *Server) riskRunCancel(c *gin.Context) {
	j, err := s.runOf(c)
	if s.failed(c, err) {
		return
	}
	if by := access.Of(c.Request.Context()); !by.Same(j.by) && s.failed(c, s.planner.MayPlan(c.Request.Context(), j.code)) {
		return
	}
	j.stop()
	s.done(c, projectURL(j.code, "risk"), "risk.cancelled")
}

// riskRunKeep keeps a simulation that ended; while it runs it leads back to it.
func (s *Server) riskRunKeep(c *gin.Context) {
	j, err := s.runOf(c)
	if s.failed(c, err) {
		return
	}
	v, finished, err := j.outcome()
	if s.stopped(c, j, err) || s.failed(c, err) {
		return
	}
	if !finished {
		redirect(c.Writer, c.Request, &url.URL{Path: projectURL(j.code, "risk", "runs", j.id)}, http.StatusSeeOther)
		return
	}
	values, ok := s.posted(c)
	if !ok {
		return
	}
	s.keep(c, v, strings.TrimSpace(values.Get("name")))
}

// riskKeep simulates what the page showed once more, which comes to the same,
// and keeps it.
func (s *Server) riskKeep(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok || s.failed(c, s.planner.MayPlan(c.Request.Context(), c.Param("code"))) {
		return
	}
	v, err := s.simulate(c.Request.Context(), c.Param("code"), readRiskTry(languageOf(c.Request), values), nil)
	if s.failed(c, err) {
		return
	}
	s.keep(c, v, strings.TrimSpace(values.Get("name")))
}

// keep keeps a simulation under a name or none, and leads to it.
func (s *Server) keep(c *gin.Context, v *planner.RiskView, name string) {
	var note text.Label // says in both languages that it is illustrative, as the page does
	for _, l := range s.languages.All() {
		w := &riskView{sim: v, costView: &costView{CostView: v.CostView, l: l}}
		w.countAssumed()
		if l == s.languages.Default() {
			note.Default = w.stamp()
		} else {
			note.Albanian = w.stamp()
		}
	}
	run, err := s.planner.KeepSimulation(c.Request.Context(), s.act(c, ""), v, s.options.Version, name, note)
	if s.failed(c, err) {
		return
	}
	s.done(c, projectURL(v.Project.Code, "risk", "kept", idText(run.ID)), "risk.kept")
}
