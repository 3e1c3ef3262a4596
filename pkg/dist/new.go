package dist

import (
	"math"

	"korridor/pkg/fault"
)

// Limits on parameters.
const (
	MaxValue = 1e18 // on the size of any value
	MaxRatio = 1e6  // of a lognormal's p90 to its p10: beyond, its variance says nothing
)

// The constructors return an Invalid fault that names each wrong parameter. A
// distribution whose bounds are equal is a constant.

// NewConstant returns the distribution of a known value.
func NewConstant(value float64) (Distribution, error) {
	var p fault.Problems
	checkSize(&p, bound{"value", value})
	return result(&p, constant(value))
}

// NewUniform returns the uniform distribution between low and high.
func NewUniform(low, high float64) (Distribution, error) {
	return ordered(uniform{low, high}, bound{"low", low}, bound{"high", high})
}

// NewTriangular returns the triangular distribution from low to high with its peak at the mode.
func NewTriangular(low, mode, high float64) (Distribution, error) {
	return ordered(triangular{low, mode, high}, bound{"low", low}, bound{"mode", mode}, bound{"high", high})
}

// NewPERT returns the beta-PERT distribution from low to high with its peak at the mode.
func NewPERT(low, mode, high float64) (Distribution, error) {
	width := high - low
	curve := newBetaCurve(1+4*(mode-low)/width, 1+4*(high-mode)/width)
	return ordered(pert{low, high, curve}, bound{"low", low}, bound{"mode", mode}, bound{"high", high})
}

// NewNormal returns the normal distribution with the mean and the standard
// deviation, cut off below zero: what is kept has a mean a little higher, and a
// deviation a little smaller. The mean must not be negative.
func NewNormal(mean, sd float64) (Distribution, error) {
	var p fault.Problems
	checkNotNegative(&p, bound{"mean", mean})
	checkNotNegative(&p, bound{"sd", sd})
	if sd == 0 {
		return result(&p, constant(mean))
	}
	return result(&p, normal{mean, sd, NormalCDF(mean / sd)})
}

// NewLognormal returns the lognormal distribution with the given tenth and
// ninetieth percentiles: σ = ln(p90/p10)/2.5631031, μ = (ln p10 + ln p90)/2.
func NewLognormal(p10, p90 float64) (Distribution, error) {
	const width = 2 * 1.2815515655446004 // Φ⁻¹(0.9) − Φ⁻¹(0.1)
	var p fault.Problems
	if checkSize(&p, bound{"p10", p10}) {
		p.Check(p10 > 0, "p10", fault.Say("not_positive", "must be above zero"))
	}
	if checkSize(&p, bound{"p90", p90}) && p10 > 0 {
		p.Check(p90 >= p10, "p90", tooLow("p10"))
		p.Check(p90/p10 <= MaxRatio, "p90",
			fault.Say("dist.ratio", "is more than {times} times p10", "times", int(MaxRatio)))
	}
	if p10 == p90 {
		return result(&p, constant(p10))
	}
	return result(&p, lognormal{mu: (math.Log(p10) + math.Log(p90)) / 2, sigma: math.Log(p90/p10) / width})
}

// NewBernoulli returns the distribution that is 1 with the probability and 0 otherwise.
func NewBernoulli(probability float64) (Distribution, error) {
	var p fault.Problems
	p.Check(probability >= 0 && probability <= 1, "probability",
		fault.Say("dist.probability", "must be between 0 and 1"))
	return result(&p, bernoulli(probability))
}

// bound is a parameter with its field's name.
type bound struct {
	field string
	value float64
}

// ordered returns the distribution if none of its parameters, all of a size to
// work with, is below the one before it.
func ordered(d Distribution, bounds ...bound) (Distribution, error) {
	var p fault.Problems
	sound := checkSize(&p, bounds[0])
	for i, b := range bounds[1:] {
		if sound = checkSize(&p, b) && sound; sound {
			p.Check(b.value >= bounds[i].value, b.field, tooLow(bounds[i].field))
		}
	}
	if low := bounds[0].value; low == bounds[len(bounds)-1].value {
		return result(&p, constant(low))
	}
	return result(&p, d)
}

func checkNotNegative(p *fault.Problems, b bound) {
	if checkSize(p, b) {
		p.Check(b.value >= 0, b.field, fault.Say("negative", "must not be negative"))
	}
}

func checkSize(p *fault.Problems, b bound) bool {
	ok := math.Abs(b.value) <= MaxValue // NaN is not
	p.Check(ok, b.field, fault.Say("dist.size", "is too large to calculate with"))
	return ok
}

func tooLow(field string) fault.Message {
	return fault.Say("dist.order", "must not be below {field}", "field", field)
}

func result(p *fault.Problems, d Distribution) (Distribution, error) {
	if err := p.Err(fault.Say("dist.invalid", "the distribution cannot be used")); err != nil {
		return nil, err
	}
	return d, nil
}
