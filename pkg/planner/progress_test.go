package planner_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// works gives the project a working estimate: 365.00 in the first phase over
// 2026, 730.00 in the second over 2026 and 2027, 100.00 of contingency.
func (d *desk) works() {
	d.t.Helper()
	for i, finish := range []string{"2026-12-31", "2027-12-31"} {
		p := &d.phases[i]
		p.PlannedStart, p.PlannedFinish = schedule.MustDate("2026-01-01"), schedule.MustDate(finish)
		*p = save(d, &planner.SavePhase{Record: *p}).Record
	}
	e := save(d, &planner.SaveEstimate{Record: estimate.Estimate{Project: d.project.ID, Code: "model", Title: text.Plain("Model"),
		Kind: estimate.WorkingModel, Status: estimate.Draft, Currency: money.EUR, PriceYear: 2026}}).Record
	d.line(e.ID, "a", "1", "365")
	line := func(code, rate string, phase int, contingency bool) {
		save(d, &planner.SaveLine{Record: estimate.Line{Project: d.project.ID, Estimate: e.ID, Code: code, Name: text.Plain(code), Contingency: contingency,
			Category: estimate.Construction, Phase: d.phases[phase].ID, Quantity: num("1"), Unit: "km", UnitRate: num(rate)}})
	}
	line("b", "730", 1, false)
	line("c", "100", 1, true)
	save(d, &planner.PublishEstimate{Estimate: e.ID, Version: d.reload(e.ID).Version})
	d.get(d.project.ID, &d.project)
	save(d, &planner.ChooseEstimate{Project: d.project.ID, Version: d.project.Version, Estimate: e.ID})
}

// stateDone keeps a statement about a phase's progress.
func (d *desk) stateDone(phase int, date, percent string, chosen bool) {
	d.t.Helper()
	c := project.Claim{Project: d.project.ID, Kind: record.Phase, Entity: d.phases[phase].ID, Field: "progress_percent", Value: percent, Unit: "%",
		Basis: project.Sourced, Document: d.doc.ID, Chosen: chosen}
	if date != "" {
		c.Date = schedule.MustDate(date)
	}
	save(d, &planner.SaveClaim{Record: c})
}

func (d *desk) spend(date, amount string, c money.Currency, phase record.ID) {
	d.t.Helper()
	a := eur(amount)
	if c != money.EUR {
		*a = money.FromMinor(a.Minor(), c)
	}
	save(d, &planner.SaveExpenditure{Record: costmodel.Expenditure{Project: d.project.ID, Phase: phase, Date: schedule.MustDate(date), Amount: a, Currency: c}})
}

func (d *desk) progress(at string) *planner.ProgressView {
	d.t.Helper()
	q := planner.ProgressQuery{Project: "line"}
	if at != "" {
		q.At = schedule.MustDate(at)
	}
	v, err := d.Progress(ctx, q)
	if err != nil {
		d.t.Fatal(err)
	}
	return v
}

// told writes measures: their values, or the keys of why they are not defined.
func told(measures []planner.EarnedMeasure) string {
	var all []string
	for _, m := range measures {
		value := ""
		switch {
		case m.Why != nil:
			value = m.Why.Key
		case m.Amount != nil:
			value = m.Amount.Plain()
		case m.Ratio != nil:
			value = m.Ratio.String()
		}
		all = append(all, m.Name+" "+value)
	}
	return strings.Join(all, ", ")
}

func TestProgress(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		d.works()
		v := d.progress("2026-06-30")
		if got, want := told(v.Measures), "bac 1095.00, pv 362.00, ev earned.no_progress, ac earned.no_spending, sv earned.no_progress, cv earned.no_progress, "+
			"spi earned.no_progress, cpi earned.no_progress, tcpi earned.no_progress"; got != want {
			t.Errorf("without progress\n%s, want\n%s", got, want)
		}
		d.stateDone(0, "2026-03", "20", false)
		d.stateDone(0, "2026-06-30", "40", true)
		d.stateDone(0, "2026-07-01", "41", false)
		d.stateDone(0, "", "99", false)
		d.spend("2026-02", "100.00", money.EUR, d.phases[0].ID)
		d.spend("2026-06-30", "62.50", money.EUR, 0)
		d.spend("2026-07", "1.00", money.EUR, 0)
		v = d.progress("2026-06-30")
		if got, want := told(v.Measures), "bac 1095.00, pv 362.00, ev 146.00, ac 162.50, sv -216.00, cv -16.50, spi 0.4033, cpi 0.8985, tcpi 1.0177"; got != want {
			t.Errorf("\n%s, want\n%s", got, want)
		}
		var forecasts []string
		for _, f := range v.Forecasts {
			forecasts = append(forecasts, f.By+" "+f.EAC.Plain()+" "+f.ETC.Plain()+" "+f.VAC.Plain())
		}
		// 162.50 + 949; 162.50 + 949·162.5/146; 162.50 + 949·162.5·362/146²
		if got, want := strings.Join(forecasts, ", "), "plan 1111.50 949.00 -16.50, cost 1218.75 1056.25 -123.75, both 2781.42 2618.92 -1686.42"; got != want {
			t.Errorf("\n%s, want\n%s", got, want)
		}
		if got, want := told(v.Phases[0].Measures), "bac 365.00, pv 181.00, ev 146.00, ac 100.00, sv -35.00, cv 46.00, spi 0.8066, cpi 1.46, tcpi 0.8264"; got != want {
			t.Errorf("the first phase\n%s, want\n%s", got, want)
		}
		if left := v.Unreported(); len(left) != 1 || left[0].Code != "p2" || v.Untied.Plain() != "62.50" || v.Phases[0].Stated.Percent.String() != "40" {
			t.Errorf("%+v is not reported, %s on no phase", left, v.Untied)
		}
		var log []string
		for _, s := range v.Statements {
			why := "counts"
			if s.Left != nil {
				why = s.Left.Key
			}
			log = append(log, s.Claim.Date.String()+" "+s.Percent.String()+" "+why)
		}
		if got, want := strings.Join(log, ", "), "2026-03 20 counts, 2026-06-30 40 counts, 2026-07-01 41 progress.later,  99 progress.no_date"; got != want {
			t.Errorf("the log %s, want %s", got, want)
		}
	})
}

