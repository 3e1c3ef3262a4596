package web

import (
	"korridor/pkg/costmodel"
	"korridor/pkg/text"
	"korridor/web/form"
)

// benefitEditor adds and changes what a project is expected to bring each year.
func benefitEditor() *editor[costmodel.Benefit, *costmodel.Benefit] {
	e := modelPart[costmodel.Benefit]("benefits", "benefits")
	e.fields = func(x *desk, b *costmodel.Benefit) *form.Form {
		f := form.New(x.l)
		f.Group("what")
		f.Label("name", &b.Name, text.MaxName).Require().Like(x.l.T("form.example.benefit"))
		f.Code("code", &b.Code)
		f.Group("years")
		f.Year("first_year", &b.FirstYear).Require()
		f.Year("last_year", &b.LastYear).Require()
		f.Group("money")
		form.SelectText(f, "currency", &b.Currency, currencies()).Require()
		f.Amount("amount", &b.Amount, &b.Currency).Require().Called(x.l.T("benefit.first_amount"))
		f.Year("price_year", &b.PriceYear)
		f.Percent("growth", &b.Growth).Like(x.l.T("form.example.growth"))
		f.Group("note")
		f.Label("note", &b.Note, text.MaxNote)
		return f
	}
	e.begin = begun(func(x *desk) costmodel.Benefit {
		return costmodel.Benefit{Project: x.Project.ID, Currency: x.Programme.Currency}
	})
	e.like = func(x *desk, _ *costmodel.Benefit) []costmodel.Benefit { return x.Benefits }
	return e
}
