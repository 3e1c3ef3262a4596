package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
	"korridor/web/locale"
)

// reportList is the page of all reports.
type reportList struct{ Reports []reportLinks }

// reportLinks leads to one report and its files.
type reportLinks struct {
	Name      string
	Preview   string
	Downloads []Link
}

// reportsShow lists the reports of the programme, or of a project.
func (s *Server) reportsShow(c *gin.Context) {
	l := languageOf(c.Request)
	page := Page{Title: l.T("tab.reports"), Nav: "reports", Lead: l.T("reports.lead")}
	if code := c.Param("code"); code != "" {
		p, err := s.planner.Project(c.Request.Context(), code)
		if s.failed(c, err) {
			return
		}
		page.Nav, page.Project = "", &ProjectHeader{Project: p, Tab: "reports"}
	}
	list := reportList{}
	for _, r := range report.All {
		list.Reports = append(list.Reports, linksOf(l, planner.ReportQuery{Report: r, Project: c.Param("code")}))
	}
	page.Data = list
	s.render(c, http.StatusOK, "reports", page)
}

// linksOf returns the addresses of a report. The Albanian pages offer the CSV
// for Albanian spreadsheets first.
func linksOf(l *locale.Locale, q planner.ReportQuery) reportLinks {
	at := reportURL(q)
	to := func(ending, language string) Link {
		query := url.Values{}
		if language != "" {
			query.Set("locale", language)
		}
		if q.Drafts {
			query.Set("drafts", "1")
		}
		u := url.URL{Path: at + ending, RawQuery: query.Encode()}
		return Link{Text: l.T("reports.format" + ending + language), URL: u.String()}
	}
	downloads := []Link{to(".csv", ""), to(".csv", "sq"), to(".json", "")}
	if l.Code == "sq" {
		downloads[0], downloads[1] = downloads[1], downloads[0]
	}
	return reportLinks{Name: q.Report.Name, Preview: at, Downloads: downloads}
}

// reportURL returns the address of a report's preview; with an ending it is
// that of a file.
func reportURL(q planner.ReportQuery) string {
	if q.Project == "" {
		return address([]string{"reports", q.Report.Name})
	}
	return projectURL(q.Project, "reports", q.Report.Name)
}

// reportPreview is the page of one report.
type reportPreview struct {
	reportLinks
	Preview   *planner.Preview
	Drafts    Link // leads to the same report with the drafts, or without
	HasDrafts bool
	Totals    []previewTotal
	VAT       []estimate.VAT
	Columns   []previewColumn
	Rows      [][]string
}

// previewColumn is a column's heading.
type previewColumn struct {
	Name    string
	Numeric bool
}

// previewTotal is a total with the share of it that is assumed.
type previewTotal struct {
	planner.ReportTotal
	AssumedPercent decimal.Decimal // hundredths, half-even to one decimal
}

// reportShow shows the beginning of a report with what a reader must know of
// it: cut-off, currency, VAT basis, drafts, and how much of it is assumed.
func (s *Server) reportShow(c *gin.Context) {
	l := languageOf(c.Request)
	q, err := reportQuery(c, c.Param("report"))
	if s.failed(c, err) {
		return
	}
	v, err := s.planner.Preview(c.Request.Context(), q)
	if s.failed(c, err) {
		return
	}
	page := Page{Title: l.T("report." + q.Report.Name + ".title"), Lead: l.T("report." + q.Report.Name + ".lead"), Nav: "reports",
		Crumbs: []Link{{Text: l.T("nav.reports"), URL: "/reports"}}}
	if v.Project != nil {
		page.Nav, page.Project = "", &ProjectHeader{Project: *v.Project, Tab: "reports"}
		page.Crumbs = []Link{{Text: v.Project.Name.In(l.Code), URL: projectURL(q.Project)},
			{Text: l.T("tab.reports"), URL: projectURL(q.Project, "reports")}}
	}
	page.Data = newReportPreview(l, v)
	s.render(c, http.StatusOK, "report", page)
}

func newReportPreview(l *locale.Locale, v *planner.Preview) reportPreview {
	p := reportPreview{reportLinks: linksOf(l, v.Query), Preview: v, VAT: v.VAT,
		HasDrafts: v.Query.Report.Name == report.Estimates.Name || v.Query.Report.Name == report.CostLines.Name,
		Drafts:    Link{Text: l.T("reports.with_drafts"), URL: reportURL(v.Query) + "?drafts=1"}}
	if v.Query.Drafts {
		p.Drafts = Link{Text: l.T("reports.without_drafts"), URL: reportURL(v.Query)}
	}
	for _, t := range v.Totals {
		p.Totals = append(p.Totals, previewTotal{t, percentOf(t.Assumed.Decimal(), t.Total.Decimal())})
	}
	for _, column := range v.Query.Report.Columns {
		p.Columns = append(p.Columns, previewColumn{Name: l.T("column." + column.Name), Numeric: isNumeric(column.Type)})
	}
	for _, row := range v.Rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = previewCell(l, v.Query.Report.Columns[i].Type, cell)
		}
		p.Rows = append(p.Rows, cells)
	}
	return p
}

// percentOf returns the part in hundredths of the whole, half-even to one
// decimal; 0 of nothing.
func percentOf(part, whole decimal.Decimal) decimal.Decimal {
	if whole.IsZero() {
		return decimal.Zero
	}
	return part.Shift(2).DivRound(whole, 6).RoundBank(1)
}

func isNumeric(t report.Type) bool {
	return t == report.Money || t == report.Number || t == report.Integer
}

// previewCell writes a cell of the file as the reader's language does.
func previewCell(l *locale.Locale, t report.Type, cell string) string {
	switch {
	case cell == "":
		return ""
	case t == report.Money || t == report.Number:
		d, err := record.ParseNumber(cell)
		if err != nil {
			return cell
		}
		if t == report.Money {
			return l.Style.Number(d, 2, 2)
		}
		return l.Number(d)
	case t == report.Date:
		if d, err := schedule.ParseDate(cell); err == nil {
			return l.Date(d)
		}
	case t == report.Flag:
		return l.T("flag." + cell)
	}
	return strings.TrimSpace(cell)
}
