package web

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
	"korridor/web/locale"
)

// comparePage is what changed between two dates.
type comparePage struct {
	Action   string
	From, To pastAsked
	Asked    bool // two dates are compared
	Moments  string
	Projects []comparedProject
	Commands []recentBatch
	More     bool
	CSV      string
	Pager    Pager

	Baselines []Link    // to begin with
	keys      [2]string // what addresses say for the two dates
	names     [2]text.Label
}

// comparedProject is what changed of one project.
type comparedProject struct {
	Name, Code, URL string
	Note            string // that it was added or removed, or that no figure changed
	Estimate        string // that another estimate became the working one
	Figures         []comparedFigure
	Dates           []comparedDate
}

// comparedFigure is a figure with its parts; of those it has one name only.
type comparedFigure struct {
	Name  string
	Total comparedMoney
	Parts []comparedMoney
}

// comparedMoney is an amount at the two dates; "" is not recorded.
type comparedMoney struct {
	Name                      string
	Before, After, Difference string
}

// comparedDate is a date of a phase at the two dates.
type comparedDate struct {
	Phase, Field, Before, After, Later string
}

// compareShow is the page that compares two dates, of a project or of all.
func (s *Server) compareShow(c *gin.Context) {
	l, code := languageOf(c.Request), c.Param("code")
	data := comparePage{Action: c.Request.URL.Path, From: pastAsked{Typed: c.Query("from")}, To: pastAsked{Typed: c.Query("to")}}
	query, status, err := s.compareQuery(c, &data)
	var v *planner.Comparison
	if err == nil && data.Asked {
		v, err = s.planner.Compare(c.Request.Context(), query)
		if data.To.Problem = fieldProblem(err, "to"); data.To.Problem != nil {
			status, data.Asked, err = http.StatusUnprocessableEntity, false, nil
		}
	}
	if s.failed(c, err) {
		return
	}
	page := Page{Title: l.T("compare.title"), Nav: "programme", Landscape: true}
	if code != "" {
		of, err := s.planner.Project(c.Request.Context(), code)
		if s.failed(c, err) {
			return
		}
		page = projectPage(l, of, "history", nil)
	}
	if data.Asked {
		s.showComparison(c, &data, v, query)
		page = page.asOf(v.Head)
	}
	at := &url.URL{Path: data.Action, RawQuery: url.Values{"to": {data.keys[1]}}.Encode()}
	if data.Baselines, err = s.baselineLinks(c.Request.Context(), l.Code, at, "from", data.keys[0]); s.failed(c, err) {
		return
	}
	page.Data = data
	s.render(c, status, "compare", page)
}

// compareDownload answers with the comparison as CSV.
func (s *Server) compareDownload(c *gin.Context) {
	data := comparePage{From: pastAsked{Typed: c.Query("from")}, To: pastAsked{Typed: c.Query("to")}}
	query, status, err := s.compareQuery(c, &data)
	if s.failed(c, err) {
		return
	}
	if !data.Asked || status != http.StatusOK {
		s.failStatus(c.Writer, c.Request, http.StatusUnprocessableEntity)
		return
	}
	name := "compare-" + data.keys[0]
	if query.Project != "" {
		name = query.Project + "-" + name
	}
	s.sendTable(c, name, planner.CompareReport, func(w report.Writer) error {
		return s.planner.EachCompared(c.Request.Context(), query, func(p *planner.ProjectComparison) error { return p.Write(w) })
	})
}

// compareQuery reads the two dates. A date that is wrong keeps the page from
// comparing, and says why at its field.
func (s *Server) compareQuery(c *gin.Context, data *comparePage) (q planner.CompareQuery, status int, err error) {
	q.Project, status = c.Param("code"), http.StatusOK
	q.Page, _ = strconv.Atoi(c.Query("page"))
	q.Page = max(1, min(q.Page, planner.MaxPage))
	if err := s.planner.MayRead(c.Request.Context(), q.Project); err != nil {
		return q, status, err
	}
	for i, field := range []struct {
		asked *pastAsked
		into  **planner.Past
	}{{&data.From, &q.From}, {&data.To, &q.To}} {
		if field.asked.Typed == "" {
			continue
		}
		past, key, name, err := s.readPast(c.Request, field.asked.Typed)
		if field.asked.Problem = fieldProblem(err, pastParameter); field.asked.Problem != nil {
			status = http.StatusUnprocessableEntity
		} else if err != nil {
			return q, status, err
		}
		*field.into, data.keys[i], data.names[i] = past, key, name
	}
	if data.From.Typed == "" && data.To.Typed != "" {
		missing := fault.Say("required", "is required")
		data.From.Problem, status = &missing, http.StatusUnprocessableEntity
	}
	data.Asked = q.From != nil && status == http.StatusOK
	return q, status, nil
}

