package planner_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/db"
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

func cost(t *testing.T, p *planner.Planner, q planner.CostQuery) *planner.CostView {
	t.Helper()
	v, err := p.Cost(ctx, q)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func plainNeed(t *testing.T, r *costmodel.Result) string {
	t.Helper()
	need, err := r.Need()
	if err != nil {
		t.Fatal(err)
	}
	return need.Plain()
}

func noted(v *planner.CostView, key string) bool {
	for _, n := range v.Notes {
		if n.Key == key {
			return true
		}
	}
	return false
}

// The railway's model closes on its estimate, its countries on the need, and all
// of it rests on assumptions.
func TestRailwayCost(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		v := cost(t, p, planner.CostQuery{Project: "railway"})
		if v.Obstacle != nil || v.Result.Base.Plain() != "1800000000.00" || v.Waterfall != nil {
			t.Fatalf("obstacle %v, base %v", v.Obstacle, v.Result)
		}
		h, err := planner.Headline(v.Result, v.Today)
		if err != nil || h.Finish != schedule.MustDate("2035-12-31") || h.FirstGap != 2026 || h.Peak == nil || h.Peak.FiscalYear != 2031 || h.Capped != nil {
			t.Errorf("headline %+v, %v", h, err)
		}
		gap := money.Zero(money.EUR)
		for _, y := range v.Result.Years[1 : 1+planner.GapYears] {
			gap, _ = gap.Add(y.Need)
		}
		if h.Gap == nil || *h.Gap != gap {
			t.Errorf("the gap of three years without secured money is %s, not their need %s", h.Gap, gap)
		}
		rests, err := planner.Rests(v.Result)
		if err != nil || rests.Base.Plain() != "1800000000.00" || rests.Assumed != rests.Base || rests.Lines != 1 {
			t.Errorf("rests %+v, %v", rests, err)
		}
		other, err := v.Other(v.Result)
		if err != nil || other.Total == nil || other.Currency != money.ALL || len(other.Rates) != 1 || other.Rates[0].From != 2026 || other.Rates[0].To != 2035 {
			t.Errorf("in lek %+v, %v", other, err)
		}
		if c := v.Trail.Chosen(other.Rates[0].ID, "rate"); c == nil {
			t.Error("the exchange rate has no paper trail")
		}
		for _, x := range v.Result.Model.Indices {
			if x.Code == "civil-works" && !x.Rates[0].Assumed {
				t.Error("the assumed rates of civil works do not say so")
			}
		}
		budgets, err := v.Budgets(v.Result)
		if err != nil || len(budgets) != 1 || budgets[0].Part != "AL" || len(budgets[0].Years) != 4 || !budgets[0].Years[3].Later {
			t.Fatalf("budgets %+v, %v", budgets, err)
		}
		y := budgets[0].Years[0]
		excess, times, above := y.Exceeds(y.Requested)
		if !above || excess.Plain() != "30010200000.00" || times.String() != "6.3" {
			t.Errorf("the request is %s above the ceiling, %s times it (%v)", excess, times, above)
		}
		if _, _, above := y.Exceeds(nil); above {
			t.Error("what is not recorded is above the ceiling")
		}
	})
}

// A headline figure is spread over the project and noted; past years are
// converted at their averages, and those without a rate leave no total.
func TestHighwayCost(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		v := cost(t, p, planner.CostQuery{Project: "highway"})
		if v.Obstacle != nil {
			t.Fatalf("no model: %v", v.Obstacle)
		}
		other, err := v.Other(v.Result)
		if err != nil || other.Total != nil || !slices.Equal(other.Missing, []int{2006, 2007, 2008, 2009}) || other.Rates[0].Kind != funding.Average {
			t.Errorf("in the other currency %+v, %v", other, err)
		}
		if !noted(v, "cost.headline_spread") || plainNeed(t, v.Result) != v.Estimate.Total.Plain() {
			t.Errorf("need %s of %s, notes %v", plainNeed(t, v.Result), v.Estimate.Total, v.Notes)
		}
	})
}

