package risk

import (
	"math"
	"slices"
)

// curvePoints are the points of the S-curve.
const curvePoints = 101

// order finds the percentiles: type 7, h = (n−1)p, between the values next to
// h; with the distribution-free interval between the ranks ⌊np − 1.96√(np(1−p))⌋
// and ⌈np + 1.96√(np(1−p))⌉ + 1, within 1 … n.
func (s *simulation) order(r *Result) {
	var ranks []int // from 0
	type place struct {
		low, high   int
		fraction    float64
		from, until int
	}
	places := make([]place, len(toldPercentiles))
	for i, percent := range toldPercentiles {
		p := float64(percent) / 100
		h := float64(s.n-1) * p
		low := int(h)
		width := 1.96 * math.Sqrt(float64(s.n)*p*(1-p))
		places[i] = place{low, min(low+1, s.n-1), h - float64(low),
			max(int(math.Floor(float64(s.n)*p-width)), 1) - 1, min(int(math.Ceil(float64(s.n)*p+width))+1, s.n) - 1}
		ranks = append(ranks, places[i].low, places[i].high, places[i].from, places[i].until)
	}
	values := selectRanks(s.total, ranks)
	for i, percent := range toldPercentiles {
		at := places[i]
		v := values[at.low] + at.fraction*(values[at.high]-values[at.low])
		r.Percentiles = append(r.Percentiles, Percentile{percent, s.amount(v), s.amount(values[at.from]), s.amount(values[at.until])})
		if percent == 80 {
			r.MeanAboveP80 = s.amount(meanAbove(s.total, v))
		}
	}
}

// meanAbove is the mean of the values above a limit; the limit where none is.
func meanAbove(values []float64, limit float64) float64 {
	sum, count := 0.0, 0
	for _, v := range values {
		if v > limit {
			sum += v - limit
			count++
		}
	}
	if count == 0 {
		return limit
	}
	return limit + sum/float64(count)
}

// confidence computes the chances of staying within the working total and the
// secured money, and the S-curve.
func (s *simulation) confidence(r *Result) {
	working := 0.0
	for _, y := range s.base.Years {
		working += float64(y.Need.Minor())
	}
	secured := 0.0
	for i := range s.base.Years {
		y := &s.base.Years[i]
		secured += float64(y.Secured.Minor())
		if y.Uncounted {
			r.Uncounted = append(r.Uncounted, y.FiscalYear)
		}
	}
	r.Working = minor(working, r.Currency)
	low, high := slices.Min(s.total), slices.Max(s.total)
	step := (high - low) / (curvePoints - 1)
	var counts [curvePoints]int
	within, securely := 0, 0
	for _, t := range s.total {
		if t <= working-s.fixed {
			within++
		}
		if t <= secured-s.fixed {
			securely++
		}
		at := 0
		if step > 0 {
			at = min(max(int(math.Ceil((t-low)/step)), 0), curvePoints-1)
		}
		counts[at]++
	}
	n := float64(s.n)
	r.WithinWorking = float64(within) / n
	if len(r.Uncounted) == 0 {
		r.Secured, r.WithinSecured = new(minor(secured, r.Currency)), new(float64(securely)/n)
	}
	sum := 0
	for i, count := range counts {
		sum += count
		r.Curve = append(r.Curve, CurvePoint{s.amount(low + step*float64(i)), float64(sum) / n})
		if step == 0 {
			return
		}
	}
}
