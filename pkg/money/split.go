package money

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// maxWeightExponent bounds the exponents of weights on both sides. It leaves
// room for every float64 that was turned into a decimal.
const maxWeightExponent = 400

// Split divides a in proportion to the weights by the largest remainder, in
// minor units: each part gets its quota rounded down, and the units left over
// go one each to the parts with the largest remainders, ties to the earlier.
// The parts stand in the order of the weights and sum to a exactly; a part of
// weight zero is zero. A negative amount is split by its magnitude. The
// arithmetic is exact.
//
// It gives a *SplitError when there is no weight, a weight is negative or has
// an exponent beyond ±400, or all weights are zero.
func (a Amount) Split(weights []decimal.Decimal) ([]Amount, error) {
	s, err := NewSplitter(weights)
	if err != nil {
		return nil, err
	}
	return s.Split(a), nil
}

// wholeWeights scales the weights to whole numbers in the same proportions
// and returns them with their sum, which is positive.
func wholeWeights(weights []decimal.Decimal) (shares []*big.Int, total *big.Int, err error) {
	if len(weights) == 0 {
		return nil, nil, &SplitError{Key: KeyNoWeights}
	}
	least := int32(0)
	for i, w := range weights {
		if w.IsNegative() {
			return nil, nil, &SplitError{Key: KeyNegativeWeight, Index: i, Weight: w}
		}
		if w.Exponent() < -maxWeightExponent || w.Exponent() > maxWeightExponent {
			return nil, nil, &SplitError{Key: KeyWeightOutOfRange, Index: i, Weight: w}
		}
		least = min(least, w.Exponent())
	}
	total = new(big.Int)
	shares = make([]*big.Int, len(weights))
	for i, w := range weights {
		shares[i] = w.Shift(-least).BigInt()
		total.Add(total, shares[i])
	}
	if total.Sign() == 0 {
		return nil, nil, &SplitError{Key: KeyZeroWeights}
	}
	return shares, total, nil
}