// Scenarios are compared with the base; those tried out come after them, and the
// waterfall leads from the base to their result.
func TestScenarioAndTrial(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		query := planner.CostQuery{Project: "railway", Scenario: "works-a-year-later", Trial: planner.Trial{
			Structures: []planner.StructureTrial{{Kind: project.Tunnel, Percent: decimal.NewFromInt(20)}},
			Percent:    record.Known(decimal.RequireFromString("-2.5")), Category: estimate.Design,
			Months: 6, Phase: "p5", Index: "hicp-eu", Cap: record.Known(decimal.NewFromInt(150))}}
		v := cost(t, p, query)
		if v.Refused != nil || v.Waterfall == nil || len(v.Changes) != 1+len(v.Tried) {
			t.Fatalf("refused %v, changes %d", v.Refused, len(v.Changes))
		}
		sum := v.Waterfall.From
		for _, s := range v.Waterfall.Steps {
			sum, _ = sum.Add(s.Need)
		}
		if sum != v.Waterfall.To || sum.Plain() != plainNeed(t, v.Result) || v.Waterfall.From.Plain() != plainNeed(t, v.Base) {
			t.Errorf("the steps lead to %s, the result is %s", sum, plainNeed(t, v.Result))
		}
		h, err := planner.Headline(v.Result, v.Today)
		if err != nil || h.Capped == nil || h.Capped.CompletionYear == 0 || h.Late < 5 {
			t.Errorf("capped %+v, %d years late", h.Capped, h.Late)
		}
		all, err := v.Compare(ctx)
		if err != nil || len(all) != len(v.Scenarios) || len(all) < 2 {
			t.Fatalf("%d scenarios compared, %v", len(all), err)
		}
		alone := cost(t, p, planner.CostQuery{Project: "railway", Scenario: all[0].Code})
		if plainNeed(t, all[0].Result) != plainNeed(t, alone.Result) {
			t.Error("a scenario compared is another than the scenario alone")
		}
		if _, err := p.Cost(ctx, planner.CostQuery{Project: "railway", Scenario: "none"}); fault.KindOf(err) != fault.NotFound {
			t.Errorf("an unknown scenario: %v", err)
		}
	})
}

// What cannot be tried out is refused with its fields; the base stands.
func TestTrialsRefused(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		for field, trial := range map[string]planner.Trial{
			"structures.tunnel": {Structures: []planner.StructureTrial{{Kind: project.Tunnel, Percent: decimal.NewFromInt(-100)}}},
			"percent":           {Percent: record.Known(decimal.NewFromInt(planner.MaxTrialPercent + 1))},
			"months":            {Months: planner.MaxTrialMonths + 1},
			"phase":             {Phase: "p9", Months: 1},
			"index":             {Index: "none"},
			"cap":               {Cap: record.Known(decimal.NewFromInt(-1))},
		} {
			v := cost(t, p, planner.CostQuery{Project: "railway", Trial: trial})
			if v.Refused == nil || len(v.Refused.Fields) != 1 || v.Refused.Fields[0].Name != field || v.Result != v.Base {
				t.Errorf("%s: %v", field, v.Refused)
			}
		}
	})
}

