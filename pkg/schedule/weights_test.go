package schedule_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	. "korridor/pkg/schedule"
)

func param(f float64) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.NewFromFloat(f).Round(6))
}

func curved(kind ProfileKind, a, b float64) Profile {
	return Profile{Kind: kind, A: param(a), B: param(b)}
}

func shares(year int, list ...string) Profile {
	p := Profile{Kind: Custom}
	for i, s := range list {
		p.Shares = append(p.Shares, YearShare{Year: year + i, Share: decimal.RequireFromString(s)})
	}
	return p
}

// curves are profiles of every kind that has a curve, at their limits too.
var curves = []Profile{
	{}, {Kind: Uniform}, {Kind: Cosine}, {Kind: Rayleigh},
	curved(Trapezoid, 0.2, 0.3), curved(Trapezoid, 0, 0), curved(Trapezoid, 0.5, 0.5), curved(Trapezoid, 1, 0), curved(Trapezoid, 0, 1),
	curved(Beta, 2, 3), curved(Beta, 1, 1), curved(Beta, 0.5, 0.5), curved(Beta, 1000, 1000), curved(Beta, 0.000001, 1000), curved(Beta, 0.000001, 0.000001),
	curved(Weibull, 0.5, 2), curved(Weibull, 100, 100), curved(Weibull, 0.000001, 100), curved(Weibull, 100, 0.000001), curved(Weibull, 1, 1),
}

// The published shares of a cosine over ten equal parts.
func TestCosineVector(t *testing.T) {
	want := []float64{.024472, .071020, .110616, .139384, .154508, .154508, .139384, .110616, .071020, .024472}
	for i, share := range want {
		p := Profile{Kind: Cosine}
		if got := p.Cumulative(float64(i+1)/10) - p.Cumulative(float64(i)/10); math.Abs(got-share) > 5e-7 {
			t.Errorf("part %d takes %.7f, want %f", i+1, got, share)
		}
	}
}

func TestCumulative(t *testing.T) {
	for _, c := range []struct {
		p       Profile
		t, want float64
	}{
		{Profile{}, 0.3, 0.3}, {Profile{Kind: Cosine}, 0.5, 0.5},
		// Height 1/(1 − 0.25) = 4/3: half the rise is at 4/3 · 0.1²/0.4.
		{curved(Trapezoid, 0.2, 0.3), 0.1, 1.0 / 30}, {curved(Trapezoid, 0.2, 0.3), 0.2, 4.0 / 30}, {curved(Trapezoid, 0.2, 0.3), 0.7, 0.8},
		{curved(Trapezoid, 0.2, 0.3), 0.85, 0.95}, {curved(Trapezoid, 0, 0), 0.3, 0.3}, {curved(Trapezoid, 0.5, 0.5), 0.25, 0.125},
		{curved(Beta, 2, 3), 0.3, 0.3483}, {curved(Beta, 1, 1), 0.7, 0.7},
		{Profile{Kind: Rayleigh}, 0.5, (1 - math.Exp(-3.50656*0.25)) / (1 - math.Exp(-3.50656))},
		{curved(Weibull, 0.5, 2), 0.5, (1 - math.Exp(-1)) / (1 - math.Exp(-4))},
		{curved(Weibull, 1e-6, 100), 0.001, 1}, {curved(Weibull, 100, 1), 0.5, 0.50124999739583984},
	} {
		if got := c.p.Cumulative(c.t); math.Abs(got-c.want) > 1e-14 {
			t.Errorf("%s has spent %.17g at %g, want %.17g", c.p.Kind, got, c.t, c.want)
		}
	}
	if p := shares(2026, "1"); !math.IsNaN(p.Cumulative(0.5)) {
		t.Error("a custom profile has no curve")
	}
	if reached := -math.Expm1(-3.50656); math.Abs(reached-0.97) > 5e-7 {
		t.Errorf("the Rayleigh profile reaches %f before scaling", reached)
	}
}

// Every curve goes from 0 to 1 and never falls.
func TestCurvesRise(t *testing.T) {
	for _, p := range curves {
		var problems fault.Problems
		p.Check(&problems, "")
		if err := problems.Err(fault.Say("x", "x")); err != nil {
			t.Fatal(err)
		}
		if p.Cumulative(0) != 0 || p.Cumulative(1) != 1 || p.Cumulative(-1) != 0 || p.Cumulative(2) != 1 || !math.IsNaN(p.Cumulative(math.NaN())) {
			t.Errorf("%v does not go from 0 to 1", p)
		}
		last := 0.0
		for i := range 5001 {
			got := p.Cumulative(float64(i) / 5000)
			if !(got >= last-2e-12 && got <= 1) {
				t.Fatalf("%v falls from %.17g to %.17g at %d", p, last, got, i)
			}
			last = got
		}
	}
}

