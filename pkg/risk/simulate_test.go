package risk

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/dist"
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

// Mean, spread and percentiles of one line are those of its distribution.
func TestOneLineHasItsDistribution(t *testing.T) {
	for _, d := range []Distribution{
		of(Uniform, "0.8", "1.3"), of(Triangular, "0.8", "1", "2.4"), of(PERT, "0.85", "1", "1.6"), of(PERT, "1", "1", "2"),
		of(Normal, "1", "0.1"), of(Normal, "1", "0.8"), of(Lognormal, "0.8", "1.5"),
		// the mode at an end, hardly any width, a deviation far above the mean
		of(Triangular, "1", "1", "2"), of(Triangular, "1", "2", "2"), of(PERT, "1", "2", "2"), of(Triangular, "0", "0", "1"),
		of(PERT, "0.999", "1", "1.001"), of(Lognormal, "0.999", "1.001"), of(Normal, "0.01", "100"), of(Normal, "0", "1"),
	} {
		const n = 400_000
		r := simulate(t, model(1), &Inputs{Lines: map[string]Uncertainty{"l0": factor(d)}, Iterations: n, Seed: 3})
		exact, err := d.distribution()
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("%s %v", d.Shape, d.Values)
		sd := math.Sqrt(exact.Variance())
		near(t, name+": mean", float64(r.Mean.Minor())/1e8, exact.Mean(), 4*sd/math.Sqrt(n))
		near(t, name+": sd", float64(r.SD.Minor())/1e8, sd, 0.01*sd)
		for _, p := range r.Percentiles {
			q := exact.Quantile(float64(p.P) / 100)
			slack := 2*(float64(p.High.Minor())-float64(p.Low.Minor()))/1e8 + 1e-4*sd
			near(t, fmt.Sprintf("%s: P%d", name, p.P), float64(p.Value.Minor())/1e8, q, slack)
		}
	}
}

func TestTriangularVector(t *testing.T) {
	m := model(1)
	a := money.FromMinor(100, money.EUR)
	m.Lines[0].Amount = &a
	u := Uncertainty{Distribution: of(Triangular, "8000000", "10000000", "24000000"), Amounts: true}
	r := simulate(t, m, &Inputs{Lines: map[string]Uncertainty{"l0": u}, Iterations: 1_000_000, Seed: 1})
	for p, want := range map[int]float64{10: 9.788854, 50: 13.416995, 80: 17.306720, 90: 19.267136} {
		near(t, fmt.Sprintf("P%d", p), r.percentile(p)/1e8, want, 0.02)
	}
	near(t, "mean", float64(r.Mean.Minor())/1e8, 14, 0.015)
	near(t, "variance", math.Pow(float64(r.SD.Minor())/1e8, 2), 12.666667, 0.06)
}

func TestNormalMeanAboveP80(t *testing.T) {
	r := simulate(t, model(1), &Inputs{Lines: map[string]Uncertainty{"l0": factor(of(Normal, "1", "0.1"))}, Iterations: 1_000_000, Seed: 5})
	near(t, "mean above P80", float64(r.MeanAboveP80.Minor())/1e8, 1+0.1*1.3998096, 0.0005)
}

// The sum of correlated normals is normal: var = Σσ² + 2ρΣσσ.
func TestSumOfCorrelatedNormals(t *testing.T) {
	const n = 10
	for _, rho := range []string{"0", "0.3", "0.9"} {
		in := &Inputs{Lines: map[string]Uncertainty{}, Correlation: Correlation{Rho: dec(rho)}, Iterations: 300_000, Seed: 7}
		for i := range n {
			in.Lines[fmt.Sprintf("l%d", i)] = factor(of(Normal, "1", "0.1"))
		}
		r := simulate(t, model(n), in)
		sd := 0.1 * math.Sqrt(n+n*(n-1)*float(dec(rho)))
		near(t, rho+": sd", float64(r.SD.Minor())/1e8, sd, 0.01*sd)
		near(t, rho+": P80", r.percentile(80)/1e8, n+sd*dist.NormalQuantile(0.8), 0.01*sd)
		for _, x := range r.Sensitivity {
			near(t, rho+": share of "+x.Code, x.VarianceShare, 1.0/n, 0.004)
		}
	}
}

