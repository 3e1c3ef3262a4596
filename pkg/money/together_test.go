package money

import (
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
)

func TestRoundTogether(t *testing.T) {
	of := func(texts ...string) (list []decimal.Decimal) {
		for _, s := range texts {
			list = append(list, decimal.RequireFromString(s))
		}
		return list
	}
	for _, c := range []struct {
		parts  []decimal.Decimal
		places int32
		want   []decimal.Decimal
		total  string
	}{
		{of("2.67", "6.92", "4.17"), 0, of("3", "7", "4"), "14"},
		{of("0.5", "0.5", "0.5", "0.5"), 0, of("1", "1", "0", "0"), "2"},
		{of("1.005", "1.005"), 2, of("1.01", "1.00"), "2.01"},
		{of("-0.4", "1.9"), 0, of("0", "2"), "2"},
		{nil, 0, nil, "0"},
	} {
		got, total := RoundTogether(c.parts, c.places)
		if total.String() != c.total {
			t.Errorf("%v: the total is %s, want %s", c.parts, total, c.total)
		}
		for i := range c.want {
			if !got[i].Equal(c.want[i]) {
				t.Errorf("%v is rounded to %v, want %v", c.parts, got, c.want)
			}
		}
	}
}

// The rounded parts sum to the rounded total, each within one unit of its own.
func TestRoundedTogetherStillAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		parts := make([]decimal.Decimal, 1+r.IntN(12))
		for i := range parts {
			parts[i] = decimal.New(r.Int64N(2_000_000)-500_000, -int32(r.IntN(6)))
		}
		rounded, total := RoundTogether(parts, int32(r.IntN(3)-1))
		sum := decimal.Zero
		for i := range rounded {
			sum = sum.Add(rounded[i])
			if rounded[i].Sub(parts[i]).Abs().GreaterThan(decimal.NewFromInt(10)) {
				t.Fatalf("%v is rounded to %v", parts, rounded)
			}
		}
		if !sum.Equal(total) {
			t.Fatalf("%v is rounded to %v, which is not %s", parts, rounded, total)
		}
	}
}
