package risk

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"korridor/pkg/dist"
)

// The normal numbers have the normal distribution: Kolmogorov and Smirnov's
// distance of a million of them, and their first four moments.
func TestNormalsAreNormal(t *testing.T) {
	const n = 1_000_000
	x := make([]float64, n)
	s := newStream(42, 0, "test")
	s.normals(x)
	var m1, m2, m3, m4 float64
	for _, v := range x {
		m1 += v
		m2 += v * v
		m3 += v * v * v
		m4 += v * v * v * v
	}
	near(t, "mean", m1/n, 0, 4/math.Sqrt(n))
	near(t, "variance", m2/n, 1, 4*math.Sqrt(2.0/n))
	near(t, "third moment", m3/n, 0, 4*math.Sqrt(15.0/n))
	near(t, "fourth moment", m4/n, 3, 4*math.Sqrt(96.0/n))
	slices.Sort(x)
	distance := 0.0
	for i, v := range x {
		distance = max(distance, math.Abs(dist.NormalCDF(v)-(float64(i)+0.5)/n))
	}
	if limit := 1.95 / math.Sqrt(n); distance > limit { // the 0.1 % point
		t.Errorf("distance %v above %v", distance, limit)
	}
	for _, z := range []float64{3, 3.7, 4.2} { // the tail begins at 3.65
		beyond := float64(n - sortedBelow(x, z) + sortedBelow(x, -z))
		want := 2 * n * dist.NormalCDF(-z)
		near(t, fmt.Sprintf("beyond %v", z), beyond, want, 4*math.Sqrt(want)+1)
	}
}

func sortedBelow(x []float64, z float64) int {
	i, _ := slices.BinarySearch(x, z)
	return i
}

// Streams of neighbouring keys are not correlated.
func TestStreamsAreIndependent(t *testing.T) {
	const n = 200_000
	keys := []stream{newStream(1, 0, "a"), newStream(1, 1, "a"), newStream(2, 0, "a"), newStream(1, 0, "b"), newStream(1, 0, "aa")}
	drawn := make([][]float64, len(keys))
	for i, s := range keys {
		drawn[i] = make([]float64, n)
		s.normals(drawn[i])
	}
	for i := range drawn {
		for j := range i {
			_, cross := products(drawn[i], drawn[j])
			near(t, fmt.Sprintf("correlation of %d and %d", i, j), cross/n, 0, 4/math.Sqrt(n))
		}
	}
	again := newStream(1, 0, "a")
	if again != keys[0] && again.next() == 0 {
		t.Error("a key gives two streams")
	}
}

func TestUniformsLieInside(t *testing.T) {
	s := stream(0)
	sum := 0.0
	for range 100_000 {
		u := s.uniform()
		if !(u > 0 && u < 1) {
			t.Fatal(u)
		}
		sum += u
	}
	near(t, "mean", sum/100_000, 0.5, 0.004)
}

// The error of the tables, between the nodes, for z from −6 to 6.
func TestTableError(t *testing.T) {
	for _, d := range []Distribution{
		of(Uniform, "0.5", "2"), of(Triangular, "0.5", "1", "2"), of(Triangular, "1", "1", "2"), of(Triangular, "0", "2", "2"),
		of(PERT, "0.85", "1", "1.6"), of(PERT, "1", "1", "2"), of(PERT, "0", "2", "2"), of(PERT, "0.9", "1", "5"),
		of(Normal, "1", "0.2"), of(Normal, "1", "1"), of(Lognormal, "0.5", "2"), of(Lognormal, "0.3", "3"),
	} {
		table, err := newTable(&d)
		if err != nil {
			t.Fatal(err)
		}
		exact, err := d.distribution()
		if err != nil {
			t.Fatal(err)
		}
		width := exact.Quantile(0.99) - exact.Quantile(0.01)
		worst := 0.0
		for z := -4.0; z <= 4; z += 0.0037 {
			worst = max(worst, math.Abs(table.at(z)-exact.Quantile(dist.NormalCDF(z)))/width)
		}
		if worst > 5e-5 {
			t.Errorf("%s %v: an error of %.2g of the distance from P1 to P99", d.Shape, d.Values, worst)
		}
	}
}

func TestTablesAscend(t *testing.T) {
	for _, d := range []Distribution{of(PERT, "0.85", "1", "1.6"), of(PERT, "1", "1", "100"), of(Triangular, "0", "0", "1"), of(Normal, "0.1", "1")} {
		table, err := newTable(&d)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.IsSorted(table.y[:]) {
			t.Errorf("the table of %s %v falls", d.Shape, d.Values)
		}
	}
}

// A higher probability only adds occurrences of a risk.
func TestRisksHappenMoreOften(t *testing.T) {
	for u := 0.0005; u < 1; u += 0.001 {
		before := false
		for p := 0.0; p <= 1; p += 0.05 {
			r := riskInput{probability: p}
			v, ok := r.happens(u)
			if before && !ok {
				t.Fatalf("at %v the risk happens with a lower probability than %v and not with that", u, p)
			}
			if ok && !(v >= 0 && v < 1) {
				t.Fatalf("the way it happens is %v", v)
			}
			before = ok
		}
	}
}

func TestSelectRanks(t *testing.T) {
	s := newStream(8, 0, "select")
	for _, n := range []int{1, 2, 17, 5000} {
		x := make([]float64, n)
		s.normals(x)
		if n > 10 {
			copy(x[3:7], x[:4]) // ties
		}
		sorted := slices.Sorted(slices.Values(x))
		ranks := []int{0, n / 10, n / 2, n - 1, n - 1}
		for rank, got := range selectRanks(x, ranks) {
			if got != sorted[rank] {
				t.Errorf("of %d the value of rank %d is %v, want %v", n, rank, got, sorted[rank])
			}
		}
	}
}

// Histograms tell quantiles within 0.05 %, also when merged.
func TestHistogram(t *testing.T) {
	var a, b, whole histogram
	var values []float64
	s := newStream(3, 0, "h")
	for i := range 20_000 {
		v := math.Exp(12 + 3*s.uniform())
		values = append(values, v)
		whole.add(v)
		if i%3 == 0 {
			a.add(v)
		} else {
			b.add(v)
		}
	}
	a.merge(&b)
	slices.Sort(values)
	for _, p := range []float64{0, 0.1, 0.5, 0.8, 1} {
		want := values[int(p*float64(len(values)-1))]
		near(t, fmt.Sprint("quantile ", p), whole.quantile(p, len(values)), want, want/2048)
		if a.quantile(p, len(values)) != whole.quantile(p, len(values)) {
			t.Errorf("merged, the quantile %v differs", p)
		}
	}
	if q := whole.quantile(0.3, 40_000); q != 0 {
		t.Errorf("with half of them nothing, P30 is %v", q)
	}
}
