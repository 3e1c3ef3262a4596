package costmodel

import (
	"context"
	"errors"
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// run is a model at work.
type run struct {
	*Model
	ctx     context.Context
	result  *Result
	phases  map[string]int
	factors map[string]*factors // by index code
}

// Run checks the model and computes it. Faults: Invalid, with every problem of
// the model named by its place ("lines[2].percent"), also for an index without a
// rate that is needed and for sums beyond money's range; and the context's error
// within 100 ms of its end.
func Run(ctx context.Context, m *Model) (*Result, error) {
	if err := m.Check(); err != nil {
		return nil, err
	}
	r := &run{Model: m, ctx: ctx, result: &Result{Model: m, Sums: zeroSums(m.Currency)}, phases: map[string]int{}, factors: map[string]*factors{}}
	for _, step := range []func() error{r.place, r.price, r.spread, r.years, r.capped, r.discount} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := step(); err != nil {
			return nil, err
		}
	}
	return r.result, nil
}

func (r *run) warn(m fault.Message) { r.result.Warnings = append(r.result.Warnings, m) }

// Tasks returns the phases as what schedule.Plan places.
func Tasks(phases []Phase) []schedule.Task {
	tasks := make([]schedule.Task, len(phases))
	for i := range phases {
		p := &phases[i]
		tasks[i] = schedule.Task{Code: p.Code, Start: p.Start, Finish: p.Finish}
		for _, link := range p.After {
			tasks[i].After = append(tasks[i].After, schedule.Lag{Code: link.Phase, Days: link.LagDays})
		}
	}
	return tasks
}

// place finds out when each phase stands.
func (r *run) place() error {
	placed, err := schedule.Plan(Tasks(r.Phases))
	if err != nil {
		return err
	}
	r.result.Phases = make([]PhaseResult, len(placed))
	for i := range placed {
		p := &r.Phases[i]
		r.phases[p.Code] = i
		r.result.Phases[i] = PhaseResult{Phase: p, Placed: placed[i], Sums: zeroSums(r.Currency)}
		if placed[i].Moved > 0 {
			r.warn(fault.Say("cost.phase_moved", "phase {phase} starts {days} days later than asked, on {date}: it follows {driver}",
				"phase", p.Code, "days", placed[i].Moved, "date", placed[i].Start, "driver", placed[i].Driver))
		}
	}
	return nil
}

// price computes every line's amount at base prices.
func (r *run) price() error {
	lines := make([]estimate.Line, len(r.Lines))
	for i := range r.Lines {
		l := &r.Lines[i]
		lines[i] = estimate.Line{Code: l.Code, Phase: record.ID(r.phases[l.Phase] + 1), Category: l.Category, Contingency: l.Contingency,
			Quantity: l.Quantity, UnitRate: l.UnitRate, Percent: l.Percent, Of: l.Of, OfLines: l.OfLines}
		if l.Amount != nil {
			lines[i].Quantity, lines[i].UnitRate = record.Known(decimal.NewFromInt(1)), record.Known(l.Amount.Decimal())
		}
	}
	amounts, err := estimate.Amounts(r.Currency, lines)
	if err != nil {
		return tooLarge(err)
	}
	r.result.Lines = make([]LineResult, len(r.Lines))
	for i := range r.Lines {
		r.result.Lines[i] = LineResult{Line: &r.Lines[i], Total: amounts[i]}
	}
	return nil
}

// spread splits each line over the years of its phase and escalates the cells.
func (r *run) spread() error {
	spans := make([]*span, len(r.result.Phases))
	unescalated := map[string]bool{}
	for i := range r.result.Lines {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		l := &r.result.Lines[i]
		at := r.phases[l.Phase]
		if spans[at] == nil {
			p := &r.result.Phases[at]
			var err error
			if spans[at], err = p.span(schedule.Years(p.profile().Reach(p.Placed.Start, p.Placed.Finish))); err != nil {
				return notSplit(l, err)
			}
		}
		years, bases := spans[at].periods, spans[at].bases
		spans[at].split.SplitInto(bases, l.Total)
		f, err := r.index(l.Index)
		if err != nil {
			return err
		}
		if l.Index == "" && !l.Total.IsZero() {
			unescalated[l.Code] = true
		}
		l.Cells = make([]Cell, len(bases))
		for k, base := range bases {
			if l.Cells[k], err = f.cell(years[k].Year, base); err != nil {
				return err
			}
			if err := r.result.Phases[at].add(l.Cells[k], l.Contingency); err != nil {
				return tooLarge(err)
			}
			if err := r.result.add(l.Cells[k], l.Contingency); err != nil {
				return tooLarge(err)
			}
		}
	}
	r.warnAboutIndices(unescalated)
	return nil
}

// span is a phase's periods, over which money is split.
type span struct {
	periods            []schedule.Period
	split              *money.Splitter
	bases, escalations []money.Amount // of the amounts split last
}

