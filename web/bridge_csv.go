package web

import (
	"net/url"

	"github.com/gin-gonic/gin"

	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/report"
	"korridor/web/locale"
)

// bridgeReport is a bridge as a table: a row for each line, each part that
// planners attribute, and what nobody explains. In every step the columns from
// "added" on sum to the difference of its estimates.
var bridgeReport = report.Report{Name: "bridge", Draws: report.AllEstimates, Columns: []report.Column{
	{Name: "project", Type: report.Code}, {Name: "from", Type: report.Code}, {Name: "to", Type: report.Code},
	{Name: "part", Type: report.Code}, {Name: "code", Type: report.Code}, {Name: "name", Type: report.Text}, {Name: "category", Type: report.Code},
	{Name: "currency", Type: report.Code}, {Name: "from_amount", Type: report.Money}, {Name: "to_amount", Type: report.Money},
	{Name: "added", Type: report.Money}, {Name: "removed", Type: report.Money}, {Name: "remeasured", Type: report.Money},
	{Name: "repriced", Type: report.Money}, {Name: "escalation", Type: report.Money},
	{Name: "attributed", Type: report.Money}, {Name: "unexplained", Type: report.Money},
	{Name: "source", Type: report.Text}, {Name: "author", Type: report.Text}}}

// bridgeCSV is the address of a bridge as CSV, in the form that spreadsheets in
// the language read.
func bridgeCSV(l *locale.Locale, q planner.BridgeQuery) string {
	query := url.Values{}
	if q.From != "" || q.To != "" {
		query.Set("from", q.From)
		query.Set("to", q.To)
	} else if q.Models {
		query.Set("models", "1")
	}
	return spreadsheetURL(l, projectURL(q.Project, "estimates", "bridge.csv"), query)
}

// bridgeDownload answers with the bridge as CSV.
func (s *Server) bridgeDownload(c *gin.Context) {
	v, err := s.planner.Bridge(c.Request.Context(), bridgeQuery(c))
	if err == nil && v.Refused != nil {
		err = v.Refused
	}
	if s.failed(c, err) {
		return
	}
	s.sendTable(c, v.Project.Code+"-bridge", bridgeReport, func(w report.Writer) error {
		for i := range v.Steps {
			for _, row := range bridgeRows(v, &v.Steps[i]) {
				if err := w.Write(row); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// bridgeRows are the rows of one step.
func bridgeRows(v *planner.BridgeView, b *planner.BridgeStep) []report.Row {
	language := "en" // as in all reports
	var rows []report.Row
	row := func(part, code, name, category string) report.Row {
		r := make(report.Row, len(bridgeReport.Columns))
		copy(r, []string{v.Project.Code, b.From.Code, b.To.Code, part, code, name, category, b.From.Currency.Code()})
		rows = append(rows, r)
		return r
	}
	set := func(r report.Row, column string, a *money.Amount) {
		if a != nil {
			r[bridgeReport.Column(column)] = a.Plain()
		}
	}
	for i := range b.Lines {
		line := &b.Lines[i]
		r := row("line", line.Code, line.Name.In(language), string(line.Category))
		set(r, "from_amount", line.From)
		set(r, "to_amount", line.To)
		for j, a := range line.Parts.List() {
			r[bridgeReport.Column("added")+j] = a.Plain()
		}
	}
	if b.ByLines {
		return rows
	}
	for i := range b.Attributed {
		a := &b.Attributed[i]
		r := row("attributed", string(a.Cause), a.Note.In(language), "")
		set(r, "attributed", a.Amount)
		if d, ok := v.Trail.Document(a.Document); ok {
			r[bridgeReport.Column("source")] = d.Title.In(language)
		}
		r[bridgeReport.Column("author")] = b.Said[a.ID].Actor
	}
	r := row("unexplained", "", "", "")
	set(r, "unexplained", b.Unexplained)
	set(r, "from_amount", &b.FromTotal)
	set(r, "to_amount", &b.ToTotal)
	return rows
}
