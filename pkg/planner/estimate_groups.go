package planner

import (
	"cmp"
	"slices"

	"korridor/pkg/estimate"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// SheetGroups is the lines of an estimate by where and what they pay for. The
// groups of each list add up to the estimate's total exactly.
type SheetGroups struct {
	Sections  []estimate.Group[record.ID]             // 0: of no section; in the project's order
	Kinds     []estimate.Group[project.StructureKind] // "": no structure; largest first
	Countries []estimate.Group[record.Country]        // "": not stated; largest first
}

// Groups adds the lines up by section, by kind of structure and by country. A
// line stands in the section of its structure, else of its phase; it is in its
// own country, else in its section's. Errors: sums beyond money's range.
func (s *EstimateSheet) Groups() (*SheetGroups, error) {
	costed, _ := s.costed()
	var g SheetGroups
	var err error
	if g.Sections, err = estimate.SumBy(costed, func(l *estimate.Line) (record.ID, bool) { return s.place(l).section, true }); err != nil {
		return nil, err
	}
	if g.Kinds, err = estimate.SumBy(costed, func(l *estimate.Line) (project.StructureKind, bool) { return s.place(l).kind, true }); err != nil {
		return nil, err
	}
	g.Countries, err = estimate.SumBy(costed, func(l *estimate.Line) (record.Country, bool) {
		if section := s.Section(s.place(l).section); section != nil {
			return cmp.Or(l.Country, section.Country), true
		}
		return l.Country, true
	})
	order := func(id record.ID) int {
		if i := slices.IndexFunc(s.Dossier.Sections, func(x project.Section) bool { return x.ID == id }); i >= 0 {
			return i
		}
		return len(s.Dossier.Sections)
	}
	slices.SortStableFunc(g.Sections, func(a, b estimate.Group[record.ID]) int { return order(a.Key) - order(b.Key) })
	largest(g.Kinds)
	largest(g.Countries)
	return &g, err
}

// largest puts the largest groups first.
func largest[K comparable](groups []estimate.Group[K]) {
	slices.SortStableFunc(groups, func(a, b estimate.Group[K]) int { return cmp.Compare(b.Total.Minor(), a.Total.Minor()) })
}

// costed returns the lines with their amounts, and the basis of each.
func (s *EstimateSheet) costed() (estimate.Costed, []project.Basis) {
	bases := make([]project.Basis, len(s.Lines))
	for i := range s.Lines {
		bases[i] = s.Trail.Basis(&s.Lines[i])
	}
	return estimate.Costed{Currency: s.Estimate.Currency, Lines: s.Lines, Amounts: s.Amounts,
		Assumed: func(i int) bool { return bases[i] == project.Assumed }}, bases
}

func (s *EstimateSheet) place(l *estimate.Line) linePlace { return placeOf(l, s.Structures, s.Phases) }

// linePlace is what a line pays for and where.
type linePlace struct {
	kind    project.StructureKind // "": no structure
	section record.ID             // 0: none
}

// placeOf returns the place of a line: that of its structure, else its phase's section.
func placeOf(l *estimate.Line, structures []project.Structure, phases []project.Phase) (at linePlace) {
	if s := find(structures, func(s *project.Structure) bool { return s.ID == l.Structure }); s != nil {
		at.kind, at.section = s.Kind, s.Section
	}
	if p := find(phases, func(p *project.Phase) bool { return p.ID == l.Phase }); p != nil && at.section == 0 {
		at.section = p.Section
	}
	return at
}
