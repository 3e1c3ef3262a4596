package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"korridor/pkg/appraisal"
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/record"
)

// costInputsPage is what a project's cost model is made with.
type costInputsPage struct {
	Code         string
	Assumptions  *assumptionsView // nil: none are recorded
	Scenarios    []costmodel.Scenario
	Benefits     []benefitView
	Attributions []attributionView
}

// assumptionsView is the assumptions of a project.
type assumptionsView struct {
	*costmodel.Assumptions
	Rules          []ruleView
	Discount       *Figure // nil: no constant rate
	DiscountSeries string
	Caps           []yearFigure
	Shares         []*Figure
}

// ruleView says by which series some lines move.
type ruleView struct {
	Lines, Series string
	Proxy         bool
}

// yearFigure is the figure of one year.
type yearFigure struct {
	Year   int
	Figure *Figure
}

// benefitView is what a project is expected to bring.
type benefitView struct {
	*costmodel.Benefit
	Amount, Growth *Figure
}

// attributionView is what a planner says about a step between two estimates.
type attributionView struct {
	*estimate.Attribution
	Before, After *estimate.Estimate
}

// costInputsShow shows what a project's cost model is made with, beside its
// estimates, phases and funding.
func (s *Server) costInputsShow(c *gin.Context) {
	x, err := s.readingDesk(c)
	if s.failed(c, err) {
		return
	}
	t := newTrail(x.l, x.trail())
	p := costInputsPage{Code: x.code, Assumptions: x.assumptionsView(t), Scenarios: x.Scenarios}
	for i := range x.Benefits {
		b := &x.Benefits[i]
		v := benefitView{Benefit: b, Amount: t.money(b.ID, "amount", x.l.T("benefit.first_amount"), b.Amount)}
		if b.Growth.Valid {
			v.Growth = t.known(b, "growth")
		}
		p.Benefits = append(p.Benefits, v)
	}
	for i := range x.Attributions {
		a := &x.Attributions[i]
		p.Attributions = append(p.Attributions, attributionView{a, x.Estimate(a.From), x.Estimate(a.To)})
	}
	page := projectPage(x.l, x.Project, "cost", p)
	page.Title = x.l.T("inputs.title")
	page.Heading = page.Title
	s.render(c, http.StatusOK, "cost_inputs", page.asOf(x.Dossier.Head))
}

// known returns a figure of a record in its unit, nil where it is not known.
func (t *trail) known(e record.Entity, field string) *Figure {
	for _, f := range record.Figures(e) {
		if f.Field == field {
			return t.figure(e.RecordMeta().ID, field, fieldName(t.language, field), claimValue(t.language, f.Value, f.Unit))
		}
	}
	return nil
}

func (x *desk) assumptionsView(t *trail) *assumptionsView {
	a := x.Assumptions
	if a == nil {
		return nil
	}
	v := &assumptionsView{Assumptions: a, Discount: t.known(a, "discount_rate")}
	for _, r := range a.Rules {
		v.Rules = append(v.Rules, x.ruleView(r))
	}
	if s, ok := appraisal.SeriesByCode(a.DiscountSeries); ok {
		v.DiscountSeries = s.Name.In(x.l.Code)
	}
	for i := range a.Caps {
		limit := &a.Caps[i]
		field := record.YearlyField("cap", limit.Year)
		v.Caps = append(v.Caps, yearFigure{limit.Year, t.amount(a.ID, field, fieldName(x.l, field), &limit.Amount)})
	}
	for _, share := range a.CountryShares {
		f := t.known(a, "share_"+string(share.Country))
		f.Name = x.l.Enum(share.Country)
		v.Shares = append(v.Shares, f)
	}
	return v
}

func (x *desk) ruleView(r costmodel.IndexRule) ruleView {
	v := ruleView{Lines: x.l.T("inputs.all_lines"), Series: x.l.T("assumptions.not_escalated")}
	switch {
	case r.Line != "":
		v.Lines = x.l.T("inputs.line", "code", r.Line)
	case r.Category != "":
		v.Lines = x.l.Enum(r.Category)
	}
	for i := range x.Series {
		if x.Series[i].ID == r.Index {
			v.Series, v.Proxy = x.Series[i].Name.In(x.l.Code), x.Series[i].Proxy
		}
	}
	return v
}