// At any status date the phases add up to the project, to the cent, and the
// CSV says what the curves say.
func TestProgressAddsUp(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		d.works()
		d.stateDone(0, "2026-03-03", "33.33", true)
		d.stateDone(1, "2026-05-07", "7.77", true)
		for _, at := range []string{"2025", "2026-01-01", "2026-02-17", "2026-05-31", "2026-11-29", "2027-07-03", "2027-12-31", "2031"} {
			v := d.progress(at)
			pv, ev := v.Curve.State.PV, v.Curve.State.EV
			for _, p := range v.Phases {
				var err1, err2 error
				pv, err1 = pv.Sub(p.Curve.State.PV)
				ev, err2 = ev.Sub(p.Curve.State.EV)
				if err1 != nil || err2 != nil {
					t.Fatal(err1, err2)
				}
			}
			if !pv.IsZero() || !ev.IsZero() {
				t.Errorf("at %s the phases lack %s planned, %s earned", at, pv, ev)
			}
		}
		v := d.progress("2026-05-31")
		var csv bytes.Buffer
		w, err := report.NewWriter(&csv, planner.ProgressReport, report.CSV, report.Standard)
		if err != nil {
			t.Fatal(err)
		}
		if err := v.Write(w); err != nil || w.Close() != nil {
			t.Fatal(err)
		}
		state := v.Curve.State
		for _, line := range []string{"project,phase,date,currency,planned_value,earned_value,actual_cost",
			fmt.Sprintf("line,,2026-05-31,EUR,%s,%s,", state.PV.Plain(), state.EV.Plain()), "line,p2,2027-12-31,EUR,730.00,,"} {
			if !strings.Contains(csv.String(), line+"\r\n") {
				t.Errorf("the CSV has no line %s\n%s", line, csv.String())
			}
		}
	})
}

// Yearly disbursements stand in for expenditures at the end of their years; an
// amount without an exchange rate leaves the actual cost not known.
func TestProgressOfDisbursements(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		d.works()
		d.stateDone(0, "2026", "100", true)
		save(d, &planner.SaveAllocation{Record: funding.Allocation{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2026, Disbursed: eur("300.00"), Currency: money.EUR}})
		if v := d.progress("2026-12-30"); v.Spending != planner.SpentDisbursed || v.Spent() != nil {
			t.Errorf("before the year's end %s is spent", v.Spent())
		}
		if v := d.progress("2026"); v.Spent() == nil || v.Spent().Plain() != "300.00" || v.Untied.Plain() != "300.00" || v.Earned().Plain() != "365.00" {
			t.Errorf("at its end: %s", told(v.Measures))
		}
		d.spend("2026-12", "10.00", money.EUR, 0)
		if v := d.progress("2026"); v.Spending != planner.SpentExpenditures || v.Spent().Plain() != "10.00" {
			t.Errorf("with an expenditure: %s", told(v.Measures))
		}
		d.spend("2026-12", "10.00", money.USD, 0)
		v := d.progress("2026")
		if !v.Unrated || v.Spent() != nil || !strings.Contains(told(v.Measures), "cpi earned.no_rate") || len(v.Notes) == 0 {
			t.Errorf("without a rate: %s, notes %v", told(v.Measures), v.Notes)
		}
		if v := d.progress("2026-11"); v.Unrated {
			t.Error("what is not spent yet needs a rate")
		}
	})
}

// Where nothing can be measured the view says why.
func TestProgressObstacles(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		if v := d.progress(""); v.Obstacle == nil || v.Obstacle.Message.Key != "cost.no_estimate" || v.Curve != nil || v.At != schedule.DateOf(today) {
			t.Errorf("without an estimate: %v", v.Obstacle)
		}
		_, err := d.Progress(ctx, planner.ProgressQuery{Project: "nowhere"})
		if err == nil {
			t.Error("a project that is not there has progress")
		}
	})
}

// A balance line that takes money off, rounded by itself, leaves some months less
// than nothing; the plan is measured all the same.
func TestProgressOfABalanceLine(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("model")
		for _, code := range []string{"a", "c", "d", "e", "f", "g", "h"} { // a cent each, all in the first month
			d.line(e.ID, code, "1", "0.01")
		}
		save(d, &planner.SaveLine{Record: estimate.Line{Project: d.project.ID, Estimate: e.ID, Code: "b", Name: text.Plain("Balance"), Balance: true,
			Category: estimate.Construction, Phase: d.phases[0].ID, Quantity: num("1"), Unit: "sum", UnitRate: num("-0.05")}})
		save(d, &planner.PublishEstimate{Estimate: e.ID, Version: d.reload(e.ID).Version})
		d.get(d.project.ID, &d.project)
		save(d, &planner.ChooseEstimate{Project: d.project.ID, Version: d.project.Version, Estimate: e.ID})
		if v := d.progress("2027-07"); v.Obstacle != nil || v.Curve == nil || v.Curve.State.BAC.Plain() != "0.02" {
			t.Errorf("the plan is not measured: %v", v.Obstacle)
		}
	})
}
