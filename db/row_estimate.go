package db

import (
	"korridor/pkg/estimate"
	"korridor/pkg/record"
)

type estimateRow struct {
	Meta          meta `gorm:"embedded"`
	ProjectID     optional
	Code          string
	Title         string
	TitleSq       string
	Kind          estimate.Kind
	Status        estimate.Status
	AsOf          date
	Scope         string
	ScopeSq       string
	PriceYear     optional
	VAT           estimate.VAT
	Class         optional
	Claimant      string
	ClaimantSq    string
	Currency      currency
	HeadlineMinor *int64
	TotalMinor    *int64
	CopyOfID      optional
	PublishedBy   string
	PublishedAtUs optional
	Note          string
	NoteSq        string
}

func newEstimateRow(e *estimate.Estimate) estimateRow {
	return estimateRow{
		Meta: newMeta(e.Meta), ProjectID: optional(e.Project), Code: e.Code,
		Title: e.Title.Default, TitleSq: e.Title.Albanian, Kind: e.Kind, Status: e.Status, AsOf: date{e.AsOf},
		Scope: e.Scope.Default, ScopeSq: e.Scope.Albanian,
		PriceYear: optional(e.PriceYear), VAT: e.VAT, Class: optional(e.Class), Claimant: e.Claimant.Default, ClaimantSq: e.Claimant.Albanian,
		Currency: currency{e.Currency}, HeadlineMinor: minor(e.Headline), TotalMinor: minor(e.Total),
		CopyOfID: optional(e.CopyOf), PublishedBy: e.PublishedBy, PublishedAtUs: micros(e.PublishedAt),
		Note: e.Note.Default, NoteSq: e.Note.Albanian,
	}
}

func (r estimateRow) domain() estimate.Estimate {
	return estimate.Estimate{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Code: r.Code,
		Title: label(r.Title, r.TitleSq), Kind: r.Kind, Status: r.Status, AsOf: r.AsOf.Date,
		Scope:     label(r.Scope, r.ScopeSq),
		PriceYear: int(r.PriceYear), VAT: r.VAT, Class: int(r.Class), Claimant: label(r.Claimant, r.ClaimantSq),
		Currency: r.Currency.Currency,
		Headline: amount(r.HeadlineMinor, r.Currency), Total: amount(r.TotalMinor, r.Currency),
		CopyOf: r.CopyOfID.id(), PublishedBy: r.PublishedBy, PublishedAt: r.PublishedAtUs.time(),
		Note: label(r.Note, r.NoteSq),
	}
}

type costLineRow struct {
	Meta         meta `gorm:"embedded"`
	ProjectID    optional
	EstimateID   optional
	Code         string
	Position     int
	Name         string
	NameSq       string
	Category     estimate.Category
	PhaseID      optional
	StructureID  optional
	Country      record.Country
	Quantity     number
	Unit         string
	UnitRate     number
	Currency     currency
	Percent      number
	OfCategories jsonText[[]estimate.Category]
	OfLines      jsonText[[]string]
	Contingency  bool
	Balance      bool
	Note         string
	NoteSq       string
}

func newCostLineRow(l *estimate.Line) costLineRow {
	return costLineRow{
		Meta: newMeta(l.Meta), ProjectID: optional(l.Project), EstimateID: optional(l.Estimate),
		Code: l.Code, Position: l.Position, Name: l.Name.Default, NameSq: l.Name.Albanian,
		Category: l.Category, PhaseID: optional(l.Phase), StructureID: optional(l.Structure),
		Country: l.Country, Quantity: number{l.Quantity}, Unit: l.Unit,
		UnitRate: number{l.UnitRate}, Currency: currency{l.Currency}, Percent: number{l.Percent},
		OfCategories: textsAsJSON(l.Of), OfLines: textsAsJSON(l.OfLines), Contingency: l.Contingency, Balance: l.Balance,
		Note: l.Note.Default, NoteSq: l.Note.Albanian,
	}
}

func (r costLineRow) domain() estimate.Line {
	return estimate.Line{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Estimate: r.EstimateID.id(),
		Code: r.Code, Position: r.Position, Name: label(r.Name, r.NameSq),
		Category: r.Category, Phase: r.PhaseID.id(), Structure: r.StructureID.id(),
		Country: r.Country, Quantity: canonical(r.Quantity.NullDecimal), Unit: r.Unit,
		UnitRate: canonical(r.UnitRate.NullDecimal), Currency: r.Currency.Currency, Percent: canonical(r.Percent.NullDecimal),
		Of: r.OfCategories.v, OfLines: r.OfLines.v, Contingency: r.Contingency, Balance: r.Balance,
		Note: label(r.Note, r.NoteSq),
	}
}
