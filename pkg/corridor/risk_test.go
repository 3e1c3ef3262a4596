package corridor

import (
	"testing"

	"korridor/pkg/project"
	"korridor/pkg/record"
)

// Nobody published how uncertain the railway's figures are: every range, risk
// and correlation that ships is marked as assumed, and says why.
func TestRailwayRisksAreAssumed(t *testing.T) {
	b := mustBundle(t)
	if len(b.Uncertainties) != 8 || len(b.Risks) != 4 || len(b.RiskSettings) != 1 {
		t.Fatalf("%d ranges, %d risks, %d settings", len(b.Uncertainties), len(b.Risks), len(b.RiskSettings))
	}
	vouched := map[record.ID]int{}
	for i := range b.Claims {
		c := &b.Claims[i]
		if c.Kind != record.Uncertainty && c.Kind != record.Risk && c.Kind != record.RiskSettings {
			continue
		}
		vouched[c.Entity]++
		if c.Basis != project.Assumed || c.Note.Default == "" || c.Note.Albanian == "" {
			t.Errorf("%+v is not marked as assumed in both languages", c)
		}
	}
	check := func(e record.Entity) {
		if known := record.Figures(e); vouched[e.RecordMeta().ID] != len(known) {
			t.Errorf("%d claims vouch for %v", vouched[e.RecordMeta().ID], known)
		}
	}
	for i := range b.Uncertainties {
		check(&b.Uncertainties[i])
	}
	for i := range b.Risks {
		check(&b.Risks[i])
	}
	check(&b.RiskSettings[0])
}
