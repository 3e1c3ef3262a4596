package project

import (
	"cmp"

	"github.com/shopspring/decimal"

	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// Section is a part of a project's line with its own length and country.
type Section struct {
	record.Meta
	Project  record.ID
	Within   record.ID // the section this one is a part of; 0: part of the whole
	Code     string
	Position int
	Name     text.Label
	Country  record.Country
	LengthM  decimal.NullDecimal // metres
	Note     text.Label
}

// Phase is an ordered part of a project's delivery, with dates and progress.
// Planned dates are the plan in force; actual ones are what happened.
type Phase struct {
	record.Meta
	Project         record.ID
	Section         record.ID // 0: not tied to a section
	Code            string
	Position        int
	Name            text.Label
	PlannedStart    schedule.Date
	PlannedFinish   schedule.Date
	ActualStart     schedule.Date
	ActualFinish    schedule.Date
	ProgressPercent decimal.NullDecimal // physical progress, 0 to 100
	After           []Link              // predecessors, finish to start
	Profile         schedule.Profile    `json:",omitzero"` // how the phase's money spreads over its days
	Note            text.Label
}

// Link names a predecessor and the days to wait after its finish; negative
// days let the phase start before it.
type Link struct {
	Phase   record.ID
	LagDays int
}

// Milestone is a dated event of a project.
type Milestone struct {
	record.Meta
	Project record.ID
	Section record.ID
	Phase   record.ID
	Code    string
	Name    text.Label
	Planned schedule.Date
	Actual  schedule.Date
	Note    text.Label
}

// StructureKind is what a structure is.
type StructureKind string

// The kinds of structure.
const (
	Bridge      StructureKind = "bridge"
	Viaduct     StructureKind = "viaduct"
	Tunnel      StructureKind = "tunnel"
	Underpass   StructureKind = "underpass"
	Overpass    StructureKind = "overpass"
	Station     StructureKind = "station"
	Interchange StructureKind = "interchange"
	Substation  StructureKind = "substation"
	Line        StructureKind = "line"
)

// StructureKinds lists the kinds in the order in which pages show them.
var StructureKinds = []StructureKind{Line, Tunnel, Bridge, Viaduct, Underpass, Overpass, Station, Interchange, Substation}

// Long reports whether structures of the kind have a length: a station or a
// substation is a place.
func (k StructureKind) Long() bool { return k != Station && k != Interchange && k != Substation }

// Structure is one structure, or several of a kind that are recorded together.
type Structure struct {
	record.Meta
	Project    record.ID
	Section    record.ID
	Phase      record.ID
	Code       string
	Position   int
	Kind       StructureKind
	Name       text.Label          // empty where the name is not known
	Count      *int64              // how many; nil: not known
	LengthM    decimal.NullDecimal // of all of them together, metres
	Attributes []Attribute
	Note       text.Label
}

// Attribute is a further measure of a structure, such as tubes 2 or voltage 400 kV.
type Attribute struct {
	Name  string // one of AttributeNames
	Value decimal.NullDecimal
}

// AttributeNames lists the attributes that a structure can have.
var AttributeNames = []string{"tubes", "lanes", "tracks", "platforms", "circuits",
	"height_m", "span_m", "voltage_kv", "capacity_mw", "speed_kmh"}

// AttributeUnit returns the unit of a named attribute, "" for a plain number.
func AttributeUnit(name string) string { return attributeUnits[name] }

// attributeUnits gives the units of the attributes that have one.
var attributeUnits = map[string]string{
	"height_m": "m", "span_m": "m", "voltage_kv": "kV", "capacity_mw": "MW", "speed_kmh": "km/h",
}

// RecordKind implements record.Entity.
func (*Section) RecordKind() record.Kind   { return record.Section }
func (*Phase) RecordKind() record.Kind     { return record.Phase }
func (*Milestone) RecordKind() record.Kind { return record.Milestone }
func (*Structure) RecordKind() record.Kind { return record.Structure }

// Owner implements record.Entity.
func (s *Section) Owner() record.ID   { return s.Project }
func (p *Phase) Owner() record.ID     { return p.Project }
func (m *Milestone) Owner() record.ID { return m.Project }
func (s *Structure) Owner() record.ID { return s.Project }

// Refs implements record.Entity.
func (s *Section) Refs() []record.Ref {
	return []record.Ref{
		{Field: "project", Kind: record.Project, ID: &s.Project},
		{Field: "within", Kind: record.Section, ID: &s.Within},
	}
}

// Refs implements record.Entity.
func (p *Phase) Refs() []record.Ref {
	refs := []record.Ref{
		{Field: "project", Kind: record.Project, ID: &p.Project},
		{Field: "section", Kind: record.Section, ID: &p.Section},
	}
	for i := range p.After {
		refs = append(refs, record.Ref{Field: "after", Kind: record.Phase, ID: &p.After[i].Phase})
	}
	return refs
}

// Refs implements record.Entity.
func (m *Milestone) Refs() []record.Ref { return placeRefs(&m.Project, &m.Section, &m.Phase) }

// Refs implements record.Entity.
func (s *Structure) Refs() []record.Ref { return placeRefs(&s.Project, &s.Section, &s.Phase) }

func placeRefs(project, section, phase *record.ID) []record.Ref {
	return []record.Ref{
		{Field: "project", Kind: record.Project, ID: project},
		{Field: "section", Kind: record.Section, ID: section},
		{Field: "phase", Kind: record.Phase, ID: phase},
	}
}

// FigureFields implements record.Figured.
func (s *Section) FigureFields() []record.FigureField {
	return []record.FigureField{record.NumberFigure("length_m", "m", &s.LengthM)}
}

// FigureFields implements record.Figured.
func (p *Phase) FigureFields() []record.FigureField {
	return []record.FigureField{
		record.DateFigure("planned_start", &p.PlannedStart),
		record.DateFigure("planned_finish", &p.PlannedFinish),
		record.DateFigure("actual_start", &p.ActualStart),
		record.DateFigure("actual_finish", &p.ActualFinish),
		record.NumberFigure("progress_percent", "%", &p.ProgressPercent),
	}
}

// FigureFields implements record.Figured.
func (m *Milestone) FigureFields() []record.FigureField {
	return []record.FigureField{record.DateFigure("planned", &m.Planned), record.DateFigure("actual", &m.Actual)}
}

// FigureFields implements record.Figured: count, length and every attribute.
func (s *Structure) FigureFields() []record.FigureField {
	fields := []record.FigureField{
		record.CountFigure("count", &s.Count),
		record.NumberFigure("length_m", "m", &s.LengthM),
	}
	for i := range s.Attributes {
		a := &s.Attributes[i]
		fields = append(fields, record.NumberFigure(a.Name, attributeUnits[a.Name], &a.Value))
	}
	return fields
}

// Start returns the date the phase starts: the actual one where known.
func (p *Phase) Start() schedule.Date { return cmp.Or(p.ActualStart, p.PlannedStart) }

// Finish returns the date the phase finishes: the actual one where known.
func (p *Phase) Finish() schedule.Date { return cmp.Or(p.ActualFinish, p.PlannedFinish) }

// Date returns when the milestone was or will be reached: the actual date where known.
func (m *Milestone) Date() schedule.Date { return cmp.Or(m.Actual, m.Planned) }
