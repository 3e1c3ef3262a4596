package risk

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
)

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
