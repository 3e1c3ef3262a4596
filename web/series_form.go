package web

import (
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
	"korridor/web/form"
)

// shared returns the editor of records of no project that have a page of their
// own at the path.
func shared[T any, P recordPointer[T]](path string) *editor[T, P] {
	e := reference[T, P](path, "")
	e.list = func(*desk) string { return "/" + path }
	e.shown = func(x *desk, _ P) string { return e.list(x) }
	return e
}

// seriesYear is one year of an index series in a form.
type seriesYear struct {
	Year int
	Rate decimal.NullDecimal
	Said planner.Vouching
}

// seriesEditor adds and changes index series, each with a sheet of its years.
func seriesEditor() *editor[costmodel.Series, *costmodel.Series] {
	e := shared[costmodel.Series]("series")
	e.fields = seriesForm
	e.begin = begun(func(*desk) costmodel.Series { return costmodel.Series{} })
	e.like = func(x *desk, _ *costmodel.Series) []costmodel.Series { return x.Series }
	return e
}

func seriesForm(x *desk, s *costmodel.Series) *form.Form {
	f := form.New(x.l)
	f.Group("what")
	f.Label("name", &s.Name, text.MaxName).Require().Like(x.l.T("form.example.series"))
	f.Code("code", &s.Code)
	form.Select(f, "country", &s.Country, named(x.l, record.Countries)).Like(x.l.T("form.series_country"))
	f.Check("proxy", &s.Proxy).Like(x.l.T("form.series_proxy"))
	f.Group("rates")
	x.seriesYears(f, s)
	f.Group("note")
	f.Label("note", &s.Note, text.MaxNote)
	return f
}

// seriesYears adds the sheet of a series' years. The rate of this year or a
// later one that no document is named for is an assumption.
func (x *desk) seriesYears(f *form.Form, s *costmodel.Series) {
	rows := make([]seriesYear, len(s.Rates))
	for i, r := range s.Rates {
		rows[i] = seriesYear{r.Year, r.Rate, x.rests(s, record.YearlyField("rate", r.Year))}
	}
	form.Rows(f, "rates", &rows, costmodel.MaxRates, func(row *form.Form, r *seriesYear) {
		row.Year("year", &r.Year).Require()
		row.Percent("rate", &r.Rate).Require().Called(x.l.T("series.change"))
		x.basisCells(row, &r.Said)
		row.After(func() {
			if r.Said.Basis == "" && r.Year >= x.today.Year() {
				r.Said.Basis = project.Assumed
			}
		})
	}).Offer(5)
	f.After(func() {
		slices.SortStableFunc(rows, func(a, b seriesYear) int { return a.Year - b.Year })
		s.Rates = nil
		for _, r := range rows {
			r.Said.Field = record.YearlyField("rate", r.Year)
			s.Rates = append(s.Rates, costmodel.SeriesRate{Year: r.Year, Rate: r.Rate})
			x.say(s, r.Said)
		}
	})
}
