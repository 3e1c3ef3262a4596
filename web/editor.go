package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/form"
	"korridor/web/locale"
)

// editor creates, changes and deletes records of one kind. What differs between
// kinds is said here, once for each in a file of its own; how a form is shown,
// saved, found stale or refused is the same for all.
type editor[T any, P recordPointer[T]] struct {
	collection string // the route that records are added under; "": none are
	member     string // the route of one record
	form       string // the last part of its form's address; "": edit
	tab        string // of the project's page that shows it; "": it belongs to no project

	fields func(x *desk, r P) *form.Form // nil: records are deleted only
	// begin returns a new record, as the address asks for it.
	begin func(s *Server, c *gin.Context, x *desk) (T, error)
	// again returns what to begin with where the record of the address was
	// deleted, and the query of the address that adds it; nil: as begin says.
	again func(s *Server, c *gin.Context, x *desk) (r T, query string, err error)
	// find returns the record of the address.
	find func(s *Server, c *gin.Context, x *desk) (T, error)
	// like returns the records that a new one could already be recorded as.
	like func(x *desk, r P) []T
	// at is the address of the record itself, above its edit and delete.
	at func(x *desk, r P) string
	// shown is the address of the page that shows the record.
	shown func(x *desk, r P) string
	// titled is the title of the form; nil: the kind or the name of the record.
	titled func(x *desk, r P) string
	// list is the address of the page that lists such records.
	list func(x *desk) string
	// discard is the command that deletes the record; nil: the usual one.
	discard func(r P) planner.Command
}

// edits registers the addresses of an editor. Before a form is shown the
// handlers given run first.
func edits[T any, P recordPointer[T]](s *Server, r gin.IRoutes, e *editor[T, P], first ...gin.HandlerFunc) {
	shows := func(path string, h gin.HandlerFunc) { show(r, path, append(slices.Clone(first), h)...) }
	if e.collection != "" {
		shows(e.collection+"/new", func(c *gin.Context) { e.newShow(s, c) })
		r.POST(e.collection+"/new", func(c *gin.Context) { e.newSave(s, c) })
		deletes(s, r, e, first...)
	}
	shows(e.member+e.edit(), func(c *gin.Context) { e.editShow(s, c) })
	r.POST(e.member+e.edit(), func(c *gin.Context) { e.editSave(s, c) })
}

// deletes registers the addresses at which records of an editor are deleted.
func deletes[T any, P recordPointer[T]](s *Server, r gin.IRoutes, e *editor[T, P], first ...gin.HandlerFunc) {
	show(r, e.member+"/delete", append(slices.Clone(first), func(c *gin.Context) { e.deleteShow(s, c) })...)
	r.POST(e.member+"/delete", func(c *gin.Context) { e.deleteDo(s, c) })
}

// edit is the end of the address of a record's form.
func (e *editor[T, P]) edit() string { return "/" + cmp.Or(e.form, "edit") }

// partID returns the id in the address of a part, or 0.
func partID(c *gin.Context) record.ID {
	id, _ := form.ID(c.Param("id"))
	return id
}

// part returns the editor of parts of a project, whose addresses have the path
// and which a tab shows. Its fields, begin and like are still to be set.
func part[T any, P recordPointer[T]](path, tab string) *editor[T, P] {
	collection := "/projects/:code/" + path
	list := func(x *desk) string { return projectURL(x.code, tab) }
	return &editor[T, P]{collection: collection, member: collection + "/:id", tab: tab,
		find: findPart[T, P],
		at: func(x *desk, r P) string {
			return projectURL(x.code, path, idText(r.RecordMeta().ID))
		},
		shown: func(x *desk, _ P) string { return list(x) },
		list:  list,
	}
}

// begun returns begin for records that start out as the function says.
func begun[T any](new func(x *desk) T) func(*Server, *gin.Context, *desk) (T, error) {
	return func(_ *Server, _ *gin.Context, x *desk) (T, error) { return new(x), nil }
}

// findPart finds a record by the id in the address.
func findPart[T any, P recordPointer[T]](s *Server, c *gin.Context, x *desk) (T, error) {
	var r T
	err := s.planner.Record(c.Request.Context(), x.code, partID(c), P(&r))
	return r, err
}

// name is what a stored record is called.
func (e *editor[T, P]) name(x *desk, r P) string {
	if e.titled != nil {
		return e.titled(x, r)
	}
	return recordName(x.l, x.Dossier, r)
}

// title is the title of the form of a record.
func (e *editor[T, P]) title(x *desk, r P) string {
	switch {
	case e.titled != nil:
		return e.titled(x, r)
	case r.RecordMeta().ID == 0:
		return x.l.T("form.new", "kind", x.l.Enum(r.RecordKind()))
	}
	return x.l.T("form.edit", "name", recordName(x.l, x.Dossier, r))
}

