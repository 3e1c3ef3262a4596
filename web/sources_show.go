package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/web/locale"
)

// sourcesPage is every figure of a project with what vouches for it.
type sourcesPage struct {
	Coverage planner.Coverage
	Filters  Filters
	Shown    int // figures that pass the filter
	Groups   []trailGroup
	Comments string // the address of the project's comments
	Open     int    // comments that wait for somebody
}

// trailGroup is the records of one kind.
type trailGroup struct {
	Kind    record.Kind
	Records []trailRecord
}

// trailRecord is one record with its figures and facts.
type trailRecord struct {
	Name    string
	Figures []trailFigure
}

// trailFigure is one figure or fact with all claims about it.
type trailFigure struct {
	Anchor   string
	Name     string
	Text     string // "" where no claim is chosen and the record has no value
	Basis    project.Basis
	Claims   []ClaimView
	Add      string // the address at which another claim is added
	Comments string
	Open     int // comments that wait for somebody
	Waiting  []waitingView
}

// sourcesShow shows the claims about every figure of a project.
func (s *Server) sourcesShow(c *gin.Context) {
	v, err := s.planner.ProjectTrail(c.Request.Context(), c.Param("code"))
	if s.failed(c, err) {
		return
	}
	l := languageOf(c.Request)
	basis := readBasis(c.Query("basis"))
	data := sourcesPage{Coverage: v.Coverage, Filters: basisFilter(l, v.Coverage, c.Request.URL.Path, basis)}
	data.Comments, data.Open = projectURL(v.Project.Code, "comments"), v.Trail.OpenComments()
	data.Groups, data.Shown = trailGroups(newTrail(l, v.Trail), v, func(f planner.FigureTrail) bool {
		return basis == "" || basis == basisCode(f.Basis())
	})
	s.render(c, http.StatusOK, "sources", projectPage(l, v.Project, "sources", data).asOf(v.Head))
}

// noBasis is how addresses call figures that nothing vouches for.
const noBasis = "none"

func basisCode(b project.Basis) string {
	if b == "" {
		return noBasis
	}
	return string(b)
}

// readBasis returns the basis that the list is narrowed to, "" for all and for
// anything that is no basis.
func readBasis(code string) string {
	if code == noBasis || slices.Contains(project.Bases, project.Basis(code)) {
		return code
	}
	return ""
}

func basisFilter(l *locale.Locale, c planner.Coverage, action, chosen string) Filters {
	field := FilterField{Name: "basis", Label: l.T("column.basis"), Value: chosen,
		Options: []Option{{"", l.T("sources.all", "count", c.Total())}}}
	for _, o := range []struct {
		code  string
		count int
	}{{string(project.Sourced), c.Sourced}, {string(project.Derived), c.Derived}, {string(project.Assumed), c.Assumed}, {noBasis, c.None}} {
		if o.count > 0 || o.code == chosen {
			field.Options = append(field.Options, Option{o.code, l.T("sources.option", "basis", l.T("sources.basis_"+o.code), "count", o.count)})
		}
	}
	return Filters{Action: action, Fields: []FilterField{field}, Active: chosen != ""}
}

// trailGroups returns the figures that pass, grouped by kind of record in the
// order of the trail, and how many pass.
func trailGroups(t *trail, v *planner.TrailView, passes func(planner.FigureTrail) bool) (groups []trailGroup, shown int) {
	for _, entry := range v.Entries {
		r := trailRecord{Name: recordName(t.language, v.Dossier, entry.Entity)}
		for _, f := range entry.Figures {
			if passes(f) {
				r.Figures = append(r.Figures, newTrailFigure(t, entry.Entity, f))
			}
		}
		if len(r.Figures) == 0 {
			continue
		}
		shown += len(r.Figures)
		kind := entry.Entity.RecordKind()
		if n := len(groups); n == 0 || groups[n-1].Kind != kind {
			groups = append(groups, trailGroup{Kind: kind})
		}
		g := &groups[len(groups)-1]
		g.Records = append(g.Records, r)
	}
	return groups, shown
}

