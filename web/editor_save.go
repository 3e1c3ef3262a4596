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

// editSave changes a record as its form says. A form that was opened before
// somebody else's change is shown again beside that change; one whose record is
// gone offers to add it anew.
func (e *editor[T, P]) editSave(s *Server, c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	x, now, err := e.open(s, c)
	if x != nil && fault.Is(err, fault.NotFound) && values.Has("version") && e.collection != "" {
		e.gone(s, c, x, values)
		return
	}
	if s.failed(c, err) {
		return
	}
	open := settleRivals(values)
	r := now
	f := e.read(s, c, x, &r, values)
	if e.more(s, c, x, &r, f, values) {
		return
	}
	open.blame(f)
	version, _ := strconv.ParseInt(values.Get("version"), 10, 64)
	switch {
	case f.Valid() && f.Same(e.fields(x, &now)): // also when it is sent twice
		s.done(c, e.shown(x, &now), "saved")
	case version != P(&now).RecordMeta().Version:
		e.stale(s, c, x, &now, f, values)
	default:
		e.save(s, c, x, &r, f, values, open)
	}
}

// save keeps what a form says of a record, or shows the form again.
func (e *editor[T, P]) save(s *Server, c *gin.Context, x *desk, r P, f *form.Form, values url.Values, open rivals) {
	var err error
	ctx, act := c.Request.Context(), s.act(c, values.Get(reasonField))
	command, done := &planner.Save[T, P]{Record: *r, Vouch: x.vouch.of(r)}, "saved"
	switch {
	case !f.Valid():
		err = act.Check(command)
	case r.RecordMeta().ID == 0:
		done = "created"
		err = planner.Add(ctx, s.planner, act, command, x.Head, func(there P) bool { return f.Same(e.fields(x, there)) })
	default:
		err = s.planner.Do(ctx, act, command)
	}
	if err == nil && f.Valid() {
		s.done(c, e.shown(x, &command.Record), done)
		return
	}
	if e.moved(s, c, x, f, values, err) {
		return
	}
	v := newFormView(f, e.money(r), values)
	status := v.refuse(f, err)
	if status == 0 {
		s.failed(c, err)
		return
	}
	if r.RecordMeta().ID != 0 {
		stored, err := e.find(s, c, x)
		if s.failed(c, err) {
			return
		}
		opened := e.original(s, c, x, &stored, values)
		v.keep(opened)
		open.show(v, opened)
	}
	e.showForm(s, c, x, r, v, status)
}

// moreField names the table that is to have more rows; a button sends it.
const moreField = "more"

// more shows the form again with more empty rows, where that was asked for.
func (e *editor[T, P]) more(s *Server, c *gin.Context, x *desk, r P, f *form.Form, values url.Values) bool {
	table := f.Field(values.Get(moreField))
	if table == nil || table.Control != form.Table {
		return false
	}
	table.Spare += moreRows
	v := newFormView(f, e.money(r), values)
	if r.RecordMeta().ID != 0 {
		v.keep(e.original(s, c, x, r, values))
		v.Version, _ = strconv.ParseInt(values.Get("version"), 10, 64)
	}
	v.Unsaved = true
	e.showForm(s, c, x, r, v, http.StatusOK)
	return true
}

// moreRows is how many rows a table gets at once.
const moreRows = 10

// moved answers where the record changed or went while it was being saved.
func (e *editor[T, P]) moved(s *Server, c *gin.Context, x *desk, f *form.Form, values url.Values, err error) bool {
	if err == nil || !fault.Is(err, fault.Conflict) {
		return false
	}
	switch keyOf(err) {
	case "gone":
		e.gone(s, c, x, values)
	case "stale":
		now, err := e.find(s, c, x)
		if !s.failed(c, err) {
			e.stale(s, c, x, &now, f, values)
		}
	default:
		return false
	}
	return true
}

// original returns the form as it was opened, read over a copy of the record.
func (e *editor[T, P]) original(s *Server, c *gin.Context, x *desk, now P, values url.Values) *form.Form {
	was := *now
	typed := e.fields(x.in(s.typedIn(c, values)), &was)
	typed.ReadOriginals(values)
	if typed.Language == x.l {
		return typed
	}
	return e.fields(x, &was)
}

// newSave adds a record as its form says. Sent twice, it is added once.
func (e *editor[T, P]) newSave(s *Server, c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	x, r, err := e.start(s, c)
	if s.failed(c, err) {
		return
	}
	f := e.read(s, c, x, &r, values)
	if e.more(s, c, x, &r, f, values) {
		return
	}
	if f.Valid() {
		list := e.like(x, &r)
		for i := range list {
			if f.Same(e.fields(x, &list[i])) {
				s.done(c, e.shown(x, &list[i]), "created")
				return
			}
		}
	}
	e.save(s, c, x, &r, f, values, nil)
}

// gone shows what was typed about a record that somebody deleted, to be added anew.
func (e *editor[T, P]) gone(s *Server, c *gin.Context, x *desk, values url.Values) {
	r, query, err := e.anew(s, c, x)
	if s.failed(c, err) {
		return
	}
	f := e.read(s, c, x, &r, values)
	v := newFormView(f, e.money(&r), values)
	v.Summary = &SummaryView{Title: x.l.T("form.gone"), Notes: []string{x.l.T("form.gone_do")}}
	if v.Action = c.Request.URL.Path; e.collection != "" {
		v.Action = e.under(c) + "/new" + query
	}
	e.showForm(s, c, x, &r, v, http.StatusConflict)
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
