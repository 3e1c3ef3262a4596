package web

import (
	"github.com/gin-gonic/gin"

	"korridor/pkg/project"
	"korridor/pkg/text"
	"korridor/web/form"
)

// projectEditor adds and changes projects.
func projectEditor() *editor[project.Project, *project.Project] {
	at := func(_ *desk, p *project.Project) string {
		if p.ID == 0 {
			return "/"
		}
		return projectURL(p.Code)
	}
	return &editor[project.Project, *project.Project]{collection: "/projects", member: "/projects/:code", tab: "overview",
		fields: projectForm,
		begin: begun(func(x *desk) project.Project {
			var p project.Project
			if len(x.Programmes) > 0 {
				p.Programme = x.Programmes[0].ID
			}
			return p
		}),
		find:  func(_ *Server, _ *gin.Context, x *desk) (project.Project, error) { return x.Project, nil },
		like:  func(x *desk, _ *project.Project) []project.Project { return x.Projects },
		at:    at,
		shown: at,
		list:  func(*desk) string { return "/" },
	}
}

func projectForm(x *desk, p *project.Project) *form.Form {
	f := form.New(x.l)
	f.Place("project.dependency_circle", "depends_on")
	f.Group("what")
	f.Label("name", &p.Name, text.MaxName).Require()
	f.Code("code", &p.Code)
	f.Refer("programme", &p.Programme, records(x.Programmes, func(p *project.Programme) string { return p.Name.In(x.l.Code) }, 0)).Require()
	f.Label("summary", &p.Summary, text.MaxNote)
	f.Group("kind")
	form.Select(f, "stage", &p.Stage, named(x.l, project.Stages)).Require()
	form.Select(f, "sector", &p.Sector, terms(x.l, "sector", project.Sectors)).Require()
	form.Select(f, "type", &p.Type, terms(x.l, "type", project.Types)).Require()
	f.Decimal("length_m", &p.LengthM).In("m")
	f.Check("external", &p.External)
	f.Group("links")
	projects := make([]form.Coded, len(x.Projects))
	for i := range x.Projects {
		projects[i] = form.Coded{ID: x.Projects[i].ID, Code: x.Projects[i].Code, Name: x.Projects[i].Name.In(x.l.Code)}
	}
	f.ReferByCode("depends_on", &p.DependsOn, projects, p.ID, project.MaxDependencies)
	return f
}
