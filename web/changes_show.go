package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/web/locale"
)

// changesPage is what was changed since somebody was here last.
type changesPage struct {
	Filters Filters
	Since   string // what is shown, in words
	Batches []changesBatch
	None    string // where there are none
	Older   string
	Newest  string
	Head    int64 // up to which all is marked as seen
	Seen    bool  // there is nothing new to mark
}

// changesBatch is one command; many changes are folded.
type changesBatch struct {
	historyBatch
	Project *Link
	Whole   string // where all of its changes are told; "": here
}

// changesQuery reads which changes are asked for: since the last visit where
// nothing is said.
func (s *Server) changesQuery(values url.Values, mark planner.VisitMark) (planner.ChangesQuery, error) {
	q := planner.ChangesQuery{Since: mark.Since, In: s.options.Location, Project: values.Get("project"), Kind: record.Kind(values.Get("kind"))}
	if !slices.Contains(record.Kinds, q.Kind) {
		q.Kind = ""
	}
	if before, err := strconv.ParseInt(values.Get("before"), 10, 64); err == nil {
		q.Before = max(before, 0)
	}
	q.Others = values.Get("by") != everybody
	since := values.Get("since")
	if since == "" {
		return q, nil
	}
	if n, err := strconv.ParseInt(since, 10, 64); err == nil && n >= 0 && (n < schedule.MinYear || len(since) != 4) {
		q.Since = n
		return q, nil
	}
	var err error
	if q.From, err = schedule.ParseDate(since); err == nil {
		q.Since = 0
	}
	return q, err
}

// everybody asks for the reader's own changes too.
const everybody = "everybody"

// changesShow lists what was changed since the reader's last visit, or since the
// change or day that the address names.
func (s *Server) changesShow(c *gin.Context) {
	l := languageOf(c.Request)
	values := c.Request.URL.Query()
	mark, err := s.readMark(c.Request)
	if s.failed(c, err) {
		return
	}
	status := http.StatusOK
	q, bad := s.changesQuery(values, mark)
	if bad != nil {
		status = http.StatusUnprocessableEntity
	}
	v, err := s.planner.Changes(c.Request.Context(), q)
	if fault.Is(err, fault.NotFound) { // a project that is gone filters nothing
		status, q.Project = http.StatusNotFound, ""
		v, err = s.planner.Changes(c.Request.Context(), q)
	}
	if s.failed(c, err) {
		return
	}
	all := q.Since == mark.Since && q.Whole() && (v.Older == 0 || mark.Since == 0)
	mark = mark.Viewed(v.Head.Seq, all, s.planner.Now())
	s.keepMark(c.Writer, c.Request, mark)
	visits := planner.HasVisits(c.Request.Context())
	p := changesPage{Filters: changesFilters(l, v, values, bad, visits), None: nothingNew(l, visits && q.Others), Head: v.Head.Seq, Seen: mark.Since == v.Head.Seq, Since: sinceWords(l, q, mark)}
	words := changeWords{l: l, names: v.Names, local: s.local}
	for i := range v.Batches {
		p.Batches = append(p.Batches, newChangesBatch(words, &v.Batches[i]))
	}
	p.Newest, p.Older = changesLinks(values, v)
	s.render(c, status, "changes", Page{Title: l.T("visit.title"), Lead: l.T("visit.lead"), Nav: "programme",
		Crumbs: []Link{{Text: l.T("nav.programme"), URL: "/"}}, Data: p}.asOf(v.Head))
}

// nothingNew says that nothing changed, as far as the reader is told.
func nothingNew(l *locale.Locale, others bool) string {
	if others {
		return l.T("programme.no_changes_others")
	}
	return l.T("programme.no_changes")
}

// sinceWords says what is shown.
func sinceWords(l *locale.Locale, q planner.ChangesQuery, mark planner.VisitMark) string {
	switch {
	case !q.From.IsZero():
		return l.T("visit.from", "day", q.From)
	case q.Since == 0 && mark.Since == 0:
		return l.T("visit.first")
	case q.Since == mark.Since:
		return l.T("visit.since_visit")
	}
	return l.T("visit.since", "seq", q.Since)
}

func newChangesBatch(words changeWords, from *planner.Recent) changesBatch {
	b := changesBatch{historyBatch: historyBatch{batchView: words.batch(&from.Batch), More: from.More}}
	b.Folded = len(b.Changes) > openChanges
	b.sum()
	if from.Project != nil {
		b.Project = &Link{Text: from.Project.Name.In(words.l.Code), URL: projectURL(from.Project.Code)}
		b.Whole = projectURL(from.Project.Code, "history")
	}
	return b
}

// changesFilters is the form that narrows the list.
func changesFilters(l *locale.Locale, v *planner.ChangesView, values url.Values, bad error, visits bool) Filters {
	projects := []Option{{Text: l.T("visit.any_project")}}
	for i := range v.Projects {
		projects = append(projects, Option{Value: v.Projects[i].Code, Text: v.Projects[i].Name.In(l.Code)})
	}
	kinds := []Option{{Text: l.T("visit.any_kind")}}
	for _, k := range record.Kinds {
		kinds = append(kinds, Option{Value: string(k), Text: sentence(l.Enum(k))})
	}
	since := FilterField{Name: "since", Label: l.T("visit.since_label"), Value: values.Get("since"), Max: 16}
	if bad != nil {
		since.Problem = new(fault.Say("visit.bad_since", "is neither a day, such as 2026-01-31, nor the number of a change"))
	}
	f := Filters{Action: "/changes", Active: values.Get("since") != "" || !v.Query.Whole() || visits && !v.Query.Others, Clear: l.T("visit.since_visit"), Fields: []FilterField{since,
		{Name: "project", Label: l.T("column.project"), Value: v.Query.Project, Options: projects},
		{Name: "kind", Label: l.T("visit.kind"), Value: string(v.Query.Kind), Options: kinds}}}
	if visits {
		f.Fields = append(f.Fields, FilterField{Name: "by", Label: l.T("visit.by"), Value: values.Get("by"),
			Options: []Option{{Text: l.T("visit.others")}, {Value: everybody, Text: l.T("visit.everybody")}}})
	}
	return f
}

// changesLinks are the addresses of the newest and of the next older changes.
func changesLinks(values url.Values, v *planner.ChangesView) (newest, older string) {
	to := func(before int64) string {
		query := url.Values{}
		for _, name := range []string{"since", "project", "kind", "by"} {
			if values.Get(name) != "" {
				query.Set(name, values.Get(name))
			}
		}
		if before != 0 {
			query.Set("before", strconv.FormatInt(before, 10))
		}
		return (&url.URL{Path: "/changes", RawQuery: query.Encode()}).String()
	}
	if v.Query.Before != 0 {
		newest = to(0)
	}
	if v.Older != 0 {
		older = to(v.Older)
	}
	return newest, older
}

// changesSeen marks everything up to the change that the form names as seen.
func (s *Server) changesSeen(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	mark, err := s.readMark(c.Request)
	if s.failed(c, err) {
		return
	}
	seq, _ := strconv.ParseInt(values.Get("head"), 10, 64)
	seq = max(seq, mark.Since)
	s.keepMark(c.Writer, c.Request, planner.VisitMark{Since: seq, Head: max(seq, mark.Head), At: s.planner.Now()})
	s.done(c, "/changes", "visit.seen")
}
