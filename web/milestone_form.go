package web

import (
	"korridor/pkg/project"
	"korridor/pkg/text"
	"korridor/web/form"
)

// milestoneEditor adds and changes the milestones of a project.
func milestoneEditor() *editor[project.Milestone, *project.Milestone] {
	e := part[project.Milestone]("milestones", "timeline")
	e.fields = func(x *desk, m *project.Milestone) *form.Form {
		f := form.New(x.l)
		f.Group("what")
		f.Label("name", &m.Name, text.MaxName).Require()
		f.Code("code", &m.Code)
		f.Group("when")
		f.Date("planned", &m.Planned)
		f.Date("actual", &m.Actual)
		f.Group("where")
		f.Refer("section", &m.Section, x.sections(0))
		f.Refer("phase", &m.Phase, x.phases(0))
		f.Group("note")
		f.Label("note", &m.Note, text.MaxNote)
		return f
	}
	e.begin = begun(func(x *desk) project.Milestone { return project.Milestone{Project: x.Project.ID} })
	e.like = func(x *desk, _ *project.Milestone) []project.Milestone { return x.Milestones }
	return e
}
