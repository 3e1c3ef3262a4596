package db

import (
	"strings"

	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// meta is the id and version that every row begins with.
type meta struct {
	ID      record.ID `gorm:"primaryKey;autoIncrement:false"`
	Version int64
}

func newMeta(m record.Meta) meta   { return meta{ID: m.ID, Version: m.Version} }
func (m meta) domain() record.Meta { return record.Meta{ID: m.ID, Version: m.Version} }

type programmeRow struct {
	Meta      meta `gorm:"embedded"`
	Code      string
	Name      string
	NameSq    string
	Summary   string
	SummarySq string
	Currency  currency
}

func newProgrammeRow(p *project.Programme) programmeRow {
	return programmeRow{
		Meta: newMeta(p.Meta), Code: p.Code,
		Name: p.Name.Default, NameSq: p.Name.Albanian,
		Summary: p.Summary.Default, SummarySq: p.Summary.Albanian,
		Currency: currency{p.Currency},
	}
}

func (r programmeRow) domain() project.Programme {
	return project.Programme{
		Meta: r.Meta.domain(), Code: r.Code,
		Name: label(r.Name, r.NameSq), Summary: label(r.Summary, r.SummarySq),
		Currency: r.Currency.Currency,
	}
}

type projectRow struct {
	Meta              meta `gorm:"embedded"`
	ProgrammeID       optional
	Code              string
	Name              string
	NameSq            string
	Summary           string
	SummarySq         string
	Sector            string
	Type              string
	Stage             project.Stage
	External          bool
	LengthM           number
	WorkingEstimateID optional
	WorkingBy         string
	WorkingAtUs       optional
	WorkingReason     string
	WorkingReasonSq   string
	Search            string
}

func newProjectRow(p *project.Project) projectRow {
	return projectRow{
		Meta: newMeta(p.Meta), ProgrammeID: optional(p.Programme), Code: p.Code,
		Name: p.Name.Default, NameSq: p.Name.Albanian,
		Summary: p.Summary.Default, SummarySq: p.Summary.Albanian,
		Sector: p.Sector, Type: p.Type, Stage: p.Stage, External: p.External,
		LengthM:           number{p.LengthM},
		WorkingEstimateID: optional(p.Working.Estimate), WorkingBy: p.Working.By,
		WorkingAtUs: micros(p.Working.At), WorkingReason: p.Working.Reason.Default, WorkingReasonSq: p.Working.Reason.Albanian,
		Search: text.Fold(strings.Join([]string{p.Code, p.Name.Default, p.Name.Albanian}, "\n")),
	}
}

func (r projectRow) domain() project.Project {
	return project.Project{
		Meta: r.Meta.domain(), Programme: r.ProgrammeID.id(), Code: r.Code,
		Name: label(r.Name, r.NameSq), Summary: label(r.Summary, r.SummarySq),
		Sector: r.Sector, Type: r.Type, Stage: r.Stage, External: r.External,
		LengthM: canonical(r.LengthM.NullDecimal),
		Working: project.WorkingChoice{Estimate: r.WorkingEstimateID.id(), By: r.WorkingBy,
			At: r.WorkingAtUs.time(), Reason: label(r.WorkingReason, r.WorkingReasonSq)},
	}
}

type sectionRow struct {
	Meta      meta `gorm:"embedded"`
	ProjectID optional
	WithinID  optional
	Code      string
	Position  int
	Name      string
	NameSq    string
	Country   record.Country
	LengthM   number
	Note      string
	NoteSq    string
}

func newSectionRow(s *project.Section) sectionRow {
	return sectionRow{
		Meta: newMeta(s.Meta), ProjectID: optional(s.Project), WithinID: optional(s.Within),
		Code: s.Code, Position: s.Position, Name: s.Name.Default, NameSq: s.Name.Albanian,
		Country: s.Country, LengthM: number{s.LengthM},
		Note: s.Note.Default, NoteSq: s.Note.Albanian,
	}
}

func (r sectionRow) domain() project.Section {
	return project.Section{
		Meta: r.Meta.domain(), Project: r.ProjectID.id(), Within: r.WithinID.id(),
		Code: r.Code, Position: r.Position, Name: label(r.Name, r.NameSq),
		Country: r.Country, LengthM: canonical(r.LengthM.NullDecimal), Note: label(r.Note, r.NoteSq),
	}
}