// The mean of a sum of lognormals is the sum of their means, whatever ρ; with
// ρ = 0 the variances sum, too.
func TestSumOfLognormals(t *testing.T) {
	in := &Inputs{Lines: map[string]Uncertainty{}, Iterations: 400_000, Seed: 11}
	mean, variance := 0.0, 0.0
	for i := range 5 {
		d := of(Lognormal, "0.8", fmt.Sprintf("1.%d", 4+i))
		in.Lines[fmt.Sprintf("l%d", i)] = factor(d)
		exact, err := d.distribution()
		if err != nil {
			t.Fatal(err)
		}
		mean += exact.Mean()
		variance += exact.Variance()
	}
	r := simulate(t, model(5), in)
	near(t, "mean", float64(r.Mean.Minor())/1e8, mean, 4*math.Sqrt(variance/400_000))
	near(t, "sd", float64(r.SD.Minor())/1e8, math.Sqrt(variance), 0.01)
}

// A pair of copula inputs has the rank correlation (6/π)·asin(ρ/2). With one of
// them a thousand times the other, the total has the large one's ranks.
func TestSpearmanOfACopulaPair(t *testing.T) {
	const n = 500_000
	for _, rho := range []string{"0", "0.3", "0.6", "0.95"} {
		m := model(2)
		big := money.FromMinor(100_000_000_000_000, money.EUR)
		m.Lines[0].Amount = &big
		r := simulate(t, m, &Inputs{Lines: map[string]Uncertainty{"l0": factor(of(Uniform, "1", "2")), "l1": factor(of(Triangular, "1", "1", "3"))},
			Correlation: Correlation{Rho: dec(rho)}, Iterations: n, Seed: 13})
		got := map[string]float64{}
		for _, x := range r.Sensitivity {
			got[x.Code] = x.Spearman
		}
		near(t, rho+": of the large one", got["l0"], 1, 1e-4)
		near(t, rho+": of the other", got["l1"], 6/math.Pi*math.Asin(float(dec(rho))/2), 4/math.Sqrt(n)+5e-4)
	}
}

// A risk costs p times its mean impact on average, and ties are ranked by their middle.
func TestRiskAlone(t *testing.T) {
	impact := of(Triangular, "1000000", "4000000", "10000000")
	in := &Inputs{Risks: []Risk{{Code: "r", Phase: "p", Probability: dec("0.3"), Impact: &impact}}, Iterations: 400_000, Seed: 17}
	r := simulate(t, model(1), in)
	near(t, "mean", float64(r.Mean.Minor())/1e8, 1+0.3*5, 0.03)
	near(t, "P65", r.percentile(65)/1e8, 1, 0)
	near(t, "P75", r.percentile(75)/1e8, 1+3.121, 0.06) // the 1/6 quantile of the impact
	near(t, "Spearman", r.Sensitivity[0].Spearman, 1, 0.01)
	in.Risks[0].Probability = dec("1")
	near(t, "of a sure risk", float64(simulate(t, model(1), in).Mean.Minor())/1e8, 6, 0.02)
	in.Risks[0].Phase = ""
	near(t, "of a risk without a phase", float64(simulate(t, model(1), in).Mean.Minor())/1e8, 6, 0.02)
}

