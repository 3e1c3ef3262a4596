package costmodel

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// In random models years sum to phases, phases to the total, groups and
// countries and months to the result; the order of lines changes nothing, and
// doubling a rate doubles its lines.
func TestSumsAgree(t *testing.T) {
	for seed := range uint64(60) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		m := randomModel(rnd)
		r := mustRun(t, m)
		sumsAgree(t, r)
		shuffled := *m
		shuffled.Lines = slices.Clone(m.Lines)
		rnd.Shuffle(len(shuffled.Lines), func(i, j int) {
			shuffled.Lines[i], shuffled.Lines[j] = shuffled.Lines[j], shuffled.Lines[i]
		})
		again := mustRun(t, &shuffled)
		if list(r, need) != list(again, need) || r.Sums != again.Sums {
			t.Fatalf("seed %d: the order of the lines changes the years", seed)
		}
		doubled := *m
		doubled.Lines = slices.Clone(m.Lines)
		l := &doubled.Lines[0]
		l.UnitRate = record.Known(l.UnitRate.Decimal.Mul(decimal.NewFromInt(2)))
		if got, want := mustRun(t, &doubled).Lines[0].Total.Minor(), 2*r.Lines[0].Total.Minor(); got != want {
			t.Fatalf("seed %d: twice the rate gives %d, want %d", seed, got, want)
		}
	}
}

func sumsAgree(t *testing.T, r *Result) {
	t.Helper()
	want, err := r.Need()
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, sums []Sums) {
		t.Helper()
		total := zeroSums(money.EUR)
		for _, s := range sums {
			total.Base, _ = total.Base.Add(s.Base)
			total.Contingency, _ = total.Contingency.Add(s.Contingency)
			total.Escalation, _ = total.Escalation.Add(s.Escalation)
		}
		if total != r.Sums {
			t.Fatalf("%s sum to %v, the result is %v (%s)", what, total, r.Sums, want)
		}
	}
	var phases, years, groups, months, countries []Sums
	for i := range r.Phases {
		phases = append(phases, r.Phases[i].Sums)
	}
	for i := range r.Years {
		years = append(years, r.Years[i].Sums)
	}
	byCategory, err := GroupBy(r, func(l *Line) estimate.Category { return l.Category })
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range byCategory {
		groups = append(groups, g.Sums)
	}
	byMonth, err := r.Periods(monthsOf)
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range byMonth {
		months = append(months, m.Sums)
		if i%12 == 11 {
			sum := zeroSums(money.EUR)
			for _, m := range byMonth[i-11 : i+1] {
				sum.Base, _ = sum.Base.Add(m.Base)
				sum.Contingency, _ = sum.Contingency.Add(m.Contingency)
				sum.Escalation, _ = sum.Escalation.Add(m.Escalation)
			}
			if sum != r.Years[i/12].Sums {
				t.Fatalf("the months of %d sum to %v, the year is %v", m.Year, sum, r.Years[i/12].Sums)
			}
		}
	}
	parts, err := r.Countries()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parts {
		countries = append(countries, p.Sums)
	}
	check("phases", phases)
	check("years", years)
	check("categories", groups)
	check("months", months)
	check("countries", countries)
}

func monthsOf(year int) []schedule.Period {
	y := schedule.Period{Year: year}
	return schedule.Months(y.First(), y.Last())
}

func later(d schedule.Date, days int) schedule.Date {
	moved, err := d.AddDays(days)
	if err != nil {
		panic(err)
	}
	return moved
}

func randomModel(rnd *rand.Rand) *Model {
	m := &Model{Currency: money.EUR, PriceYear: 2020 + rnd.IntN(10), CapsCarryOver: rnd.IntN(2) == 0,
		CountryShares: []CountryShare{{record.Albania, decimal.RequireFromString("0.51")}, {record.Kosovo, decimal.RequireFromString("0.49")}}}
	x := Index{Code: "x"}
	for year := 2010; year < 2045; year++ {
		x.Rates = append(x.Rates, YearRate{Year: year, Rate: decimal.New(int64(rnd.IntN(900)-100), -4)})
	}
	m.Indices = []Index{x}
	kinds := []schedule.Profile{{}, {Kind: schedule.Cosine}, {Kind: schedule.Rayleigh}, {Kind: schedule.Beta, A: num("2"), B: num("3.5")},
		{Kind: schedule.Trapezoid, A: num("0.2"), B: num("0.3")}, {Kind: schedule.Weibull, A: num("0.5"), B: num("2")}}
	codes := []string{"p", "q", "r"}
	for i, code := range codes {
		start := later(schedule.MustDate("2022-03-15"), rnd.IntN(2000))
		p := Phase{Code: code, Start: start, Finish: later(start, rnd.IntN(1500)), Profile: kinds[rnd.IntN(len(kinds))]}
		if i > 0 && rnd.IntN(2) == 0 {
			p.After = []Link{{Phase: codes[i-1], LagDays: rnd.IntN(60) - 30}}
		}
		m.Phases = append(m.Phases, p)
	}
	for i := range 12 {
		l := Line{Code: string(rune('a' + i)), Phase: codes[rnd.IntN(3)], Category: estimate.Categories[rnd.IntN(3)],
			Quantity: record.Known(decimal.NewFromInt(int64(rnd.IntN(500)))), UnitRate: record.Known(decimal.New(int64(rnd.IntN(1e9)), -2)),
			Country: []record.Country{record.Albania, record.Kosovo, record.Shared, ""}[rnd.IntN(4)]}
		if rnd.IntN(3) > 0 {
			l.Index = "x"
		}
		if i > 8 {
			l.Quantity, l.UnitRate, l.Percent, l.OfLines, l.Contingency = decimal.NullDecimal{}, decimal.NullDecimal{}, num("7.5"), []string{"a", "b"}, i == 11
		}
		m.Lines = append(m.Lines, l)
	}
	for year := 2022; year < 2024+rnd.IntN(15); year++ {
		m.Caps = append(m.Caps, funding.YearAmount{Year: year, Amount: money.FromMinor(rnd.Int64N(5e11), money.EUR)})
	}
	return m
}
