package money

import (
	"math/big"
	"math/bits"

	"github.com/shopspring/decimal"
)

// Factor multiplies amounts by the same number, as Amount.Mul does, and prepares it
// once. It is safe for concurrent use.
type Factor struct {
	exact decimal.Decimal
	// Where words is true the number is whole + part/2^64, or less than 1/2^64 more.
	whole, part uint64
	words       bool
}

// mostWhole bounds the numbers whose products fit two words.
const mostWhole = 1 << 32

// NewFactor returns the factor for a number.
func NewFactor(d decimal.Decimal) Factor {
	f := Factor{exact: d}
	if d.IsNegative() || magnitude(d) > 10 || d.Exponent() < -maxWeightExponent {
		return f
	}
	scaled := d.Mul(decimal.NewFromBigInt(new(big.Int).Lsh(big.NewInt(1), 64), 0)).Floor().BigInt()
	whole := new(big.Int).Rsh(scaled, 64)
	if whole.Cmp(big.NewInt(mostWhole)) < 0 {
		f.whole, f.words = whole.Uint64(), true
		f.part = new(big.Int).Sub(scaled, whole.Lsh(whole, 64)).Uint64()
	}
	return f
}

// Mul returns a × the number, rounded half to even to minor units, and the errors of
// Amount.Mul. Where the words leave open to which side to round, the exact product
// decides.
func (f *Factor) Mul(a Amount) (Amount, error) {
	if !f.words {
		return a.Mul(f.exact)
	}
	m := abs(a.minor)
	over, low := bits.Mul64(m, f.whole)
	high, fraction := bits.Mul64(m, f.part)
	product, carry := bits.Add64(low, high, 0)
	// The fraction of the product lies between fraction and fraction + m, in 2^64ths,
	// and is below the latter.
	most, beyond := bits.Add64(fraction, m, 0)
	const half = 1 << 63
	if over != 0 || carry != 0 || beyond != 0 || product >= uint64(MaxMinor) || fraction <= half && most > half {
		return a.Mul(f.exact)
	}
	if fraction > half {
		product++
	}
	if a.minor < 0 {
		return Amount{minor: -int64(product), currency: a.currency}, nil
	}
	return Amount{minor: int64(product), currency: a.currency}, nil
}
