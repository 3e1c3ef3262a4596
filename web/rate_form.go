package web

import (
	"korridor/pkg/funding"
	"korridor/web/form"
)

// rateEditor adds and changes exchange rates.
func rateEditor() *editor[funding.Rate, *funding.Rate] {
	e := reference[funding.Rate]("exchange-rates", "rates")
	e.fields = func(x *desk, r *funding.Rate) *form.Form {
		f := form.New(x.l)
		f.Group("what")
		form.SelectText(f, "base", &r.Base, currencies()).Require()
		form.SelectText(f, "quote", &r.Quote, currencies()).Require().Called(x.l.T("form.rate_quote"))
		form.Select(f, "kind", &r.Kind, terms(x.l, "rate_kind", funding.RateKinds)).Require()
		f.Date("date", &r.Date).Require()
		f.Decimal("rate", &r.Rate).Require().Like(x.l.T("form.example.rate"))
		return f
	}
	e.begin = begun(func(*desk) funding.Rate { return funding.Rate{} })
	e.like = func(x *desk, _ *funding.Rate) []funding.Rate { return x.AllRates }
	return e
}
