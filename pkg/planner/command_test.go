package planner_test

import (
	"strings"
	"testing"

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

// refused asserts that the command is refused with the kind and, where given,
// about the field, and that nothing was written.
func refused(d *desk, c planner.Command, kind fault.Kind, field string) {
	d.t.Helper()
	before := d.head()
	err := d.Do(ctx, act, c)
	if !fault.Is(err, kind) {
		d.t.Fatalf("%s: got %v, want a fault of kind %v", c.Name(), err, kind)
	}
	if field != "" && !strings.Contains(err.Error(), field+":") {
		d.t.Errorf("%s: %q does not name the field %s", c.Name(), err, field)
	}
	if d.head() != before {
		d.t.Errorf("%s was refused and still changed the record", c.Name())
	}
}

func TestTotalFollowsItsLines(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("model")
		tunnels := d.line(e.ID, "tunnels", "35.3", "25000000.005")
		d.line(e.ID, "track", "105.8", "3000000")
		want := eur("1199900000.18") // 882,500,000.1765 + 317,400,000.00
		if got := d.reload(e.ID).Total; got == nil || !got.Equal(*want) {
			t.Errorf("total is %v, want %v", got, want)
		}
		save(d, &planner.Delete{Kind: record.CostLine, ID: tunnels.ID, Version: tunnels.Version})
		if got := d.reload(e.ID).Total; !got.Equal(*eur("317400000.00")) {
			t.Errorf("total after a line was deleted is %v", got)
		}
	})
}

func TestPublishedEstimateIsFrozen(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("model")
		refused(d, &planner.PublishEstimate{Estimate: e.ID, Version: e.Version}, fault.Invalid, "")
		l := d.line(e.ID, "tunnels", "1", "100")
		e = d.reload(e.ID)
		refused(d, &planner.PublishEstimate{Estimate: e.ID, Version: e.Version - 1}, fault.Conflict, "")
		refused(d, &planner.ChooseEstimate{Project: d.project.ID, Version: d.project.Version, Estimate: e.ID}, fault.Invalid, "estimate")
		save(d, &planner.PublishEstimate{Estimate: e.ID, Version: e.Version})

		e = d.reload(e.ID)
		if e.Status != estimate.Published || e.PublishedBy != "Ana" || !e.PublishedAt.Equal(today) {
			t.Errorf("published as %v by %q at %v", e.Status, e.PublishedBy, e.PublishedAt)
		}
		e.Claimant = text.Plain("somebody else")
		refused(d, &planner.SaveEstimate{Record: e}, fault.Invalid, "")
		l.Quantity = num("2")
		refused(d, &planner.SaveLine{Record: l}, fault.Invalid, "")
		refused(d, &planner.Delete{Kind: record.CostLine, ID: l.ID, Version: l.Version}, fault.Invalid, "")
		refused(d, &planner.Delete{Kind: record.Estimate, ID: e.ID, Version: e.Version}, fault.Invalid, "")

		save(d, &planner.ChooseEstimate{Project: d.project.ID, Version: d.project.Version, Estimate: e.ID})
		var p project.Project
		d.get(d.project.ID, &p)
		want := project.WorkingChoice{Estimate: e.ID, By: "Ana", At: today, Reason: text.Plain("test")}
		if p.Working.At = p.Working.At.UTC(); p.Working != want {
			t.Errorf("working estimate is %+v, want %+v", p.Working, want)
		}
		p.Working = project.WorkingChoice{}
		refused(d, &planner.SaveProject{Record: p}, fault.Invalid, "")
	})
}

func TestHeadlineAndLinesExclude(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("model")
		e.Headline = eur("700000000.00")
		e = save(d, &planner.SaveEstimate{Record: e}).Record
		if got := d.reload(e.ID).Total; got == nil || !got.Equal(*eur("700000000.00")) {
			t.Errorf("the total of a headline estimate is %v", got)
		}
		refused(d, &planner.SaveLine{Record: estimate.Line{Project: d.project.ID, Estimate: e.ID, Code: "l", Name: text.Plain("l"),
			Category: estimate.Construction, Quantity: num("1"), UnitRate: num("1")}}, fault.Invalid, "")
	})
}

