package web

import (
	"html/template"
	"net/http"

	"github.com/gin-gonic/gin"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// timelinePage is the phases and milestones of a project.
type timelinePage struct {
	Code       string // of the project
	Edit       string // the address of the form for the dates
	Chart      template.HTML
	Phases     []phaseRow
	Linked     bool // some phase follows another: their slack is listed
	Milestones []milestoneRow
}

// phaseRow is a phase with its dates, each nil where it is not recorded.
type phaseRow struct {
	project.Phase
	In                          text.Label // the section
	PlannedStart, PlannedFinish *Figure
	ActualStart, ActualFinish   *Figure
	StartAhead, FinishAhead     bool // is planned for a day to come, and not reached
	Progress                    *Figure
	Predecessors                []string
	Moved, Slack                string // where predecessors move it, how far it can slip
	Critical                    bool
}

// milestoneRow is a milestone with its dates.
type milestoneRow struct {
	project.Milestone
	In              text.Label
	Planned, Actual *Figure
	Ahead           bool // it is planned for a day to come, and not reached
}

// timelineShow is the page of a project's phases and milestones.
func (s *Server) timelineShow(c *gin.Context) {
	l := languageOf(c.Request)
	d, err := s.planner.Dossier(c.Request.Context(), c.Param("code"))
	if s.failed(c, err) {
		return
	}
	marks := newTrail(l, d.Trail)
	planner.SortByDate(d.Milestones)
	data := timelinePage{Code: d.Project.Code, Edit: projectURL(d.Project.Code, "timeline", "edit"), Chart: projectTimeline(l, d, true)}
	net := newNetwork(d.Phases, false)
	data.Linked = net.linked()
	for i := range d.Phases {
		row, at := newPhaseRow(marks, d, &d.Phases[i]), net.at(i)
		row.Moved, row.Slack, row.Critical = movedWords(l, at), slackWords(l, at), net.critical(at)
		data.Phases = append(data.Phases, row)
	}
	for i := range d.Milestones {
		m := &d.Milestones[i]
		name := m.Name.In(l.Code)
		row := milestoneRow{Milestone: *m, Planned: marks.date(m.ID, "planned", name, m.Planned), Actual: marks.date(m.ID, "actual", name, m.Actual),
			Ahead: ahead(m.Planned, m.Actual, d.Today)}
		if section := d.Section(m.Section); section != nil {
			row.In = section.Name
		}
		data.Milestones = append(data.Milestones, row)
	}
	s.render(c, http.StatusOK, "timeline", projectPage(l, d.Project, "timeline", data).asOf(d.Head))
}

func newPhaseRow(marks *trail, d *planner.Dossier, p *project.Phase) phaseRow {
	l := marks.language
	date := func(field string, at schedule.Date) *Figure {
		return marks.date(p.ID, field, l.T("timeline.figure_of", "phase", p.Name, "figure", fieldName(l, field)), at)
	}
	row := phaseRow{Phase: *p,
		PlannedStart: date("planned_start", p.PlannedStart), PlannedFinish: date("planned_finish", p.PlannedFinish),
		ActualStart: date("actual_start", p.ActualStart), ActualFinish: date("actual_finish", p.ActualFinish),
		StartAhead: ahead(p.PlannedStart, p.ActualStart, d.Today), FinishAhead: ahead(p.PlannedFinish, p.ActualFinish, d.Today)}
	if section := d.Section(p.Section); section != nil {
		row.In = section.Name
	}
	if p.ProgressPercent.Valid {
		name := l.T("timeline.figure_of", "phase", p.Name, "figure", fieldName(l, "progress_percent"))
		row.Progress = marks.figure(p.ID, "progress_percent", name, l.Percent(p.ProgressPercent.Decimal))
	}
	row.Predecessors = followsWords(l, d.Phase, p)
	return row
}

// ahead reports whether nothing can be recorded yet: what is planned for a day
// to come has no actual date.
func ahead(planned, actual, today schedule.Date) bool {
	return actual.IsZero() && !planned.IsZero() && planned.First().After(today.Last())
}

// date returns the figure of a date; nil where it is not recorded.
func (t *trail) date(id record.ID, field, name string, d schedule.Date) *Figure {
	if d.IsZero() {
		return nil
	}
	return t.figure(id, field, name, t.language.Date(d))
}
