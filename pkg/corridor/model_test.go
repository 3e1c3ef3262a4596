package corridor

import (
	"strings"
	"testing"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// TestSeriesRunOn: each index series has every year from its first to 2040,
// which the railway's phases and their delays need.
func TestSeriesRunOn(t *testing.T) {
	b := mustBundle(t)
	first := map[string]int{"cpi-albania": 2015, "cpi-kosovo": 2015, "hicp-eu": 2015, "civil-works": 2025}
	if len(b.Series) != len(first) {
		t.Errorf("%d series", len(b.Series))
	}
	for _, s := range b.Series {
		for i, r := range s.Rates {
			if r.Year != first[s.Code]+i || !r.Rate.Valid {
				t.Errorf("%s: %+v", s.Code, r)
			}
		}
		if s.Rates[len(s.Rates)-1].Year != 2040 || s.Proxy != (s.Code != "civil-works") {
			t.Errorf("%s: proxy %v, up to %d", s.Code, s.Proxy, s.Rates[len(s.Rates)-1].Year)
		}
	}
}

// TestYearsAheadAreAssumed: no rate of a year ahead is said to be published, and
// every assumed one says why, in both languages.
func TestYearsAheadAreAssumed(t *testing.T) {
	for _, c := range mustBundle(t).Claims {
		if c.Kind != record.IndexSeries && c.Kind != record.Assumptions {
			continue
		}
		_, year := record.OfYear(c.Field)
		if ahead := year == 0 || year >= 2025; ahead && c.Basis != project.Assumed {
			t.Errorf("%s is %s", c.Field, c.Basis)
		}
		if c.Basis == project.Assumed && (c.Note.Default == "" || c.Note.Albanian == "") {
			t.Errorf("%s does not say why it is assumed: %q", c.Field, c.Note)
		}
	}
}

// TestRailwayAssumptions: every line of the railway's working model moves by a
// series or is deliberately left alone, and its state budget draws on the rail
// programme, whose ceiling the request exceeds 6.3 times.
func TestRailwayAssumptions(t *testing.T) {
	b := mustBundle(t)
	if len(b.Assumptions) != 1 || projectCode(b, b.Assumptions[0].Project) != "railway" {
		t.Fatalf("assumptions %+v", b.Assumptions)
	}
	a := b.Assumptions[0]
	codes := map[record.ID]string{}
	for _, s := range b.Series {
		codes[s.ID] = s.Code
	}
	model := estimateOf(t, b, "working-model-2025")
	for _, l := range b.Lines {
		if l.Estimate != model.ID {
			continue
		}
		rule, ok := a.RuleOf(l.Code, l.Category)
		want := "civil-works"
		if l.Category == estimate.Acquisition {
			want = "cpi-albania"
		}
		if !ok || codes[rule.Index] != want {
			t.Errorf("the line %s moves by %q, want %s", l.Code, codes[rule.Index], want)
		}
	}
	if len(a.Caps) != 0 || a.DiscountSeries != "" || a.DiscountRate.Decimal.String() != "0.05" {
		t.Errorf("%+v", a)
	}
	rail := b.Budgets[0]
	rate, _ := rail.Rate()
	request, err := rate.Convert(money.FromMinor(37_000_000_000, money.EUR))
	ceiling, ok := rail.Ceiling(2026)
	if err != nil || !ok || request.Plain() != "35690200000.00" || ceiling.Plain() != "5680000000.00" {
		t.Errorf("%v of %v, %v", request, ceiling, err)
	}
	for _, s := range b.Sources {
		if drawn := s.BudgetProgramme == rail.ID; drawn != (projectCode(b, s.Project) == "railway" && s.Code == "state-budget-al") {
			t.Errorf("%s draws on the rail programme: %v", s.Code, drawn)
		}
	}
}

// TestProfilesAreAssumed: a phase with a spending profile of its own says in its
// note that it is assumed.
func TestProfilesAreAssumed(t *testing.T) {
	kinds := map[string]schedule.ProfileKind{}
	for _, p := range mustBundle(t).Phases {
		if p.Profile.Kind == "" {
			continue
		}
		kinds[p.Code] = p.Profile.Kind
		if !strings.Contains(p.Note.Default, "assumed") || !strings.Contains(strings.ToLower(p.Note.Albanian), "supozohet") {
			t.Errorf("%s: %q", p.Code, p.Note)
		}
	}
	if len(kinds) != 4 || kinds["p3"] != schedule.Beta {
		t.Errorf("%v", kinds)
	}
}

// TestScenariosAreIllustrations: nobody takes a shipped scenario for a plan.
func TestScenariosAreIllustrations(t *testing.T) {
	b := mustBundle(t)
	for _, s := range b.Scenarios {
		if !strings.HasPrefix(s.Note.Default, "An illustration") || len(s.Changes) == 0 {
			t.Errorf("%s: %q, %+v", s.Code, s.Note, s.Changes)
		}
	}
	if len(b.Scenarios) != 2 || b.Scenarios[0].Changes[0].Kind != costmodel.ChangeDelay {
		t.Errorf("%+v", b.Scenarios)
	}
}
