package db

import (
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/record"
)

type indexSeriesRow struct {
	Meta    meta `gorm:"embedded"`
	Code    string
	Name    string
	NameSq  string
	Country record.Country
	Proxy   bool
	Rates   jsonText[[]costmodel.SeriesRate]
	Note    string
	NoteSq  string
}

func newIndexSeriesRow(s *costmodel.Series) indexSeriesRow {
	return indexSeriesRow{
		Meta: newMeta(s.Meta), Code: s.Code, Name: s.Name.Default, NameSq: s.Name.Albanian,
		Country: s.Country, Proxy: s.Proxy, Rates: listAsJSON(s.Rates),
		Note: s.Note.Default, NoteSq: s.Note.Albanian,
	}
}

func (r indexSeriesRow) domain() costmodel.Series {
	return costmodel.Series{
		Meta: r.Meta.domain(), Code: r.Code, Name: label(r.Name, r.NameSq),
		Country: r.Country, Proxy: r.Proxy, Rates: r.Rates.v, Note: label(r.Note, r.NoteSq),
	}
}

type assumptionsRow struct {
	Meta           meta `gorm:"embedded"`
	ProjectID      optional
	Rules          jsonText[[]costmodel.IndexRule]
	DiscountRate   number
	DiscountSeries string
	Caps           jsonText[[]funding.YearAmount]
	CapsCarryOver  bool
	Currency       currency
	CountryShares  jsonText[[]costmodel.CountryShare]
	Note           string
	NoteSq         string
}

func newAssumptionsRow(a *costmodel.Assumptions) assumptionsRow {
	return assumptionsRow{
		Meta: newMeta(a.Meta), ProjectID: optional(a.Project), Rules: listAsJSON(a.Rules),
		DiscountRate: number{a.DiscountRate}, DiscountSeries: a.DiscountSeries,
		Caps: listAsJSON(a.Caps), CapsCarryOver: a.CapsCarryOver, Currency: currency{a.Currency},
		CountryShares: listAsJSON(a.CountryShares), Note: a.Note.Default, NoteSq: a.Note.Albanian,
	}
}

func (r assumptionsRow) domain() costmodel.Assumptions {
	return costmodel.Assumptions{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Rules: r.Rules.v,
		DiscountRate: canonical(r.DiscountRate.NullDecimal), DiscountSeries: r.DiscountSeries,
		Caps: r.Caps.v, CapsCarryOver: r.CapsCarryOver, Currency: r.Currency.Currency,
		CountryShares: r.CountryShares.v, Note: label(r.Note, r.NoteSq),
	}
}

// assumedSeries are the links to the series that the rules name.
func assumedSeries(a *costmodel.Assumptions) []link {
	ids := make([]record.ID, len(a.Rules))
	for i, rule := range a.Rules {
		ids[i] = rule.Index
	}
	return linksWithin(ids...)
}

type scenarioRow struct {
	Meta      meta `gorm:"embedded"`
	ProjectID optional
	Code      string
	Name      string
	NameSq    string
	Changes   jsonText[[]costmodel.Change]
	Note      string
	NoteSq    string
}

func newScenarioRow(s *costmodel.Scenario) scenarioRow {
	return scenarioRow{
		Meta: newMeta(s.Meta), ProjectID: optional(s.Project), Code: s.Code,
		Name: s.Name.Default, NameSq: s.Name.Albanian, Changes: listAsJSON(s.Changes),
		Note: s.Note.Default, NoteSq: s.Note.Albanian,
	}
}

func (r scenarioRow) domain() costmodel.Scenario {
	return costmodel.Scenario{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Code: r.Code,
		Name: label(r.Name, r.NameSq), Changes: r.Changes.v, Note: label(r.Note, r.NoteSq),
	}
}

// changedSeries and changedSources are the links to the series and the funding
// sources that the changes of a scenario name.
func changedSeries(s *costmodel.Scenario) []link {
	var ids []record.ID
	for i := range s.Changes {
		ids = append(ids, s.Changes[i].From, s.Changes[i].To)
	}
	return linksWithin(ids...)
}

func changedSources(s *costmodel.Scenario) []link {
	var ids []record.ID
	for i := range s.Changes {
		ids = append(ids, s.Changes[i].FundingSource)
	}
	return linksWithin(ids...)
}

type expenditureRow struct {
	Meta            meta `gorm:"embedded"`
	ProjectID       optional
	PhaseID         optional
	Category        estimate.Category
	Date            date
	Currency        currency
	AmountMinor     *int64
	FundingSourceID optional
	Reference       string
	Note            string
	NoteSq          string
}

func newExpenditureRow(e *costmodel.Expenditure) expenditureRow {
	return expenditureRow{
		Meta: newMeta(e.Meta), ProjectID: optional(e.Project), PhaseID: optional(e.Phase), Category: e.Category,
		Date: date{e.Date}, Currency: currency{e.Currency}, AmountMinor: minor(e.Amount),
		FundingSourceID: optional(e.Source), Reference: e.Reference, Note: e.Note.Default, NoteSq: e.Note.Albanian,
	}
}

func (r expenditureRow) domain() costmodel.Expenditure {
	return costmodel.Expenditure{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Phase: r.PhaseID.id(), Category: r.Category,
		Date: r.Date.Date, Currency: r.Currency.Currency, Amount: amount(r.AmountMinor, r.Currency),
		Source: r.FundingSourceID.id(), Reference: r.Reference, Note: label(r.Note, r.NoteSq),
	}
}

type benefitRow struct {
	Meta        meta `gorm:"embedded"`
	ProjectID   optional
	Code        string
	Name        string
	NameSq      string
	FirstYear   int
	LastYear    int
	Currency    currency
	AmountMinor *int64
	PriceYear   optional
	Growth      number
	Note        string
	NoteSq      string
}

func newBenefitRow(b *costmodel.Benefit) benefitRow {
	return benefitRow{
		Meta: newMeta(b.Meta), ProjectID: optional(b.Project), Code: b.Code, Name: b.Name.Default, NameSq: b.Name.Albanian,
		FirstYear: b.FirstYear, LastYear: b.LastYear, Currency: currency{b.Currency}, AmountMinor: minor(b.Amount),
		PriceYear: optional(b.PriceYear), Growth: number{b.Growth}, Note: b.Note.Default, NoteSq: b.Note.Albanian,
	}
}

func (r benefitRow) domain() costmodel.Benefit {
	return costmodel.Benefit{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Code: r.Code, Name: label(r.Name, r.NameSq),
		FirstYear: r.FirstYear, LastYear: r.LastYear, Currency: r.Currency.Currency, Amount: amount(r.AmountMinor, r.Currency),
		PriceYear: int(r.PriceYear), Growth: canonical(r.Growth.NullDecimal), Note: label(r.Note, r.NoteSq),
	}
}
