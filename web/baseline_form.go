package web

import (
	"korridor/pkg/project"
	"korridor/pkg/text"
	"korridor/web/form"
)

// baselineEditor gives a moment of the record a name.
func baselineEditor() *editor[project.Baseline, *project.Baseline] {
	e := shared[project.Baseline]("baselines")
	e.fields = func(x *desk, b *project.Baseline) *form.Form {
		f := form.New(x.l)
		f.Group("what")
		f.Label("name", &b.Name, text.MaxName).Require().Like(x.l.T("form.example.baseline"))
		f.Code("code", &b.Code).Like(x.l.T("form.example.baseline_code"))
		f.Moment("moment", &b.Moment, x.zone).Like(x.l.T("form.baseline_moment"))
		f.Group("note")
		f.Label("note", &b.Note, text.MaxNote)
		return f
	}
	e.begin = begun(func(*desk) project.Baseline { return project.Baseline{} })
	e.like = func(x *desk, _ *project.Baseline) []project.Baseline { return x.Baselines }
	return e
}
