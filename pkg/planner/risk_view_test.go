package planner_test

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/db"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/modelfile"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

var railway = planner.RiskQuery{CostQuery: planner.CostQuery{Project: "railway"}, Iterations: 5000}

func simulate(t *testing.T, p *planner.Planner, q planner.RiskQuery) *planner.RiskView {
	t.Helper()
	v, err := p.Simulate(ctx, q, nil)
	if err == nil {
		err = v.Problem()
	}
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// The railway is simulated from its record: lines by their own range or that of
// their category, percentages with what they are of, all risks that are open.
func TestSimulateTheRailway(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		v := simulate(t, p, railway)
		in := v.Inputs
		if in.Lines["tunnels"].Values[2].String() != "1.95" || in.Lines["stations"].Values[2].String() != "1.45" {
			t.Errorf("%+v", in.Lines)
		}
		if _, ok := in.Lines["p3-design"]; ok {
			t.Error("a percentage line has the range of its category")
		}
		if len(in.Durations) != 4 || len(in.Risks) != 4 || in.Correlation.Rho.String() != "0.3" || in.Seed != 1 {
			t.Errorf("%+v", in)
		}
		r := v.Simulated
		need, err := v.Result.Need()
		if err != nil || r.Working.Minor() != need.Minor() || r.Sensitivity[0].Code != "tunnels" || r.Iterations != 5000 {
			t.Errorf("%s, %s, %+v (%v)", r.Working, need, r.Sensitivity[0], err)
		}
		contingency, ok, err := v.Contingency(v.Percentile())
		if err != nil || !ok || v.Percentile() != 80 || contingency.Sign() <= 0 {
			t.Errorf("%s, %t (%v)", contingency, ok, err)
		}
		if _, ok, _ := v.Contingency(83); ok {
			t.Error("P83 is not told")
		}
	})
}

// A model file of the project comes to the same bytes as the page.
func TestModelFileComesToTheSame(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		for _, scenario := range []string{"", "tunnels-a-third-dearer"} {
			q := railway
			q.Scenario = scenario
			v := simulate(t, p, q)
			var text, want, got bytes.Buffer
			if err := modelfile.Write(&text, v.ModelFile()); err != nil {
				t.Fatal(err)
			}
			file, err := modelfile.Read("model.yaml", text.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			again, err := file.Simulate(ctx, risk.Options{})
			if err := errors.Join(err, modelfile.WriteKept(&want, v.Simulated)); err != nil {
				t.Fatal(err)
			}
			if err := modelfile.WriteKept(&got, again); err != nil || got.String() != want.String() {
				t.Errorf("%s: %s\nthe file comes to\n%s (%v)", scenario, want.String(), got.String(), err)
			}
		}
	})
}

// A simulation that is kept can be read, run again to the same bytes, and
// compared with another one.
func TestKeepAndCompare(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		v := simulate(t, p, railway)
		first, err := p.KeepSimulation(ctx, planner.Act{Actor: "Ana"}, v, "1.2.3", "as it is", text.Plain("illustrative"))
		if err != nil {
			t.Fatal(err)
		}
		q := railway
		q.Scenario, q.Rho = "tunnels-a-third-dearer", num("0")
		second, err := p.KeepSimulation(ctx, planner.Act{Actor: "Ana"}, simulate(t, p, q), "1.2.3", "", text.Label{})
		if err != nil {
			t.Fatal(err)
		}
		runs, err := p.Simulations(ctx, "railway")
		if err != nil || len(runs) != 2 || runs[0].ID != second.ID || runs[1].By != "Ana" || runs[1].Program != "1.2.3" || runs[1].Name != "as it is" || runs[0].Name != "" || runs[0].Scenario == 0 {
			t.Fatalf("%+v (%v)", runs, err)
		}
		for i := range runs {
			if same, err := runs[i].Repeat(ctx, nil); err != nil || !same {
				t.Errorf("run %d does not come to the same again (%v)", i, err)
			}
		}
		broken := runs[0]
		broken.Model = strings.Replace(broken.Model, "seed: \"1\"", "seed: \"2\"", 1)
		if same, err := broken.Repeat(ctx, nil); err != nil || same {
			t.Errorf("another seed comes to the same (%v)", err)
		}
		read, of := runs[1].Simulated, v.Simulated
		for i := range of.Years {
			of.Years[i].Secured = nil // is not kept
		}
		if !read.Percentiles[15].High.Equal(of.Percentiles[15].High) || !reflect.DeepEqual(read.Years, of.Years) || !slices.Equal(read.Joint, of.Joint) ||
			!slices.Equal(read.Sensitivity, of.Sensitivity) || *read.Finish != *of.Finish {
			t.Error("the result is not read as it was")
		}
		pair, err := p.CompareSimulations(ctx, "railway", first.ID, second.ID)
		if err != nil || !pair.SameCurrency || len(pair.Percentiles) != len(of.Percentiles) || pair.Mean.Sign() <= 0 {
			t.Fatalf("%+v (%v)", pair, err)
		}
		var differ []string
		for _, d := range pair.Inputs {
			differ = append(differ, string(d.Input))
			if d.Input == planner.InputLine && (len(d.Names) == 0 || !slices.ContainsFunc(d.Names, func(l text.Label) bool { return l.Default == "Tunnels" })) {
				t.Errorf("the lines that differ are %v", d.Names)
			}
		}
		if got := strings.Join(differ, " "); got != "line correlation" {
			t.Errorf("the models differ in %s", got)
		}
		if c := pair.Percentiles[9]; c.P != 50 || !c.Apart || c.Difference.Minor() != c.B.Minor()-c.A.Minor() {
			t.Errorf("%+v", c)
		}
		if _, err := p.CompareSimulations(ctx, "railway", first.ID, 1); !fault.Is(err, fault.NotFound) {
			t.Error(err)
		}
	})
}

