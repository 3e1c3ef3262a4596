package costmodel

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
)

// Capped is what can be paid when no year pays more than its cap: what is not
// funded waits as backlog, at the prices of the year in which it is paid.
type Capped struct {
	CompletionYear int          // the first year with need exhausted and no backlog; 0: the caps end first
	Backlog        money.Amount // at the end of the last year; negative: a credit that balance lines leave
	Remaining      money.Amount // the last backlog and the need after the last cap
	ExtraYears     int          // years that Remaining takes at the average of the last three caps; −1: that average is nothing
	Escalation     money.Amount // what waiting adds: Σ funded + last backlog = Σ need of these years + this
	Years          []CappedYear
}

// CappedYear is one year of a capped schedule.
type CappedYear struct {
	FiscalYear int
	Cap        money.Amount // with what was carried over
	Demand     money.Amount // need and escalated backlog
	Funded     money.Amount
	Backlog    money.Amount // at the year's end
}

// backlogs is the capped schedule at work. Need and backlog are held by index,
// in the order in which the lines name them.
type backlogs struct {
	*run
	codes   []string
	need    map[int][]money.Amount // by year, by index
	last    int                    // the last year that needs anything
	backlog []money.Amount
	carried money.Amount
	out     *Capped
}

// capped computes
//
//	demand_t = need_t + Σ_i round(backlog_i × factor_i(t)/factor_i(t−1))
//	funded_t = min(demand_t, cap_t + carry_t), split pro rata over the indices
//	carry_t+1 = cap_t + carry_t − funded_t where caps carry over, else 0
//
// from the first year of need or caps until everything is paid or the caps end.
func (r *run) capped() error {
	if len(r.Caps) == 0 {
		return nil
	}
	zero := money.Zero(r.Currency)
	b := &backlogs{run: r, carried: zero, need: map[int][]money.Amount{}, out: &Capped{Backlog: zero, Remaining: zero, Escalation: zero}}
	if err := b.gather(); err != nil {
		return err
	}
	caps := slices.SortedFunc(slices.Values(r.Caps), func(x, y funding.YearAmount) int { return cmp.Compare(x.Year, y.Year) })
	end := caps[len(caps)-1].Year
	first := caps[0].Year
	for year := range b.need {
		first = min(first, year)
	}
	for year := first; year <= end; year++ {
		if err := b.year(year, capOf(caps, year, zero)); err != nil {
			return err
		}
		if year >= b.last && b.out.Backlog.Sign() <= 0 {
			b.out.CompletionYear = year
			break
		}
	}
	r.result.Capped = b.out
	if b.out.CompletionYear != 0 {
		return nil
	}
	return b.remain(end, caps)
}

// gather sums the need by year and index.
func (b *backlogs) gather() error {
	at := map[string]int{}
	for i := range b.result.Lines {
		code := b.result.Lines[i].Index
		if _, ok := at[code]; !ok {
			at[code] = len(b.codes)
			b.codes = append(b.codes, code)
		}
	}
	b.backlog = make([]money.Amount, len(b.codes))
	for i := range b.backlog {
		b.backlog[i] = money.Zero(b.Currency)
	}
	for i := range b.result.Lines {
		if err := b.ctx.Err(); err != nil {
			return err
		}
		l := &b.result.Lines[i]
		for _, c := range l.Cells {
			byIndex := b.need[c.Year]
			if byIndex == nil {
				byIndex = slices.Clone(b.backlog)
				b.need[c.Year] = byIndex
			}
			sum := &byIndex[at[l.Index]]
			for _, part := range []money.Amount{c.Base, c.Escalation} {
				var err error
				if *sum, err = sum.Add(part); err != nil {
					return tooLarge(err)
				}
			}
			if !c.Base.IsZero() || !c.Escalation.IsZero() {
				b.last = max(b.last, c.Year)
			}
		}
	}
	return nil
}

// capOf returns the year's cap; a year between the caps without one of its own
// has nothing.
func capOf(caps []funding.YearAmount, year int, zero money.Amount) money.Amount {
	if i := slices.IndexFunc(caps, func(c funding.YearAmount) bool { return c.Year == year }); i >= 0 {
		return caps[i].Amount
	}
	return zero
}

