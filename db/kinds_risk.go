package db

import (
	"cmp"

	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// The kinds of record that a simulation is made of, and what it comes to.
var (
	uncertainties = &kind[risk.Range, *risk.Range, uncertaintyRow]{
		table: table{kind: record.Uncertainty, name: "uncertainties",
			label: "COALESCE((SELECT code FROM phases WHERE phases.id = phase_id), NULLIF(line, ''), category)",
			unique: []uniqueKey{
				{columns: []string{"project_id", "line"}, field: "line", only: func(e record.Entity) bool { return e.(*risk.Range).Line != "" }},
				{columns: []string{"project_id", "category"}, field: "category", only: func(e record.Entity) bool { return e.(*risk.Range).Category != "" }},
				{columns: []string{"phase_id"}, field: "phase", only: func(e record.Entity) bool { return e.(*risk.Range).Phase != 0 }},
			}, refs: []reference{
				{to: record.Project, column: "project_id"},
				{to: record.Phase, column: "phase_id"},
			}},
		newRow: newUncertaintyRow,
		compare: func(a, b *risk.Range) int {
			return cmp.Or(cmp.Compare(a.Project, b.Project), cmp.Compare(a.Phase, b.Phase), cmp.Compare(a.Category, b.Category), cmp.Compare(a.Line, b.Line))
		},
	}
	risks = &kind[risk.Entry, *risk.Entry, riskRow]{
		table: table{kind: record.Risk, name: "risks", label: "code", unique: codeUnique("project_id"), refs: []reference{
			{to: record.Project, column: "project_id"},
			{to: record.Phase, column: "phase_id"},
		}},
		newRow:  newRiskRow,
		compare: by(func(e *risk.Entry) (record.ID, int, string) { return e.Project, e.Position, e.Code }),
	}
	riskSettings = &kind[risk.Settings, *risk.Settings, riskSettingsRow]{
		table: table{kind: record.RiskSettings, name: "risk_settings", label: "(SELECT code FROM projects WHERE projects.id = project_id)",
			unique: []uniqueKey{{columns: []string{"project_id"}, field: "project"}},
			refs:   []reference{{to: record.Project, column: "project_id"}}},
		newRow:  newRiskSettingsRow,
		compare: func(a, b *risk.Settings) int { return cmp.Compare(a.Project, b.Project) },
	}
	simulations = &kind[risk.Run, *risk.Run, simulationRow]{
		table: table{kind: record.Simulation, name: "simulations", label: "id", refs: []reference{
			{to: record.Project, column: "project_id"},
			{to: record.Estimate, column: "estimate_id"},
			{to: record.Scenario, column: "scenario_id"},
		}},
		newRow: newSimulationRow,
		compare: func(a, b *risk.Run) int {
			return cmp.Or(cmp.Compare(a.Project, b.Project), b.At.Compare(a.At), cmp.Compare(b.ID, a.ID))
		},
	}
)
