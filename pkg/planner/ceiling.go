package planner

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/schedule"
)

// ceilingNotices finds the requests that exceed their ceiling, the largest
// multiple first, converted at the newest rate where currencies differ.
func ceilingNotices(ctx context.Context, r Reader, hits []CeilingHit, today schedule.Date) ([]Notice, error) {
	if len(hits) == 0 {
		return nil, nil
	}
	var rates []funding.Rate
	if slices.ContainsFunc(hits, func(h CeilingHit) bool { return h.Programme == nil && h.Allocation.Currency != h.Ceiling.Currency }) {
		var err error
		if rates, err = r.ExchangeRates(ctx); err != nil {
			return nil, err
		}
	}
	type excess struct {
		notice Notice
		times  decimal.Decimal
	}
	var found []excess
	for _, h := range hits {
		c, ok := h.compare(rates, today)
		if !ok || !c.Exceeded() {
			continue
		}
		found = append(found, excess{Notice{Kind: AboveCeiling, Project: h.Project, Message: c.message(h)}, c.Times})
	}
	slices.SortStableFunc(found, func(a, b excess) int { return b.times.Cmp(a.times) })
	all := make([]Notice, 0, noticesPerKind)
	for i, e := range found {
		if i == noticesPerKind {
			all[i-1].More = len(found) - noticesPerKind
			break
		}
		all = append(all, e.notice)
	}
	return all, nil
}

// compare sets the request beside its ceiling: that of a budget programme at the
// rate at which the programme is planned.
func (h *CeilingHit) compare(rates []funding.Rate, today schedule.Date) (CeilingComparison, bool) {
	if h.Programme != nil {
		return CompareToProgramme(h.Allocation, h.Programme)
	}
	return CompareToCeiling(h.Allocation, h.Ceiling, rates, today)
}

// CeilingComparison is a request beside the ceiling that it falls under.
type CeilingComparison struct {
	Requested money.Amount
	Converted money.Amount  // in the ceiling's currency
	Rate      *funding.Rate // nil where the currencies are the same
	Ceiling   money.Amount
	Times     decimal.Decimal // the request as a multiple of the ceiling, to one decimal half-even
}

// Exceeded reports whether the request is above the ceiling.
func (c CeilingComparison) Exceeded() bool { return c.Converted.Minor() > c.Ceiling.Minor() }

// CompareToCeiling sets a request beside its ceiling. Between currencies it
// takes the newest known rate that is not after today, so the result names its
// rate. ok is false where nothing is requested, the ceiling is zero, or no
// rate is known.
func CompareToCeiling(a funding.Allocation, c funding.Ceiling, rates []funding.Rate, today schedule.Date) (cmp CeilingComparison, ok bool) {
	return compareAt(a, c, funding.Newest(rates, a.Currency, c.Currency, today))
}

// CompareToProgramme sets a request beside the ceiling of its year in the budget
// programme that its funding source draws on, at the programme's planning rate.
// ok is false where nothing is requested, no ceiling above zero is known, or the
// rate is between other currencies.
func CompareToProgramme(a funding.Allocation, b *funding.BudgetProgramme) (cmp CeilingComparison, ok bool) {
	c, ok := b.CeilingIn(a.FiscalYear)
	if !ok {
		return cmp, false
	}
	if rate, ok := b.Rate(); ok {
		return compareAt(a, c, &rate)
	}
	return compareAt(a, c, nil)
}

// compareAt compares at a rate, which is of use between its currencies only.
func compareAt(a funding.Allocation, c funding.Ceiling, rate *funding.Rate) (cmp CeilingComparison, ok bool) {
	if a.Requested == nil || c.Amount == nil || c.Amount.IsZero() {
		return cmp, false
	}
	cmp = CeilingComparison{Requested: *a.Requested, Converted: *a.Requested, Ceiling: *c.Amount}
	if a.Currency != c.Currency {
		if cmp.Rate = rate; rate == nil {
			return cmp, false
		}
		var err error
		if cmp.Converted, err = rate.Convert(*a.Requested); err != nil {
			return cmp, false
		}
	}
	cmp.Times = timesCeiling(cmp.Converted.Decimal(), cmp.Ceiling.Decimal())
	return cmp, true
}

// oneTenthAbove is the multiple from which a request is told as one: "1 times
// the ceiling" would hide that it is above.
var oneTenthAbove = decimal.RequireFromString("1.1")

func (c CeilingComparison) message(h CeilingHit) fault.Message {
	args := []any{"requested", c.Requested, "year", funding.FiscalYear(h.Allocation.FiscalYear),
		"times", c.Times, "ceiling", c.Ceiling, "scope", h.Ceiling.Scope}
	if c.Times.LessThan(oneTenthAbove) {
		above := money.FromMinor(c.Converted.Minor()-c.Ceiling.Minor(), c.Ceiling.Currency())
		return fault.Say("notice.just_above_ceiling",
			"{requested} requested for {year} is {above} above the ceiling of {ceiling}: {scope}", append(args, "above", above)...)
	}
	if c.Rate == nil {
		return fault.Say("notice.above_ceiling",
			"{requested} requested for {year} is {times} times the ceiling of {ceiling}: {scope}", args...)
	}
	return fault.Say("notice.above_ceiling_converted",
		"{requested} requested for {year} ({converted} at {rate}, {rate_date}) is {times} times the ceiling of {ceiling}: {scope}",
		append(args, "converted", c.Converted, "rate", c.Rate.Rate.Decimal, "rate_date", c.Rate.Date)...)
}
