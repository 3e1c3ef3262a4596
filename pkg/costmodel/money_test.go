package costmodel

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/schedule"
)

func cap(year int, a string) funding.YearAmount {
	return funding.YearAmount{Year: year, Amount: eur(a)}
}

func gap(y *Year) money.Amount        { return y.Gap }
func cumulative(y *Year) money.Amount { return y.CumulativeGap }
func secured(y *Year) money.Amount    { return y.Secured }

func TestSecuredMoney(t *testing.T) {
	m := model([]Phase{phase("p", "2026-01-01", "2026-12-31")}, line("a", "p", "100"))
	m.Sources = []Source{{Name: "budget"}, {Name: "loan", Status: funding.Signed}, {Name: "grant", Status: funding.Indicative}, {Name: "old", Status: funding.Closed}}
	m.Allocations = []Allocation{
		{FiscalYear: 2026, Source: "budget", Requested: amount("900"), Approved: amount("60"), Committed: amount("70")},
		{FiscalYear: 2026, Source: "loan", Approved: amount("20")},
		{FiscalYear: 2026, Source: "grant", Committed: amount("5")},
		{FiscalYear: 2026, Source: "old", Committed: amount("7"), Disbursed: amount("8")},
		{FiscalYear: 2028, Source: "budget", Requested: amount("11")},
	}
	r := mustRun(t, m)
	y := r.Years[0]
	if y.Requested.Plain() != "900.00" || y.Approved.Plain() != "80.00" || y.Committed.Plain() != "82.00" || y.Disbursed.Plain() != "8.00" {
		t.Errorf("stages %v %v %v %v", y.Requested, y.Approved, y.Committed, y.Disbursed)
	}
	if y.Secured.Plain() != "68.00" || y.Signed.Plain() != "20.00" || y.Indicative.Plain() != "5.00" || y.Gap.Plain() != "32.00" {
		t.Errorf("secured %s, signed %s, indicative %s, gap %s", y.Secured, y.Signed, y.Indicative, y.Gap)
	}
	if len(r.Years) != 3 || r.Years[1].Requested != nil || !r.Years[2].Secured.IsZero() || r.Years[2].Requested.Plain() != "11.00" {
		t.Errorf("the years after: %+v", r.Years[1:])
	}
}

// A request in a currency without a rate leaves only the requests of its year
// unknown: it would not be secured money.
func TestForeignMoneyIsNotKnown(t *testing.T) {
	lek := money.FromMinor(100_00, money.ALL)
	m := model([]Phase{phase("p", "2026-01-01", "2027-12-31")}, line("a", "p", "100"))
	m.Sources = []Source{{Name: "budget"}, {Name: "lek"}}
	m.Allocations = []Allocation{
		{FiscalYear: 2026, Source: "budget", Requested: amount("50"), Approved: amount("40")}, {FiscalYear: 2026, Source: "lek", Requested: &lek},
		{FiscalYear: 2027, Source: "lek", Requested: &lek, Approved: &lek}, {FiscalYear: 2027, Source: "budget", Approved: amount("40")},
	}
	r := mustRun(t, m)
	if y := &r.Years[0]; y.Uncounted || y.Requested != nil || y.Approved.Plain() != "40.00" || y.KnownSecured().Plain() != "40.00" {
		t.Errorf("a request: requested %v, approved %v, secured %v", y.Requested, y.Approved, y.KnownSecured())
	}
	if y := &r.Years[1]; !y.Uncounted || y.Requested != nil || y.Approved != nil || y.KnownSecured() != nil {
		t.Errorf("an approval: requested %v, approved %v, secured %v", y.Requested, y.Approved, y.KnownSecured())
	}
}

func TestCumulativeGap(t *testing.T) {
	for _, c := range []struct {
		name      string
		carryOver bool
		secured   [3]string // of 2026, 2027, 2028, each needing 100
		gap, sum  string
	}{
		{"shortages accumulate", false, [3]string{"60", "100", "90"}, "40.00 0.00 10.00", "40.00 40.00 50.00"},
		{"a surplus lapses", false, [3]string{"150", "80", "100"}, "-50.00 20.00 0.00", "0.00 20.00 20.00"},
		{"a surplus carries on", true, [3]string{"150", "80", "90"}, "-50.00 20.00 10.00", "-50.00 -30.00 -20.00"},
	} {
		m := model([]Phase{phase("p", "2026-01-01", "2026-12-31"), phase("q", "2027-01-01", "2027-12-31"), phase("r", "2028-01-01", "2028-12-31")},
			line("a", "p", "100"), line("b", "q", "100"), line("c", "r", "100"))
		m.Sources = []Source{{Name: "s", CarryOver: c.carryOver}}
		for i, a := range c.secured {
			m.Allocations = append(m.Allocations, Allocation{FiscalYear: 2026 + i, Source: "s", Approved: amount(a)})
		}
		r := mustRun(t, m)
		if list(r, gap) != c.gap || list(r, cumulative) != c.sum {
			t.Errorf("%s: gap %s, cumulative %s; want %s, %s", c.name, list(r, gap), list(r, cumulative), c.gap, c.sum)
		}
	}
}

