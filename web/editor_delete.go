package web

import (
	"errors"
	"net/http"
	"strconv"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/web/form"
)

// deleteView asks whether a record is to be deleted.
type deleteView struct {
	*FormView
	Name   string
	Claims int // that are deleted with it
}

// deleteShow asks before a record is deleted.
func (e *editor[T, P]) deleteShow(q *formRequest, r P) {
	e.askDelete(q, r, newFormView(form.New(q.x.l), e.deleteMoney(r), nil), http.StatusOK)
}

// deleteDo deletes a record that no other depends on, in the version that was
// seen.
func (e *editor[T, P]) deleteDo(q *formRequest, r P) {
	seen := *r
	version, _ := strconv.ParseInt(q.values.Get("version"), 10, 64) // 0: none was seen
	P(&seen).RecordMeta().Version = version
	err := q.s.planner.Do(q.c.Request.Context(), q.act(), e.deletion(&seen))
	if err == nil {
		q.s.done(q.c, e.list(q.x), "deleted")
		return
	}
	f := form.New(q.x.l)
	v := newFormView(f, e.deleteMoney(r), q.values)
	status := v.refuse(f, err)
	if status == 0 {
		q.s.failed(q.c, err)
		return
	}
	v.Summary.Title = q.x.l.T("form.not_deleted")
	if keyOf(err) == "in_use" {
		v.Summary.Notes = append([]string{q.x.l.T("form.in_use")}, dependants(q.x, err)...)
	}
	e.askDelete(q, r, v, status)
}

// deletion returns the command that deletes the record in the version it has.
func (e *editor[T, P]) deletion(r P) planner.Command {
	if e.discard != nil {
		return e.discard(r)
	}
	return &planner.Delete{Kind: r.RecordKind(), ID: r.RecordMeta().ID, Version: r.RecordMeta().Version}
}

func (e *editor[T, P]) deleteMoney(r P) bool { return planner.MovesMoney(e.deletion(r)) }

func (e *editor[T, P]) askDelete(q *formRequest, r P, v *FormView, status int) {
	x := q.x
	v.Action, v.Version = q.c.Request.URL.Path, r.RecordMeta().Version
	v.Foot = FootView{Save: x.l.T("form.delete_yes"), Back: e.at(x, r) + e.edit()}
	d := deleteView{FormView: v, Name: e.name(x, r)}
	if x.Dossier != nil {
		d.Claims = len(x.Trail.About(r.RecordMeta().ID))
	}
	q.s.render(q.c, status, "record_delete", e.page(x, x.l.T("form.delete_title", "name", d.Name), d))
}

// dependants names the records that depend on one that was to be deleted.
func dependants(x *desk, err error) []string {
	e, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return nil
	}
	var lines []string
	for _, f := range e.Fields {
		lines = append(lines, x.l.T("form.depends", "kinds", x.l.Term("kinds", f.Name), "which", x.l.Message(f.Message)))
	}
	return lines
}
