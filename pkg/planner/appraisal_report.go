package planner

import (
	"strconv"

	"korridor/pkg/report"
)

// AppraisalReport is the flows of an appraisal by year, with their present values.
var AppraisalReport = report.Report{Name: "appraisal", Draws: report.WorkingEstimate, Columns: []report.Column{
	{Name: "project", Type: report.Code}, {Name: "year", Type: report.Integer}, {Name: "currency", Type: report.Code},
	{Name: "cost", Type: report.Money}, {Name: "benefit", Type: report.Money}, {Name: "net", Type: report.Money},
	{Name: "discount_factor", Type: report.Number}, {Name: "present_cost", Type: report.Money},
	{Name: "present_benefit", Type: report.Money}, {Name: "present_net", Type: report.Money}}}

// Write writes the flows as rows of AppraisalReport. Benefits that are not
// counted are left empty; nothing is written with an obstacle.
func (v *AppraisalView) Write(w report.Writer) error {
	if v.Result == nil {
		return nil
	}
	for _, f := range v.Result.Flows {
		row := report.Row{v.Project.Code, strconv.Itoa(f.Year), f.Cost.Currency().Code(), f.Cost.Plain(), "", "", f.Discount.String(), f.PVCost.Plain(), "", ""}
		if v.Counted() {
			row[4], row[5], row[8], row[9] = f.Benefit.Plain(), f.Net.Plain(), f.PVBenefit.Plain(), f.PVNet.Plain()
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	return nil
}
