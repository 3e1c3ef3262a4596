package planner

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/project"
	"korridor/pkg/report"
)

// mtbp is the medium-term budget sheet of an open project: under each budget
// programme that its funding sources draw on, in euro and in thousands of the
// programme's currency.
func (run *reportRun) mtbp(ctx context.Context, parts *reportParts, p *project.Project, emit func(reportLine) error) error {
	if !p.Stage.Open() {
		if run.told != nil {
			run.told(modelTold{project: p, obstacle: fault.New(fault.Invalid, fault.Say("mtbp.complete", "its works are complete: there is nothing to plan"))})
		}
		return nil
	}
	m, sums, err := run.summed(ctx, parts, p)
	if err != nil || m == nil {
		return err
	}
	for _, programme := range run.programmesOf(parts.sources[p.ID]) {
		sheet, err := newMTBPSheet(m, programme, parts.expenditures[p.ID])
		if err != nil {
			return err
		}
		for _, unit := range sheet.units() {
			for _, line := range sheet.lines(&unit) {
				if err := emit(reportLine{cells: sheet.cells(p.Code, &unit, &line), sums: sums, vat: &m.estimate.VAT}); err != nil {
					return err
				}
				sums = nil
			}
		}
	}
	return nil
}

// programmesOf returns the budget programmes that the sources draw on; one that
// is nil where they draw on none.
func (run *reportRun) programmesOf(sources []funding.Source) []*funding.BudgetProgramme {
	var found []*funding.BudgetProgramme
	for i := range run.common.programmes {
		b := &run.common.programmes[i]
		if slices.ContainsFunc(sources, func(s funding.Source) bool { return s.BudgetProgramme == b.ID }) {
			found = append(found, b)
		}
	}
	if len(found) == 0 {
		return []*funding.BudgetProgramme{nil}
	}
	return found
}

// cells writes a line of the sheet.
func (s *mtbpSheet) cells(project string, u *mtbpUnit, line *mtbpLine) report.Row {
	cells := make(report.Row, len(report.MTBP.Columns))
	unit, spentFrom := "one", ""
	if u.thousand {
		unit = "thousand"
	}
	if line.item == "need" {
		spentFrom = s.spentFrom
	}
	write := u.text
	if strings.HasSuffix(line.item, "_times_ceiling") {
		unit, write = "times", timesText
	}
	copy(cells, report.Row{project, "", string(s.part), u.currency.Code(), unit, "", "", strconv.Itoa(s.year), line.item, write(line.total)})
	if s.programme != nil {
		cells[1] = s.programme.Code
	}
	if u.rate != nil && (u.currency != s.Currency || s.programme.Currency != s.Currency) {
		cells[5], cells[6] = u.rate.Rate.Decimal.String(), u.rate.Date.String()
	}
	for slot := range line.cells {
		cells[10+slot] = write(line.cells[slot])
	}
	cells[10+mtbpSlots] = spentFrom
	return cells
}
