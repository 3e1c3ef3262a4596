package risk

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/record"
)

// leastFactor is the least P10 that a widened spread can have: it must be above
// zero.
var leastFactor = decimal.New(1, -2)

// Widened returns the spread with every parameter as many times as far from its
// centre, which stays where it is: the mode, the mean, or the middle of a uniform
// and of P10 and P90. What would fall below zero stops there, and a P10 at a
// hundredth of what it was. A factor of 0 leaves the centre alone. What is fixed
// stays.
func (s Spread) Widened(factor decimal.Decimal) Spread {
	move := func(at *decimal.NullDecimal, centre decimal.Decimal) {
		at.Decimal = decimal.Max(centre.Add(at.Decimal.Sub(centre).Mul(factor)), decimal.Zero)
	}
	two := decimal.NewFromInt(2)
	switch s.Shape {
	case Uniform:
		centre := s.Low.Decimal.Add(s.High.Decimal).Div(two)
		move(&s.Low, centre)
		move(&s.High, centre)
	case Triangular, PERT:
		move(&s.Low, s.Mode.Decimal)
		move(&s.High, s.Mode.Decimal)
	case Normal:
		s.SD = record.Known(s.SD.Decimal.Mul(factor))
	case Lognormal:
		centre, least := s.P10.Decimal.Add(s.P90.Decimal).Div(two), s.P10.Decimal.Mul(leastFactor)
		move(&s.P10, centre)
		move(&s.P90, centre)
		s.P10.Decimal = decimal.Max(s.P10.Decimal, least)
	}
	return s
}

// Chanced returns the risk as it stands now, with another probability: open,
// with what it does after the response where that is in place.
func (e Entry) Chanced(probability decimal.Decimal) Entry {
	x, _ := e.Current()
	e.Probability, e.Impact, e.Delay = record.Known(probability), x.Impact, x.Delay
	e.Status, e.Mitigated = StatusOpen, Exposure{}
	return e
}
