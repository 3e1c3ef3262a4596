package costmodel

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

func num(s string) decimal.NullDecimal { return record.Known(decimal.RequireFromString(s)) }

func eur(s string) money.Amount {
	a, err := money.New(decimal.RequireFromString(s), money.EUR)
	if err != nil {
		panic(err)
	}
	return a
}

func amount(s string) *money.Amount { a := eur(s); return &a }

func phase(code, start, finish string, after ...string) Phase {
	p := Phase{Code: code, Start: schedule.MustDate(start), Finish: schedule.MustDate(finish)}
	for _, a := range after {
		p.After = append(p.After, Link{Phase: a})
	}
	return p
}

func line(code, phase, money string) Line {
	return Line{Code: code, Phase: phase, Category: estimate.Construction, Amount: amount(money)}
}

func model(phases []Phase, lines ...Line) *Model {
	return &Model{Currency: money.EUR, PriceYear: 2025, Phases: phases, Lines: lines}
}

func mustRun(t *testing.T, m *Model) *Result {
	t.Helper()
	r, err := Run(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// list writes one figure of each year.
func list(r *Result, figure func(*Year) money.Amount) string {
	var all []string
	for i := range r.Years {
		all = append(all, figure(&r.Years[i]).Plain())
	}
	return strings.Join(all, " ")
}

func base(y *Year) money.Amount { return y.Base }

func need(y *Year) money.Amount { return y.Need }

// Each line is split by itself: splitting their sum would give 1.34 / 1.33 / 1.33.
func TestLinesAreSplitOneByOne(t *testing.T) {
	var lines []Line
	for _, code := range []string{"a", "b", "c", "d"} {
		lines = append(lines, line(code, "p", "1.00"))
	}
	r := mustRun(t, model([]Phase{phase("p", "2025-01-01", "2027-12-31")}, lines...))
	if got := list(r, base); got != "1.36 1.32 1.32" {
		t.Errorf("years %s", got)
	}
}

func TestEscalation(t *testing.T) {
	m := model([]Phase{phase("p", "2028-01-01", "2028-12-31")}, line("a", "p", "10000"))
	m.Indices = []Index{{Code: "x", Rates: []YearRate{{Year: 2026, Rate: decimal.RequireFromString("0.05")}}}}
	m.Lines[0].Index = "x"
	r := mustRun(t, m)
	if got := list(r, need); got != "11576.25" {
		t.Errorf("10000 at 5 %% over 3 years is %s", got)
	}
	if r.Escalation.Plain() != "1576.25" || !strings.Contains(r.Warnings[0].String(), "rate of 2026 is repeated up to 2028") {
		t.Errorf("escalation %s, warnings %v", r.Escalation, r.Warnings)
	}
}

// A rate that was meant in percent is told, though it can be computed.
func TestStrangeRates(t *testing.T) {
	m := model([]Phase{phase("p", "2026-01-01", "2026-12-31")}, line("a", "p", "100"))
	m.Indices = []Index{{Code: "x", Rates: []YearRate{{Year: 2026, Rate: decimal.RequireFromString("3")}}}}
	m.Lines[0].Index = "x"
	r := mustRun(t, m)
	if len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0].String(), "the rate of 2026 is 3, which is 300 % in a year: 3 % is written 0.03") {
		t.Errorf("warned %v", r.Warnings)
	}
}

func TestEscalationBackwards(t *testing.T) {
	m := model([]Phase{phase("p", "2023-01-01", "2023-12-31")}, line("a", "p", "110.25"))
	m.Indices = []Index{{Code: "x", Rates: []YearRate{{2024, decimal.RequireFromString("0.05"), false}, {2025, decimal.RequireFromString("0.05"), false}}}}
	m.Lines[0].Index = "x"
	if got := list(mustRun(t, m), need); got != "100.00" {
		t.Errorf("deflated to %s, want 100.00", got)
	}
	m.Indices[0].Rates = m.Indices[0].Rates[1:]
	_, err := Run(context.Background(), m)
	if f, ok := errors.AsType[*fault.Error](err); !ok || f.Fields[0].Name != "indices.x.rates" || !strings.Contains(err.Error(), "no rate for 2024") {
		t.Errorf("a missing rate gives %v", err)
	}
}

