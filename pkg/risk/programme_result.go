package risk

import (
	"math"
	"slices"
)

// result is what the parts come to together; order lists them as they were added.
func (s *programmeSum) result(parts []PartResult, order []int) *Programme {
	r := &Result{Iterations: s.c.Iterations, Seed: s.c.Seed, Currency: s.c.Currency}
	slices.Sort(s.uncounted)
	r.Uncounted = slices.Compact(s.uncounted)
	if len(r.Uncounted) == 0 {
		r.Uncounted = nil
	}
	t := totals{s.chosen.total, s.chosen.fixed, r.Currency}
	sums := t.moments()
	r.Mean, r.SD = t.amount(t.values[0]+sums.total/float64(len(t.values))), minor(math.Sqrt(sums.variance(len(t.values))), r.Currency)
	t.confidence(r, s.working, s.secured)
	s.yearResults(r)
	s.shares(parts, order, sums)
	return &Programme{Result: r, Parts: parts, Independent: s.bound(&s.apart), Dependent: s.bound(&s.one)}
}

// moments sums totals up above the first one, chunk by chunk as a simulation does.
func (t *totals) moments() *moments {
	sums := &moments{}
	var above [chunkSize]float64
	for start := 0; start < len(t.values); start += chunkSize {
		var chunk moments
		chunk.count(t.values[start:min(start+chunkSize, len(t.values))], t.values[0], above[:])
		sums.total += chunk.total
		sums.square += chunk.square
	}
	return sums
}

func (s *programmeSum) bound(p *placing) Bound {
	t := totals{p.total, p.fixed, s.c.Currency}
	percentiles, _ := t.order()
	return Bound{SD: minor(math.Sqrt(t.moments().variance(len(t.values))), s.c.Currency), Percentiles: percentiles, Curve: t.curve()}
}

func (s *programmeSum) yearResults(r *Result) {
	counts := newYearCounts(len(s.years))
	needs := make([]float64, len(s.years))
	for i := range s.years {
		counts.secured[i] = s.years[i].secured
	}
	for n := range s.c.Iterations {
		for i := range s.needs {
			needs[i] = s.needs[i][n]
		}
		counts.add(needs)
	}
	counts.results(r, s.years[0].year)
}

// shares apportions the variance of the sum to the parts. The largest share takes
// what rounding leaves, so that they sum to 1.
func (s *programmeSum) shares(parts []PartResult, order []int, sums *moments) {
	n := float64(s.c.Iterations)
	mean := sums.total / n
	variance := sums.square - sums.total*mean
	if !(variance > 0) {
		return
	}
	origin := s.chosen.total[0]
	ranks := ranksOf(s.chosen.total)
	greatest, rest := order[0], 1.0
	for k, i := range order {
		value, cross := 0.0, 0.0
		for n, x := range s.parts[k] {
			value += x
			cross += x * (s.chosen.total[n] - origin)
		}
		parts[i].VarianceShare = (cross - value*mean) / variance
		parts[i].Spearman = correlation(ranksOf(s.parts[k]), ranks)
		if parts[i].VarianceShare > parts[greatest].VarianceShare {
			greatest = i
		}
	}
	for i := range parts {
		if i != greatest {
			rest -= parts[i].VarianceShare
		}
	}
	parts[greatest].VarianceShare = rest
}

// ranksOf are the ranks of values, the middle one for equal values.
func ranksOf(values []float64) []float64 {
	order, ranks := ascending(values), make([]float64, len(values))
	for from := 0; from < len(order); {
		until := from + 1
		for until < len(order) && values[order[until]] == values[order[from]] {
			until++
		}
		for _, at := range order[from:until] {
			ranks[at] = float64(from+until-1) / 2
		}
		from = until
	}
	return ranks
}

// correlation is that of two columns of ranks; 0 where one of them has one value
// only.
func correlation(a, b []float64) float64 {
	middle := float64(len(a)-1) / 2
	var aa, bb, ab float64
	for i := range a {
		x, y := a[i]-middle, b[i]-middle
		aa, bb, ab = aa+x*x, bb+y*y, ab+x*y
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return min(max(ab/math.Sqrt(aa*bb), -1), 1)
}