func newTrailFigure(t *trail, e record.Entity, f planner.FigureTrail) trailFigure {
	figure := trailFigure{Anchor: figureAnchor(e.RecordMeta().ID, f.Field), Name: factName(t.language, f), Basis: f.Basis(), Claims: t.claims(f.Claims),
		Add: addClaimURL(e.RecordMeta().ID, f.Field)}
	figure.Comments = commentsURL(e.RecordMeta().ID, f.Field)
	_, figure.Open = t.threads(e.RecordMeta().ID, f.Field)
	figure.Waiting = t.waiting(t.record.Pending(e.RecordMeta().ID, f.Field))
	if f.Value != "" {
		figure.Text = figureText(t.language, f)
	}
	return figure
}

// figureAnchor is the id of a figure on the page of figures and documents.
func figureAnchor(id record.ID, field string) string {
	return "of-" + strconv.FormatInt(int64(id), 10) + "-" + strings.ReplaceAll(field, ".", "-")
}

// figureText writes a figure as the other pages do.
func figureText(l *locale.Locale, f planner.FigureTrail) string {
	if f.Unit == "m" {
		if d, err := record.ParseNumber(f.Value); err == nil {
			return l.Length(d)
		}
	}
	value := f.ValueLabel()
	if f.Basis() != "" && f.Claims[0].Unit == f.Unit {
		value = f.Claims[0].ValueLabel() // with the decimals of the document: 123.0
	}
	return claimValue(l, value.In(l.Code), f.Unit)
}

// recordName is what a record of the project, or of the programme where d is
// nil, is called.
func recordName(l *locale.Locale, d *planner.Dossier, e record.Entity) string {
	switch r := e.(type) {
	case *project.Programme:
		return r.Name.In(l.Code)
	case *project.Project:
		return r.Name.In(l.Code)
	case *project.Section:
		return r.Name.In(l.Code)
	case *project.Phase:
		return r.Name.In(l.Code)
	case *project.Milestone:
		return r.Name.In(l.Code)
	case *project.Structure:
		return structureName(l, d, r)
	case *project.Document:
		return r.Title.In(l.Code)
	case *estimate.Estimate:
		return r.Title.In(l.Code)
	case *estimate.Line:
		return r.Name.In(l.Code)
	case *funding.Source:
		return r.Name.In(l.Code)
	case *costmodel.Series:
		return r.Name.In(l.Code)
	case *funding.BudgetProgramme:
		return r.Name.In(l.Code)
	case *costmodel.Assumptions:
		return d.Project.Name.In(l.Code)
	case *costmodel.Benefit:
		return r.Name.In(l.Code)
	case *risk.Entry:
		return r.Name.In(l.Code)
	case *risk.Range:
		return rangeName(l, d, r)
	case *risk.Settings:
		return d.Project.Name.In(l.Code)
	case *costmodel.Expenditure:
		return cmp.Or(r.Reference, l.Date(r.Date))
	case *funding.Ceiling:
		return l.T("sources.of_year", "name", d.Source(r.Source).Name, "year", r.FiscalYear)
	case *funding.Allocation:
		return l.T("sources.of_year", "name", d.Source(r.Source).Name, "year", r.FiscalYear)
	case *costmodel.Scenario:
		return r.Name.In(l.Code)
	}
	return l.Enum(e.RecordKind())
}

// rangeName is what an uncertainty is of: a phase, a category, or a line, which
// goes by its code.
func rangeName(l *locale.Locale, d *planner.Dossier, r *risk.Range) string {
	for i := range d.Phases {
		if p := &d.Phases[i]; p.ID == r.Phase {
			return p.Name.In(l.Code)
		}
	}
	return l.Term("category", cmp.Or(string(r.Category), r.Line))
}

// structureName is the structure's name, or its kind and section where it has none.
func structureName(l *locale.Locale, d *planner.Dossier, s *project.Structure) string {
	if !s.Name.IsZero() {
		return s.Name.In(l.Code)
	}
	kinds := l.Term("structures", string(s.Kind))
	if section := d.Section(s.Section); section != nil {
		return l.T("sources.structure", "kinds", kinds, "section", section.Name)
	}
	return kinds
}
