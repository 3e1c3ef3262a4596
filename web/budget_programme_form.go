package web

import (
	"korridor/pkg/funding"
	"korridor/pkg/record"
	"korridor/pkg/text"
	"korridor/web/form"
)

// budgetProgrammeEditor adds and changes budget programmes, each with a sheet of
// its ceilings.
func budgetProgrammeEditor() *editor[funding.BudgetProgramme, *funding.BudgetProgramme] {
	e := shared[funding.BudgetProgramme]("budget-programmes")
	e.fields = budgetProgrammeForm
	e.begin = begun(func(*desk) funding.BudgetProgramme { return funding.BudgetProgramme{} })
	e.like = func(x *desk, _ *funding.BudgetProgramme) []funding.BudgetProgramme { return x.Budgets }
	return e
}

func budgetProgrammeForm(x *desk, b *funding.BudgetProgramme) *form.Form {
	f := form.New(x.l)
	f.Group("what")
	f.Label("name", &b.Name, text.MaxName).Require()
	f.Code("code", &b.Code)
	form.Select(f, "country", &b.Country, named(x.l, record.Countries))
	form.SelectText(f, "currency", &b.Currency, currencies()).Require()
	f.Year("budget_year", &b.BudgetYear).Like(x.l.T("form.budget_year"))
	f.Label("scope", &b.Scope, text.MaxLine)
	f.Group("ceilings")
	x.yearAmounts(f, "ceilings", "ceiling", b, &b.Ceilings, &b.Currency)
	f.Group("later")
	f.Amount("later", &b.Later, &b.Currency)
	f.Group("planning_rate")
	form.SelectText(f, "rate_base", &b.RateBase, currencies())
	f.Decimal("planning_rate", &b.PlanningRate).Like(x.l.T("form.example.planning_rate"))
	f.Date("rate_date", &b.RateDate)
	f.Group("note")
	f.Label("note", &b.Note, text.MaxNote)
	return f
}