// span prepares the periods; its errors are those of money.NewSplitter.
func (p *PhaseResult) span(periods []schedule.Period) (*span, error) {
	split, err := money.NewSplitter(p.weights(periods))
	return &span{periods, split, make([]money.Amount, len(periods)), make([]money.Amount, len(periods))}, err
}

// notSplit is the fault of a line that cannot be split over its phase's periods.
func notSplit(l *LineResult, err error) error {
	return fault.Wrap(fault.Internal, err, fault.Say("cost.split", "line {line} cannot be split over its years", "line", l.Code))
}

// profile is the phase's spending profile where the phase comes to stand: custom
// shares move by whole years with it.
func (p *PhaseResult) profile() schedule.Profile {
	return p.Profile.Moved(p.Placed.Start.Year() - p.Phase.Start.Year())
}

// weights are the parts of the phase's money in the periods. Where the profile
// leaves all of them nothing, as its thin ends may leave months of a year that
// has a cent, the days of the phase count.
func (p *PhaseResult) weights(periods []schedule.Period) []decimal.Decimal {
	weights := p.profile().Weights(p.Placed.Start, p.Placed.Finish, periods)
	if !slices.ContainsFunc(weights, decimal.Decimal.IsPositive) {
		weights = schedule.Profile{}.Weights(p.Placed.Start, p.Placed.Finish, periods)
	}
	return weights
}

// warnAboutIndices tells of lines that are not escalated, of indices whose last
// rate is repeated, and of those that only stand in for the prices of the works.
func (r *run) warnAboutIndices(unescalated map[string]bool) {
	if len(unescalated) > 0 {
		codes := make([]string, 0, len(unescalated))
		for i := range r.Lines {
			if unescalated[r.Lines[i].Code] {
				codes = append(codes, r.Lines[i].Code)
			}
		}
		r.warn(fault.Say("cost.not_escalated", "not escalated, since they have no index: {lines}", "lines", Listed(codes)))
	}
	for i := range r.Indices {
		x := &r.Indices[i]
		f, used := r.factors[x.Code]
		if !used {
			continue
		}
		if f.repeatedTo > 0 {
			r.warn(fault.Say("cost.index_repeats", "index {index}: the rate of {last} is repeated up to {year}",
				"index", x.Code, "last", yearOf(x.last().Year), "year", yearOf(f.repeatedTo)))
		}
		for _, rate := range x.Rates {
			if rate.Rate.GreaterThan(strangeRate) {
				r.warn(fault.Say("cost.rate_strange", "index {index}: the rate of {year} is {rate}, which is {percent} % in a year: 3 % is written 0.03",
					"index", x.Code, "year", yearOf(rate.Year), "rate", rate.Rate, "percent", rate.Rate.Shift(2)))
			}
		}
		if x.Proxy {
			r.warn(fault.Say("cost.index_proxy", "index {index} stands in for the prices of the works: it does not measure them", "index", x.Code))
		}
	}
}

// strangeRate is a yearly change above which a slip of the pen is likely.
var strangeRate = decimal.New(5, -1)

// maxListed is how many codes a warning names.
const maxListed = 20

// Listed joins codes for a message, the first few of many.
func Listed(codes []string) string {
	more := ""
	if len(codes) > maxListed {
		codes, more = codes[:maxListed], ", …"
	}
	var b []byte
	for i, c := range codes {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(b, c...)
	}
	return string(b) + more
}

// tooLarge is a fault about sums beyond money's range; an error that is a fault
// already stays as it is, and nil nil.
func tooLarge(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return err
	}
	return fault.Wrap(fault.Invalid, err, fault.Say("cost.too_large", "the model's amounts cannot be added up"))
}

// discount computes the present value of base and contingency in the price
// year: Σ (base + contingency)_y / (1 + r)^(y − price year), rounded half-even once.
func (r *run) discount() error {
	if !r.DiscountRate.Valid {
		return nil
	}
	growth := decimal.NewFromInt(1).Add(r.DiscountRate.Decimal)
	total := decimal.Zero
	for i := range r.result.Years {
		y := &r.result.Years[i]
		cost := y.Base.Decimal().Add(y.Contingency.Decimal())
		total = total.Add(compound(cost, growth, r.PriceYear-y.FiscalYear))
	}
	npv, err := money.Round(total, r.Currency)
	if err != nil {
		return tooLarge(err)
	}
	r.result.NPV = &npv
	return nil
}

// compound is d × growth^n, for a negative n divided instead, to workingPlaces.
func compound(d, growth decimal.Decimal, n int) decimal.Decimal {
	factor := decimal.NewFromInt(1)
	for range max(n, -n) {
		factor = shorten(factor.Mul(growth))
	}
	if n < 0 {
		return d.DivRound(factor, workingPlaces)
	}
	return d.Mul(factor)
}

// codesOf returns the codes of a list in order.
func codesOf[T any](list []T, code func(*T) string) []string {
	codes := make([]string, len(list))
	for i := range list {
		codes[i] = code(&list[i])
	}
	return slices.Clip(codes)
}
