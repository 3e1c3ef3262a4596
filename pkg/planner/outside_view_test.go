package planner_test

import (
	"testing"

	"korridor/db"
	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/planner"
)

// The working model is held against published figures; what nothing is
// published about has no number but the reason.
func TestOutsideViewOfTheRailway(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		v, err := p.Outside(ctx, "railway", "working-model-2025")
		if err != nil {
			t.Fatal(err)
		}
		if v.RouteM.Decimal.String() != "105800" || v.TunnelM.Decimal.String() != "35300" {
			t.Errorf("%s m of which %s m tunnel", v.RouteM.Decimal, v.TunnelM.Decimal)
		}
		if v.Whole.P50.Uplifted.Plain() != "2520000000.00" || v.Whole.P80.Uplifted.Plain() != "2826000000.00" {
			t.Errorf("as rail throughout: %s, %s", v.Whole.P50.Uplifted, v.Whole.P80.Uplifted)
		}
		if v.Split.P50.Uplifted.Plain() != "2417903591.68" || v.Split.P80.Uplifted != nil || v.Split.P80.Note.Key != "outside.dependence" {
			t.Errorf("split: %+v", v.Split)
		}
		if v.Range != nil {
			t.Error("an estimate without a class has a range")
		}
		want := []struct {
			unit     string
			verdicts []estimate.Verdict
		}{
			{"17013232.51", []estimate.Verdict{estimate.Inside, estimate.Above, estimate.Above, estimate.Below}},
			{"23000000.00", []estimate.Verdict{estimate.NoReference}}, // in dollars
			{"5000000.00", []estimate.Verdict{estimate.Below}},
		}
		for i, w := range want {
			var verdicts []estimate.Verdict
			for _, h := range v.Rates[i].Held {
				if h.Measure.Per == v.Rates[i].Measure.Per {
					verdicts = append(verdicts, h.Verdict)
				}
			}
			if v.Rates[i].UnitCost.Plain() != w.unit || len(verdicts) != len(w.verdicts) {
				t.Fatalf("%v costs %s: %v", v.Rates[i].Measure, v.Rates[i].UnitCost, verdicts)
			}
			for j, verdict := range w.verdicts {
				if verdicts[j] != verdict {
					t.Errorf("%v: %v", v.Rates[i].Measure, verdicts)
				}
			}
		}
		v, err = p.Outside(ctx, "railway", "ministry-2024")
		if err != nil || v.RouteM.Valid || v.Split != nil || v.Rates[0].UnitCost != nil {
			t.Errorf("a headline without sections: %+v %v", v.Rates, err)
		}
	})
}

// The groups of each roll-up sum to the total.
func TestGroupsSumToTheTotal(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		s, err := p.EstimateSheet(ctx, "railway", "working-model-2025")
		if err != nil {
			t.Fatal(err)
		}
		g, err := s.Groups()
		if err != nil {
			t.Fatal(err)
		}
		sum := func(amounts ...money.Amount) money.Amount {
			all := money.Zero(money.EUR)
			for _, a := range amounts {
				if all, err = all.Add(a); err != nil {
					t.Fatal(err)
				}
			}
			return all
		}
		var sections, kinds, countries []money.Amount
		for _, x := range g.Sections {
			sections = append(sections, x.Total)
		}
		for _, x := range g.Kinds {
			kinds = append(kinds, x.Total)
		}
		for _, x := range g.Countries {
			countries = append(countries, x.Total)
		}
		for name, parts := range map[string][]money.Amount{"sections": sections, "kinds": kinds, "countries": countries} {
			if total := sum(parts...); total != *s.Estimate.Total {
				t.Errorf("the %s sum to %s", name, total)
			}
		}
		if len(kinds) != 3 || g.Kinds[0].Key != "tunnel" {
			t.Errorf("the kinds are %+v", g.Kinds)
		}
	})
}
