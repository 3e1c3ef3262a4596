package risk

import (
	"fmt"
	"math"
	"testing"

	"korridor/pkg/dist"
	"korridor/pkg/money"
)

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