// Of two sources the one that lapses is spent first, so that the other's money stays.
func TestMoneyThatLapsesIsSpentFirst(t *testing.T) {
	m := model([]Phase{phase("p", "2026-01-01", "2026-12-31")}, line("a", "p", "100"))
	m.Sources = []Source{{Name: "budget"}, {Name: "loan", CarryOver: true}}
	m.Allocations = []Allocation{{FiscalYear: 2026, Source: "budget", Approved: amount("130")}, {FiscalYear: 2026, Source: "loan", Approved: amount("40")}}
	r := mustRun(t, m)
	if list(r, secured) != "170.00" || list(r, gap) != "-70.00" || list(r, cumulative) != "-40.00" {
		t.Errorf("secured %s, gap %s, cumulative %s", list(r, secured), list(r, gap), list(r, cumulative))
	}
}

func capped(r *Result) string {
	var all []string
	for _, y := range r.Capped.Years {
		all = append(all, fmt.Sprintf("%d: %s of %s, %s left", y.FiscalYear, y.Funded.Plain(), y.Demand.Plain(), y.Backlog.Plain()))
	}
	return strings.Join(all, "; ")
}

func TestCappedSchedule(t *testing.T) {
	m := model([]Phase{phase("p", "2026-01-01", "2026-12-31"), phase("q", "2027-01-01", "2027-12-31")}, line("a", "p", "100"), line("b", "q", "50"))
	m.Indices = []Index{{Code: "x", Rates: []YearRate{{Year: 2026, Rate: decimal.Zero}, {Year: 2027, Rate: decimal.RequireFromString("0.1")}, {Year: 2028, Rate: decimal.RequireFromString("0.2")}}}}
	m.Lines[0].Index = "x"
	m.Caps = []funding.YearAmount{cap(2026, "60"), cap(2027, "60"), cap(2028, "60")}
	r := mustRun(t, m)
	// 2026 leaves 40, which is 44 in 2027; 94 are demanded and 60 paid pro rata: 28.09 of the 44.
	// The 15.91 left of them are 19.09 in 2028, the 18.09 left of b stay.
	if want := "2026: 60.00 of 100.00, 40.00 left; 2027: 60.00 of 94.00, 34.00 left; 2028: 37.18 of 37.18, 0.00 left"; capped(r) != want {
		t.Errorf("capped\n%s, want\n%s", capped(r), want)
	}
	if r.Capped.CompletionYear != 2028 || !r.Capped.Remaining.IsZero() {
		t.Errorf("complete in %d, %s remain", r.Capped.CompletionYear, r.Capped.Remaining)
	}
	m.Caps = m.Caps[:2]
	if c := mustRun(t, m).Capped; c.CompletionYear != 0 || c.Remaining.Plain() != "34.00" || c.ExtraYears != 1 {
		t.Errorf("caps that end: %+v", c)
	}
	m.Caps = []funding.YearAmount{cap(2026, "0")}
	if c := mustRun(t, m).Capped; c.Remaining.Plain() != "150.00" || c.ExtraYears != -1 || c.Backlog.Plain() != "100.00" {
		t.Errorf("caps of nothing: %+v", c)
	}
	m.Caps = []funding.YearAmount{cap(2026, "130"), cap(2027, "20")}
	if want := "2026: 100.00 of 100.00, 0.00 left; 2027: 20.00 of 50.00, 30.00 left"; capped(mustRun(t, m)) != want {
		t.Errorf("without carry-over %s", capped(mustRun(t, m)))
	}
	m.CapsCarryOver = true
	if want := "2026: 100.00 of 100.00, 0.00 left; 2027: 50.00 of 50.00, 0.00 left"; capped(mustRun(t, m)) != want {
		t.Errorf("with carry-over %s", capped(mustRun(t, m)))
	}
}

