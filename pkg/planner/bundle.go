package planner

import (
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// Bundle is a set of records to load together. Its records carry placeholder
// ids below 0, by which they refer to one another; loading gives them real
// ones. A record may only refer to records of the bundle. Estimates are
// created as drafts and published at the end where Status says so; a project's
// Working.Estimate and Working.Reason say which estimate is chosen and why.
type Bundle struct {
	Programmes  []project.Programme
	Documents   []project.Document
	Rates       []funding.Rate
	Series      []costmodel.Series
	Budgets     []funding.BudgetProgramme
	Projects    []project.Project
	Sections    []project.Section
	Phases      []project.Phase // predecessors before those that follow them
	Milestones  []project.Milestone
	Structures  []project.Structure
	Sources     []funding.Source
	Ceilings    []funding.Ceiling
	Allocations []funding.Allocation
	Estimates   []estimate.Estimate
	Lines       []estimate.Line

	Assumptions  []costmodel.Assumptions
	Scenarios    []costmodel.Scenario
	Expenditures []costmodel.Expenditure
	Benefits     []costmodel.Benefit
	Attributions []estimate.Attribution

	Uncertainties []risk.Range
	Risks         []risk.Entry
	RiskSettings  []risk.Settings

	Claims []project.Claim
}

// Entities lists the bundle's records in the order in which they can be
// created: each after those it refers to.
func (b *Bundle) Entities() []record.Entity {
	var all []record.Entity
	all = appendEach(all, b.Programmes)
	all = appendEach(all, b.Documents)
	all = appendEach(all, b.Rates)
	all = appendEach(all, b.Series)
	all = appendEach(all, b.Budgets)
	all = appendEach(all, b.Projects)
	all = appendEach(all, b.Sections)
	all = appendEach(all, b.Phases)
	all = appendEach(all, b.Milestones)
	all = appendEach(all, b.Structures)
	all = appendEach(all, b.Sources)
	all = appendEach(all, b.Ceilings)
	all = appendEach(all, b.Allocations)
	all = appendEach(all, b.Estimates)
	all = appendEach(all, b.Lines)
	all = appendEach(all, b.Assumptions)
	all = appendEach(all, b.Scenarios)
	all = appendEach(all, b.Expenditures)
	all = appendEach(all, b.Benefits)
	all = appendEach(all, b.Attributions)
	all = appendEach(all, b.Uncertainties)
	all = appendEach(all, b.Risks)
	all = appendEach(all, b.RiskSettings)
	return appendEach(all, b.Claims)
}

func appendEach[T any, P interface {
	*T
	record.Entity
}](all []record.Entity, records []T) []record.Entity {
	for i := range records {
		all = append(all, P(&records[i]))
	}
	return all
}
