package web

import (
	"html/template"
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/web/locale"
)

// programmePage is the programme at a glance.
type programmePage struct {
	Empty    *Empty // nothing is recorded yet, or nothing is found
	Notices  []noticeView
	Pending  bool // the needs are still being set against the secured money
	Changes  recentView
	Timeline template.HTML
	Filters  Filters
	Found    string // how many projects, and how many external ones
	Rows     []projectRow
	Pager    Pager
	Recorded bool // there are projects at all
	Past     *pastForm
}

// programmeShow is the page of the programme.
func (s *Server) programmeShow(c *gin.Context) {
	l := languageOf(c.Request)
	mark, err := s.readMark(c.Request)
	if s.failed(c, err) {
		return
	}
	query := programmeQuery(c.Request.URL.Query())
	query.Since = mark.Since
	search, status := query.Projects.Search, http.StatusOK
	v, err := s.planner.Programme(c.Request.Context(), query)
	problem := fieldProblem(err, "q")
	if problem != nil { // the page shows it at the field, above what the other fields choose
		status, query.Projects.Search = http.StatusUnprocessableEntity, ""
		v, err = s.planner.Programme(c.Request.Context(), query)
	}
	if s.failed(c, err) {
		return
	}
	if visitOf(c.Request).past == nil {
		s.keepMark(c.Writer, c.Request, mark.Viewed(v.Head.Seq, v.Since == 0 || !v.MoreChanges, s.planner.Now()))
	}
	past, err := s.pastForm(c)
	if s.failed(c, err) {
		return
	}
	filters := programmeFilters(l, v.Query, search, problem)
	data := programmePage{
		Notices: noticeViews(l, v.Notices), Pending: v.Pending, Changes: s.recentView(l, v, planner.HasVisits(c.Request.Context())), Timeline: programmeTimeline(l, v),
		Past: past, Filters: filters, Found: programmeFound(l, v), Rows: projectRows(l, v), Recorded: v.Total > 0 || filters.Active,
		Pager: newPager(url.URL{Path: "/", RawQuery: c.Request.URL.RawQuery, Fragment: "projects"}, query.Page, planner.PageSize, v.Total),
		Empty: programmeEmpty(l, v, filters.Active, visitOf(c.Request).past),
	}
	page := Page{Title: l.T("nav.programme"), Nav: "programme", Data: data}
	if len(v.Programmes) == 1 {
		page.Title, page.Lead = v.Programmes[0].Name.In(l.Code), v.Programmes[0].Summary.In(l.Code)
	}
	s.render(c, status, "programme", page.asOf(v.Head))
}

// programmeFound counts the projects, the external ones apart.
func programmeFound(l *locale.Locale, v *planner.ProgrammeView) string {
	own := l.N("programme.found", v.Total-v.External)
	if v.External == 0 {
		return own
	}
	external := l.N("programme.found_external", v.External)
	if v.External == v.Total {
		return external
	}
	return l.T("programme.found_both", "projects", own, "external", external)
}

// programmeQuery reads what the list is narrowed to. A page that is no number
// is the first one, one out of range the nearest.
func programmeQuery(values url.Values) planner.ProgrammeQuery {
	page, _ := strconv.Atoi(values.Get("page")) // 0 where it is no number
	return planner.ProgrammeQuery{Page: max(1, min(page, planner.MaxPage)), Projects: planner.ProjectQuery{Search: values.Get("q"),
		Sector: values.Get("sector"), Stage: project.Stage(values.Get("stage"))}}
}

// programmeFilters is the form with what was typed to search for, and what is
// wrong with it.
func programmeFilters(l *locale.Locale, q planner.ProjectQuery, search string, problem *fault.Message) Filters {
	sectors := []Option{{Text: l.T("programme.any_sector")}}
	for _, sector := range project.Sectors {
		sectors = append(sectors, Option{Value: sector, Text: l.Term("sector", sector)})
	}
	stages := []Option{{Text: l.T("programme.any_stage")}}
	for _, stage := range project.Stages {
		stages = append(stages, Option{Value: string(stage), Text: l.Enum(stage)})
	}
	return Filters{Action: "/#projects", Active: search != "" || q.Sector != "" || q.Stage != "", Fields: []FilterField{
		{Name: "q", Label: l.T("programme.search"), Value: search, Max: planner.MaxSearch, Problem: problem},
		{Name: "sector", Label: l.T("programme.sector"), Value: q.Sector, Options: sectors},
		{Name: "stage", Label: l.T("programme.stage"), Value: string(q.Stage), Options: stages},
	}}
}

// programmeEmpty says what to do where there is nothing to list.
func programmeEmpty(l *locale.Locale, v *planner.ProgrammeView, filtered bool, past *planner.Past) *Empty {
	switch {
	case len(v.Projects) > 0:
		return nil
	case v.Total > 0:
		return &Empty{What: l.T("programme.beyond"), Do: l.T("programme.beyond_do"), Link: &Link{Text: l.T("programme.first_page"), URL: "/#projects"}}
	case filtered:
		return &Empty{What: l.T("programme.nothing_found"), Do: l.T("programme.nothing_found_do"), Link: &Link{Text: l.T("filters.clear"), URL: "/#projects"}}
	case past != nil && past.Seq == 0:
		return &Empty{What: l.T("past.nothing"), Do: l.T("past.nothing_do")}
	}
	return &Empty{What: l.T("programme.none"), Do: l.T("programme.none_do")}
}

// noticeView is something that needs attention.
type noticeView struct {
	Project string
	URL     string // the tab where it can be dealt with
	Tab     string // what that is called
	Message string
	Short   bool // money falls short, or is asked for beyond what there is
	More    int  // further notices of the kind
}

// noticeTabs are the tabs on which a kind of notice can be dealt with.
var noticeTabs = map[planner.NoticeKind]string{
	planner.AboveCeiling: "funding", planner.Shortfall: "cost", planner.StageBreach: "funding", planner.NoOutcome: "funding",
	planner.LatePhase: "timeline", planner.EstimateSpread: "estimates", planner.NoDocument: "estimates",
}

func noticeViews(l *locale.Locale, notices []planner.Notice) []noticeView {
	var views []noticeView
	for _, n := range notices {
		views = append(views, noticeView{Project: n.Project.Name.In(l.Code), URL: projectURL(n.Project.Code, noticeTabs[n.Kind]), Tab: l.T("tab." + noticeTabs[n.Kind]),
			Message: sentence(l.Message(n.Message)), More: n.More,
			Short: n.Kind == planner.AboveCeiling || n.Kind == planner.Shortfall || n.Kind == planner.StageBreach || n.Kind == planner.LatePhase})
	}
	return views
}
