package risk

import (
	"cmp"
	"math"
	"slices"
)

// Kind says what a row of the sensitivity is.
type Kind string

// The kinds of row.
const (
	LineRow     Kind = "line"
	DurationRow Kind = "duration"
	RiskRow     Kind = "risk"
)

// Sensitivity is how much of the variance an input makes: cov(X, T)/var(T),
// which sums to 1 over all inputs; and the rank correlation of the input with
// the total, from ranks in 512 bins (its error is below 0.001 beside that of
// sampling).
type Sensitivity struct {
	Code          string
	Kind          Kind
	Spearman      float64
	VarianceShare float64
}

// sensitivity apportions the variance to the rows. The largest share takes what
// rounding leaves, so that the shares sum to 1.
func (s *simulation) sensitivity(r *Result, mean float64) {
	variance := s.sums.square - s.sums.total*mean
	if !(variance > 0) || s.n < 2 {
		return
	}
	ranks := s.totalRanks()
	row := func(j int, code string, kind Kind) {
		covariance := s.sums.cross[j] - s.sums.value[j]*mean
		r.Sensitivity = append(r.Sensitivity, Sensitivity{Code: code, Kind: kind,
			VarianceShare: covariance / variance, Spearman: s.spearman(j, ranks)})
	}
	for j := range s.lines {
		row(j, s.lines[j].code, LineRow)
	}
	for i := range s.time.durations {
		row(len(s.lines)+i, s.time.durations[i].code, DurationRow)
	}
	for i := range s.risks {
		row(len(s.lines)+len(s.time.durations)+i, s.risks[i].code, RiskRow)
	}
	slices.SortStableFunc(r.Sensitivity, func(a, b Sensitivity) int {
		return cmp.Or(cmp.Compare(b.VarianceShare, a.VarianceShare), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Kind, b.Kind))
	})
	rest := 1.0
	for _, x := range r.Sensitivity[1:] {
		rest -= x.VarianceShare
	}
	r.Sensitivity[0].VarianceShare = rest
}

// totalRanks are the middle ranks of the bins of the total, from −1/2 to 1/2,
// and their variance.
func (s *simulation) totalRanks() (ranks [binCount + 1]float64) {
	before, n := 0.0, float64(s.n)
	variance := 0.0
	for i, count := range s.bins.counts {
		ranks[i] = (before+float64(count)/2)/n - 0.5
		variance += float64(count) * ranks[i] * ranks[i]
		before += float64(count)
	}
	ranks[binCount] = variance / n
	return ranks
}

// spearman is the correlation of a row's ranks with those of the total.
func (s *simulation) spearman(j int, ranks [binCount + 1]float64) float64 {
	n := float64(s.n)
	cross, sum := 0.0, 0.0
	for i, of := range s.ranks[j] {
		cross += float64(of) / (1 << 16) * ranks[i]
		sum += float64(of) / (1 << 16)
	}
	own := s.rankVariance(j)
	if own <= 0 || ranks[binCount] <= 0 {
		return 0
	}
	return min(max(cross/n/math.Sqrt(own*ranks[binCount]), -1), 1)
}

// rankVariance is the variance of a row's ranks: 1/12 of a continuous input,
// nothing of one that has one value only, and (1 − (1−p)³)/12 of a risk, whose
// ranks are tied where it does not happen.
func (s *simulation) rankVariance(j int) float64 {
	i := j - len(s.lines)
	switch {
	case i < 0 && s.lines[j].still, i >= 0 && i < len(s.time.durations) && s.time.durations[i].table.flat():
		return 0
	case i >= len(s.time.durations):
		i -= len(s.time.durations)
		r := &s.risks[i]
		tied := 1 - r.probability
		if r.impact.of == nil || r.impact.fixed {
			return (1 - tied*tied*tied - r.probability*r.probability*r.probability) / 12
		}
		return (1 - tied*tied*tied) / 12
	}
	return 1.0 / 12
}
