// Package risk says how sure a cost model's figures are: uncertainties of its
// lines, risks, and uncertain durations, simulated over the model.
package risk

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/text"
)

// Inputs are what a simulation adds to a cost model. Parts of the model are
// named by code.
type Inputs struct {
	Lines       map[string]Uncertainty  // by line
	Durations   map[string]Distribution // by phase: factors on its length
	Risks       []Risk
	Correlation Correlation
	Iterations  int    // 0: the default
	Seed        uint64 // 0 is a seed like any other
}

// Uncertainty is how a line's amount can come out.
type Uncertainty struct {
	Distribution
	Amounts       bool // the distribution is of amounts; otherwise of factors on the line's amount
	TimeDependent bool // the amount also scales with the phase's realised over its planned length
}

// Shape names a distribution.
type Shape string

// The distributions.
const (
	Constant   Shape = "constant"   // value
	Uniform    Shape = "uniform"    // low, high
	Triangular Shape = "triangular" // low, mode, high
	PERT       Shape = "pert"       // low, mode, high: beta-PERT
	Normal     Shape = "normal"     // mean, sd; cut off at 0
	Lognormal  Shape = "lognormal"  // p10, p90
)

// Shapes lists the distributions in the order in which forms offer them.
var Shapes = []Shape{Triangular, PERT, Uniform, Normal, Lognormal, Constant}

// Parameters returns the names of what a distribution of the shape takes, in
// order; nil for a shape that there is not.
func (s Shape) Parameters() []string { return parameters[s] }

var parameters = map[Shape][]string{
	Constant: {"value"}, Uniform: {"low", "high"}, Triangular: {"low", "mode", "high"}, PERT: {"low", "mode", "high"},
	Normal: {"mean", "sd"}, Lognormal: {"p10", "p90"},
}

// Distribution is a shape with the values of its Parameters, in their order.
type Distribution struct {
	Shape  Shape
	Values []decimal.Decimal
}

// Risk is one entry of the risk register: with Probability it happens, once.
type Risk struct {
	Code        string
	Name        text.Label
	Phase       string
	Probability decimal.Decimal
	Impact      *Distribution // on the cost, in the model's currency and base prices; nil: none
	DelayMonths *Distribution // of the phase's finish; nil: none
}

// Correlation is how the lines' uncertainties move together: one Rho, or groups
// of lines with a matrix.
type Correlation struct {
	Rho    decimal.Decimal // 0 ≤ ρ < 1
	Groups []Group
	Matrix [][]decimal.Decimal // Matrix[g][h]: of any line of g with any line of h
}

// Group is a set of lines that are correlated alike.
type Group struct {
	Name  string
	Lines []string
}

// Limits on a simulation.
const (
	MaxIterations     = 100_000_000
	DefaultIterations = 100_000
	MaxRisks          = 2000
	MaxGroups         = 50
)

// Check notes the distribution's problems, each at the parameter's field under
// the prefix: low ≤ mode ≤ high, sd ≥ 0, 0 < p10 ≤ p90, and what dist finds.
func (d *Distribution) Check(p *fault.Problems, prefix string) {
	var found fault.Problems
	d.check(&found)
	err := found.Err(unusable)
	if err == nil {
		_, err = d.distribution()
	}
	p.Merge(prefix, err)
}

// checkLength notes a problem with factors on a length that can only be nothing.
func (d *Distribution) checkLength(p *fault.Problems, prefix string) {
	names := d.Shape.Parameters()
	if d.Shape == Normal || len(names) == 0 || len(d.Values) != len(names) {
		return
	}
	last := len(names) - 1
	p.Check(!d.Values[last].IsZero(), prefix+names[last], fault.Say("not_positive", "must be above zero"))
}

func (d *Distribution) check(p *fault.Problems) {
	names := d.Shape.Parameters()
	if names == nil {
		p.Add("distribution", fault.Say("risk.shape", "there is no distribution {shape}", "shape", string(d.Shape)))
		return
	}
	if len(d.Values) != len(names) {
		p.Add("distribution", fault.Say("risk.parameters", "takes {count} parameters", "count", len(names)))
		return
	}
	ascending := func(i, j int) {
		p.Check(d.Values[i].LessThanOrEqual(d.Values[j]), names[i],
			fault.Say("risk.order", "{first} {a} is above {second} {b}", "first", names[i], "a", d.Values[i], "second", names[j], "b", d.Values[j]))
	}
	switch d.Shape {
	case Uniform:
		ascending(0, 1)
	case Triangular, PERT:
		ascending(0, 1)
		ascending(1, 2)
	case Lognormal:
		p.Check(d.Values[0].IsPositive(), "p10", fault.Say("not_positive", "must be above zero"))
		ascending(0, 1)
	case Normal:
		p.Check(!d.Values[1].IsNegative(), "sd", fault.Say("negative", "must not be negative"))
		p.Check(d.Values[0].IsPositive() || d.Values[1].IsPositive(), "mean", fault.Say("not_positive", "must be above zero"))
	}
	if d.Shape != Normal && d.Shape != Lognormal {
		p.Check(!d.Values[0].IsNegative(), names[0], fault.Say("negative", "must not be negative"))
	}
}
