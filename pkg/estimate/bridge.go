package estimate

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
)

// Side is one of the two revisions that a bridge leads between, with its cost
// lines; none where only a headline figure is known.
type Side struct {
	Estimate Estimate
	Lines    []Line
}

// Between is what is known about the way from one revision to the next.
type Between struct {
	// Factor is the ratio of the price index between the price years of the
	// revisions; not valid where no index covers them.
	Factor decimal.NullDecimal
	// Attributed are the parts of the difference that planners attribute.
	Attributed []Attribution
}

// Bridge explains the difference between two revisions, exactly. Between two
// revisions with cost lines the parts of the lines add up to the difference.
// Where either has only a headline figure, the difference is one step: what
// planners attribute, and the rest, Unexplained.
type Bridge struct {
	From, To           Estimate
	FromTotal, ToTotal money.Amount
	Difference         money.Amount // ToTotal - FromTotal

	Factor      decimal.Decimal // between the price years; 1 where it is not known
	FactorKnown bool

	ByLines    bool // Lines, Categories and Parts explain the difference
	Lines      []BridgeLine
	Categories []BridgeCategory
	Parts      Parts

	Attributed  []Attribution
	Unexplained *money.Amount // may be negative; nil where lines explain it all

	Comparable bool            // Growth says something
	Reasons    []fault.Message // why it does not
	Growth     decimal.NullDecimal
}

// NewBridge returns the bridge between two revisions. Lines are matched by
// code; see Parts for how a line's difference is taken apart. Errors, all
// Invalid faults: revisions in different currencies, one without a total, a
// line code that stands twice in a revision, a factor that is not positive;
// those of Amounts; a *money.MismatchError for an attribution in another
// currency. Attributions have their amounts (Attribution.Validate).
func NewBridge(from, to Side, between Between) (*Bridge, error) {
	b := &Bridge{From: from.Estimate, To: to.Estimate, Factor: decimal.NewFromInt(1), Attributed: between.Attributed}
	currency := from.Estimate.Currency
	if currency != to.Estimate.Currency {
		return nil, fault.New(fault.Invalid, otherCurrencies(&b.From, &b.To))
	}
	if err := b.setFactor(between.Factor); err != nil {
		return nil, err
	}
	var err error
	if b.FromTotal, err = from.total(); err != nil {
		return nil, err
	}
	if b.ToTotal, err = to.total(); err != nil {
		return nil, err
	}
	if b.Difference, err = b.ToTotal.Sub(b.FromTotal); err != nil {
		return nil, err
	}
	if b.ByLines = len(from.Lines) > 0 && len(to.Lines) > 0; b.ByLines {
		err = b.explain(from, to)
	} else {
		err = b.attribute()
	}
	if err != nil {
		return nil, err
	}
	b.compare()
	return b, nil
}

// NewChain returns the bridges from each revision to the next, in the order
// given. between is asked once for each; it may be nil. The errors are those of
// NewBridge.
func NewChain(sides []Side, between func(from, to *Estimate) Between) ([]*Bridge, error) {
	var steps []*Bridge
	for i := 1; i < len(sides); i++ {
		var known Between
		if between != nil {
			known = between(&sides[i-1].Estimate, &sides[i].Estimate)
		}
		b, err := NewBridge(sides[i-1], sides[i], known)
		if err != nil {
			return nil, err
		}
		steps = append(steps, b)
	}
	return steps, nil
}

// setFactor takes the caller's factor; within one price year it is 1.
func (b *Bridge) setFactor(factor decimal.NullDecimal) error {
	if b.From.PriceYear != 0 && b.From.PriceYear == b.To.PriceYear {
		b.FactorKnown = true
		return nil
	}
	if !factor.Valid {
		return nil
	}
	if !factor.Decimal.IsPositive() {
		return fault.New(fault.Invalid, fault.Say("bridge.factor", "the index ratio between the price years must be above zero"))
	}
	b.Factor, b.FactorKnown = factor.Decimal, true
	return nil
}

// total is the sum of the lines, or the headline where there are none.
func (s *Side) total() (money.Amount, error) {
	e := &s.Estimate
	switch {
	case len(s.Lines) > 0:
		return Total(e.Currency, s.Lines)
	case e.Headline != nil:
		return *e.Headline, nil
	case e.Total != nil:
		return *e.Total, nil
	}
	return money.Amount{}, fault.New(fault.Invalid,
		fault.Say("bridge.no_total", "the estimate {estimate} has neither cost lines nor a headline figure", "estimate", e.Code))
}

// attribute sets what nobody attributed.
func (b *Bridge) attribute() error {
	rest := b.Difference
	for i := range b.Attributed {
		var err error
		if rest, err = rest.Sub(*b.Attributed[i].Amount); err != nil {
			return err
		}
	}
	b.Unexplained = &rest
	return nil
}

// compare decides whether a growth percentage says something, and gives it:
// difference ÷ earlier total × 100, rounded half-even to one decimal. Nothing
// has no growth.
func (b *Bridge) compare() {
	b.Reasons = Incomparable(&b.From, &b.To)
	b.Comparable = len(b.Reasons) == 0
	if b.Comparable && !b.FromTotal.IsZero() {
		b.Growth = record.Known(b.Difference.Decimal().Shift(2).DivRound(b.FromTotal.Decimal(), 20).RoundBank(1))
	}
}
