package costmodel

import (
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"

	"github.com/shopspring/decimal"
)

// Expenditure is money that was spent on a project on a date.
type Expenditure struct {
	record.Meta
	Project   record.ID
	Phase     record.ID         // 0: not tied to a phase
	Category  estimate.Category // "" where it is not known
	Date      schedule.Date     // a day or a month
	Amount    *money.Amount     // negative for a correction
	Currency  money.Currency
	Source    record.ID // the funding source; 0: not known
	Reference string    // of the payment, such as the number of a certificate
	Note      text.Label
}

// Benefit is what a project is expected to bring each year.
type Benefit struct {
	record.Meta
	Project   record.ID
	Code      string
	Name      text.Label
	FirstYear int
	LastYear  int
	Amount    *money.Amount       // in the first year, at prices of PriceYear
	PriceYear int                 // 0: not known
	Growth    decimal.NullDecimal // a year, a fraction, in real terms
	Currency  money.Currency
	Note      text.Label
}

// RecordKind implements record.Entity.
func (*Expenditure) RecordKind() record.Kind { return record.Expenditure }
func (*Benefit) RecordKind() record.Kind     { return record.Benefit }

// Owner implements record.Entity.
func (e *Expenditure) Owner() record.ID { return e.Project }
func (b *Benefit) Owner() record.ID     { return b.Project }

// Refs implements record.Entity.
func (e *Expenditure) Refs() []record.Ref {
	return []record.Ref{
		{Field: "project", Kind: record.Project, ID: &e.Project},
		{Field: "phase", Kind: record.Phase, ID: &e.Phase},
		{Field: "source", Kind: record.FundingSource, ID: &e.Source},
	}
}

// Refs implements record.Entity.
func (b *Benefit) Refs() []record.Ref {
	return []record.Ref{{Field: "project", Kind: record.Project, ID: &b.Project}}
}

// FigureFields implements record.Figured.
func (e *Expenditure) FigureFields() []record.FigureField {
	return []record.FigureField{record.AmountFigure("amount", e.Currency, &e.Amount)}
}

// FigureFields implements record.Figured.
func (b *Benefit) FigureFields() []record.FigureField {
	return []record.FigureField{
		record.AmountFigure("amount", b.Currency, &b.Amount),
		record.NumberFigure("growth", Fraction, &b.Growth),
	}
}

// Validate implements record.Entity.
func (e *Expenditure) Validate() error {
	var p fault.Problems
	p.Check(e.Project != 0, "project", fault.Say("required", "is required"))
	if e.Category != "" {
		text.CheckOneOf(&p, "category", e.Category, estimate.Categories)
	}
	p.Check(e.Date.Month() != 0, "date", fault.Say("expenditure.date", "must be a day or a month: write 2026-01-31 or 2026-01"))
	p.Check(!e.Currency.IsZero(), "currency", fault.Say("required", "is required"))
	switch {
	case e.Amount == nil:
		p.Add("amount", fault.Say("required", "is required"))
	default:
		record.CheckSigned(&p, "amount", *e.Amount, e.Currency)
		p.Check(!e.Amount.IsZero(), "amount", fault.Say("zero", "must not be zero"))
	}
	text.CheckLine(&p, "reference", e.Reference, text.MaxName, false)
	text.CheckLabel(&p, "note", e.Note, text.MaxNote, false)
	return p.Err(fault.Say("expenditure.invalid", "the expenditure cannot be kept"))
}

// Validate implements record.Entity.
func (b *Benefit) Validate() error {
	var p fault.Problems
	p.Check(b.Project != 0, "project", fault.Say("required", "is required"))
	text.CheckCode(&p, "code", b.Code)
	text.CheckLabel(&p, "name", b.Name, text.MaxName, true)
	text.CheckLabel(&p, "note", b.Note, text.MaxNote, false)
	record.CheckYear(&p, "first_year", b.FirstYear)
	record.CheckYear(&p, "last_year", b.LastYear)
	p.Check(b.FirstYear <= b.LastYear, "last_year", fault.Say("benefit.years", "must not be before the first year"))
	if b.PriceYear != 0 {
		record.CheckYear(&p, "price_year", b.PriceYear)
	}
	p.Check(!b.Currency.IsZero(), "currency", fault.Say("required", "is required"))
	p.Check(b.Amount != nil, "amount", fault.Say("required", "is required"))
	record.CheckAmount(&p, "amount", b.Amount, b.Currency)
	checkRate(&p, "growth", b.Growth)
	return p.Err(fault.Say("benefit.invalid", "the benefit cannot be kept"))
}
