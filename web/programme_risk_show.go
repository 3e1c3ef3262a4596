package web

import (
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/risk"
	"korridor/pkg/text"
	"korridor/web/locale"
)

// programmeRiskPage says how sure the sum of projects is.
type programmeRiskPage struct {
	*programmeRiskResult // nil: no project is left, or Refused
	Obstacle             string
	Left                 []saidRow
	Problems             string // what of the address cannot be used
	Tried                bool
	Panel                tryPanel
}

// programmeRiskResult is what changes with what is tried out.
type programmeRiskResult struct {
	Said         string
	Illustrative string
	Sum          string   // what is added up, in which money
	Differ       []string // in what the projects differ
	Ran          string
	At           time.Time
	Currency     string
	Tiles        []Tile
	Charts       template.HTML
	Bounds       []boundRow
	Parts        []partRow
	Years        []riskYear
	Stated       []string
	Warnings     []saidRow // what must be known of a project
}

// saidRow is something that must be known of a project: why it is not added up, or
// what its figures rest on.
type saidRow struct{ Name, URL, What string }

// programmeRiskView is a sum of projects about to be shown.
type programmeRiskView struct {
	*riskView
	v *planner.ProgrammeRisk
	t *programmeTry
}

// programmeRiskShow shows the simulation of the sum of projects. With ?part=1 it
// answers with what changes by what is tried out.
func (s *Server) programmeRiskShow(c *gin.Context) {
	l := languageOf(c.Request)
	typed := readProgrammeTry(l, c.Request.URL.Query())
	v, err := s.planner.ProgrammeRisk(c.Request.Context(), typed.query(), nil)
	if s.failed(c, err) {
		return
	}
	data, err := newProgrammeRiskPage(l, v, typed, s.planner.Now())
	if s.failed(c, err) {
		return
	}
	if c.Query("part") != "" {
		s.showPart(c.Writer, c.Request, "programme_risk", "programme-risk-parts", data)
		return
	}
	status := http.StatusOK
	if typed.wrong() {
		status = http.StatusUnprocessableEntity
	}
	page := Page{Title: l.T("programme_risk.title"), Lead: l.T("programme_risk.lead"), Nav: "programme", Data: data, Landscape: true,
		Crumbs: []Link{{Text: l.T("nav.programme"), URL: "/"}}}
	s.render(c, status, "programme_risk", page.asOf(v.Head))
}

func newProgrammeRiskPage(l *locale.Locale, v *planner.ProgrammeRisk, typed *programmeTry, at time.Time) (*programmeRiskPage, error) {
	p := &programmeRiskPage{Panel: programmePanel(l, v, typed), Tried: typed.tried(v)}
	for _, left := range v.Left {
		why := []string{fullSentence(l.Message(left.Why.Message))}
		for _, field := range left.Why.Fields {
			why = append(why, fullSentence(l.Message(field.Message)))
		}
		p.Left = append(p.Left, saidRow{left.Project.Name.In(l.Code), projectURL(left.Project.Code, "risk"), strings.Join(why, " ")})
	}
	if v.Simulated == nil {
		p.Obstacle = l.T("programme_risk.none")
		if v.Refused != nil {
			p.Obstacle = fullSentence(l.Message(v.Refused.Message))
		}
		return p, nil
	}
	w := &programmeRiskView{v: v, t: typed, riskView: &riskView{Simulated: v.Simulated.Result, open: true, confidence: confidenceOf(typed.confidence),
		costView: &costView{l: l, t: newTrail(l, planner.Trail{}), basis: project.Derived}}}
	for i := range v.Parts {
		one := &riskView{sim: v.Parts[i].RiskView, costView: &costView{CostView: v.Parts[i].CostView, l: l}}
		one.countAssumed()
		w.assumed, w.inputs = w.assumed+one.assumed, w.inputs+one.inputs
	}
	var err error
	p.programmeRiskResult, err = w.result(at)
	return p, err
}

// confidenceOf is the percentile that the contingency is for: as typed, where that is
// told.
func confidenceOf(typed int) int {
	if typed == 0 || typed%5 != 0 {
		return risk.DefaultPercentile
	}
	return typed
}

func (w *programmeRiskView) result(at time.Time) (*programmeRiskResult, error) {
	l := w.l
	r := &programmeRiskResult{At: at, Ran: w.ran(), Currency: l.Value(w.v.Currency), Illustrative: w.stamp(), Years: w.years(), Bounds: w.bounds(), Parts: w.parts(),
		Said: w.sum(), Sum: l.N("programme_risk.sum", len(w.v.Parts), "currency", l.Value(w.v.Currency)), Differ: w.differences()}
	var err error
	if r.Tiles, err = w.tiles(); err != nil {
		return nil, err
	}
	r.Charts = w.charts()
	r.Stated = []string{l.T("programme_risk.method", "rho", w.rho()), l.T("programme_risk.rho_reason", "default", l.Number(risk.DefaultProjectRho)), l.T("programme_risk.years_method")}
	for i := range w.v.Parts {
		if rate := w.v.Parts[i].Rate; rate != nil {
			r.Stated = append(r.Stated, w.name(i)+": "+l.T("programme_risk.rate", "rate", rate.Rate.Decimal, "pair", rate.Quote.Code()+"/"+rate.Base.Code(), "date", rate.Date))
		}
	}
	for i := range w.v.Parts {
		part := &w.v.Parts[i]
		for _, notes := range [][]fault.Message{part.Notes, part.Added.Own.Warnings} {
			for _, n := range notes {
				r.Warnings = append(r.Warnings, saidRow{w.name(i), projectURL(part.Project.Code, "risk"), fullSentence(l.Message(n))})
			}
		}
	}
	return r, nil
}

func (w *programmeRiskView) name(i int) string { return w.v.Parts[i].Project.Name.In(w.l.Code) }

func (w *programmeRiskView) rho() string { return w.l.Number(w.v.Rho) }

// sum tells the outcome in a sentence.
func (w *programmeRiskView) sum() string {
	r := w.Simulated
	return w.l.T("programme_risk.said", "p50", w.l.Short(percentile(r, 50).Value), "p80", w.l.Short(percentile(r, 80).Value), "within", w.chance(r.WithinWorking))
}

// differences tell in what the projects that are added up are not alike: price years,
// VAT, scopes.
func (w *programmeRiskView) differences() (all []string) {
	for _, of := range []struct {
		says func(projects string) string
		text func(p *planner.ProgrammePart) string
	}{
		{func(each string) string { return w.l.T("programme_risk.price_years", "projects", each) },
			func(p *planner.ProgrammePart) string { return priceYear(w.l, p.Estimate.PriceYear) }},
		{func(each string) string { return w.l.T("programme_risk.vats", "projects", each) },
			func(p *planner.ProgrammePart) string { return w.l.Value(p.Estimate.VAT) }},
		{func(each string) string { return w.l.T("programme_risk.scopes", "projects", each) },
			func(p *planner.ProgrammePart) string { return scopeOf(w.l, p.Estimate.Scope) }},
	} {
		var said, distinct []string
		for i := range w.v.Parts {
			text := of.text(&w.v.Parts[i])
			said = append(said, w.name(i)+": "+text)
			if !slices.Contains(distinct, text) {
				distinct = append(distinct, text)
			}
		}
		if len(distinct) > 1 {
			all = append(all, of.says(strings.Join(said, "; ")))
		}
	}
	return all
}

// scopeOf is a scope, or that nobody stated one.
func scopeOf(l *locale.Locale, scope text.Label) string {
	if scope.IsZero() {
		return l.T("figure.unknown")
	}
	return scope.In(l.Code)
}
