package corridor

import (
	"errors"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/yamlfile"
)

// reader gathers the records of all files and what is wrong with them.
type reader struct {
	yamlfile.Reader
	records []placed // in the order of the files
	codes   map[name]placed
	links   []link
	sums    []sum
}

// placed is a record with the table that it was read from.
type placed struct {
	record.Entity
	at *yamlfile.Node
}

// name is what a record is referred to by: its code, unique among its kind in
// a scope, which is the project that it belongs to.
type name struct {
	kind  record.Kind
	scope string
	code  string
}

// link is a reference by code, to be turned into an id when all files are read.
type link struct {
	to   name
	from record.Entity
	id   *record.ID
	at   *yamlfile.Node
}

func newReader() *reader {
	return &reader{codes: map[name]placed{}}
}

// add gives the record its placeholder id and keeps it. Ids fall by one, so an
// earlier record has the larger id.
func (r *reader) add(t *table, e record.Entity) {
	r.records = append(r.records, placed{e, t.Node})
	e.RecordMeta().ID = record.ID(-len(r.records))
}

// addCoded is add for a record that others refer to by a code.
func (r *reader) addCoded(t *table, e record.Entity, scope, code string) {
	r.add(t, e)
	key := name{e.RecordKind(), scope, code}
	if other, taken := r.codes[key]; taken {
		at := t.Node.Place
		if n := t.Node.Child("code"); n != nil {
			at = n.Place
		}
		r.Note(at, fault.Say("corridor.code_twice",
			"{code} is the code of another {kind} already: {place}",
			"code", code, "kind", string(key.kind), "place", other.at.Place))
		return
	}
	r.codes[key] = placed{e, t.Node}
}

// resolve turns the references by code into ids. A record may refer to records
// of its own kind that stand before it, so that each can be created in turn;
// projects are put in order by bundle.
func (r *reader) resolve() {
	for _, l := range r.links {
		target, ok := r.codes[l.to]
		switch {
		case !ok:
			r.Note(l.at.Place, fault.Say("corridor.unknown_code", "there is no {kind} with the code {code}",
				"kind", string(l.to.kind), "code", l.to.code))
			continue
		case l.to.kind == l.from.RecordKind() && l.to.kind != record.Project && target.RecordMeta().ID <= l.from.RecordMeta().ID:
			r.Note(l.at.Place, fault.Say("corridor.later", "the {kind} {code} must stand before this one",
				"kind", string(l.to.kind), "code", l.to.code))
			continue
		}
		*l.id = target.RecordMeta().ID
	}
}

// validate runs the domain's own checks on every record.
func (r *reader) validate() {
	for _, p := range r.records {
		err := p.Validate()
		if err == nil {
			continue
		}
		f, ok := errors.AsType[*fault.Error](err)
		if !ok {
			r.NoteError(p.at, err)
			continue
		}
		for _, field := range f.Fields {
			r.Note(p.at.PlaceOf(field.Name), field.Message)
		}
	}
}

// bundle copies the records into their lists, projects after those they depend on.
func (r *reader) bundle() planner.Bundle {
	var b planner.Bundle
	for _, p := range r.records {
		switch e := p.Entity.(type) {
		case *project.Programme:
			b.Programmes = append(b.Programmes, *e)
		case *project.Document:
			b.Documents = append(b.Documents, *e)
		case *funding.Rate:
			b.Rates = append(b.Rates, *e)
		case *project.Project:
			b.Projects = append(b.Projects, *e)
		case *project.Section:
			b.Sections = append(b.Sections, *e)
		case *project.Phase:
			b.Phases = append(b.Phases, *e)
		case *project.Milestone:
			b.Milestones = append(b.Milestones, *e)
		case *project.Structure:
			b.Structures = append(b.Structures, *e)
		case *funding.Source:
			b.Sources = append(b.Sources, *e)
		case *funding.Ceiling:
			b.Ceilings = append(b.Ceilings, *e)
		case *funding.Allocation:
			b.Allocations = append(b.Allocations, *e)
		case *estimate.Estimate:
			b.Estimates = append(b.Estimates, *e)
		case *estimate.Line:
			b.Lines = append(b.Lines, *e)
		case *costmodel.Series:
			b.Series = append(b.Series, *e)
		case *funding.BudgetProgramme:
			b.Budgets = append(b.Budgets, *e)
		case *costmodel.Assumptions:
			b.Assumptions = append(b.Assumptions, *e)
		case *costmodel.Scenario:
			b.Scenarios = append(b.Scenarios, *e)
		case *risk.Range:
			b.Uncertainties = append(b.Uncertainties, *e)
		case *risk.Entry:
			b.Risks = append(b.Risks, *e)
		case *risk.Settings:
			b.RiskSettings = append(b.RiskSettings, *e)
		case *project.Claim:
			b.Claims = append(b.Claims, *e)
		}
	}
	b.Projects = dependenciesFirst(b.Projects)
	return b
}

// dependenciesFirst orders the projects so that each comes after those it
// depends on, and otherwise as given.
func dependenciesFirst(projects []project.Project) []project.Project {
	done := map[record.ID]bool{}
	ordered := make([]project.Project, 0, len(projects))
	var put func(p project.Project)
	put = func(p project.Project) {
		if done[p.ID] {
			return
		}
		done[p.ID] = true
		for _, other := range projects {
			for _, id := range p.DependsOn {
				if other.ID == id {
					put(other)
				}
			}
		}
		ordered = append(ordered, p)
	}
	for _, p := range projects {
		put(p)
	}
	return ordered
}
