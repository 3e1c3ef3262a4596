package schedule

import (
	"math"

	"github.com/shopspring/decimal"

	"korridor/pkg/dist"
)

// rayleighRate makes the Rayleigh profile reach 97 % at the phase's end before
// scaling: 1 − exp(−3.50656) = 0.97.
const rayleighRate = 3.50656

// Cumulative returns the part of the money spent when the part t of the phase's
// days has passed: 0 for t ≤ 0, 1 for t ≥ 1, never falling between but by
// float64's rounding. A custom profile hangs on dates, not on t alone: it gives
// NaN. The profile must be one that Check finds nothing wrong with.
func (p Profile) Cumulative(t float64) float64 { return p.curve()(t) }

// curve returns Cumulative with the parameters read once.
func (p Profile) curve() func(t float64) float64 {
	inner := p.innerCurve()
	return func(t float64) float64 {
		switch {
		case p.Kind == Custom || math.IsNaN(t):
			return math.NaN()
		case t <= 0:
			return 0
		case t >= 1:
			return 1
		}
		return min(max(inner(t), 0), 1)
	}
}

// innerCurve is the curve for 0 < t < 1.
func (p Profile) innerCurve() func(t float64) float64 {
	a, b := p.A.Decimal.InexactFloat64(), p.B.Decimal.InexactFloat64()
	switch p.Kind {
	case Cosine:
		return func(t float64) float64 { return (1 - math.Cos(math.Pi*t)) / 2 }
	case Trapezoid:
		return func(t float64) float64 { return trapezoid(t, a, b) }
	case Beta:
		return func(t float64) float64 { return dist.BetaCDF(t, a, b) }
	case Rayleigh:
		return func(t float64) float64 { return math.Expm1(-rayleighRate*t*t) / math.Expm1(-rayleighRate) }
	case Weibull:
		whole := math.Expm1(-math.Pow(1/a, b))
		return func(t float64) float64 { return math.Expm1(-math.Pow(t/a, b)) / whole }
	default:
		return func(t float64) float64 { return t }
	}
}

// trapezoid is the area up to t under a plateau with a linear rise and fall.
func trapezoid(t, rise, fall float64) float64 {
	height := 1 / (1 - (rise+fall)/2)
	switch {
	case t < rise:
		return height * t * t / (2 * rise)
	case t <= 1-fall:
		return height * (t - rise/2)
	default:
		return 1 - height*(1-t)*(1-t)/(2*fall)
	}
}

// sharePlaces are the decimals to which a share is rounded, half away from zero:
// float64 is sure of 15, but for the last one where the exact share lies between
// two. Equal periods of a bell can so differ by 10⁻¹⁵.
const sharePlaces = 15

// Moved returns the profile of a phase that starts so many calendar years later
// than the plan from which the profile's shares come. Only a custom profile changes.
func (p Profile) Moved(years int) Profile {
	shares := make([]YearShare, len(p.Shares))
	for i, s := range p.Shares {
		shares[i] = YearShare{s.Year + years, s.Share}
	}
	p.Shares = shares
	return p
}

// Weights returns the weights by which the money of a phase from start to
// finish, both days included, goes to the periods: for money.Amount.Split.
//
// A weight is the period's share of the money times the phase's length in days,
// so the weights of periods that cover the phase sum to its days, but for
// rounding. Those of a uniform profile are whole days and exact; those of a
// trapezoid have 30 decimals. Others come from shares F(end) − F(start) rounded to
// 15 decimals; processors that round differently could change the last of them.
//
// A custom profile spends the share of a year evenly over those of its days on
// which the phase runs, or over the whole year when it runs on none: Reach says
// how far. Its weights are exact for periods of whole years, and otherwise
// rounded half up to 15 decimals.
//
// Dates without a day count from the first to the last day that they can mean.
// When one is not known, or the finish lies before the start, all weights are 0.
func (p Profile) Weights(start, finish Date, periods []Period) []decimal.Decimal {
	weights := make([]decimal.Decimal, len(periods))
	phase, ok := daysOf(start, finish)
	if !ok {
		return weights
	}
	if p.Kind == Custom {
		for i, period := range periods {
			weights[i] = p.customWeight(phase, period.days())
		}
		return weights
	}
	if p.Kind == Trapezoid {
		for i, period := range periods {
			weights[i] = p.trapezoidWeight(phase, period.days().common(phase))
		}
		return weights
	}
	length, curve := phase.length(), p.curve()
	at := func(day int) float64 { return curve(float64(day-phase.from) / float64(length)) }
	end, spent := phase.from, 0.0 // the curve at the end of the period before
	for i, period := range periods {
		common := period.days().common(phase)
		switch {
		case common.length() <= 0:
			continue
		case p.Kind == Uniform || p.Kind == "":
			weights[i] = decimal.NewFromInt(int64(common.length()))
			continue
		case common.from != end:
			spent = at(common.from)
		}
		before := spent
		end, spent = common.to, at(common.to)
		share := decimal.New(int64(math.Round(max(spent-before, 0)*1e15)), -sharePlaces)
		weights[i] = share.Mul(decimal.NewFromInt(int64(length)))
	}
	return weights
}