// year pays what the cap allows.
func (b *backlogs) year(year int, limit money.Amount) error {
	demands, demand, err := b.demand(year)
	if err != nil {
		return err
	}
	if limit, err = limit.Add(b.carried); err != nil {
		return tooLarge(err)
	}
	funded := least(positive(demand), limit)
	if err := b.pay(demands, demand, funded); err != nil {
		return err
	}
	if b.CapsCarryOver {
		if b.carried, err = limit.Sub(funded); err != nil {
			return err
		}
	}
	if b.out.Backlog, err = money.Sum(b.Currency, b.backlog...); err != nil {
		return tooLarge(err)
	}
	b.out.Years = append(b.out.Years, CappedYear{FiscalYear: year, Cap: limit, Demand: demand, Funded: funded, Backlog: b.out.Backlog})
	return nil
}

// demand is the year's need with the backlog at its prices, by index and in all.
func (b *backlogs) demand(year int) ([]money.Amount, money.Amount, error) {
	demands := slices.Clone(b.backlog)
	for i, code := range b.codes {
		if !demands[i].IsZero() {
			f, err := b.index(code)
			if err != nil {
				return nil, money.Amount{}, err
			}
			rate, err := f.rate(year)
			if err != nil {
				return nil, money.Amount{}, err
			}
			if demands[i], err = b.backlog[i].Mul(decimal.NewFromInt(1).Add(rate)); err != nil {
				return nil, money.Amount{}, tooLarge(err)
			}
			added, err := demands[i].Sub(b.backlog[i])
			if err == nil {
				b.out.Escalation, err = b.out.Escalation.Add(added)
			}
			if err != nil {
				return nil, money.Amount{}, tooLarge(err)
			}
		}
		if need := b.need[year]; need != nil {
			var err error
			if demands[i], err = demands[i].Add(need[i]); err != nil {
				return nil, money.Amount{}, tooLarge(err)
			}
		}
	}
	total, err := money.Sum(b.Currency, demands...)
	if err != nil {
		return nil, money.Amount{}, tooLarge(err)
	}
	return demands, total, nil
}

// pay splits what is funded over the indices in proportion to what each
// demands; the rest is the new backlog.
func (b *backlogs) pay(demands []money.Amount, demand, funded money.Amount) error {
	if demand == funded {
		for i := range b.backlog {
			b.backlog[i] = money.Zero(b.Currency)
		}
		return nil
	}
	copy(b.backlog, demands)
	if funded.IsZero() {
		return nil
	}
	weights := make([]decimal.Decimal, len(demands))
	for i, d := range demands {
		weights[i] = decimal.NewFromInt(positive(d).Minor())
	}
	parts, err := funded.Split(weights)
	if err != nil {
		return fault.Wrap(fault.Internal, err, fault.Say("cost.split_funded", "the funded amount cannot be split"))
	}
	for i := range parts {
		if b.backlog[i], err = demands[i].Sub(parts[i]); err != nil {
			return err
		}
	}
	return nil
}

// averagedCaps is how many of the last caps say how fast the rest can be paid.
const averagedCaps = 3

// remain says what is left when the caps end.
func (b *backlogs) remain(end int, caps []funding.YearAmount) error {
	b.out.Remaining = b.out.Backlog
	for year := end + 1; year <= b.last; year++ {
		for _, need := range b.need[year] {
			var err error
			if b.out.Remaining, err = b.out.Remaining.Add(need); err != nil {
				return tooLarge(err)
			}
		}
	}
	recent := caps[max(0, len(caps)-averagedCaps):]
	sum := decimal.Zero
	for _, c := range recent {
		sum = sum.Add(c.Amount.Decimal())
	}
	b.out.ExtraYears = -1
	if sum.IsPositive() {
		left := positive(b.out.Remaining).Decimal().Mul(decimal.NewFromInt(int64(len(recent))))
		years, rest := left.QuoRem(sum, 0)
		b.out.ExtraYears = int(years.IntPart())
		if !rest.IsZero() {
			b.out.ExtraYears++
		}
	}
	return nil
}
