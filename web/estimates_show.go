package web

import (
	"html/template"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"korridor/pkg/estimate"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/web/locale"
)

// estimatesPage is every estimate of a project, side by side.
type estimatesPage struct {
	Chart   template.HTML
	Working *workingView
	Scopes  []string // those that are stated, where there are several
	Unknown int      // how many of several estimates do not state theirs
	Rows    []estimateRow
	New     string // where an empty draft is begun
	Bridge  string // why the figures differ; "": there are no two with a total
}

// workingView is the working estimate, with who chose it and why.
type workingView struct {
	estimateRow
	Choice project.WorkingChoice
}

// estimateRow is one estimate as a list shows it.
type estimateRow struct {
	*estimate.Estimate
	URL       string
	Working   bool
	ScopeText string
	Dated     *Figure // nil: not known
	Price     *Figure // nil: not known
	VATText   string
	Amount    *Figure // with its currency; nil: not recorded
}

// estimatesShow shows the estimates of a project and which one is working.
func (s *Server) estimatesShow(c *gin.Context) {
	d, err := s.planner.Dossier(c.Request.Context(), c.Param("code"))
	if s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	s.render(c, http.StatusOK, "estimates", projectPage(l, d.Project, "estimates", newEstimatesPage(l, d)).asOf(d.Head))
}

func newEstimatesPage(l *locale.Locale, d *planner.Dossier) estimatesPage {
	t := newTrail(l, d.Trail)
	p := estimatesPage{Chart: estimatesChart(l, d), New: projectURL(d.Project.Code, "estimates", "new")}
	if w := d.Working(); w != nil {
		p.Working = &workingView{newEstimateRow(t, d, w), d.Project.Working}
	}
	for i := range d.Estimates {
		row := newEstimateRow(t, d, &d.Estimates[i])
		p.Rows = append(p.Rows, row)
		switch {
		case row.Scope.IsZero():
			p.Unknown++
		case !slices.Contains(p.Scopes, row.ScopeText):
			p.Scopes = append(p.Scopes, row.ScopeText)
		}
	}
	slices.SortStableFunc(p.Rows, func(a, b estimateRow) int { return a.AsOf.Compare(b.AsOf) })
	totals := 0
	for i := range d.Estimates {
		if d.Estimates[i].Total != nil {
			totals++
		}
	}
	if totals > 1 {
		p.Bridge = bridgeURL(d.Project.Code, "", "")
	}
	if len(p.Scopes) < 2 {
		p.Scopes = nil
	}
	if len(p.Rows) < 2 {
		p.Unknown = 0
	}
	return p
}

func newEstimateRow(t *trail, d *planner.Dossier, e *estimate.Estimate) estimateRow {
	l := t.language
	row := estimateRow{Estimate: e, URL: projectURL(d.Project.Code, "estimates", e.Code),
		Working: e.ID == d.Project.Working.Estimate, ScopeText: scopeText(l, e), VATText: l.Enum(e.VAT),
		Dated:  t.date(e.ID, "as_of", l.T("column.as_of"), e.AsOf),
		Amount: t.money(e.ID, "total", l.T("estimates.total_of", "title", e.Title), e.Total)}
	if e.VAT == estimate.VATUnknown {
		row.VATText = l.T("estimates.not_stated")
	}
	if e.PriceYear != 0 {
		row.Price = t.figure(e.ID, "price_year", l.T("column.price_year"), strconv.Itoa(e.PriceYear))
	}
	return row
}
