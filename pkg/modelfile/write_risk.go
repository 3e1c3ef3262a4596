package modelfile

import (
	"strconv"

	"github.com/shopspring/decimal"

	"korridor/pkg/risk"
)

func distributionTable(d *risk.Distribution) *table {
	t := &table{}
	t.text("distribution", string(d.Shape))
	for i, name := range d.Shape.Parameters() {
		t.put(name, d.Values[i].String())
	}
	return t
}

// writeRisk adds what only a simulation reads.
func writeRisk(t *table, in *risk.Inputs) {
	list(t, "risks", in.Risks, func(r *risk.Risk) any {
		t := &table{}
		t.text("code", r.Code)
		t.label("name", r.Name)
		t.text("phase", r.Phase)
		t.put("probability", r.Probability.String())
		if r.Impact != nil {
			t.put("impact", distributionTable(r.Impact))
		}
		if r.DelayMonths != nil {
			t.put("delay_months", distributionTable(r.DelayMonths))
		}
		return t
	})
	switch c := &in.Correlation; {
	case len(c.Groups) > 0:
		groups := &table{}
		list(groups, "groups", c.Groups, func(g *risk.Group) any {
			group := &table{}
			group.put("name", g.Name)
			group.put("lines", g.Lines)
			return group
		})
		list(groups, "matrix", c.Matrix, func(row *[]decimal.Decimal) any {
			texts := make([]string, len(*row))
			for i, v := range *row {
				texts[i] = v.String()
			}
			return texts
		})
		t.put("correlation", groups)
	case !c.Rho.IsZero():
		t.put("correlation", c.Rho.String())
	}
	if in.Iterations != 0 || in.Seed != 0 {
		s := &table{}
		if in.Iterations != 0 {
			s.put("iterations", in.Iterations)
		}
		s.put("seed", strconv.FormatUint(in.Seed, 10))
		t.put("simulation", s)
	}
}
