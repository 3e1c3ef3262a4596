package db

import (
	"korridor/pkg/funding"
	"korridor/pkg/record"
)

type fundingSourceRow struct {
	Meta       meta `gorm:"embedded"`
	ProjectID  optional
	Code       string
	Position   int
	Name       string
	NameSq     string
	Kind       funding.Kind
	Status     funding.Status
	Country    record.Country
	Currency   currency
	TotalMinor *int64
	CarryOver  bool
	Note       string
	NoteSq     string

	BudgetProgrammeID optional
}

func newFundingSourceRow(s *funding.Source) fundingSourceRow {
	return fundingSourceRow{
		Meta: newMeta(s.Meta), ProjectID: optional(s.Project), Code: s.Code, Position: s.Position,
		Name: s.Name.Default, NameSq: s.Name.Albanian, Kind: s.Kind, Status: s.Status,
		Country: s.Country, Currency: currency{s.Currency}, TotalMinor: minor(s.Total), CarryOver: s.CarryOver,
		BudgetProgrammeID: optional(s.BudgetProgramme), Note: s.Note.Default, NoteSq: s.Note.Albanian,
	}
}

func (r fundingSourceRow) domain() funding.Source {
	return funding.Source{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Code: r.Code, Position: r.Position,
		Name: label(r.Name, r.NameSq), Kind: r.Kind, Status: r.Status,
		Country: r.Country, Currency: r.Currency.Currency, Total: amount(r.TotalMinor, r.Currency),
		CarryOver: r.CarryOver, BudgetProgramme: r.BudgetProgrammeID.id(), Note: label(r.Note, r.NoteSq),
	}
}

type ceilingRow struct {
	Meta            meta `gorm:"embedded"`
	ProjectID       optional
	FundingSourceID optional
	FiscalYear      int
	Currency        currency
	AmountMinor     *int64
	Scope           string
	ScopeSq         string
}

func newCeilingRow(c *funding.Ceiling) ceilingRow {
	return ceilingRow{
		Meta: newMeta(c.Meta), ProjectID: optional(c.Project), FundingSourceID: optional(c.Source),
		FiscalYear: c.FiscalYear, Currency: currency{c.Currency}, AmountMinor: minor(c.Amount),
		Scope: c.Scope.Default, ScopeSq: c.Scope.Albanian,
	}
}

func (r ceilingRow) domain() funding.Ceiling {
	return funding.Ceiling{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Source: r.FundingSourceID.id(),
		FiscalYear: r.FiscalYear, Currency: r.Currency.Currency, Amount: amount(r.AmountMinor, r.Currency),
		Scope: label(r.Scope, r.ScopeSq),
	}
}

type allocationRow struct {
	Meta             meta `gorm:"embedded"`
	ProjectID        optional
	FundingSourceID  optional
	FiscalYear       int
	Currency         currency
	RequestedMinor   *int64
	ApprovedMinor    *int64
	CommittedMinor   *int64
	DisbursedMinor   *int64
	BreachReason     string
	BreachDocumentID optional
	Note             string
	NoteSq           string
}

func newAllocationRow(a *funding.Allocation) allocationRow {
	row := allocationRow{
		Meta: newMeta(a.Meta), ProjectID: optional(a.Project), FundingSourceID: optional(a.Source),
		FiscalYear: a.FiscalYear, Currency: currency{a.Currency},
		RequestedMinor: minor(a.Requested), ApprovedMinor: minor(a.Approved),
		CommittedMinor: minor(a.Committed), DisbursedMinor: minor(a.Disbursed),
		Note: a.Note.Default, NoteSq: a.Note.Albanian,
	}
	if a.Breach != nil {
		row.BreachReason, row.BreachDocumentID = a.Breach.Reason, optional(a.Breach.Document)
	}
	return row
}

func (r allocationRow) domain() funding.Allocation {
	a := funding.Allocation{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Source: r.FundingSourceID.id(),
		FiscalYear: r.FiscalYear, Currency: r.Currency.Currency,
		Requested: amount(r.RequestedMinor, r.Currency), Approved: amount(r.ApprovedMinor, r.Currency),
		Committed: amount(r.CommittedMinor, r.Currency), Disbursed: amount(r.DisbursedMinor, r.Currency),
		Note: label(r.Note, r.NoteSq),
	}
	if r.BreachDocumentID != 0 {
		a.Breach = &funding.Breach{Reason: r.BreachReason, Document: r.BreachDocumentID.id()}
	}
	return a
}

type exchangeRateRow struct {
	Meta  meta `gorm:"embedded"`
	Base  currency
	Quote currency
	Date  date
	Kind  funding.RateKind
	Rate  number
}

func newExchangeRateRow(r *funding.Rate) exchangeRateRow {
	return exchangeRateRow{
		Meta: newMeta(r.Meta), Base: currency{r.Base}, Quote: currency{r.Quote},
		Date: date{r.Date}, Kind: r.Kind, Rate: number{r.Rate},
	}
}

func (r exchangeRateRow) domain() funding.Rate {
	return funding.Rate{
		Meta: r.Meta.domain(), Base: r.Base.Currency, Quote: r.Quote.Currency,
		Date: r.Date.Date, Kind: r.Kind, Rate: canonical(r.Rate.NullDecimal),
	}
}
