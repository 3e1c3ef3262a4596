// Package appraisal weighs costs and benefits over the years: present values
// at a real discount rate or a declining series of rates, internal rates of
// return, and the ratio of benefits to costs.
//
// Numbers are decimals. What cannot be exact is rounded half-even to Digits
// significant digits, with a margin inside a computation.
package appraisal

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/money"
)

// Digits is how many significant digits a result has: as many as a decimal of
// 128 bits (IEEE 754).
const Digits = 34

const margin = 12 // further digits while computing

var one = decimal.NewFromInt(1)

// NPV returns the net present value of yearly flows, the first of which is
// that of the base year: Σ flow_n × factor_n.
func NPV(flows []decimal.Decimal, rates Series) decimal.Decimal {
	var sum decimal.Decimal
	factors := rates.factors(len(flows))
	for n, flow := range flows {
		sum = sum.Add(flow.Mul(factors[n]))
	}
	return significant(sum, Digits)
}

// Present returns the present value of yearly amounts, the first of which is
// that of the base year, rounded half-even to minor units once. It gives a
// *money.MismatchError for an amount of another currency and a
// *money.RangeError.
func Present(c money.Currency, flows []money.Amount, rates Series) (money.Amount, error) {
	var sum decimal.Decimal
	factors := rates.factors(len(flows))
	for n, flow := range flows {
		if flow.Currency() != c {
			return money.Amount{}, &money.MismatchError{A: money.Zero(c), B: flow}
		}
		sum = sum.Add(flow.Decimal().Mul(factors[n]))
	}
	return money.Round(sum, c)
}

// significant rounds d half-even to so many significant digits.
func significant(d decimal.Decimal, digits int32) decimal.Decimal {
	if d.IsZero() {
		return decimal.Zero
	}
	return d.RoundBank(digits - int32(d.NumDigits()) - d.Exponent())
}

// quotient is a/b to Digits and the margin.
func quotient(a, b decimal.Decimal) decimal.Decimal {
	size := func(d decimal.Decimal) int32 { return int32(d.NumDigits()) + d.Exponent() }
	if a.IsZero() {
		return decimal.Zero
	}
	return a.DivRound(b, Digits+margin-size(a)+size(b)+1)
}
