package costmodel

import (
	"slices"
	"strconv"

	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
)

// years sets the need of each year against its money. The years are the
// contiguous span of need and allocations.
func (r *run) years() error {
	first, last := r.span()
	if first == 0 {
		return nil
	}
	years := make([]Year, last-first+1)
	zero := money.Zero(r.Currency)
	for i := range years {
		years[i] = Year{FiscalYear: first + i, Sums: zeroSums(r.Currency), Need: zero, Secured: zero, Signed: zero, Indicative: zero}
	}
	for i := range r.result.Lines {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		l := &r.result.Lines[i]
		for _, c := range l.Cells {
			if err := years[c.Year-first].add(c, l.Contingency); err != nil {
				return tooLarge(err)
			}
		}
	}
	kept := make([]money.Amount, len(years)) // secured from sources that carry unspent money over
	for i := range kept {
		kept[i] = zero
	}
	for i := range r.Allocations {
		a := &r.Allocations[i]
		if err := years[a.FiscalYear-first].allocate(a, r.source(a.Source), &kept[a.FiscalYear-first]); err != nil {
			return tooLarge(err)
		}
	}
	for i := range r.Allocations {
		years[r.Allocations[i].FiscalYear-first].forget(&r.Allocations[i])
	}
	r.result.Years = years
	r.warnAboutUncounted()
	return cumulate(years, kept)
}

// warnAboutUncounted tells which years have money that nobody could convert.
func (r *run) warnAboutUncounted() {
	var named []string
	before := false
	for i := range r.result.Years {
		y := &r.result.Years[i]
		y.UncountedBefore = before
		if y.Uncounted {
			before = true
			named = append(named, strconv.Itoa(y.FiscalYear))
		}
	}
	if before {
		r.warn(fault.Say("cost.uncounted", "what is secured is not known for {years}: money of these years stands in a currency without a known rate", "years", Listed(named)))
	}
}

// span returns the first and last year of need and allocations; 0 for none.
func (r *run) span() (first, last int) {
	widen := func(year int) {
		if first == 0 || year < first {
			first = year
		}
		last = max(last, year)
	}
	for i := range r.result.Lines {
		if cells := r.result.Lines[i].Cells; len(cells) > 0 {
			widen(cells[0].Year)
			widen(cells[len(cells)-1].Year)
		}
	}
	for i := range r.Allocations {
		widen(r.Allocations[i].FiscalYear)
	}
	return first, last
}

func (r *run) source(name string) *Source {
	return &r.Sources[slices.IndexFunc(r.Sources, func(s Source) bool { return s.Name == name })]
}

// allocate counts an allocation in its year.
func (y *Year) allocate(a *Allocation, s *Source, kept *money.Amount) error {
	known := a.stages()
	at, amount := known.Standing()
	if y.foreign(known) {
		y.Uncounted = y.Uncounted || at != funding.Requested
		return nil
	}
	for _, stage := range y.stageSums(a) {
		if stage.known == nil {
			continue
		}
		sum := *stage.known
		if *stage.sum != nil {
			var err error
			if sum, err = sum.Add(**stage.sum); err != nil {
				return err
			}
		}
		*stage.sum = &sum
	}
	if at == "" || at == funding.Requested {
		return nil
	}
	into := []*money.Amount{&y.Secured}
	switch {
	case s.Status == funding.Indicative:
		into = []*money.Amount{&y.Indicative}
	case s.Status == funding.Signed:
		into = []*money.Amount{&y.Signed}
	case s.CarryOver:
		into = append(into, kept)
	}
	for _, sum := range into {
		var err error
		if *sum, err = sum.Add(amount); err != nil {
			return err
		}
	}
	return nil
}

// foreign reports whether the allocation's amounts are in another currency.
func (y *Year) foreign(a *funding.Allocation) bool {
	return !a.Currency.IsZero() && a.Currency != y.Need.Currency()
}

// forget leaves unknown the stages of the year that a foreign allocation has: the
// others' sum is not the whole.
func (y *Year) forget(a *Allocation) {
	if !y.foreign(a.stages()) {
		return
	}
	for _, stage := range y.stageSums(a) {
		if stage.known != nil {
			*stage.sum = nil
		}
	}
}

// stageSum is a stage of an allocation with the sum of it in the year.
type stageSum struct {
	sum   **money.Amount
	known *money.Amount
}

func (y *Year) stageSums(a *Allocation) []stageSum {
	return []stageSum{{&y.Requested, a.Requested}, {&y.Approved, a.Approved}, {&y.Committed, a.Committed}, {&y.Disbursed, a.Disbursed}}
}

// stages returns the allocation as the record has it.
func (a *Allocation) stages() *funding.Allocation {
	return &funding.Allocation{FiscalYear: a.FiscalYear, Currency: a.Currency(), Requested: a.Requested, Approved: a.Approved, Committed: a.Committed, Disbursed: a.Disbursed}
}

// Currency returns the currency of the allocation's amounts; none where no
// stage is known.
func (a *Allocation) Currency() money.Currency {
	for _, amount := range []*money.Amount{a.Requested, a.Approved, a.Committed, a.Disbursed} {
		if amount != nil {
			return amount.Currency()
		}
	}
	return money.Currency{}
}

// cumulate fills in need and gaps. Shortages add up. A surplus carries on only
// as far as it is unspent money of sources that carry over (kept); the others'
// money is spent first, and what is left of it lapses:
//
//	cumulative_y = cumulative_{y−1} + gap_y + max(0, secured of the others − need)
//
// A negative cumulative gap is money carried on.
func cumulate(years []Year, kept []money.Amount) error {
	sum := money.Zero(years[0].Secured.Currency())
	for i := range years {
		y := &years[i]
		var err error
		if y.Need, err = y.Sums.Need(); err != nil {
			return tooLarge(err)
		}
		if y.Gap, err = y.Need.Sub(y.Secured); err != nil {
			return tooLarge(err)
		}
		if sum, err = sum.Add(y.Gap); err != nil {
			return tooLarge(err)
		}
		others, err := y.Secured.Sub(kept[i])
		if err != nil {
			return err
		}
		lapsed, err := others.Sub(positive(y.Need))
		if err != nil {
			return tooLarge(err)
		}
		if sum, err = sum.Add(positive(lapsed)); err != nil {
			return tooLarge(err)
		}
		y.CumulativeGap = sum
	}
	return nil
}

// positive is the amount, or nothing where it is negative.
func positive(a money.Amount) money.Amount {
	if a.IsNegative() {
		return money.Zero(a.Currency())
	}
	return a
}

// least returns the smaller of two amounts of one currency.
func least(a, b money.Amount) money.Amount {
	if b.Minor() < a.Minor() {
		return b
	}
	return a
}
