package web

import (
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/report"
)

// The tables of the programme's risk page. Chances and shares are of 1.
var programmeRiskTables = map[string]report.Report{
	"curve": {Name: "programme-curve", Draws: report.WorkingEstimate, Columns: []report.Column{{Name: "percentile", Type: report.Integer}, {Name: "currency", Type: report.Code},
		{Name: "total", Type: report.Money}, {Name: "low", Type: report.Money}, {Name: "high", Type: report.Money}, {Name: "independent", Type: report.Money}, {Name: "dependent", Type: report.Money}}},
	"years": {Name: "programme-years", Draws: report.WorkingEstimate, Columns: []report.Column{{Name: "fiscal_year", Type: report.Integer}, {Name: "currency", Type: report.Code},
		{Name: "p10", Type: report.Money}, {Name: "p50", Type: report.Money}, {Name: "p80", Type: report.Money}, {Name: "secured", Type: report.Money}, {Name: "chance", Type: report.Number}}},
	"projects": {Name: "programme-projects", Draws: report.WorkingEstimate, Columns: []report.Column{{Name: "project", Type: report.Code}, {Name: "estimate", Type: report.Code},
		{Name: "price_year", Type: report.Integer}, {Name: "vat", Type: report.Code}, {Name: "scope", Type: report.Text}, {Name: "currency", Type: report.Code}, {Name: "working", Type: report.Money},
		{Name: "p50", Type: report.Money}, {Name: "p80", Type: report.Money}, {Name: "sd", Type: report.Money}, {Name: "variance_share", Type: report.Number}, {Name: "rank_correlation", Type: report.Number}}},
}

// table is the address of a table of the page as CSV.
func (w *programmeRiskView) table(name string) string {
	query := w.t.parameters()
	query.Set("table", name)
	return spreadsheetURL(w.l, programmeRiskPath+".csv", query)
}

// programmeRiskDownload answers with a table of the programme's risk page as CSV.
func (s *Server) programmeRiskDownload(c *gin.Context) {
	l, values := languageOf(c.Request), c.Request.URL.Query()
	table, ok := programmeRiskTables[values.Get("table")]
	typed := readProgrammeTry(l, values)
	if !ok || typed.wrong() {
		s.failed(c, fault.New(fault.NotFound, fault.Say("programme_risk.no_table", "there is no such table: {tables}", "tables", "curve, projects, years")))
		return
	}
	v, err := s.planner.ProgrammeRisk(c.Request.Context(), typed.query(), nil)
	if err == nil && v.Simulated == nil {
		err = fault.New(fault.NotFound, fault.Say("programme_risk.nothing", "no project is left that could be simulated"))
	}
	if s.failed(c, err) {
		return
	}
	s.sendTable(c, table.Name, table, func(w report.Writer) error {
		for _, row := range programmeRiskRows(values.Get("table"), v) {
			if err := w.Write(row); err != nil {
				return err
			}
		}
		return nil
	})
}

func programmeRiskRows(table string, v *planner.ProgrammeRisk) (rows []report.Row) {
	r, currency := v.Simulated, v.Currency.Code()
	share := func(x float64) string { return decimal.NewFromFloat(x).RoundBank(6).String() }
	switch table {
	case "curve":
		for i, p := range r.Percentiles {
			rows = append(rows, report.Row{strconv.Itoa(p.P), currency, p.Value.Plain(), p.Low.Plain(), p.High.Plain(),
				r.Independent.Percentiles[i].Value.Plain(), r.Dependent.Percentiles[i].Value.Plain()})
		}
	case "years":
		for _, y := range r.Years {
			secured, chance := "", ""
			if y.Within != nil {
				secured, chance = y.Secured.Plain(), share(*y.Within)
			}
			rows = append(rows, report.Row{strconv.Itoa(y.FiscalYear), currency, y.P10.Plain(), y.P50.Plain(), y.P80.Plain(), secured, chance})
		}
	case "projects":
		for i := range v.Parts {
			p := &v.Parts[i]
			year := ""
			if p.Estimate.PriceYear != 0 {
				year = strconv.Itoa(p.Estimate.PriceYear)
			}
			rows = append(rows, report.Row{p.Project.Code, p.Estimate.Code, year, string(p.Estimate.VAT), p.Estimate.Scope.In("en"), currency,
				p.Added.Working.Plain(), p.Added.P50.Plain(), p.Added.P80.Plain(), p.Added.SD.Plain(), share(p.Added.VarianceShare), share(p.Added.Spearman)})
		}
	}
	return rows
}
