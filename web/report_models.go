package web

import (
	"korridor/pkg/planner"
	"korridor/pkg/report"
	"korridor/web/locale"
)

// periodLink leads to the cash flow in periods of one length.
type periodLink struct {
	Link
	Current bool
}

// periodLinks lead to the lengths of periods of the cash flow.
func periodLinks(l *locale.Locale, q planner.ReportQuery) []periodLink {
	if q.Report.Name != report.CashFlow.Name {
		return nil
	}
	var links []periodLink
	for _, by := range []planner.By{planner.ByYear, planner.ByQuarter, planner.ByMonth} {
		to := reportURL(q)
		if by != planner.ByYear {
			to += "?by=" + string(by)
		}
		links = append(links, periodLink{Link{Text: l.T("reports.by" + string(by)), URL: to}, by == q.By})
	}
	return links
}

// previewModels is what a report on cost models tells of them.
type previewModels struct {
	Lead  string // of the projects for which none can be made
	Left  []unmodelled
	More  int
	Notes []string // what one project's model takes for granted
}

// unmodelled is a project for which no cost model can be made.
type unmodelled struct {
	Link
	Why string
}

func newPreviewModels(l *locale.Locale, v *planner.Preview) previewModels {
	m := previewModels{More: v.UnmodelledCount - len(v.Unmodelled)}
	if v.UnmodelledCount > 0 {
		m.Lead = l.N("reports.unmodelled_"+v.Query.Report.Name, v.UnmodelledCount)
	}
	for i := range v.Unmodelled {
		u := &v.Unmodelled[i]
		m.Left = append(m.Left, unmodelled{Link{Text: u.Project.Name.In(l.Code), URL: projectURL(u.Project.Code)}, fullSentence(l.Message(u.Why))})
	}
	for _, note := range v.Notes {
		m.Notes = append(m.Notes, fullSentence(l.Message(note)))
	}
	return m
}
