package risk

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/money"
	"korridor/pkg/schedule"
)

// rising has prices that rise by a half each year from 2026.
func rising(m *costmodel.Model) *costmodel.Model {
	m.PriceYear = 2026
	m.Indices = []costmodel.Index{{Code: "x", Rates: []costmodel.YearRate{{Year: 2027, Rate: dec("0.5")}}}}
	for i := range m.Lines {
		m.Lines[i].Index = "x"
	}
	return m
}

// A phase that may start earlier than planned, since what it follows may be
// shorter, is paid at the prices of the earlier year.
func TestEarlierThanPlanned(t *testing.T) {
	m := rising(model(1))
	m.Phases = append(m.Phases, costmodel.Phase{Code: "first", Start: schedule.MustDate("2026-01-01"), Finish: schedule.MustDate("2028-12-31")})
	m.Phases[0].After = []costmodel.Link{{Phase: "first"}} // planned for 2029
	in := &Inputs{Durations: map[string]Distribution{"first": of(Constant, "0.333")}, Iterations: 1000}
	r := simulate(t, m, in)
	// The first phase takes 365 days: the line is spent in 2027.
	near(t, "mean", float64(r.Mean.Minor()), 150_000_000, 0.5)
	if r.Finish.P80.String() != "2027-12-31" || r.SD.Minor() != 0 || len(r.Sensitivity) != 0 {
		t.Errorf("finish %s, deviation %s, %v", r.Finish.P80, r.SD, r.Sensitivity)
	}
	m.Indices[0].Rates[0].Year = 2028 // 2027 has no rate now
	if _, err := costmodel.Run(context.Background(), m); err == nil {
		t.Error("the plan needs the rate of 2027")
	}
	if _, err := Simulate(context.Background(), m, in, Options{}); err == nil || !strings.Contains(err.Error(), "no rate for 2027") {
		t.Errorf("a missing rate gives %v", err)
	}
}

// Custom shares of years before and after the phase are paid at the prices of
// those years, by plan and where the phase moves.
func TestCustomSharesBeyondThePhase(t *testing.T) {
	m := rising(model(1))
	m.Phases[0].Start, m.Phases[0].Finish = schedule.MustDate("2027-01-01"), schedule.MustDate("2027-12-31")
	m.Phases[0].Profile = schedule.Profile{Kind: schedule.Custom, Shares: []schedule.YearShare{{Year: 2026, Share: dec("0.4")}, {Year: 2028, Share: dec("0.6")}}}
	half := map[string]Uncertainty{"l0": factor(of(Constant, "1.5"))}
	r := simulate(t, m, &Inputs{Lines: half, Iterations: 100})
	const planned = 1e8 * (0.4 + 0.6*1.5*1.5)
	near(t, "mean", float64(r.Mean.Minor()), 1.5*planned, 1)
	if y := r.Years; len(y) != 3 || y[0].FiscalYear != 2026 || y[0].P50.Plain() != "600000.00" || y[1].P50.Minor() != 0 || y[2].P50.Plain() != "2025000.00" {
		t.Errorf("years %v", r.Years)
	}
	m.Phases = append(m.Phases, costmodel.Phase{Code: "before", Start: schedule.MustDate("2025-01-01"), Finish: schedule.MustDate("2026-12-31")})
	m.Phases[0].After = []costmodel.Link{{Phase: "before"}}
	late := of(Constant, "12") // months
	risks := []Risk{{Code: "r", Phase: "before", Probability: decimal.NewFromInt(1), DelayMonths: &late}}
	r = simulate(t, m, &Inputs{Lines: half, Risks: risks, Iterations: 100})
	near(t, "mean a year later", float64(r.Mean.Minor()), 1.5*1.5*planned, 1)
}

// Where money of a year has no exchange rate, nobody knows whether it is enough,
// neither in that year nor in all.
func TestMoneyWithoutARate(t *testing.T) {
	m := model(1)
	m.Phases[0].Finish = schedule.MustDate("2027-12-31")
	m.Sources = []costmodel.Source{{Name: "budget"}, {Name: "loan"}}
	lek, enough := money.FromMinor(5000, money.ALL), money.FromMinor(60_000_000, money.EUR)
	m.Allocations = []costmodel.Allocation{{FiscalYear: 2026, Source: "budget", Approved: &enough}, {FiscalYear: 2027, Source: "budget", Approved: &enough},
		{FiscalYear: 2027, Source: "loan", Disbursed: &lek}}
	in := &Inputs{Lines: map[string]Uncertainty{"l0": factor(of(Uniform, "0.9", "1.3"))}, Iterations: 2000}
	r := simulate(t, m, in)
	if r.Secured != nil || r.WithinSecured != nil || !slices.Equal(r.Uncounted, []int{2027}) {
		t.Errorf("secured %v with %v, uncounted %v", r.Secured, r.WithinSecured, r.Uncounted)
	}
	if first, second := r.Years[0], r.Years[1]; first.Within == nil || *first.Within <= 0 || second.Within != nil {
		t.Errorf("years %+v", r.Years)
	}
	m.Allocations = m.Allocations[:2]
	if r := simulate(t, m, in); r.Secured == nil || r.Secured.Minor() != 120_000_000 || r.WithinSecured == nil || r.Uncounted != nil {
		t.Errorf("with a rate: %v, %v", r.Secured, r.Uncounted)
	}
}

