package appraisal

import (
	_ "embed"
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/datafile"
	"korridor/pkg/fault"
	"korridor/pkg/text"
)

// Series is a series of yearly discount rates, real, after a base year.
type Series struct {
	Code   string
	Name   text.Label
	Source string
	Year   int    // of the source; 0: not known
	Basis  string // "primary" or "secondary"; "" where a planner gives the rate
	Note   text.Label
	Bands  []Band
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
var builtIn = must(parseSeries("discount.yaml", discountFile))

// SeriesList returns the series that the program carries, the caller's own.
func SeriesList() []Series { return slices.Clone(builtIn) }

// SeriesByCode returns a series that the program carries.
func SeriesByCode(code string) (Series, bool) { return find(builtIn, code) }

func find(all []Series, code string) (Series, bool) {
	if i := slices.IndexFunc(all, func(s Series) bool { return s.Code == code }); i >= 0 {
		return all[i], true
	}
	return Series{}, false
}

func must(s []Series, err error) []Series {
	if err != nil {
		panic(err)
	}
	return s
}

type discountData struct {
	Series []struct {
		Code   string `yaml:"code"`
		Name   string `yaml:"name"`
		NameSQ string `yaml:"name_sq"`
		Source string `yaml:"source"`
		Year   int    `yaml:"year"`
		Basis  string `yaml:"basis"`
		Note   string `yaml:"note"`
		NoteSQ string `yaml:"note_sq"`
		Bands  []struct {
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
	for _, d := range data.Series {
		s := Series{Code: d.Code, Name: text.Label{Default: d.Name, Albanian: d.NameSQ}, Source: d.Source, Year: d.Year,
			Basis: d.Basis, Note: text.Label{Default: d.Note, Albanian: d.NoteSQ}}
		for _, b := range d.Bands {
			p.Check(b.Percent.Valid, d.Code, fault.Say("required", "is required"))
			s.Bands = append(s.Bands, Band{From: b.From, To: b.To, Rate: b.Percent.Decimal.Shift(-2)})
		}
		s.check(&p)
		_, twice := find(all, s.Code)
		p.Check(!twice, d.Code, fault.Say("datafile.twice", "stands there twice"))
		all = append(all, s)
	}
	return all, p.Err(fault.Say("datafile.invalid", "the data file {file} cannot be used", "file", name))
}

// check notes what is wrong with a series: its bands lead from year 0 without
// gaps to one without end.
func (s *Series) check(p *fault.Problems) {
	text.CheckCode(p, s.Code+".code", s.Code)
	text.CheckLabel(p, s.Code+".name", s.Name, text.MaxName, true)
	text.CheckLine(p, s.Code+".source", s.Source, text.MaxLine, true)
	text.CheckOneOf(p, s.Code+".basis", s.Basis, []string{"primary", "secondary"})
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
