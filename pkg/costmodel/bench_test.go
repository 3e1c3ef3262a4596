package costmodel

import (
	"context"
	"fmt"
	"testing"

	"korridor/pkg/schedule"
)

// large is a model of many lines over many years, with an index and the profile.
func large(lines, years int, profile schedule.Profile) *Model {
	p := phase("p", "2025-03-01", fmt.Sprintf("%d-09-30", 2024+years))
	p.Profile = profile
	x := Index{Code: "x", Rates: []YearRate{{Year: 2025, Rate: num("0.031").Decimal}, {Year: 2026, Rate: num("0.02345").Decimal}}}
	m := model([]Phase{p})
	m.PriceYear, m.Indices = 2025, []Index{x}
	for i := range lines {
		l := line(fmt.Sprintf("l%d", i), "p", fmt.Sprintf("%d.%02d", 1_000_003*(i%997+1), i%100))
		l.Index = "x"
		m.Lines = append(m.Lines, l)
	}
	return m
}

var profiles = []struct {
	name string
	of   schedule.Profile
}{{"uniform", schedule.Profile{}}, {"cosine", schedule.Profile{Kind: schedule.Cosine}},
	{"trapezoid", schedule.Profile{Kind: schedule.Trapezoid, A: num("0.2"), B: num("0.3")}}}

func BenchmarkRun(b *testing.B) {
	for _, profile := range profiles {
		b.Run("2000 lines over 175 years, "+profile.name, func(b *testing.B) {
			m := large(2000, 175, profile.of)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Run(context.Background(), m); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkMonths(b *testing.B) {
	for _, profile := range profiles {
		b.Run("200 lines over 20 years, "+profile.name, func(b *testing.B) {
			r, err := Run(context.Background(), large(200, 20, profile.of))
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := r.Periods(monthsOf); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
