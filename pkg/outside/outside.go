// Package outside holds the outside view: what projects of a kind came to cost
// and to last against their estimates, and what kilometres, tunnels and bridges
// cost elsewhere. Its figures are in data/, each with its source.
package outside

import (
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/datafile"
	"korridor/pkg/fault"
	"korridor/pkg/money"
)

// Measure is what a class measures.
type Measure string

// The measures.
const (
	Cost     Measure = "cost"
	Duration Measure = "duration"
)

// Class is a reference class: projects of a kind whose overruns are known. It
// has published quantiles, a published mean and standard deviation, published
// bounds, or cases; percentages are of the estimate.
type Class struct {
	datafile.Origin
	Sector     string // of projects (OC4IDS); "": any
	Measure    Measure
	Confidence string // "low", "medium", "high"
	PriceBasis string // "constant" or "current"; "": not stated
	Stage      string // at which the estimates were made; "": not stated

	Quantiles []Quantile
	Mean, SD  decimal.NullDecimal
	Bounds    *Bounds
	Cases     []Case
}

// Quantile is one published quantile: with Probability (0.8), the overrun was
// at most Percent.
type Quantile struct{ Probability, Percent decimal.Decimal }

// Bounds are the published upper and lower bounds of optimism bias: a project
// starts from the upper one and comes down as risks are managed.
type Bounds struct{ Lower, Upper decimal.Decimal }

// Case is a finished project, in one currency and one price basis.
type Case struct {
	Name             string
	Estimate, Actual money.Amount
}

// MinCases is how many cases a quantile needs.
const MinCases = 10

// Uplift is what has to be added to an estimate so that it is enough with a
// probability.
type Uplift struct {
	Percent decimal.NullDecimal // not known: Note says why
	Note    fault.Message       // none where the number was published as it is
}

func known(percent decimal.Decimal, note fault.Message) (Uplift, error) {
	return Uplift{decimal.NewNullDecimal(percent), note}, nil
}

func unknown(why fault.Message) (Uplift, error) { return Uplift{Note: why}, nil }

// Uplift returns the uplift that is enough with a probability, which lies
// between 0 and 1. Published quantiles are taken as they are; between two of
// them the uplift is interpolated in a straight line, beyond them there is none.
// Of cases it is the empirical quantile of (actual - estimate)/estimate, type 7
// of Hyndman and Fan: with h = (n - 1)·p it lies between the values of ranks
// ⌊h⌋ and ⌊h⌋ + 1 of n in rising order, counted from 0. Fewer than MinCases
// cases, a mean with its standard deviation, and bounds give no quantile.
// Errors are Invalid faults: another probability, a case without an estimate.
func (c *Class) Uplift(probability decimal.Decimal) (Uplift, error) {
	if !probability.IsPositive() || !probability.LessThan(decimal.NewFromInt(1)) {
		return Uplift{}, fault.New(fault.Invalid, fault.Say("outside.probability", "the probability must lie between 0 and 1"))
	}
	switch {
	case len(c.Quantiles) > 0:
		return c.published(probability)
	case c.Mean.Valid:
		return unknown(fault.Say("outside.moments", "only a mean and a standard deviation are published, and no quantile follows from them"))
	case c.Bounds != nil:
		return unknown(fault.Say("outside.bounds", "only an upper and a lower bound are published, which are not quantiles"))
	}
	overruns, err := c.overruns()
	switch {
	case err != nil:
		return Uplift{}, err
	case len(overruns) < MinCases:
		return unknown(fault.Say("outside.thin", "there are {count} cases; {min} are the least for a quantile", "count", len(overruns), "min", MinCases))
	}
	h := probability.Mul(decimal.NewFromInt(int64(len(overruns) - 1)))
	at := int(h.IntPart())
	below, above := overruns[at], overruns[min(at+1, len(overruns)-1)]
	return known(below.Add(above.Sub(below).Mul(h.Sub(decimal.NewFromInt(int64(at))))),
		fault.Say("outside.empirical", "the quantile of {count} cases", "count", len(overruns)))
}

const digits = 20 // decimals of a quotient

func (c *Class) published(probability decimal.Decimal) (Uplift, error) {
	first, last := c.Quantiles[0], c.Quantiles[len(c.Quantiles)-1]
	if len(c.Quantiles) == 1 && !probability.Equal(first.Probability) {
		return unknown(fault.Say("outside.one_quantile", "only P{p} is published, and nothing is known beyond", "p", first.Probability.Shift(2)))
	}
	if probability.LessThan(first.Probability) || probability.GreaterThan(last.Probability) {
		return unknown(fault.Say("outside.beyond", "the published quantiles reach from P{from} to P{to}, and nothing is known beyond",
			"from", first.Probability.Shift(2), "to", last.Probability.Shift(2)))
	}
	i := slices.IndexFunc(c.Quantiles, func(q Quantile) bool { return q.Probability.GreaterThanOrEqual(probability) })
	above := c.Quantiles[i]
	if above.Probability.Equal(probability) {
		return known(above.Percent, fault.Message{})
	}
	below := c.Quantiles[i-1]
	rise := above.Percent.Sub(below.Percent).Mul(probability.Sub(below.Probability))
	return known(below.Percent.Add(rise.DivRound(above.Probability.Sub(below.Probability), digits)),
		fault.Say("outside.interpolated", "in a straight line between the published P{from} and P{to}",
			"from", below.Probability.Shift(2), "to", above.Probability.Shift(2)))
}

// overruns returns (actual - estimate)/estimate of every case in percent, in
// rising order.
func (c *Class) overruns() ([]decimal.Decimal, error) {
	var all []decimal.Decimal
	for _, k := range c.Cases {
		over, err := k.Actual.Sub(k.Estimate)
		if err != nil || k.Estimate.Sign() <= 0 {
			return nil, fault.New(fault.Invalid, fault.Say("outside.case",
				"the case {name} needs an estimate above zero and an actual amount in its currency", "name", k.Name))
		}
		all = append(all, over.Decimal().Shift(2).DivRound(k.Estimate.Decimal(), digits))
	}
	slices.SortFunc(all, decimal.Decimal.Cmp)
	return all, nil
}
