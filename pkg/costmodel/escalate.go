package costmodel

import (
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
)

// workingPlaces is how many decimals factors keep: products of rates are exact
// up to there, which is far beyond what a cent of any amount can show.
const workingPlaces = 60

// shorten rounds a factor to workingPlaces, counted from its first digit where
// it is small: prices that fall for a century leave a factor above zero.
func shorten(factor decimal.Decimal) decimal.Decimal {
	magnitude := int32(factor.NumDigits()) + factor.Exponent() // factor < 10^magnitude
	return factor.Round(workingPlaces - min(magnitude, 0))
}

// factors are what an index makes of prices between the price year and others.
type factors struct {
	index      *Index // nil: prices do not move
	base       int
	byYear     map[int]decimal.Decimal // growth
	multiply   map[int]*money.Factor   // growth, prepared; of years from the base year on
	repeatedTo int                     // the last year for which the last rate was repeated; 0: none
}

// index returns the factors of the index with the code, "" for none.
func (r *run) index(code string) (*factors, error) {
	if f, ok := r.factors[code]; ok {
		return f, nil
	}
	f := &factors{base: r.PriceYear, byYear: map[int]decimal.Decimal{r.PriceYear: decimal.NewFromInt(1)}, multiply: map[int]*money.Factor{}}
	if code != "" {
		i := slices.IndexFunc(r.Indices, func(x Index) bool { return x.Code == code })
		f.index = &r.Indices[i] // Check made sure that there is one
	}
	r.factors[code] = f
	return f, nil
}

func (x *Index) last() YearRate { return x.Rates[len(x.Rates)-1] }

// rate is the change of the annual average from year−1 to year. The last known
// rate repeats; any other that is missing is a fault.
func (f *factors) rate(year int) (decimal.Decimal, error) {
	if f.index == nil {
		return decimal.Zero, nil
	}
	rates := f.index.Rates
	if i, ok := slices.BinarySearchFunc(rates, year, func(y YearRate, year int) int { return y.Year - year }); ok {
		return rates[i].Rate, nil
	}
	if len(rates) > 0 && year > f.index.last().Year {
		f.repeatedTo = max(f.repeatedTo, year)
		return f.index.last().Rate, nil
	}
	return decimal.Zero, missingRate(f.index.Code, year)
}

func missingRate(code string, year int) error {
	var p fault.Problems
	p.Add("indices."+code+".rates", fault.Say("cost.rate_missing", "index {index} has no rate for {year}", "index", code, "year", yearOf(year)))
	return p.Err(fault.Say("cost.invalid", "the cost model cannot be computed"))
}

// growth is by how much prices rise between the year and the base year, in the
// order of time: Π (1 + e_k) over k = base+1 … year, or over k = year+1 … base.
func (f *factors) growth(year int) (decimal.Decimal, error) {
	step := 1
	if year < f.base {
		step = -1
	}
	for y := f.base; ; y += step {
		if _, ok := f.byYear[y]; !ok {
			rate, err := f.rate(max(y, y-step)) // of the later of the two years
			if err != nil {
				return decimal.Zero, err
			}
			f.byYear[y] = shorten(f.byYear[y-step].Mul(decimal.NewFromInt(1).Add(rate)))
		}
		if y == year {
			return f.byYear[y], nil
		}
	}
}

// at is the price level of the year: its growth, divided instead for a year
// before the base year.
func (f *factors) at(year int) (decimal.Decimal, error) {
	one := decimal.NewFromInt(1)
	if f.index == nil {
		return one, nil
	}
	growth, err := f.growth(year)
	if err != nil || year >= f.base {
		return growth, err
	}
	return one.DivRound(growth, workingPlaces), nil
}

// need is what an amount of base prices is in the year: round half-even (base ×
// growth), or of base / growth for a year before the base year.
func (f *factors) need(year int, base money.Amount) (money.Amount, error) {
	if year < f.base { // not times the level: 0.98 / 1.12 is a tie, and 1 / 1.12 has no last decimal
		growth, err := f.growth(year)
		if err != nil {
			return base, err
		}
		need, err := money.Round(base.Decimal().DivRound(growth, workingPlaces), base.Currency())
		return need, tooLarge(err)
	}
	multiply, err := f.multiplier(year)
	if err != nil {
		return base, err
	}
	need, err := multiply.Mul(base)
	return need, tooLarge(err)
}

// multiplier is the growth up to a year from the base year on, prepared.
func (f *factors) multiplier(year int) (*money.Factor, error) {
	if m := f.multiply[year]; m != nil {
		return m, nil
	}
	growth, err := f.growth(year)
	if err != nil {
		return nil, err
	}
	m := money.NewFactor(growth)
	f.multiply[year] = &m
	return &m, nil
}

// cell is the cell of a year.
func (f *factors) cell(year int, base money.Amount) (Cell, error) {
	c := Cell{Year: year, Base: base, Escalation: money.Zero(base.Currency())}
	if base.IsZero() || f.index == nil {
		return c, nil
	}
	need, err := f.need(year, base)
	if err != nil {
		return c, err
	}
	c.Escalation, err = need.Sub(base)
	return c, err
}

// yearOf is a year that reads without thousands separators.
func yearOf(year int) funding.FiscalYear { return funding.FiscalYear(year) }

// Levels returns the price levels of the years from first to last by an index of
// the model, relative to the price year. It gives an Invalid fault for an index
// that the model does not have and for a rate that is missing.
func (m *Model) Levels(index string, first, last int) ([]decimal.Decimal, error) {
	r := &run{Model: m, factors: map[string]*factors{}}
	if index != "" && !slices.ContainsFunc(m.Indices, func(x Index) bool { return x.Code == index }) {
		return nil, fault.New(fault.Invalid, fault.Say("cost.no_index", "there is no index {index}", "index", index))
	}
	f, err := r.index(index)
	if err != nil {
		return nil, err
	}
	levels := make([]decimal.Decimal, 0, max(last-first+1, 0))
	for year := first; year <= last; year++ {
		level, err := f.at(year)
		if err != nil {
			return nil, err
		}
		levels = append(levels, level)
	}
	return levels, nil
}

// Sort puts the rates in the order of their years.
func (x *Index) Sort() {
	slices.SortStableFunc(x.Rates, func(a, b YearRate) int { return a.Year - b.Year })
}
