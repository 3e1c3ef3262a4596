package schedule

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
)

// with returns a profile with two parameters; "" is one that is not known.
func with(kind ProfileKind, a, b string) Profile {
	return Profile{Kind: kind, A: number(a), B: number(b)}
}

func number(s string) decimal.NullDecimal {
	if s == "" {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(decimal.RequireFromString(s))
}

// custom returns a custom profile with the shares from the year on.
func custom(year int, shares ...string) Profile {
	p := Profile{Kind: Custom}
	for i, s := range shares {
		p.Shares = append(p.Shares, YearShare{year + i, decimal.RequireFromString(s)})
	}
	return p
}

func TestProfileCheck(t *testing.T) {
	twice := custom(2026, "0.5", "0.5")
	twice.Shares[1].Year = 2026
	for name, c := range map[string]struct {
		profile Profile
		want    []string // field and key of each problem
	}{
		"the zero value":              {Profile{}, nil},
		"uniform":                     {Profile{Kind: Uniform}, nil},
		"cosine":                      {Profile{Kind: Cosine}, nil},
		"rayleigh":                    {Profile{Kind: Rayleigh}, nil},
		"trapezoid":                   {with(Trapezoid, "0.2", "0.3"), nil},
		"no rise and no fall":         {with(Trapezoid, "0", "0.0"), nil},
		"a triangle":                  {with(Trapezoid, "0.4", "0.6"), nil},
		"beta":                        {with(Beta, "2", "0.5"), nil},
		"beta at its limits":          {with(Beta, "0.000001", "1000"), nil},
		"weibull":                     {with(Weibull, "0.5", "2"), nil},
		"custom":                      {custom(2026, "0.4", "0", "0.6"), nil},
		"zeros behind the point":      {with(Beta, "2.00000000000000000000", "3"), nil},
		"no such kind":                {Profile{Kind: "flat"}, []string{"p.profile unknown_value"}},
		"a uniform one with a number": {with(Uniform, "1", ""), []string{"p.profile profile.no_parameters"}},
		"a cosine with shares":        {Profile{Kind: Cosine, Shares: twice.Shares}, []string{"p.shares profile.shares_unused"}},
		"a beta without numbers":      {Profile{Kind: Beta}, []string{"p.alpha required", "p.beta required"}},
		"a beta of zero":              {with(Beta, "0", "-1"), []string{"p.alpha not_positive", "p.beta negative"}},
		"a beta too large":            {with(Beta, "1000.1", "0.0000001"), []string{"p.alpha out_of_range", "p.beta too_fine"}},
		"absurd exponents":            {with(Beta, "1e9000", "1e-9000"), []string{"p.alpha out_of_range", "p.beta too_fine"}},
		"zero with an exponent":       {with(Trapezoid, "0e-9000", "0e9000"), []string{"p.rise too_fine"}},
		"a weibull too large":         {with(Weibull, "100.5", "101"), []string{"p.scale out_of_range", "p.shape out_of_range"}},
		"a fall alone":                {with(Trapezoid, "", "0.5"), []string{"p.rise required"}},
		"a rise above one":            {with(Trapezoid, "1.1", "0"), []string{"p.rise out_of_range"}},
		"together above one":          {with(Trapezoid, "0.6", "0.400001"), []string{"p.fall profile.rise_and_fall"}},
		"a custom one with a number":  {Profile{Kind: Custom, A: number("1"), Shares: custom(2026, "1").Shares}, []string{"p.profile profile.no_parameters"}},
		"no shares":                   {Profile{Kind: Custom}, []string{"p.shares required"}},
		"shares below one":            {custom(2026, "0.4", "0.599999999999"), []string{"p.shares profile.shares_sum"}},
		"a negative share":            {custom(2026, "1.5", "-0.5"), []string{"p.shares out_of_range", "p.shares negative"}},
		"a share too fine":            {custom(2026, "0.9999999999999", "0.0000000000001"), []string{"p.shares too_fine", "p.shares too_fine"}},
		"absurd shares":               {custom(2026, "1e9000", "1e-9000"), []string{"p.shares out_of_range", "p.shares too_fine"}},
		"a year twice":                {twice, []string{"p.shares profile.year_twice"}},
		"a year outside":              {custom(1899, "1"), []string{"p.shares year_range"}},
	} {
		var problems fault.Problems
		c.profile.Check(&problems, "p.")
		if got := fields(problems.Err(fault.Say("x", "x"))); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	var problems fault.Problems
	Profile{Kind: Custom, Shares: make([]YearShare, MaxShares+1)}.Check(&problems, "")
	if got := fields(problems.Err(fault.Say("x", "x"))); !slices.Equal(got, []string{"shares too_many"}) {
		t.Errorf("too many shares: %v", got)
	}
}

// fields returns the field and the message's key of each problem.
func fields(err error) (list []string) {
	if e, ok := err.(*fault.Error); ok {
		for _, f := range e.Fields {
			list = append(list, f.Name+" "+f.Message.Key)
		}
	}
	return list
}