// trapezoidWeight is the weight of the days under a trapezoid. All numbers are
// exact up to the last division, so years of one length on the plateau weigh the same.
func (p Profile) trapezoidWeight(phase, run days) decimal.Decimal {
	if run.length() <= 0 {
		return decimal.Zero
	}
	length, two := decimal.NewFromInt(int64(phase.length())), decimal.NewFromInt(2)
	rise, fall := p.A.Decimal.Mul(length), p.B.Decimal.Mul(length) // in days
	area := two.Mul(length).Sub(rise).Sub(fall)                    // twice the days that the plateau's height would need
	under := func(day int) decimal.Decimal {                       // twice the area up to a day
		d := decimal.NewFromInt(int64(day - phase.from))
		switch left := length.Sub(d); {
		case d.LessThan(rise):
			return d.Mul(d).DivRound(rise, trapezoidPlaces)
		case left.LessThan(fall):
			return area.Sub(left.Mul(left).DivRound(fall, trapezoidPlaces))
		default:
			return two.Mul(d).Sub(rise)
		}
	}
	return under(run.to).Sub(under(run.from)).Mul(length).DivRound(area, trapezoidPlaces)
}

// trapezoidPlaces are the decimals that divisions of a trapezoid keep.
const trapezoidPlaces = 30

// customWeight is the weight of a period in the shares of a custom profile.
func (p Profile) customWeight(phase, period days) decimal.Decimal {
	weight := decimal.Zero
	for _, s := range p.Shares {
		run := runIn(phase, s.Year)
		if n := run.common(period).length(); n > 0 {
			part := s.Share.Mul(decimal.NewFromInt(int64(phase.length() * n)))
			weight = weight.Add(part.DivRound(decimal.NewFromInt(int64(run.length())), sharePlaces))
		}
	}
	return weight
}

// Reach returns the first and the last day on which a phase with the profile
// spends: its own, and those of the years of custom shares outside of it.
func (p Profile) Reach(start, finish Date) (first, last Date) {
	phase, ok := daysOf(start, finish)
	if !ok || p.Kind != Custom {
		return StartDay(start), FinishDay(finish)
	}
	reach := phase
	for _, s := range p.Shares {
		if s.Share.IsPositive() {
			run := runIn(phase, s.Year)
			reach = days{min(reach.from, run.from), max(reach.to, run.to)}
		}
	}
	return dayOf(reach.from), dayOf(reach.to - 1)
}

// days are the days from one day number up to, and without, another.
type days struct{ from, to int }

func (d days) length() int { return d.to - d.from }

func (d days) common(e days) days { return days{max(d.from, e.from), min(d.to, e.to)} }

// days are the days of the period.
func (p Period) days() days {
	d, _ := daysOf(p.First(), p.Last())
	return d
}

// daysOf returns the days from start to finish, not ok when there are none.
func daysOf(start, finish Date) (days, bool) {
	if start.IsZero() || finish.IsZero() {
		return days{}, false
	}
	d := days{dayNumber(start.First()), dayNumber(finish.Last()) + 1}
	return d, d.length() > 0
}

// runIn returns the days of the year on which the phase runs, all when none.
func runIn(phase days, year int) days {
	whole := Period{Year: year}.days()
	if run := whole.common(phase); run.length() > 0 {
		return run
	}
	return whole
}
