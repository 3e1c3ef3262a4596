package dist

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Expected values come from fifty-digit arithmetic (mpmath).
func TestBetaCDF(t *testing.T) {
	for _, c := range []struct{ a, b, x, want float64 }{
		{2, 3, 0.3, 0.3483}, {1, 1, 0.7, 0.7}, {10, 10, 0.5, 0.5}, {1e-06, 1e-06, 0.5, 0.5},
		{0.5, 0.5, 0.1, 0.20483276469913346}, {5, 1, 0.99, 0.95099004989999996}, {1, 5, 0.001, 0.0049900099950010001},
		{2.6, 3.4, 0.45, 0.54622506305255032}, {1.5, 4.5, 0.9, 0.99992161566517993}, {0.01, 2, 0.2, 0.99190671891036526},
		{100, 50, 0.7, 0.80544816622775349}, {1000, 1000, 0.51, 0.81444734056848855}, {1000, 0.5, 0.999, 0.15724727426672383},
		{3, 1000, 0.002, 0.32440725872168862},
		{2, 3, 0, 0}, {2, 3, -1, 0}, {2, 3, 1, 1}, {2, 3, 2, 1},
	} {
		bound := 1e-14
		if max(c.a, c.b) > 10 {
			bound = 1e-12
		}
		if got := BetaCDF(c.x, c.a, c.b); !(math.Abs(got-c.want) <= bound) {
			t.Errorf("I_%g(%g, %g) = %.17g, want %.17g", c.x, c.a, c.b, got, c.want)
		}
	}
	if !math.IsNaN(BetaCDF(math.NaN(), 2, 3)) {
		t.Error("nothing is known of what is no number")
	}
}

// I_x(a, b) = 1 − I_{1−x}(b, a), and I_x(a, 1) = x^a.
func TestBetaCDFIdentities(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20_000 {
		a, b, x := math.Exp(6*r.Float64()-3), math.Exp(6*r.Float64()-3), float64(1+r.IntN(1023))/1024
		if d := BetaCDF(x, a, b) + BetaCDF(1-x, b, a) - 1; math.Abs(d) > 1e-13 {
			t.Fatalf("I_%g(%g, %g) and its mirror miss 1 by %g", x, a, b, d)
		}
		if d := BetaCDF(x, a, 1) - math.Pow(x, a); math.Abs(d) > 1e-13 {
			t.Fatalf("I_%g(%g, 1) misses x^a by %g", x, a, d)
		}
	}
}

func TestNormal(t *testing.T) {
	for _, c := range []struct{ z, p, bound float64 }{
		{0, 0.5, 0}, {1, 0.84134474606854295, 1e-15}, {-1, 0.15865525393145705, 1e-15}, {3, 0.99865010196836991, 1e-15},
		{-3, 0.0013498980316300945, 1e-14}, {6, 0.99999999901341235, 1e-15}, {-8, 6.2209605742717841e-16, 1e-14},
		{-20, 2.7536241186062337e-89, 1e-12}, {-37, 5.7255712225245768e-300, 1e-12},
	} {
		if got := NormalCDF(c.z); !(math.Abs(got-c.p) <= c.bound*c.p) {
			t.Errorf("Φ(%g) = %.17g, want %.17g", c.z, got, c.p)
		}
	}
	for p, want := range map[float64]float64{
		1e-300: -37.047096299361199, 1e-100: -21.273453560965324, 1e-20: -9.2623400897984076, 1e-10: -6.3613409024040562,
		0.001: -3.0902323061678135, 0.025: -1.9599639845400542, 0.1: -1.2815515655446004, 0.3: -0.52440051270804082, 0.5: 0,
		0.8: 0.84162123357291436, 0.9: 1.2815515655446006, 0.975: 1.9599639845400539, 0.999: 3.0902323061678133,
		0: math.Inf(-1), 1: math.Inf(1),
	} {
		if got := NormalQuantile(p); got != want && !(math.Abs(got-want) <= 2e-15*math.Abs(want)) {
			t.Errorf("Φ⁻¹(%g) = %.17g, want %.17g", p, got, want)
		}
	}
	for _, p := range []float64{-0.1, 1.1, math.NaN(), math.Inf(1)} {
		if got := NormalQuantile(p); !math.IsNaN(got) {
			t.Errorf("Φ⁻¹(%g) = %g", p, got)
		}
	}
}

// The quantile is the inverse of the probability, and the mean above the
// eightieth percentile is 1.3998096 deviations above the mean.
func TestNormalInverse(t *testing.T) {
	for z := -8.0; z <= 5; z += 1.0 / 64 {
		if got := NormalQuantile(NormalCDF(z)); math.Abs(got-z) > 2e-10 {
			t.Errorf("Φ⁻¹(Φ(%g)) = %.17g", z, got)
		}
	}
	if got := normalDensity(NormalQuantile(0.8)) / 0.2; math.Abs(got-1.3998096) > 5e-8 {
		t.Errorf("the mean above P80 is %.9f deviations above the mean", got)
	}
}
