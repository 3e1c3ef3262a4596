package costmodel

import (
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/schedule"
)

// Result is what a model comes to. Base is without contingency, at the prices
// of the price year; Need is Base + Contingency + Escalation, at the prices of
// the years in which it is spent.
type Result struct {
	Model  *Model
	Phases []PhaseResult // in the model's order
	Lines  []LineResult  // in the model's order
	Years  []Year        // the contiguous span of need and allocations
	Sums
	Capped   *Capped       // nil: the model has no caps
	NPV      *money.Amount // present value of base + contingency in the price year; nil: no discount rate
	Warnings []fault.Message
}

// Sums are what cells add up to.
type Sums struct {
	Base        money.Amount // without contingency
	Contingency money.Amount // at base prices
	Escalation  money.Amount // of both
}

// Need is what has to be paid: base, contingency and escalation.
func (s Sums) Need() (money.Amount, error) {
	return money.Sum(s.Base.Currency(), s.Base, s.Contingency, s.Escalation)
}

// add counts a cell in.
func (s *Sums) add(c Cell, contingency bool) error {
	into := &s.Base
	if contingency {
		into = &s.Contingency
	}
	var err error
	if *into, err = into.Add(c.Base); err != nil {
		return err
	}
	s.Escalation, err = s.Escalation.Add(c.Escalation)
	return err
}

// Zero returns sums of nothing.
func zeroSums(c money.Currency) Sums {
	return Sums{Base: money.Zero(c), Contingency: money.Zero(c), Escalation: money.Zero(c)}
}

// Cell is what one line costs in one fiscal year: at base prices, and what
// price movement adds.
type Cell struct {
	Year       int
	Base       money.Amount
	Escalation money.Amount
}

// LineResult is a line with its amount at base prices and its cells, one for
// each year of its phase.
type LineResult struct {
	*Line
	Total money.Amount // at base prices: the sum of the cells' Base
	Cells []Cell
}

// PhaseResult is a phase where it comes to stand, with what its lines add up to.
type PhaseResult struct {
	*Phase
	schedule.Placed
	Sums
}

// Year is one fiscal year: what is needed and which money there is for it. A
// stage is nil where no allocation of the year records it, or one that does is in
// a currency without a known rate.
type Year struct {
	FiscalYear int
	Sums
	Need          money.Amount
	Requested     *money.Amount
	Approved      *money.Amount
	Committed     *money.Amount
	Disbursed     *money.Amount
	Secured       money.Amount // approved, or later, from effective sources; nothing recorded counts as nothing
	Signed        money.Amount // the same from sources that are signed and not effective: not part of Secured
	Indicative    money.Amount // the same from sources that are indicative only: not part of Secured
	Gap           money.Amount // Need − Secured; negative: a surplus
	CumulativeGap money.Amount // see cumulate

	// Uncounted says that money of the year stands in a currency without a known
	// rate, and UncountedBefore that some of an earlier year does: Secured, Gap
	// and CumulativeGap leave it out, and are not known.
	Uncounted, UncountedBefore bool
}

// KnownSecured returns what is secured in the year; nil: not known.
func (y *Year) KnownSecured() *money.Amount { return unless(y.Uncounted, y.Secured) }

// KnownGap returns the year's gap; nil: not known.
func (y *Year) KnownGap() *money.Amount { return unless(y.Uncounted, y.Gap) }

// KnownCumulativeGap returns the gap up to the year; nil: not known.
func (y *Year) KnownCumulativeGap() *money.Amount {
	return unless(y.Uncounted || y.UncountedBefore, y.CumulativeGap)
}

func unless(unknown bool, a money.Amount) *money.Amount {
	if unknown {
		return nil
	}
	return &a
}

// Phase returns the phase with the code where it comes to stand, or nil.
func (r *Result) Phase(code string) *PhaseResult {
	for i := range r.Phases {
		if r.Phases[i].Code == code {
			return &r.Phases[i]
		}
	}
	return nil
}