func weightsOf(p Profile, start, finish string, periods []Period) []string {
	var list []string
	for _, w := range p.Weights(MustDate(start), MustDate(finish), periods) {
		list = append(list, w.String())
	}
	return list
}

func years(from, to int) []Period {
	return Years(MustDate(fmt.Sprint(from)), MustDate(fmt.Sprint(to)))
}

func TestWeights(t *testing.T) {
	for name, c := range map[string]struct {
		got, want []string
	}{
		"leap days count":    {weightsOf(Profile{}, "2027-07-01", "2028-12-31", years(2026, 2029)), []string{"0", "184", "366", "0"}},
		"29 February":        {weightsOf(Profile{}, "2028-02", "2028-02", years(2028, 2028)), []string{"29"}},
		"one day":            {weightsOf(Profile{}, "2027-12-31", "2027-12-31", years(2027, 2028)), []string{"1", "0"}},
		"one day of a bell":  {weightsOf(Profile{Kind: Cosine}, "2027-12-31", "2027-12-31", years(2027, 2028)), []string{"1", "0"}},
		"two days of a bell": {weightsOf(Profile{Kind: Cosine}, "2027-12-31", "2028-01-01", years(2027, 2028)), []string{"1", "1"}},
		"a bell of three years": {weightsOf(Profile{Kind: Cosine}, "2025", "2027", years(2025, 2027)),
			[]string{"273.75", "547.5", "273.75"}},
		"only the years asked for": {weightsOf(Profile{Kind: Cosine}, "2025", "2027", years(2026, 2026)), []string{"547.5"}},
		"years with a gap": {weightsOf(Profile{Kind: Cosine}, "2025", "2027", []Period{{Year: 2025}, {Year: 2027}}),
			[]string{"273.75", "273.75"}},
		"in any order": {weightsOf(Profile{Kind: Cosine}, "2025", "2027", []Period{{Year: 2026}, {Year: 2025}}), []string{"547.5", "273.75"}},
		"quarters": {weightsOf(Profile{}, "2027-02-15", "2027-07-01", Quarters(MustDate("2027"), MustDate("2027"))),
			[]string{"45", "91", "1", "0"}},
		"unknown dates":           {weightsOf(Profile{}, "", "2027", years(2027, 2027)), []string{"0"}},
		"finish before the start": {weightsOf(Profile{Kind: Cosine}, "2028", "2027", years(2027, 2028)), []string{"0", "0"}},
		"custom":                  {weightsOf(shares(2026, "0.4", "0.6"), "2026-07-01", "2027-06-30", years(2026, 2027)), []string{"146", "219"}},
		"custom by days": {weightsOf(shares(2026, "0.4", "0.6"), "2026-12-22", "2027-04-10", Months(MustDate("2026-12"), MustDate("2027-04"))),
			[]string{"44", "20.46", "18.48", "20.46", "6.6"}}, // 110 days; of the 66 in 2027, 31, 28, 31 and 10 of 100
		"custom outside of the phase": {weightsOf(shares(2026, "0.5", "0.5"), "2026", "2026", Quarters(MustDate("2027"), MustDate("2027"))),
			[]string{"45", "45.5", "46", "46"}},
		"custom, moved": {weightsOf(shares(2026, "0.4", "0.6").Moved(2), "2028-07-01", "2029-06-30", years(2026, 2029)), []string{"0", "0", "146", "219"}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
}

func TestReach(t *testing.T) {
	for _, c := range []struct {
		p                          Profile
		start, finish, first, last string
	}{
		{Profile{}, "2026-07", "2027-06", "2026-07-01", "2027-06-30"},
		{shares(2026, "0.5", "0.5"), "2026-07-01", "2027-06-30", "2026-07-01", "2027-06-30"},
		{shares(2025, "0.5", "0.5", "0"), "2026-07-01", "2026-09-30", "2025-01-01", "2026-09-30"},
		{shares(2026, "0.5", "0.5"), "2026-07-01", "2026-09-30", "2026-07-01", "2027-12-31"},
		{shares(2026, "1"), "", "2026", "", "2026-12-31"},
	} {
		if first, last := c.p.Reach(MustDate(c.start), MustDate(c.finish)); first != MustDate(c.first) || last != MustDate(c.last) {
			t.Errorf("%v from %s to %s reaches from %v to %v", c.p, c.start, c.finish, first, last)
		}
	}
}

func TestMovedLeavesTheOriginal(t *testing.T) {
	p := shares(2026, "1")
	if q := p.Moved(3); p.Shares[0].Year != 2026 || q.Shares[0].Year != 2029 {
		t.Errorf("%v, %v", p, q)
	}
}

// The weights of whatever periods cover a phase sum to its days, none is
// negative, and the money that they split sums exactly; months sum to years.
func TestWeightsCoverThePhase(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	amount := money.FromMinor(123456789001, money.EUR)
	for range 400 {
		p := curves[r.IntN(len(curves))]
		start, _ := MustDate("2020-01-01").AddDays(r.IntN(3000))
		finish, _ := start.AddDays(r.IntN(4000))
		if r.IntN(4) == 0 {
			p = shares(start.Year()+r.IntN(3)-1, "0.123", "0.5", "0.377")
		}
		days := decimal.NewFromInt(int64(DaysBetween(start, finish) + 1))
		first, last := p.Reach(start, finish)
		byYear := map[int]decimal.Decimal{}
		for _, periods := range [][]Period{Years(first, last), Quarters(first, last), Months(first, last)} {
			sum, weights := decimal.Zero, p.Weights(start, finish, periods)
			sums := map[int]decimal.Decimal{}
			for i, w := range weights {
				if w.IsNegative() {
					t.Fatalf("%v from %v to %v: %v weighs %v", p, start, finish, periods[i], w)
				}
				sum = sum.Add(w)
				sums[periods[i].Year] = sums[periods[i].Year].Add(w)
			}
			if off := sum.Sub(days).Div(days).Abs(); off.GreaterThan(decimal.New(2, -12)) {
				t.Fatalf("%v from %v to %v: the weights sum to %v of %v days", p, start, finish, sum, days)
			}
			parts, err := amount.Split(weights)
			if total, sumErr := money.Sum(money.EUR, parts...); err != nil || sumErr != nil || total != amount {
				t.Fatalf("%v: %v, %v, %v", p, total, err, sumErr)
			}
			for year, w := range byYear {
				if sums[year].Sub(w).Div(days).Abs().GreaterThan(decimal.New(2, -12)) {
					t.Fatalf("%v from %v to %v: %d weighs %v, and its parts %v", p, start, finish, year, w, sums[year])
				}
			}
			if len(byYear) == 0 {
				byYear = sums
			}
		}
	}
}

// Four lines of 1.00 over three equal years: each is split by itself.
func TestSplitByLine(t *testing.T) {
	weights := Profile{}.Weights(MustDate("2025"), MustDate("2027"), years(2025, 2027))
	parts, err := money.FromMinor(100, money.EUR).Split(weights)
	if got := fmt.Sprint(parts); err != nil || got != fmt.Sprint([]money.Amount{money.FromMinor(34, money.EUR), money.FromMinor(33, money.EUR), money.FromMinor(33, money.EUR)}) {
		t.Errorf("%v, %v", parts, err)
	}
}

func BenchmarkWeights(b *testing.B) {
	for _, p := range []Profile{{}, {Kind: Cosine}, curved(Beta, 2, 3)} {
		b.Run("profile="+string(p.Kind), func(b *testing.B) {
			start, finish, periods := MustDate("2027-07-01"), MustDate("2032-06-30"), years(2027, 2032)
			for b.Loop() {
				p.Weights(start, finish, periods)
			}
		})
	}
}

// Years of one length on the plateau weigh the same, to the last decimal, and
// the weights are those of the curve.
func TestTrapezoidWeights(t *testing.T) {
	for _, c := range []struct{ rise, fall string }{{"0.298", "0.278"}, {"0", "0"}, {"0", "1"}, {"1", "0"}, {"0.5", "0.5"}, {"0.000001", "0.3"}} {
		p := Profile{Kind: Trapezoid, A: decimal.NewNullDecimal(decimal.RequireFromString(c.rise)), B: decimal.NewNullDecimal(decimal.RequireFromString(c.fall))}
		start, finish := MustDate("2034-04-12"), MustDate("2042-04-17")
		weights := p.Weights(start, finish, Years(start, finish))
		if c.rise == "0.298" && (!weights[3].Equal(weights[4]) || !weights[4].Equal(weights[5])) {
			t.Errorf("2037 to 2039 weigh %v", weights[3:6])
		}
		length := DaysBetween(start, finish) + 1
		sum, day := decimal.Zero, 0
		for i, w := range weights {
			before := p.Cumulative(float64(day) / float64(length))
			day = min(DaysBetween(start, MustDate(fmt.Sprintf("%d-01-01", 2035+i))), length)
			share := p.Cumulative(float64(day)/float64(length)) - before
			if got := w.InexactFloat64() / float64(length); math.Abs(got-share) > 1e-14 {
				t.Errorf("rise %s, fall %s, year %d: %v, want %v", c.rise, c.fall, i, got, share)
			}
			sum = sum.Add(w)
		}
		if diff := sum.Sub(decimal.NewFromInt(int64(length))).Abs(); diff.GreaterThan(decimal.New(1, -25)) {
			t.Errorf("rise %s, fall %s: the weights sum to %s, not to %d days", c.rise, c.fall, sum, length)
		}
	}
}
