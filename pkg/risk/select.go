package risk

import "slices"

// selectRanks returns the values of the ranks, from 0, among values, which it
// leaves as they are: it counts them in bins and sorts only the bins that hold
// a rank that is asked for.
func selectRanks(values []float64, ranks []int) map[int]float64 {
	low, high := slices.Min(values), slices.Max(values)
	found := make(map[int]float64, len(ranks))
	const count = 1 << 14
	scale := 0.0
	if high > low {
		scale = count / (high - low)
	}
	bin := func(v float64) int { return min(int((v-low)*scale), count-1) }
	counts := make([]int, count)
	for _, v := range values {
		counts[bin(v)]++
	}
	sorted := slices.Sorted(slices.Values(ranks))
	wanted := map[int]*bucket{}
	before, at := 0, 0
	for b, n := range counts {
		for ; at < len(sorted) && sorted[at] < before+n; at++ {
			if wanted[b] == nil {
				wanted[b] = &bucket{before: before, values: make([]float64, 0, n)}
			}
			wanted[b].ranks = append(wanted[b].ranks, sorted[at])
		}
		before += n
	}
	held := make([]*bucket, count)
	for b, w := range wanted {
		held[b] = w
	}
	for _, v := range values {
		if w := held[bin(v)]; w != nil {
			w.values = append(w.values, v)
		}
	}
	for _, w := range wanted {
		slices.Sort(w.values)
		for _, rank := range w.ranks {
			found[rank] = w.values[rank-w.before]
		}
	}
	return found
}

// bucket is the values of one bin that holds ranks that are asked for.
type bucket struct {
	before int // values in the bins before
	ranks  []int
	values []float64
}