// Every kind of change of a kept scenario is computed; money in lek is converted
// and noted, and left out with a note where no rate is known.
func TestEveryKindOfChange(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("model")
		if v := cost(t, d.Planner, planner.CostQuery{Project: "line"}); v.Obstacle == nil || v.Obstacle.Message.Key != "cost.no_estimate" {
			t.Errorf("without a working estimate: %v", v.Obstacle)
		}
		d.line(e.ID, "a", "2", "1000000")
		lek := save(d, &planner.SaveSource{Record: funding.Source{Project: d.project.ID, Code: "lek", Name: text.Plain("In lek"),
			Kind: funding.Grant, Status: funding.Effective, Currency: money.ALL}}).Record
		hundred, err := money.New(decimal.NewFromInt(100_000_000), money.ALL)
		if err != nil {
			t.Fatal(err)
		}
		save(d, &planner.SaveAllocation{Record: funding.Allocation{Project: d.project.ID, Source: lek.ID, FiscalYear: 2027, Currency: money.ALL, Approved: &hundred}})
		query := planner.CostQuery{Project: "line", Estimate: "model"}
		if v := cost(t, d.Planner, query); v.Obstacle != nil || !noted(v, "cost.no_rate") || !v.Result.Years[0].Secured.IsZero() {
			t.Fatalf("without a rate: %v, %v", v.Obstacle, v.Notes)
		}
		if v := cost(t, d.Planner, query); true {
			other, err := v.Other(v.Result)
			if err != nil || other.Total != nil || len(other.Missing) != 2 {
				t.Errorf("a total without rates: %+v, %v", other, err)
			}
		}
		save(d, &planner.SaveRate{Record: funding.Rate{Base: money.EUR, Quote: money.ALL, Date: schedule.MustDate("2026-01-01"), Kind: funding.Spot, Rate: num("100")}})
		v := cost(t, d.Planner, query)
		if !noted(v, "cost.converted") || v.Result.Years[0].Secured.Plain() != "1000000.00" {
			t.Fatalf("with a rate: %v, %s", v.Notes, v.Result.Years[0].Secured)
		}
		series := save(d, &planner.SaveSeries{Record: costmodel.Series{Code: "x", Name: text.Plain("X"), Rates: []costmodel.SeriesRate{{Year: 2026, Rate: num("0.1")}}}}).Record
		scenario := costmodel.Scenario{Project: d.project.ID, Code: "all", Name: text.Plain("All"), Changes: []costmodel.Change{
			{Kind: costmodel.ChangeRate, Line: "a", Factor: num("1.5")},
			{Kind: costmodel.ChangeDelay, Days: 365},
			{Kind: costmodel.ChangeIndex, To: series.ID},
			{Kind: costmodel.ChangeCap, Year: 2028, Amount: eur("1000000.00")},
			{Kind: costmodel.ChangeAllocation, Year: 2028, FundingSource: lek.ID, Stage: funding.Approved, Amount: &hundred},
		}}
		save(d, &planner.SaveScenario{Record: scenario})
		query.Scenario = "all"
		v = cost(t, d.Planner, query)
		if v.Refused != nil || plainNeed(t, v.Result) != "3000000.00" || v.Result.Capped == nil || v.Result.Years[1].Secured.Plain() != "1000000.00" {
			t.Errorf("refused %v, need %s, years %+v", v.Refused, plainNeed(t, v.Result), v.Result.Years)
		}
	})
}

// A project whose phases have no dates, or that is not there, says so.
func TestCostObstacles(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("empty")
		if v := cost(t, d.Planner, planner.CostQuery{Project: "line", Estimate: "empty"}); v.Obstacle == nil || v.Problem() == nil {
			t.Error("an estimate without a total has a result")
		}
		d.line(e.ID, "a", "1", "5")
		for i := range d.phases {
			phase := d.phases[i]
			phase.PlannedStart, phase.PlannedFinish = schedule.Date{}, schedule.Date{}
			save(d, &planner.SavePhase{Record: phase})
		}
		if v := cost(t, d.Planner, planner.CostQuery{Project: "line", Estimate: "empty"}); v.Obstacle == nil || v.Obstacle.Message.Key != "cost.no_dates" {
			t.Errorf("without dates: %v", v.Obstacle)
		}
		_, err := d.Cost(ctx, planner.CostQuery{Project: "none"})
		if f, ok := errors.AsType[*fault.Error](err); !ok || f.Kind != fault.NotFound {
			t.Errorf("no such project: %v", err)
		}
	})
}
