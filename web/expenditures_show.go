package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"korridor/pkg/costmodel"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// expendituresPage is one page of what was spent on a project, and what all of it
// adds up to.
type expendituresPage struct {
	Code  string
	Rows  []expenditureView
	Pager Pager
	Spent []spentView
}

// expenditureView is one expenditure.
type expenditureView struct {
	*costmodel.Expenditure
	Name          string // for the link to its form
	Phase, Source string
	Amount        *Figure
}

// spentView is the totals in one currency.
type spentView struct {
	Total  money.Amount
	Groups []spentGroup
}

// spentGroup is a total by phase, category or year.
type spentGroup struct {
	Title string
	Rows  []spentRow
}

// spentRow is one part of a total.
type spentRow struct {
	Name   string
	Amount money.Amount
}

// expendituresPerPage is how many expenditures a page lists.
const expendituresPerPage = 200

// expendituresShow lists what was spent on a project, the latest first.
func (s *Server) expendituresShow(c *gin.Context) {
	v, err := s.planner.Expenditures(c.Request.Context(), c.Param("code"))
	if s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	number, _ := strconv.Atoi(c.Query("page"))
	p := expendituresPage{Code: v.Project.Code, Pager: newPager(*c.Request.URL, max(number, 1), expendituresPerPage, len(v.Expenditures))}
	t := newTrail(l, v.Trail)
	slices.Reverse(v.Expenditures)
	for i := max(p.Pager.From, 1) - 1; i < p.Pager.To; i++ {
		p.Rows = append(p.Rows, newExpenditureView(t, v, &v.Expenditures[i]))
	}
	for i := range v.Spent {
		p.Spent = append(p.Spent, newSpentView(t, v, &v.Spent[i]))
	}
	page := projectPage(l, v.Project, "cost", p)
	page.Title = l.T("expenditures.title")
	page.Heading = page.Title
	s.render(c, http.StatusOK, "expenditures", page.asOf(v.Head))
}

func newExpenditureView(t *trail, v *planner.ExpenditureView, e *costmodel.Expenditure) expenditureView {
	l := t.language
	row := expenditureView{Expenditure: e, Name: l.Date(e.Date) + ", " + l.Money(*e.Amount)}
	row.Amount = t.money(e.ID, "amount", row.Name, e.Amount)
	if phase := v.Phase(e.Phase); phase != nil {
		row.Phase = phase.Name.In(l.Code)
	}
	if source := v.Source(e.Source); source != nil {
		row.Source = source.Name.In(l.Code)
	}
	return row
}

// newSpentView puts the parts of the totals in the order of the record: phases as
// they are planned, categories, years.
func newSpentView(t *trail, v *planner.ExpenditureView, s *planner.Spent) spentView {
	l := t.language
	view := spentView{Total: s.Total}
	phases := spentGroup{Title: l.T("expenditures.by_phase")}
	slices.SortStableFunc(s.Phases, func(a, b planner.SpentOn[record.ID]) int {
		return cmp.Compare(phaseOrder(v, a.Key), phaseOrder(v, b.Key))
	})
	for _, on := range s.Phases {
		name := l.T("sheet.no_phase")
		if phase := v.Phase(on.Key); phase != nil {
			name = phase.Name.In(l.Code)
		}
		phases.Rows = append(phases.Rows, spentRow{name, on.Amount})
	}
	categories := spentGroup{Title: l.T("expenditures.by_category")}
	for _, on := range s.Categories {
		name := l.T("figure.unknown")
		if on.Key != "" {
			name = l.Enum(on.Key)
		}
		categories.Rows = append(categories.Rows, spentRow{name, on.Amount})
	}
	years := spentGroup{Title: l.T("expenditures.by_year")}
	for _, on := range s.Years {
		years.Rows = append(years.Rows, spentRow{strconv.Itoa(on.Key), on.Amount})
	}
	view.Groups = []spentGroup{phases, categories, years}
	return view
}

// phaseOrder is the place of a phase, that of none after all others.
func phaseOrder(v *planner.ExpenditureView, id record.ID) int {
	if i := slices.IndexFunc(v.Phases, func(p project.Phase) bool { return p.ID == id }); i >= 0 {
		return i
	}
	return len(v.Phases)
}
