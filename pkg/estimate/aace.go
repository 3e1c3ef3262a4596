package estimate

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/dist"
	"korridor/pkg/fault"
)

// Accuracy is what AACE International expects of estimates of a class, in
// percent of the estimate: with 80 % confidence the cost will lie between a low
// end, itself between LowBest and LowWorst, and a high end, between HighBest and
// HighWorst (recommended practices 18R-97 and 98R-18). So the ends are P10 and
// P90 of the cost and not its bounds.
type Accuracy struct {
	LowBest, LowWorst   int64
	HighBest, HighWorst int64
}

// accuracies are those of the classes 5 to 1.
var accuracies = map[int]Accuracy{
	5: {-20, -50, 30, 100},
	4: {-15, -30, 20, 50},
	3: {-10, -20, 10, 30},
	2: {-5, -15, 5, 20},
	1: {-3, -10, 3, 15},
}

// AccuracyOf returns the accuracy of an AACE class from 1 to 5.
func AccuracyOf(class int) (Accuracy, bool) {
	a, ok := accuracies[class]
	return a, ok
}

// Middles returns the middles of the low and the high end as factors on the
// estimate: 0.775 and 1.35 for class 4.
func (a Accuracy) Middles() (low, high decimal.Decimal) {
	middle := func(best, worst int64) decimal.Decimal {
		return decimal.New(200+best+worst, -2).Div(decimal.NewFromInt(2))
	}
	return middle(a.LowBest, a.LowWorst), middle(a.HighBest, a.HighWorst)
}

// Contingency returns the percentage to be added to an estimate of the class so
// that it is enough with a confidence between 0 and 1, rounded half-even to 0.1.
// Where the estimate is likely to be more than enough, it is negative.
//
// The assumption: the cost is the estimate times a lognormal factor whose P10
// and P90 are the middles of the class's low and high ends. With μ and σ from
// them (dist.NewLognormal) the percentage is 100·(exp(μ + σ·Φ⁻¹(confidence)) - 1).
// A class is a statement about estimates of its kind, so this is a start and no
// replacement for a look at the project's own risks. Errors are Invalid faults.
func Contingency(class int, confidence decimal.Decimal) (decimal.Decimal, error) {
	a, ok := AccuracyOf(class)
	if !ok {
		return decimal.Decimal{}, fault.New(fault.Invalid, fault.Say("estimate.class", "must be an AACE class from 1 to 5"))
	}
	if !confidence.IsPositive() || !confidence.LessThan(decimal.NewFromInt(1)) {
		return decimal.Decimal{}, fault.New(fault.Invalid, fault.Say("estimate.confidence", "the confidence must lie between 0 and 1"))
	}
	low, high := a.Middles()
	factor, err := dist.NewLognormal(low.InexactFloat64(), high.InexactFloat64())
	if err != nil {
		return decimal.Decimal{}, err
	}
	quantile := decimal.NewFromFloat(factor.Quantile(confidence.InexactFloat64()))
	return quantile.Sub(decimal.NewFromInt(1)).Shift(2).RoundBank(1), nil
}
