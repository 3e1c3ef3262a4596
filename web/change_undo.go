package web

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/web/form"
)

// undoView asks whether a change is to be undone.
type undoView struct {
	*FormView
	Change batchView
}

// undoURL is the address at which a change is undone.
func undoURL(seq int64) string {
	return address([]string{"changes", strconv.FormatInt(seq, 10), "undo"})
}

// undoShow shows a change and asks why it is to be undone.
func (s *Server) undoShow(c *gin.Context) {
	v, ok := s.changeOf(c)
	if ok && !s.undoneAlready(c, v) {
		s.askUndo(c, v, newFormView(form.New(languageOf(c.Request)), true, nil), http.StatusOK)
	}
}

// undoDo takes a change back, by a change of its own.
func (s *Server) undoDo(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	v, ok := s.changeOf(c)
	if !ok {
		return
	}
	err := s.planner.Do(c.Request.Context(), s.act(c, values.Get(reasonField)), &planner.Undo{Batch: v.Batch.ID})
	if err == nil {
		s.done(c, historyOf(v), "undone")
		return
	}
	if fault.Is(err, fault.Conflict) && s.undoneAlready(c, v) {
		return
	}
	l := languageOf(c.Request)
	f := form.New(l)
	view := newFormView(f, true, values)
	status := view.refuse(f, err)
	if status == 0 {
		s.failed(c, err)
		return
	}
	view.Summary.Title = l.T("undo.refused")
	s.askUndo(c, v, view, status)
}

// undoneAlready answers where the change was undone already: it leads to the
// change that undid it.
func (s *Server) undoneAlready(c *gin.Context, v *planner.ChangeView) bool {
	by, err := s.planner.UndoneBy(c.Request.Context(), v.Batch.ID)
	switch {
	case s.failed(c, err):
		return true
	case by.Seq == 0:
		return false
	}
	to := historyOf(v)
	if v.Project != nil {
		to += "?before=" + strconv.FormatInt(by.Seq+1, 10) + "#" + changeAnchor(by.Batch)
	}
	s.done(c, to, "undone_already")
	return true
}

// changeAnchor is the place on the page of the history of the command with the
// first change seq.
func changeAnchor(seq int64) string { return "change-" + strconv.FormatInt(seq, 10) }

// changeOf returns the change of the address, or answers that there is none or
// that it is not for this person to undo.
func (s *Server) changeOf(c *gin.Context) (*planner.ChangeView, bool) {
	seq, _ := strconv.ParseInt(c.Param("seq"), 10, 64) // 0 is none
	v, err := s.planner.Change(c.Request.Context(), seq)
	if s.failed(c, err) {
		return nil, false
	}
	code := ""
	if v.Project != nil {
		code = v.Project.Code
	}
	return v, !s.failed(c, s.planner.MayPlan(c.Request.Context(), code))
}

func (s *Server) askUndo(c *gin.Context, v *planner.ChangeView, view *FormView, status int) {
	l := languageOf(c.Request)
	view.Action = (&url.URL{Path: c.Request.URL.Path}).String()
	view.Foot = FootView{Save: l.T("undo.do"), Back: historyOf(v), Waits: waitsNote(c)}
	words := changeWords{l: l, names: v.Names, local: s.local}
	p := Page{Title: l.T("undo.title"), Data: undoView{FormView: view, Change: words.batch(&v.Batch)}}
	if v.Project != nil {
		p.Project, p.Heading = &ProjectHeader{Project: *v.Project, Tab: "history"}, p.Title
	}
	s.render(c, status, "undo", p)
}

// historyOf is the address of the page that shows the change.
func historyOf(v *planner.ChangeView) string {
	if v.Project == nil {
		return "/"
	}
	return projectURL(v.Project.Code, "history")
}
