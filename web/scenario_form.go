package web

import (
	"korridor/pkg/costmodel"
	"korridor/pkg/text"
	"korridor/web/form"
)

// scenarioEditor adds and changes the scenarios of a project.
func scenarioEditor() *editor[costmodel.Scenario, *costmodel.Scenario] {
	e := modelPart[costmodel.Scenario]("scenarios", "scenarios")
	e.fields = scenarioForm
	e.begin = begun(func(x *desk) costmodel.Scenario { return costmodel.Scenario{Project: x.Project.ID} })
	e.like = func(x *desk, _ *costmodel.Scenario) []costmodel.Scenario { return x.Scenarios }
	return e
}

func scenarioForm(x *desk, s *costmodel.Scenario) *form.Form {
	f := form.New(x.l)
	for message, field := range map[string]string{"change.lines": "rate_changes", "change.factor": "rate_changes", "bad_code": "rate_changes",
		"change.days": "delays", "change.to": "indices", "change.same": "indices"} {
		f.Place(message, field)
	}
	f.Group("what")
	f.Label("name", &s.Name, text.MaxName).Require().Like(x.l.T("form.example.scenario"))
	f.Code("code", &s.Code)
	changes := newScenarioRows(x, s.Changes)
	f.Group("rate_changes")
	form.Rows(f, "rate_changes", &changes.rates, costmodel.MaxChanges, changes.rate)
	f.Group("delays")
	form.Rows(f, "delays", &changes.delays, costmodel.MaxChanges, changes.delay)
	f.Group("indices")
	form.Rows(f, "indices", &changes.indices, costmodel.MaxChanges, changes.index)
	f.Group("cap_changes")
	form.Rows(f, "cap_changes", &changes.caps, costmodel.MaxChanges, changes.cap)
	f.Group("allocation_changes")
	form.Rows(f, "allocation_changes", &changes.allocations, costmodel.MaxChanges, changes.allocation)
	f.After(func() { s.Changes = changes.all() })
	f.Group("note")
	f.Label("note", &s.Note, text.MaxNote)
	return f
}
