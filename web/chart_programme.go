package web

import (
	"html/template"
	"strings"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/report"
	"korridor/web/chart"
	"korridor/web/locale"
)

// Limits within which the timeline of the programme stays legible.
const (
	timelineRows     = 40 // with more, each project is one row
	timelineProjects = 20
)

// programmeTimeline draws the phases and milestones of the projects on the
// page, grouped by project; where that is too much, one bar and the next
// milestone of each. It is "" where nothing has a date.
func programmeTimeline(l *locale.Locale, v *planner.ProgrammeView) template.HTML {
	dated, undated := datedProjects(v.Projects)
	if len(dated) == 0 {
		return ""
	}
	t := newTimeline(l, v.Trail)
	c := chart.Timeline{
		Frame: chart.Frame{
			ID: "timeline", Title: l.T("programme.timeline"), Subtitle: l.T("timeline_chart.subtitle"), Page: true,
			Words: chartWords(l), CSV: csvURL(l, "", report.Phases),
		},
		Today: v.Today.First(),
	}
	var notes []string
	if rowsOf(dated) <= timelineRows {
		for i, row := range dated {
			t.of = row.Project.Name.In(l.Code)
			c.Groups = append(c.Groups, chart.Group{Label: t.of, Href: projectURL(row.Project.Code, "timeline"),
				Rows: t.rows(i%paletteSize, row.Phases, row.Milestones)})
		}
	} else {
		drawn := dated[:min(len(dated), timelineProjects)]
		c.Groups = []chart.Group{t.overview(drawn)}
		notes = append(notes, l.T("programme.timeline_short"))
		if len(drawn) < len(dated) {
			notes = append(notes, l.T("programme.timeline_first", "drawn", len(drawn), "count", len(dated)))
		}
	}
	if undated > 0 {
		notes = append(notes, l.N("programme.timeline_undated", undated))
	}
	c.Note, c.Table = strings.Join(notes, " "), t.table()
	c.Desc = l.N("programme.timeline_desc", len(dated))
	return c.HTML()
}

// datedProjects returns the projects that have something to draw, and how many
// have not.
func datedProjects(rows []planner.ProjectRow) (dated []*planner.ProjectRow, undated int) {
	for i := range rows {
		row := &rows[i]
		if hasDate(row) {
			dated = append(dated, row)
		} else {
			undated++
		}
	}
	return dated, undated
}

func hasDate(row *planner.ProjectRow) bool {
	for i := range row.Phases {
		if !row.Phases[i].Start().IsZero() {
			return true
		}
	}
	for i := range row.Milestones {
		if !row.Milestones[i].Date().IsZero() {
			return true
		}
	}
	return false
}

// rowsOf counts the rows that the projects need in full.
func rowsOf(projects []*planner.ProjectRow) int {
	n := 0
	for _, row := range projects {
		n += len(row.Phases) + 1
	}
	return n
}

// overview returns one row for each project: its phases taken together and its
// next milestone.
func (t *timeline) overview(projects []*planner.ProjectRow) chart.Group {
	var g chart.Group
	for _, row := range projects {
		t.of = row.Project.Name.In(t.l.Code)
		phases := make([]*project.Phase, len(row.Phases))
		for i := range row.Phases {
			phases[i] = &row.Phases[i]
		}
		r := chart.Row{Label: t.of, Href: projectURL(row.Project.Code, "timeline"), Bars: t.bars(phases)}
		t.tell(t.l.T("programme.all_phases"), r.Bars, "", "")
		if row.Next != nil {
			r.Milestones = []chart.Milestone{t.milestone(row.Next)}
		}
		g.Rows = append(g.Rows, r)
	}
	return g
}
