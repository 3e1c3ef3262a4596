package planner

import (
	"korridor/pkg/evm"
	"korridor/pkg/money"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
)

// ProgressReport is the S-curve of a project and of each of its phases, which
// are named by their code.
var ProgressReport = report.Report{Name: "progress", Draws: report.WorkingEstimate, Columns: []report.Column{
	{Name: "project", Type: report.Code}, {Name: "phase", Type: report.Code}, {Name: "date", Type: report.Date}, {Name: "currency", Type: report.Code},
	{Name: "planned_value", Type: report.Money}, {Name: "earned_value", Type: report.Money}, {Name: "actual_cost", Type: report.Money}}}

// Write writes the S-curves as rows of ProgressReport: first that of the whole
// project. What nobody recorded is left empty; nothing is written with an
// obstacle.
func (v *ProgressView) Write(w report.Writer) error {
	if v.Curve == nil {
		return nil
	}
	if err := v.writeCurve(w, "", v.Curve, v.Measures); err != nil {
		return err
	}
	for i := range v.Phases {
		if err := v.writeCurve(w, v.Phases[i].Code, v.Phases[i].Curve, v.Phases[i].Measures); err != nil {
			return err
		}
	}
	return nil
}

func (v *ProgressView) writeCurve(w report.Writer, phase string, c *evm.Curve, measures []EarnedMeasure) error {
	cell := func(a *money.Amount, recorded bool) string {
		if a == nil || !recorded {
			return ""
		}
		return a.Plain()
	}
	for _, p := range c.Points {
		err := w.Write(report.Row{v.Project.Code, phase, schedule.DateOf(p.Day).String(), c.State.BAC.Currency().Code(), p.PV.Plain(),
			cell(p.EV, known(measures, "ev") != nil), cell(p.AC, known(measures, "ac") != nil)})
		if err != nil {
			return err
		}
	}
	return nil
}
