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

// deleteView asks whether a record is to be deleted.
type deleteView struct {
	*FormView
	Name   string
	Claims int              // that are deleted with it
	Needed []dependentsView // what depends on it, so that it cannot be deleted
}

// deleteShow asks before a record is deleted.
func (e *editor[T, P]) deleteShow(s *Server, c *gin.Context) {
	x, r, err := e.open(s, c)
	if s.failed(c, err) {
		return
	}
	e.askDelete(s, c, x, &r, newFormView(form.New(x.l), e.deleteMoney(&r), nil), http.StatusOK)
}

// deleteDo deletes a record that no other depends on. One that is gone already
// is what was asked for.
func (e *editor[T, P]) deleteDo(s *Server, c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	x, r, err := e.open(s, c)
	if x != nil && fault.Is(err, fault.NotFound) && values.Has("version") {
		s.done(c, e.list(x), "deleted")
		return
	}
	if s.failed(c, err) {
		return
	}
	err = e.delete(s, c, r, values)
	if err == nil {
		s.done(c, e.list(x), "deleted")
		return
	}
	f := form.New(x.l)
	v := newFormView(f, e.deleteMoney(&r), values)
	status := v.refuse(f, err)
	if status == 0 {
		s.failed(c, err)
		return
	}
	v.Summary.Title = x.l.T("form.not_deleted")
	e.askDelete(s, c, x, &r, v, status)
}

func (e *editor[T, P]) delete(s *Server, c *gin.Context, r T, values url.Values) error {
	version, err := strconv.ParseInt(values.Get("version"), 10, 64)
	if err != nil {
		version = 0 // none was seen
	}
	P(&r).RecordMeta().Version = version
	return s.planner.Do(c.Request.Context(), s.act(c, values.Get(reasonField)), e.deletion(&r))
}

// deletion returns the command that deletes the record in the version it has.
func (e *editor[T, P]) deletion(r P) planner.Command {
	if e.discard != nil {
		return e.discard(r)
	}
	return &planner.Delete{Kind: r.RecordKind(), ID: r.RecordMeta().ID, Version: r.RecordMeta().Version}
}

func (e *editor[T, P]) deleteMoney(r P) bool { return planner.MovesMoney(e.deletion(r)) }

func (e *editor[T, P]) askDelete(s *Server, c *gin.Context, x *desk, r P, v *FormView, status int) {
	v.Action, v.Version = c.Request.URL.Path, r.RecordMeta().Version
	v.Foot = FootView{Save: x.l.T("form.delete_yes"), Back: e.at(x, r)}
	if e.fields != nil {
		v.Foot.Back += e.edit()
	}
	if planner.MayWait(r) {
		v.Foot.Waits = waitsNote(c)
	}
	d := deleteView{FormView: v, Name: e.name(x, r)}
	if e.discard == nil {
		found, err := s.planner.Dependents(c.Request.Context(), r.RecordKind(), r.RecordMeta().ID)
		if s.failed(c, err) {
			return
		}
		d.Needed = newDependents(x, found)
	}
	if x.Dossier != nil {
		d.Claims = len(x.Trail.About(r.RecordMeta().ID))
	}
	s.render(c, status, "record_delete", e.page(x, x.l.T("form.delete_title", "name", d.Name), d))
}
