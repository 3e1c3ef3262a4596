package db

import (
	"cmp"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/record"
)

// The kinds of record that a cost model is made of.
var (
	indexSeries = &kind[costmodel.Series, *costmodel.Series, indexSeriesRow]{
		table:   table{kind: record.IndexSeries, name: "index_series", label: "code", unique: codeUnique()},
		newRow:  newIndexSeriesRow,
		compare: func(a, b *costmodel.Series) int { return cmp.Compare(a.Code, b.Code) },
	}
	assumptions = &kind[costmodel.Assumptions, *costmodel.Assumptions, assumptionsRow]{
		table: table{kind: record.Assumptions, name: "assumptions", label: "(SELECT code FROM projects WHERE projects.id = project_id)",
			unique: []uniqueKey{{columns: []string{"project_id"}, field: "project"}}, refs: []reference{
				{to: record.Project, column: "project_id"},
				{to: record.IndexSeries, column: "series_id", via: "assumption_series", owner: "assumptions_id"},
			}},
		newRow:  newAssumptionsRow,
		compare: func(a, b *costmodel.Assumptions) int { return cmp.Compare(a.Project, b.Project) },
		links: []*links[costmodel.Assumptions]{
			{table: "assumption_series", owner: "assumptions_id", target: "series_id", of: assumedSeries}},
	}
	scenarios = &kind[costmodel.Scenario, *costmodel.Scenario, scenarioRow]{
		table: table{kind: record.Scenario, name: "scenarios", label: "code", unique: codeUnique("project_id"), refs: []reference{
			{to: record.Project, column: "project_id"},
			{to: record.IndexSeries, column: "series_id", via: "scenario_series", owner: "scenario_id"},
			{to: record.FundingSource, column: "funding_source_id", via: "scenario_sources", owner: "scenario_id"},
		}},
		newRow: newScenarioRow,
		compare: func(a, b *costmodel.Scenario) int {
			return cmp.Or(cmp.Compare(a.Project, b.Project), cmp.Compare(a.Code, b.Code))
		},
		links: []*links[costmodel.Scenario]{
			{table: "scenario_series", owner: "scenario_id", target: "series_id", of: changedSeries},
			{table: "scenario_sources", owner: "scenario_id", target: "funding_source_id", of: changedSources}},
	}
	budgetProgrammes = &kind[funding.BudgetProgramme, *funding.BudgetProgramme, budgetProgrammeRow]{
		table:   table{kind: record.BudgetProgramme, name: "budget_programmes", label: "code", unique: codeUnique()},
		newRow:  newBudgetProgrammeRow,
		compare: func(a, b *funding.BudgetProgramme) int { return cmp.Compare(a.Code, b.Code) },
	}
	expenditures = &kind[costmodel.Expenditure, *costmodel.Expenditure, expenditureRow]{
		table: table{kind: record.Expenditure, name: "expenditures", label: "COALESCE(NULLIF(reference, ''), date)", refs: []reference{
			{to: record.Project, column: "project_id"},
			{to: record.Phase, column: "phase_id"},
			{to: record.FundingSource, column: "funding_source_id"},
		}},
		newRow: newExpenditureRow,
		compare: func(a, b *costmodel.Expenditure) int {
			return cmp.Or(cmp.Compare(a.Project, b.Project), a.Date.Compare(b.Date), cmp.Compare(a.ID, b.ID))
		},
	}
	benefits = &kind[costmodel.Benefit, *costmodel.Benefit, benefitRow]{
		table: table{kind: record.Benefit, name: "benefits", label: "code", unique: codeUnique("project_id"),
			refs: []reference{{to: record.Project, column: "project_id"}}},
		newRow: newBenefitRow,
		compare: func(a, b *costmodel.Benefit) int {
			return cmp.Or(cmp.Compare(a.Project, b.Project), cmp.Compare(a.Code, b.Code))
		},
	}
	attributions = &kind[estimate.Attribution, *estimate.Attribution, attributionRow]{
		table: table{kind: record.Attribution, name: "attributions", label: "cause", refs: []reference{
			{to: record.Project, column: "project_id"},
			{to: record.Estimate, column: "from_estimate_id"},
			{to: record.Estimate, column: "to_estimate_id"},
			{to: record.Document, column: "document_id"},
		}},
		newRow: newAttributionRow,
		compare: func(a, b *estimate.Attribution) int {
			return cmp.Or(cmp.Compare(a.Project, b.Project), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.ID, b.ID))
		},
	}
)
