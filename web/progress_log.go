package web

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"
	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
	"korridor/web/form"
	"korridor/web/locale"
)

// progressField is the figure of a phase whose dated claims are the log of its
// progress.
const progressField = "progress_percent"

// progressLogURL is the address of the log of a phase's progress.
func progressLogURL(project string, phase record.ID) string {
	return projectURL(project, "phases", idText(phase), "progress")
}

// progressLogPage is the log of a phase's progress, with the form that adds to it.
type progressLogPage struct {
	*FormView
	Phase project.Phase
	Log   []ClaimView // the latest first
}

// progressDesk returns the phase of the address and its log by date with the desk
// that read gives.
func (s *Server) progressDesk(c *gin.Context, read func(*gin.Context) (*desk, error)) (*desk, project.Phase, []project.Claim, error) {
	var phase project.Phase
	x, err := read(c)
	if err == nil {
		phase, err = findPart[project.Phase](s, c, x)
	}
	if err != nil {
		return nil, phase, nil, err
	}
	log := slices.Clone(x.Trail.Of(phase.ID, progressField))
	slices.SortStableFunc(log, func(a, b project.Claim) int { return b.Date.Compare(a.Date) })
	return x, phase, log, nil
}

// progressLogShow shows how far a phase was on which date, who said so, and a form
// to enter the next statement.
func (s *Server) progressLogShow(c *gin.Context) {
	x, phase, log, err := s.progressDesk(c, s.readingDesk)
	if s.failed(c, err) {
		return
	}
	statement := newStatement(&phase)
	statement.Date = x.today
	s.progressRender(c, x, &phase, log, newFormView(x.progressForm(&statement), false, nil), http.StatusOK)
}

// newStatement begins a statement of a phase's progress.
func newStatement(p *project.Phase) project.Claim {
	return project.Claim{Project: p.Project, Kind: record.Phase, Entity: p.ID, Field: progressField, Unit: "%"}
}

// progressForm is the form of a statement: with a document it is sourced, else
// assumed.
func (x *desk) progressForm(c *project.Claim) *form.Form {
	f := form.New(x.l)
	f.Group("progress")
	date := f.Date("date", &c.Date).Require()
	percent := decimal.NullDecimal{}
	if n, err := record.ParseNumber(c.Value); err == nil {
		percent = record.Known(n)
	}
	number := f.Decimal("value", &percent).Require().In("%").Called(x.l.T("field.progress_percent")).Like(x.l.T("form.example.percent"))
	f.ReferCode("document", &c.Document, x.codedDocuments()).Like(x.l.T("form.progress_document"))
	f.Note("quote", &c.Quote)
	f.Label("note", &c.Note, text.MaxNote).Like(x.l.T("form.progress_note"))
	f.After(func() {
		c.Basis, c.Value = project.Assumed, ""
		if c.Document != 0 {
			c.Basis = project.Sourced
		}
		if percent.Valid {
			c.Value = percent.Decimal.String()
		}
		switch outside := percent.Decimal.IsNegative() || percent.Decimal.GreaterThan(decimal.NewFromInt(100)); {
		case len(number.Problems) > 0:
		case !percent.Valid:
			number.Problems = []string{x.l.T("form.table.required")}
		case outside:
			number.Problems = []string{x.l.T("form.number.between", "min", 0, "max", 100)}
		}
		if c.Date == (schedule.Date{}) && len(date.Problems) == 0 {
			date.Problems = []string{x.l.T("form.table.required")}
		}
	})
	return f
}

// progressLogSave adds a statement to the log of a phase. The one of the newest
// date is what the pages show.
func (s *Server) progressLogSave(c *gin.Context) {
	values, ok := s.posted(c)
	if !ok {
		return
	}
	x, phase, log, err := s.progressDesk(c, s.desk)
	if s.failed(c, err) {
		return
	}
	claim := newStatement(&phase)
	f := readTyped(x.l, s.typedIn(c, values), values, func(l *locale.Locale) *form.Form { return x.in(l).progressForm(&claim) })
	claim.Chosen = !slices.ContainsFunc(log, func(other project.Claim) bool { return claim.Date.Before(other.Date) })
	same := func(other *project.Claim) bool {
		return other.Field == progressField && f.Same(x.progressForm(other))
	}
	to := progressLogURL(x.code, phase.ID)
	if f.Valid() && slices.ContainsFunc(log, func(other project.Claim) bool { return same(&other) }) {
		s.done(c, to, "created")
		return
	}
	err = fault.New(fault.Invalid, fault.Say("claim.invalid", "the claim cannot be kept"))
	if f.Valid() {
		act := s.act(c, values.Get(reasonField))
		err = planner.Add(c.Request.Context(), s.planner, act, &planner.SaveClaim{Record: claim}, x.Head, same)
	}
	if err == nil {
		s.done(c, to, "created")
		return
	}
	v := newFormView(f, false, values)
	status := v.refuse(f, err)
	if status == 0 {
		s.failed(c, err)
		return
	}
	v.Unsaved = true
	s.progressRender(c, x, &phase, log, v, status)
}

func (s *Server) progressRender(c *gin.Context, x *desk, phase *project.Phase, log []project.Claim, v *FormView, status int) {
	v.Action = c.Request.URL.Path
	v.Foot = FootView{Save: x.l.T("progress_log.add"), Back: projectURL(x.code, "timeline")}
	t := newTrail(x.l, x.trail())
	data := progressLogPage{FormView: v, Phase: *phase}
	for i := range log {
		view := t.claim(&log[i])
		data.Log = append(data.Log, view)
	}
	page := projectPage(x.l, x.Project, "timeline", data)
	page.Title = x.l.T("progress_log.title", "phase", phase.Name)
	page.Heading = page.Title
	s.render(c, status, "progress_log", page)
}
