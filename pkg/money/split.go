package money

import (
	"math/big"
	"slices"

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
	shares, total, err := wholeWeights(weights)
	if err != nil {
		return nil, err
	}
	whole := new(big.Int).SetUint64(abs(a.minor))
	left := abs(a.minor)
	parts := make([]Amount, len(shares))
	order := make([]int, len(shares)) // indices, to be sorted by remainder
	for i, share := range shares {
		// The share is not needed any more: it becomes the remainder.
		quota := new(big.Int).Mul(whole, share)
		quota.QuoRem(quota, total, share)
		left -= quota.Uint64()
		parts[i] = Amount{minor: int64(quota.Uint64()), currency: a.currency}
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return shares[j].Cmp(shares[i]) })
	// The remainders sum to left × total and each is below total, so fewer
	// units are left than there are parts with a remainder.
	for _, i := range order[:left] {
		parts[i].minor++
	}
	if a.minor < 0 {
		for i := range parts {
			parts[i] = parts[i].Neg()
		}
	}
	return parts, nil
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
