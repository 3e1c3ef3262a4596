package web

import (
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
	"korridor/web/form"
)

// sectionEditor adds and changes the sections of a project.
func sectionEditor() *editor[project.Section, *project.Section] {
	e := part[project.Section]("sections", "structures")
	e.fields = func(x *desk, s *project.Section) *form.Form {
		f := form.New(x.l)
		f.Place("section.circle", "within")
		f.Group("what")
		f.Label("name", &s.Name, text.MaxName).Require()
		f.Code("code", &s.Code)
		f.Group("where")
		f.Refer("within", &s.Within, x.sections(s.ID))
		form.Select(f, "country", &s.Country, named(x.l, record.Countries))
		f.Decimal("length_m", &s.LengthM).In("m")
		f.Integer("position", &s.Position, 0, project.MaxPosition)
		f.Group("note")
		f.Label("note", &s.Note, text.MaxNote)
		return f
	}
	e.begin = begun(func(x *desk) project.Section {
		return project.Section{Project: x.Project.ID, Position: last(x.Sections, func(s project.Section) int { return s.Position }) + 1}
	})
	e.like = func(x *desk, _ *project.Section) []project.Section { return x.Sections }
	return e
}

// sections are the sections of the project to choose from.
func (x *desk) sections(except record.ID) []form.Option {
	return records(x.Sections, func(s *project.Section) string { return s.Name.In(x.l.Code) }, except)
}

// phases are the phases of the project to choose from.
func (x *desk) phases(except record.ID) []form.Option {
	return records(x.Phases, func(p *project.Phase) string { return p.Name.In(x.l.Code) }, except)
}

// documents are the documents to choose from.
func (x *desk) documents() []form.Option {
	return records(x.Documents, func(d *project.Document) string { return d.Title.In(x.l.Code) }, 0)
}

// last returns the largest position in a list.
func last[T any](list []T, position func(T) int) int {
	most := 0
	for _, r := range list {
		most = max(most, position(r))
	}
	return most
}
