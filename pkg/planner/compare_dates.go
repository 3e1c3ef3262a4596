package planner

import (
	"strconv"

	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// DateComparison is a date of a phase at two moments.
type DateComparison struct {
	Phase          text.Label // as it was last called
	Code           string
	Added, Removed bool   // the phase itself
	Field          string // planned_start, planned_finish, actual_start or actual_finish
	Before, After  schedule.Date
	Days           *int // how much later; nil where either is not known to the day
}

// compareDates returns the dates that changed, in the order of the phases now,
// and then of those that are gone.
func compareDates(then, now []project.Phase) []DateComparison {
	before := make(map[record.ID]*project.Phase, len(then))
	for i := range then {
		before[then[i].ID] = &then[i]
	}
	var list []DateComparison
	for i := range now {
		was := before[now[i].ID]
		delete(before, now[i].ID)
		list = appendDates(list, was, &now[i])
	}
	for i := range then {
		if before[then[i].ID] != nil {
			list = appendDates(list, &then[i], nil)
		}
	}
	return list
}

func appendDates(list []DateComparison, was, is *project.Phase) []DateComparison {
	then, now, named := orPhase(was), orPhase(is), is
	if is == nil {
		named = was
	}
	for _, d := range []struct {
		field         string
		before, after schedule.Date
	}{
		{"planned_start", then.PlannedStart, now.PlannedStart}, {"planned_finish", then.PlannedFinish, now.PlannedFinish},
		{"actual_start", then.ActualStart, now.ActualStart}, {"actual_finish", then.ActualFinish, now.ActualFinish},
	} {
		if d.before == d.after {
			continue
		}
		c := DateComparison{Phase: named.Name, Code: named.Code, Added: was == nil, Removed: is == nil, Field: d.field, Before: d.before, After: d.after}
		if d.before.Day() != 0 && d.after.Day() != 0 {
			days := int(d.after.First().Sub(d.before.First()).Hours() / 24)
			c.Days = &days
		}
		list = append(list, c)
	}
	return list
}

func orPhase(p *project.Phase) project.Phase {
	if p == nil {
		return project.Phase{}
	}
	return *p
}

// CompareReport is a comparison as a table: the total of a figure, with neither
// year nor item, before its parts, of which "rest" is what the total of an
// estimate has beside its lines; and the dates of phases, which are its items.
var CompareReport = report.Report{Name: "compare", Draws: report.WorkingEstimate, Columns: []report.Column{
	{Name: "project", Type: report.Code}, {Name: "figure", Type: report.Code}, {Name: "fiscal_year", Type: report.Integer},
	{Name: "item", Type: report.Code}, {Name: "name", Type: report.Text}, {Name: "currency", Type: report.Code},
	{Name: "before", Type: report.Money}, {Name: "after", Type: report.Money}, {Name: "difference", Type: report.Money},
	{Name: "before_date", Type: report.Date}, {Name: "after_date", Type: report.Date}, {Name: "days", Type: report.Integer}}}

// Write writes the comparison of the project as rows of CompareReport.
func (c *ProjectComparison) Write(w report.Writer) error {
	for i := range c.Money {
		m := &c.Money[i]
		if err := w.Write(c.moneyRow(m, &MoneyPart{MoneyChange: m.Total})); err != nil {
			return err
		}
		for j := range m.Parts {
			if m.Whole() {
				break
			}
			if err := w.Write(c.moneyRow(m, &m.Parts[j])); err != nil {
				return err
			}
		}
	}
	for i := range c.Dates {
		d := &c.Dates[i]
		days := ""
		if d.Days != nil {
			days = strconv.Itoa(*d.Days)
		}
		if err := w.Write(report.Row{c.Project.Code, d.Field, "", d.Code, d.Phase.Default, "", "", "", "", d.Before.String(), d.After.String(), days}); err != nil {
			return err
		}
	}
	return nil
}

func (c *ProjectComparison) moneyRow(m *MoneyComparison, part *MoneyPart) report.Row {
	row := report.Row{c.Project.Code, string(m.Figure), "", part.Code, part.Line.Default, m.Currency.Code(), "", "", part.Difference.Plain(), "", "", ""}
	if part.Rest {
		row[3] = "rest"
	}
	if part.FiscalYear != 0 {
		row[2] = strconv.Itoa(part.FiscalYear)
	}
	if part.Before != nil {
		row[6] = part.Before.Plain()
	}
	if part.After != nil {
		row[7] = part.After.Plain()
	}
	return row
}
