package web

import (
	"korridor/pkg/project"
	"korridor/pkg/text"
	"korridor/web/form"
)

// reference returns the editor of records of no project, which the page of
// figures and documents shows at a place.
func reference[T any, P recordPointer[T]](path, place string) *editor[T, P] {
	list := func(*desk) string { return "/sources#" + place }
	return &editor[T, P]{collection: "/" + path, member: "/" + path + "/:id", tab: "sources",
		find: findPart[T, P],
		at: func(_ *desk, r P) string {
			return address([]string{path, idText(r.RecordMeta().ID)})
		},
		shown: func(x *desk, _ P) string { return list(x) },
		list:  list,
	}
}

// documentEditor adds and changes documents.
func documentEditor() *editor[project.Document, *project.Document] {
	e := reference[project.Document]("documents", "documents")
	e.fields = func(x *desk, d *project.Document) *form.Form {
		f := form.New(x.l)
		f.Group("what")
		f.Label("title", &d.Title, text.MaxName).Require()
		f.Code("code", &d.Code)
		f.Line("publisher", &d.Publisher)
		f.Date("date", &d.Date)
		f.Line("address", &d.Address).Like(x.l.T("form.example.address"))
		f.Group("note")
		f.Label("note", &d.Note, text.MaxNote)
		return f
	}
	e.begin = begun(func(*desk) project.Document { return project.Document{} })
	e.like = func(x *desk, _ *project.Document) []project.Document { return x.Documents }
	return e
}
