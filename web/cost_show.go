package web

import (
	"context"
	"html/template"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/web/locale"
)

// costPage is what a project costs, in which year's money, and who pays when.
type costPage struct {
	Code        string
	Estimate    string // title
	PriceYear   string
	EstimateURL string
	Links       costLinks
	Obstacle    *fault.Error // why nothing can be computed
	*costResult              // nil with an obstacle
	Panel       tryPanel
	Compared    *comparedTable // nil: part of the page was asked for, or there are no scenarios
}

// costLinks lead from the page to where its inputs are entered.
type costLinks struct{ Assumptions, Series, Scenario, Timeline, Estimates, Reset string }

// costResult is what changes with what is tried out.
type costResult struct {
	Changed   string // names what is shown beside the base; "": nothing is
	Tried     bool   // it is not, or not only, a scenario on record
	Said      string // the outcome in a sentence, for screen readers
	Tiles     []Tile
	Stated    []string // what the reader must know of the figures
	Warnings  []string
	Refused   string // why the changes are not computed
	Waterfall *waterfallTable
	Charts    template.HTML
	Cash      cashTables
	Capped    *cappedTable // nil: no caps
	Countries *countryTable
	Groups    []groupTable
	Prices    priceTables
	Budgets   []budgetTable
}

// costView is a cost model about to be shown.
type costView struct {
	*planner.CostView
	l     *locale.Locale
	t     *trail
	basis project.Basis // the weakest of those of the lines
	base  planner.CostHeadline
	now   planner.CostHeadline
	by    string // one of periodKinds
	here  url.URL
}

// costShow shows the cost model of a project. With ?part=1 it answers with what
// changes by what is tried out, to be put in place of what the page shows.
func (s *Server) costShow(c *gin.Context) {
	l := languageOf(c.Request)
	typed := readTry(l, c.Request.URL.Query())
	v, err := s.planner.Cost(c.Request.Context(), typed.query(c.Param("code")))
	if s.failed(c, err) {
		return
	}
	part := c.Query("part") != ""
	data, err := newCostPage(c.Request.Context(), l, v, typed, part)
	if s.failed(c, err) {
		return
	}
	status := http.StatusOK
	if typed.wrong() {
		status = http.StatusUnprocessableEntity
	}
	if part { // also of what is being typed, which the part tells of
		s.showPart(c.Writer, c.Request, "cost", "cost-parts", data)
		return
	}
	page := projectPage(l, v.Project, "cost", data).asOf(v.Head)
	page.Landscape = true
	s.render(c, status, "cost", page)
}

// newCostPage makes the page, or only its parts that change.
func newCostPage(ctx context.Context, l *locale.Locale, v *planner.CostView, typed *try, part bool) (*costPage, error) {
	code := v.Project.Code
	p := &costPage{Code: code, Obstacle: v.Obstacle, Links: costLinks{
		Assumptions: projectURL(code, "cost", "assumptions"), Series: "/series", Timeline: projectURL(code, "timeline"),
		Estimates: projectURL(code, "estimates"), Scenario: projectURL(code, "scenarios", "new"),
		Reset: projectURL(code, "cost")}}
	if v.Estimate != nil {
		p.Estimate, p.EstimateURL = v.Estimate.Title.In(l.Code), projectURL(code, "estimates", v.Estimate.Code)
		p.PriceYear = priceYear(l, v.Estimate.PriceYear)
	}
	if v.Obstacle != nil {
		return p, nil
	}
	typed.refuse(l, v.Refused)
	w := &costView{CostView: v, l: l, t: newTrail(l, v.Trail), basis: linesBasis(v), by: typed.by, here: typed.address(code)}
	var err error
	if w.base, err = planner.Headline(v.Base, v.Today); err != nil {
		return nil, err
	}
	if w.now, err = planner.Headline(v.Result, v.Today); err != nil {
		return nil, err
	}
	if p.costResult, err = w.result(typed); err != nil {
		return nil, err
	}
	p.Panel = newTryPanel(w, typed)
	if part {
		return p, nil
	}
	p.Compared, err = w.compared(ctx)
	return p, err
}

// linesBasis is the weakest of what the estimate's lines, or its headline
// figure, rest on.
func linesBasis(v *planner.CostView) project.Basis {
	if len(v.Lines) == 0 {
		if c := v.Trail.Chosen(v.Estimate.ID, "total"); c != nil {
			return c.Basis
		}
		return ""
	}
	bases := make([]project.Basis, len(v.Lines))
	for i := range v.Lines {
		bases[i] = v.Trail.Basis(&v.Lines[i])
	}
	return project.Weakest(bases...)
}

// changed reports whether anything stands beside the base.
func (w *costView) changed() bool { return w.Waterfall != nil }

// name names what is shown beside the base.
func (w *costView) name() string {
	switch {
	case !w.changed():
		return ""
	case w.Scenario != nil && len(w.Tried) == 0:
		return w.Scenario.Name.In(w.l.Code)
	case w.Scenario != nil:
		return w.l.T("cost.scenario_and_try", "scenario", w.Scenario.Name)
	}
	return w.l.T("cost.tried")
}

// result makes all that changes by what is tried out.
func (w *costView) result(typed *try) (*costResult, error) {
	r := &costResult{Changed: w.name(), Tried: len(w.CostView.Tried) > 0, Refused: typed.refused}
	var err error
	other, err := w.Other(w.Result)
	if err != nil {
		return nil, err
	}
	if r.Tiles, r.Stated, err = w.head(other); err != nil {
		return nil, err
	}
	r.Said = w.said()
	for _, notes := range [][]fault.Message{w.Notes, w.Result.Warnings} {
		for _, n := range notes {
			r.Warnings = append(r.Warnings, fullSentence(w.l.Message(n)))
		}
	}
	if w.changed() {
		r.Waterfall = w.waterfall()
	}
	if r.Cash, err = w.cash(other); err != nil {
		return nil, err
	}
	if r.Capped, err = w.capped(); err != nil {
		return nil, err
	}
	r.Charts = w.charts()
	if r.Countries, err = w.countries(); err != nil {
		return nil, err
	}
	if r.Groups, err = w.groups(); err != nil {
		return nil, err
	}
	if r.Prices, err = w.prices(other); err != nil {
		return nil, err
	}
	r.Budgets, err = w.budgets()
	return r, err
}

// phaseName names a phase of the model.
func phaseName(l *locale.Locale, r *costmodel.Result, code string) string {
	if p := r.Phase(code); p != nil {
		return p.Name.In(l.Code)
	}
	return code
}
