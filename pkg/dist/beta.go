package dist

import "math"

// BetaCDF returns I_x(a, b), the regularised incomplete beta function: the
// probability that a beta(a, b) value is at most x. It is 0 for x ≤ 0 and 1 for
// x ≥ 1; a and b must be positive.
//
// It is the continued fraction of DLMF 8.17.22 by Lentz's method (Press et al.,
// Numerical Recipes, 3rd edition, 6.4). Compared with fifty-digit arithmetic
// the absolute error is below 1e-14 for a and b up to 10, and below 2e-12 up to
// 1000, where it comes from the logarithm of the gamma function.
func BetaCDF(x, a, b float64) float64 {
	return newBetaCurve(a, b).cdf(x)
}

// betaCurve is a beta distribution on [0, 1] with its constant worked out.
type betaCurve struct {
	a, b, logB float64 // logB = ln B(a, b)
}

func newBetaCurve(a, b float64) betaCurve {
	ga, _ := math.Lgamma(a)
	gb, _ := math.Lgamma(b)
	gab, _ := math.Lgamma(a + b)
	return betaCurve{a, b, ga + gb - gab}
}

func (c betaCurve) cdf(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	}
	front := math.Exp(c.a*math.Log(x) + c.b*math.Log1p(-x) - c.logB)
	if x < (c.a+1)/(c.a+c.b+2) { // where the fraction converges fast
		return min(front*betaFraction(x, c.a, c.b)/c.a, 1)
	}
	return max(1-front*betaFraction(1-x, c.b, c.a)/c.b, 0)
}

// betaFraction needs O(√max(a, b)) steps.
func betaFraction(x, a, b float64) float64 {
	const (
		tiny  = 1e-300
		exact = 1e-16
		steps = 10_000
	)
	nonzero := func(v float64) float64 {
		if math.Abs(v) < tiny {
			return tiny
		}
		return v
	}
	c, d := 1.0, 1/nonzero(1-(a+b)*x/(a+1))
	h := d
	for m := 1.0; m <= steps; m++ {
		even := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		d, c = 1/nonzero(1+even*d), nonzero(1+even/c)
		h *= d * c
		odd := -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		d, c = 1/nonzero(1+odd*d), nonzero(1+odd/c)
		h *= d * c
		if math.Abs(d*c-1) <= exact {
			break
		}
	}
	return h
}

// quantile returns the x with cdf(x) = p, by Newton's steps from the mean,
// halving the bracket where a step would leave it. The error in x is that of cdf
// divided by the density.
func (c betaCurve) quantile(p float64) float64 {
	switch {
	case math.IsNaN(p):
		return p
	case p <= 0:
		return 0
	case p >= 1:
		return 1
	}
	low, high := 0.0, 1.0
	x := c.a / (c.a + c.b)
	for range 200 {
		over := c.cdf(x) - p
		if over > 0 {
			high = x
		} else {
			low = x
		}
		density := math.Exp((c.a-1)*math.Log(x) + (c.b-1)*math.Log1p(-x) - c.logB)
		next := x - over/density
		if !(next > low && next < high) {
			next = low + (high-low)/2
		}
		if math.Abs(next-x) <= 1e-16*x || next == low || next == high {
			return next
		}
		x = next
	}
	return x
}
