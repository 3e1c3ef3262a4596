// Package dist holds the probability distributions of the cost model and the
// special functions under them. It works in float64: its results are the same
// bytes on machines of the same kind, and may differ in the last digits where
// the processor joins a multiplication and an addition in one rounding.
package dist

import "math"

// Distribution is the spread of one uncertain quantity.
type Distribution interface {
	// Quantile returns the least x that is not exceeded with probability p. p
	// is taken as 0 below 0 and as 1 above 1; a distribution without an upper
	// bound gives +Inf for 1.
	Quantile(p float64) float64
	Mean() float64
	Variance() float64
}

// PERTApproximation returns the mean and the standard deviation that classic
// PERT takes from three guesses: (low + 4·mode + high)/6 and (high − low)/6
// (Malcolm et al., Operations Research 7 (1959), 646–669). It is an
// approximation, and not the beta-PERT distribution of NewPERT.
func PERTApproximation(low, mode, high float64) (mean, sd float64) {
	return (low + 4*mode + high) / 6, (high - low) / 6
}

// constant is a quantity that is known.
type constant float64

func (c constant) Quantile(float64) float64 { return float64(c) }
func (c constant) Mean() float64            { return float64(c) }
func (c constant) Variance() float64        { return 0 }

// uniform is any value between two, each as likely.
type uniform struct{ low, high float64 }

func (u uniform) Quantile(p float64) float64 { return within(u.low, u.high, probability(p)) }
func (u uniform) Mean() float64              { return within(u.low, u.high, 0.5) }
func (u uniform) Variance() float64          { return square(u.high-u.low) / 12 }

// triangular has a density that rises to the mode and falls from it.
type triangular struct{ low, mode, high float64 }

func (t triangular) Quantile(p float64) float64 {
	p = probability(p)
	width, left, right := t.high-t.low, t.mode-t.low, t.high-t.mode
	if p*width < left {
		return min(t.low+math.Sqrt(p*width*left), t.mode)
	}
	return max(t.high-math.Sqrt((1-p)*width*right), t.mode)
}

func (t triangular) Mean() float64 {
	return min(t.low+((t.mode-t.low)+(t.high-t.low))/3, t.high)
}

func (t triangular) Variance() float64 {
	left, right := t.mode-t.low, t.high-t.mode
	return (left*left + left*right + right*right) / 18
}

// pert is the beta-PERT distribution: a beta between low and high with
// α = 1 + 4(mode − low)/(high − low) and β = 1 + 4(high − mode)/(high − low)
// (D. Vose, Risk Analysis, 3rd edition, 2008).
type pert struct {
	low, high float64
	curve     betaCurve
}

func (t pert) Quantile(p float64) float64 {
	return within(t.low, t.high, t.curve.quantile(probability(p)))
}

// α + β is always 6, so the mean is (low + 4·mode + high)/6.
func (t pert) Mean() float64 { return within(t.low, t.high, t.curve.a/6) }

func (t pert) Variance() float64 { return square(t.high-t.low) * t.curve.a * t.curve.b / (36 * 7) }

// normal is a normal distribution of which only the part above zero is kept.
type normal struct {
	mean, sd float64 // of the whole
	kept     float64 // the probability above zero
}

func (n normal) Quantile(p float64) float64 {
	p = probability(p)
	var z float64
	if below := NormalCDF(-n.mean / n.sd); p < 0.5 {
		z = NormalQuantile(below + p*n.kept)
	} else {
		z = -NormalQuantile((1 - p) * n.kept) // keeps the upper tail's digits
	}
	return max(n.mean+n.sd*z, 0)
}

// hazard is φ(μ/σ)/Φ(μ/σ), by which cutting off what is below zero raises the
// mean, in standard deviations.
func (n normal) hazard() float64 { return normalDensity(n.mean/n.sd) / n.kept }

func (n normal) Mean() float64 { return n.mean + n.sd*n.hazard() }

func (n normal) Variance() float64 {
	h := n.hazard()
	return n.sd * n.sd * (1 - h*(n.mean/n.sd+h))
}

// lognormal is exp(μ + σZ) with a standard normal Z.
type lognormal struct{ mu, sigma float64 }

func (l lognormal) Quantile(p float64) float64 {
	return math.Exp(l.mu + l.sigma*NormalQuantile(probability(p)))
}
func (l lognormal) Mean() float64 { return math.Exp(l.mu + l.sigma*l.sigma/2) }
func (l lognormal) Variance() float64 {
	return math.Expm1(l.sigma*l.sigma) * square(l.Mean())
}

// bernoulli is 1 with the probability, and 0 otherwise.
type bernoulli float64

func (b bernoulli) Quantile(p float64) float64 {
	if probability(p) > 1-float64(b) {
		return 1
	}
	return 0
}
func (b bernoulli) Mean() float64     { return float64(b) }
func (b bernoulli) Variance() float64 { return float64(b) * (1 - float64(b)) }

// probability brings p into [0, 1]; NaN stays NaN.
func probability(p float64) float64 { return min(max(p, 0), 1) }

// within is the point at the part t of the way from low to high.
func within(low, high, t float64) float64 { return min(low+t*(high-low), high) }

func square(x float64) float64 { return x * x }