// With nothing uncertain the simulation is the deterministic estimate, exactly.
func TestOnePointModelIsTheEstimate(t *testing.T) {
	m := escalated()
	m.Lines = m.Lines[:3] // without contingency
	in := &Inputs{Lines: map[string]Uncertainty{"a": factor(of(PERT, "1", "1", "1")), "b": factor(of(Constant, "1"))},
		Durations:   map[string]Distribution{"p": of(Triangular, "1", "1", "1")},
		Correlation: Correlation{Rho: dec("0.4")}, Iterations: 3000}
	base, err := costmodel.Run(m)
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
	base, err := costmodel.Run(m)
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
	base, err := costmodel.Run(m)
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
	moved, err := costmodel.Run(&late)
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
	base, err := costmodel.Run(m)
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

// The same bytes on any number of cores, and in any order of the inputs.
func TestSameOnAnyNumberOfCores(t *testing.T) {
	m, in := large(12, 4)
	months := of(Uniform, "0", "9")
	in.Risks[1].DelayMonths = &months
	in.Durations = map[string]Distribution{"p": of(PERT, "0.9", "1", "1.5")}
	in.Iterations = 20_500
	want, err := Simulate(context.Background(), m, in, Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{2, 3, 16} {
		got, err := Simulate(context.Background(), m, in, Options{Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%d workers give another result", workers)
		}
	}
	reversed := *m
	reversed.Lines = slices.Clone(m.Lines)
	slices.Reverse(reversed.Lines)
	got, err := Simulate(context.Background(), &reversed, in, Options{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "P80 with the lines reversed", got.percentile(80), want.percentile(80), 1)
}

// Variance shares sum to 1, percentiles ascend and lie in their intervals, the
// joint chances are within both, over random models.
func TestProperties(t *testing.T) {
	for seed := range uint64(25) {
		rnd := rand.New(rand.NewPCG(seed, 9))
		m, in := large(1+rnd.IntN(8), rnd.IntN(5))
		in.Seed, in.Iterations = seed, 1+rnd.IntN(6000)
		in.Correlation.Rho = decimal.New(int64(rnd.IntN(99)), -2)
		if rnd.IntN(2) == 0 {
			in.Durations = map[string]Distribution{"p": of(Triangular, "0.7", "1", "1.8")}
		}
		r := simulate(t, m, in)
		sum := 0.0
		for _, x := range r.Sensitivity {
			sum += x.VarianceShare
			if !(math.Abs(x.Spearman) <= 1) {
				t.Errorf("seed %d: Spearman %v", seed, x.Spearman)
			}
		}
		if len(r.Sensitivity) > 0 && math.Abs(sum-1) > 1e-12 {
			t.Errorf("seed %d: the shares sum to %v", seed, sum)
		}
		for i, p := range r.Percentiles {
			if p.Low.Minor() > p.Value.Minor() || p.Value.Minor() > p.High.Minor() || (i > 0 && p.Value.Minor() < r.Percentiles[i-1].Value.Minor()) {
				t.Errorf("seed %d: P%d %s in %s … %s", seed, p.P, p.Value, p.Low, p.High)
			}
		}
		for i := range r.Curve[1:] {
			if r.Curve[i+1].P < r.Curve[i].P || r.Curve[len(r.Curve)-1].P != 1 {
				t.Errorf("seed %d: the curve falls", seed)
			}
		}
		for _, j := range r.Joint {
			if j.Probability > float64(j.CostP)/100+0.05+2/float64(in.Iterations) {
				t.Errorf("seed %d: P(cost ≤ P%d and finish) = %v", seed, j.CostP, j.Probability)
			}
		}
	}
}

// A percentile's interval holds the true one in 95 % of seeds.
func TestIntervalsCover(t *testing.T) {
	d := of(Lognormal, "0.8", "1.4")
	exact, err := d.distribution()
	if err != nil {
		t.Fatal(err)
	}
	const seeds = 400
	covered := map[int]int{}
	for seed := range uint64(seeds) {
		r := simulate(t, model(1), &Inputs{Lines: map[string]Uncertainty{"l0": factor(d)}, Iterations: 1500, Seed: seed})
		for _, p := range r.Percentiles {
			q := exact.Quantile(float64(p.P)/100) * 1e8
			if float64(p.Low.Minor()) <= q && q <= float64(p.High.Minor()) {
				covered[p.P]++
			}
		}
	}
	for _, p := range []int{5, 50, 80, 95} {
		if share := float64(covered[p]) / seeds; share < 0.92 || share > 0.99 {
			t.Errorf("the interval of P%d holds it in %.1f %% of seeds", p, 100*share)
		}
	}
}

func TestCancel(t *testing.T) {
	m, in := large(60, 20)
	in.Iterations = 50_000_000
	ctx, cancel := context.WithCancel(context.Background())
	started := make(chan bool, 1)
	done := make(chan error)
	go func() {
		_, err := Simulate(ctx, m, in, Options{Progress: func(int, int) {
			select {
			case started <- true:
			default:
			}
		}})
		done <- err
	}()
	<-started
	cancel()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("it goes on")
	}
}

func TestProgress(t *testing.T) {
	m, in := large(2, 0)
	in.Iterations = 5000
	most := make(chan int, 100)
	if _, err := Simulate(context.Background(), m, in, Options{Progress: func(done, total int) {
		if total != 5000 {
			t.Errorf("of %d", total)
		}
		most <- done
	}}); err != nil {
		t.Fatal(err)
	}
	close(most)
	last := 0
	for n := range most {
		last = max(last, n)
	}
	if last != 5000 {
		t.Errorf("told of %d iterations", last)
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

// Memory does not grow with the number of inputs times iterations.
func TestMemory(t *testing.T) {
	m, in := large(60, 20)
	in.Iterations = 300_000
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	simulate(t, m, in)
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 40<<20 {
		t.Errorf("%d MB were allocated for 300,000 iterations of 80 inputs", used>>20)
	}
}
