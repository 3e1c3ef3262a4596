package appraisal

import (
	"math/big"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
)

func TestIRR(t *testing.T) {
	for _, c := range []struct {
		name, flows string
		answer      Answer
		rates       string
	}{
		{"published", "-100 39 59 55 20", OneReturn, "0.28094842115996070000"},
		{"exact", "-100 110", OneReturn, "0.1"},
		{"two", "-100 230 -132", SeveralReturns, "0.1 0.2"},
		{"three", "-1000 6000 -11000 6000", SeveralReturns, "0 1 2"},
		{"two changes of sign, no rate", "-100 200 -150", NoReturn, ""},
		{"touching zero", "-1 4 -4", OneReturn, "1"},
		{"touching and crossing", "-1 5 -8 4", SeveralReturns, "0 1"}, // -(1-x)(1-2x)²
		{"costs alone", "-1 -2", NoReturn, ""},
		{"the largest rate", "-1 11", OneReturn, "10"},
		{"beyond the largest", "-1 11.1", NoReturn, ""},
		{"the smallest rate is not taken", "-100 1", NoReturn, ""},
		{"near it", "-99 1", OneReturn, "-0.98989898989898989899"},
		{"late", "0 0 -100 110 0", OneReturn, "0.1"},
		{"one flow", "5", NoReturn, ""},
		{"close together", "-1000000 2200001 -1210001.1", SeveralReturns, "0.1 0.100001"},
	} {
		r, err := IRR(flows(c.flows))
		want := flows(c.rates)
		ok := err == nil && r.Answer == c.answer && len(r.Rates) == len(want)
		for i := range want {
			ok = ok && r.Rates[i].Sub(want[i]).Abs().LessThan(dec("0.0000000001"))
		}
		if !ok {
			t.Errorf("%s: %v, %v, want %s %s", c.name, r, err, c.answer, c.rates)
		}
	}
}

func TestIRRRefuses(t *testing.T) {
	for _, f := range [][]decimal.Decimal{nil, flows("0 0 0"), make([]decimal.Decimal, MaxYears+2)} {
		if r, err := IRR(f); !fault.Is(err, fault.Invalid) {
			t.Errorf("%d flows: %v, %v", len(f), r, err)
		}
	}
}

// At every rate found the net present value is next to zero; where it has
// different signs at two rates of a grid, a rate was found between them.
func TestIRRMissesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	grid := flows("-0.9 -0.5 -0.2 -0.1 -0.05 0 0.02 0.05 0.08 0.1 0.15 0.2 0.3 0.5 0.8 1 1.5 2 3 5 8 10")
	for range 150 {
		f := make([]decimal.Decimal, 2+r.IntN(12))
		for i := range f {
			f[i] = decimal.New(r.Int64N(2001)-1000, -int32(r.IntN(3)))
		}
		found, err := IRR(f)
		if err != nil {
			continue // all zero
		}
		for _, rate := range found.Rates {
			if rate.LessThan(dec("-0.9")) {
				continue // a flow of year 13 counts 10^26 times there
			}
			if v := NPV(f, Constant(rate)).Abs(); v.GreaterThan(dec("0.01")) {
				t.Fatalf("%v: the value at %s is %s", f, rate, v)
			}
		}
		for i := range grid[1:] {
			a, b := NPV(f, Constant(grid[i])).Sign(), NPV(f, Constant(grid[i+1])).Sign()
			between := 0
			for _, rate := range found.Rates {
				if rate.GreaterThanOrEqual(grid[i]) && rate.LessThanOrEqual(grid[i+1]) {
					between++
				}
			}
			if a*b < 0 && between%2 == 0 {
				t.Fatalf("%v: %d rates between %s and %s among %v", f, between, grid[i], grid[i+1], found.Rates)
			}
		}
	}
}

// Polynomials with known roots, some of them multiple: each is found once.
func TestIsolateKnownRoots(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 100 {
		p := poly{big.NewInt(1)}
		roots := map[string]bool{}
		for range 1 + r.IntN(6) {
			num, den := r.Int64N(20), 1+r.Int64N(20)
			for range 1 + r.IntN(3) {
				next := make(poly, len(p)+1)
				for i := range next {
					next[i] = new(big.Int)
					if i < len(p) {
						next[i].Sub(next[i], new(big.Int).Mul(p[i], big.NewInt(num)))
					}
					if i > 0 {
						next[i].Add(next[i], new(big.Int).Mul(p[i-1], big.NewInt(den)))
					}
				}
				p = next
			}
			if num < den {
				roots[big.NewRat(num, den).FloatString(20)] = true
			}
		}
		got := isolate(squareFree(p))
		if len(got) != len(roots) {
			t.Fatalf("%v: %v, want %v", p, got, roots)
		}
		for _, g := range got {
			if !roots[g.FloatString(20)] {
				t.Fatalf("%v: %s is not among %v", p, g.FloatString(20), roots)
			}
		}
	}
}

// Long flows that change their sign every year take a moment, not minutes.
func TestIRROfLongFlows(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	f := make([]decimal.Decimal, 301)
	for i := range f {
		f[i] = decimal.New(r.Int64N(2e12)-1e12, -2)
	}
	began := time.Now()
	found, err := IRR(f)
	if took := time.Since(began); err != nil || took > time.Minute {
		t.Errorf("%v, %v in %v", found, err, took)
	} else {
		t.Logf("%d rates in %v", len(found.Rates), took)
	}
}

// What is called simple has no multiple root; most polynomials without one are.
func TestSimple(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	sure := 0
	for range 200 {
		p := make(poly, 2+r.IntN(6))
		for i := range p {
			p[i] = big.NewInt(r.Int64N(7) - 3)
		}
		if p = p.trim(); len(p) < 2 {
			continue
		}
		a, b := p, p.derivative()
		for len(b) > 0 {
			_, rest := a.divide(b)
			a, b = b, rest.primitive()
		}
		if p.simple() {
			sure++
			if len(a) > 1 {
				t.Fatalf("%v has a multiple root", p)
			}
		} else if len(a) == 1 {
			t.Errorf("%v has no multiple root", p)
		}
	}
	if sure < 100 {
		t.Errorf("%d are simple", sure)
	}
}
