package web

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/shopspring/decimal"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/pkg/text"
	"korridor/web/locale"
)

// structuresPage is what a project consists of, section by section.
type structuresPage struct {
	Code       string // of the project
	Sections   []sectionRows
	Checks     []structureCheck
	Attributes bool // some structure has attributes
	Phases     bool // some structure is tied to a phase
	CSV        string
}

// Columns is how many columns the table of structures has.
func (p structuresPage) Columns() int {
	n := 3
	for _, more := range []bool{p.Attributes, p.Phases} {
		if more {
			n++
		}
	}
	return n
}

// sectionRows is the structures of one section.
type sectionRows struct {
	Section    *project.Section // nil: not tied to a section
	Within     *project.Section
	Length     *Figure
	Structures []structureRow
}

// structureRow is one structure, or several that are recorded together.
type structureRow struct {
	project.Structure
	Number     int    // how many; 2 stands for several, 0 for not known
	Kinds      string // its kind, in the plural unless it is one
	Phase      text.Label
	Count      *Figure
	Length     *Figure
	Attributes []*Figure
}

// structureCheck sets a declared total beside the recorded rows.
type structureCheck struct {
	Name     string // what is checked: "Tunnels, length"
	Section  *project.Section
	Declared *Figure
	Recorded string
	Agrees   bool
	Says     string // the difference in words
}

// structuresShow shows the structures of a project and whether they add up to
// what was declared.
func (s *Server) structuresShow(c *gin.Context) {
	d, err := s.planner.Dossier(c.Request.Context(), c.Param("code"))
	if s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	s.render(c, http.StatusOK, "structures", projectPage(l, d.Project, "structures", newStructuresPage(l, d)).asOf(d.Head))
}

func newStructuresPage(l *locale.Locale, d *planner.Dossier) structuresPage {
	t := newTrail(l, d.Trail)
	p := structuresPage{Code: d.Project.Code, CSV: csvURL(l, d.Project.Code, report.Structures)}
	at := map[record.ID]int{}
	for i := range d.Sections {
		section := &d.Sections[i]
		rows := sectionRows{Section: section, Within: d.Section(section.Within)}
		if section.LengthM.Valid {
			rows.Length = t.figure(section.ID, "length_m", l.T("structures.section_length"), l.Length(section.LengthM.Decimal))
		}
		at[section.ID] = i
		p.Sections = append(p.Sections, rows)
	}
	for i := range d.Structures {
		structure := &d.Structures[i]
		in, ok := at[structure.Section]
		if !ok {
			in = len(p.Sections)
			at[structure.Section] = in
			p.Sections = append(p.Sections, sectionRows{})
		}
		row := newStructureRow(t, structure)
		if phase := d.Phase(structure.Phase); phase != nil {
			row.Phase, p.Phases = phase.Name, true
		}
		p.Attributes = p.Attributes || len(row.Attributes) > 0
		p.Sections[in].Structures = append(p.Sections[in].Structures, row)
	}
	for _, r := range d.Reconcile() {
		p.Checks = append(p.Checks, newStructureCheck(t, r))
	}
	return p
}

func newStructureRow(t *trail, s *project.Structure) structureRow {
	l := t.language
	row := structureRow{Structure: *s, Number: 2, Kinds: l.Term("structures", string(s.Kind))}
	switch {
	case s.Count == nil:
		row.Number = 0
	case *s.Count == 1:
		row.Number, row.Kinds = 1, l.Enum(s.Kind)
	}
	for _, f := range record.Figures(s) {
		name := fieldName(l, f.Field)
		switch f.Field {
		case "count":
			row.Count = t.figure(s.ID, f.Field, name, l.Integer(*s.Count))
		case "length_m":
			row.Length = t.figure(s.ID, f.Field, name, l.Length(s.LengthM.Decimal))
		default:
			row.Attributes = append(row.Attributes, t.figure(s.ID, f.Field, name, claimValue(l, f.Value, f.Unit)))
		}
	}
	for _, f := range t.record.Facts(s) {
		row.Attributes = append(row.Attributes, newFact(t, s.ID, f).Figure)
	}
	return row
}

func newStructureCheck(t *trail, r planner.Reconciliation) structureCheck {
	l := t.language
	write := func(d decimal.Decimal) string { return l.Integer(d.IntPart()) }
	kind := "count"
	if r.Length {
		write, kind = l.Length, "length"
	}
	check := structureCheck{Section: r.Section, Agrees: r.Agrees(), Recorded: l.T("figure.unknown"),
		Name: l.T("structures.check_"+kind, "kinds", l.Term("structures", string(r.Kind)))}
	if r.Kind == "" {
		check.Name = l.T("structures.check_sections")
	}
	check.Declared = t.figure(r.Claim.Entity, r.Claim.Field, check.Name, write(r.Declared))
	if r.Recorded.Valid {
		check.Recorded = write(r.Recorded.Decimal)
	}
	switch difference := r.Difference(); {
	case check.Agrees:
		check.Says = l.T("structures.agrees")
	case !r.Recorded.Valid:
		check.Says = l.T("structures.unknown_rows")
	case difference.IsNegative():
		check.Says = l.T("structures.fewer", "difference", write(difference.Abs()))
	default:
		check.Says = l.T("structures.more", "difference", write(difference))
	}
	return check
}

// Anchor is the id of the section on the page.
func (s sectionRows) Anchor() string {
	if s.Section == nil {
		return "section-none"
	}
	return "section-" + strconv.FormatInt(int64(s.Section.ID), 10)
}
