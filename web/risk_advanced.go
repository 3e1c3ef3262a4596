package web

import (
	"html/template"
	"strconv"

	"korridor/pkg/risk"
	"korridor/web/chart"
)

// advancedView is what only some readers want to see of a simulation.
type advancedView struct {
	Rho     string
	Groups  []string
	Matrix  [][]string
	Drivers []driverRow
	Joint   template.HTML
	Seed    string
}

// driverRow is a row of the sensitivity.
type driverRow struct{ Name, Kind, Share, Rank string }

func (w *riskView) advanced() advancedView {
	l, c := w.l, &w.sim.Inputs.Correlation
	a := advancedView{Rho: l.Number(c.Rho), Seed: strconv.FormatUint(w.Simulated.Seed, 10)}
	for i, g := range c.Groups {
		a.Groups = append(a.Groups, g.Name)
		var row []string
		for _, v := range c.Matrix[i] {
			row = append(row, l.Number(v))
		}
		a.Matrix = append(a.Matrix, row)
	}
	a.Drivers = w.driverRows(w.Simulated, w.driver)
	a.Joint = w.jointChart().HTML()
	return a
}

// driverRows are the rows of the sensitivity, with the names of the inputs.
func (w *riskView) driverRows(r *risk.Result, name func(risk.Kind, string) string) (rows []driverRow) {
	kinds := map[risk.Kind]string{risk.LineRow: w.l.T("chart.line"), risk.DurationRow: w.l.T("chart.duration"), risk.RiskRow: w.l.T("chart.risk")}
	for _, s := range r.Sensitivity {
		rows = append(rows, driverRow{name(s.Kind, s.Code), kinds[s.Kind], w.chance(s.VarianceShare), w.correlation(s.Spearman)})
	}
	return rows
}

// jointChart draws the chance that cost and finish are both within their limits.
func (w *riskView) jointChart() chart.JointMap {
	l := w.l
	f := chart.JointMap{Frame: w.frame("joint", l.T("risk.joint"), l.T("risk.joint_desc")), Percent: w.rounded,
		Cost: l.T("risk.joint_cost"), Finish: l.T("risk.joint_finish"), Both: l.T("risk.joint_both")}
	for _, j := range w.Simulated.Joint {
		if n := len(f.Costs); n == 0 || f.Costs[n-1].P != j.CostP {
			f.Costs = append(f.Costs, chart.Level{P: j.CostP, Name: l.Short(j.Cost)})
		}
		if len(f.Costs) == 1 {
			f.Finishes = append(f.Finishes, chart.Level{P: j.FinishP, Name: l.Date(j.Finish)})
		}
		f.Shares = append(f.Shares, j.Probability)
	}
	return f
}
