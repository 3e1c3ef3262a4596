// Package project holds what a project is made of: programme, project,
// section, phase, milestone, structure; and the paper trail of its figures:
// documents and claims.
package project

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Programme is a set of projects that are planned together.
type Programme struct {
	record.Meta
	Code     string
	Name     text.Label
	Summary  text.Label
	Currency money.Currency // the planning currency
}

// Stage is the lifecycle stage of a project (OC4IDS projectStatus codelist).
type Stage string

// The stages of a project's life.
const (
	Identification  Stage = "identification"
	Preparation     Stage = "preparation"
	Implementation  Stage = "implementation"
	Completion      Stage = "completion"
	Maintenance     Stage = "maintenance"
	Decommissioning Stage = "decommissioning"
	Decommissioned  Stage = "decommissioned"
	Cancelled       Stage = "cancelled"
)

// Stages lists the stages in the order of a project's life.
var Stages = []Stage{Identification, Preparation, Implementation, Completion,
	Maintenance, Decommissioning, Decommissioned, Cancelled}

// Open reports whether money is still to be planned: the works are not complete.
func (s Stage) Open() bool {
	return s == Identification || s == Preparation || s == Implementation
}

// Sectors lists the sectors that forms offer (OC4IDS projectSector codelist).
var Sectors = []string{"transport.road", "transport.rail", "transport.air", "transport.water", "energy",
	"waterAndWaste", "communications", "health", "education"}

// Types lists the types of project (OC4IDS projectType codelist).
var Types = []string{"construction", "rehabilitation", "replacement", "expansion"}

// Project is one project: works with a cost, a time and a purpose.
type Project struct {
	record.Meta
	Programme record.ID
	Code      string
	Name      text.Label
	Summary   text.Label
	Sector    string
	Type      string
	Stage     Stage
	External  bool                // tracked because others depend on it; not part of the programme
	LengthM   decimal.NullDecimal // of the whole project where it has one, in metres
	DependsOn []record.ID         // projects that must be there for this one to be of use
	Working   WorkingChoice
}

// WorkingChoice says which estimate is the working one, and who chose it when
// and why. The zero value: none is chosen.
type WorkingChoice struct {
	Estimate record.ID
	By       string
	At       time.Time
	Reason   text.Label
}

// RecordKind, Owner and Refs implement record.Entity.
func (*Programme) RecordKind() record.Kind { return record.Programme }
func (*Programme) Owner() record.ID        { return 0 }
func (*Programme) Refs() []record.Ref      { return nil }

// Validate implements record.Entity.
func (p *Programme) Validate() error {
	var problems fault.Problems
	text.CheckCode(&problems, "code", p.Code)
	text.CheckLabel(&problems, "name", p.Name, text.MaxName, true)
	text.CheckLabel(&problems, "summary", p.Summary, text.MaxNote, false)
	problems.Check(!p.Currency.IsZero(), "currency", fault.Say("required", "is required"))
	return problems.Err(fault.Say("programme.invalid", "the programme cannot be kept"))
}

// RecordKind implements record.Entity.
func (*Project) RecordKind() record.Kind { return record.Project }

// Owner implements record.Entity: a project belongs to itself.
func (p *Project) Owner() record.ID { return p.ID }

// Refs implements record.Entity.
func (p *Project) Refs() []record.Ref {
	refs := []record.Ref{
		{Field: "programme", Kind: record.Programme, ID: &p.Programme},
		{Field: "working", Kind: record.Estimate, ID: &p.Working.Estimate},
	}
	for i := range p.DependsOn {
		refs = append(refs, record.Ref{Field: "depends_on", Kind: record.Project, ID: &p.DependsOn[i]})
	}
	return refs
}

// FigureFields implements record.Figured.
func (p *Project) FigureFields() []record.FigureField {
	return []record.FigureField{record.NumberFigure("length_m", "m", &p.LengthM)}
}

// MaxDependencies bounds how many projects one project can depend on.
const MaxDependencies = 50

// Validate implements record.Entity.
func (p *Project) Validate() error {
	var problems fault.Problems
	text.CheckCode(&problems, "code", p.Code)
	text.CheckLabel(&problems, "name", p.Name, text.MaxName, true)
	text.CheckLabel(&problems, "summary", p.Summary, text.MaxNote, false)
	text.CheckOneOf(&problems, "sector", p.Sector, Sectors)
	text.CheckOneOf(&problems, "type", p.Type, Types)
	text.CheckOneOf(&problems, "stage", p.Stage, Stages)
	record.CheckNotNegative(&problems, "length_m", p.LengthM)
	text.CheckLabel(&problems, "working_reason", p.Working.Reason, text.MaxLine, false)
	problems.Check(p.Programme != 0, "programme", fault.Say("required", "is required"))
	record.CheckCount(&problems, "depends_on", len(p.DependsOn), MaxDependencies)
	record.CheckDistinct(&problems, "depends_on", p.DependsOn)
	problems.Check(p.ID == 0 || !slices.Contains(p.DependsOn, p.ID), "depends_on",
		fault.Say("project.depends_on_itself", "a project cannot depend on itself"))
	return problems.Err(fault.Say("project.invalid", "the project cannot be kept"))
}
