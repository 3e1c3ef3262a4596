package web

import (
	"slices"
	"strings"

	"korridor/pkg/planner"
	"korridor/pkg/project"
)

// keyStructure is one of the structures that the overview lists.
type keyStructure struct {
	structureRow
	Heading string
	About   string // its kind and section, as far as the heading does not say them
}

// mostKeyStructures is how many structures the overview lists.
const mostKeyStructures = 6

// keyStructures lists the structures of which most is known: several recorded
// together, and those with measures, before single ones.
func keyStructures(marks *trail, d *planner.Dossier) []keyStructure {
	sorted := make([]*project.Structure, len(d.Structures))
	for i := range d.Structures {
		sorted[i] = &d.Structures[i]
	}
	slices.SortStableFunc(sorted, func(a, b *project.Structure) int { return weight(b) - weight(a) })
	var keys []keyStructure
	for _, s := range sorted[:min(len(sorted), mostKeyStructures)] {
		keys = append(keys, newKeyStructure(marks, d, s))
	}
	return keys
}

// weight orders structures by what is known of them.
func weight(s *project.Structure) int {
	switch {
	case s.LengthM.Valid || len(s.Attributes) > 0:
		return 2
	case s.Count != nil && *s.Count > 1:
		return 1
	}
	return 0
}

func newKeyStructure(marks *trail, d *planner.Dossier, s *project.Structure) keyStructure {
	l := marks.language
	k := keyStructure{structureRow: newStructureRow(marks, s), Heading: s.Name.In(l.Code)}
	var about []string
	if k.Heading == "" {
		k.Heading = l.Enum(s.Kind)
		if s.Count != nil && *s.Count > 1 {
			k.Heading = l.Term("structures", string(s.Kind))
		}
	} else {
		about = append(about, l.Enum(s.Kind))
	}
	if section := d.Section(s.Section); section != nil {
		about = append(about, section.Name.In(l.Code))
	}
	k.About = strings.Join(about, " · ")
	if s.Count != nil && *s.Count == 1 && !s.Name.IsZero() && k.Count.Basis != project.Assumed {
		k.Count = nil // its name says so
	}
	return k
}
