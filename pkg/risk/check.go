package risk

import (
	"fmt"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
	"korridor/pkg/record"
)

// Check returns an Invalid fault with every problem of the inputs beside the
// model, each at its place in a model file ("lines[0].uncertainty.low"), or nil.
func (in *Inputs) Check(m *costmodel.Model) error {
	var p fault.Problems
	in.checkLines(&p, m)
	in.checkRisks(&p, m)
	in.Correlation.check(&p, m)
	p.Check(in.Iterations >= 0 && in.Iterations <= MaxIterations, "simulation.iterations",
		fault.Say("risk.iterations", "must be between {min} and {max}", "min", 1, "max", MaxIterations))
	return p.Err(fault.Say("risk.invalid", "the simulation cannot be made"))
}

func (in *Inputs) checkLines(p *fault.Problems, m *costmodel.Model) {
	for i := range m.Lines {
		if u, ok := in.Lines[m.Lines[i].Code]; ok {
			u.Check(p, fmt.Sprintf("lines[%d].uncertainty.", i))
		}
	}
	for i := range m.Phases {
		if d, ok := in.Durations[m.Phases[i].Code]; ok {
			d.Check(p, fmt.Sprintf("phases[%d].duration.", i))
		}
	}
}

func (in *Inputs) checkRisks(p *fault.Problems, m *costmodel.Model) {
	p.Check(len(in.Risks) <= MaxRisks, "risks", fault.Say("too_many", "holds {count}; at most {max} are kept", "count", len(in.Risks), "max", MaxRisks))
	phases := map[string]bool{}
	for i := range m.Phases {
		phases[m.Phases[i].Code] = true
	}
	seen := map[string]bool{}
	for i := range in.Risks {
		x, at := &in.Risks[i], fmt.Sprintf("risks[%d].", i)
		p.Check(!seen[x.Code], at+"code", fault.Say("cost.code_twice", "{code} stands twice", "code", x.Code))
		seen[x.Code] = true
		record.CheckNumber(p, at+"probability", x.Probability)
		p.Check(!x.Probability.IsNegative() && x.Probability.LessThanOrEqual(decimal.NewFromInt(1)), at+"probability",
			fault.Say("risk.probability", "must be between 0 and 1"))
		p.Check(x.Phase != "" || x.DelayMonths == nil, at+"phase", fault.Say("risk.delay_phase", "is required: a delay is of a phase"))
		p.Check(x.Phase == "" || phases[x.Phase], at+"phase", fault.Say("cost.no_phase", "there is no phase {phase}", "phase", x.Phase))
		if x.Impact != nil {
			x.Impact.Check(p, at+"impact.")
		}
		if x.DelayMonths != nil {
			x.DelayMonths.Check(p, at+"delay_months.")
		}
	}
}

// check checks what can be read off the correlation; whether a matrix is
// positive definite is found when it is used.
func (c *Correlation) check(p *fault.Problems, m *costmodel.Model) {
	one := decimal.NewFromInt(1)
	p.Check(!c.Rho.IsNegative() && c.Rho.LessThan(one), "correlation", fault.Say("risk.rho", "must be at least 0 and below 1"))
	p.Check(len(c.Groups) <= MaxGroups, "correlation.groups",
		fault.Say("too_many", "holds {count}; at most {max} are kept", "count", len(c.Groups), "max", MaxGroups))
	lines, taken := map[string]bool{}, map[string]bool{}
	for i := range m.Lines {
		lines[m.Lines[i].Code] = true
	}
	for i, g := range c.Groups {
		at := fmt.Sprintf("correlation.groups[%d].lines", i)
		for _, code := range g.Lines {
			p.Check(lines[code], at, fault.Say("cost.no_line", "there is no line {line}", "line", code))
			p.Check(!taken[code], at, fault.Say("risk.group_twice", "line {line} is in two groups", "line", code))
			taken[code] = true
		}
	}
	p.Check(len(c.Matrix) == len(c.Groups), "correlation.matrix",
		fault.Say("risk.matrix_size", "must have {count} rows of {count} numbers, one for each group", "count", len(c.Groups)))
	for g, row := range c.Matrix {
		at := fmt.Sprintf("correlation.matrix[%d]", g)
		if len(row) != len(c.Groups) || len(c.Matrix) != len(c.Groups) {
			p.Add(at, fault.Say("risk.matrix_size", "must have {count} rows of {count} numbers, one for each group", "count", len(c.Groups)))
			continue
		}
		for h, v := range row {
			p.Check(v.Abs().LessThanOrEqual(one), at, fault.Say("risk.correlation_range", "{value} is not between −1 and 1", "value", v))
			p.Check(len(c.Matrix[h]) != len(row) || v.Equal(c.Matrix[h][g]), at,
				fault.Say("risk.matrix_symmetric", "is not symmetric: row {row}, column {column} differs from row {column}, column {row}", "row", g+1, "column", h+1))
		}
	}
}
