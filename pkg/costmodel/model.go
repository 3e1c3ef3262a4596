// Package costmodel answers what a project costs, in which year's money, and
// whether each year is funded: an estimate's lines spread over their phases'
// years, escalated by index series, and set against the money of its funding
// sources and against ceilings.
//
// The atom is (cost line, fiscal year): a line's amount is split over years by
// the largest remainder, and each cell is escalated and rounded half-even once.
// Every other figure is a sum of cells, so that all of them agree to the cent.
package costmodel

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// Model is everything that Run computes from. It stands by itself: parts refer
// to each other by code, and every amount is in Currency.
type Model struct {
	Currency      money.Currency
	PriceYear     int // the lines' prices are at the average level of this year
	Indices       []Index
	DiscountRate  decimal.NullDecimal // real, a fraction a year; not valid: no present value
	Phases        []Phase
	Lines         []Line
	Sources       []Source
	Allocations   []Allocation
	Caps          []funding.YearAmount // what can be spent in a year at most; none: not capped
	CapsCarryOver bool                 // what a cap leaves unused adds to the next year's
	CountryShares []CountryShare       // how lines that countries share are split; may be empty
}

// Index is a series of price changes.
type Index struct {
	Code  string
	Name  text.Label
	Proxy bool // it stands in for the prices of the works, such as consumer prices
	Rates []YearRate
}

// YearRate is the change of an index's annual average from the year before to
// Year, as a fraction: "0.03" is 3 %.
type YearRate struct {
	Year    int
	Rate    decimal.Decimal
	Assumed bool
}

// Phase is a part of the delivery with its dates. A phase that follows others
// starts on Start or when they let it, whichever is later, and keeps its length.
type Phase struct {
	Code          string
	Name          text.Label
	Start, Finish schedule.Date // full days, both included
	Profile       schedule.Profile
	After         []Link
}

// Link is a predecessor, finish to start: the phase starts on the day after its
// finish, LagDays later.
type Link struct {
	Phase   string
	LagDays int
}

// Line is one cost line: Amount; or a Quantity at a UnitRate; or a Percent of
// the lines of the categories Of in the same phase, or of the lines OfLines.
type Line struct {
	Code        string
	Name        text.Label
	Phase       string
	Category    estimate.Category
	Amount      *money.Amount
	Quantity    decimal.NullDecimal
	Unit        string
	UnitRate    decimal.NullDecimal // in Currency per Unit
	Percent     decimal.NullDecimal
	Of          []estimate.Category
	OfLines     []string
	Contingency bool
	Balance     bool   // closes the estimate on a published total
	Assumed     bool   // rests on a figure that is assumed
	Index       string // code; "": not escalated
	Country     record.Country
	Section     string
	Structure   project.StructureKind
}

// Source is a funding source.
type Source struct {
	Name      string // by which allocations name it
	Label     text.Label
	Kind      funding.Kind
	Status    funding.Status // "" counts as effective
	CarryOver bool           // unspent money of a year stays available in the next
	Country   record.Country
}

// Allocation is the money of one fiscal year and funding source; a stage that
// is nil is not known. Amounts in another currency than the model's are money
// that nobody could convert: they are counted nowhere, and leave unknown what is
// secured in the year.
type Allocation struct {
	FiscalYear int
	Source     string
	Requested  *money.Amount
	Approved   *money.Amount
	Committed  *money.Amount
	Disbursed  *money.Amount
}
