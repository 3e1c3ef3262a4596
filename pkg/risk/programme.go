package risk

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
	"korridor/pkg/money"
)

// Part is one project of a programme: its cost model with its inputs, of which
// Iterations do not count, and its weight in the sum: how much of the programme's
// currency one unit of the model's is.
type Part struct {
	Code   string
	Model  *costmodel.Model
	Inputs *Inputs
	Rate   decimal.Decimal
}

// Coupling is how the projects of a programme are added up.
type Coupling struct {
	Currency   money.Currency
	Rho        decimal.Decimal // between the projects, 0 ≤ ρ < 1; see SimulateProgramme
	Iterations int             // 1 … MaxIterations
	Seed       uint64          // of the coupling; each part has its own
}

// Programme is what the sum of projects comes to.
type Programme struct {
	*Result     // of the sum; what is of lines, phases and caps stays empty
	Parts       []PartResult
	Independent Bound // with ρ = 0
	Dependent   Bound // with all projects on the same percentile at once
}

// PartResult is a project by itself and in the sum.
type PartResult struct {
	Code          string
	Refused       *fault.Error // why it is not in the sum, and has no result; nil: it is
	Own           *Result      // in the model's currency, as Simulate gives it
	Working       money.Amount // the others in the programme's currency
	P50, P80      money.Amount
	SD            money.Amount
	VarianceShare float64 // cov(part, sum)/var(sum): sums to 1; 0 where nothing varies
	Spearman      float64 // the rank correlation of the part with the sum
}

// Bound is the sum with the least or the greatest dependence.
type Bound struct {
	SD          money.Amount
	Percentiles []Percentile
	Curve       []CurvePoint
}

// DefaultProjectRho is the correlation between projects where nobody chose another
// one. It is assumed, as the correlation between the lines of a project mostly is:
// projects of one country share its prices, contractors and authorities, which makes
// them dear together, and have ground and land of their own, which does not.
var DefaultProjectRho = decimal.New(3, -1)

// MaxParts is how many projects are simulated together.
const MaxParts = 40

// SimulateProgramme simulates each part by itself, with its own streams, to the
// same bytes as Simulate, and couples whole iterations of the parts by the ranks of
// their totals: a Gaussian copula with one factor,
//
//	z_i = √ρ·Z + √(1−ρ)·ε_i
//
// in which the part with the r-th smallest of its z takes the iteration with its
// r-th smallest total. So ρ is the correlation between any two projects' totals
// where these are normal, their rank correlation is (6/π)·asin(ρ/2) whatever they
// are, and ρ means the same whether a project's own lines are correlated or not.
// What is known of a project by itself, its total and each of its years, stays as it
// is in every figure; and as a year's need comes with the total of its own
// iteration, the years of the sum are those of projects that are dear together. Two
// projects' needs of a year are correlated only through their totals.
//
// The other way, one run over all lines with a common factor above the projects'
// own, would leave the correlation of the totals to how much of each is made by its
// lines' common factor: none, where the lines are independent, and never all.
//
// Parts are added in the order of their codes, so that neither their order nor the
// number of cores changes the result, and the iterations of the first stand where
// they stood: one part alone is its own simulation exactly. Memory grows with the
// iterations by 8 bytes for each part and, twice, for each year.
// A part that Simulate refuses as Invalid is left out of the sum and says why; its
// fault is returned where no part is left. Faults: Invalid for a coupling that is
// none; the context's error.
func SimulateProgramme(ctx context.Context, parts []Part, c Coupling, o Options) (*Programme, error) {
	if err := c.check(parts); err != nil {
		return nil, err
	}
	order := make([]int, len(parts))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(parts[a].Code, parts[b].Code) })
	sum := newProgrammeSum(c, len(parts))
	results := make([]PartResult, len(parts))
	summed := order[:0:0]
	for done, i := range order {
		progress := o
		if o.Progress != nil {
			progress.Progress = func(n, of int) { o.Progress(done*of+n, len(parts)*of) }
		}
		s, err := simulatePart(ctx, &parts[i], c.Iterations, progress)
		if f, ok := errors.AsType[*fault.Error](err); ok && f.Kind == fault.Invalid {
			results[i] = PartResult{Code: parts[i].Code, Refused: f}
			continue
		}
		if err != nil {
			return nil, err
		}
		results[i] = sum.add(&parts[i], s)
		summed = append(summed, i)
	}
	if len(summed) == 0 {
		return nil, results[order[0]].Refused
	}
	return sum.result(results, summed), ctx.Err()
}

func (c *Coupling) check(parts []Part) error {
	var p fault.Problems
	checkRho(&p, "rho", c.Rho)
	p.Check(len(parts) > 0, "parts", fault.Say("required", "is required"))
	p.Check(len(parts) <= MaxParts, "parts", fault.Say("too_many", "holds {count}; at most {max} are kept", "count", len(parts), "max", MaxParts))
	p.Check(c.Iterations > 0 && c.Iterations <= MaxIterations, "iterations",
		fault.Say("risk.iterations", "must be between {min} and {max}", "min", 1, "max", MaxIterations))
	for i := range parts {
		p.Check(parts[i].Rate.IsPositive(), "parts", fault.Say("not_positive", "must be above zero"))
		p.Check(!slices.ContainsFunc(parts[:i], func(o Part) bool { return o.Code == parts[i].Code }), "parts",
			fault.Say("cost.code_twice", "{code} stands twice", "code", parts[i].Code))
	}
	return p.Err(unusable)
}

// simulatePart simulates a part and keeps what its years need in each iteration.
func simulatePart(ctx context.Context, part *Part, iterations int, o Options) (*simulation, error) {
	in := *part.Inputs
	in.Iterations = iterations
	p, err := compile(ctx, part.Model, &in)
	if err != nil {
		return nil, err
	}
	s := newSimulation(p, iterations)
	s.needs = make([]chunkNeeds, s.chunks())
	return s, s.run(ctx, o)
}