// What is tried out stands in place of what is on record, and is not kept.
func TestSimulateWhatIsTried(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		seed := int64(7)
		q := railway
		q.Seed, q.Rho = &seed, num("0.6")
		q.Line, q.Width, q.Risk, q.Probability = "tunnels", num("0"), "ground-conditions", num("1")
		base, v := simulate(t, p, railway), simulate(t, p, q)
		for code, u := range v.Inputs.Lines {
			if still := u.Values[0].Equal(u.Values[len(u.Values)-1]); still != (code == "tunnels") {
				t.Errorf("%s: %+v", code, u)
			}
		}
		for i, r := range v.Inputs.Risks {
			if tried := r.Code == q.Risk; tried != (r.Probability.String() == "1") || !tried && !r.Probability.Equal(base.Inputs.Risks[i].Probability) {
				t.Errorf("%+v", r)
			}
		}
		if len(v.Inputs.Risks) != len(base.Inputs.Risks) || v.Inputs.Seed != 7 || v.Inputs.Correlation.Rho.String() != "0.6" {
			t.Errorf("%+v", v.Inputs)
		}
		if len(v.Ranges) != 8 || v.RiskRecords.Settings.Seed != 1 {
			t.Errorf("the record changed: %+v", v.RiskRecords)
		}
		q.Iterations = risk.MaxIterations + 1
		v, err := p.Simulate(ctx, q, nil)
		if err != nil || v.Unsimulated == nil || v.Problem() == nil || v.Simulated != nil {
			t.Errorf("too many iterations: %v", err)
		}
		if err := v.SimulateRecord(ctx, railway.Iterations, nil); err != nil || v.Refused == nil || !reflect.DeepEqual(v.Simulated, base.Simulated) {
			t.Errorf("the record in place of what is refused: %v, %v", v.Refused, err)
		}
		stopped, cancel := context.WithCancel(ctx)
		cancel()
		if _, err := p.Simulate(stopped, railway, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	})
}

// The range of a class goes to the lines that nothing covers, with claims that
// say it is assumed; applied again it changes nothing.
func TestApplyClass(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("r1")
		d.line(e.ID, "tunnels", "1", "100")
		d.line(e.ID, "land", "1", "100")
		e = d.reload(e.ID)
		d.refusedWith("risk.no_class", &planner.ApplyClass{Estimate: e.ID, Version: e.Version})
		e.Class = 4
		e = save(d, &planner.SaveEstimate{Record: e}).Record
		save(d, &planner.SaveUncertainty{Record: risk.Range{Project: d.project.ID, Line: "land", Spread: risk.Spread{Shape: risk.Constant, Value: num("1")}}})
		d.refusedWith("stale", &planner.ApplyClass{Estimate: e.ID, Version: e.Version + 1})
		for _, want := range []int{1, 0} {
			c := &planner.ApplyClass{Estimate: e.ID, Version: e.Version}
			if err := d.Do(ctx, planner.Act{Actor: "Ana"}, c); err != nil || c.Applied != want {
				t.Fatalf("%d lines got a range, want %d (%v)", c.Applied, want, err)
			}
		}
		var ranges []risk.Range
		var claims []project.Claim
		err := d.store.Read(ctx, func(r planner.Reader) (err error) {
			if ranges, err = r.Uncertainties(ctx, d.project.ID); err == nil {
				claims, err = r.Claims(ctx, planner.ClaimQuery{Kinds: []record.Kind{record.Uncertainty}})
			}
			return err
		})
		if err != nil || len(ranges) != 2 || len(claims) != 2 {
			t.Fatalf("%+v %+v (%v)", ranges, claims, err)
		}
		if r := ranges[1]; r.Line != "tunnels" || r.Shape != risk.Lognormal || r.P10.Decimal.String() != "0.775" || r.P90.Decimal.String() != "1.35" {
			t.Errorf("%+v", r)
		}
		for _, c := range claims {
			if c.Basis != project.Assumed || !c.Chosen || !strings.Contains(c.Note.Default, "class 4") || c.Entity != ranges[1].ID {
				t.Errorf("%+v", c)
			}
		}
	})
}

