package web

import (
	"korridor/pkg/project"
	"korridor/pkg/text"
	"korridor/web/form"
)

// phaseEditor adds and changes the phases of a project: their dates, progress
// and order.
func phaseEditor() *editor[project.Phase, *project.Phase] {
	e := part[project.Phase]("phases", "timeline")
	e.fields = phaseForm
	e.begin = begun(func(x *desk) project.Phase {
		return project.Phase{Project: x.Project.ID, Position: last(x.Phases, func(p project.Phase) int { return p.Position }) + 1}
	})
	e.like = func(x *desk, _ *project.Phase) []project.Phase { return x.Phases }
	return e
}

func phaseForm(x *desk, p *project.Phase) *form.Form {
	f := form.New(x.l)
	f.Place("phase.circle", "after")
	f.Group("what")
	f.Label("name", &p.Name, text.MaxName).Require()
	f.Code("code", &p.Code)
	f.Refer("section", &p.Section, x.sections(0))
	f.Group("when")
	f.Date("planned_start", &p.PlannedStart)
	f.Date("planned_finish", &p.PlannedFinish)
	f.Date("actual_start", &p.ActualStart)
	f.Date("actual_finish", &p.ActualFinish)
	f.Decimal("progress_percent", &p.ProgressPercent).In("%").Like(x.l.T("form.example.percent"))
	f.Group("order")
	f.Predecessors("after", &p.After, x.phases(p.ID)).Like(x.l.T("form.example.after"))
	f.Integer("position", &p.Position, 0, project.MaxPosition)
	f.Group("profile")
	x.profileFields(f, p)
	f.Group("note")
	f.Label("note", &p.Note, text.MaxNote)
	return f
}
