package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/shopspring/decimal"

	"korridor/pkg/planner"
	"korridor/pkg/report"
	"korridor/web/locale"
)

// reportList is the page of all reports.
type reportList struct {
	Reports []reportLinks
	CutOff  string
	Waiting Link
}

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
	closed, err := s.planner.LastClosed(c.Request.Context())
	if s.failed(c, err) {
		return
	}
	waiting, err := s.reportWaiting(c)
	if s.failed(c, err) {
		return
	}
	list := reportList{CutOff: s.cutOffText(l, closed), Waiting: waiting}
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
		if q.By != planner.ByYear {
			query.Set("by", string(q.By))
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
	Title   string
	CutOff  string
	Waiting Link // says whether changes wait that are not in it; leads to them where some do
	Preview *planner.Preview
	VAT     string
	Draft   string
	Drafts  *Link        // leads to the same report with the drafts, or without; nil where it has none
	By      []periodLink // the other lengths of periods; none where rows have no periods
	Totals  []previewTotal
	Balance bool // a total has lines that only close it on a published one
	Columns []previewColumn
	Rows    [][]string
	Models  previewModels
	Same    []previewFact // what every row says, told once
	Blank   []string      // the columns that are empty in every row
}

// previewTotal is a total with what it is of and the share that is assumed.
type previewTotal struct {
	planner.ReportTotal
	What           string          // beside the project: a stage, or an estimate's code
	AssumedPercent decimal.Decimal // hundredths, half-even to one decimal
	BalancePercent decimal.Decimal // the same of lines that only close the estimate
}

// reportShow shows the beginning of a report with what a reader must know of
// it: cut-off, currency, VAT basis, drafts, and how much of it is assumed.
func (s *Server) reportShow(c *gin.Context) {
	l := languageOf(c.Request)
	q, err := reportQuery(c, c.Param("report"))
	if s.failed(c, err) {
		return
	}
	v, err := s.planner.Preview(c.Request.Context(), q, l.Code)
	if s.failed(c, err) {
		return
	}
	page := Page{Title: l.T("report." + q.Report.Name + ".title"), Lead: l.T("report." + q.Report.Name + ".lead"), Nav: "reports", Landscape: true,
		Crumbs: []Link{{Text: l.T("nav.reports"), URL: "/reports"}}}
	if v.Project != nil {
		page.Nav, page.Project = "", &ProjectHeader{Project: *v.Project, Tab: "reports"}
		page.Crumbs = []Link{{Text: v.Project.Name.In(l.Code), URL: projectURL(q.Project)},
			{Text: l.T("tab.reports"), URL: projectURL(q.Project, "reports")}}
	}
	preview := newReportPreview(l, v)
	preview.CutOff = s.cutOffText(l, v.Closed)
	if preview.Waiting, err = s.reportWaiting(c); s.failed(c, err) {
		return
	}
	page.Data = preview
	s.render(c, http.StatusOK, "report", page.asOf(v.Head))
}

func newReportPreview(l *locale.Locale, v *planner.Preview) reportPreview {
	p := reportPreview{reportLinks: linksOf(l, v.Query), Title: l.T("report." + v.Query.Report.Name + ".title"), Preview: v, VAT: previewVAT(l, v)}
	p.Draft, p.Drafts = previewDrafts(l, v.Query)
	for _, t := range v.Totals {
		p.Totals = append(p.Totals, previewTotal{t, totalName(l, v.Query.Report, t), percentOf(t.Assumed.Decimal(), t.Total.Decimal()), percentOf(t.Balance.Decimal(), t.Total.Decimal())})
		p.Balance = p.Balance || !t.Balance.IsZero()
	}
	p.By, p.Models = periodLinks(l, v.Query), newPreviewModels(l, v)
	columns := newPreviewColumns(l, v.Query.Report)
	for _, column := range columns {
		p.Columns = append(p.Columns, column.previewColumn)
	}
	for _, row := range v.Rows {
		cells := make([]string, len(columns))
		for i, column := range columns {
			cells[i] = column.cell(row)
		}
		p.Rows = append(p.Rows, cells)
	}
	p.fold()
	return p
}

// totalName says what a total is of, beside its project.
func totalName(l *locale.Locale, of report.Report, t planner.ReportTotal) string {
	switch {
	case of.Name == report.Spending.Name:
		return l.Term("spent_from", t.Of)
	case t.Pending:
		return l.T("funding.pending")
	case t.Stage != "":
		return strings.ToLower(l.Enum(t.Stage))
	}
	return t.Of
}

// previewVAT says on which VAT basis the amounts of a report stand.
func previewVAT(l *locale.Locale, v *planner.Preview) string {
	switch {
	case v.Query.Report.Draws == report.NoEstimates:
		return l.T("reports.vat_" + v.Query.Report.Name)
	case v.Cut:
		return l.T("reports.vat_cut")
	case len(v.VAT) == 0:
		return l.T("reports.vat_no_estimate")
	}
	names := make([]string, len(v.VAT))
	for i, vat := range v.VAT {
		names[i] = l.Enum(vat)
	}
	return strings.Join(names, "; ")
}

// previewDrafts says whether drafts are in a report, and leads to the other form.
func previewDrafts(l *locale.Locale, q planner.ReportQuery) (says string, other *Link) {
	switch {
	case q.Report.Draws == report.WorkingEstimate:
		return l.T("reports.drafts_working"), nil
	case q.Report.Draws == report.NoEstimates:
		return l.T("reports.drafts_none"), nil
	case q.Drafts:
		return l.T("reports.drafts_in"), &Link{Text: l.T("reports.without_drafts"), URL: reportURL(q)}
	}
	return l.T("reports.drafts_out"), &Link{Text: l.T("reports.with_drafts"), URL: reportURL(q) + "?drafts=1"}
}

// percentOf returns the part in hundredths of the whole, half-even to one
// decimal; 0 of nothing.
func percentOf(part, whole decimal.Decimal) decimal.Decimal {
	if whole.IsZero() {
		return decimal.Zero
	}
	return part.Shift(2).DivRound(whole, 20).RoundBank(1)
}
