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
		if e.Status == estimate.Draft && !run.q.Drafts {
			continue
		}
		cells := report.Row{p.Code, e.Code, e.Title.Default, string(e.Kind), e.AsOf.String(), e.Scope.Default,
			year(e.PriceYear), e.Currency.Code(), plain(e.Total), strconv.FormatBool(p.Working.Estimate == e.ID), e.Claimant.Default,
			"", "", "", ""}
		if c := parts.trail.Chosen(e.ID, "total"); c != nil {
			document, _ := parts.trail.Document(c.Document)
			copy(cells[11:], []string{string(c.Basis), document.Title.Default, c.Quote, string(c.Confidence)})
		}
		if err := emit(reportLine{cells: cells}); err != nil {
			return err
		}
	}
	return nil
}

func (run *reportRun) costLines(parts *reportParts, p *project.Project, emit func(reportLine) error) error {
	for i := range parts.estimates[p.ID] {
		e := &parts.estimates[p.ID][i]
		if e.Status == estimate.Draft && !run.q.Drafts {
			continue
		}
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
			line := reportLine{of: e.Code, amount: &amounts[j], cells: report.Row{
				p.Code, e.Code, l.Code, l.Name.Default, string(l.Category), parts.codes[l.Phase], parts.codes[l.Structure],
				string(l.Country), quantity, unit, number(l.UnitRate), e.Currency.Code(), amounts[j].Plain(),
				string(basis), titles(parts.trail, l)}}
			line.assume(basis == project.Assumed)
			if err := emit(line); err != nil {
				return err
			}
		}
	}
	return nil
}

// PercentUnit is the unit of a percentage line, such as "% of construction + design".
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
			s.Name.Default, count, number(s.LengthM), string(parts.trail.Basis(s)), titles(parts.trail, s)}}); err != nil {
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
		line := reportLine{cells: report.Row{p.Code, ph.Code, ph.Name.Default, ph.PlannedStart.String(), ph.PlannedFinish.String(),
			ph.ActualStart.String(), ph.ActualFinish.String(), number(ph.ProgressPercent), "", "", string(parts.trail.Basis(ph))}}
		if w != nil && len(w.lines) > 0 {
			base, assumed, err := w.sum(func(l *estimate.Line) bool { return l.Phase == ph.ID && !l.Contingency })
			if err != nil {
				return err
			}
			line.cells[8], line.cells[9] = w.Currency.Code(), base.Plain()
			line.of, line.amount, line.assumed = w.Code, &base, assumed
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
		line := reportLine{of: w.Code, amount: &total, cells: report.Row{p.Code, parts.codes[part.Phase], string(part.Category),
			w.Currency.Code(), part.Base.Plain(), part.Contingency.Plain(), zero.Plain(), total.Plain()}}
		if len(w.lines) == 0 {
			line.assume(parts.trail.basisOf(w.ID, "total") == project.Assumed)
		} else if _, line.assumed, err = w.sum(func(l *estimate.Line) bool {
			return l.Phase == part.Phase && l.Category == part.Category
		}); err != nil {
			return err
		}
		if err := emit(line); err != nil {
			return err
		}
	}
	return nil
}

// workingParts is a project's working estimate with its lines and amounts.
type workingParts struct {
	*estimate.Estimate
	lines   []estimate.Line
	amounts []money.Amount
	assumed []bool // the line rests on an assumption
}

// working returns the working estimate of the project, nil where none is chosen.
func (parts *reportParts) working(p *project.Project) (*workingParts, error) {
	e := find(parts.estimates[p.ID], func(e *estimate.Estimate) bool { return e.ID == p.Working.Estimate })
	if e == nil {
		return nil, nil
	}
	w := &workingParts{Estimate: e, lines: parts.lines[e.ID]}
	var err error
	if w.amounts, err = estimate.Amounts(e.Currency, w.lines); err != nil {
		return nil, err
	}
	w.assumed = make([]bool, len(w.lines))
	for i := range w.lines {
		w.assumed[i] = parts.trail.Basis(&w.lines[i]) == project.Assumed
	}
	return w, nil
}

// sum adds up the lines that count, and the part of them that is assumed.
func (w *workingParts) sum(counts func(*estimate.Line) bool) (total, assumed money.Amount, err error) {
	total, assumed = money.Zero(w.Currency), money.Zero(w.Currency)
	for i := range w.lines {
		if !counts(&w.lines[i]) {
			continue
		}
		if total, err = total.Add(w.amounts[i]); err != nil {
			return total, assumed, err
		}
		if !w.assumed[i] {
			continue
		}
		if assumed, err = assumed.Add(w.amounts[i]); err != nil {
			return total, assumed, err
		}
	}
	return total, assumed, nil
}
