package planner

import (
	"context"
	"slices"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
)

// By says how long the periods of the cash flow are.
type By string

// The lengths of periods.
const (
	ByYear    By = "" // fiscal years
	ByQuarter By = "quarter"
	ByMonth   By = "month"
)

// ParseBy returns the length of periods of the name, "" and "year" being years,
// or an Invalid fault.
func ParseBy(name string) (By, error) {
	if name == "year" {
		return ByYear, nil
	}
	if by := By(name); slices.Contains([]By{ByYear, ByQuarter, ByMonth}, by) {
		return by, nil
	}
	return ByYear, fault.New(fault.Invalid, fault.Say("report.by", "{by} is not a period of the cash flow: they are year, quarter and month", "by", name))
}

func (q ReportQuery) check() error {
	if q.By != ByYear && q.Report.Name != report.CashFlow.Name {
		return fault.New(fault.Invalid, fault.Say("report.by_other", "only the report {report} is divided by {by}", "report", report.CashFlow.Name, "by", string(q.By)))
	}
	return nil
}

// periods returns the periods of a year.
func (b By) periods(year int) []schedule.Period {
	whole := schedule.Period{Year: year}
	if b == ByQuarter {
		return schedule.Quarters(whole.First(), whole.Last())
	}
	return schedule.Months(whole.First(), whole.Last())
}

// cashFlow is the cost model of the working estimate year by year against its
// money, or by quarter or month without. The first row holds the sum of all.
func (run *reportRun) cashFlow(ctx context.Context, parts *reportParts, p *project.Project, emit func(reportLine) error) error {
	m, sums, err := run.summed(ctx, parts, p)
	if err != nil || m == nil {
		return err
	}
	return cashFlowRows(p.Code, m.result, run.q.By, func(cells report.Row) error {
		line := reportLine{cells: cells, sums: sums, vat: &m.estimate.VAT}
		sums = nil
		return emit(line)
	})
}

// cashFlowRows are the rows of the cash flow of a project's result.
func cashFlowRows(project string, r *costmodel.Result, by By, emit func(report.Row) error) error {
	row := func(period string, of costmodel.Sums, money ...string) error {
		need, err := of.Need()
		if err != nil {
			return err
		}
		cells := make(report.Row, len(report.CashFlow.Columns))
		copy(cells, report.Row{project, period, r.Model.Currency.Code(), of.Base.Plain(), of.Contingency.Plain(), of.Escalation.Plain(), need.Plain()})
		copy(cells[7:], money)
		return emit(cells)
	}
	if by == ByYear {
		for i := range r.Years {
			y := &r.Years[i]
			if err := row(schedule.Period{Year: y.FiscalYear}.String(), y.Sums, plain(y.Requested), plain(y.Approved), plain(y.Committed), plain(y.Disbursed),
				plain(y.KnownSecured()), plain(y.KnownGap()), plain(y.KnownCumulativeGap())); err != nil {
				return err
			}
		}
		return nil
	}
	periods, err := r.Periods(by.periods)
	if err != nil {
		return err
	}
	for i := range periods {
		if err := row(periods[i].String(), periods[i].Sums); err != nil {
			return err
		}
	}
	return nil
}

// WriteCashFlow writes what the view shows, with what is tried out, as rows of
// the cash flow report. Fault: Problem.
func (v *CostView) WriteCashFlow(w report.Writer, by By) error {
	if err := v.Problem(); err != nil {
		return err
	}
	return cashFlowRows(v.Project.Code, v.Result, by, w.Write)
}

// budget is the cost model of the working estimate by phase and category, its
// rows summing to the model's total; a headline figure is one row without
// either. Where no model can be made the estimate stands as it is, unescalated.
func (run *reportRun) budget(ctx context.Context, parts *reportParts, p *project.Project, emit func(reportLine) error) error {
	m, sums, err := run.summed(ctx, parts, p)
	if err != nil {
		return err
	}
	if m == nil {
		return run.unescalated(parts, p, emit)
	}
	type place struct {
		phase    record.ID
		category estimate.Category
	}
	places := map[string]place{}
	for i := range m.lines {
		places[m.lines[i].Code] = place{m.lines[i].Phase, m.lines[i].Category}
	}
	groups, err := costmodel.GroupBy(m.result, func(l *costmodel.Line) place { return places[l.Code] })
	if err != nil {
		return err
	}
	for i := range groups {
		g := &groups[i]
		if err := emitBudget(p, parts.codes[g.Key.phase], g.Key.category, g.Sums, &m.estimate.VAT, sums, emit); err != nil {
			return err
		}
		sums = nil
	}
	return nil
}

// unescalated is the budget of an estimate for which no model can be made.
func (run *reportRun) unescalated(parts *reportParts, p *project.Project, emit func(reportLine) error) error {
	w, err := parts.working(p)
	if err != nil || w == nil || w.Total == nil {
		return err
	}
	total, err := w.total()
	if err != nil {
		return err
	}
	zero := money.Zero(w.Estimate.Currency)
	rollUp := []estimate.Part{{Sum: estimate.Sum{Base: *w.Total, Contingency: zero}}}
	if len(w.Lines) > 0 {
		if rollUp, err = estimate.RollUp(w.Costed); err != nil {
			return err
		}
	}
	sums := []reportSum{total}
	for _, part := range rollUp {
		of := costmodel.Sums{Base: part.Base, Contingency: part.Contingency, Escalation: zero}
		if err := emitBudget(p, parts.codes[part.Phase], part.Category, of, &w.VAT, sums, emit); err != nil {
			return err
		}
		sums = nil
	}
	return nil
}

func emitBudget(p *project.Project, phase string, c estimate.Category, of costmodel.Sums, vat *estimate.VAT, sums []reportSum, emit func(reportLine) error) error {
	total, err := of.Need()
	if err != nil {
		return err
	}
	return emit(reportLine{sums: sums, vat: vat, cells: report.Row{p.Code, phase, string(c), of.Base.Currency().Code(),
		of.Base.Plain(), of.Contingency.Plain(), of.Escalation.Plain(), total.Plain()}})
}
