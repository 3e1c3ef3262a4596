package web

import (
	"github.com/gin-gonic/gin"

	"korridor/pkg/fault"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
	"korridor/web/form"
)

// programmeEditor changes the programme; there is one.
func programmeEditor() *editor[project.Programme, *project.Programme] {
	home := func(*desk, *project.Programme) string { return "/" }
	return &editor[project.Programme, *project.Programme]{member: "/programme", tab: "programme", at: home, shown: home,
		find: func(_ *Server, _ *gin.Context, x *desk) (project.Programme, error) {
			if len(x.Programmes) == 0 {
				return project.Programme{}, fault.New(fault.NotFound, fault.Say("kind.unknown",
					"there is no kind of record called {kind}", "kind", record.Programme))
			}
			return x.Programmes[0], nil
		},
		fields: func(x *desk, p *project.Programme) *form.Form {
			f := form.New(x.l)
			f.Group("what")
			f.Label("name", &p.Name, text.MaxName).Require()
			f.Code("code", &p.Code)
			form.SelectText(f, "currency", &p.Currency, currencies()).Require()
			f.Label("summary", &p.Summary, text.MaxNote)
			return f
		},
	}
}
