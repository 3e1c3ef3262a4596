// Package funding holds where a project's money comes from: funding sources,
// their ceilings, yearly allocations by stage, and exchange rates.
package funding

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// Kind says what sort of money a funding source gives.
type Kind string

// The kinds of funding source.
const (
	StateBudget Kind = "state_budget"
	Loan        Kind = "loan"
	Grant       Kind = "grant"
	OwnFunds    Kind = "own_funds"
	PPP         Kind = "ppp"
)

// Kinds lists the kinds in the order in which forms offer them.
var Kinds = []Kind{StateBudget, Loan, Grant, OwnFunds, PPP}

// Status says how firm a funding source is.
type Status string

// The states of a funding source.
const (
	Indicative Status = "indicative"
	Signed     Status = "signed"
	Effective  Status = "effective" // or appropriated, for a state budget
	Closed     Status = "closed"
)

// Statuses lists the states from the least to the most firm.
var Statuses = []Status{Indicative, Signed, Effective, Closed}

// Secure reports whether approved money of the source counts as secured: the
// source is appropriated or effective, or was and has closed.
func (s Status) Secure() bool { return s == Effective || s == Closed }

// Source is a funding source of one project.
type Source struct {
	record.Meta
	Project   record.ID
	Code      string
	Position  int
	Name      text.Label
	Kind      Kind
	Status    Status
	Country   record.Country
	Currency  money.Currency
	Total     *money.Amount // of the source as a whole, without a year; nil: not known
	CarryOver bool          // unspent money of a year stays available in the next
	// BudgetProgramme is the programme of the state's budget that the source
	// draws on, whose ceilings it shares with others; 0: none.
	BudgetProgramme record.ID `json:",omitempty"`
	Note            text.Label
}

// Ceiling is the most that a source can give in one fiscal year.
type Ceiling struct {
	record.Meta
	Project    record.ID
	Source     record.ID
	FiscalYear int
	Currency   money.Currency
	Amount     *money.Amount
	Scope      text.Label // what the ceiling is for, where it is wider than the project
}

// RateKind says which exchange rate of its date a rate is.
type RateKind string

// The kinds of exchange rate.
const (
	Average RateKind = "average" // of the year or month that the date names
	Spot    RateKind = "spot"    // on the day
)

// RateKinds lists the kinds.
var RateKinds = []RateKind{Average, Spot}

// Rate says that one unit of Base costs Rate units of Quote.
type Rate struct {
	record.Meta
	Base  money.Currency
	Quote money.Currency
	Date  schedule.Date
	Kind  RateKind
	Rate  decimal.NullDecimal
}

// Key names what the rate is the rate of: no two rates have the same key.
func (r *Rate) Key() string {
	return r.Base.Code() + "/" + r.Quote.Code() + " " + string(r.Kind) + " " + r.Date.String()
}

// Convert turns an amount in the rate's base currency into its quote currency,
// rounded half-even. An amount in another currency is an error.
func (r *Rate) Convert(a money.Amount) (money.Amount, error) {
	if a.Currency() != r.Base {
		return money.Amount{}, &money.MismatchError{A: a, B: money.Zero(r.Base)}
	}
	return money.Round(a.Decimal().Mul(r.Rate.Decimal), r.Quote)
}

// RecordKind implements record.Entity.
func (*Source) RecordKind() record.Kind  { return record.FundingSource }
func (*Ceiling) RecordKind() record.Kind { return record.Ceiling }
func (*Rate) RecordKind() record.Kind    { return record.ExchangeRate }

// Owner implements record.Entity; exchange rates serve all projects.
func (s *Source) Owner() record.ID  { return s.Project }
func (c *Ceiling) Owner() record.ID { return c.Project }
func (*Rate) Owner() record.ID      { return 0 }

// Refs implements record.Entity.
func (s *Source) Refs() []record.Ref {
	return []record.Ref{
		{Field: "project", Kind: record.Project, ID: &s.Project},
		{Field: "budget_programme", Kind: record.BudgetProgramme, ID: &s.BudgetProgramme},
	}
}

// Refs implements record.Entity.
func (c *Ceiling) Refs() []record.Ref {
	return []record.Ref{
		{Field: "project", Kind: record.Project, ID: &c.Project},
		{Field: "funding_source", Kind: record.FundingSource, ID: &c.Source},
	}
}

