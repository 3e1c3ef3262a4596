package db

import (
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/record"
)

type budgetProgrammeRow struct {
	Meta         meta `gorm:"embedded"`
	Code         string
	Name         string
	NameSq       string
	Country      record.Country
	Currency     currency
	RateBase     currency
	PlanningRate number
	RateDate     date
	Ceilings     jsonText[[]funding.YearAmount]
	LaterMinor   *int64
	BudgetYear   optional
	Scope        string
	ScopeSq      string
	Note         string
	NoteSq       string
}

func newBudgetProgrammeRow(b *funding.BudgetProgramme) budgetProgrammeRow {
	return budgetProgrammeRow{
		Meta: newMeta(b.Meta), Code: b.Code, Name: b.Name.Default, NameSq: b.Name.Albanian, Country: b.Country,
		Currency: currency{b.Currency}, RateBase: currency{b.RateBase}, PlanningRate: number{b.PlanningRate}, RateDate: date{b.RateDate},
		Ceilings: listAsJSON(b.Ceilings), LaterMinor: minor(b.Later), BudgetYear: optional(b.BudgetYear),
		Scope: b.Scope.Default, ScopeSq: b.Scope.Albanian, Note: b.Note.Default, NoteSq: b.Note.Albanian,
	}
}

func (r budgetProgrammeRow) domain() funding.BudgetProgramme {
	return funding.BudgetProgramme{
		Meta: r.Meta.domain(), Code: r.Code, Name: label(r.Name, r.NameSq), Country: r.Country,
		Currency: r.Currency.Currency, RateBase: r.RateBase.Currency, PlanningRate: canonical(r.PlanningRate.NullDecimal), RateDate: r.RateDate.Date,
		Ceilings: r.Ceilings.v, Later: amount(r.LaterMinor, r.Currency), BudgetYear: int(r.BudgetYear),
		Scope: label(r.Scope, r.ScopeSq), Note: label(r.Note, r.NoteSq),
	}
}

type attributionRow struct {
	Meta           meta `gorm:"embedded"`
	ProjectID      optional
	FromEstimateID optional
	ToEstimateID   optional
	Cause          estimate.Cause
	Currency       currency
	AmountMinor    *int64
	DocumentID     optional
	Note           string
	NoteSq         string
}

func newAttributionRow(a *estimate.Attribution) attributionRow {
	return attributionRow{
		Meta: newMeta(a.Meta), ProjectID: optional(a.Project), FromEstimateID: optional(a.From), ToEstimateID: optional(a.To),
		Cause: a.Cause, Currency: currency{a.Currency}, AmountMinor: minor(a.Amount), DocumentID: optional(a.Document),
		Note: a.Note.Default, NoteSq: a.Note.Albanian,
	}
}

func (r attributionRow) domain() estimate.Attribution {
	return estimate.Attribution{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), From: r.FromEstimateID.id(), To: r.ToEstimateID.id(),
		Cause: r.Cause, Currency: r.Currency.Currency, Amount: amount(r.AmountMinor, r.Currency), Document: r.DocumentID.id(),
		Note: label(r.Note, r.NoteSq),
	}
}
