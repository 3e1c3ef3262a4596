// Package costmodel holds the modelling assumptions that turn an estimate into
// money by year: index series, the assumptions and scenarios of a project, what
// was spent on it and what it brings.
package costmodel

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Limits on the parts of one record.
const (
	MaxRates   = 200
	MaxRules   = 200
	MaxCaps    = 200
	MaxChanges = 200
)

// Fraction is the unit of rates, shares and growth: 0.03 is 3 %.
const Fraction = "1"

// The changes of an annual average that can be recorded: minRate < rate ≤ maxRate.
var (
	minRate = decimal.New(-9, -1)
	maxRate = decimal.NewFromInt(10)
)

// Series is an index series: by how much prices changed from one year's average
// to the next one's. It serves all projects.
type Series struct {
	record.Meta
	Code    string
	Name    text.Label
	Country record.Country // whose prices they are; "" where it is no single country
	Proxy   bool           // the series stands in for prices of civil works, as consumer prices do
	Rates   []SeriesRate   // by year
	Note    text.Label
}

// SeriesRate is the change of the annual average from the year before, as a
// fraction; not valid: not known.
type SeriesRate struct {
	Year int
	Rate decimal.NullDecimal
}

// RecordKind implements record.Entity.
func (*Series) RecordKind() record.Kind { return record.IndexSeries }

// Owner implements record.Entity; index series serve all projects.
func (*Series) Owner() record.ID { return 0 }

// Refs implements record.Entity.
func (*Series) Refs() []record.Ref { return nil }

// FigureFields implements record.Figured: the rate of each year.
func (s *Series) FigureFields() []record.FigureField {
	fields := make([]record.FigureField, len(s.Rates))
	for i := range s.Rates {
		fields[i] = record.NumberFigure("rate", Fraction, &s.Rates[i].Rate).In(s.Rates[i].Year)
	}
	return fields
}

// Validate implements record.Entity.
func (s *Series) Validate() error {
	var p fault.Problems
	text.CheckCode(&p, "code", s.Code)
	text.CheckLabel(&p, "name", s.Name, text.MaxName, true)
	text.CheckLabel(&p, "note", s.Note, text.MaxNote, false)
	record.CheckCountry(&p, "country", s.Country)
	record.CheckCount(&p, "rates", len(s.Rates), MaxRates)
	record.CheckYears(&p, "rates", years(s.Rates, func(r SeriesRate) int { return r.Year }))
	for _, r := range s.Rates {
		p.Check(r.Rate.Valid, "rates", fault.Say("series.rate_missing", "{year}: needs a rate", "year", funding.FiscalYear(r.Year)))
		checkRate(&p, "rates", r.Rate)
	}
	return p.Err(fault.Say("series.invalid", "the index series cannot be kept"))
}

// checkRate notes a problem when the rate is known and no change of an annual
// average that prices can make.
func checkRate(p *fault.Problems, field string, rate decimal.NullDecimal) {
	if !rate.Valid {
		return
	}
	record.CheckNumber(p, field, rate.Decimal)
	p.Check(rate.Decimal.GreaterThan(minRate) && rate.Decimal.LessThanOrEqual(maxRate), field,
		fault.Say("series.rate_range", "{rate} is not a yearly change above {min} and up to {max}, as a fraction: write 0.03 for 3 %",
			"rate", rate.Decimal, "min", minRate, "max", maxRate))
}

func years[T any](list []T, year func(T) int) []int {
	all := make([]int, len(list))
	for i, v := range list {
		all[i] = year(v)
	}
	return all
}
