package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// budgetView is a budget programme on its page.
type budgetView struct {
	*planner.BudgetUse
	PlanningRate *Figure // nil: none
	Later        *Figure
	Years        []budgetYear
}

// budgetYear is one year of a budget programme.
type budgetYear struct {
	*planner.CeilingYear
	Ceiling *Figure
	Over    *budgetExcess // nil: the request fits, or something is not known
}

// budgetExcess is by how much a request is above the ceiling.
type budgetExcess struct {
	Amount money.Amount
	Times  decimal.Decimal
}

// budgetProgrammesShow shows the budget programmes: their ceilings beside what
// the projects that draw on them request and have approved.
func (s *Server) budgetProgrammesShow(c *gin.Context) {
	v, err := s.planner.BudgetProgrammes(c.Request.Context())
	if s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	t := newTrail(l, v.Trail)
	views := make([]budgetView, len(v.Programmes))
	for i := range v.Programmes {
		b := &v.Programmes[i]
		views[i] = budgetView{BudgetUse: b, Later: t.amount(b.ID, "later", l.T("field.later"), b.Later)}
		if b.BudgetProgramme.PlanningRate.Valid {
			views[i].PlanningRate = t.figure(b.ID, "planning_rate", l.T("field.planning_rate"), l.Number(b.BudgetProgramme.PlanningRate.Decimal))
		}
		for j := range b.Years {
			year := budgetYear{CeilingYear: &b.Years[j]}
			if year.CeilingYear.Ceiling != nil {
				year.Ceiling = t.amount(b.ID, record.YearlyField("ceiling", year.Year), fieldName(l, record.YearlyField("ceiling", year.Year)), year.CeilingYear.Ceiling)
			}
			if amount, times, ok := b.Years[j].Excess(); ok {
				year.Over = &budgetExcess{amount, times}
			}
			views[i].Years = append(views[i].Years, year)
		}
	}
	s.render(c, http.StatusOK, "budget_programmes", Page{Title: l.T("budgets.title"), Lead: l.T("budgets.lead"), Nav: "sources", Crumbs: sourcesCrumbs(l), Data: views})
}