// Need is exhausted with the last year that needs anything, and what balance
// lines give back is no backlog.
func TestCappedScheduleCompletes(t *testing.T) {
	m := model([]Phase{phase("p", "2026-01-01", "2030-06-30")}, line("a", "p", "100"))
	m.Phases[0].Profile = schedule.Profile{Kind: schedule.Custom, Shares: []schedule.YearShare{{Year: 2026, Share: decimal.NewFromInt(1)}}}
	m.Caps = []funding.YearAmount{cap(2026, "60"), cap(2027, "60")}
	if c := mustRun(t, m).Capped; c.CompletionYear != 2027 || !c.Remaining.IsZero() {
		t.Errorf("with years that need nothing: %+v", c)
	}
	m = model([]Phase{phase("p", "2026-01-01", "2026-12-31"), phase("q", "2027-01-01", "2027-12-31")}, line("a", "p", "100"), line("b", "q", "-30"))
	m.Lines[1].Balance = true
	m.Caps = []funding.YearAmount{cap(2026, "100"), cap(2027, "60")}
	if c := mustRun(t, m).Capped; c.CompletionYear != 2027 || c.Backlog.Plain() != "-30.00" {
		t.Errorf("with a credit: %+v", c)
	}
	m.Caps = m.Caps[:1]
	if c := mustRun(t, m).Capped; c.CompletionYear != 0 || c.Remaining.Plain() != "-30.00" || c.ExtraYears != 0 {
		t.Errorf("with a credit after the caps: %+v", c)
	}
}

// Prices and present values far below the smallest factor that has sixty
// decimals still count.
func TestPricesThatFallForACentury(t *testing.T) {
	m := model([]Phase{phase("p", "2096-01-01", "2096-12-31")}, line("a", "p", "1"))
	m.DiscountRate = num("-0.89")
	if _, err := Run(context.Background(), m); err == nil || !strings.Contains(err.Error(), "cannot be added up") {
		t.Errorf("a present value of 10⁶⁷ gives %v", err)
	}
	m.Indices = []Index{{Code: "x", Rates: []YearRate{{Year: 2026, Rate: decimal.RequireFromString("-0.89")}}}}
	levels, err := m.Levels("x", 2026, 2196)
	if err != nil || !levels[0].Equal(decimal.RequireFromString("0.11")) || !levels[1].Equal(decimal.RequireFromString("0.0121")) || !levels[170].IsPositive() {
		t.Errorf("%v %v", levels, err)
	}
}

// Σ funded + last backlog = Σ need of the years + escalation on the backlog.
func TestCappedScheduleLosesNothing(t *testing.T) {
	for seed := range uint64(60) {
		m := randomModel(rand.New(rand.NewPCG(seed, 2)))
		r := mustRun(t, m)
		c := r.Capped
		need, paid := c.Escalation.Minor(), c.Backlog.Minor()
		last := c.Years[len(c.Years)-1].FiscalYear
		for _, y := range r.Years {
			if y.FiscalYear <= last {
				need += y.Need.Minor()
			}
		}
		for _, y := range c.Years {
			paid += y.Funded.Minor()
		}
		if paid != need {
			t.Fatalf("seed %d: paid and left %d, needed %d", seed, paid, need)
		}
	}
}

// Money that nobody could convert leaves unknown what its year has, and what
// the years add up to from then on.
func TestMoneyWithoutARate(t *testing.T) {
	m := model([]Phase{phase("p", "2026-01-01", "2026-12-31"), phase("q", "2027-01-01", "2027-12-31")}, line("a", "p", "100"), line("b", "q", "100"))
	m.Sources = []Source{{Name: "budget"}, {Name: "loan"}}
	lek := money.FromMinor(5000, money.ALL)
	m.Allocations = []Allocation{{FiscalYear: 2026, Source: "budget", Approved: amount("60")}, {FiscalYear: 2026, Source: "loan", Disbursed: &lek},
		{FiscalYear: 2027, Source: "budget", Approved: amount("60")}}
	r := mustRun(t, m)
	first, second := &r.Years[0], &r.Years[1]
	if first.KnownSecured() != nil || first.KnownGap() != nil || first.KnownCumulativeGap() != nil || first.Disbursed != nil {
		t.Errorf("2026: %+v", first)
	}
	if second.KnownSecured().Plain() != "60.00" || second.KnownGap().Plain() != "40.00" || second.KnownCumulativeGap() != nil {
		t.Errorf("2027: %+v", second)
	}
	if got := r.Warnings[len(r.Warnings)-1].String(); !strings.Contains(got, "not known for 2026:") {
		t.Errorf("warned: %s", got)
	}
	m.Allocations[1].Approved = amount("1")
	if _, err := Run(context.Background(), m); err == nil || !strings.Contains(err.Error(), "allocations[1].disbursed: is not in the currency") {
		t.Errorf("two currencies in one allocation give %v", err)
	}
}
