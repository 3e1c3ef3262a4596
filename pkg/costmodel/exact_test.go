package costmodel

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/pkg/schedule"
)

// Every cell is what decimals come to, one by one: the line split by the weights of
// its phase, and each part times, or before the price year by, the growth of prices;
// and so are the months of each year. Over random models.
func TestCellsAreWhatDecimalsComeTo(t *testing.T) {
	dice := rand.New(rand.NewPCG(5, 6))
	for n := range 60 {
		profile := profiles[n%len(profiles)].of
		m := large(12, 1+dice.IntN(40), profile)
		m.PriceYear = 2020 + dice.IntN(20)
		rates := []YearRate{}
		for year := 2019; year < 2045; year++ {
			rates = append(rates, YearRate{Year: year, Rate: decimal.New(dice.Int64N(900)-200, -4)})
		}
		m.Indices[0].Rates = rates
		for i := range m.Lines {
			a := money.FromMinor(dice.Int64N(1<<uint(8+dice.IntN(40))), money.EUR)
			m.Lines[i].Amount = &a
		}
		r := mustRun(t, m)
		p := &r.Phases[0]
		years := schedule.Years(p.Placed.Start, p.Placed.Finish)
		levels, err := m.Levels("x", years[0].Year, years[len(years)-1].Year)
		if err != nil {
			t.Fatal(err)
		}
		months := make([]Sums, 12*len(r.Years))
		for i := range months {
			months[i] = zeroSums(m.Currency)
		}
		for i := range r.Lines {
			l := &r.Lines[i]
			parts, err := l.Total.Split(p.weights(years))
			if err != nil {
				t.Fatal(err)
			}
			for k, c := range l.Cells {
				need, err := parts[k].Mul(levels[k])
				if err != nil {
					t.Fatal(err)
				}
				// Before the price year the level has no last decimal, and a tie may fall
				// to either side of it.
				escalated, _ := c.Base.Add(c.Escalation)
				if off := escalated.Minor() - need.Minor(); c.Base != parts[k] || off != 0 && (c.Year >= m.PriceYear || off < -1 || off > 1) {
					t.Fatalf("line %s of %d: %s and %s, want %s and %s", l.Code, c.Year, c.Base, escalated, parts[k], need)
				}
				at := 12 * (c.Year - r.Years[0].FiscalYear)
				addMonths(t, months[at:at+12], c, p.weights(monthsOf(c.Year)))
			}
		}
		periods, err := r.Periods(monthsOf)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(periods, months, func(p PeriodCost, s Sums) bool { return p.Sums == s }) {
			t.Fatalf("model %d: the months differ", n)
		}
	}
}

func addMonths(t *testing.T, months []Sums, c Cell, weights []decimal.Decimal) {
	t.Helper()
	if c.Base.IsZero() && c.Escalation.IsZero() {
		return
	}
	bases, err := c.Base.Split(weights)
	if err != nil {
		t.Fatal(err)
	}
	escalations, err := c.Escalation.Split(weights)
	if err != nil {
		t.Fatal(err)
	}
	for i := range months {
		if err := months[i].add(Cell{Base: bases[i], Escalation: escalations[i]}, false); err != nil {
			t.Fatal(err)
		}
	}
}

// endsAfter is a context that ends when it has been asked so many times.
type endsAfter struct {
	context.Context
	left int
}

func (c *endsAfter) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// A run asks whether it is still wanted for each of its lines, wherever it goes
// through all of them, and ends where it is not.
func TestRunEndsWithItsContext(t *testing.T) {
	m := large(50, 30, schedule.Profile{})
	m.Caps = append(m.Caps, cap(2030, "1000000"))
	whole := &endsAfter{Context: context.Background(), left: 1 << 20}
	if _, err := Run(whole, m); err != nil {
		t.Fatal(err)
	}
	asked := 1<<20 - whole.left
	if asked < 3*len(m.Lines) {
		t.Errorf("asked %d times for %d lines", asked, len(m.Lines))
	}
	for _, left := range []int{0, 1, asked / 3, asked - 1} {
		if _, err := Run(&endsAfter{Context: context.Background(), left: left}, m); !errors.Is(err, context.Canceled) {
			t.Errorf("after %d times: %v", left, err)
		}
	}
	if _, _, err := Explain(&endsAfter{Context: context.Background()}, mustRun(t, m), []Change{{Kind: ChangeRate, Factor: num("1.5")}}, Names{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
