package planner_test

import (
	"errors"
	"testing"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/text"
)

func spread(low, mode, high string) risk.Spread {
	return risk.Spread{Shape: risk.Triangular, Low: num(low), Mode: num(mode), High: num(high)}
}

// Ranges, risks and settings change no estimate: none of them needs a reason.
// There is one range of each thing, and one set of settings.
func TestRiskRecords(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		p := d.project.ID
		works := risk.Range{Project: p, Category: estimate.Construction, Spread: spread("0.9", "1", "1.3")}
		shattered := risk.Entry{Project: p, Code: "fault-zone", Name: text.Plain("Fault zone"), Status: risk.StatusOpen, Probability: num("0.2"),
			Currency: money.EUR, Impact: spread("1", "2", "3")}
		general, entry := &planner.SaveUncertainty{Record: works}, &planner.SaveRisk{Record: shattered}
		settings := &planner.SaveRiskSettings{Record: risk.Settings{Project: p, Rho: num("0.3"), Seed: 1}}
		for _, c := range []planner.Command{general, entry, settings} {
			if err := d.Do(ctx, planner.Act{Actor: "Ana"}, c); err != nil {
				t.Fatalf("%s: %v", c.Name(), err)
			}
		}
		d.refusedWith("duplicate_field", &planner.SaveUncertainty{Record: works})
		d.refusedWith("duplicate_field", &planner.SaveRisk{Record: shattered})
		d.refusedWith("duplicate_field", &planner.SaveRiskSettings{Record: risk.Settings{Project: p}})
		other := works
		other.Category, other.Line = "", "tunnels"
		save(d, &planner.SaveUncertainty{Record: other})

		// A claim in percent sets the figure that it is about; a change by hand
		// leaves it without one.
		claim := save(d, &planner.SaveClaim{Record: project.Claim{Project: p, Kind: record.Uncertainty, Entity: general.Record.ID, Field: "high", Value: "140", Unit: "%",
			Basis: project.Assumed, Note: text.Plain("n"), Chosen: true}}).Record
		if d.get(general.Record.ID, &general.Record); general.Record.High.Decimal.String() != "1.4" {
			t.Errorf("%+v", general.Record)
		}
		general.Record.High = num("1.5")
		save(d, general)
		if d.get(claim.ID, &claim); claim.Chosen {
			t.Error("the claim still vouches for a figure that was changed")
		}
		view, err := d.History(ctx, planner.HistoryQuery{Project: "line"})
		if err != nil {
			t.Fatal(err)
		}
		for id, want := range map[record.ID]string{general.Record.ID: "construction", entry.Record.ID: "Fault zone", settings.Record.ID: "A line"} {
			if got := view.Names[id].Default; got != want {
				t.Errorf("%d is called %q, want %q", id, got, want)
			}
		}
	})
}

// A simulation that was kept is never changed; who kept it and when is noted.
func TestKeptSimulationsStay(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("r1")
		run := save(d, &planner.SaveSimulation{Record: risk.Run{Project: d.project.ID, Estimate: e.ID, Iterations: 10, Model: "m", Result: "r", By: "somebody else"}}).Record
		if run.By == "somebody else" || run.At.IsZero() {
			t.Errorf("%+v", run)
		}
		run.Result = "better"
		err := d.Do(ctx, planner.Act{Actor: "Ana", Reason: "r"}, &planner.SaveSimulation{Record: run})
		if f, ok := errors.AsType[*fault.Error](err); !ok || f.Message.Key != "simulation.kept" {
			t.Error(err)
		}
		save(d, &planner.Delete{Kind: record.Simulation, ID: run.ID, Version: run.Version})
	})
}
