package money

import (
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
)

// A factor multiplies to the minor unit as Amount.Mul does: ties, long factors, large
// and negative amounts, and what is out of range.
func TestFactorIsMul(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 4))
	numbers := []decimal.Decimal{decimal.Zero, decimal.NewFromInt(1), decimal.New(5, -1), decimal.New(15, -1), decimal.New(25, -2), decimal.New(1, -70),
		decimal.New(-3, 0), decimal.New(1, 12), decimal.New(3, 9), decimal.RequireFromString("0.49999999999999999999999999999999999"), decimal.RequireFromString("1.50000000000000000000000000000000001")}
	for range 3000 {
		d := decimal.NewFromInt(1)
		for range dice.IntN(12) {
			d = d.Mul(decimal.New(dice.Int64N(2_000_000), -6)).Round(60)
		}
		numbers = append(numbers, d)
	}
	for _, d := range numbers {
		f := NewFactor(d)
		for range 20 {
			a := FromMinor((dice.Int64N(MaxMinor)>>dice.IntN(57))*int64(1-2*dice.IntN(2)), EUR)
			want, fails := a.Mul(d)
			got, err := f.Mul(a)
			if got != want || (err == nil) != (fails == nil) || err != nil && err.Error() != fails.Error() {
				t.Fatalf("%s × %s = %v (%v), want %v (%v)", a, d, got, err, want, fails)
			}
		}
	}
}
