package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/period"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/locale"
)

// expendituresPage is one page of what was spent on a project, and what all of it
// adds up to.
type expendituresPage struct {
	Code    string
	CutOff  string // "": no period was declared
	Groups  []expenditureGroup
	Pager   Pager
	Spent   []spentView
	Periods []spentPeriod
}

// expenditureGroup is the payments of a page that count in one period.
type expenditureGroup struct {
	Period string // "" where no period was declared
	Rows   []expenditureView
}

// spentPeriod is what counts in a period, in one currency.
type spentPeriod struct {
	Name        string
	Closed      bool
	Total, Late *money.Amount // Late is nil where nothing of it is late
}

// expenditureView is one expenditure.
type expenditureView struct {
	*costmodel.Expenditure        // nil: removed since
	Name                   string // for the link to its form
	Date                   string
	Phase, Source          string
	Category               estimate.Category
	Amount                 *Figure // nil: a part of it, or one that was removed
	Part                   money.Amount
	Late                   string // in which period it counts; "": it is not late
	Parts                  bool   // it counts in several periods, by its parts
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
	p := expendituresPage{Code: v.Project.Code, Pager: newPager(*c.Request.URL, max(number, 1), expendituresPerPage, len(v.Entries))}
	t := newTrail(l, v.Trail)
	for i := max(p.Pager.From, 1) - 1; i < p.Pager.To; i++ {
		p.add(countsIn(l, v, v.Entries[i].In), newExpenditureView(t, v, &v.Entries[i]))
	}
	if len(v.Calendar) > 0 {
		p.CutOff = s.cutOffText(l, v.Calendar.LastClosed())
	}
	for i := range v.Totals {
		p.Periods = append(p.Periods, newSpentPeriod(l, v, &v.Totals[i]))
	}
	for i := range v.Spent {
		p.Spent = append(p.Spent, newSpentView(t, v, &v.Spent[i]))
	}
	page := projectPage(l, v.Project, "cost", p)
	page.Title = l.T("expenditures.title")
	page.Heading = page.Title
	s.render(c, http.StatusOK, "expenditures", page.asOf(v.Head))
}

// add adds a row to the group of its period, which follows the ones before it.
func (p *expendituresPage) add(period string, row expenditureView) {
	if n := len(p.Groups); n == 0 || p.Groups[n-1].Period != period {
		p.Groups = append(p.Groups, expenditureGroup{Period: period})
	}
	g := &p.Groups[len(p.Groups)-1]
	g.Rows = append(g.Rows, row)
}

// countsIn is what the period of entries is called; "" where none was declared.
func countsIn(l *locale.Locale, v *planner.ExpenditureView, in *period.Period) string {
	switch {
	case len(v.Calendar) == 0:
		return ""
	case in == nil:
		return l.T("periods.outside")
	}
	return in.Name.In(l.Code)
}

func newSpentPeriod(l *locale.Locale, v *planner.ExpenditureView, of *period.Total) spentPeriod {
	row := spentPeriod{Name: countsIn(l, v, of.Period), Closed: of.Period != nil && of.Period.Closed(), Total: &of.Amount}
	if of.Late > 0 {
		row.Late = &of.Lates
	}
	return row
}

func newExpenditureView(t *trail, v *planner.ExpenditureView, e *planner.SpentEntry) expenditureView {
	l := t.language
	row := expenditureView{Expenditure: e.Expenditure, Date: l.Date(e.Date), Category: e.Key.Category, Part: e.Amount, Parts: e.Part}
	row.Name = row.Date + ", " + l.Money(e.Amount)
	if e.Expenditure != nil && !e.Part {
		row.Amount = t.money(e.Expenditure.ID, "amount", row.Name, e.Expenditure.Amount)
	}
	if e.Late {
		row.Late = lateText(l, e.In)
	}
	if phase := v.Phase(e.Key.Phase); phase != nil {
		row.Phase = phase.Name.In(l.Code)
	}
	if source := v.Source(e.Key.Source); source != nil {
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
