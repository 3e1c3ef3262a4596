package risk

import "math"

// histogram counts amounts by the leading bits of their float64: 1024 bins for
// each doubling, so that a quantile read from it is within 1/2048 of its value
// (0.05 %). Amounts of less than one minor unit count as nothing.
type histogram struct {
	low         int // the first bin held
	counts      []uint32
	least, most float64 // of what was counted
}

const binBits = 10

func binOf(v float64) int { return int(math.Float64bits(v) >> (52 - binBits)) }

// middle is the amount in the middle of a bin.
func middle(bin int) float64 {
	return math.Float64frombits(uint64(bin)<<(52-binBits) | 1<<(51-binBits))
}

// add counts an amount of at least 1.
func (h *histogram) add(v float64) {
	at := binOf(v) - h.low
	if uint(at) >= uint(len(h.counts)) {
		h.grow(binOf(v))
		at = binOf(v) - h.low
	}
	h.counts[at]++
	if h.least == 0 || v < h.least {
		h.least = v
	}
	h.most = max(h.most, v)
}

// grow makes room for a bin, and some around it.
func (h *histogram) grow(bin int) {
	const room = 256
	if h.counts == nil {
		h.low, h.counts = bin-room, make([]uint32, 2*room+1)
		return
	}
	low, high := min(h.low, bin-room), max(h.low+len(h.counts), bin+room+1)
	counts := make([]uint32, high-low)
	copy(counts[h.low-low:], h.counts)
	h.low, h.counts = low, counts
}

// merge adds another histogram's counts.
func (h *histogram) merge(o *histogram) {
	if o.counts == nil {
		return
	}
	if h.counts == nil {
		h.low, h.counts, h.least = o.low, make([]uint32, len(o.counts)), o.least
	}
	h.least, h.most = min(h.least, o.least), max(h.most, o.most)
	if o.low < h.low || o.low+len(o.counts) > h.low+len(h.counts) {
		low, high := min(h.low, o.low), max(h.low+len(h.counts), o.low+len(o.counts))
		counts := make([]uint32, high-low)
		copy(counts[h.low-low:], h.counts)
		h.low, h.counts = low, counts
	}
	for i, n := range o.counts {
		h.counts[o.low-h.low+i] += n
	}
}

// quantile returns the p-quantile of n amounts of which those not counted are
// nothing: that of the middle of the bin in which the rank (n−1)·p falls.
func (h *histogram) quantile(p float64, n int) float64 {
	counted := 0
	for _, c := range h.counts {
		counted += int(c)
	}
	rank := p * float64(n-1)
	before := float64(n - counted)
	if rank < before {
		return 0
	}
	for i, c := range h.counts {
		if before += float64(c); rank < before {
			return min(max(middle(h.low+i), h.least), h.most)
		}
	}
	return 0
}
