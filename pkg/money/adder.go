package money

import (
	"math/big"
	"math/bits"

	"github.com/shopspring/decimal"
)

// Adder sums amounts of one currency. The sum is exact whatever the order of
// the amounts: only the result has to be in range, not the sums on the way.
type Adder struct {
	currency Currency
	high     uint64 // of a 128-bit two's complement number of minor units
	low      uint64
}

// NewAdder returns a sum of nothing.
func NewAdder(c Currency) Adder { return Adder{currency: c} }

// Add adds the amount. It gives a *MismatchError for another currency.
func (s *Adder) Add(a Amount) error {
	if a.currency != s.currency {
		return &MismatchError{A: Zero(s.currency), B: a}
	}
	var carry uint64
	s.low, carry = bits.Add64(s.low, uint64(a.minor), 0)
	s.high, _ = bits.Add64(s.high, uint64(a.minor>>63), carry)
	return nil
}

// Sum returns what the amounts add up to. It gives a *RangeError when that is
// beyond MaxMinor.
func (s *Adder) Sum() (Amount, error) {
	minor := int64(s.low)
	if s.high == uint64(minor>>63) && inRange(minor) {
		return Amount{minor: minor, currency: s.currency}, nil
	}
	exact := new(big.Int).Lsh(big.NewInt(int64(s.high)), 64)
	exact.Add(exact, new(big.Int).SetUint64(s.low))
	return Amount{}, &RangeError{Value: decimal.NewFromBigInt(exact, -minorDigits), Currency: s.currency}
}
