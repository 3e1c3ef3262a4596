package appraisal

import (
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
)

// Answer says how many internal rates of return there are.
type Answer string

// The answers. Of several rates none is the right one: the flows change their
// sign more than once, and net present values say more.
const (
	NoReturn       Answer = "none"
	OneReturn      Answer = "one"
	SeveralReturns Answer = "several"
)

// Returns are the internal rates of return above -99 % and up to 1000 %.
type Returns struct {
	Answer Answer
	Rates  []decimal.Decimal // in rising order: 0.28 is 28 %, rounded half-even to 20 decimals
}

// The limits of IRR.
const (
	MaxYears    = 300 // the years after the base year
	rateDecimal = 20
)

// IRR returns every real rate above -0.99 and up to 10 at which the net
// present value of the yearly flows is zero; a rate at which it touches zero
// counts once. None is missed and none invented: with x = 1/(1 + rate) the net
// present value is a polynomial in x, whose roots are isolated in exact
// arithmetic (see isolate) and then narrowed down. Flows that are all zero have
// every rate, more than MaxYears + 1 are not taken: Invalid faults.
func IRR(flows []decimal.Decimal) (Returns, error) {
	if len(flows) > MaxYears+1 {
		return Returns{}, fault.New(fault.Invalid, fault.Say("irr.too_long",
			"the flows are of {count} years; at most {max} are taken", "count", len(flows), "max", MaxYears+1))
	}
	p := whole(flows)
	if len(p) == 0 {
		return Returns{}, fault.New(fault.Invalid, fault.Say("irr.no_flows", "there are no flows, so every rate is a rate of return"))
	}
	// x runs from 1/11 (rate 10) to 100 (rate -0.99): x = (1 + 1099 t)/11, 0 ≤ t < 1.
	var rates []decimal.Decimal
	for _, t := range isolate(substitute(squareFree(p), 1, 1099, 11)) {
		// rate = 11/(1 + 1099 t) - 1, with t = num/den
		x := new(big.Int).Mul(big.NewInt(1099), t.Num())
		x.Add(x, t.Denom())
		top := new(big.Int).Mul(big.NewInt(11), t.Denom())
		rate := quotient(decimal.NewFromBigInt(top, 0), decimal.NewFromBigInt(x, 0)).Sub(one)
		rates = append(rates, rate.RoundBank(rateDecimal))
	}
	slices.SortFunc(rates, decimal.Decimal.Cmp)
	r := Returns{Answer: NoReturn, Rates: rates}
	switch {
	case len(rates) == 1:
		r.Answer = OneReturn
	case len(rates) > 1:
		r.Answer = SeveralReturns
	}
	return r, nil
}

// whole scales the flows to whole numbers, without zeros at either end: years
// without flows before the first one change no rate.
func whole(flows []decimal.Decimal) poly {
	least := int32(0)
	for _, f := range flows {
		least = min(least, f.Exponent())
	}
	p := make(poly, len(flows))
	for i, f := range flows {
		p[i] = f.Shift(-least).BigInt()
	}
	p = p.trim()
	for len(p) > 0 && p[0].Sign() == 0 {
		p = p[1:]
	}
	return p
}
