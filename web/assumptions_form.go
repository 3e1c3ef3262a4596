package web

import (
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/shopspring/decimal"

	"korridor/pkg/appraisal"
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/record"
	"korridor/pkg/text"
	"korridor/web/form"
)

// inputsURL is the address of the page of what a project's cost model is made
// with, or of a place on it.
func inputsURL(code, place string) string {
	at := projectURL(code, "cost", "inputs")
	if place != "" {
		at += "#" + place
	}
	return at
}

// modelPart returns the editor of parts of a project that the page of inputs
// shows at a place.
func modelPart[T any, P recordPointer[T]](path, place string) *editor[T, P] {
	e := part[T, P](path, "cost")
	e.list = func(x *desk) string { return inputsURL(x.code, place) }
	e.shown = func(x *desk, _ P) string { return e.list(x) }
	return e
}

// assumptionsEditor records and changes the assumptions of a project: there is
// one such record or none.
func assumptionsEditor() *editor[costmodel.Assumptions, *costmodel.Assumptions] {
	e := modelPart[costmodel.Assumptions]("cost", "assumptions")
	e.collection, e.member, e.form = "", "/projects/:code/cost", "assumptions"
	e.at = func(x *desk, _ *costmodel.Assumptions) string { return projectURL(x.code, "cost") }
	e.titled = func(x *desk, _ *costmodel.Assumptions) string { return x.l.T("assumptions.title") }
	e.begin = begun(func(x *desk) costmodel.Assumptions {
		return costmodel.Assumptions{Project: x.Project.ID, Currency: x.Programme.Currency}
	})
	e.find = func(s *Server, c *gin.Context, x *desk) (costmodel.Assumptions, error) {
		if x.Assumptions != nil {
			return *x.Assumptions, nil
		}
		return e.begin(s, c, x)
	}
	e.fields = assumptionsForm
	e.like = func(*desk, *costmodel.Assumptions) []costmodel.Assumptions { return nil }
	return e
}

func assumptionsForm(x *desk, a *costmodel.Assumptions) *form.Form {
	f := form.New(x.l)
	for _, key := range []string{"assumptions.rule_both", "assumptions.rule_twice", "bad_code"} {
		f.Place(key, "rules")
	}
	f.Group("index")
	x.indexRules(f, a)
	f.Group("discount")
	f.Percent("discount_rate", &a.DiscountRate).Like(x.l.T("form.example.discount"))
	x.discountSeries(f, &a.DiscountSeries)
	f.Group("caps")
	form.SelectText(f, "currency", &a.Currency, currencies())
	f.Check("caps_carry_over", &a.CapsCarryOver)
	x.yearAmounts(f, "caps", "cap", a, &a.Caps, &a.Currency)
	f.Group("shares")
	x.countryShares(f, a)
	f.Group("note")
	f.Label("note", &a.Note, text.MaxNote)
	return f
}

// ruleRow is a rule of the indices in a form.
type ruleRow struct {
	Category estimate.Category
	Line     string
	Index    string // the id of the series; notEscalated: deliberately none
}

// notEscalated is the choice of no series.
const notEscalated = "0"

func (x *desk) indexRules(f *form.Form, a *costmodel.Assumptions) {
	var rows []ruleRow
	for _, r := range a.Rules {
		rows = append(rows, ruleRow{r.Category, r.Line, strconv.FormatInt(int64(r.Index), 10)})
	}
	options := append(x.series(), form.Option{Value: notEscalated, Text: x.l.T("assumptions.not_escalated")})
	form.Rows(f, "rules", &rows, costmodel.MaxRules, func(row *form.Form, r *ruleRow) {
		form.Select(row, "category", &r.Category, x.categories()).OrElse(x.l.T("scenario.all_categories"))
		row.Line("line", &r.Line).Called(x.l.T("form.line_code"))
		form.Select(row, "index", &r.Index, options).Require()
	})
	f.After(func() {
		a.Rules = nil
		for _, r := range rows {
			index, _ := form.ID(r.Index) // notEscalated is none
			if r.Index == notEscalated {
				index = 0
			}
			a.Rules = append(a.Rules, costmodel.IndexRule{Category: r.Category, Line: r.Line, Index: index})
		}
	})
}

func (x *desk) discountSeries(f *form.Form, at *string) {
	var options []form.Option
	for _, s := range appraisal.SeriesList() {
		options = append(options, form.Option{Value: s.Code, Text: s.Name.In(x.l.Code)})
	}
	form.Select(f, "discount_series", at, options)
}

// countryShares adds the share of each country, in percent.
func (x *desk) countryShares(f *form.Form, a *costmodel.Assumptions) {
	countries := []record.Country{record.Albania, record.Kosovo}
	shares := make([]decimal.NullDecimal, len(countries))
	var last *form.Field
	for i, country := range countries {
		if at := slices.IndexFunc(a.CountryShares, func(s costmodel.CountryShare) bool { return s.Country == country }); at >= 0 {
			shares[i] = record.Known(a.CountryShares[at].Share)
		}
		last = f.Percent("share_"+string(country), &shares[i])
	}
	f.Place("shares.sum", last.Name)
	f.Place("not_positive", last.Name)
	f.After(func() {
		a.CountryShares = nil
		for i, country := range countries {
			if shares[i].Valid {
				a.CountryShares = append(a.CountryShares, costmodel.CountryShare{Country: country, Share: shares[i].Decimal})
			}
		}
	})
}
