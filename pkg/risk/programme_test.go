package risk

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/dist"
	"korridor/pkg/money"
	"korridor/pkg/schedule"
)

// normalPart is a project of one line of 1,000,000.00 × Normal(1, sd).
func normalPart(code, sd string, seed uint64) Part {
	return Part{Code: code, Model: model(1), Rate: decimal.NewFromInt(1), Inputs: &Inputs{Seed: seed, Lines: map[string]Uncertainty{"l0": factor(of(Normal, "1", sd))}}}
}

func programme(t testing.TB, parts []Part, rho string, iterations int) *Programme {
	t.Helper()
	r, err := SimulateProgramme(context.Background(), parts, Coupling{Currency: money.EUR, Rho: dec(rho), Iterations: iterations, Seed: 3}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The sum of normal projects is normal with var = Σσ² + 2ρΣσσ, whatever correlates
// the lines of each; the bounds are ρ = 0 and Σσ, and the shares of the variance
// those of σᵢ² + ρσᵢΣσⱼ.
func TestSumOfNormalProjects(t *testing.T) {
	const n = 200_000
	sds := []float64{0.1, 0.2, 0.15}
	parts := []Part{normalPart("a", "0.1", 1), normalPart("b", "0.2", 1), normalPart("c", "0.15", 9)}
	for _, rho := range []float64{0, 0.3, 0.8} {
		variance := func(rho float64) float64 {
			v := 0.0
			for i, s := range sds {
				v += s * s
				for _, other := range sds[:i] {
					v += 2 * rho * s * other
				}
			}
			return v
		}
		r := programme(t, parts, fmt.Sprint(rho), n)
		sd := math.Sqrt(variance(rho))
		name := fmt.Sprintf("ρ = %v: ", rho)
		near(t, name+"mean", float64(r.Mean.Minor())/1e8, 3, 4*sd/math.Sqrt(n))
		near(t, name+"sd", float64(r.SD.Minor())/1e8, sd, 0.01*sd)
		near(t, name+"P80", r.percentile(80)/1e8, 3+sd*dist.NormalQuantile(0.8), 0.01*sd)
		near(t, name+"independent sd", float64(r.Independent.SD.Minor())/1e8, math.Sqrt(variance(0)), 0.005)
		near(t, name+"dependent sd", float64(r.Dependent.SD.Minor())/1e8, 0.45, 0.005)
		shares := 0.0
		for i, s := range sds {
			near(t, name+"share of "+parts[i].Code, r.Parts[i].VarianceShare, (s*s+rho*s*(0.45-s))/variance(rho), 0.01)
			near(t, name+"P80 of "+parts[i].Code, float64(r.Parts[i].P80.Minor())/1e8, 1+s*dist.NormalQuantile(0.8), 0.01*s)
			shares += r.Parts[i].VarianceShare
		}
		near(t, name+"shares", shares, 1, 1e-12)
	}
}

// The ranks of two projects' totals are correlated by (6/π)·asin(ρ/2), whatever
// their distributions are and whatever makes them uncertain.
func TestProjectsAreCoupledByRank(t *testing.T) {
	const n = 100_000
	skew := normalPart("b", "0.1", 1)
	skew.Model, skew.Inputs = model(5), &Inputs{Seed: 1, Lines: map[string]Uncertainty{"l0": factor(of(Lognormal, "0.5", "2")), "l3": factor(of(Uniform, "0.5", "3"))}}
	parts := []Part{normalPart("a", "0.1", 1), skew}
	c := Coupling{Currency: money.EUR, Rho: dec("0.6"), Iterations: n, Seed: 1}
	sum := newProgrammeSum(c, 2)
	for i := range parts {
		s, err := simulatePart(context.Background(), &parts[i], n, Options{})
		if err != nil {
			t.Fatal(err)
		}
		sum.add(&parts[i], s)
	}
	near(t, "rank correlation", correlation(ranksOf(sum.parts[0]), ranksOf(sum.parts[1])), 6/math.Pi*math.Asin(0.3), 4/math.Sqrt(n))
}

// movingPart is a project whose dates move and whose money is secured in part.
func movingPart(code string) Part {
	m := escalated()
	secured := money.FromMinor(300_000_000, money.EUR)
	m.Sources = []costmodel.Source{{Name: "budget"}}
	for year := 2026; year <= 2031; year++ {
		m.Allocations = append(m.Allocations, costmodel.Allocation{FiscalYear: year, Source: "budget", Approved: &secured})
	}
	late, dear := of(Uniform, "0", "18"), of(Triangular, "0", "1000000", "90000000")
	in := &Inputs{Seed: 5, Correlation: Correlation{Rho: dec("0.4")}, Durations: map[string]Distribution{"p": of(Triangular, "0.9", "1", "1.6")},
		Lines: map[string]Uncertainty{"a": factor(of(PERT, "0.8", "1", "2")), "b": factor(of(Lognormal, "0.8", "1.4"))},
		Risks: []Risk{{Code: "r", Phase: "q", Probability: dec("0.3"), Impact: &dear, DelayMonths: &late}}}
	return Part{Code: code, Model: m, Inputs: in, Rate: decimal.NewFromInt(1)}
}

// One project alone is its own simulation exactly, and each project in a sum stays
// what it is by itself.
func TestOneProjectAloneIsItself(t *testing.T) {
	const n = 5000
	part := movingPart("a")
	in := *part.Inputs
	in.Iterations = n
	own := simulate(t, part.Model, &in)
	alone := programme(t, []Part{part}, "0.5", n)
	if !reflect.DeepEqual(alone.Parts[0].Own, own) {
		t.Error("the project by itself differs")
	}
	want := *own
	want.Finish, want.FinishUnderCaps, want.Joint, want.Sensitivity, want.Warnings, want.Seed = nil, nil, nil, nil, nil, 3
	if !reflect.DeepEqual(alone.Result, &want) {
		t.Errorf("the sum of one is\n%+v, want\n%+v", alone.Result, &want)
	}
	if p := alone.Parts[0]; p.VarianceShare != 1 || p.Spearman != 1 || !reflect.DeepEqual(alone.Dependent.Percentiles, own.Percentiles) {
		t.Errorf("%+v", p)
	}
	both := programme(t, []Part{part, normalPart("b", "0.3", 1)}, "0.5", n)
	if !reflect.DeepEqual(both.Parts[0].Own, own) {
		t.Error("the project beside another one differs")
	}
}

// Neither the order of the projects nor the number of cores changes the sum.
func TestProgrammeIsTheSameOnAnyCores(t *testing.T) {
	parts := []Part{movingPart("b"), normalPart("c", "0.3", 1), movingPart("a")}
	parts[2].Model.Phases[0].Start = schedule.MustDate("2024-05-01")
	parts[2].Rate = dec("0.5")
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	var first *Programme
	for _, cores := range []int{1, 2, 5} {
		runtime.GOMAXPROCS(cores)
		r := programme(t, parts, "0.3", 3000)
		if first == nil {
			first = r
		}
		if !reflect.DeepEqual(r, first) {
			t.Errorf("differs on %d cores", cores)
		}
	}
	turned := programme(t, []Part{parts[1], parts[2], parts[0]}, "0.3", 3000)
	if !reflect.DeepEqual(turned.Result, first.Result) || !reflect.DeepEqual(turned.Parts[0], first.Parts[1]) || !reflect.DeepEqual(turned.Independent, first.Independent) {
		t.Error("another order of the projects gives another sum")
	}
}

// P10 ≤ P50 ≤ P80 of the sum and of every year; percentiles above the middle grow
// with ρ between the bounds, of which the upper one is the sum of the projects'
// own; the mean stays.
func TestProgrammeGrowsWithRho(t *testing.T) {
	parts := []Part{movingPart("a"), movingPart("b"), movingPart("c")}
	parts[1].Inputs.Seed, parts[2].Inputs.Seed = 6, 7
	var last *Programme
	for _, rho := range []string{"0", "0.3", "0.6", "0.9"} {
		r := programme(t, parts, rho, 20_000)
		for _, y := range r.Years {
			if y.P10.Minor() > y.P50.Minor() || y.P50.Minor() > y.P80.Minor() {
				t.Errorf("ρ = %s: %+v", rho, y)
			}
		}
		at := func(p int) float64 { return r.percentile(p) }
		if at(10) > at(50) || at(50) > at(80) {
			t.Errorf("ρ = %s: %v", rho, r.Percentiles)
		}
		if rho == "0" && !reflect.DeepEqual(r.Percentiles, r.Independent.Percentiles) {
			t.Error("ρ = 0 is not the independent sum")
		}
		sum := 0.0
		for _, p := range r.Parts {
			sum += float64(p.P80.Minor())
		}
		near(t, "P80 of the dependent sum", float64(r.Dependent.Percentiles[15].Value.Minor()), sum, 2)
		if at(80) > sum || last != nil && (at(80) <= last.percentile(80) || at(95) <= last.percentile(95)) {
			t.Errorf("ρ = %s: P80 %v, P95 %v", rho, at(80), at(95))
		}
		if last != nil {
			near(t, "mean", float64(r.Mean.Minor()), float64(last.Mean.Minor()), 2)
		}
		last = r
	}
}

// A year's need and its money are those of all projects together: where every year
// goes with its project's total, the sum of two equal projects on one percentile
// needs twice what one does, and its money is enough as often.
func TestYearsOfAProgramme(t *testing.T) {
	part := normalPart("a", "0.3", 1)
	part.Model.Phases[0].Finish = schedule.MustDate("2027-12-31")
	secured := money.FromMinor(55_000_000, money.EUR)
	part.Model.Sources = []costmodel.Source{{Name: "budget"}}
	part.Model.Allocations = []costmodel.Allocation{{FiscalYear: 2026, Source: "budget", Approved: &secured}}
	twin := part
	twin.Code = "b"
	alone := programme(t, []Part{part}, "0", 20_000)
	both := programme(t, []Part{part, twin}, "0.999999999", 20_000)
	for i, y := range both.Years {
		own := alone.Years[i]
		near(t, fmt.Sprintf("P80 of %d", y.FiscalYear), float64(y.P80.Minor()), 2*float64(own.P80.Minor()), 0.002*float64(y.P80.Minor()))
		near(t, fmt.Sprintf("chance of %d", y.FiscalYear), *y.Within, *own.Within, 0.001)
		if y.Secured.Minor() != 2*own.Secured.Minor() {
			t.Errorf("%d: secured %s", y.FiscalYear, y.Secured)
		}
	}
	half := part
	half.Rate = dec("0.5")
	converted := programme(t, []Part{half}, "0", 20_000)
	near(t, "P80 at half the rate", converted.percentile(80), alone.percentile(80)/2, 1)
	near(t, "working at half the rate", float64(converted.Working.Minor()), float64(alone.Working.Minor())/2, 1)
}

// Where money of one project has no exchange rate, nobody knows what the programme's
// is enough for in that year, nor in all.
func TestProgrammeWithMoneyWithoutARate(t *testing.T) {
	part := movingPart("b")
	lek := money.FromMinor(5000, money.ALL)
	part.Model.Allocations = append(part.Model.Allocations, costmodel.Allocation{FiscalYear: 2028, Source: "budget", Disbursed: &lek})
	part.Model.Allocations[2].Source = "other"
	part.Model.Sources = append(part.Model.Sources, costmodel.Source{Name: "other"})
	r := programme(t, []Part{movingPart("a"), part}, "0.3", 1000)
	if r.Secured != nil || r.WithinSecured != nil || !reflect.DeepEqual(r.Uncounted, []int{2028}) {
		t.Errorf("%v, %v", r.Secured, r.Uncounted)
	}
	for _, y := range r.Years {
		if (y.Within == nil) != (y.FiscalYear == 2028) {
			t.Errorf("%+v", y)
		}
	}
}

// A project that cannot be simulated is left out and says why; a coupling that is
// none is refused.
func TestProgrammeLeavesOut(t *testing.T) {
	bad := normalPart("bad", "0.1", 1)
	bad.Inputs.Lines["l0"] = factor(of(Uniform, "2", "1"))
	good := normalPart("good", "0.1", 1)
	r := programme(t, []Part{bad, good}, "0.3", 500)
	if r.Parts[0].Refused == nil || r.Parts[0].Own != nil || r.Parts[1].Refused != nil || !r.Working.Equal(r.Parts[1].Working) {
		t.Errorf("%+v", r.Parts)
	}
	for name, c := range map[string]Coupling{"ρ of 1": {Rho: dec("1"), Iterations: 10}, "negative ρ": {Rho: dec("-0.1"), Iterations: 10}, "no iterations": {}} {
		if _, err := SimulateProgramme(context.Background(), []Part{good}, c, Options{}); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	for name, parts := range map[string][]Part{"none": nil, "one twice": {good, good}, "only one that cannot": {bad}, "no rate": {{Code: "x", Model: good.Model, Inputs: good.Inputs}}} {
		if _, err := SimulateProgramme(context.Background(), parts, Coupling{Currency: money.EUR, Iterations: 10}, Options{}); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := SimulateProgramme(ctx, []Part{good}, Coupling{Currency: money.EUR, Iterations: 10}, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

func BenchmarkSimulateProgramme(b *testing.B) {
	parts := []Part{movingPart("a"), movingPart("b"), movingPart("c")}
	b.ReportAllocs()
	for b.Loop() {
		programme(b, parts, "0.3", 10_000)
	}
}
