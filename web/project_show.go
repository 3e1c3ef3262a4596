package web

import (
	"html/template"
	"net/http"

	"github.com/gin-gonic/gin"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/locale"
)

// overviewPage is a project at a glance.
type overviewPage struct {
	Project     project.Project
	About       string
	Tiles       []Tile
	Counts      []structureCount
	Timeline    template.HTML
	Allocations template.HTML
	Estimates   template.HTML
	Structures  []keyStructure
	More        int // further structures
	Facts       []factGroup
	DependsOn   []project.Project
	Sections    []sectionLine
}

// projectShow is the overview of a project.
func (s *Server) projectShow(c *gin.Context) {
	l := languageOf(c.Request)
	v, err := s.planner.Overview(c.Request.Context(), c.Param("code"))
	if s.failed(c, err) {
		return
	}
	d := v.Dossier
	data, err := newOverview(l, v)
	if s.failed(c, err) {
		return
	}
	page := projectPage(l, d.Project, "overview", data).asOf(d.Head)
	page.Lead = d.Project.Summary.In(l.Code)
	s.render(c, http.StatusOK, "project", page)
}

func newOverview(l *locale.Locale, v *planner.CostView) (*overviewPage, error) {
	d := v.Dossier
	marks := newTrail(l, d.Trail)
	tiles, err := overviewTiles(marks, v)
	if err != nil {
		return nil, err
	}
	tables, err := d.AllocationTables()
	if err != nil {
		return nil, err
	}
	p := &overviewPage{Project: d.Project, Tiles: tiles, Counts: structureCounts(marks, d), DependsOn: d.DependsOn,
		About:    l.Term("sector", d.Project.Sector) + " · " + l.Term("type", d.Project.Type),
		Timeline: projectTimeline(l, d, false), Allocations: allocationsChart(l, d, tables), Estimates: estimatesChart(l, d),
		Facts: factGroups(marks, d), Sections: sectionLines(marks, d)}
	if !d.Project.External {
		p.About += " · " + d.Programme.Name.In(l.Code)
	}
	p.Structures = keyStructures(marks, d)
	p.More = len(d.Structures) - len(p.Structures)
	return p, nil
}

// sectionLine is one section of the project's line.
type sectionLine struct {
	project.Section
	Length *Figure // nil: not recorded
	Inner  bool    // part of the section above
}

// sectionLines lists the sections, each followed by its parts.
func sectionLines(marks *trail, d *planner.Dossier) []sectionLine {
	var lines []sectionLine
	var add func(within record.ID, inner bool)
	add = func(within record.ID, inner bool) {
		for i := range d.Sections {
			section := &d.Sections[i]
			if section.Within != within {
				continue
			}
			line := sectionLine{Section: *section, Inner: inner}
			if section.LengthM.Valid {
				line.Length = marks.figure(section.ID, "length_m", section.Name.In(marks.language.Code), marks.language.Length(section.LengthM.Decimal))
			}
			lines = append(lines, line)
			add(section.ID, true)
		}
	}
	add(0, false)
	return lines
}

// factGroup is what is claimed about the project, or about one of its
// sections, beside the figures of the record.
type factGroup struct {
	Section string // "": the project itself
	Facts   []fact
}

// fact is one of them with the note of its claim in use: a correction, or what
// the value stands for.
type fact struct {
	factView
	Note string
}

func factGroups(marks *trail, d *planner.Dossier) []factGroup {
	var groups []factGroup
	add := func(name string, e record.Entity) {
		g := factGroup{Section: name}
		for _, f := range d.Trail.Facts(e) {
			g.Facts = append(g.Facts, fact{newFact(marks, e.RecordMeta().ID, f), f.Claims[0].Note.In(marks.language.Code)})
		}
		if len(g.Facts) > 0 {
			groups = append(groups, g)
		}
	}
	add("", &d.Project)
	for i := range d.Sections {
		add(d.Sections[i].Name.In(marks.language.Code), &d.Sections[i])
	}
	return groups
}
