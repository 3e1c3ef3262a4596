package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/web/form"
	"korridor/web/locale"
)

// historyPage is what happened to a project's record, newest first.
type historyPage struct {
	Action   string // the address of the page
	From     dateField
	Until    dateField
	Record   string // the id of the record whose changes alone are shown; "" for all
	Filtered bool
	Batches  []historyBatch
	Past     *pastForm // nil: none
	Newest   string    // address of the newest changes, from an older page
	Older    string
}

// dateField is a date to be typed. What is no full date is kept as text.
type dateField struct {
	Value   string
	Full    bool           // "" or a day, which the browser's own picker shows
	Problem *fault.Message // nil: none
}

// historyBatch is one command; many changes are folded.
type historyBatch struct {
	batchView
	Folded bool
	More   bool   // its changes go on on the next page
	About  string // the first of the records that it changed, beside their claims
	Others int    // how many more
}

// aboutRecords is how many records the head of a command names.
const aboutRecords = 3

// sum names the records that the command changed, where it did more to them
// than its changes show at a glance.
func (b *historyBatch) sum() {
	var names []string
	for i := range b.Changes {
		if c := &b.Changes[i]; c.Kind != record.Claim && c.Name != "" {
			names = append(names, c.Name)
		}
	}
	shown := names[:min(aboutRecords, len(names))]
	b.About, b.Others = strings.Join(shown, " · "), len(names)-len(shown)
}

// openChanges is how many changes of a command show without being unfolded.
const openChanges = 3

// historyShow is the page of a project's history.
func (s *Server) historyShow(c *gin.Context) {
	l := languageOf(c.Request)
	values := c.Request.URL.Query()
	code, status := c.Param("code"), http.StatusOK
	query, err := historyQuery(code, values)
	query.In = s.options.Location
	var v *planner.HistoryView
	if err == nil {
		v, err = s.planner.History(c.Request.Context(), query)
	}
	data := historyPage{Action: projectURL(code, "history"), From: newDateField("from", values, err), Until: newDateField("until", values, err)}
	if data.From.Problem != nil || data.Until.Problem != nil { // the page shows them beside the newest changes
		status = http.StatusUnprocessableEntity
		v, err = s.planner.History(c.Request.Context(), planner.HistoryQuery{Project: code})
	}
	if s.failed(c, err) {
		return
	}
	if query.Record != 0 {
		data.Record = values.Get("record")
	}
	data.Filtered = data.Record != "" || data.From.Value != "" || data.Until.Value != ""
	if data.Past, err = s.pastForm(c); s.failed(c, err) {
		return
	}
	s.fillHistory(&data, l, v, values)
	s.render(c, status, "history", projectPage(l, v.Project, "history", data).asOf(v.Head))
}

// fillHistory lists the changes.
func (s *Server) fillHistory(data *historyPage, l *locale.Locale, v *planner.HistoryView, values url.Values) {
	words := changeWords{l: l, names: v.Names, local: s.local}
	for i := range v.Batches {
		b := historyBatch{batchView: words.batch(&v.Batches[i]), More: v.Batches[i].More}
		b.Folded = len(b.Changes) > openChanges
		b.sum()
		data.Batches = append(data.Batches, b)
	}
	data.Newest, data.Older = historyLinks(data.Action, values, v)
}

// historyQuery reads which part of the history is asked for. A place in it that
// is no number is the newest one.
func historyQuery(code string, values url.Values) (planner.HistoryQuery, error) {
	q := planner.HistoryQuery{Project: code}
	if id, err := strconv.ParseInt(values.Get("record"), 10, 64); err == nil {
		q.Record = record.ID(max(id, 0))
	}
	var p fault.Problems
	var err error
	q.From, err = schedule.ParseDate(values.Get("from"))
	p.Merge("from", err)
	q.Until, err = schedule.ParseDate(values.Get("until"))
	p.Merge("until", err)
	if before, err := strconv.ParseInt(values.Get("before"), 10, 64); err == nil {
		q.Before = max(before, 0)
	}
	return q, p.Err(fault.Say("query.invalid", "the list cannot be shown"))
}

// recordPlaced leads from the short address of a record's history, which figures
// on all pages know, to the one under its project; that of a record that belongs
// to no project is shown here.
func (s *Server) recordPlaced(c *gin.Context) {
	id, ok := form.ID(c.Param("id"))
	if !ok || id == 0 {
		s.failStatus(c.Writer, c.Request, http.StatusNotFound)
		return
	}
	kind, code, err := s.planner.Place(c.Request.Context(), id)
	if s.failed(c, err) {
		return
	}
	if code != "" {
		to := &url.URL{Path: projectURL(code, "history"), RawQuery: url.Values{"record": {idText(id)}}.Encode()}
		redirect(c.Writer, c.Request, to, http.StatusSeeOther)
		return
	}
	values := c.Request.URL.Query()
	query, err := historyQuery("", values)
	if err == nil {
		query.Record, query.In = id, s.options.Location
	}
	var v *planner.HistoryView
	if err == nil {
		v, err = s.planner.History(c.Request.Context(), query)
	}
	if s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	data := historyPage{Action: placedHistory(id), From: newDateField("from", values, nil), Until: newDateField("until", values, nil)}
	data.Filtered = data.From.Value != "" || data.Until.Value != ""
	s.fillHistory(&data, l, v, values)
	title := l.T("history.of_shared", "kind", l.Term("record", string(kind)), "name", v.Names[id])
	s.render(c, http.StatusOK, "history", Page{Title: title, Nav: "sources", Crumbs: sourcesCrumbs(l), Data: data}.asOf(v.Head))
}

// history is the short address of what happened to a record; "": nowhere.
func (t *trail) history(id record.ID) string {
	if id == 0 {
		return ""
	}
	return placedHistory(id)
}

// placedHistory is the short address of what happened to a record.
func placedHistory(id record.ID) string { return address([]string{"records", idText(id), "history"}) }

// recordHistory is the address of what happened to one record of a project.
func recordHistory(code string, id record.ID) string {
	return projectURL(code, "history") + "?record=" + strconv.FormatInt(int64(id), 10)
}

// newDateField returns the field as it was typed, with what err says of it.
func newDateField(name string, values url.Values, err error) dateField {
	f := dateField{Value: values.Get(name)}
	d, wrong := schedule.ParseDate(f.Value)
	f.Full = wrong == nil && (d.IsZero() || d.Day() != 0)
	f.Problem = fieldProblem(err, name)
	return f
}

// historyLinks returns the addresses of the newest part and of the next older one.
func historyLinks(address string, values url.Values, v *planner.HistoryView) (newest, older string) {
	at := func(before int64) string {
		query := url.Values{}
		for _, name := range []string{"from", "until", "record"} {
			if value := values.Get(name); value != "" {
				query.Set(name, value)
			}
		}
		if before > 0 {
			query.Set("before", strconv.FormatInt(before, 10))
		}
		return (&url.URL{Path: address, RawQuery: query.Encode()}).String()
	}
	if v.Query.Before > 0 {
		newest = at(0)
	}
	if v.Older > 0 {
		older = at(v.Older)
	}
	return newest, older
}
