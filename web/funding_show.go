package web

import (
	"html/template"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/web/locale"
)

// fundingPage is where a project's money comes from.
type fundingPage struct {
	Code     string // of the project
	Tiles    []Tile
	Sources  []sourceRow
	Chart    template.HTML
	Tables   []allocationTable
	Ceilings []ceilingRow
	CSV      string
	Edit     string
}

// sourceRow is one funding source.
type sourceRow struct {
	*funding.Source
	Total   *Figure
	Secured []*Figure
	Why     string
	Facts   []factView
}

// allocationTable is the allocations in one currency, with the totals of their
// stages.
type allocationTable struct {
	Currency string
	Rows     []allocationRow
	Totals   []totalCell
}

// allocationRow is one allocation, or what those of a year add up to.
type allocationRow struct {
	ID      record.ID // of the allocation
	Year    int
	Source  *funding.Source // nil: the year's total
	Cells   []*Figure       // by stage; nil: not recorded
	Totals  []totalCell
	Pending bool
	Breach  string
	Note    string
}

// totalCell is what the recorded amounts of a stage add up to.
type totalCell struct {
	Sum     *money.Amount
	Unknown int
}

// fundingShow shows the funding sources of a project, their allocations and
// ceilings.
func (s *Server) fundingShow(c *gin.Context) {
	v, err := s.planner.Funding(c.Request.Context(), c.Param("code"))
	if s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	s.render(c, http.StatusOK, "funding", projectPage(l, v.Project, "funding", newFundingPage(l, v)).asOf(v.Head))
}

func newFundingPage(l *locale.Locale, v *planner.FundingView) fundingPage {
	t := newTrail(l, v.Trail)
	p := fundingPage{Code: v.Project.Code, Tiles: fundingTiles(t, v), Chart: allocationsChart(l, v.Dossier, v.Tables), CSV: csvURL(l, v.Project.Code, report.Allocations)}
	if len(v.Sources) > 0 {
		p.Edit = projectURL(v.Project.Code, "funding", "edit")
	}
	for i := range v.Sources {
		p.Sources = append(p.Sources, newSourceRow(t, v, &v.Sources[i]))
	}
	for i := range v.Tables {
		p.Tables = append(p.Tables, newAllocationTable(t, &v.Tables[i]))
	}
	for i := range v.Ceilings {
		p.Ceilings = append(p.Ceilings, newCeilingRow(t, &v.Ceilings[i]))
	}
	return p
}

// fundingTiles are what is secured and what is only requested of the money
// still to come; none for a project whose works are complete.
func fundingTiles(t *trail, v *planner.FundingView) []Tile {
	l := t.language
	if !v.Project.Stage.Open() || len(v.Sources) == 0 {
		return nil
	}
	secured := sumTiles(t, l.T("funding.secured"), l.T("funding.secured_note"), v.Outlook.Secured)
	if secured == nil {
		secured = []Tile{{Label: l.T("funding.secured"), Text: l.T("funding.none_recorded"), Note: l.T("funding.secured_none")}}
	}
	return append(secured, sumTiles(t, l.T("funding.requested"), l.T("funding.pending"), v.Outlook.Requested)...)
}

// sumTiles returns a tile for each currency.
func sumTiles(t *trail, label, note string, sums []planner.MoneySum) []Tile {
	var tiles []Tile
	for _, sum := range sums {
		f := t.sum(label, t.language.Short(sum.Amount), sum)
		f.Exact = t.language.Money(sum.Amount)
		tiles = append(tiles, Tile{Label: label, Figure: f, Note: note})
	}
	return tiles
}

func newSourceRow(t *trail, v *planner.FundingView, s *planner.SourceFunding) sourceRow {
	l := t.language
	row := sourceRow{Source: s.Source, Total: t.money(s.ID, "total", l.T("funding.total_of", "source", s.Name), s.Source.Total)}
	for _, sum := range s.Secured {
		row.Secured = append(row.Secured, t.sum(l.T("funding.secured_of", "source", s.Name), l.Money(sum.Amount), sum))
	}
	status := strings.ToLower(l.Enum(s.Status))
	switch {
	case len(s.Secured) > 0:
		row.Why = l.T("funding.why_secured", "status", status)
	case !s.Status.Secure():
		row.Why = l.T("funding.why_status", "status", status)
	default:
		row.Why = l.T("funding.why_nothing")
	}
	for _, fact := range v.Trail.Facts(s.Source) {
		row.Facts = append(row.Facts, newFact(t, s.ID, fact))
	}
	return row
}

func newAllocationTable(t *trail, from *planner.AllocationTable) allocationTable {
	table := allocationTable{Currency: t.language.Value(from.Currency), Totals: totalCells(from.Totals)}
	for i := range from.Years {
		y := &from.Years[i]
		for j := range y.Lines {
			table.Rows = append(table.Rows, newAllocationRow(t, &y.Lines[j]))
		}
		if len(y.Lines) > 1 {
			table.Rows = append(table.Rows, allocationRow{Year: y.FiscalYear, Totals: totalCells(y.Totals)})
		}
	}
	return table
}

func totalCells(totals []planner.StageTotal) []totalCell {
	cells := make([]totalCell, len(totals))
	for i, total := range totals {
		cells[i] = totalCell{total.Sum, total.Unknown}
	}
	return cells
}

func newAllocationRow(t *trail, line *planner.AllocationLine) allocationRow {
	l := t.language
	row := allocationRow{ID: line.ID, Year: line.FiscalYear, Source: line.From, Note: line.Note.In(l.Code)}
	for _, stage := range funding.Stages {
		name := l.T("funding.stage_of", "stage", stage, "source", line.From.Name, "year", funding.FiscalYear(line.FiscalYear))
		row.Cells = append(row.Cells, t.amount(line.ID, string(stage), name, line.Amount(stage)))
	}
	stage, _ := line.Standing()
	row.Pending = stage == funding.Requested
	if line.Breach != nil {
		row.Breach = breachText(t, line)
	}
	return row
}

// breachText says which stage stands above which, and why that is so.
func breachText(t *trail, line *planner.AllocationLine) string {
	l := t.language
	text := l.T("funding.breach", "reason", line.Breach.Reason)
	for _, e := range line.Excesses {
		text = l.T("funding.breach_stages", "later", e.Later, "earlier", e.Earlier, "reason", line.Breach.Reason)
	}
	if d, ok := t.record.Document(line.Breach.Document); ok {
		text += " " + l.T("funding.breach_document", "document", d.Title)
	}
	return text
}
