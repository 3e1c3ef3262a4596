package estimate

import (
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
)

// P10 and P90 are the middles of the ranges; the others are exp(μ + σ·z) - 1.
func TestContingency(t *testing.T) {
	for class, want := range map[int][5]string{ // P10, P50, P70, P80, P90
		5: {"-35", "3.6", "25.3", "40.6", "65"},
		4: {"-22.5", "2.3", "14.6", "22.7", "35"},
		3: {"-15", "1", "8.4", "13.1", "20"},
		2: {"-10", "0.6", "5.3", "8.3", "12.5"},
		1: {"-6.5", "1", "4.2", "6.2", "9"},
	} {
		for i, confidence := range []string{"0.1", "0.5", "0.7", "0.8", "0.9"} {
			got, err := Contingency(class, decimal.RequireFromString(confidence))
			if err != nil || got.String() != want[i] {
				t.Errorf("class %d at %s: %s, %v; want %s", class, confidence, got, err, want[i])
			}
		}
	}
}

// More confidence never costs less, and a worse class never less than a better one above the median.
func TestContingencyRises(t *testing.T) {
	for class := 1; class <= 5; class++ {
		last := decimal.NewFromInt(-100)
		for p := int64(1); p < 100; p++ {
			got, err := Contingency(class, decimal.New(p, -2))
			if err != nil || got.LessThan(last) {
				t.Fatalf("class %d at P%d: %s after %s, %v", class, p, got, last, err)
			}
			last = got
			if better, err := Contingency(max(class-1, 1), decimal.New(p, -2)); p >= 60 && (err != nil || better.GreaterThan(got)) {
				t.Fatalf("class %d at P%d: %s, and %s for a better one", class, p, got, better)
			}
		}
	}
}

func TestContingencyRefuses(t *testing.T) {
	for _, c := range []struct {
		class      int
		confidence string
	}{{0, "0.8"}, {6, "0.8"}, {3, "0"}, {3, "1"}, {3, "-0.1"}, {3, "80"}} {
		if got, err := Contingency(c.class, decimal.RequireFromString(c.confidence)); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: %s, %v", c, got, err)
		}
	}
}
