package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/period"
	"korridor/pkg/planner"
	"korridor/web/form"
	"korridor/web/locale"
)

// periodClosePage asks at which cut-off a period is closed, and shows what would
// stay as it is.
type periodClosePage struct {
	*FormView
	Period   period.Period
	Frozen   []frozenRow
	Sums     []periodSum
	Late     int
	At       string // the cut-off that what is shown is worked out for
	Obstacle string // why it cannot be closed; "": it can
}

// frozenRow is what would be reported of a project.
type frozenRow struct {
	Project string
	URL     string
	periodSum
}

// periodCloseShow asks for the cut-off of a period.
func (s *Server) periodCloseShow(c *gin.Context) {
	l := languageOf(c.Request)
	p, err := s.planner.Period(c.Request.Context(), partID(c))
	if err == nil {
		err = s.planner.MayPlan(c.Request.Context(), "")
	}
	if s.failed(c, err) {
		return
	}
	cutOff := p.CutOff
	if now := s.planner.Now(); cutOff.IsZero() || cutOff.After(now) {
		cutOff = now.Truncate(time.Minute)
	}
	f := s.closingForm(l, &cutOff)
	status := http.StatusOK
	if typed := c.Request.URL.Query().Get("cut_off"); typed != "" {
		if f.Fill(c.Request.URL.Query()); !f.Valid() {
			status = http.StatusUnprocessableEntity
		}
	}
	v := newFormView(f, true, nil)
	v.Version = p.Version
	s.askClosing(c, p, v, cutOff, status)
}

func (s *Server) closingForm(l *locale.Locale, cutOff *time.Time) *form.Form {
	f := form.New(l)
	f.Group("closing")
	f.Moment("cut_off", cutOff, s.options.Location).Require()
	return f
}

// periodCloseDo closes a period. Sent twice, it is closed once.
func (s *Server) periodCloseDo(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	l := languageOf(c.Request)
	p, err := s.planner.Period(c.Request.Context(), partID(c))
	if s.failed(c, err) {
		return
	}
	var cutOff time.Time
	f := readTyped(l, s.typedIn(c, values), values, func(l *locale.Locale) *form.Form { return s.closingForm(l, &cutOff) })
	if p.Closed() && p.CutOff.Equal(cutOff) {
		s.done(c, "/periods", "period.closed")
		return
	}
	version, _ := strconv.ParseInt(values.Get("version"), 10, 64)
	v := newFormView(f, true, values)
	v.Version = version
	status := http.StatusOK
	if checking := values.Get("do") == "check"; !checking || !f.Valid() {
		if !checking {
			err = s.close(c, &planner.ClosePeriod{Period: p.ID, Version: version, CutOff: cutOff}, values.Get(reasonField), f.Valid())
		}
		if err == nil && f.Valid() {
			s.done(c, "/periods", "period.closed")
			return
		}
		if status = v.refuse(f, err); status == 0 {
			s.failed(c, err)
			return
		}
	}
	if fault.Is(err, fault.Conflict) {
		v.Version = p.Version // they see the period as it is now
	}
	if cutOff.IsZero() {
		cutOff = s.planner.Now()
	}
	s.askClosing(c, p, v, cutOff, status)
}

// close closes the period, unless the form is wrong already: then only the reason
// is looked at.
func (s *Server) close(c *gin.Context, command *planner.ClosePeriod, reason string, valid bool) error {
	act := s.act(c, reason)
	if err := act.Check(command); err != nil || !valid {
		return err
	}
	return s.planner.Do(c.Request.Context(), act, command)
}

// askClosing shows the form, with what closing at the cut-off would freeze.
func (s *Server) askClosing(c *gin.Context, p *period.Period, v *FormView, cutOff time.Time, status int) {
	l := languageOf(c.Request)
	closing, err := s.planner.PeriodClosing(c.Request.Context(), p.ID, cutOff)
	if s.failed(c, err) {
		return
	}
	v.Action = c.Request.URL.Path
	v.Foot = FootView{Save: l.T("periods.close"), Check: l.T("periods.check"), Back: "/periods"}
	page := periodClosePage{FormView: v, Period: *p, Sums: periodSums(l, closing.Sums), Late: closing.Late, At: l.DateTime(s.local(cutOff))}
	for i := range closing.Projects {
		of := &closing.Projects[i]
		for _, sum := range periodSums(l, of.Sums) {
			page.Frozen = append(page.Frozen, frozenRow{Project: of.Project.Name.In(l.Code), URL: projectURL(of.Project.Code, "expenditures"), periodSum: sum})
		}
	}
	if why := closing.Obstacle(); why != nil {
		page.Obstacle = fullSentence(l.Message(*why))
	}
	s.render(c, status, "period_close", Page{Title: l.T("periods.close_title", "period", p.Name), Nav: "reports",
		Crumbs: []Link{{Text: l.T("nav.reports"), URL: "/reports"}, {Text: l.T("periods.title"), URL: "/periods"}}, Data: page})
}
