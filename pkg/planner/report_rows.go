package planner

import (
	"strconv"
	"strings"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/report"
)

func (run *reportRun) estimates(parts *reportParts, p *project.Project, emit func(reportLine) error) error {
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

func (run *reportRun) costLines(parts *reportParts, p *project.Project, emit func(reportLine) error) error {
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
				quantity, unit = number(l.Percent), PercentUnit(l.Of)
			}
			basis := parts.trail.Basis(l)
			sum := newSum(e.Code, amounts[j], basis == project.Assumed)
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
// design", or what such a unit begins with.
func PercentUnit(of []estimate.Category) string {
	names := make([]string, len(of))
	for i, c := range of {
		names[i] = string(c)
	}
	return "% of " + strings.Join(names, " + ")
}

func (run *reportRun) structures(parts *reportParts, p *project.Project, emit func(reportLine) error) error {
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
func (run *reportRun) phases(parts *reportParts, p *project.Project, emit func(reportLine) error) error {
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
		if w != nil && len(w.lines) > 0 {
			base, assumed, err := w.sum(func(l *estimate.Line) bool { return l.Phase == ph.ID && !l.Contingency })
			if err != nil {
				return err
			}
			line.cells[8], line.cells[9] = w.Currency.Code(), base.Plain()
			line.sums, line.vat = []reportSum{{of: w.Code, amount: base, assumed: assumed}}, &w.VAT
		}
		if err := emit(line); err != nil {
			return err
		}
	}
	return nil
}

// budget is the working estimate by phase and category; a headline figure is
// one row without either.
func (run *reportRun) budget(parts *reportParts, p *project.Project, emit func(reportLine) error) error {
	w, err := parts.working(p)
	if err != nil || w == nil || w.Total == nil {
		return err
	}
	zero := money.Zero(w.Currency)
	rollUp := []estimate.Part{{Base: *w.Total, Contingency: zero}}
	if len(w.lines) > 0 {
		if rollUp, err = estimate.RollUp(w.Currency, w.lines); err != nil {
			return err
		}
	}
	for _, part := range rollUp {
		total, err := part.Base.Add(part.Contingency)
		if err != nil {
			return err
		}
		sum := reportSum{of: w.Code, amount: total}
		if len(w.lines) == 0 {
			sum = newSum(w.Code, total, w.vouched == project.Assumed)
		} else if _, sum.assumed, err = w.sum(func(l *estimate.Line) bool {
			return l.Phase == part.Phase && l.Category == part.Category
		}); err != nil {
			return err
		}
		if err := emit(reportLine{sums: []reportSum{sum}, vat: &w.VAT, cells: report.Row{p.Code, parts.codes[part.Phase], string(part.Category),
			w.Currency.Code(), part.Base.Plain(), part.Contingency.Plain(), zero.Plain(), total.Plain()}}); err != nil {
			return err
		}
	}
	return nil
}

// costed is an estimate with its lines and amounts.
type costed struct {
	*estimate.Estimate
	vouched project.Basis // of the total
	lines   []estimate.Line
	amounts []money.Amount
	assumed []bool // the line rests on an assumption
}

// working returns the working estimate of the project, nil where none is chosen.
func (parts *reportParts) working(p *project.Project) (*costed, error) {
	e := find(parts.estimates[p.ID], func(e *estimate.Estimate) bool { return e.ID == p.Working.Estimate })
	if e == nil {
		return nil, nil
	}
	return parts.costed(e)
}

func (parts *reportParts) costed(e *estimate.Estimate) (*costed, error) {
	c := &costed{Estimate: e, vouched: parts.trail.basisOf(e.ID, "total"), lines: parts.lines[e.ID]}
	var err error
	if c.amounts, err = estimate.Amounts(e.Currency, c.lines); err != nil {
		return nil, err
	}
	c.assumed = make([]bool, len(c.lines))
	for i := range c.lines {
		c.assumed[i] = parts.trail.Basis(&c.lines[i]) == project.Assumed
	}
	return c, nil
}

// total is the estimate's total: that of its lines, or its headline.
func (c *costed) total() (reportSum, error) {
	if len(c.lines) == 0 {
		return newSum(c.Code, *c.Total, c.vouched == project.Assumed), nil
	}
	total, assumed, err := c.sum(func(*estimate.Line) bool { return true })
	return reportSum{of: c.Code, amount: total, assumed: assumed}, err
}

// sum adds up the lines that count, and the part of them that is assumed.
func (c *costed) sum(counts func(*estimate.Line) bool) (total, assumed money.Amount, err error) {
	total, assumed = money.Zero(c.Currency), money.Zero(c.Currency)
	for i := range c.lines {
		if !counts(&c.lines[i]) {
			continue
		}
		if total, err = total.Add(c.amounts[i]); err != nil {
			return total, assumed, err
		}
		if !c.assumed[i] {
			continue
		}
		if assumed, err = assumed.Add(c.amounts[i]); err != nil {
			return total, assumed, err
		}
	}
	return total, assumed, nil
}
