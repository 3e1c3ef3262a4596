package costmodel

import (
	"context"
	"testing"

	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/record"
)

// design is a percentage line of the category, of the categories.
func design(code string, category estimate.Category, percent string, of ...estimate.Category) Line {
	return Line{Code: code, Phase: "p", Category: category, Percent: num(percent), Of: of}
}

// A factor on a category reaches its percentage lines once: through what they
// are a percentage of, or through the percentage.
func TestFactorsReachPercentages(t *testing.T) {
	m := model([]Phase{phase("p", "2025-01-01", "2025-12-31")}, line("works", "p", "1000.00"),
		design("design", estimate.Design, "10", estimate.Construction), design("site", estimate.Construction, "5", estimate.Construction))
	for _, c := range []struct {
		name, want string
		change     Change
	}{
		{"nothing", "1150.00", Change{Kind: ChangeRate, Category: estimate.Supervision, Factor: num("2")}},
		{"all", "2300.00", Change{Kind: ChangeRate, Factor: num("2")}},
		{"construction", "2300.00", Change{Kind: ChangeRate, Category: estimate.Construction, Factor: num("2")}},
		{"design", "1250.00", Change{Kind: ChangeRate, Category: estimate.Design, Factor: num("2")}},
		{"one percentage", "1200.00", Change{Kind: ChangeRate, Line: "site", Factor: num("2")}},
		{"half", "575.00", Change{Kind: ChangeRate, Factor: num("0.5")}},
	} {
		changed, err := Apply(m, []Change{c.change}, Names{})
		if err != nil {
			t.Fatal(err)
		}
		need, err := mustRun(t, changed).Need()
		if err != nil || need.Plain() != c.want {
			t.Errorf("%s: %s, %v; want %s", c.name, need, err, c.want)
		}
	}
	if need, _ := mustRun(t, m).Need(); need.Plain() != "1150.00" {
		t.Errorf("the model itself changed: %s", need)
	}
}

// A waterfall has a step for every change and sums exactly, also where changes
// that move no need stand between those that do.
func TestWaterfallSums(t *testing.T) {
	m := model([]Phase{phase("p", "2026-01-01", "2028-12-31")}, line("a", "p", "1000.01"), line("b", "p", "333.33"))
	m.Lines[0].Index = "x"
	m.Indices = []Index{{Code: "x", Rates: []YearRate{{Year: 2026, Rate: num("0.031").Decimal}}}}
	m.Sources = []Source{{Name: "s"}}
	names := Names{Indices: map[record.ID]Index{7: {Code: "y", Rates: []YearRate{{Year: 2026, Rate: num("0.05").Decimal}}}}, Sources: map[record.ID]string{9: "s"}}
	changes := []Change{
		{Kind: ChangeCap, Year: 2026, Amount: amount("100.00")},
		{Kind: ChangeRate, Line: "a", Factor: num("1.1")},
		{Kind: ChangeAllocation, Year: 2027, FundingSource: 9, Stage: funding.Approved, Amount: amount("50.00")},
		{Kind: ChangeDelay, Days: 400},
		{Kind: ChangeIndex, To: 7},
		{Kind: ChangeCap, Year: 2027, Amount: amount("9000.00")},
	}
	base := mustRun(t, m)
	result, w, err := Explain(context.Background(), base, changes, names)
	if err != nil {
		t.Fatal(err)
	}
	sum := w.From
	for i, s := range w.Steps {
		if s.Change != &changes[i] {
			t.Errorf("step %d is of another change", i)
		}
		if k := s.Change.Kind; (k == ChangeCap || k == ChangeAllocation) != s.Need.IsZero() {
			t.Errorf("%s moves the need by %s", k, s.Need)
		}
		if sum, err = sum.Add(s.Need); err != nil {
			t.Fatal(err)
		}
	}
	need, err := result.Need()
	if err != nil || len(w.Steps) != len(changes) || sum != w.To || need != w.To {
		t.Errorf("%d steps lead to %s, %v; the result is %s", len(w.Steps), sum, err, need)
	}
	if result.Capped == nil || result.Years[len(result.Years)-1].FiscalYear != 2030 || result.Capped.Years[0].Cap != eur("100.00") {
		t.Errorf("the last result lacks changes: %+v", result.Capped)
	}
}
