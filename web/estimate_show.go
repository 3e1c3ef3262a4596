package web

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/web/locale"
)

// estimatePage is one revision of an estimate: what it covers and what it is
// made of.
type estimatePage struct {
	estimateRow
	Choice   *project.WorkingChoice // of the working estimate
	Sections string
	Claims   []ClaimView // about the total of an estimate without lines
	Facts    []factView
	Sheet    *sheetView // nil: a headline figure only
	CSV      string
	Draft    bool
	Changes  *changesView  // nil: it is a copy of none
	Decide   *decisionView // what can be decided about it; nil: nothing
}

// factView is what is claimed about a record beside its own figures.
type factView struct {
	Name   string
	Figure *Figure
}

// sheetView is the cost lines of an estimate, and what they add up to.
type sheetView struct {
	*planner.SheetTable
	Currency       string
	Lines          int
	Groups         []sheetGroup
	AssumedPercent decimal.Decimal
	Sums           []sumTable // by section, kind of structure and country
}

// sheetGroup is the cost lines of one phase.
type sheetGroup struct {
	planner.SheetPhase
	Anchor string
	Rows   []sheetRow
}

// sheetRow is one cost line. Quantity, rate and percentage share the row's mark.
type sheetRow struct {
	planner.SheetLine
	Quantity string
	Unit     string // or, of a percentage, what it is of
	Rate     string
	Basis    *Figure
	// BalanceNote marks a line that closes the model on a published total, where
	// its name does not say so.
	BalanceNote string
}

// estimateShow shows one revision of a project's estimates.
func (s *Server) estimateShow(c *gin.Context) {
	sheet, err := s.planner.EstimateSheet(c.Request.Context(), c.Param("code"), c.Param("revision"))
	if s.failed(c, err) {
		return
	}
	s.showEstimate(c, http.StatusOK, sheet, nil)
}

// showEstimate shows a revision with the form of what can be decided about it.
func (s *Server) showEstimate(c *gin.Context, status int, sheet *planner.EstimateSheet, decide *decisionView) {
	l := languageOf(c.Request)
	data, err := newEstimatePage(l, sheet)
	if s.failed(c, err) {
		return
	}
	data.Draft = sheet.Estimate.Status == estimate.Draft
	switch {
	case decide != nil:
		data.Decide = decide
	case data.Draft:
		data.Decide = publishing.view(l, sheet, "", nil)
	case !data.Working:
		data.Decide = choosing.view(l, sheet, "", nil)
	}
	page := projectPage(l, sheet.Project, "estimates", data).asOf(sheet.Head)
	page.Title = sheet.Estimate.Title.In(l.Code)
	page.Crumbs = []Link{{Text: l.T("tab.estimates"), URL: projectURL(sheet.Project.Code, "estimates")}}
	s.render(c, status, "estimate", page)
}

func newEstimatePage(l *locale.Locale, s *planner.EstimateSheet) (*estimatePage, error) {
	t := newTrail(l, s.Trail)
	e := s.Estimate
	p := &estimatePage{estimateRow: newEstimateRow(t, s.Dossier, e), Sections: sectionNames(l, s.Dossier, e)}
	if p.Working {
		p.Choice = &s.Project.Working
	}
	for _, fact := range s.Trail.Facts(e) {
		p.Facts = append(p.Facts, newFact(t, e.ID, fact))
	}
	if len(s.Lines) == 0 {
		p.Claims = t.claims(s.Trail.Of(e.ID, "total"))
		return p, nil
	}
	table, err := s.Table()
	if err != nil {
		return nil, err
	}
	if p.Changes, err = newChangesView(l, s); err != nil {
		return nil, err
	}
	p.CSV = csvURL(l, s.Project.Code, report.CostLines)
	p.Sheet = &sheetView{SheetTable: table, Currency: l.Value(e.Currency), Lines: len(s.Lines),
		AssumedPercent: percentOf(table.Assumed.Decimal(), table.Total.Decimal())}
	if p.Sheet.Sums, err = newSumTables(l, s, table.Total); err != nil {
		return nil, err
	}
	for i := range table.Phases {
		p.Sheet.Groups = append(p.Sheet.Groups, newSheetGroup(t, &table.Phases[i]))
	}
	return p, nil
}

func newFact(t *trail, id record.ID, fact planner.FigureTrail) factView {
	name := factName(t.language, fact)
	value := t.language.T("figure.unknown")
	if fact.Value != "" {
		value = claimValue(t.language, fact.ValueLabel().In(t.language.Code), fact.Unit)
	}
	return factView{name, t.figure(id, fact.Field, name, value)}
}

// factName is what a figure is called: its own name, or that which the claims
// about a fact give it.
func factName(l *locale.Locale, f planner.FigureTrail) string {
	for i := range f.Claims {
		if f.Fact && !f.Claims[i].Label.IsZero() {
			return f.Claims[i].Label.In(l.Code)
		}
	}
	return fieldName(l, f.Field)
}

func newSheetGroup(t *trail, p *planner.SheetPhase) sheetGroup {
	g := sheetGroup{SheetPhase: *p, Anchor: "phase-none"}
	if p.Phase != nil {
		g.Anchor = "phase-" + p.Phase.Code
	}
	for _, line := range p.Lines {
		g.Rows = append(g.Rows, newSheetRow(t, line))
	}
	return g
}

func newSheetRow(t *trail, line planner.SheetLine) sheetRow {
	l := t.language
	row := sheetRow{SheetLine: line, Unit: l.Term("unit", line.Unit), Basis: t.row(line.Line, line.Name.In(l.Code), line.Basis)}
	if note := l.T("sheet.balance"); line.Balance && !strings.EqualFold(note, line.Name.In(l.Code)) {
		row.BalanceNote = note
	}
	if line.IsPercent() {
		row.Quantity = l.Percent(line.Percent.Decimal)
		row.Unit = l.T("sheet.percent_of", "categories", categoryNames(l, line.Of))
		return row
	}
	row.Quantity = l.Number(line.Quantity.Decimal)
	row.Rate = l.Style.Number(line.UnitRate.Decimal, 2, record.MaxScale)
	return row
}

// categoryNames names the categories that a percentage is of.
func categoryNames(l *locale.Locale, categories []estimate.Category) string {
	names := make([]string, len(categories))
	for i, c := range categories {
		names[i] = strings.ToLower(l.Enum(c))
	}
	return strings.Join(names, " + ")
}
