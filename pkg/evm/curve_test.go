package evm

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

func on(s string) schedule.Date { return schedule.MustDate(s) }

func done(phase record.ID, date, percent string) Statement {
	return Statement{phase, on(date), decimal.RequireFromString(percent)}
}

func sample(t *testing.T) Record {
	return Record{Currency: money.EUR, Start: on("2026-01-01"),
		Plan:     []Planned{{on("2026"), eur(t, "365.00")}, {on("2027"), eur(t, "1000.00")}},
		Budgets:  []Budget{{1, eur(t, "600.00")}, {2, eur(t, "300.00")}, {3, eur(t, "100.00")}},
		Progress: []Statement{done(1, "2026-06", "10"), done(1, "2027-03-31", "50"), done(2, "2026-12-31", "20"), done(2, "2026-12-31", "25")},
		Spent:    []Expenditure{{on("2026-03-31"), eur(t, "50.00")}, {on("2027-02"), eur(t, "100.00")}, {on("2027-09"), eur(t, "1.00")}}}
}

func TestCurve(t *testing.T) {
	r := sample(t)
	c, err := r.Curve(on("2027-03-31"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range c.Points {
		line := p.Day.Format("2006-01-02") + " " + p.PV.Plain()
		for _, known := range []*money.Amount{p.EV, p.AC} {
			if known == nil {
				line += " -"
				continue
			}
			line += " " + known.Plain()
		}
		lines = append(lines, line)
	}
	want := `2025-12-31 0.00 - -
2026-03-31 90.00 - 50.00
2026-06-30 181.00 60.00 50.00
2026-12-31 365.00 120.00 50.00
2027-02-28 467.64 120.00 150.00
2027-03-31 521.58 360.00 150.00
2027-12-31 1000.00 - -` // 365 + 635·59/365 = 467.643…, 365 + 635·90/365 = 521.575…
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("\n%s\nwant\n%s", got, want)
	}
	if got := fmt.Sprint(c.State.BAC.Plain(), " ", c.State.PV.Plain(), " ", c.State.EV.Plain(), " ", c.State.AC.Plain(), " ", c.Unreported, c.Unspent); got != "1000.00 521.58 360.00 150.00 [3] false" {
		t.Error(got)
	}
	for _, s := range []struct{ at, want string }{
		{"2025", "0.00 0.00 0.00 [1 2 3] true"}, {"2026-06-29", "180.00 0.00 50.00 [1 2 3] false"},
		{"2026-06-30", "181.00 60.00 50.00 [2 3] false"}, {"2026", "365.00 120.00 50.00 [3] false"}, {"2030", "1000.00 360.00 151.00 [3] false"},
	} {
		c, err := r.Curve(on(s.at))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(c.State.PV.Plain(), " ", c.State.EV.Plain(), " ", c.State.AC.Plain(), " ", c.Unreported, " ", c.Unspent); got != s.want {
			t.Errorf("at %s: %s, want %s", s.at, got, s.want)
		}
	}
}

// Planned value never falls, and the order of what is on record changes nothing.
func TestCurveProperties(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 9))
	for range 100 {
		r := sample(t)
		for range 20 {
			date := fmt.Sprintf("2026-%02d-%02d", 1+rnd.IntN(12), 1+rnd.IntN(28))
			r.Progress = append(r.Progress, done(record.ID(1+rnd.IntN(3)), date, fmt.Sprint(rnd.IntN(101))))
			r.Spent = append(r.Spent, Expenditure{on(date), money.FromMinor(rnd.Int64N(1000), money.EUR)})
		}
		c, err := r.Curve(on("2027-01-31"))
		if err != nil {
			t.Fatal(err)
		}
		for i := range c.Points[1:] {
			if c.Points[i].PV.Minor() > c.Points[i+1].PV.Minor() || !c.Points[i].Day.Before(c.Points[i+1].Day) {
				t.Fatalf("%v", c.Points)
			}
		}
		rnd.Shuffle(len(r.Progress), func(i, j int) { r.Progress[i], r.Progress[j] = r.Progress[j], r.Progress[i] })
		rnd.Shuffle(len(r.Spent), func(i, j int) { r.Spent[i], r.Spent[j] = r.Spent[j], r.Spent[i] })
		if again, err := r.Curve(on("2027-01-31")); err != nil || !reflect.DeepEqual(c, again) {
			t.Fatalf("another order gives another curve: %v", err)
		}
	}
}

func TestCurveRefuses(t *testing.T) {
	for _, c := range []struct {
		change func(*Record)
		want   string
	}{
		{func(r *Record) { r.Start = schedule.Date{} }, "start: is required"},
		{func(r *Record) { r.Plan = nil }, "plan: is required"},
		{func(r *Record) { r.Plan[0].Date = on("2025") }, "plan[0]: does not come after the date before it"},
		{func(r *Record) { r.Plan[1].Date = on("2026-12") }, "plan[1]: does not come after the date before it"},
		{func(r *Record) { r.Plan[0].Cumulative = eur(t, "1000.01") }, "plan[1]: is less than what was planned before: 1000.01 EUR"},
		{func(r *Record) { r.Plan = r.Plan[:1] }, "plan: ends with 365.00 EUR, and the phases add up to 1000.00 EUR"},
		{func(r *Record) { r.Budgets[1].Phase = 1 }, "budgets[1]: is for a phase that has a budget already"},
		{func(r *Record) { r.Progress[0].Phase = 9 }, "progress[0]: is about a phase without a budget"},
		{func(r *Record) { r.Progress[0].Percent = decimal.NewFromInt(101) }, "progress[0]: must not be above 100"},
		{func(r *Record) { r.Progress[0].Percent = decimal.NewFromInt(-1) }, "progress[0]: must not be negative"},
		{func(r *Record) { r.Progress[0].Date = schedule.Date{} }, "progress[0]: is required"},
		{func(r *Record) { r.Spent[0].Date = schedule.Date{} }, "spent[0]: is required"},
		{func(r *Record) { r.Spent[0].Amount = money.FromMinor(1, money.ALL) }, "spent[0]: is not in the currency EUR"},
	} {
		r := sample(t)
		c.change(&r)
		if _, err := r.Curve(on("2026")); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
	r := sample(t)
	if _, err := r.Curve(schedule.Date{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("no status date: %v", err)
	}
}
