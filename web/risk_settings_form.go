package web

import (
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/risk"
	"korridor/pkg/text"
	"korridor/web/form"
)

// riskSettingsEditor records and changes how the risks of a project are
// simulated: there is one such record or none.
func riskSettingsEditor() *editor[risk.Settings, *risk.Settings] {
	e := riskPart[risk.Settings]("risk", "")
	e.collection, e.member, e.form = "", "/projects/:code/risk", "settings"
	e.at = func(x *desk, _ *risk.Settings) string { return projectURL(x.code, "risk") }
	e.list = func(x *desk) string { return projectURL(x.code, "risk") }
	e.titled = func(x *desk, _ *risk.Settings) string { return x.l.T("risk.settings") }
	e.begin = begun(func(x *desk) risk.Settings { return risk.Settings{Project: x.Project.ID} })
	e.find = func(s *Server, c *gin.Context, x *desk) (risk.Settings, error) {
		if x.RiskSettings != nil {
			return *x.RiskSettings, nil
		}
		return e.begin(s, c, x)
	}
	e.fields = riskSettingsForm
	e.like = func(*desk, *risk.Settings) []risk.Settings { return nil }
	return e
}

func riskSettingsForm(x *desk, s *risk.Settings) *form.Form {
	f := form.New(x.l)
	f.Group("risk_confidence")
	percentiles := []form.Option{}
	for p := 5; p <= 95; p += 5 {
		percentiles = append(percentiles, form.Option{Value: strconv.Itoa(p), Text: "P" + strconv.Itoa(p)})
	}
	chosen := textOf(s.Percentile)
	form.Select(f, "percentile", &chosen, percentiles)
	f.Group("risk_run")
	f.Integer("iterations", &s.Iterations, 1, risk.MaxIterations)
	seed := textOf(int(s.Seed))
	seedField := f.Line("seed", &seed).Like(x.l.T("form.example.seed"))
	f.Group("risk_correlation")
	f.Decimal("rho", &s.Rho).Like(x.l.T("form.example.rho"))
	groups := x.lineGroups(f, s)
	f.After(func() {
		s.Percentile, _ = strconv.Atoi(chosen)
		s.Seed = 0
		if seed = strings.TrimSpace(seed); seed != "" {
			n, err := strconv.ParseInt(seed, 10, 64)
			if err != nil || n < 0 {
				seedField.Problems = []string{x.l.T("risk.try.seed_problem")}
				return
			}
			s.Seed = n
		}
		groups()
	})
	f.Group("note")
	f.Label("note", &s.Note, text.MaxNote)
	return f
}

// textOf writes a number; 0 is "".
func textOf(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// lineGroupRow is a group of lines in a form: its name, its lines by code, at most
// two categories, and its row of the matrix, separated by blanks.
type lineGroupRow struct {
	Name, Lines   string
	First, Second estimate.Category
	Row           string
}

// lineGroups adds the table of groups with their matrix. The function returned
// reads it.
func (x *desk) lineGroups(f *form.Form, s *risk.Settings) (read func()) {
	var rows []lineGroupRow
	for i, g := range s.Groups {
		row := lineGroupRow{Name: g.Name, Lines: strings.Join(g.Lines, " ")}
		for k, c := range g.Categories {
			if k == 0 {
				row.First = c
			} else {
				row.Second = c
			}
		}
		row.Row = x.matrixRow(s.Matrix[i])
		rows = append(rows, row)
	}
	f.Group("risk_groups")
	table := form.Rows(f, "groups", &rows, risk.MaxGroups, func(row *form.Form, r *lineGroupRow) {
		row.Line("name", &r.Name).Require()
		form.Select(row, "category", &r.First, x.categories())
		form.Select(row, "category_too", &r.Second, x.categories()).Called(x.l.T("risk.form.category_too"))
		row.Line("lines", &r.Lines).Called(x.l.T("risk.form.lines"))
		row.Line("matrix", &r.Row).Require().Called(x.l.T("risk.form.row"))
	}).Offer(2)
	f.Place("matrix", "groups")
	table.Instead = x.nearest(s)
	return func() {
		s.Groups, s.Matrix = nil, nil
		for i := range rows {
			r := &rows[i]
			g := risk.LineGroup{Name: r.Name, Lines: strings.Fields(r.Lines)}
			for _, c := range []estimate.Category{r.First, r.Second} {
				if c != "" {
					g.Categories = append(g.Categories, c)
				}
			}
			s.Groups = append(s.Groups, g)
			var values []decimal.Decimal
			for _, cell := range strings.Fields(r.Row) {
				v, problem := form.Decimal(x.l, strings.ReplaceAll(cell, "−", "-"))
				if problem != "" {
					table.Problems = append(table.Problems, problem)
				}
				values = append(values, v.Decimal)
			}
			if len(table.Problems) == 0 {
				r.Row, r.Lines = x.matrixRow(values), strings.Join(g.Lines, " ") // as they are written
			}
			s.Matrix = append(s.Matrix, values)
		}
		if near, ok := s.Nearest(); ok && f.Takes(table) {
			s.Matrix = near
			for i := range rows {
				rows[i].Row = x.matrixRow(near[i])
			}
		}
		table.Instead = x.nearest(s)
	}
}

// nearest offers the nearest matrix that correlations can have, where those of
// the settings cannot be like that; nil elsewhere.
func (x *desk) nearest(s *risk.Settings) *form.Instead {
	near, ok := s.Nearest()
	if !ok {
		return nil
	}
	offer := &form.Instead{Says: x.l.T("risk.form.nearest"), Take: x.l.T("risk.form.take_nearest")}
	for i, row := range near {
		offer.Rows = append(offer.Rows, s.Groups[i].Name+": "+x.matrixRow(row))
	}
	return offer
}

// matrixRow writes a row of a matrix.
func (x *desk) matrixRow(values []decimal.Decimal) string {
	cells := make([]string, len(values))
	for i, v := range values {
		cells[i] = x.l.Number(v)
	}
	return strings.Join(cells, " ")
}
