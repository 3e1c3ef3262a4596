package money

import (
	"cmp"
	"math/big"
	"math/bits"
	"slices"

	"github.com/shopspring/decimal"
)

// Splitter splits amounts by the same weights, as Amount.Split does, and prepares
// these once. It is not for concurrent use.
type Splitter struct {
	shares []*big.Int // nil where words hold them
	total  *big.Int
	words  []uint64 // the shares and their sum, where that is below 2^64
	sum    uint64
	rest   []uint64 // remainders of the split at work, with words
	order  []int    // indices, to be sorted by remainder
}

// NewSplitter gives the errors of Amount.Split.
func NewSplitter(weights []decimal.Decimal) (*Splitter, error) {
	shares, total, err := wholeWeights(weights)
	if err != nil {
		return nil, err
	}
	s := &Splitter{shares: shares, total: total, order: make([]int, len(shares))}
	if !total.IsUint64() { // weights of many decimals often have a common factor
		common := new(big.Int).Set(total)
		for _, share := range shares {
			common.GCD(nil, nil, common, share)
		}
		total.Quo(total, common)
		for _, share := range shares {
			share.Quo(share, common)
		}
	}
	if total.IsUint64() {
		s.shares, s.words, s.sum, s.rest = nil, make([]uint64, len(shares)), total.Uint64(), make([]uint64, len(shares))
		for i, share := range shares {
			s.words[i] = share.Uint64()
		}
	}
	return s, nil
}

// Split returns the parts of a; see Amount.Split.
func (s *Splitter) Split(a Amount) []Amount {
	parts := make([]Amount, len(s.order))
	s.SplitInto(parts, a)
	return parts
}

// SplitInto sets parts, one for each weight, to those of a.
func (s *Splitter) SplitInto(parts []Amount, a Amount) {
	left := abs(a.minor)
	if s.words != nil {
		left = s.quotas(parts, left)
	} else {
		left = s.largeQuotas(parts, left)
	}
	// The remainders sum to left × total and each is below total, so fewer units are
	// left than there are parts with a remainder.
	for _, i := range s.order[:left] {
		parts[i].minor++
	}
	for i := range parts {
		parts[i].currency = a.currency
		if a.minor < 0 {
			parts[i].minor = -parts[i].minor
		}
	}
}

// quotas sets the parts to their quotas of a whole, rounded down, and the order to
// that of the remainders, the largest first and ties to the earlier. It returns the
// units left over.
func (s *Splitter) quotas(parts []Amount, whole uint64) (left uint64) {
	left = whole
	for i, share := range s.words {
		high, low := bits.Mul64(whole, share)
		quota, rest := bits.Div64(high, low, s.sum) // share ≤ sum, so that the quota is at most the whole
		parts[i].minor, s.rest[i], s.order[i] = int64(quota), rest, i
		left -= quota
	}
	if left > 0 {
		slices.SortFunc(s.order, func(i, j int) int {
			return cmp.Or(cmp.Compare(s.rest[j], s.rest[i]), cmp.Compare(i, j))
		})
	}
	return left
}

// largeQuotas is quotas for shares beyond 2^64.
func (s *Splitter) largeQuotas(parts []Amount, whole uint64) (left uint64) {
	left = whole
	of, rests := new(big.Int).SetUint64(whole), make([]*big.Int, len(s.shares))
	for i, share := range s.shares {
		quota := new(big.Int).Mul(of, share)
		rests[i] = new(big.Int)
		quota.QuoRem(quota, s.total, rests[i])
		parts[i].minor, s.order[i] = int64(quota.Uint64()), i
		left -= quota.Uint64()
	}
	if left > 0 {
		slices.SortFunc(s.order, func(i, j int) int {
			return cmp.Or(rests[j].Cmp(rests[i]), cmp.Compare(i, j))
		})
	}
	return left
}
