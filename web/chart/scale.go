package chart

import (
	"math"
	"time"
)

// scale maps a domain of values onto a range of drawing units, linearly.
type scale struct{ from, to, low, high float64 }

// at returns the position of v.
func (s scale) at(v float64) float64 {
	if s.to == s.from {
		return s.low
	}
	return s.low + (v-s.from)/(s.to-s.from)*(s.high-s.low)
}

// amountScale covers 0 to at least top in round steps, about count of them, and returns the
// values of its ticks. The range runs from low (zero) to high (the last tick).
func amountScale(top float64, count int, low, high float64) (scale, []float64) {
	if !(top > 0) || math.IsInf(top, 0) {
		top = 1
	}
	step := roundStep(top / float64(count))
	n := int(math.Ceil(top/step - 1e-9))
	ticks := make([]float64, n+1)
	for i := range ticks {
		ticks[i] = float64(i) * step
	}
	return scale{0, ticks[n], low, high}, ticks
}

// roundStep returns the smallest of 1, 2, 2.5, 5 × 10ⁿ that is not below raw.
func roundStep(raw float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if m*unit >= raw*(1-1e-9) {
			return m * unit
		}
	}
	return 10 * unit
}

// fractionalYear returns t as a year with the share of it that has passed: 2 July 2026 ≈ 2026.5.
func fractionalYear(t time.Time) float64 {
	t = t.UTC()
	start := time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	length := start.AddDate(1, 0, 0).Sub(start)
	return float64(t.Year()) + float64(t.Sub(start))/float64(length)
}

// yearStep returns the smallest of 1, 2, 5, 10, 20 … years whose ticks lie at least room apart
// when one year is perYear wide.
func yearStep(perYear, room float64) int {
	for decade := 1; ; decade *= 10 {
		for _, m := range []int{1, 2, 5} {
			if float64(m*decade)*perYear >= room {
				return m * decade
			}
		}
	}
}
