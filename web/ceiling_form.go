package web

import (
	"korridor/pkg/funding"
	"korridor/pkg/text"
	"korridor/web/form"
)

// ceilingEditor adds and changes the ceilings of a project's funding sources.
func ceilingEditor() *editor[funding.Ceiling, *funding.Ceiling] {
	e := part[funding.Ceiling]("ceilings", "funding")
	e.fields = func(x *desk, c *funding.Ceiling) *form.Form {
		f := form.New(x.l)
		f.Group("what")
		x.yearOfSource(f, c.ID, &c.Source, &c.FiscalYear)
		f.Group("money")
		form.SelectText(f, "currency", &c.Currency, currencies()).Require()
		f.Amount("amount", &c.Amount, &c.Currency).Require()
		f.Label("scope", &c.Scope, text.MaxLine).Like(x.l.T("form.ceiling_scope"))
		return f
	}
	e.begin = begun(func(x *desk) funding.Ceiling {
		return funding.Ceiling{Project: x.Project.ID, Currency: x.Programme.Currency}
	})
	e.like = func(x *desk, _ *funding.Ceiling) []funding.Ceiling { return x.Ceilings }
	return e
}
