package risk

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/schedule"
)

// model is one phase in 2026 with lines of 1,000,000.00 each.
func model(lines int) *costmodel.Model {
	m := &costmodel.Model{Currency: money.EUR, PriceYear: 2025,
		Phases: []costmodel.Phase{{Code: "p", Start: schedule.MustDate("2026-01-01"), Finish: schedule.MustDate("2026-12-31")}}}
	for i := range lines {
		a := money.FromMinor(100_000_000, money.EUR)
		m.Lines = append(m.Lines, costmodel.Line{Code: fmt.Sprintf("l%d", i), Phase: "p", Category: estimate.Construction, Amount: &a})
	}
	return m
}

func factor(d Distribution) Uncertainty { return Uncertainty{Distribution: d} }

func simulate(t testing.TB, m *costmodel.Model, in *Inputs) *Result {
	t.Helper()
	r, err := Simulate(context.Background(), m, in, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *Result) percentile(p int) float64 {
	return float64(r.Percentiles[slices.Index(toldPercentiles, p)].Value.Minor())
}

// near fails unless got is within the tolerance of want.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %v, want %v within %v", what, got, want, tolerance)
	}
}

// With nothing uncertain the simulation is the deterministic estimate, exactly.
func TestOnePointModelIsTheEstimate(t *testing.T) {
	m := escalated()
	m.Lines = m.Lines[:3] // without contingency
	in := &Inputs{Lines: map[string]Uncertainty{"a": factor(of(PERT, "1", "1", "1")), "b": factor(of(Constant, "1"))},
		Durations:   map[string]Distribution{"p": of(Triangular, "1", "1", "1")},
		Correlation: Correlation{Rho: dec("0.4")}, Iterations: 3000}
	base, err := costmodel.Run(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	want, err := base.Need()
	if err != nil {
		t.Fatal(err)
	}
	r := simulate(t, m, in)
	if r.Mean != want || !r.SD.IsZero() || r.MeanAboveP80 != want || len(r.Sensitivity) != 0 || r.WithinWorking != 1 {
		t.Errorf("mean %s, sd %s, above %s, %d rows, within %v; the estimate is %s", r.Mean, r.SD, r.MeanAboveP80, len(r.Sensitivity), r.WithinWorking, want)
	}
	if !slices.ContainsFunc(r.Warnings, func(m fault.Message) bool { return m.Key == "risk.nothing_varies" }) {
		t.Errorf("nothing says that the chances say nothing: %v", r.Warnings)
	}
	for _, p := range r.Percentiles {
		if p.Value != want || p.Low != want || p.High != want {
			t.Errorf("P%d is %s in %s … %s", p.P, p.Value, p.Low, p.High)
		}
	}
	for i, y := range r.Years {
		if need := base.Years[i].Need; math.Abs(float64(y.P50.Minor()-need.Minor())) > 1e-6*float64(need.Minor()) {
			t.Errorf("%d needs %s, the estimate says %s", y.FiscalYear, y.P50, need)
		}
	}
	if r.Finish.P50 != base.Phases[1].Placed.Finish {
		t.Errorf("finished on %s", r.Finish.P50)
	}
}

// escalated is two phases of which the second follows, with an index.
func escalated() *costmodel.Model {
	x := costmodel.Index{Code: "x"}
	for year := 2026; year < 2040; year++ {
		x.Rates = append(x.Rates, costmodel.YearRate{Year: year, Rate: dec("0.04")})
	}
	a, b := money.FromMinor(1_234_567_891, money.EUR), money.FromMinor(987_654_321_23, money.EUR)
	return &costmodel.Model{Currency: money.EUR, PriceYear: 2025, Indices: []costmodel.Index{x},
		Phases: []costmodel.Phase{
			{Code: "p", Start: schedule.MustDate("2026-03-01"), Finish: schedule.MustDate("2028-02-10")},
			{Code: "q", Start: schedule.MustDate("2028-02-11"), Finish: schedule.MustDate("2031-06-30"), After: []costmodel.Link{{Phase: "p"}},
				Profile: schedule.Profile{Kind: schedule.Cosine}}},
		Lines: []costmodel.Line{
			{Code: "a", Phase: "p", Category: estimate.Construction, Amount: &a, Index: "x"},
			{Code: "b", Phase: "q", Category: estimate.Construction, Amount: &b, Index: "x"},
			{Code: "s", Phase: "q", Category: estimate.Supervision, Percent: decimal.NewNullDecimal(dec("4.5")), Of: []estimate.Category{estimate.Construction}, Index: "x"},
			{Code: "c", Phase: "q", Category: estimate.Construction, Percent: decimal.NewNullDecimal(dec("10")), Of: []estimate.Category{estimate.Construction}, Contingency: true}}}
}

// A percentage follows what it is of; contingency is left out.
func TestPercentagesFollow(t *testing.T) {
	m := escalated()
	in := &Inputs{Lines: map[string]Uncertainty{"b": factor(of(Uniform, "1", "2"))}, Iterations: 200_000, Seed: 2}
	base, err := costmodel.Run(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	r := simulate(t, m, in)
	b, s := float64(base.Lines[1].Total.Minor()), float64(base.Lines[2].Total.Minor())
	up := 0.0
	for _, i := range []int{0, 1, 2} {
		for _, c := range base.Lines[i].Cells {
			up += float64(c.Base.Minor()) + float64(c.Escalation.Minor())
		}
	}
	factorOf := func(i int) float64 {
		sum := 0.0
		for _, c := range base.Lines[i].Cells {
			sum += float64(c.Base.Minor()) + float64(c.Escalation.Minor())
		}
		return sum / float64(base.Lines[i].Total.Minor())
	}
	want := up + 0.5*b*factorOf(1) + 0.5*s*factorOf(2)
	near(t, "mean", float64(r.Mean.Minor()), want, 0.002*want)
	shares := map[string]float64{}
	for _, x := range r.Sensitivity {
		shares[x.Code] = x.VarianceShare
	}
	near(t, "share of the percentage", shares["s"]/shares["b"], 0.045, 0.0005)
	for _, x := range r.Sensitivity {
		near(t, "Spearman of "+x.Code, x.Spearman, 1, 0.005)
	}
}

// Delays and durations move the finish and the followers, and cost escalation.
func TestDelays(t *testing.T) {
	m := escalated()
	year := of(Constant, "12")
	in := &Inputs{Risks: []Risk{{Code: "r", Phase: "p", Probability: dec("0.5"), DelayMonths: &year}}, Iterations: 20_000, Seed: 4}
	base, err := costmodel.Run(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	r := simulate(t, m, in)
	planned := base.Phases[1].Placed.Finish
	if r.Finish.P10 != planned {
		t.Errorf("P10 of the finish is %s, planned %s", r.Finish.P10, planned)
	}
	if days := schedule.DaysBetween(planned, r.Finish.P80); days != 366 { // 12 × 365.2425/12, rounded up
		t.Errorf("the delay is %d days", days)
	}
	late := *m
	late.Phases = slices.Clone(m.Phases)
	late.Phases[0].Finish, err = m.Phases[0].Finish.AddDays(366)
	if err != nil {
		t.Fatal(err)
	}
	moved, err := costmodel.Run(context.Background(), &late)
	if err != nil {
		t.Fatal(err)
	}
	cost := func(r *costmodel.Result) (sum float64) {
		for _, l := range r.Lines {
			for _, c := range l.Cells {
				if !l.Contingency {
					sum += float64(c.Base.Minor()) + float64(c.Escalation.Minor())
				}
			}
		}
		return sum
	}
	near(t, "cost in time", r.percentile(10), cost(base), 2)
	near(t, "cost when late", r.percentile(90), cost(moved), 1e-7*cost(moved))
	if len(r.Sensitivity) != 1 || r.Sensitivity[0].Kind != RiskRow || r.Sensitivity[0].VarianceShare != 1 {
		t.Errorf("sensitivity %+v", r.Sensitivity)
	}
	for _, y := range r.Years {
		for _, m := range moved.Years {
			if y.FiscalYear == m.FiscalYear && y.FiscalYear > 2031 {
				near(t, fmt.Sprint("P80 of ", y.FiscalYear), float64(y.P80.Minor()), float64(m.Need.Minor())-contingency(moved, y.FiscalYear), 0.002*float64(m.Need.Minor()))
			}
		}
	}
	half := 0.5
	for _, j := range r.Joint {
		if j.CostP == 90 && j.FinishP == 10 {
			near(t, "P(cost ≤ P90 and in time)", j.Probability, half, 0.02)
		}
	}
}

func contingency(r *costmodel.Result, year int) (sum float64) {
	for _, l := range r.Lines {
		for _, c := range l.Cells {
			if l.Contingency && c.Year == year {
				sum += float64(c.Base.Minor()) + float64(c.Escalation.Minor())
			}
		}
	}
	return sum
}

func TestTimeDependentLines(t *testing.T) {
	m := model(1)
	u := factor(of(Constant, "1"))
	u.TimeDependent = true
	in := &Inputs{Lines: map[string]Uncertainty{"l0": u}, Durations: map[string]Distribution{"p": of(Uniform, "1", "3")}, Iterations: 100_000, Seed: 9}
	r := simulate(t, m, in)
	near(t, "mean", float64(r.Mean.Minor())/1e8, 2, 0.01)
	near(t, "P90", r.percentile(90)/1e8, 2.8, 0.02)
}

// The caps pay what they can: the year of completion as costmodel has it.
func TestFinishUnderCaps(t *testing.T) {
	m := escalated()
	for year := 2026; year < 2040; year++ {
		m.Caps = append(m.Caps, funding.YearAmount{Year: year, Amount: money.FromMinor(20_000_000_000, money.EUR)})
	}
	m.Lines = m.Lines[:3]
	base, err := costmodel.Run(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	r := simulate(t, m, &Inputs{Lines: map[string]Uncertainty{"a": factor(of(Constant, "1"))}, Iterations: 500})
	if c := r.FinishUnderCaps; c == nil || c.P10 != base.Capped.CompletionYear || c.P80 != c.P10 || c.Unfinished != 0 {
		t.Errorf("under caps %+v, the model says %d", c, base.Capped.CompletionYear)
	}
	m.Caps = m.Caps[:3]
	if c := simulate(t, m, &Inputs{Iterations: 500}).FinishUnderCaps; c.Unfinished != 1 || c.P50 != 0 {
		t.Errorf("caps that end: %+v", c)
	}
}

// Groups of lines correlate by their matrix; what cannot be is refused with the
// nearest that can.
func TestGroups(t *testing.T) {
	in := &Inputs{Lines: map[string]Uncertainty{}, Iterations: 300_000, Seed: 21,
		Correlation: Correlation{
			Groups: []Group{{"g", []string{"l0", "l1"}}, {"h", []string{"l2"}}},
			Matrix: [][]decimal.Decimal{{dec("0.5"), dec("-0.4")}, {dec("-0.4"), dec("1")}}}}
	for i := range 4 {
		in.Lines[fmt.Sprintf("l%d", i)] = factor(of(Normal, "1", "0.1"))
	}
	r := simulate(t, model(4), in)
	sd := 0.1 * math.Sqrt(4+2*0.5-4*0.4)
	near(t, "sd", float64(r.SD.Minor())/1e8, sd, 0.005*sd)

	in.Correlation.Matrix = [][]decimal.Decimal{{dec("0.1"), dec("-0.9")}, {dec("-0.9"), dec("0.2")}}
	_, err := Simulate(context.Background(), model(4), in, Options{})
	if f, ok := errors.AsType[*fault.Error](err); !ok || f.Fields[0].Name != "correlation.matrix" || !strings.Contains(err.Error(), `["0.1", "-0.1413"]`) {
		t.Errorf("an impossible matrix gives %v", err)
	}
	in.Correlation.Matrix = [][]decimal.Decimal{{dec("0.1"), dec("-0.1413")}, {dec("-0.1413"), dec("0.2")}}
	simulate(t, model(4), in)
}
