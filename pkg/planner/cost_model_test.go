package planner

import (
	"context"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// Lines of phases without dates are spread over the project, and percentages
// still count the lines of their own phase only.
func TestUndatedPhasesStayApart(t *testing.T) {
	one := func(s string) decimal.NullDecimal { return record.Known(decimal.RequireFromString(s)) }
	works := func(code string, phase record.ID) estimate.Line {
		return estimate.Line{Code: code, Phase: phase, Category: "construction", Quantity: one("1"), UnitRate: one("1000")}
	}
	lines := []estimate.Line{works("a", 1), works("b", 2), works("c", 3), works("d", 0),
		{Code: "p", Phase: 2, Category: "supervision", Percent: one("10"), Of: []estimate.Category{"construction"}},
		{Code: "q", Category: "supervision", Percent: one("10"), Of: []estimate.Category{"construction"}}}
	total, err := estimate.Total(money.EUR, lines)
	if err != nil {
		t.Fatal(err)
	}
	phase := func(id record.ID, code, start, finish string) project.Phase {
		p := project.Phase{Meta: record.Meta{ID: id}, Code: code}
		if start != "" {
			p.PlannedStart, p.PlannedFinish = schedule.MustDate(start), schedule.MustDate(finish)
		}
		return p
	}
	parts := &modelParts{estimate: &estimate.Estimate{Currency: money.EUR, PriceYear: 2025, Total: &total}, lines: lines,
		phases: []project.Phase{phase(1, wholeProject, "2027-01-01", "2028-12-31"), phase(2, "two", "", ""), phase(3, "three", "", "")}}
	m, result, err := parts.run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if need, err := result.Need(); err != nil || !need.Equal(total) {
		t.Errorf("the model comes to %s, the estimate to %s (%v)", need, total, err)
	}
	var phases []string
	for _, p := range m.Phases {
		phases = append(phases, p.Code)
	}
	if len(phases) != 4 || len(m.notes) != 1 {
		t.Errorf("phases %v, notes %v", phases, m.notes)
	}
	groups, err := costmodel.GroupBy(result, func(l *costmodel.Line) string { return l.Phase })
	if err != nil || len(groups) != 4 {
		t.Errorf("%v (%v)", groups, err)
	}
}
