package risk

import (
	"math"
	"slices"

	"korridor/pkg/money"
)

// curvePoints are the points of the S-curve.
const curvePoints = 101

// totals are the totals of all iterations, in minor units.
type totals struct {
	values   []float64 // by iteration, above fixed
	fixed    float64
	currency money.Currency
}

// amount is a total, given above fixed, rounded half-even to minor units.
func (t *totals) amount(above float64) money.Amount { return minor(t.fixed+above, t.currency) }

// order finds the percentiles: type 7, h = (n−1)p, between the values next to
// h; with the distribution-free interval between the ranks ⌊np − 1.96√(np(1−p))⌋
// and ⌈np + 1.96√(np(1−p))⌉ + 1, within 1 … n; and the mean of what lies above P80.
func (t *totals) order() (percentiles []Percentile, above money.Amount) {
	n := len(t.values)
	var ranks []int // from 0
	type place struct {
		low, high   int
		fraction    float64
		from, until int
	}
	places := make([]place, len(toldPercentiles))
	for i, percent := range toldPercentiles {
		p := float64(percent) / 100
		h := float64(n-1) * p
		low := int(h)
		width := 1.96 * math.Sqrt(float64(n)*p*(1-p))
		places[i] = place{low, min(low+1, n-1), h - float64(low),
			max(int(math.Floor(float64(n)*p-width)), 1) - 1, min(int(math.Ceil(float64(n)*p+width))+1, n) - 1}
		ranks = append(ranks, places[i].low, places[i].high, places[i].from, places[i].until)
	}
	values := selectRanks(t.values, ranks)
	for i, percent := range toldPercentiles {
		at := places[i]
		v := values[at.low] + at.fraction*(values[at.high]-values[at.low])
		percentiles = append(percentiles, Percentile{percent, t.amount(v), t.amount(values[at.from]), t.amount(values[at.until])})
		if percent == 80 {
			above = t.amount(meanAbove(t.values, v))
		}
	}
	return percentiles, above
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

// within is the chance of staying within a limit.
func (t *totals) within(limit float64) float64 {
	count := 0
	for _, v := range t.values {
		if v <= limit-t.fixed {
			count++
		}
	}
	return float64(count) / float64(len(t.values))
}

// curve is the S-curve.
func (t *totals) curve() (points []CurvePoint) {
	low, high := slices.Min(t.values), slices.Max(t.values)
	step := (high - low) / (curvePoints - 1)
	var counts [curvePoints]int
	for _, v := range t.values {
		at := 0
		if step > 0 {
			at = min(max(int(math.Ceil((v-low)/step)), 0), curvePoints-1)
		}
		counts[at]++
	}
	sum := 0
	for i, count := range counts {
		sum += count
		points = append(points, CurvePoint{t.amount(low + step*float64(i)), float64(sum) / float64(len(t.values))})
		if step == 0 {
			break
		}
	}
	return points
}

// confidence sets the percentiles, the S-curve, and the chances of staying within
// the working total and the secured money; where a year is uncounted nobody knows
// what is secured.
func (t *totals) confidence(r *Result, working, secured float64) {
	r.Percentiles, r.MeanAboveP80 = t.order()
	r.Curve = t.curve()
	r.Working, r.WithinWorking = minor(working, r.Currency), t.within(working)
	if len(r.Uncounted) == 0 {
		r.Secured, r.WithinSecured = new(minor(secured, r.Currency)), new(t.within(secured))
	}
}

// funds adds up what the years of the model without a simulation need, and what
// is secured for them.
func (p *program) funds() (working, secured float64, uncounted []int) {
	for i := range p.base.Years {
		y := &p.base.Years[i]
		working += float64(y.Need.Minor())
		secured += float64(y.Secured.Minor())
		if y.Uncounted {
			uncounted = append(uncounted, y.FiscalYear)
		}
	}
	return working, secured, uncounted
}
