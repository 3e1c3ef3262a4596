package planner

import (
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/project"
	"korridor/pkg/record"
)

// Reconciliation sets a declared total beside what the recorded parts add up
// to. Declared totals of structures are facts claimed about a project or a
// section: bridge_count, tunnel_length_m, and so on. That of the sections is
// the project's own length.
type Reconciliation struct {
	Section  *project.Section      // nil: declared for the whole project
	Kind     project.StructureKind // "": the sections
	Length   bool                  // of metres; else a count
	Declared decimal.Decimal
	Recorded decimal.NullDecimal // not valid where a part's own figure is not known
	Claim    project.Claim
}

// Difference returns the recorded parts less the declared total; 0 where a
// part's own figure is not known.
func (r Reconciliation) Difference() decimal.Decimal {
	if !r.Recorded.Valid {
		return decimal.Zero
	}
	return r.Recorded.Decimal.Sub(r.Declared)
}

// Agrees reports whether the recorded parts add up to the declared total.
func (r Reconciliation) Agrees() bool {
	return r.Recorded.Valid && r.Recorded.Decimal.Equal(r.Declared)
}

// Reconcile sets every declared total of structures, and the project's length,
// beside the recorded parts.
func (d *Dossier) Reconcile() []Reconciliation {
	all := append(d.reconcileLength(), d.reconcile(d.Project.ID, nil)...)
	for i := range d.Sections {
		all = append(all, d.reconcile(d.Sections[i].ID, &d.Sections[i])...)
	}
	return all
}

// reconcileLength adds up the sections that are not part of another one.
func (d *Dossier) reconcileLength() []Reconciliation {
	claim := d.Trail.Chosen(d.Project.ID, "length_m")
	if claim == nil || len(d.Sections) == 0 {
		return nil
	}
	sum := record.Known(decimal.Zero)
	for i := range d.Sections {
		switch s := &d.Sections[i]; {
		case s.Within != 0:
		case s.LengthM.Valid:
			sum.Decimal = sum.Decimal.Add(s.LengthM.Decimal)
		default:
			sum.Valid = false
		}
	}
	return []Reconciliation{{Length: true, Declared: d.Project.LengthM.Decimal, Recorded: sum, Claim: *claim}}
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
