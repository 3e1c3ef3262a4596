package web

import (
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/estimate"
	"korridor/pkg/planner"
	"korridor/web/locale"
)

// bridgePage answers why one figure became another.
type bridgePage struct {
	Filters Filters
	Problem string   // why there is no bridge; "": there is one, or nothing to lead between
	Answer  []string // in sentences
	Chart   template.HTML
	Figures []bridgeFigure
	Steps   []bridgeStep
	Unknown []string // what is not known of the figures
	LeftOut []chainLeftOut
	Models  *Link // the chain with working models, or without them
	CSV     string
	Chain   bool
}

// bridgeFigure is an estimate with what documents say about it.
type bridgeFigure struct {
	estimateRow
	Sections string
	Claims   []ClaimView
	Facts    []factView
}

// chainLeftOut is a published estimate that is not in the chain.
type chainLeftOut struct {
	Link
	Why string
}

// bridgeShow shows the way from one estimate of a project to another, or from
// each published one to the next.
func (s *Server) bridgeShow(c *gin.Context) {
	q := bridgeQuery(c)
	v, err := s.planner.Bridge(c.Request.Context(), q)
	if s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	data, err := newBridgePage(l, v, q)
	if s.failed(c, err) {
		return
	}
	status := http.StatusOK
	if data.Problem != "" {
		status = http.StatusUnprocessableEntity
	}
	page := projectPage(l, v.Project, "estimates", data).asOf(v.Head)
	page.Title, page.Heading = l.T("bridge.title"), bridgeHeading(l, v)
	page.Crumbs = []Link{{Text: l.T("tab.estimates"), URL: projectURL(v.Project.Code, "estimates")}}
	page.Landscape = slices.ContainsFunc(v.Steps, func(b planner.BridgeStep) bool { return b.ByLines })
	s.render(c, status, "bridge", page)
}

// bridgeQuery reads which bridge is asked for. ?chain=1 is the chain, whatever
// else the form holds; ?models=1 puts working models into it.
func bridgeQuery(c *gin.Context) planner.BridgeQuery {
	q := planner.BridgeQuery{Project: c.Param("code"), From: c.Query("from"), To: c.Query("to"), Models: c.Query("models") == "1"}
	if c.Query("chain") == "1" {
		q.From, q.To = "", ""
	}
	return q
}

// bridgeURL is the address of the bridge between two estimates by their codes,
// or of the chain.
func bridgeURL(project, from, to string) string {
	at := url.URL{Path: projectURL(project, "estimates", "bridge")}
	if from != "" || to != "" {
		at.RawQuery = url.Values{"from": {from}, "to": {to}}.Encode()
	}
	return at.String()
}

// bridgeHeading is the question that the page answers.
func bridgeHeading(l *locale.Locale, v *planner.BridgeView) string {
	from, to := v.Whole()
	if len(v.Steps) == 0 || from.Total == nil || to.Total == nil {
		return l.T("bridge.title")
	}
	return l.T("bridge.question", "from", l.Short(v.Steps[0].FromTotal), "to", l.Short(v.Steps[len(v.Steps)-1].ToTotal))
}

func newBridgePage(l *locale.Locale, v *planner.BridgeView, q planner.BridgeQuery) (*bridgePage, error) {
	p := &bridgePage{Filters: bridgeFilters(l, v, q), Chain: v.Chain}
	if v.Refused != nil {
		p.Problem = fullSentence(l.Message(v.Refused.Message))
		return p, nil
	}
	t := newTrail(l, v.Trail)
	for _, e := range v.Members {
		f := bridgeFigure{estimateRow: newEstimateRow(t, v.Dossier, e), Sections: sectionNames(l, v.Dossier, e),
			Claims: t.claims(v.Trail.Of(e.ID, "total"))}
		for _, fact := range v.Trail.Facts(e) {
			f.Facts = append(f.Facts, newFact(t, e.ID, fact))
		}
		p.Figures = append(p.Figures, f)
	}
	for _, e := range v.LeftOut {
		p.LeftOut = append(p.LeftOut, chainLeftOut{Link{Text: e.Title.In(l.Code), URL: projectURL(v.Project.Code, "estimates", e.Code)}, l.Message(e.Why)})
	}
	p.Models = modelsLink(l, v, q)
	if len(v.Steps) == 0 {
		return p, nil
	}
	var err error
	if p.Answer, err = bridgeAnswer(l, v); err != nil {
		return nil, err
	}
	for i := range v.Steps {
		step, err := newBridgeStep(t, v, i)
		if err != nil {
			return nil, err
		}
		p.Steps = append(p.Steps, *step)
	}
	p.Unknown = bridgeUnknown(l, v)
	p.CSV = bridgeCSV(l, q)
	chart := bridgeChart(l, v)
	chart.CSV, chart.Desc = p.CSV, strings.Join(p.Answer, " ")
	p.Chart = chart.HTML()
	return p, nil
}

// modelsLink leads to the chain with working models or, where they are in it,
// without them; nil where there are none.
func modelsLink(l *locale.Locale, v *planner.BridgeView, q planner.BridgeQuery) *Link {
	has := slices.ContainsFunc(v.Estimates, func(e estimate.Estimate) bool {
		return e.Kind == estimate.WorkingModel && e.Status == estimate.Published
	})
	if !v.Chain || !has {
		return nil
	}
	at := bridgeURL(v.Project.Code, "", "")
	if q.Models {
		return &Link{Text: l.T("bridge.without_models"), URL: at}
	}
	return &Link{Text: l.T("bridge.with_models"), URL: at + "?models=1"}
}

// bridgeFilters is the form in which two estimates are chosen.
func bridgeFilters(l *locale.Locale, v *planner.BridgeView, q planner.BridgeQuery) Filters {
	options := []Option{{"", l.T("form.choose")}}
	for i := range v.Estimates {
		e := &v.Estimates[i]
		if e.Total != nil {
			text := l.T("bridge.option", "title", e.Title, "amount", l.Short(*e.Total), "when", estimateWhen(l, v.Dossier, e))
			if e.Status == estimate.Draft {
				text += " (" + l.Enum(e.Status) + ")"
			}
			options = append(options, Option{e.Code, text})
		}
	}
	f := Filters{Action: bridgeURL(v.Project.Code, "", ""), Active: !v.Chain, Clear: l.T("bridge.all")}
	for _, end := range []struct{ name, value string }{{"from", q.From}, {"to", q.To}} {
		field := FilterField{Name: end.name, Label: l.T("bridge." + end.name), Value: end.value, Options: options}
		if v.Refused != nil {
			for _, problem := range v.Refused.Fields {
				if problem.Name == end.name {
					field.Problem = &problem.Message
				}
			}
		}
		f.Fields = append(f.Fields, field)
	}
	return f
}

// estimateWhen is the date of an estimate, and whether it is assumed.
func estimateWhen(l *locale.Locale, d *planner.Dossier, e *estimate.Estimate) string {
	if e.AsOf.IsZero() {
		return l.T("estimates.no_date")
	}
	s := estimateStrip{l: l, d: d}
	return s.when(e)
}
