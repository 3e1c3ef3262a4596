package appraisal

import (
	_ "embed"
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/datafile"
	"korridor/pkg/fault"
)

// Series is a series of yearly discount rates, real, after a base year. One of
// a planner's own has no origin.
type Series struct {
	datafile.Origin
	Bands []Band
}

// Band is a rate that holds for some years after the base year.
type Band struct {
	From, To int // both included; To 0: without end
	Rate     decimal.Decimal
}

// Constant is the series of one rate: 0.035 is 3.5 %. The rate is above -1.
func Constant(rate decimal.Decimal) Series { return Series{Bands: []Band{{Rate: rate}}} }

// Rate returns the rate of a year after the base year, zero where no band
// holds.
func (s Series) Rate(year int) decimal.Decimal {
	for _, b := range s.Bands {
		if year >= b.From && (b.To == 0 || year <= b.To) {
			return b.Rate
		}
	}
	return decimal.Zero
}

// Factor returns the discount factor of a year after the base year: the
// product of 1/(1 + rate) over the years 1 to that one, so 1 for the base year
// itself (HM Treasury, The Green Book, annex on discounting).
func (s Series) Factor(year int) decimal.Decimal {
	return significant(s.factors(year + 1)[year], Digits)
}

// factors returns the discount factors of the first n years, the base year
// among them, with the margin.
func (s Series) factors(n int) []decimal.Decimal {
	factors := make([]decimal.Decimal, n)
	growth := one
	for year := range factors {
		if year > 0 {
			growth = significant(growth.Mul(one.Add(s.Rate(year))), Digits+margin)
		}
		factors[year] = quotient(one, growth)
	}
	return factors
}

//go:embed data/discount.yaml
var discountFile []byte

// builtIn is read at the start, so that a slip in the file is found there.
var builtIn = datafile.Must(parseSeries("discount.yaml", discountFile))

// SeriesList returns the series that the program carries, the caller's own.
func SeriesList() []Series { return slices.Clone(builtIn) }

// SeriesByCode returns a series that the program carries.
func SeriesByCode(code string) (Series, bool) {
	if i := slices.IndexFunc(builtIn, func(s Series) bool { return s.Code == code }); i >= 0 {
		return builtIn[i], true
	}
	return Series{}, false
}

type discountData struct {
	Series []struct {
		datafile.Head `yaml:",inline"`
		Bands         []struct {
			From    int             `yaml:"from"`
			To      int             `yaml:"to"`
			Percent datafile.Number `yaml:"percent"`
		} `yaml:"bands"`
	} `yaml:"series"`
}

// parseSeries reads a file of discount series. Errors are Invalid faults.
func parseSeries(name string, source []byte) ([]Series, error) {
	var data discountData
	if err := datafile.Decode(name, source, &data); err != nil {
		return nil, err
	}
	var p fault.Problems
	var all []Series
	var codes []string
	for _, d := range data.Series {
		s := Series{Origin: d.Origin(&p, codes)}
		for _, b := range d.Bands {
			p.Check(b.Percent.Valid, d.Code, fault.Say("required", "is required"))
			s.Bands = append(s.Bands, Band{From: b.From, To: b.To, Rate: b.Percent.Decimal.Shift(-2)})
		}
		s.check(&p)
		all, codes = append(all, s), append(codes, s.Code)
	}
	return all, p.Err(fault.Say("datafile.invalid", "the data file {file} cannot be used", "file", name))
}

// check notes what is wrong with a series: its bands lead from year 0 without
// gaps to one without end.
func (s *Series) check(p *fault.Problems) {
	next := 0
	for i, b := range s.Bands {
		last := i == len(s.Bands)-1
		p.Check(b.From == next && last == (b.To == 0) && (last || b.To >= b.From), s.Code+".bands",
			fault.Say("discount.bands", "must lead from year 0 to the last band, which has no end, without gaps"))
		p.Check(b.Rate.GreaterThan(one.Neg()), s.Code+".bands", fault.Say("discount.rate", "has a rate of -100 % or less"))
		next = b.To + 1
	}
	p.Check(len(s.Bands) > 0, s.Code+".bands", fault.Say("required", "is required"))
}
