package funding

import (
	"cmp"
	"slices"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Stage is how far the money of an allocation has come.
type Stage string

// The stages of an allocation, in order.
const (
	Requested Stage = "requested"
	Approved  Stage = "approved" // by parliament
	Committed Stage = "committed"
	Disbursed Stage = "disbursed"
)

// Stages lists the stages in order.
var Stages = []Stage{Requested, Approved, Committed, Disbursed}

// Allocation is the money of one fiscal year from one funding source. Each
// stage may be nil: not recorded, which is not zero.
type Allocation struct {
	record.Meta
	Project    record.ID
	Source     record.ID
	FiscalYear int
	Currency   money.Currency
	Requested  *money.Amount
	Approved   *money.Amount
	Committed  *money.Amount
	Disbursed  *money.Amount
	Breach     *Breach
	Note       text.Label
}

// Breach records that a later stage really is above an earlier one, with the
// reason and the document that shows it.
type Breach struct {
	Reason   string
	Document record.ID
}

// RecordKind implements record.Entity.
func (*Allocation) RecordKind() record.Kind { return record.Allocation }

// Owner implements record.Entity.
func (a *Allocation) Owner() record.ID { return a.Project }

// Refs implements record.Entity.
func (a *Allocation) Refs() []record.Ref {
	refs := []record.Ref{
		{Field: "project", Kind: record.Project, ID: &a.Project},
		{Field: "funding_source", Kind: record.FundingSource, ID: &a.Source},
	}
	if a.Breach != nil {
		refs = append(refs, record.Ref{Field: "breach_document", Kind: record.Document, ID: &a.Breach.Document})
	}
	return refs
}

// FigureFields implements record.Figured.
func (a *Allocation) FigureFields() []record.FigureField {
	fields := make([]record.FigureField, len(Stages))
	for i, s := range Stages {
		fields[i] = record.AmountFigure(string(s), a.Currency, a.at(s))
	}
	return fields
}

// Amount returns the amount of a stage, nil where it is not recorded.
func (a *Allocation) Amount(s Stage) *money.Amount { return *a.at(s) }

func (a *Allocation) at(s Stage) **money.Amount {
	switch s {
	case Requested:
		return &a.Requested
	case Approved:
		return &a.Approved
	case Committed:
		return &a.Committed
	default:
		return &a.Disbursed
	}
}

// Validate implements record.Entity. The order of the stages, which can need
// other years, is CheckStages' business.
func (a *Allocation) Validate() error {
	var p fault.Problems
	p.Check(a.Project != 0, "project", fault.Say("required", "is required"))
	p.Check(a.Source != 0, "funding_source", fault.Say("required", "is required"))
	record.CheckYear(&p, "fiscal_year", a.FiscalYear)
	p.Check(!a.Currency.IsZero(), "currency", fault.Say("required", "is required"))
	text.CheckLabel(&p, "note", a.Note, text.MaxNote, false)
	known := 0
	for _, s := range Stages {
		record.CheckAmount(&p, string(s), a.Amount(s), a.Currency)
		if a.Amount(s) != nil {
			known++
		}
	}
	p.Check(known > 0, string(Requested), fault.Say("allocation.empty", "at least one stage needs an amount"))
	if a.Breach != nil {
		text.CheckLine(&p, "breach_reason", a.Breach.Reason, text.MaxLine, true)
		p.Check(a.Breach.Document != 0, "breach_document", fault.Say("required", "is required"))
	}
	return p.Err(fault.Say("allocation.invalid", "the allocation cannot be kept"))
}

// Excess is a stage that stands above the nearest known earlier one.
type Excess struct {
	FiscalYear    int
	Earlier       Stage
	Later         Stage
	EarlierAmount money.Amount
	LaterAmount   money.Amount
	Cumulative    bool // the amounts are sums up to the year, for a carry-over source
	Recorded      bool // as a breach
}

// Excesses finds every known stage above the nearest known earlier stage, in
// the allocations of one funding source. With carryOver the sums of all years
// so far are compared, as far as both stages are known in each of them,
// because money unspent in one year stays available in the next. A year in
// another currency than the one before starts its sums anew. Errors: sums
// beyond money's range.
func Excesses(allocations []Allocation, carryOver bool) ([]Excess, error) {
	sorted := slices.SortedFunc(slices.Values(allocations), func(a, b Allocation) int {
		return cmp.Compare(a.FiscalYear, b.FiscalYear)
	})
	var found []Excess
	for i := range sorted {
		a := &sorted[i]
		for j, later := range Stages {
			if j == 0 || a.Amount(later) == nil {
				continue
			}
			earlier, ok := nearestKnown(a, j)
			if !ok {
				continue
			}
			e := Excess{FiscalYear: a.FiscalYear, Earlier: earlier, Later: later,
				EarlierAmount: *a.Amount(earlier), LaterAmount: *a.Amount(later), Recorded: a.Breach != nil}
			if carryOver {
				if err := e.cumulate(sorted[:i]); err != nil {
					return nil, err
				}
			}
			if e.LaterAmount.Minor() > e.EarlierAmount.Minor() {
				found = append(found, e)
			}
		}
	}
	return found, nil
}

// nearestKnown returns the last known stage before the j-th.
func nearestKnown(a *Allocation, j int) (Stage, bool) {
	for k := j - 1; k >= 0; k-- {
		if a.Amount(Stages[k]) != nil {
			return Stages[k], true
		}
	}
	return "", false
}

// cumulate adds the years before, latest first, as long as both stages are
// known in the same currency.
func (e *Excess) cumulate(before []Allocation) error {
	e.Cumulative = true
	for i := len(before) - 1; i >= 0; i-- {
		a := &before[i]
		earlier, later := a.Amount(e.Earlier), a.Amount(e.Later)
		if earlier == nil || later == nil || a.Currency != e.EarlierAmount.Currency() {
			return nil
		}
		var err error
		if e.EarlierAmount, err = e.EarlierAmount.Add(*earlier); err != nil {
			return err
		}
		if e.LaterAmount, err = e.LaterAmount.Add(*later); err != nil {
			return err
		}
	}
	return nil
}

// NoBreach says that a breach is recorded where nothing is out of order.
func NoBreach(year int) fault.Message {
	return fault.Say("allocation.no_breach", "{year}: no later stage is above an earlier one: take the breach away", "year", FiscalYear(year))
}

// Message says which figures are out of order.
func (e Excess) Message() fault.Message {
	return fault.Say("allocation.stage_order",
		"{year}: {later} {later_amount} is above {earlier} {earlier_amount}; record it as a breach if it is so",
		"year", FiscalYear(e.FiscalYear), "later", e.Later, "later_amount", e.LaterAmount,
		"earlier", e.Earlier, "earlier_amount", e.EarlierAmount)
}

// CheckStages returns an Invalid fault naming both figures of every excess of
// one funding source that is not recorded as a breach.
func CheckStages(allocations []Allocation, carryOver bool) error {
	excesses, err := Excesses(allocations, carryOver)
	if err != nil {
		return err
	}
	return Refuse(allocations, excesses)
}

// Refuse returns an Invalid fault about the excesses that are not recorded as
// breaches, and about the breaches of allocations in which nothing is out of
// order; nil where there are neither.
func Refuse(allocations []Allocation, excesses []Excess) error {
	var p fault.Problems
	for _, e := range excesses {
		p.Check(e.Recorded, string(e.Later), e.Message())
	}
	for i := range allocations {
		a := &allocations[i]
		p.Check(a.Breach == nil || slices.ContainsFunc(excesses, func(e Excess) bool { return e.FiscalYear == a.FiscalYear }),
			"breach_reason", NoBreach(a.FiscalYear))
	}
	return p.Err(fault.Say("allocation.stages", "a later stage is above an earlier one"))
}

// FiscalYear is a year that reads without thousands separators.
type FiscalYear int

// Standing returns how far the money has come and its amount there: approved
// where that is known, else the largest known later stage, else requested.
// Unlike the furthest stage it is not a part of a larger approved amount.
func (a *Allocation) Standing() (at Stage, amount money.Amount) {
	if a.Approved != nil {
		return Approved, *a.Approved
	}
	for _, later := range []Stage{Committed, Disbursed} {
		if known := a.Amount(later); known != nil && (at == "" || known.Minor() > amount.Minor()) {
			at, amount = later, *known
		}
	}
	if at == "" && a.Requested != nil {
		return Requested, *a.Requested
	}
	return at, amount
}

// Secured returns what counts as secured in the allocation, given its source's
// status: the amount it stands at, where that is approved or later. ok is false
// where nothing counts: the source is not effective, or only a request is known.
func (a *Allocation) Secured(status Status) (secured money.Amount, ok bool) {
	at, amount := a.Standing()
	if !status.Secure() || at == Requested || at == "" {
		return money.Amount{}, false
	}
	return amount, true
}
