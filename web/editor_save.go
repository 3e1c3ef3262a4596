package web

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/web/form"
)

// editSave changes a record as its form says. A form that was opened before
// somebody else's change is shown again beside that change; one whose record is
// gone offers to add it anew.
func (e *editor[T, P]) editSave(q *formRequest, now P) {
	open := settleRivals(q.values)
	r := *now
	f := e.read(q, &r)
	open.blame(f)
	version, _ := strconv.ParseInt(q.values.Get("version"), 10, 64)
	switch {
	case f.Valid() && f.Same(e.fields(q.x, now)): // also when it is sent twice
		q.s.done(q.c, e.shown(q.x, now), "saved")
	case version != now.RecordMeta().Version:
		e.stale(q, now, f)
	default:
		e.save(q, &r, f, open)
	}
}

// save keeps what a form says of a record, or shows the form again.
func (e *editor[T, P]) save(q *formRequest, r P, f *form.Form, open rivals) {
	var err error
	ctx, command, done := q.c.Request.Context(), &planner.Save[T, P]{Record: *r}, "saved"
	switch {
	case !f.Valid():
		err = r.Validate()
	case r.RecordMeta().ID == 0:
		done = "created"
		err = planner.Add(ctx, q.s.planner, q.act(), command, q.x.Head, func(there P) bool { return f.Same(e.fields(q.x, there)) })
	default:
		err = q.s.planner.Do(ctx, q.act(), command)
	}
	if err == nil && f.Valid() {
		q.s.done(q.c, e.shown(q.x, &command.Record), done)
		return
	}
	if e.moved(q, f, err) {
		return
	}
	v := newFormView(f, e.money(r), q.values)
	status := v.refuse(f, err)
	if status == 0 {
		q.s.failed(q.c, err)
		return
	}
	if r.RecordMeta().ID != 0 {
		stored, err := e.find(q.s, q.c, q.x)
		if q.s.failed(q.c, err) {
			return
		}
		opened := e.original(q, &stored)
		v.keep(opened)
		open.show(v, opened)
	}
	e.showForm(q, r, v, status)
}

// moved answers where the record changed or went while it was being saved.
func (e *editor[T, P]) moved(q *formRequest, f *form.Form, err error) bool {
	if !fault.Is(err, fault.Conflict) {
		return false
	}
	switch keyOf(err) {
	case "gone":
		e.gone(q)
	case "stale":
		now, err := e.find(q.s, q.c, q.x)
		if !q.s.failed(q.c, err) {
			e.stale(q, &now, f)
		}
	default:
		return false
	}
	return true
}

// original returns the form as it was opened, read over a copy of the record.
func (e *editor[T, P]) original(q *formRequest, now P) *form.Form {
	was := *now
	typed := e.fields(q.x.in(q.typedIn()), &was)
	typed.ReadOriginals(q.values)
	if typed.Language == q.x.l {
		return typed
	}
	return e.fields(q.x, &was)
}

// newSave adds a record as its form says. Sent twice, it is added once.
func (e *editor[T, P]) newSave(q *formRequest, r P) {
	f := e.read(q, r)
	if f.Valid() {
		list := e.like(q.x, r)
		for i := range list {
			if f.Same(e.fields(q.x, &list[i])) {
				q.s.done(q.c, e.shown(q.x, &list[i]), "created")
				return
			}
		}
	}
	e.save(q, r, f, nil)
}

// gone shows what was typed about a record that somebody deleted, to be added anew.
func (e *editor[T, P]) gone(q *formRequest) {
	r, query, err := e.anew(q.s, q.c, q.x)
	if q.s.failed(q.c, err) {
		return
	}
	f := e.read(q, &r)
	v := newFormView(f, e.money(&r), q.values)
	v.Summary = &SummaryView{Title: q.x.l.T("form.gone"), Notes: []string{q.x.l.T("form.gone_do")}}
	v.Action = e.under(q.c) + "/new" + query
	e.showForm(q, &r, v, http.StatusConflict)
}

// anew returns what to begin with where a record was deleted, and the query of
// the address that adds it.
func (e *editor[T, P]) anew(s *Server, c *gin.Context, x *desk) (r T, query string, err error) {
	switch {
	case e.again != nil:
		return e.again(s, c, x)
	case e.begin != nil:
		r, err = e.begin(s, c, x)
	}
	return r, "", err
}
