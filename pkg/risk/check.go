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
	return p.Err(unusable)
}

func (in *Inputs) checkLines(p *fault.Problems, m *costmodel.Model) {
	for i := range m.Lines {
		if u, ok := in.Lines[m.Lines[i].Code]; ok {
			u.Check(p, fmt.Sprintf("lines[%d].uncertainty.", i))
		}
	}
	for i := range m.Phases {
		if d, ok := in.Durations[m.Phases[i].Code]; ok {
			at := fmt.Sprintf("phases[%d].duration.", i)
			d.Check(p, at)
			d.checkLength(p, at)
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
		checkProbability(p, at+"probability", record.Known(x.Probability))
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
	checkRho(p, "correlation", c.Rho)
	lines, taken := map[string]bool{}, map[string]bool{}
	for i := range m.Lines {
		lines[m.Lines[i].Code] = true
	}
	names := map[string]bool{}
	for i, g := range c.Groups {
		p.Check(!names[g.Name], fmt.Sprintf("correlation.groups[%d].name", i), nameTwice(g.Name))
		names[g.Name] = true
		at := fmt.Sprintf("correlation.groups[%d].lines", i)
		for _, code := range g.Lines {
			p.Check(lines[code], at, fault.Say("cost.no_line", "there is no line {line}", "line", code))
			p.Check(!taken[code], at, fault.Say("risk.group_twice", "line {line} is in two groups", "line", code))
			taken[code] = true
		}
	}
	c.checkMatrix(p, "correlation.", func(row int) string { return fmt.Sprintf("correlation.matrix[%d]", row) })
}

func checkRho(p *fault.Problems, field string, rho decimal.Decimal) {
	p.Check(!rho.IsNegative() && rho.LessThan(decimal.NewFromInt(1)), field, fault.Say("risk.rho", "must be at least 0 and below 1"))
}

func nameTwice(name string) fault.Message {
	return fault.Say("risk_settings.name_twice", "two groups are called {name}", "name", name)
}

// checkMatrix checks that there are not too many groups, and that the matrix is
// symmetric, of their size, and holds numbers from −1 to 1, of a group with
// itself from 0.
func (c *Correlation) checkMatrix(p *fault.Problems, prefix string, rowField func(row int) string) {
	p.Check(len(c.Groups) <= MaxGroups, prefix+"groups",
		fault.Say("too_many", "holds {count}; at most {max} are kept", "count", len(c.Groups), "max", MaxGroups))
	size := fault.Say("risk.matrix_size", "must have {count} rows of {count} numbers, one for each group", "count", len(c.Groups))
	p.Check(len(c.Matrix) == len(c.Groups), prefix+"matrix", size)
	for g, row := range c.Matrix {
		at := rowField(g)
		if len(row) != len(c.Groups) || len(c.Matrix) != len(c.Groups) {
			p.Add(at, size)
			continue
		}
		for h, v := range row {
			p.Check(v.Abs().LessThanOrEqual(decimal.NewFromInt(1)), at, fault.Say("risk.correlation_range", "{value} is not between −1 and 1", "value", v))
			p.Check(g != h || !v.IsNegative(), at, fault.Say("risk.matrix_diagonal", "row {row}, column {row}: the lines of one group cannot all move against each other", "row", g+1))
			p.Check(len(c.Matrix[h]) != len(row) || v.Equal(c.Matrix[h][g]), at,
				fault.Say("risk.matrix_symmetric", "is not symmetric: row {row}, column {column} differs from row {column}, column {row}", "row", g+1, "column", h+1))
		}
	}
}