// What has one value only is correlated with nothing, whatever ρ.
func TestConstantsHaveNoRankCorrelation(t *testing.T) {
	m := model(4)
	zero := money.Zero(money.EUR)
	m.Lines[2].Amount = &zero
	m.Lines[3].Amount, m.Lines[3].Percent, m.Lines[3].OfLines = nil, decimal.NewNullDecimal(dec("10")), []string{"l1"}
	in := &Inputs{Correlation: Correlation{Rho: dec("0.9")}, Iterations: 20_000, Durations: map[string]Distribution{"p": of(Constant, "1")},
		Lines: map[string]Uncertainty{"l0": factor(of(Uniform, "0.9", "1.3")), "l1": factor(of(Constant, "1.1")), "l2": factor(of(Uniform, "0.9", "1.3"))}}
	for _, x := range simulate(t, m, in).Sensitivity {
		switch x.Code {
		case "l0":
			near(t, "l0", x.Spearman, 1, 0.01)
			near(t, "share of l0", x.VarianceShare, 1, 1e-12)
		default:
			if x.Spearman != 0 || math.Abs(x.VarianceShare) > 1e-12 {
				t.Errorf("%s: %v, share %v", x.Code, x.Spearman, x.VarianceShare)
			}
		}
	}
}

// A line that scales with its phase's length is ranked by what it costs.
func TestTimeDependentLinesAreRankedByCost(t *testing.T) {
	u := factor(of(Constant, "1"))
	u.TimeDependent = true
	r := simulate(t, model(1), &Inputs{Lines: map[string]Uncertainty{"l0": u}, Durations: map[string]Distribution{"p": of(Uniform, "1", "3")}, Iterations: 20_000})
	if x := r.Sensitivity[0]; x.Code != "l0" || x.Spearman < 0.995 {
		t.Errorf("%+v", r.Sensitivity)
	}
}

// A spread that is small beside its distance from the estimate keeps its size.
func TestSmallSpreadFarFromTheEstimate(t *testing.T) {
	r := simulate(t, model(1), &Inputs{Lines: map[string]Uncertainty{"l0": {Amounts: true, Distribution: of(Uniform, "900000000000", "900000000012")}}, Iterations: 100_000})
	near(t, "deviation", float64(r.SD.Minor()), 346.4, 2) // 12 / √12
	near(t, "mean", float64(r.Mean.Minor())-90_000_000_000_000, 600, 4)
}

// Inputs that would give wrong figures are refused.
func TestImpossibleInputs(t *testing.T) {
	m := model(3)
	uniform := factor(of(Uniform, "1", "2"))
	for want, in := range map[string]*Inputs{
		"correlation.groups[1].name: two groups are called a": {Correlation: Correlation{Groups: []Group{{Name: "a"}, {Name: "a"}}, Matrix: matrix("1 0", "0 1")}},
		"correlation.matrix[0]: row 1, column 1":              {Correlation: Correlation{Groups: []Group{{Name: "a"}}, Matrix: matrix("-0.5")}},
		"lines[1].uncertainty.p90: is more than 1,000,000":    {Lines: map[string]Uncertainty{"l0": uniform, "l1": factor(of(Lognormal, "0.00001", "20"))}},
		"lines[2].uncertainty.mean: must not be negative":     {Lines: map[string]Uncertainty{"l2": factor(of(Normal, "-1", "2"))}},
	} {
		if err := in.Check(m); err == nil || !strings.Contains(strings.ReplaceAll(err.Error(), "1000000", "1,000,000"), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	m.Phases, m.Lines = nil, nil
	if _, err := Simulate(context.Background(), m, &Inputs{}, Options{}); err == nil || !strings.Contains(err.Error(), "phases: is required") {
		t.Errorf("no phases: %v", err)
	}
}

// A request that has ended makes no tables any more.
func TestCancelledBeforeItBegins(t *testing.T) {
	m, in := large(60, 20)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := compile(ctx, m, in); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}
