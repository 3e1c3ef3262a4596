package web

import (
	"github.com/gin-gonic/gin"

	"korridor/pkg/costmodel"
	"korridor/pkg/text"
	"korridor/web/form"
)

// scenarioEditor adds and changes the scenarios of a project.
func scenarioEditor() *editor[costmodel.Scenario, *costmodel.Scenario] {
	e := modelPart[costmodel.Scenario]("scenarios", "scenarios")
	e.fields = scenarioForm
	e.begin = beginScenario
	e.like = func(x *desk, _ *costmodel.Scenario) []costmodel.Scenario { return x.Scenarios }
	return e
}

// beginScenario returns a scenario of what the address tries out, as that of the
// cost page has it.
func beginScenario(s *Server, c *gin.Context, x *desk) (costmodel.Scenario, error) {
	scenario := costmodel.Scenario{Project: x.Project.ID}
	if c.Request.URL.RawQuery == "" {
		return scenario, nil
	}
	v, err := s.planner.Cost(c.Request.Context(), readTry(x.l, c.Request.URL.Query()).query(x.code))
	if err != nil {
		return scenario, err
	}
	scenario.Changes = v.Kept()
	return scenario, nil
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
