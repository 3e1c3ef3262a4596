package web

import (
	"context"
	"errors"
	"html/template"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/risk"
	"korridor/web/locale"
)

// riskPage says how sure a project's cost, years and finish are.
type riskPage struct {
	Code        string
	Estimate    string // title
	PriceYear   string
	EstimateURL string
	Obstacle    *fault.Error // why nothing can be simulated
	Step        string       // the page that takes it out of the way: a part of the project's address
	*riskResult              // nil with an obstacle
	Panel       tryPanel
	Register    []riskRow
	Ranges      []rangeRow
	Kept        []keptRow // nil: part of the page was asked for
	Runs        runForm
	Bare        int // lines without a range
	Classed     int // AACE class of the estimate; 0: not stated
	ClassSeen   string
	Certain     bool // nothing is uncertain: no range and no risk
}

// riskResult is what changes with what is tried out.
type riskResult struct {
	Said         string
	Illustrative string // why the results are; "": they rest on documents
	Tried        bool
	Refused      string
	Ran          string    // how often, with which seed
	At           time.Time // when
	Currency     string
	Tiles        []Tile
	Charts       template.HTML
	Outside      []outsideRow
	Years        []riskYear
	Warnings     []string
	Advanced     advancedView
}

// riskView is a simulation about to be shown.
type riskView struct {
	*costView
	sim        *planner.RiskView
	Simulated  *risk.Result
	confidence int // the percentile that the contingency is chosen for
	outside    planner.Uplifts
	open       bool // works are not complete: a small chance that money is enough is warned of
	assumed    int  // of the inputs, how many nobody has a document for
	inputs     int
}

// riskShow shows the simulation of a project. With ?part=1 it answers with what
// changes by what is tried out, to be put in place of what the page shows.
func (s *Server) riskShow(c *gin.Context) {
	l := languageOf(c.Request)
	typed := readRiskTry(l, c.Request.URL.Query())
	v, err := s.simulate(c.Request.Context(), c.Param("code"), typed, nil)
	if s.failed(c, err) {
		return
	}
	data, err := newRiskPage(l, v, typed, s.planner.Now())
	if s.failed(c, err) {
		return
	}
	if c.Query("part") != "" {
		s.showPart(c.Writer, c.Request, "risk", "risk-parts", data)
		return
	}
	if data.Kept, err = s.keptRows(c, l, v.Project.Code); s.failed(c, err) {
		return
	}
	status := http.StatusOK
	if typed.wrong() {
		status = http.StatusUnprocessableEntity
	}
	page := projectPage(l, v.Project, "risk", data).asOf(v.Head)
	page.Landscape = true
	s.render(c, status, "risk", page)
}

// simulate simulates the project with what is tried out. What cannot be tried
// out is left out, and told of as Refused.
func (s *Server) simulate(ctx context.Context, code string, typed *riskTry, progress func(done, total int)) (*planner.RiskView, error) {
	q := typed.query(code)
	v, err := s.planner.Simulate(ctx, q, progress)
	if err != nil || v.Simulated != nil || v.Obstacle != nil {
		return v, err
	}
	return v, v.SimulateRecord(ctx, q.Iterations, progress)
}

// newRiskPage makes the page of a simulation that ended at the moment.
func newRiskPage(l *locale.Locale, v *planner.RiskView, typed *riskTry, at time.Time) (*riskPage, error) {
	p := &riskPage{Code: v.Project.Code}
	p.Obstacle, _ = errors.AsType[*fault.Error](v.Problem())
	if v.Simulated != nil {
		p.Obstacle = nil
	}
	if v.Estimate != nil {
		p.Estimate, p.EstimateURL = v.Estimate.Title.In(l.Code), projectURL(p.Code, "estimates", v.Estimate.Code)
		p.PriceYear = priceYear(l, v.Estimate.PriceYear)
		p.Classed, p.ClassSeen = v.Estimate.Class, seenText(planner.Seen{ID: v.Estimate.ID, Version: v.Estimate.Version})
	}
	if p.Obstacle != nil {
		p.Step = obstacleStep(p.Obstacle.Message.Key)
		return p, nil
	}
	typed.refuse(l, v.Refused)
	w, err := newRiskView(l, v, typed)
	if err != nil {
		return nil, err
	}
	if p.riskResult, err = w.result(typed); err != nil {
		return nil, err
	}
	p.At = at
	p.Panel, p.Runs = w.riskPanel(typed), w.runForm(typed)
	p.Register = w.register()
	p.Ranges, p.Bare = w.ranges()
	p.Certain = len(v.Inputs.Lines)+len(v.Inputs.Durations)+len(v.Inputs.Risks) == 0
	return p, nil
}