// Refs implements record.Entity.
func (*Rate) Refs() []record.Ref { return nil }

// FigureFields implements record.Figured.
func (s *Source) FigureFields() []record.FigureField {
	return []record.FigureField{record.AmountFigure("total", s.Currency, &s.Total)}
}

// FigureFields implements record.Figured.
func (c *Ceiling) FigureFields() []record.FigureField {
	return []record.FigureField{record.AmountFigure("amount", c.Currency, &c.Amount)}
}

// FigureFields implements record.Figured.
func (r *Rate) FigureFields() []record.FigureField {
	return []record.FigureField{record.NumberFigure("rate", r.Quote.Code()+"/"+r.Base.Code(), &r.Rate)}
}

// Validate implements record.Entity.
func (s *Source) Validate() error {
	var p fault.Problems
	p.Check(s.Project != 0, "project", fault.Say("required", "is required"))
	text.CheckCode(&p, "code", s.Code)
	text.CheckLabel(&p, "name", s.Name, text.MaxName, true)
	text.CheckLabel(&p, "note", s.Note, text.MaxNote, false)
	text.CheckOneOf(&p, "kind", s.Kind, Kinds)
	text.CheckOneOf(&p, "status", s.Status, Statuses)
	p.Check(s.Position >= 0, "position", fault.Say("negative", "must not be negative"))
	record.CheckCountry(&p, "country", s.Country)
	p.Check(!s.Currency.IsZero(), "currency", fault.Say("required", "is required"))
	record.CheckAmount(&p, "total", s.Total, s.Currency)
	return p.Err(fault.Say("funding_source.invalid", "the funding source cannot be kept"))
}

// Validate implements record.Entity.
func (c *Ceiling) Validate() error {
	var p fault.Problems
	p.Check(c.Project != 0, "project", fault.Say("required", "is required"))
	p.Check(c.Source != 0, "funding_source", fault.Say("required", "is required"))
	record.CheckYear(&p, "fiscal_year", c.FiscalYear)
	text.CheckLabel(&p, "scope", c.Scope, text.MaxLine, false)
	p.Check(!c.Currency.IsZero(), "currency", fault.Say("required", "is required"))
	p.Check(c.Amount != nil, "amount", fault.Say("required", "is required"))
	record.CheckAmount(&p, "amount", c.Amount, c.Currency)
	return p.Err(fault.Say("ceiling.invalid", "the ceiling cannot be kept"))
}

// Validate implements record.Entity.
func (r *Rate) Validate() error {
	var p fault.Problems
	p.Check(!r.Base.IsZero(), "base", fault.Say("required", "is required"))
	p.Check(!r.Quote.IsZero() && r.Base != r.Quote, "quote", fault.Say("rate.same", "must be another currency"))
	p.Check(!r.Date.IsZero(), "date", fault.Say("required", "is required"))
	text.CheckOneOf(&p, "kind", r.Kind, RateKinds)
	switch {
	case r.Rate.Valid:
		p.Check(r.Rate.Decimal.IsPositive(), "rate", fault.Say("not_positive", "must be above zero"))
	case r.Base.IsZero() || r.Quote.IsZero() || r.Date.IsZero():
		p.Add("rate", fault.Say("required", "is required"))
	default:
		p.Add("rate", MissingRate(r.Base, r.Quote, r.Date.Year()))
	}
	record.CheckNumber(&p, "rate", r.Rate.Decimal)
	return p.Err(fault.Say("rate.invalid", "the exchange rate cannot be kept"))
}

// MissingRate says which rate is not recorded.
func MissingRate(base, quote money.Currency, year int) fault.Message {
	return fault.Say("rate.missing", "for {year} no exchange rate is recorded from {base} to {quote}",
		"year", FiscalYear(year), "base", base.Code(), "quote", quote.Code())
}

// Newest returns the newest rate from base to quote that is not after the day,
// or nil where none is known. Rates are ordered by the first day that they
// speak of, so that a rate of a day beats the average of its year.
func Newest(rates []Rate, base, quote money.Currency, day schedule.Date) *Rate {
	var newest *Rate
	for i := range rates {
		r := &rates[i]
		if r.Base != base || r.Quote != quote || day.Before(r.Date) {
			continue
		}
		if newest == nil || newest.Date.First().Before(r.Date.First()) {
			newest = r
		}
	}
	return newest
}
