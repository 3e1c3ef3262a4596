package risk

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/schedule"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func of(shape Shape, values ...string) Distribution {
	d := Distribution{Shape: shape}
	for _, v := range values {
		d.Values = append(d.Values, dec(v))
	}
	return d
}

// large is the model of the performance goal: lines with PERT factors, one
// correlation, discrete risks with triangular impacts.
func large(lines, risks int) (*costmodel.Model, *Inputs) {
	m := &costmodel.Model{Currency: money.EUR, PriceYear: 2025}
	in := &Inputs{Lines: map[string]Uncertainty{}, Correlation: Correlation{Rho: dec("0.3")}, Seed: 1}
	m.Phases = []costmodel.Phase{{Code: "p", Start: schedule.MustDate("2026-01-01"), Finish: schedule.MustDate("2035-12-31")}}
	for i := range lines {
		a, err := money.Round(decimal.NewFromInt(int64(1_000_000*(i+1))), money.EUR)
		if err != nil {
			panic(err)
		}
		code := fmt.Sprintf("l%d", i)
		m.Lines = append(m.Lines, costmodel.Line{Code: code, Phase: "p", Category: estimate.Construction, Amount: &a})
		in.Lines[code] = Uncertainty{Distribution: of(PERT, "0.8", "1", fmt.Sprintf("1.%02d", 20+i))}
	}
	for i := range risks {
		impact := of(Triangular, "1000000", "4000000", fmt.Sprint(9_000_000+100_000*i))
		in.Risks = append(in.Risks, Risk{Code: fmt.Sprintf("r%d", i), Phase: "p", Probability: dec("0.25"), Impact: &impact})
	}
	return m, in
}

func BenchmarkSimulate(b *testing.B) {
	for _, c := range []struct{ lines, risks, iterations int }{{60, 20, 10_000}, {60, 20, 1_000_000}, {30, 10, 1_000_000}, {60, 20, 2_000_000}} {
		b.Run(fmt.Sprintf("%d lines, %d risks, %d iterations", c.lines, c.risks, c.iterations), func(b *testing.B) {
			m, in := large(c.lines, c.risks)
			in.Iterations = c.iterations
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Simulate(context.Background(), m, in, Options{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)*float64(runtime.GOMAXPROCS(0))/float64(c.iterations*(c.lines+c.risks)), "ns-core/variate")
		})
	}
}

func BenchmarkNormals(b *testing.B) {
	var x [chunkSize]float64
	s := newStream(1, 2, "a")
	for b.Loop() {
		s.normals(x[:])
	}
}
