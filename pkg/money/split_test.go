package money

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
)

func weightsOf(texts ...string) []decimal.Decimal {
	weights := make([]decimal.Decimal, len(texts))
	for i, text := range texts {
		weights[i] = dec(text)
	}
	return weights
}

func TestSplitVectors(t *testing.T) {
	for _, c := range []struct {
		minor   int64
		weights []string
		want    []int64
	}{
		{13, []string{"2.67", "6.92", "4.17"}, []int64{2, 7, 4}},
		{37_000_000_000, []string{"700", "1800", "1900"}, []int64{5_886_363_637, 15_136_363_636, 15_977_272_727}},
		{100, []string{"1", "1", "1"}, []int64{34, 33, 33}},
		{-100, []string{"1", "1", "1"}, []int64{-34, -33, -33}},
		{2, []string{"1", "0", "1", "1"}, []int64{1, 0, 1, 0}},
		{0, []string{"1", "2"}, []int64{0, 0}},
		{5, []string{"0", "0.000001"}, []int64{0, 5}},
		{5, []string{"1e400", "1e-400"}, []int64{5, 0}},
		{MaxMinor, []string{"1e20", "2e20"}, []int64{33_333_333_333_333_333, 66_666_666_666_666_666}},
		{-MaxMinor, []string{"7"}, []int64{-MaxMinor}},
	} {
		parts, err := FromMinor(c.minor, EUR).Split(weightsOf(c.weights...))
		var got []int64
		for _, part := range parts {
			got = append(got, part.Minor())
		}
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%d over %v = %v, %v; want %v", c.minor, c.weights, got, err, c.want)
		}
	}
}

func TestSplitRefusesBadWeights(t *testing.T) {
	for _, c := range []struct {
		weights []string
		key     string
		index   int
	}{
		{nil, KeyNoWeights, 0},
		{[]string{"0", "0.00"}, KeyZeroWeights, 0},
		{[]string{"1", "2", "-0.1"}, KeyNegativeWeight, 2},
		{[]string{"1", "1e401"}, KeyWeightOutOfRange, 1},
		{[]string{"1e-2000000000", "1"}, KeyWeightOutOfRange, 0},
	} {
		parts, err := FromMinor(100, EUR).Split(weightsOf(c.weights...))
		if e := wantError[*SplitError](t, err); e.Key != c.key || e.Index != c.index || parts != nil {
			t.Errorf("Split over %v: %+v, parts %v", c.weights, e, parts)
		}
	}
}

// The parts sum to the whole, each lies within one unit of its exact quota,
// and the negated amount splits into the negated parts.
func TestSplitIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		a := randomAmount(r, EUR)
		weights := make([]decimal.Decimal, 1+r.IntN(12))
		total := new(big.Rat)
		for i := range weights {
			weights[i] = decimal.New(r.Int64N(1_000_000), int32(r.IntN(12)-8))
			total.Add(total, weights[i].Rat())
		}
		if total.Sign() == 0 {
			continue
		}
		parts, err := a.Split(weights)
		if err != nil {
			t.Fatal(err)
		}
		if sum, err := Sum(EUR, parts...); err != nil || sum != a {
			t.Fatalf("%v over %v sums to %v, %v", a, weights, sum, err)
		}
		negated, err := a.Neg().Split(weights)
		if err != nil {
			t.Fatal(err)
		}
		for i, part := range parts {
			if part != negated[i].Neg() {
				t.Fatalf("%v over %v is not the mirror of its negative", a, weights)
			}
			quota := new(big.Rat).SetInt64(a.Minor())
			quota.Mul(quota, weights[i].Rat()).Quo(quota, total)
			off := quota.Sub(quota, new(big.Rat).SetInt64(part.Minor()))
			if off.Abs(off).Cmp(big.NewRat(1, 1)) >= 0 {
				t.Fatalf("%v over %v: part %d is %v units off its quota", a, weights, i, off)
			}
		}
	}
}
