package dist

import (
	"math"
	"slices"
	"testing"

	"korridor/pkg/fault"
)

// must takes what a constructor returns, which is no fault.
func must(t testing.TB) func(Distribution, error) Distribution {
	return func(d Distribution, err error) Distribution {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
}

func near(got, want, bound float64) bool { return math.Abs(got-want) <= bound }

// samples are distributions of every kind, with skewed and bare ones.
func samples(t testing.TB) map[string]Distribution {
	t.Helper()
	list := map[string]Distribution{}
	add := func(name string) func(Distribution, error) {
		return func(d Distribution, err error) { list[name] = must(t)(d, err) }
	}
	add("constant")(NewConstant(3))
	add("uniform")(NewUniform(-2, 5))
	add("triangular")(NewTriangular(8, 10, 24))
	add("triangular, falling")(NewTriangular(1, 1, 2))
	add("triangular, rising")(NewTriangular(1, 2, 2))
	add("pert")(NewPERT(0.85, 1, 1.6))
	add("pert, falling")(NewPERT(2, 2, 3))
	add("pert, rising")(NewPERT(2, 3, 3))
	add("normal")(NewNormal(10, 2))
	add("normal, cut")(NewNormal(1, 1))
	add("normal, half")(NewNormal(0, 1))
	add("lognormal")(NewLognormal(0.8, 1.5))
	add("bernoulli")(NewBernoulli(0.25))
	return list
}

func TestPublishedVectors(t *testing.T) {
	triangle := must(t)(NewTriangular(8, 10, 24))
	if !near(triangle.Mean(), 14, 1e-14) || !near(triangle.Variance(), 12.666667, 5e-7) {
		t.Errorf("triangular 8/10/24 has mean %g and variance %g", triangle.Mean(), triangle.Variance())
	}
	for p, want := range map[float64]float64{0.1: 9.788854, 0.5: 13.416995, 0.8: 17.306720, 0.9: 19.267136, 0: 8, 1: 24} {
		if got := triangle.Quantile(p); !near(got, want, 6e-7) {
			t.Errorf("triangular 8/10/24 has P%g = %.7f, want %f", 100*p, got, want)
		}
	}
	if mean, sd := PERTApproximation(45, 51, 63); mean != 52 || sd != 3 {
		t.Errorf("classic PERT takes %g and %g from 45/51/63", mean, sd)
	}
	// A normal distribution far above zero is the whole one.
	normal := must(t)(NewNormal(100, 5))
	if !near(normal.Mean(), 100, 1e-12) || !near(normal.Variance(), 25, 1e-12) || !near(normal.Quantile(0.9), 100+5*1.2815515655446004, 1e-12) {
		t.Errorf("normal 100/5 has mean %g, variance %g, P90 %g", normal.Mean(), normal.Variance(), normal.Quantile(0.9))
	}
	// Half a normal distribution: √(2/π), 1 − 2/π, and its median Φ⁻¹(3/4).
	half := must(t)(NewNormal(0, 1))
	if !near(half.Mean(), math.Sqrt(2/math.Pi), 1e-15) || !near(half.Variance(), 1-2/math.Pi, 1e-15) || !near(half.Quantile(0.5), 0.67448975019608171, 1e-15) {
		t.Errorf("half a normal has mean %g, variance %g, median %g", half.Mean(), half.Variance(), half.Quantile(0.5))
	}
	lognormal := must(t)(NewLognormal(0.8, 1.5))
	if !near(lognormal.Quantile(0.1), 0.8, 1e-15) || !near(lognormal.Quantile(0.9), 1.5, 1e-15) || !near(lognormal.Quantile(0.5), math.Sqrt(1.2), 1e-15) {
		t.Errorf("lognormal 0.8/1.5 has P10 %g, P90 %g, median %g", lognormal.Quantile(0.1), lognormal.Quantile(0.9), lognormal.Quantile(0.5))
	}
	// α = 2.2, β = 3.8 (fifty-digit arithmetic).
	pert := must(t)(NewPERT(0, 3, 10))
	if !near(pert.Mean(), 22.0/6, 1e-14) || !near(pert.Variance(), 100*2.2*3.8/(36*7), 1e-14) || !near(BetaCDF(pert.Quantile(0.8)/10, 2.2, 3.8), 0.8, 1e-15) {
		t.Errorf("pert 0/3/10 has mean %g, variance %g, P80 %g", pert.Mean(), pert.Variance(), pert.Quantile(0.8))
	}
	bernoulli := must(t)(NewBernoulli(0.25))
	if bernoulli.Quantile(0.75) != 0 || bernoulli.Quantile(0.750001) != 1 || bernoulli.Quantile(1) != 1 || bernoulli.Quantile(0) != 0 {
		t.Error("bernoulli 0.25 is 1 in the upper quarter")
	}
	for _, p := range []float64{0, 1} {
		if b := must(t)(NewBernoulli(p)); b.Quantile(0.5) != p || b.Variance() != 0 {
			t.Errorf("bernoulli %g is not sure", p)
		}
	}
}

// The mean and the variance are those of the quantiles over all probabilities.
func TestMomentsAreThoseOfTheQuantiles(t *testing.T) {
	const n = 200_000
	for name, d := range samples(t) {
		var sum, squares float64
		for i := range n {
			x := d.Quantile((float64(i) + 0.5) / n)
			sum += x
			squares += x * x
		}
		mean := sum / n
		variance := squares/n - mean*mean
		if !near(mean, d.Mean(), 1e-4*max(d.Mean(), 1)) || !near(variance, d.Variance(), 1e-3*max(d.Variance(), 0.1)) {
			t.Errorf("%s: mean %g, variance %g; the quantiles have %g and %g", name, d.Mean(), d.Variance(), mean, variance)
		}
	}
}

// A higher probability never has a lower quantile; probabilities outside are
// taken as the nearest, and the median lies between the ends.
func TestQuantilesRise(t *testing.T) {
	for name, d := range samples(t) {
		last := d.Quantile(0)
		for i := 1; i <= 10_000; i++ {
			x := d.Quantile(float64(i) / 10_000)
			if !(x >= last-1e-14*math.Abs(last)) {
				t.Fatalf("%s: %.17g follows %.17g", name, x, last)
			}
			last = x
		}
		if d.Quantile(-1) != d.Quantile(0) || d.Quantile(2) != d.Quantile(1) {
			t.Errorf("%s: outside of [0, 1] the ends hold", name)
		}
	}
}

func TestConstructorsRefuse(t *testing.T) {
	build := func(d Distribution, err error) error {
		if (d == nil) == (err == nil) {
			t.Errorf("%v and %v", d, err)
		}
		return err
	}
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		err  error
		want []string
	}{
		{build(NewConstant(nan)), []string{"value dist.size"}},
		{build(NewUniform(2, 1)), []string{"high dist.order"}},
		{build(NewUniform(-inf, inf)), []string{"low dist.size", "high dist.size"}},
		{build(NewTriangular(2, 1, 3)), []string{"mode dist.order"}},
		{build(NewTriangular(1, 3, 2)), []string{"high dist.order"}},
		{build(NewTriangular(3, 2, 1)), []string{"mode dist.order", "high dist.order"}},
		{build(NewPERT(1, nan, 2)), []string{"mode dist.size"}},
		{build(NewPERT(1, 0, 1)), []string{"mode dist.order"}},
		{build(NewNormal(-1, -1)), []string{"mean negative", "sd negative"}},
		{build(NewNormal(1e19, 1)), []string{"mean dist.size"}},
		{build(NewLognormal(0, -1)), []string{"p10 not_positive"}},
		{build(NewLognormal(2, 1)), []string{"p90 dist.order"}},
		{build(NewLognormal(1, 2e6)), []string{"p90 dist.ratio"}},
		{build(NewLognormal(nan, inf)), []string{"p10 dist.size", "p90 dist.size"}},
		{build(NewBernoulli(1.1)), []string{"probability dist.probability"}},
		{build(NewBernoulli(nan)), []string{"probability dist.probability"}},
	} {
		var got []string
		if e, ok := c.err.(*fault.Error); ok {
			for _, f := range e.Fields {
				got = append(got, f.Name+" "+f.Message.Key)
			}
		}
		if !slices.Equal(got, c.want) || !fault.Is(c.err, fault.Invalid) {
			t.Errorf("%v, want %v", got, c.want)
		}
	}
}

