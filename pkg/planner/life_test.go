package planner_test

import (
	"testing"

	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

func (d *desk) otherProject(code string, dependsOn ...record.ID) project.Project {
	d.t.Helper()
	return save(d, &planner.SaveProject{Record: project.Project{Programme: d.project.Programme, Code: code, Name: text.Plain(code),
		Sector: "energy", Type: "construction", Stage: project.Preparation, DependsOn: dependsOn}}).Record
}

// What others refer to within a project would be left behind in it.
func TestNothingMovesToAnotherProject(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		other := d.otherProject("other")
		e := d.estimate("model")
		section := save(d, &planner.SaveSection{Record: project.Section{Project: d.project.ID, Code: "s", Name: text.Plain("S")}}).Record
		source, phase := d.source, d.phases[0]
		source.Project, phase.Project, e.Project, section.Project = other.ID, other.ID, other.ID, other.ID
		for _, c := range []planner.Command{&planner.SaveSource{Record: source}, &planner.SavePhase{Record: phase},
			&planner.SaveEstimate{Record: e}, &planner.SaveSection{Record: section}} {
			refused(d, c, fault.Invalid, "")
		}
	})
}

func TestProjectsCannotDependOnEachOtherInACircle(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		a := d.otherProject("a", d.project.ID)
		b := d.otherProject("b", a.ID)
		d.project.DependsOn = []record.ID{b.ID}
		refused(d, &planner.SaveProject{Record: d.project}, fault.Invalid, "")
	})
}

// Publishing freezes a total only with claims that say the same.
func TestPublishedTotalAgreesWithItsClaim(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("model")
		l := d.line(e.ID, "l", "1", "20")
		claim := save(d, &planner.SaveClaim{Record: project.Claim{Project: d.project.ID, Kind: record.Estimate, Entity: e.ID, Field: "total",
			Value: "20.00", Unit: "EUR", Basis: project.Sourced, Document: d.doc.ID, Chosen: true}}).Record
		l.Quantity = num("1.5")
		save(d, &planner.SaveLine{Record: l})
		if d.get(claim.ID, &claim); claim.Chosen {
			t.Error("a claim of 20.00 is still chosen for a total of 30.00")
		}
		e = d.reload(e.ID)
		save(d, &planner.PublishEstimate{Estimate: e.ID, Version: e.Version})
		if err := d.Check(ctx, func(p string, m fault.Message) { t.Errorf("%s: %s", p, m) }); err != nil {
			t.Fatal(err)
		}
	})
}

func TestWhatARecordKeepsForLife(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("model")
		e.PublishedBy = "The minister"
		refused(d, &planner.SaveEstimate{Record: e}, fault.Invalid, "")
		e.PublishedBy = ""
		d.line(e.ID, "l", "1", "20")
		e = d.reload(e.ID)
		e.Currency, e.Total = money.ALL, nil
		refused(d, &planner.SaveEstimate{Record: e}, fault.Invalid, "currency")

		a := save(d, &planner.SaveAllocation{Record: funding.Allocation{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2026,
			Currency: money.EUR, Requested: eur("5.00")}}).Record
		a.FiscalYear = 2031
		refused(d, &planner.SaveAllocation{Record: a}, fault.Invalid, "")
		c := save(d, &planner.SaveCeiling{Record: funding.Ceiling{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2026,
			Currency: money.EUR, Amount: eur("5.00")}}).Record
		c.FiscalYear = 2031
		refused(d, &planner.SaveCeiling{Record: c}, fault.Invalid, "")
	})
}

// A breach says that something is out of order; where nothing is, it would be a
// false alarm for ever.
func TestBreachMustBeOne(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		a := funding.Allocation{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2027, Currency: money.EUR,
			Requested: eur("100.00"), Approved: eur("90.00"), Breach: &funding.Breach{Reason: "none", Document: d.doc.ID}}
		refused(d, &planner.SaveAllocation{Record: a}, fault.Invalid, "breach_reason")
		a.Approved = eur("110.00")
		a = save(d, &planner.SaveAllocation{Record: a}).Record
		a.Approved = eur("90.00")
		refused(d, &planner.SaveAllocation{Record: a}, fault.Invalid, "breach_reason")
		a.Breach = nil
		save(d, &planner.SaveAllocation{Record: a})
	})
}

// Competing claims are kept, but they must say something.
func TestClaimsThatAreNotChosenAreChecked(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		claim := project.Claim{Project: d.project.ID, Kind: record.Phase, Entity: d.phases[0].ID, Field: "planned_start", Unit: "date",
			Value: "2026-02-30", Basis: project.Sourced, Document: d.doc.ID}
		refused(d, &planner.SaveClaim{Record: claim}, fault.Invalid, "value")
		claim.Value = "2026-02-28"
		claim = save(d, &planner.SaveClaim{Record: claim}).Record
		about := claim
		about.Meta, about.Kind, about.Entity, about.Field = record.Meta{}, record.Claim, claim.ID, "value"
		refused(d, &planner.SaveClaim{Record: about}, fault.Invalid, "")
	})
}

func TestSomebodyElseWasFaster(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("model")
		d.line(e.ID, "l", "1", "1")
		mine := d.reload(e.ID)
		save(d, &planner.PublishEstimate{Estimate: e.ID, Version: mine.Version})
		refused(d, &planner.SaveEstimate{Record: mine}, fault.Conflict, "") // and not only "frozen"
		m := save(d, &planner.SaveMilestone{Record: project.Milestone{Project: d.project.ID, Code: "m", Name: text.Plain("m")}}).Record
		save(d, &planner.Delete{Kind: record.Milestone, ID: m.ID, Version: m.Version})
		refused(d, &planner.SaveMilestone{Record: m}, fault.Conflict, "")
	})
}

func TestBlankReasonIsNone(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		err := d.Do(ctx, planner.Act{Actor: "Ana", Reason: " \u00a0"}, &planner.SaveSource{Record: d.source})
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("a blank reason gives %v", err)
		}
	})
}

func TestWrittenCommandsAreReadStrictly(t *testing.T) {
	for _, bad := range []string{
		`{"v":1,"command":"save_phase","data":{"Record":{"Nmae":{"Default":"x"}}}}`,
		`{"v":2,"command":"save_phase","data":{}}`,
		`{"command":"save_phase","data":{}}`,
	} {
		if _, err := planner.DecodeCommand([]byte(bad)); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s gives %v", bad, err)
		}
	}
}

func TestRatesKeepTheirCurrency(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		l := d.line(d.estimate("model").ID, "l", "1", "20")
		if l.Currency != money.EUR || l.RateUnit() != "EUR/km" {
			t.Errorf("the line is in %v, its rate in %s", l.Currency, l.RateUnit())
		}
		claim := project.Claim{Project: d.project.ID, Kind: record.CostLine, Entity: l.ID, Field: "unit_rate", Value: "30", Unit: "USD/km",
			Basis: project.Sourced, Document: d.doc.ID}
		save(d, &planner.SaveClaim{Record: claim}) // beside the one in use
		claim.Chosen = true
		refused(d, &planner.SaveClaim{Record: claim}, fault.Invalid, "value")
		claim.Unit = "EUR/km"
		save(d, &planner.SaveClaim{Record: claim})
		if d.get(l.ID, &l); l.UnitRate.Decimal.String() != "30" {
			t.Errorf("the rate is %s after the claim was chosen", l.UnitRate.Decimal)
		}
	})
}
