package money

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
)

// A splitter that holds its weights in words gives what one with large ones in the
// same proportions does, also used again and again.
func TestSplitterWordsAndLarge(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		weights := make([]decimal.Decimal, 1+dice.IntN(40))
		for i := range weights {
			weights[i] = decimal.New(dice.Int64N(1<<uint(1+dice.IntN(50))), int32(dice.IntN(4)-2))
		}
		weights[0] = weights[0].Add(decimal.NewFromInt(1))
		small, err := NewSplitter(weights)
		if err != nil {
			t.Fatal(err)
		}
		large := &Splitter{order: make([]int, len(weights))}
		if large.shares, large.total, err = wholeWeights(weights); err != nil {
			t.Fatal(err)
		}
		for range 5 {
			a := FromMinor(dice.Int64N(MaxMinor)>>dice.IntN(56)*int64(1-2*dice.IntN(2)), EUR)
			if x, y := small.Split(a), large.Split(a); !slices.Equal(x, y) {
				t.Fatalf("%s by %v: %v, want %v", a, weights, x, y)
			}
		}
	}
}
