package web

import (
	"korridor/pkg/project"
	"korridor/pkg/text"
	"korridor/web/form"
)

// structureEditor adds and changes the structures of a project.
func structureEditor() *editor[project.Structure, *project.Structure] {
	e := part[project.Structure]("structures", "structures")
	e.fields = structureForm
	e.begin = begun(func(x *desk) project.Structure {
		return project.Structure{Project: x.Project.ID, Position: last(x.Structures, func(s project.Structure) int { return s.Position }) + 1}
	})
	e.like = func(x *desk, _ *project.Structure) []project.Structure { return x.Structures }
	return e
}

func structureForm(x *desk, s *project.Structure) *form.Form {
	f := form.New(x.l)
	f.Group("what")
	f.Label("name", &s.Name, text.MaxName)
	form.Select(f, "kind", &s.Kind, named(x.l, project.StructureKinds)).Require()
	f.Code("code", &s.Code)
	f.Group("size")
	f.Count("count", &s.Count, project.MaxCount)
	f.Decimal("length_m", &s.LengthM).In("m").Like(x.l.T("form.example.length_of_all"))
	f.Group("attributes")
	f.Attributes(&s.Attributes)
	f.Group("where")
	f.Refer("section", &s.Section, x.sections(0))
	f.Refer("phase", &s.Phase, x.phases(0))
	f.Integer("position", &s.Position, 0, project.MaxPosition)
	f.Group("note")
	f.Label("note", &s.Note, text.MaxNote)
	return f
}
