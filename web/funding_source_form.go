package web

import (
	"korridor/pkg/funding"
	"korridor/pkg/record"
	"korridor/pkg/text"
	"korridor/web/form"
)

// fundingSourceEditor adds and changes the funding sources of a project.
func fundingSourceEditor() *editor[funding.Source, *funding.Source] {
	e := part[funding.Source]("funding-sources", "funding")
	e.fields = fundingSourceForm
	e.begin = begun(func(x *desk) funding.Source {
		return funding.Source{Project: x.Project.ID, Currency: x.Programme.Currency,
			Position: last(x.Sources, func(s funding.Source) int { return s.Position }) + 1}
	})
	e.like = func(x *desk, _ *funding.Source) []funding.Source { return x.Sources }
	return e
}

func fundingSourceForm(x *desk, s *funding.Source) *form.Form {
	f := form.New(x.l)
	f.Group("what")
	f.Label("name", &s.Name, text.MaxName).Require()
	f.Code("code", &s.Code)
	form.Select(f, "kind", &s.Kind, named(x.l, funding.Kinds)).Require()
	form.Select(f, "status", &s.Status, named(x.l, funding.Statuses)).Require().Like(x.l.T("form.status_hint"))
	form.Select(f, "country", &s.Country, named(x.l, record.Countries))
	f.Group("money")
	form.SelectText(f, "currency", &s.Currency, currencies()).Require()
	f.Amount("total", &s.Total, &s.Currency)
	f.Check("carry_over", &s.CarryOver)
	f.Refer("budget_programme", &s.BudgetProgramme, x.budgets()).Like(x.l.T("form.budget_programme"))
	f.Integer("position", &s.Position, 0, 1_000_000)
	f.Group("note")
	f.Label("note", &s.Note, text.MaxNote)
	return f
}

// sources are the funding sources of the project to choose from.
func (x *desk) sources() []form.Option {
	return records(x.Sources, func(s *funding.Source) string { return s.Name.In(x.l.Code) }, 0)
}
