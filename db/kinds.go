package db

import (
	"cmp"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// The kinds of record: where each is kept, what is unique in it, what it
// depends on and in which order it is listed. A new kind is a row type, an
// entry here and a migration.
var (
	programmes = &kind[project.Programme, *project.Programme, programmeRow]{
		table:   table{kind: record.Programme, name: "programmes", label: "code", unique: codeUnique()},
		newRow:  newProgrammeRow,
		compare: func(a, b *project.Programme) int { return cmp.Compare(a.Code, b.Code) },
	}
	projects = &kind[project.Project, *project.Project, projectRow]{
		table: table{kind: record.Project, name: "projects", label: "code", unique: codeUnique(), refs: []reference{
			{to: record.Programme, column: "programme_id"},
			{to: record.Estimate, column: "working_estimate_id"},
			{to: record.Project, column: "depends_on_id", via: "project_dependencies", owner: "project_id"},
		}},
		newRow:  newProjectRow,
		compare: func(a, b *project.Project) int { return cmp.Compare(a.Code, b.Code) },
		links: []*links[project.Project]{{table: "project_dependencies", owner: "project_id", target: "depends_on_id",
			of:  func(p *project.Project) []link { return linksTo(p.DependsOn) },
			add: func(p *project.Project, l link) { p.DependsOn = append(p.DependsOn, l.Target) }}},
	}
	sections = &kind[project.Section, *project.Section, sectionRow]{
		table: table{kind: record.Section, name: "sections", label: "code", unique: codeUnique("project_id"), refs: []reference{
			{to: record.Project, column: "project_id"},
			{to: record.Section, column: "within_id"},
		}},
		newRow:  newSectionRow,
		compare: by(func(e *project.Section) (record.ID, int, string) { return e.Project, e.Position, e.Code }),
	}
	phases = &kind[project.Phase, *project.Phase, phaseRow]{
		table: table{kind: record.Phase, name: "phases", label: "code", unique: codeUnique("project_id"), refs: []reference{
			{to: record.Project, column: "project_id"},
			{to: record.Section, column: "section_id"},
			{to: record.Phase, column: "predecessor_id", via: "phase_predecessors", owner: "phase_id"},
		}},
		newRow:  newPhaseRow,
		compare: by(func(e *project.Phase) (record.ID, int, string) { return e.Project, e.Position, e.Code }),
		links: []*links[project.Phase]{{table: "phase_predecessors", owner: "phase_id", target: "predecessor_id", lagged: true,
			of: func(p *project.Phase) []link {
				list := make([]link, len(p.After))
				for i, l := range p.After {
					list[i] = link{Target: l.Phase, LagDays: l.LagDays}
				}
				return list
			},
			add: func(p *project.Phase, l link) {
				p.After = append(p.After, project.Link{Phase: l.Target, LagDays: l.LagDays})
			}}},
	}
	milestones = &kind[project.Milestone, *project.Milestone, milestoneRow]{
		table:  table{kind: record.Milestone, name: "milestones", label: "code", unique: codeUnique("project_id"), refs: placed()},
		newRow: newMilestoneRow,
		compare: func(a, b *project.Milestone) int {
			return cmp.Or(cmp.Compare(a.Project, b.Project), a.Date().Compare(b.Date()), cmp.Compare(a.Code, b.Code))
		},
	}
	structures = &kind[project.Structure, *project.Structure, structureRow]{
		table:   table{kind: record.Structure, name: "structures", label: "code", unique: codeUnique("project_id"), refs: placed()},
		newRow:  newStructureRow,
		compare: by(func(e *project.Structure) (record.ID, int, string) { return e.Project, e.Position, e.Code }),
	}
	documents = &kind[project.Document, *project.Document, documentRow]{
		table:   table{kind: record.Document, name: "documents", label: "code", unique: codeUnique()},
		newRow:  newDocumentRow,
		compare: func(a, b *project.Document) int { return cmp.Compare(a.Code, b.Code) },
	}
	claims = &kind[project.Claim, *project.Claim, claimRow]{
		table: table{kind: record.Claim, name: "claims", label: "field",
			unique: []uniqueKey{{columns: []string{"entity_id", "field", "chosen"}, field: "chosen",
				only: func(e record.Entity) bool { return e.(*project.Claim).Chosen }}},
			refs: []reference{
				{to: record.Project, column: "project_id"},
				{to: record.Document, column: "document_id"},
			}},
		newRow: newClaimRow,
		compare: func(a, b *project.Claim) int {
			return cmp.Or(cmp.Compare(a.Project, b.Project), cmp.Compare(a.Entity, b.Entity), cmp.Compare(a.Field, b.Field),
				chosenFirst(a.Chosen, b.Chosen), cmp.Compare(a.ID, b.ID))
		},
	}
	estimates = &kind[estimate.Estimate, *estimate.Estimate, estimateRow]{
		table: table{kind: record.Estimate, name: "estimates", label: "code", unique: codeUnique("project_id"), refs: []reference{
			{to: record.Project, column: "project_id"},
			{to: record.Estimate, column: "copy_of_id"},
			{to: record.Section, column: "section_id", via: "estimate_sections", owner: "estimate_id"},
		}},
		newRow: newEstimateRow,
		compare: func(a, b *estimate.Estimate) int {
			return cmp.Or(cmp.Compare(a.Project, b.Project), a.AsOf.Compare(b.AsOf), cmp.Compare(a.Code, b.Code))
		},
		links: []*links[estimate.Estimate]{{table: "estimate_sections", owner: "estimate_id", target: "section_id",
			of:  func(e *estimate.Estimate) []link { return linksTo(e.Sections) },
			add: func(e *estimate.Estimate, l link) { e.Sections = append(e.Sections, l.Target) }}},
	}
	costLines = &kind[estimate.Line, *estimate.Line, costLineRow]{
		table: table{kind: record.CostLine, name: "cost_lines", label: "code", unique: codeUnique("estimate_id"), refs: []reference{
			{to: record.Project, column: "project_id"},
			{to: record.Estimate, column: "estimate_id"},
			{to: record.Phase, column: "phase_id"},
			{to: record.Structure, column: "structure_id"},
		}},
		newRow:  newCostLineRow,
		compare: by(func(e *estimate.Line) (record.ID, int, string) { return e.Estimate, e.Position, e.Code }),
	}
	fundingSources = &kind[funding.Source, *funding.Source, fundingSourceRow]{
		table: table{kind: record.FundingSource, name: "funding_sources", label: "code", unique: codeUnique("project_id"),
			refs: []reference{
				{to: record.Project, column: "project_id"},
				{to: record.BudgetProgramme, column: "budget_programme_id"},
			}},
		newRow:  newFundingSourceRow,
		compare: by(func(e *funding.Source) (record.ID, int, string) { return e.Project, e.Position, e.Code }),
	}
	ceilings = &kind[funding.Ceiling, *funding.Ceiling, ceilingRow]{
		table:   table{kind: record.Ceiling, name: "ceilings", label: "fiscal_year", unique: yearUnique(), refs: funded()},
		newRow:  newCeilingRow,
		compare: by(func(e *funding.Ceiling) (record.ID, int, record.ID) { return e.Project, e.FiscalYear, e.Source }),
	}
	allocations = &kind[funding.Allocation, *funding.Allocation, allocationRow]{
		table: table{kind: record.Allocation, name: "allocations", label: "fiscal_year", unique: yearUnique(),
			refs: append(funded(), reference{to: record.Document, column: "breach_document_id"})},
		newRow:  newAllocationRow,
		compare: by(func(e *funding.Allocation) (record.ID, int, record.ID) { return e.Project, e.FiscalYear, e.Source }),
	}
	exchangeRates = &kind[funding.Rate, *funding.Rate, exchangeRateRow]{
		table: table{kind: record.ExchangeRate, name: "exchange_rates", label: "date",
			unique: []uniqueKey{{columns: []string{"base", "quote", "date", "kind"}, field: "date"}}},
		newRow: newExchangeRateRow,
		compare: func(a, b *funding.Rate) int {
			return cmp.Or(cmp.Compare(a.Base.Code(), b.Base.Code()), cmp.Compare(a.Quote.Code(), b.Quote.Code()),
				a.Date.Compare(b.Date), cmp.Compare(a.Kind, b.Kind))
		},
	}
)

// kinds lists all kinds, each after the ones that its records need.
var kinds = []stored{programmes, projects, documents, sections, phases, milestones, structures,
	estimates, costLines, budgetProgrammes, fundingSources, ceilings, allocations, exchangeRates,
	indexSeries, assumptions, scenarios, expenditures, benefits, attributions,
	uncertainties, risks, riskSettings, simulations, proposals, periods, baselines, users, claims, comments}

var kindsByName = func() map[record.Kind]stored {
	m := make(map[record.Kind]stored, len(kinds))
	for _, k := range kinds {
		m[k.info().kind] = k
	}
	return m
}()

// kindOf returns how e is stored.
func kindOf(e record.Entity) (stored, error) {
	if k, ok := kindsByName[e.RecordKind()]; ok {
		return k, nil
	}
	return nil, fault.New(fault.Invalid, fault.Say("unknown_kind", "there are no records of the kind {kind}",
		"kind", string(e.RecordKind())))
}

func codeUnique(within ...string) []uniqueKey {
	return []uniqueKey{{columns: append(within, "code"), field: "code"}}
}

func yearUnique() []uniqueKey {
	return []uniqueKey{{columns: []string{"funding_source_id", "fiscal_year"}, field: "fiscal_year"}}
}

// placed are the references of what stands somewhere along a project.
func placed() []reference {
	return []reference{
		{to: record.Project, column: "project_id"},
		{to: record.Section, column: "section_id"},
		{to: record.Phase, column: "phase_id"},
	}
}

// funded are the references of what a funding source gives in a year.
func funded() []reference {
	return []reference{
		{to: record.Project, column: "project_id"},
		{to: record.FundingSource, column: "funding_source_id"},
	}
}

// by orders records by three keys, the first before the second before the third.
func by[T any, A, B, C cmp.Ordered](keys func(*T) (A, B, C)) func(x, y *T) int {
	return func(x, y *T) int {
		a1, b1, c1 := keys(x)
		a2, b2, c2 := keys(y)
		return cmp.Or(cmp.Compare(a1, a2), cmp.Compare(b1, b2), cmp.Compare(c1, c2))
	}
}

func chosenFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