// 0.98 / 1.12 is 0.875: a tie goes to the even cent, whatever 1 / 1.12 is.
func TestEscalationBackwardsRoundsTies(t *testing.T) {
	m := model([]Phase{phase("p", "2024-01-01", "2024-12-31")}, line("a", "p", "0.98"), line("b", "p", "1.54"))
	m.Indices = []Index{{Code: "x", Rates: []YearRate{{Year: 2025, Rate: decimal.RequireFromString("0.12")}}}}
	m.Lines[0].Index, m.Lines[1].Index = "x", "x"
	r := mustRun(t, m)
	for i, want := range []string{"-0.10", "-0.16"} { // 0.88 and, of 1.375, 1.38
		if got := r.Lines[i].Cells[0].Escalation.Plain(); got != want {
			t.Errorf("%s: escalation %s, want %s", r.Lines[i].Code, got, want)
		}
	}
}

func TestPercentagesOfCategoriesAndOfLines(t *testing.T) {
	p := []Phase{phase("p", "2025-01-01", "2025-12-31"), phase("q", "2025-01-01", "2025-12-31")}
	m := model(p, line("a", "p", "1000"), line("b", "q", "500"),
		Line{Code: "s", Phase: "p", Category: estimate.Supervision, Percent: num("10"), Of: []estimate.Category{estimate.Construction}},
		Line{Code: "t", Phase: "q", Category: estimate.Design, Percent: num("50"), OfLines: []string{"s", "b"}},
		Line{Code: "c", Phase: "p", Category: estimate.Construction, Percent: num("5"), Of: []estimate.Category{estimate.Construction}, Contingency: true})
	r := mustRun(t, m)
	var got []string
	for _, l := range r.Lines {
		got = append(got, l.Total.Plain())
	}
	if want := "1000.00 500.00 100.00 300.00 50.00"; strings.Join(got, " ") != want {
		t.Errorf("amounts %v, want %s", got, want)
	}
	if r.Base.Plain() != "1900.00" || r.Contingency.Plain() != "50.00" || r.Phases[0].Contingency.Plain() != "50.00" {
		t.Errorf("base %s, contingency %s", r.Base, r.Contingency)
	}
	m.Lines[2].Of, m.Lines[2].OfLines = nil, []string{"t"}
	if _, err := Run(context.Background(), m); err == nil || !strings.Contains(err.Error(), "s → t → s") {
		t.Errorf("a circle of percentages gives %v", err)
	}
}

func TestFollowersMove(t *testing.T) {
	m := model([]Phase{phase("p", "2025-01-01", "2026-06-30"), phase("q", "2026-01-01", "2026-12-31", "p")}, line("a", "q", "365"))
	m.Phases[1].After[0].LagDays = 10
	r := mustRun(t, m)
	if got := r.Phases[1].Placed.Start.String() + " " + r.Phases[1].Placed.Finish.String(); got != "2026-07-11 2027-07-10" {
		t.Errorf("the follower stands %s", got)
	}
	if got := list(r, base); got != "174.00 191.00" {
		t.Errorf("years %s", got)
	}
	if !strings.Contains(r.Warnings[0].String(), "phase q starts 191 days later than asked, on 2026-07-11: it follows p") {
		t.Errorf("warnings %v", r.Warnings)
	}
}

func TestCustomProfilesMoveByWholeYears(t *testing.T) {
	m := model([]Phase{phase("p", "2025-01-01", "2026-12-31"), phase("q", "2026-01-01", "2027-12-31", "p")}, line("a", "q", "1000"))
	m.Phases[1].Profile = schedule.Profile{Kind: schedule.Custom, Shares: []schedule.YearShare{
		{Year: 2026, Share: decimal.RequireFromString("0.7")}, {Year: 2027, Share: decimal.RequireFromString("0.3")}}}
	r := mustRun(t, m)
	if got := list(r, base); got != "700.00 300.00" || r.Years[0].FiscalYear != 2027 {
		t.Errorf("from %d: %s", r.Years[0].FiscalYear, got)
	}
}

func TestNPV(t *testing.T) {
	m := model([]Phase{phase("p", "2026-01-01", "2026-12-31"), phase("q", "2024-01-01", "2024-12-31")}, line("a", "p", "104"), line("b", "q", "100"))
	m.DiscountRate = num("0.04")
	if npv := mustRun(t, m).NPV; npv == nil || npv.Plain() != "204.00" { // 104 / 1.04 + 100 × 1.04
		t.Errorf("present value %v", npv)
	}
}
