package costmodel

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
)

// CountryPart is what one country pays: of the lines of its own and of its part
// of what is shared.
type CountryPart struct {
	Country record.Country // record.Shared, or "" where nobody said whose the lines are
	Sums
	Years []CountryYear // the years of the result
}

// CountryYear is a country's part of one year.
type CountryYear struct {
	FiscalYear int
	Sums
}

// Countries divides the result by country: every cell of a line that countries
// share is split by the model's CountryShares (largest remainder), or stays
// shared where the model has none. The parts sum to the result exactly.
func (r *Result) Countries() ([]CountryPart, error) {
	var parts []CountryPart
	at := map[record.Country]int{}
	part := func(c record.Country) *CountryPart {
		i, ok := at[c]
		if !ok {
			i = len(parts)
			at[c] = i
			p := CountryPart{Country: c, Sums: zeroSums(r.Model.Currency), Years: make([]CountryYear, len(r.Years))}
			for k := range p.Years {
				p.Years[k] = CountryYear{FiscalYear: r.Years[k].FiscalYear, Sums: zeroSums(r.Model.Currency)}
			}
			parts = append(parts, p)
		}
		return &parts[i]
	}
	for i := range r.Lines {
		l := &r.Lines[i]
		for _, cell := range l.Cells {
			split, err := r.Model.byCountry(l.Country, cell)
			if err != nil {
				return nil, err
			}
			for _, s := range split {
				p := part(s.country)
				for _, sums := range []*Sums{&p.Sums, &p.Years[cell.Year-r.Years[0].FiscalYear].Sums} {
					if err := sums.add(s.cell, l.Contingency); err != nil {
						return nil, tooLarge(err)
					}
				}
			}
		}
	}
	return parts, nil
}

type countryCell struct {
	country record.Country
	cell    Cell
}

func (m *Model) byCountry(country record.Country, c Cell) ([]countryCell, error) {
	if country != record.Shared || len(m.CountryShares) == 0 {
		return []countryCell{{country, c}}, nil
	}
	weights := make([]decimal.Decimal, len(m.CountryShares))
	for i, s := range m.CountryShares {
		weights[i] = s.Share
	}
	parts := make([]countryCell, len(weights))
	for i, s := range m.CountryShares {
		parts[i] = countryCell{s.Country, Cell{Year: c.Year}}
	}
	for _, split := range []struct {
		amount money.Amount
		into   func(*Cell) *money.Amount
	}{
		{c.Base, func(c *Cell) *money.Amount { return &c.Base }},
		{c.Escalation, func(c *Cell) *money.Amount { return &c.Escalation }},
	} {
		amounts, err := split.amount.Split(weights)
		if err != nil {
			return nil, fault.Wrap(fault.Internal, err, fault.Say("cost.split_country", "a cell cannot be split by country"))
		}
		for i := range parts {
			*split.into(&parts[i].cell) = amounts[i]
		}
	}
	return parts, nil
}