// showComparison fills in what changed.
func (s *Server) showComparison(c *gin.Context, data *comparePage, v *planner.Comparison, q planner.CompareQuery) {
	l := languageOf(c.Request)
	data.Moments = l.T("compare.moments", "from", comparedMoment(l, &v.From, data.names[0]), "from_seq", v.From.Seq,
		"to", comparedMoment(l, &v.To, data.names[1]), "to_seq", v.To.Seq)
	for i := range v.Projects {
		data.Projects = append(data.Projects, newComparedProject(l, &v.Projects[i]))
	}
	data.Commands, data.More = s.recentBatches(l, v.Commands), v.More
	values := url.Values{"from": {data.keys[0]}}
	if q.To != nil {
		values.Set("to", data.keys[1])
	}
	data.Pager = newPager(url.URL{Path: data.Action, RawQuery: values.Encode()}, q.Page, planner.PageSize, v.Total)
	data.CSV = spreadsheetURL(l, data.Action+".csv", values)
}

// comparedMoment names a side of the comparison.
func comparedMoment(l *locale.Locale, p *planner.Past, name text.Label) string {
	if name.IsZero() {
		return l.LongDate(p.Day)
	}
	return l.T("compare.baseline", "name", name, "day", l.LongDate(p.Day))
}

func newComparedProject(l *locale.Locale, from *planner.ProjectComparison) comparedProject {
	p := comparedProject{Name: from.Project.Name.In(l.Code), Code: from.Project.Code, URL: projectURL(from.Project.Code)}
	switch {
	case from.Added:
		p.Note = l.T("compare.added")
	case from.Removed:
		p.Note = l.T("compare.removed")
	case len(from.Money) == 0 && len(from.Dates) == 0:
		p.Note = l.T("compare.no_figures")
	}
	if was, is := from.EstimateBefore, from.EstimateAfter; (was == nil) != (is == nil) || was != nil && was.ID != is.ID {
		p.Estimate = l.T("compare.estimate", "before", estimateOrNone(l, was), "after", estimateOrNone(l, is))
	}
	for i := range from.Money {
		p.Figures = append(p.Figures, newComparedFigure(l, &from.Money[i]))
	}
	for _, d := range from.Dates {
		row := comparedDate{Phase: d.Phase.In(l.Code), Field: l.Term("field", d.Field), Before: dateOrUnknown(l, d.Before), After: dateOrUnknown(l, d.After)}
		if d.Days != nil {
			row.Later = signedDays(l, *d.Days)
		}
		p.Dates = append(p.Dates, row)
	}
	return p
}

func newComparedFigure(l *locale.Locale, from *planner.MoneyComparison) comparedFigure {
	name := l.T("compare.figure", "figure", l.T("compare.figure_"+string(from.Figure)), "currency", from.Currency.Code())
	f := comparedFigure{Name: name, Total: newComparedMoney(l, &from.Total)}
	f.Total.Name = l.T("compare.total")
	if from.Whole() {
		return f
	}
	for i := range from.Parts {
		part := &from.Parts[i]
		m := newComparedMoney(l, &part.MoneyChange)
		switch {
		case part.FiscalYear != 0:
			m.Name = strconv.Itoa(part.FiscalYear)
		case part.Rest:
			m.Name = l.T("compare.rest")
		default:
			m.Name = part.Line.In(l.Code)
		}
		f.Parts = append(f.Parts, m)
	}
	return f
}

func newComparedMoney(l *locale.Locale, from *planner.MoneyChange) comparedMoney {
	write := func(a *money.Amount) string {
		if a == nil {
			return ""
		}
		return l.Amount(*a)
	}
	m := comparedMoney{Before: write(from.Before), After: write(from.After), Difference: l.Amount(from.Difference)}
	if from.Difference.Sign() > 0 {
		m.Difference = "+" + m.Difference
	}
	return m
}

func estimateOrNone(l *locale.Locale, e *estimate.Estimate) string {
	if e == nil {
		return l.T("compare.no_estimate")
	}
	return e.Title.In(l.Code)
}

func dateOrUnknown(l *locale.Locale, d schedule.Date) string {
	if d.IsZero() {
		return ""
	}
	return l.Date(d)
}

// signedDays is how much later a date is, or how much earlier.
func signedDays(l *locale.Locale, days int) string {
	if days < 0 {
		return l.N("compare.days_earlier", -days)
	}
	return l.N("compare.days_later", days)
}