// A project whose record does not hold all that a simulation could use is
// simulated with the rest, and the notes say what was left out. Amounts are
// converted to the model's currency.
func TestInputsSayWhatIsLeftOut(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		p := d.project.ID
		phase := func(code, start, finish string, profile schedule.Profile) record.ID {
			x := project.Phase{Project: p, Code: code, Name: text.Plain(code), Profile: profile}
			if start != "" {
				x.PlannedStart, x.PlannedFinish = schedule.MustDate(start), schedule.MustDate(finish)
			}
			return save(d, &planner.SavePhase{Record: x}).Record.ID
		}
		works := phase("works", "2027-01-01", "2028-12-31", schedule.Profile{})
		fixed := phase("fixed", "2027-01-01", "2027-12-31", schedule.Profile{Kind: schedule.Custom, Shares: []schedule.YearShare{{Year: 2027, Share: decimal.NewFromInt(1)}}})
		undated := phase("undated", "", "", schedule.Profile{})
		e := d.estimate("r1")
		d.line(e.ID, "tunnels", "1", "1000")
		d.line(e.ID, "bridges", "1", "1000")
		e = d.reload(e.ID)
		save(d, &planner.SaveRate{Record: funding.Rate{Base: money.EUR, Quote: money.ALL, Date: schedule.MustDate("2020-01-01"), Kind: funding.Spot, Rate: num("100")}})
		known := risk.Spread{Shape: risk.Constant, Value: num("1")}
		for _, r := range []risk.Range{{Line: "tunnels", Amounts: true, Currency: money.ALL, Spread: spread("90000", "100000", "200000.5")}, {Line: "gone", Spread: known},
			{Phase: works, Spread: spread("1", "1", "2")}, {Phase: fixed, Spread: known}, {Phase: undated, Spread: known}} {
			r.Project = p
			save(d, &planner.SaveUncertainty{Record: r})
		}
		for _, x := range []risk.Entry{{Code: "idea", Status: risk.StatusOpen}, {Code: "closed", Status: risk.StatusClosed, Probability: num("1"), Delay: known, Phase: works},
			{Code: "late", Status: risk.StatusOccurred, Probability: num("0.1"), Delay: known, Phase: works},
			{Code: "dear", Status: risk.StatusOpen, Probability: num("0.1"), Delay: known, Phase: undated, Impact: spread("1", "2", "3"), Currency: money.EUR}} {
			x.Project, x.Name = p, text.Plain(x.Code)
			save(d, &planner.SaveRisk{Record: x})
		}
		v, err := d.Simulate(ctx, planner.RiskQuery{CostQuery: planner.CostQuery{Project: "line", Estimate: "r1"}, Iterations: 100}, nil)
		if err != nil || v.Problem() != nil {
			t.Fatal(err, v.Problem())
		}
		in := v.Inputs
		if u := in.Lines["tunnels"]; !u.Amounts || u.Values[0].String() != "900" || u.Values[2].String() != "2000" || len(in.Lines) != 1 {
			t.Errorf("%+v", in.Lines)
		}
		if _, ok := in.Durations["works"]; !ok || len(in.Durations) != 1 {
			t.Errorf("%+v", in.Durations)
		}
		if len(in.Risks) != 2 || in.Risks[0].Code != "dear" || in.Risks[0].DelayMonths != nil || in.Risks[1].Probability.String() != "1" {
			t.Errorf("%+v", in.Risks)
		}
		var keys []string
		for _, n := range v.Notes {
			keys = append(keys, n.Key)
		}
		for _, key := range []string{"risk.range_unused", "risk.duration_custom", "risk.duration_undated", "risk.unassessed", "risk.delay_undated", "cost.converted"} {
			if !slices.Contains(keys, key) {
				t.Errorf("the notes %v do not say %s", keys, key)
			}
		}
	})
}
