package money

import (
	"cmp"
	"math"

	"github.com/shopspring/decimal"
)

// Add returns a + b. It gives a *MismatchError when the currencies differ and
// a *RangeError when the sum is beyond MaxMinor.
func (a Amount) Add(b Amount) (Amount, error) {
	if a.currency != b.currency {
		return Amount{}, &MismatchError{A: a, B: b}
	}
	if inRange(a.minor) && inRange(b.minor) {
		// Two amounts in range cannot overflow an int64.
		if sum := a.minor + b.minor; inRange(sum) {
			return Amount{minor: sum, currency: a.currency}, nil
		}
	}
	return Amount{}, &RangeError{Value: a.Decimal().Add(b.Decimal()), Currency: a.currency}
}

// Sub returns a - b. It gives a *MismatchError when the currencies differ and
// a *RangeError when the difference is beyond MaxMinor.
func (a Amount) Sub(b Amount) (Amount, error) {
	if a.currency != b.currency {
		return Amount{}, &MismatchError{A: a, B: b}
	}
	if inRange(a.minor) && inRange(b.minor) {
		if difference := a.minor - b.minor; inRange(difference) {
			return Amount{minor: difference, currency: a.currency}, nil
		}
	}
	return Amount{}, &RangeError{Value: a.Decimal().Sub(b.Decimal()), Currency: a.currency}
}

// Cmp returns -1, 0 or +1 as a is less than, equal to or more than b. It
// gives a *MismatchError when the currencies differ.
func (a Amount) Cmp(b Amount) (int, error) {
	if a.currency != b.currency {
		return 0, &MismatchError{A: a, B: b}
	}
	return cmp.Compare(a.minor, b.minor), nil
}

// Neg returns -a.
func (a Amount) Neg() Amount { return Amount{minor: -a.minor, currency: a.currency} }

// Equal reports whether a and b are the same amount of the same currency.
func (a Amount) Equal(b Amount) bool { return a == b }

// Mul returns a × factor, rounded half to even (RoundHalfEven) to minor
// units. It gives a *RangeError when the product is beyond MaxMinor.
func (a Amount) Mul(factor decimal.Decimal) (Amount, error) {
	return roundMinor(decimal.NewFromInt(a.minor).Mul(factor), a.currency)
}

// Sum returns the sum of the amounts in currency c, zero for none. It gives a
// *MismatchError for an amount of another currency and a *RangeError when a
// partial sum, taken in order, is beyond MaxMinor.
func Sum(c Currency, amounts ...Amount) (Amount, error) {
	total := Zero(c)
	for _, a := range amounts {
		next, err := total.Add(a)
		if err != nil {
			return Amount{}, err
		}
		total = next
	}
	return total, nil
}

func inRange(minor int64) bool { return minor >= -MaxMinor && minor <= MaxMinor }

// abs returns the magnitude of n, also of the smallest int64.
func abs(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// magnitude returns the least m with |d| < 10^m, and the smallest int64 for
// zero. Asking it first keeps an absurd exponent from being written out.
func magnitude(d decimal.Decimal) int64 {
	if d.IsZero() {
		return math.MinInt64
	}
	return int64(d.NumDigits()) + int64(d.Exponent())
}

// vanishes reports whether d is not zero and yet so small that rounding to
// places decimals leaves nothing: |d| < 10^-(places+1).
func vanishes(d decimal.Decimal, places int32) bool {
	return !d.IsZero() && magnitude(d) < -int64(places)
}

// roundHalfEven rounds d half to even to places decimals, at a cost that does
// not depend on how small d is.
func roundHalfEven(d decimal.Decimal, places int32) decimal.Decimal {
	if d.IsZero() || vanishes(d, places) {
		return decimal.Zero
	}
	return d.RoundBank(places)
}