// page is a page about a record, under the tab that shows such records.
func (e *editor[T, P]) page(x *desk, title string, data any) Page {
	p := Page{Title: title, Data: data}
	switch {
	case x.Dossier != nil:
		p.Project = &ProjectHeader{Project: x.Project, Tab: e.tab}
		p.Heading = p.Title
	case e.tab != "":
		p.Nav = e.tab
	}
	return p
}

// foot ends the form of a record.
func (e *editor[T, P]) foot(x *desk, r P) FootView {
	foot := FootView{Save: x.l.T("form.add"), Back: e.shown(x, r)}
	if r.RecordMeta().ID != 0 {
		foot.Save = x.l.T("form.save")
		if foot.History = recordHistory(x.code, r.RecordMeta().ID); x.code == "" {
			foot.History = placedHistory(r.RecordMeta().ID)
		}
		if e.collection != "" {
			foot.Delete = e.at(x, r) + "/delete"
		}
	}
	return foot
}

// open returns the desk and the record of the address. Where the desk is there
// and the record is not, the error is a NotFound fault.
func (e *editor[T, P]) open(s *Server, c *gin.Context) (x *desk, r T, err error) {
	if x, err = s.desk(c); err != nil {
		return nil, r, err
	}
	r, err = e.find(s, c, x)
	return x, r, err
}

// start returns the desk and a new record, as the address asks for it.
func (e *editor[T, P]) start(s *Server, c *gin.Context) (x *desk, r T, err error) {
	if x, err = s.desk(c); err != nil {
		return nil, r, err
	}
	r, err = e.begin(s, c, x)
	return x, r, err
}

// editShow is the form of a record.
func (e *editor[T, P]) editShow(s *Server, c *gin.Context) {
	x, r, err := e.open(s, c)
	if s.failed(c, err) {
		return
	}
	stored := r
	again, err := e.proposed(s, c, &r)
	if s.failed(c, err) {
		return
	}
	v := newFormView(e.fields(x, &r), e.money(&r), nil)
	v.keep(e.fields(x, &stored))
	v.Unsaved = again
	e.showForm(s, c, x, &r, v, http.StatusOK)
}

// newShow is the form of a record to be added. What the address names of its
// fields is filled in.
func (e *editor[T, P]) newShow(s *Server, c *gin.Context) {
	x, r, err := e.start(s, c)
	if s.failed(c, err) {
		return
	}
	again, err := e.proposed(s, c, &r)
	if s.failed(c, err) {
		return
	}
	f := e.fields(x, &r)
	f.Fill(c.Request.URL.Query())
	v := newFormView(f, e.money(&r), nil)
	v.Unsaved = again
	e.showForm(s, c, x, &r, v, http.StatusOK)
}

// showForm answers with a form about the record.
func (e *editor[T, P]) showForm(s *Server, c *gin.Context, x *desk, r P, v *FormView, status int) {
	if v.Version == 0 {
		v.Version = r.RecordMeta().Version
	}
	v.Foot = e.foot(x, r)
	if planner.MayWait(r) {
		v.Foot.Waits = waitsNote(c)
	}
	if v.Action == "" {
		v.Action = c.Request.URL.RequestURI()
	}
	v.Unsaved = v.Unsaved || status != http.StatusOK
	s.render(c, status, "record_form", e.page(x, e.title(x, r), v))
}

func (e *editor[T, P]) money(r P) bool {
	return planner.MovesMoney(&planner.Save[T, P]{Record: *r})
}

// read returns the form of the record after what was sent was typed over it.
func (e *editor[T, P]) read(s *Server, c *gin.Context, x *desk, r P, values url.Values) *form.Form {
	return readTyped(x.l, s.typedIn(c, values), values, func(l *locale.Locale) *form.Form { return e.fields(x.in(l), r) })
}

// readTyped reads what was sent in the language that it was typed in, and
// returns the form in the reader's language; fields makes it over what is read.
func readTyped(l, typedIn *locale.Locale, values url.Values, fields func(*locale.Locale) *form.Form) *form.Form {
	typed := fields(typedIn)
	typed.Read(values)
	if typedIn == l {
		return typed
	}
	f := fields(l) // what could be read, in the reader's language now
	f.KeepUnread(typed)
	return f
}

// under is the address that records are added under, for the request's project.
func (e *editor[T, P]) under(c *gin.Context) string {
	return strings.Replace(e.collection, ":code", url.PathEscape(c.Param("code")), 1)
}