// Equal bounds are a known value.
func TestEqualBoundsAreAConstant(t *testing.T) {
	for _, d := range []Distribution{
		must(t)(NewUniform(2, 2)), must(t)(NewTriangular(2, 2, 2)), must(t)(NewPERT(2, 2, 2)),
		must(t)(NewNormal(2, 0)), must(t)(NewLognormal(2, 2)), must(t)(NewConstant(2)),
	} {
		if d != Distribution(constant(2)) || d.Mean() != 2 || d.Variance() != 0 || d.Quantile(0.3) != 2 {
			t.Errorf("%v is not the constant 2", d)
		}
	}
}

// Whatever bounds are accepted, the quantiles stay between them, rise, and the
// moments are numbers.
func FuzzThreePoints(f *testing.F) {
	f.Add(8.0, 10.0, 24.0, 0.5, 0.6)
	f.Add(0.0, 0.0, 1e18, 1e-300, 1.0)
	f.Add(-1e18, 1e18, 1e18, 0.999999999, 1.0)
	f.Add(0.0, 0.0, 5e-324, 0.1, 0.2)
	f.Add(1.0, 1.0, 1.0000000000000002, 0.1, 0.9)
	f.Fuzz(func(t *testing.T, low, mode, high, p, q float64) {
		if !(p >= 0 && p <= q && q <= 1) {
			return
		}
		for _, build := range []func(a, m, b float64) (Distribution, error){NewTriangular, NewPERT} {
			d, err := build(low, mode, high)
			if err != nil {
				continue
			}
			x, y := d.Quantile(p), d.Quantile(q)
			if !(x >= low && y <= high && x-y <= 1e-13*(high-low)+1e-15*max(math.Abs(low), math.Abs(high))) {
				t.Fatalf("%T %g/%g/%g: quantiles %g at %g, %g at %g", d, low, mode, high, x, p, y, q)
			}
			if m := d.Mean(); !(m >= low && m <= high && d.Variance() >= 0 && !math.IsInf(d.Variance(), 0)) {
				t.Fatalf("%T %g/%g/%g: mean %g, variance %g", d, low, mode, high, m, d.Variance())
			}
		}
	})
}

func BenchmarkPERTQuantile(b *testing.B) {
	d := must(b)(NewPERT(0.85, 1, 1.6))
	for i := 0; b.Loop(); i++ {
		d.Quantile(float64(i%1000) / 1000)
	}
}