func TestChosenClaimSetsItsFigure(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		s := save(d, &planner.SaveSection{Record: project.Section{Project: d.project.ID, Code: "s", Name: text.Plain("S")}}).Record
		claim := func(km string, chosen bool) project.Claim {
			return save(d, &planner.SaveClaim{Record: project.Claim{Project: d.project.ID, Kind: record.Section, Entity: s.ID, Field: "length_m",
				Value: km, Unit: "km", Basis: project.Sourced, Document: d.doc.ID, Chosen: chosen}}).Record
		}
		length := func() string {
			d.get(s.ID, &s)
			return s.LengthM.Decimal.String()
		}
		first, second := claim("238", true), claim("241.1", false)
		if got := length(); got != "238000" {
			t.Errorf("length is %s after a claim of 238 km was chosen", got)
		}
		save(d, &planner.ChooseClaim{Claim: second.ID, Version: second.Version})
		if got := length(); got != "241100" {
			t.Errorf("length is %s after the claim of 241.1 km was chosen", got)
		}
		d.get(first.ID, &first)
		if first.Chosen {
			t.Error("two claims about one figure are chosen")
		}
		s.LengthM = num("250000")
		save(d, &planner.SaveSection{Record: s})
		if d.get(second.ID, &second); second.Chosen {
			t.Error("a claim of 241.1 km is still chosen for a figure that was changed to 250 km")
		}
		bad := second
		bad.ID, bad.Version, bad.Value, bad.Chosen = 0, 0, "two hundred", true
		refused(d, &planner.SaveClaim{Record: bad}, fault.Invalid, "value")
	})
}

func TestReferencesStayInTheProject(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		other := save(d, &planner.SaveProject{Record: project.Project{Programme: d.project.Programme, Code: "other", Name: text.Plain("O"),
			Sector: "energy", Type: "construction", Stage: project.Preparation}}).Record
		refused(d, &planner.SaveMilestone{Record: project.Milestone{Project: other.ID, Phase: d.phases[0].ID, Code: "m", Name: text.Plain("m")}},
			fault.Invalid, "phase")
		refused(d, &planner.SaveMilestone{Record: project.Milestone{Project: other.ID, Phase: 987654, Code: "m", Name: text.Plain("m")}},
			fault.Invalid, "phase")
		refused(d, &planner.SaveMilestone{Record: project.Milestone{Project: d.project.ID, Code: "new", Name: text.Plain("m")}},
			fault.Invalid, "code")
		refused(d, &planner.SavePhase{Record: project.Phase{Project: d.project.ID, Code: "p1", Name: text.Plain("again")}},
			fault.Conflict, "code")
	})
}

func TestPhasesCannotFollowEachOtherInACircle(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		first, second := d.phases[0], d.phases[1]
		second.After = []project.Link{{Phase: first.ID, LagDays: 10}}
		save(d, &planner.SavePhase{Record: second})
		first.After = []project.Link{{Phase: second.ID}}
		err := d.Do(ctx, act, &planner.SavePhase{Record: first})
		if err == nil || !strings.Contains(err.Error(), "p1 → p2 → p1") {
			t.Errorf("a circle of phases gives %v", err)
		}
	})
}

func TestSectionsCannotLieWithinEachOther(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		a := save(d, &planner.SaveSection{Record: project.Section{Project: d.project.ID, Code: "a", Name: text.Plain("A")}}).Record
		b := save(d, &planner.SaveSection{Record: project.Section{Project: d.project.ID, Code: "b", Name: text.Plain("B"), Within: a.ID}}).Record
		a.Within = b.ID
		refused(d, &planner.SaveSection{Record: a}, fault.Invalid, "")
	})
}

