package planner_test

import (
	"slices"
	"testing"

	"korridor/db"
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

func codes(estimates []*estimate.Estimate) (all []string) {
	for _, e := range estimates {
		all = append(all, e.Code)
	}
	return all
}

// The railway's published figures are a chain in order of date, without any
// percentage; the working model is left out unless it is asked for.
func TestChainOfTheRailway(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		v, err := p.Bridge(ctx, planner.BridgeQuery{Project: "railway"})
		if err != nil {
			t.Fatal(err)
		}
		if got := codes(v.Members); !slices.Equal(got, []string{"ministry-2024", "study-2025", "request-2026"}) {
			t.Errorf("the chain is %v", got)
		}
		if len(v.LeftOut) != 1 || v.LeftOut[0].Code != "working-model-2025" || v.LeftOut[0].Why.Key != "bridge.left_model" {
			t.Errorf("left out: %+v", v.LeftOut)
		}
		for _, b := range v.Steps {
			if b.Comparable || b.Growth.Valid || b.ByLines || len(b.Reasons) != 3 {
				t.Errorf("%s to %s can be compared: %v", b.From.Code, b.To.Code, b.Reasons)
			}
		}
		if v.Steps[0].Unsure || !v.Steps[1].Unsure {
			t.Error("April 2025 and 2025 have an order, or January 2024 and April 2025 have none")
		}
		sums, err := v.Sums()
		if err != nil || sums.Unexplained.Plain() != "1200000000.00" || sums.Difference != sums.Unexplained {
			t.Errorf("%+v %v", sums, err)
		}
		v, err = p.Bridge(ctx, planner.BridgeQuery{Project: "railway", Models: true})
		if err != nil || codes(v.Members)[3] != "working-model-2025" || len(v.LeftOut) != 0 {
			t.Errorf("with models: %v %v", codes(v.Members), err)
		}
		v, err = p.Bridge(ctx, planner.BridgeQuery{Project: "highway"})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range v.Members {
			if !slices.Equal(e.Sections, v.Members[0].Sections) {
				t.Errorf("%s is for other works than %s", e.Code, v.Members[0].Code)
			}
		}
		if len(v.Members) < 3 {
			t.Errorf("the highway's chain is %v", codes(v.Members))
		}
		for _, e := range v.LeftOut {
			if e.Currency != money.EUR && e.Why.Key != "bridge.left_currency" {
				t.Errorf("%s is left out because %s", e.Code, e.Why)
			}
		}
	})
}

// What cannot be bridged is told with the field that it is about.
func TestBridgesThatThereAreNone(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		for _, c := range []struct{ project, from, to, field string }{
			{"railway", "study-2025", "study-2025", "to"},
			{"railway", "study-2025", "", "to"},
			{"railway", "", "study-2025", "from"},
		} {
			v, err := p.Bridge(ctx, planner.BridgeQuery{Project: c.project, From: c.from, To: c.to})
			if err != nil || v.Refused == nil || v.Refused.Fields[0].Name != c.field {
				t.Errorf("%+v: %v", c, err)
			}
		}
		for _, q := range []planner.BridgeQuery{{Project: "railway", From: "study-2025", To: "nothing"}, {Project: "nowhere"}} {
			if _, err := p.Bridge(ctx, q); !fault.Is(err, fault.NotFound) {
				t.Errorf("%+v: %v", q, err)
			}
		}
	})
}

// Lines explain a difference by the series that the assumptions name; what is
// attributed has its author and document; both sum exactly.
func TestBridgeByLinesAndByAttribution(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		series := save(d, &planner.SaveSeries{Record: costmodel.Series{Code: "works", Name: text.Plain("Works"),
			Rates: []costmodel.SeriesRate{{Year: 2026, Rate: num("0.1")}}}}).Record
		priced := func(code string, year int) estimate.Estimate {
			return save(d, &planner.SaveEstimate{Record: estimate.Estimate{Project: d.project.ID, Code: code, Title: text.Plain(code),
				Kind: estimate.Feasibility, Status: estimate.Draft, Currency: money.EUR, PriceYear: year, AsOf: schedule.MustDate("2025")}}).Record
		}
		a, b := priced("a", 2025), priced("b", 2026)
		d.line(a.ID, "track", "10", "100.01")
		d.line(b.ID, "track", "11", "120")
		bridge := func(from, to string) *planner.BridgeView {
			v, err := d.Bridge(ctx, planner.BridgeQuery{Project: "line", From: from, To: to})
			if err != nil || v.Refused != nil {
				t.Fatal(err, v.Refused)
			}
			return v
		}
		if s := bridge("a", "b").Steps[0]; s.FactorKnown || s.Prices.Missing.Key != "bridge.prices_no_assumptions" {
			t.Errorf("without assumptions: %v %s", s.Factor, s.Prices.Missing)
		}
		save(d, &planner.SaveAssumptions{Record: costmodel.Assumptions{Project: d.project.ID,
			Rules: []costmodel.IndexRule{{Category: estimate.Construction, Index: series.ID}}}})
		v := bridge("a", "b")
		s := v.Steps[0]
		if s.Factor.String() != "1.1" || s.Prices.Series.Code != "works" || !v.Assumed(&s) {
			t.Errorf("the factor is %s by %+v", s.Factor, s.Prices)
		}
		if s.Parts.Escalation.Plain() != "100.01" || s.Parts.Remeasured.Plain() != "110.01" || s.Parts.Repriced.Plain() != "109.88" {
			t.Errorf("the parts are %+v", s.Parts)
		}
		sums, err := v.Sums()
		if err != nil || sums.ByLines.Plain() != "319.90" || sums.Difference != sums.ByLines {
			t.Errorf("%+v %v", sums, err)
		}
		if s := bridge("b", "a").Steps[0]; s.Factor.Round(4).String() != "0.9091" {
			t.Errorf("backwards the factor is %s", s.Factor)
		}
		claim := project.Claim{Kind: record.IndexSeries, Entity: series.ID, Field: record.YearlyField("rate", 2026), Value: "0.1", Unit: costmodel.Fraction,
			Basis: project.Sourced, Document: d.doc.ID, Chosen: true}
		save(d, &planner.SaveClaim{Record: claim})
		if v := bridge("a", "b"); v.Assumed(&v.Steps[0]) {
			t.Error("a sourced rate is assumed")
		}

		c := save(d, &planner.SaveEstimate{Record: estimate.Estimate{Project: d.project.ID, Code: "c", Title: text.Plain("c"),
			Kind: estimate.Statement, Status: estimate.Draft, Currency: money.EUR, Headline: eur("2000.00")}}).Record
		save(d, &planner.SaveAttribution{Record: estimate.Attribution{Project: d.project.ID, From: b.ID, To: c.ID, Cause: estimate.CauseLand,
			Amount: eur("500.00"), Document: d.doc.ID}})
		v = bridge("b", "c")
		s = v.Steps[0]
		if s.ByLines || s.Unexplained.Plain() != "180.00" || s.Said[s.Attributed[0].ID].Actor != act.Actor {
			t.Errorf("%+v", s)
		}
		if document, ok := v.Trail.Document(s.Attributed[0].Document); !ok || document.Code != "study" {
			t.Error("the document of an attribution is not at hand")
		}
		if sums, err := v.Sums(); err != nil || sums.Attributed.Plain() != "500.00" || sums.Unexplained.Plain() != "180.00" {
			t.Errorf("%+v %v", sums, err)
		}
		if v := bridge("c", "b"); len(v.Steps[0].Attributed) != 0 {
			t.Error("what is said of a step is not said of the way back")
		}
	})
}
