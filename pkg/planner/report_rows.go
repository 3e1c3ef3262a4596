package planner

import (
	"context"
	"strconv"
	"strings"

	"korridor/pkg/estimate"
	"korridor/pkg/project"
	"korridor/pkg/report"
)

func (run *reportRun) estimates(_ context.Context, parts *reportParts, p *project.Project, emit func(reportLine) error) error {
	for i := range parts.estimates[p.ID] {
		e := &parts.estimates[p.ID][i]
		cells := report.Row{p.Code, e.Code, e.Title.In(run.language), string(e.Kind), e.AsOf.String(), e.Scope.In(run.language),
			year(e.PriceYear), e.Currency.Code(), plain(e.Total), strconv.FormatBool(p.Working.Estimate == e.ID), e.Claimant.In(run.language),
			"", "", "", "", string(parts.trail.basisOf(e.ID, "as_of"))}
		if c := parts.trail.Chosen(e.ID, "total"); c != nil {
			document, _ := parts.trail.Document(c.Document)
			copy(cells[11:], []string{string(c.Basis), document.Title.In(run.language), c.Quote, string(c.Confidence)})
		}
		line := reportLine{cells: cells, vat: &e.VAT}
		if e.Total != nil {
			costed, err := parts.costed(e)
			if err != nil {
				return err
			}
			sum, err := costed.total()
			if err != nil {
				return err
			}
			line.sums = []reportSum{sum}
		}
		if err := emit(line); err != nil {
			return err
		}
	}
	return nil
}

func (run *reportRun) costLines(_ context.Context, parts *reportParts, p *project.Project, emit func(reportLine) error) error {
	for i := range parts.estimates[p.ID] {
		e := &parts.estimates[p.ID][i]
		lines := parts.lines[e.ID]
		amounts, err := estimate.Amounts(e.Currency, lines)
		if err != nil {
			return err
		}
		for j := range lines {
			l := &lines[j]
			quantity, unit := number(l.Quantity), l.Unit
			if l.IsPercent() {
				quantity, unit = number(l.Percent), PercentUnit(l)
			}
			basis := parts.trail.Basis(l)
			sum := newSum(e.Code, amounts[j], basis == project.Assumed)
			if l.Balance {
				sum.balance = amounts[j]
			}
			if err := emit(reportLine{sums: []reportSum{sum}, vat: &e.VAT, cells: report.Row{
				p.Code, e.Code, l.Code, l.Name.In(run.language), string(l.Category), parts.codes[l.Phase], parts.codes[l.Structure],
				string(l.Country), quantity, unit, rate(l.UnitRate), e.Currency.Code(), amounts[j].Plain(),
				string(basis), run.titles(parts.trail, l)}}); err != nil {
				return err
			}
		}
	}
	return nil
}

// PercentUnit is the unit of a percentage line, such as "% of construction +
// design" or "% of lines L1 + L2", or what such a unit begins with.
func PercentUnit(l *estimate.Line) string {
	if len(l.OfLines) > 0 {
		return "% of lines " + strings.Join(l.OfLines, " + ")
	}
	names := make([]string, len(l.Of))
	for i, c := range l.Of {
		names[i] = string(c)
	}
	return "% of " + strings.Join(names, " + ")
}

func (run *reportRun) structures(_ context.Context, parts *reportParts, p *project.Project, emit func(reportLine) error) error {
	for i := range parts.structures[p.ID] {
		s := &parts.structures[p.ID][i]
		count := ""
		if s.Count != nil {
			count = strconv.FormatInt(*s.Count, 10)
		}
		if err := emit(reportLine{cells: report.Row{p.Code, parts.codes[s.Section], parts.codes[s.Phase], string(s.Kind),
			s.Name.In(run.language), count, number(s.LengthM), string(parts.trail.Basis(s)), run.titles(parts.trail, s)}}); err != nil {
			return err
		}
	}
	return nil
}

// phases gives each phase the cost that the working estimate's lines have in
// it: not known where the working estimate is a headline figure.
func (run *reportRun) phases(_ context.Context, parts *reportParts, p *project.Project, emit func(reportLine) error) error {
	w, err := parts.working(p)
	if err != nil {
		return err
	}
	for i := range parts.phases[p.ID] {
		ph := &parts.phases[p.ID][i]
		of := func(field string) string { return string(parts.trail.basisOf(ph.ID, field)) }
		line := reportLine{cells: report.Row{p.Code, ph.Code, ph.Name.In(run.language), ph.PlannedStart.String(), ph.PlannedFinish.String(),
			ph.ActualStart.String(), ph.ActualFinish.String(), number(ph.ProgressPercent), "", "", string(parts.trail.Basis(ph)),
			of("planned_start"), of("planned_finish"), of("actual_start"), of("actual_finish")}}
		if w != nil && len(w.Lines) > 0 {
			sum, err := estimate.SumOf(w.Costed, func(l *estimate.Line) bool { return l.Phase == ph.ID && !l.Contingency })
			if err != nil {
				return err
			}
			line.cells[8], line.cells[9] = w.Estimate.Currency.Code(), sum.Base.Plain()
			line.sums, line.vat = []reportSum{{of: w.Code, amount: sum.Base, assumed: sum.Assumed, balance: sum.Balance}}, &w.VAT
		}
		if err := emit(line); err != nil {
			return err
		}
	}
	return nil
}

// costed is an estimate with its lines and amounts.
type costed struct {
	*estimate.Estimate
	estimate.Costed
	vouched project.Basis // of the total
}

// working returns the working estimate of the project, nil where none is chosen.
func (parts *reportParts) working(p *project.Project) (*costed, error) {
	e := parts.workingEstimate(p)
	if e == nil {
		return nil, nil
	}
	return parts.costed(e)
}

func (parts *reportParts) workingEstimate(p *project.Project) *estimate.Estimate {
	return find(parts.estimates[p.ID], func(e *estimate.Estimate) bool { return e.ID == p.Working.Estimate })
}

func (parts *reportParts) costed(e *estimate.Estimate) (*costed, error) {
	lines := parts.lines[e.ID]
	cost, err := estimate.Cost(e.Currency, lines)
	if err != nil {
		return nil, err
	}
	cost.Assumed = func(i int) bool { return parts.trail.Basis(&lines[i]) == project.Assumed }
	return &costed{Estimate: e, Costed: cost, vouched: parts.trail.basisOf(e.ID, "total")}, nil
}

// total is the estimate's total: that of its lines, or its headline.
func (c *costed) total() (reportSum, error) {
	if len(c.Lines) == 0 {
		return newSum(c.Code, *c.Total, c.vouched == project.Assumed), nil
	}
	sum, err := estimate.SumOf(c.Costed, func(*estimate.Line) bool { return true })
	return reportSum{of: c.Code, amount: sum.Total, assumed: sum.Assumed, balance: sum.Balance}, err
}
