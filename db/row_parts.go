package db

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/project"
	"korridor/pkg/schedule"
)

type phaseRow struct {
	Meta            meta `gorm:"embedded"`
	ProjectID       optional
	SectionID       optional
	Code            string
	Position        int
	Name            string
	NameSq          string
	PlannedStart    date
	PlannedFinish   date
	ActualStart     date
	ActualFinish    date
	ProgressPercent number
	Profile         schedule.ProfileKind

	ProfileParameters jsonText[*profileParameters]

	Note   string
	NoteSq string
}

// profileParameters is a spending profile without its kind.
type profileParameters struct {
	A      decimal.NullDecimal  `json:",omitzero"`
	B      decimal.NullDecimal  `json:",omitzero"`
	Shares []schedule.YearShare `json:",omitempty"`
}

// parametersOf returns the profile's parameters, nil where it has none.
func parametersOf(p schedule.Profile) *profileParameters {
	if !p.A.Valid && !p.B.Valid && len(p.Shares) == 0 {
		return nil
	}
	return &profileParameters{p.A, p.B, p.Shares}
}

func (r phaseRow) profile() schedule.Profile {
	p := schedule.Profile{Kind: r.Profile}
	if of := r.ProfileParameters.v; of != nil {
		p.A, p.B, p.Shares = of.A, of.B, of.Shares
	}
	return p
}

func newPhaseRow(p *project.Phase) phaseRow {
	return phaseRow{
		Meta: newMeta(p.Meta), ProjectID: optional(p.Project), SectionID: optional(p.Section),
		Code: p.Code, Position: p.Position, Name: p.Name.Default, NameSq: p.Name.Albanian,
		PlannedStart: date{p.PlannedStart}, PlannedFinish: date{p.PlannedFinish},
		ActualStart: date{p.ActualStart}, ActualFinish: date{p.ActualFinish},
		ProgressPercent: number{p.ProgressPercent},
		Profile:         p.Profile.Kind, ProfileParameters: asJSON(parametersOf(p.Profile)),
		Note: p.Note.Default, NoteSq: p.Note.Albanian,
	}
}

func (r phaseRow) domain() project.Phase {
	return project.Phase{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Section: r.SectionID.id(),
		Code: r.Code, Position: r.Position, Name: label(r.Name, r.NameSq),
		PlannedStart: r.PlannedStart.Date, PlannedFinish: r.PlannedFinish.Date,
		ActualStart: r.ActualStart.Date, ActualFinish: r.ActualFinish.Date,
		ProgressPercent: canonical(r.ProgressPercent.NullDecimal), Profile: r.profile(), Note: label(r.Note, r.NoteSq),
	}
}

type milestoneRow struct {
	Meta      meta `gorm:"embedded"`
	ProjectID optional
	SectionID optional
	PhaseID   optional
	Code      string
	Name      string
	NameSq    string
	Planned   date
	Actual    date
	Note      string
	NoteSq    string
}

func newMilestoneRow(m *project.Milestone) milestoneRow {
	return milestoneRow{
		Meta: newMeta(m.Meta), ProjectID: optional(m.Project), SectionID: optional(m.Section), PhaseID: optional(m.Phase),
		Code: m.Code, Name: m.Name.Default, NameSq: m.Name.Albanian,
		Planned: date{m.Planned}, Actual: date{m.Actual},
		Note: m.Note.Default, NoteSq: m.Note.Albanian,
	}
}

func (r milestoneRow) domain() project.Milestone {
	return project.Milestone{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Section: r.SectionID.id(), Phase: r.PhaseID.id(),
		Code: r.Code, Name: label(r.Name, r.NameSq),
		Planned: r.Planned.Date, Actual: r.Actual.Date, Note: label(r.Note, r.NoteSq),
	}
}

type structureRow struct {
	Meta       meta `gorm:"embedded"`
	ProjectID  optional
	SectionID  optional
	PhaseID    optional
	Code       string
	Position   int
	Kind       project.StructureKind
	Name       string
	NameSq     string
	Count      *int64
	LengthM    number
	Attributes jsonText[map[string]decimal.NullDecimal]
	Note       string
	NoteSq     string
}

func newStructureRow(s *project.Structure) structureRow {
	return structureRow{
		Meta: newMeta(s.Meta), ProjectID: optional(s.Project), SectionID: optional(s.Section), PhaseID: optional(s.Phase),
		Code: s.Code, Position: s.Position, Kind: s.Kind, Name: s.Name.Default, NameSq: s.Name.Albanian,
		Count: s.Count, LengthM: number{s.LengthM},
		Attributes: jsonText[map[string]decimal.NullDecimal]{attributeMap(s.Attributes)},
		Note:       s.Note.Default, NoteSq: s.Note.Albanian,
	}
}

func (r structureRow) domain() project.Structure {
	return project.Structure{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Section: r.SectionID.id(), Phase: r.PhaseID.id(),
		Code: r.Code, Position: r.Position, Kind: r.Kind, Name: label(r.Name, r.NameSq),
		Count: r.Count, LengthM: canonical(r.LengthM.NullDecimal),
		Attributes: sortedAttributes(r.Attributes.v), Note: label(r.Note, r.NoteSq),
	}
}

func attributeMap(attributes []project.Attribute) map[string]decimal.NullDecimal {
	if len(attributes) == 0 {
		return nil
	}
	m := make(map[string]decimal.NullDecimal, len(attributes))
	for _, a := range attributes {
		m[a.Name] = a.Value
	}
	return m
}

// sortedAttributes lists the attributes by name, so that the same ones are
// always the same value.
func sortedAttributes(m map[string]decimal.NullDecimal) []project.Attribute {
	var attributes []project.Attribute
	for _, name := range slices.Sorted(maps.Keys(m)) {
		attributes = append(attributes, project.Attribute{Name: name, Value: canonical(m[name])})
	}
	return attributes
}