// obstacleStep names the page of a project on which what stands in the way of a
// simulation is entered.
func obstacleStep(key string) string {
	switch key {
	case "cost.no_estimate", "cost.no_total":
		return "estimates"
	case "cost.no_dates":
		return "timeline"
	}
	return "cost"
}

func newRiskView(l *locale.Locale, v *planner.RiskView, typed *riskTry) (*riskView, error) {
	w := &riskView{sim: v, Simulated: v.Simulated, open: v.Project.Stage.Open(),
		costView: &costView{CostView: v.CostView, l: l, t: newTrail(l, v.Trail), basis: linesBasis(v.CostView), by: periodKinds[0], here: typed.riskAddress(v.Project.Code)}}
	var err error
	if w.base, err = planner.Headline(v.Base, v.Today); err != nil {
		return nil, err
	}
	if w.now, err = planner.Headline(v.Result, v.Today); err != nil {
		return nil, err
	}
	if w.confidence = typed.confidence; w.confidence == 0 || w.confidence%5 != 0 {
		w.confidence = v.Percentile()
	}
	w.countAssumed()
	w.outside, err = v.Outside()
	return w, err
}

// result makes all that changes by what is tried out.
func (w *riskView) result(typed *riskTry) (*riskResult, error) {
	l := w.l
	r := &riskResult{Refused: typed.refused, Tried: w.tried(typed), Illustrative: w.stamp(), Said: w.said(), Ran: w.ran(), Currency: l.Value(w.Simulated.Currency)}
	var err error
	if r.Tiles, err = w.tiles(); err != nil {
		return nil, err
	}
	r.Charts = w.charts()
	r.Years = w.years()
	if r.Outside, err = w.outsideRows(); err != nil {
		return nil, err
	}
	for _, notes := range [][]fault.Message{w.Notes, w.Simulated.Warnings} {
		for _, n := range notes {
			r.Warnings = append(r.Warnings, fullSentence(l.Message(n)))
		}
	}
	r.Advanced = w.advanced()
	return r, nil
}

// ran says how often the model ran, from which seed, in which engine.
func (w *riskView) ran() string {
	return w.l.T("risk.ran", "iterations", w.l.Integer(int64(w.Simulated.Iterations)), "seed", strconv.FormatUint(w.Simulated.Seed, 10))
}

// countAssumed counts the inputs, and those of them that rest on no document.
func (w *riskView) countAssumed() {
	w.inputs = 0
	count := func(sourced bool) {
		w.inputs++
		if !sourced {
			w.assumed++
		}
	}
	for i := range w.sim.Ranges {
		count(isSourced(w.Trail.Basis(&w.sim.Ranges[i])))
	}
	for i := range w.sim.Entries {
		if w.sim.Entries[i].Status != risk.StatusClosed {
			count(isSourced(w.Trail.Basis(&w.sim.Entries[i])))
		}
	}
	if w.sim.Settings != nil && w.sim.Settings.Rho.Valid {
		count(isSourced(w.Trail.Basis(w.sim.Settings)))
	}
}

// stamp says that results rest on assumed inputs; "" where they do not.
func (w *riskView) stamp() string {
	if w.assumed == 0 {
		return ""
	}
	return w.l.N("risk.illustrative", w.inputs, "assumed", w.l.Integer(int64(w.assumed)))
}

// said tells the outcome in a sentence.
func (w *riskView) said() string {
	r := w.Simulated
	return w.l.T("risk.said", "p50", w.l.Short(percentile(r, 50).Value), "p80", w.l.Short(percentile(r, 80).Value), "within", w.chance(r.WithinWorking))
}