func TestLaterStageAboveEarlierNeedsABreach(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		a := funding.Allocation{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2027, Currency: money.EUR,
			Requested: eur("100.00"), Disbursed: eur("100.01")}
		refused(d, &planner.SaveAllocation{Record: a}, fault.Invalid, "disbursed")
		a.Breach = &funding.Breach{Reason: "paid from the reserve", Document: d.doc.ID}
		save(d, &planner.SaveAllocation{Record: a})

		d.source.CarryOver = true
		d.source = save(d, &planner.SaveSource{Record: d.source}).Record
		for _, y := range []struct{ approved, disbursed string }{{"100.00", "40.00"}, {"50.00", "110.00"}} {
			a = funding.Allocation{Project: d.project.ID, Source: d.source.ID, FiscalYear: a.FiscalYear + 1, Currency: money.EUR,
				Approved: eur(y.approved), Disbursed: eur(y.disbursed)}
			save(d, &planner.SaveAllocation{Record: a}) // 110 ≤ 100 − 40 + 50
		}
		d.source.CarryOver = false
		refused(d, &planner.SaveSource{Record: d.source}, fault.Invalid, "disbursed")
	})
}

func TestMovingMoneyNeedsAReasonAndAnActor(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		for _, c := range []struct {
			act     planner.Act
			command planner.Command
			field   string
		}{
			{planner.Act{Actor: "Ana"}, &planner.SaveSource{Record: d.source}, "reason"},
			{planner.Act{Actor: "Ana"}, &planner.PublishEstimate{}, "reason"},
			{planner.Act{Actor: "Ana"}, &planner.Delete{Kind: record.Allocation}, "reason"},
			{planner.Act{Reason: "x"}, &planner.SavePhase{Record: d.phases[0]}, "actor"},
			{planner.Act{Actor: "A\u202Ena"}, &planner.SavePhase{Record: d.phases[0]}, "actor"},
		} {
			if err := d.Do(ctx, c.act, c.command); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.field+":") {
				t.Errorf("%s by %+v gives %v, want a problem with %s", c.command.Name(), c.act, err, c.field)
			}
		}
		if err := d.Do(ctx, planner.Act{Actor: "Ana"}, &planner.SavePhase{Record: d.phases[0]}); err != nil {
			t.Errorf("a phase moves no money, yet: %v", err)
		}
	})
}

func TestEveryCommandCanBeWrittenDownAndCarriedOutLater(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		phase := d.phases[0]
		phase.PlannedFinish, phase.ProgressPercent = schedule.MustDate("2029-02"), num("12.5")
		phase.After = []project.Link{{Phase: d.phases[1].ID, LagDays: -3}}
		allocation := funding.Allocation{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2027, Currency: money.EUR, Requested: eur("0.10"),
			Breach: &funding.Breach{Reason: "r", Document: d.doc.ID}}
		commands := []planner.Command{
			&planner.SavePhase{Record: phase}, &planner.SaveAllocation{Record: allocation},
			&planner.Delete{Kind: record.Phase, ID: 7, Version: 2}, &planner.PublishEstimate{Estimate: 3, Version: 1},
			&planner.ChooseEstimate{Project: 1, Version: 2, Estimate: 3}, &planner.ChooseClaim{Claim: 5, Version: 6},
			&planner.Load{Bundle: planner.Bundle{Phases: []project.Phase{phase}}},
		}
		for _, c := range commands {
			written, err := planner.EncodeCommand(c)
			if err != nil {
				t.Fatal(err)
			}
			read, err := planner.DecodeCommand(written)
			if err != nil || !same(read, c) {
				t.Errorf("%s came back as %+v (%v)", written, read, err)
			}
		}
		written, _ := planner.EncodeCommand(commands[0])
		later, _ := planner.DecodeCommand(written)
		save(d, later)
		var got project.Phase
		d.get(phase.ID, &got)
		if got.Version != phase.Version+1 || got.PlannedFinish != phase.PlannedFinish {
			t.Errorf("carried out later, the phase is %+v", got)
		}
		stale, _ := planner.DecodeCommand(written)
		refused(d, stale, fault.Conflict, "")
		for _, bad := range []string{``, `{}`, `{"command":"save_everything","data":{}}`, `{"command":"delete","data":[1]}`} {
			if _, err := planner.DecodeCommand([]byte(bad)); !fault.Is(err, fault.Invalid) {
				t.Errorf("%q gives %v", bad, err)
			}
		}
	})
}

// same compares commands by what they write down: decimals of equal value can
// differ in memory.
func same(a, b planner.Command) bool {
	x, err := planner.EncodeCommand(a)
	y, err2 := planner.EncodeCommand(b)
	return err == nil && err2 == nil && string(x) == string(y)
}
