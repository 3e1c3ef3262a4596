package planner

import (
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/project"
	"korridor/pkg/record"
)

// Reconciliation sets a declared total of structures beside what the recorded
// structures add up to. Declared totals are facts claimed about a project or a
// section: bridge_count, tunnel_length_m, and so on.
type Reconciliation struct {
	Section  *project.Section // nil: declared for the whole project
	Kind     project.StructureKind
	Length   bool // of metres; else a count
	Declared decimal.Decimal
	Recorded decimal.NullDecimal // not valid where a structure's own figure is not known
	Claim    project.Claim
}

// Agrees reports whether the recorded structures add up to the declared total.
func (r Reconciliation) Agrees() bool {
	return r.Recorded.Valid && r.Recorded.Decimal.Equal(r.Declared)
}

// Reconcile sets every declared total of structures beside the recorded ones.
func (d *Dossier) Reconcile() []Reconciliation {
	all := d.reconcile(d.Project.ID, nil)
	for i := range d.Sections {
		all = append(all, d.reconcile(d.Sections[i].ID, &d.Sections[i])...)
	}
	return all
}

func (d *Dossier) reconcile(id record.ID, section *project.Section) []Reconciliation {
	var found []Reconciliation
	for _, c := range d.Trail.About(id) {
		kind, length, ok := declaredTotal(c.Field)
		if !ok || !c.Chosen {
			continue
		}
		declared, err := record.ParseNumber(c.Value)
		if err != nil {
			continue // a fact in words reconciles with nothing
		}
		if length {
			if declared, err = record.Convert(declared, c.Unit, "m"); err != nil {
				continue
			}
		}
		found = append(found, Reconciliation{Section: section, Kind: kind, Length: length, Declared: declared,
			Recorded: d.recorded(section, kind, length), Claim: c})
	}
	return found
}

// declaredTotal reads the field of a fact such as "tunnel_length_m".
func declaredTotal(field string) (k project.StructureKind, length, ok bool) {
	for _, k := range project.StructureKinds {
		switch strings.TrimPrefix(field, string(k)) {
		case "_count":
			return k, false, true
		case "_length_m":
			return k, true, true
		}
	}
	return "", false, false
}

// recorded adds up the structures of a kind in a section, or in the project.
func (d *Dossier) recorded(section *project.Section, kind project.StructureKind, length bool) decimal.NullDecimal {
	sum := record.Known(decimal.Zero)
	for i := range d.Structures {
		s := &d.Structures[i]
		if s.Kind != kind || (section != nil && s.Section != section.ID) {
			continue
		}
		switch {
		case length && s.LengthM.Valid:
			sum.Decimal = sum.Decimal.Add(s.LengthM.Decimal)
		case !length && s.Count != nil:
			sum.Decimal = sum.Decimal.Add(decimal.NewFromInt(*s.Count))
		default:
			return decimal.NullDecimal{}
		}
	}
	return sum
}
