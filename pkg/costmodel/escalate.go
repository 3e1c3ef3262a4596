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

// factors are the price levels of an index in years relative to the price year.
type factors struct {
	index      *Index // nil: prices do not move
	base       int
	byYear     map[int]decimal.Decimal
	repeatedTo int // the last year for which the last rate was repeated; 0: none
}

// index returns the factors of the index with the code, "" for none.
func (r *run) index(code string) (*factors, error) {
	if f, ok := r.factors[code]; ok {
		return f, nil
	}
	f := &factors{base: r.PriceYear, byYear: map[int]decimal.Decimal{r.PriceYear: decimal.NewFromInt(1)}}
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

// at is the price level of the year: Π (1 + e_k) over k = base+1 … year, divided
// instead for a year before the base year.
func (f *factors) at(year int) (decimal.Decimal, error) {
	if level, ok := f.byYear[year]; ok || f.index == nil {
		if !ok {
			level = decimal.NewFromInt(1)
		}
		return level, nil
	}
	step := 1
	if year < f.base {
		step = -1
	}
	for y := f.base + step; ; y += step {
		if _, ok := f.byYear[y]; !ok {
			rate, err := f.rate(max(y, y-step)) // of the later of the two years
			if err != nil {
				return decimal.Zero, err
			}
			growth, before := decimal.NewFromInt(1).Add(rate), f.byYear[y-step]
			if step > 0 {
				f.byYear[y] = shorten(before.Mul(growth))
			} else {
				f.byYear[y] = before.DivRound(growth, workingPlaces)
			}
		}
		if y == year {
			return f.byYear[y], nil
		}
	}
}

// cell is the cell of a year: need = round half-even (base × factor).
func (f *factors) cell(year int, base money.Amount) (Cell, error) {
	c := Cell{Year: year, Base: base, Escalation: money.Zero(base.Currency())}
	if base.IsZero() || f.index == nil {
		return c, nil
	}
	level, err := f.at(year)
	if err != nil {
		return c, err
	}
	need, err := base.Mul(level)
	if err != nil {
		return c, tooLarge(err)
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
