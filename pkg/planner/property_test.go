package planner_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Whatever is done, in whatever order, the record keeps its rules: totals are
// the sums of their lines, chosen claims agree with the figures, stages are in
// order. Commands may be refused; they must not half happen.
func TestAnySequenceOfCommandsKeepsTheRules(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		r := rand.New(rand.NewPCG(1, 2))
		estimates := []record.ID{d.estimate("a").ID, d.estimate("b").ID}
		done, refusedCount := 0, 0
		for range 150 {
			c := randomCommand(d, r, estimates)
			if err := d.Do(ctx, act, c); err == nil {
				done++
			} else if k := fault.KindOf(err); k == fault.Internal || k == fault.Unavailable {
				t.Fatalf("%s: %v", c.Name(), err)
			} else {
				refusedCount++
			}
		}
		if done < 50 || refusedCount < 5 {
			t.Errorf("%d commands were done and %d refused: the sequence tests too little", done, refusedCount)
		}
		if err := d.Check(ctx, func(p string, m fault.Message) { t.Errorf("%s: %s", p, m) }); err != nil {
			t.Fatal(err)
		}
	})
}

func randomCommand(d *desk, r *rand.Rand, estimates []record.ID) planner.Command {
	e := estimates[r.IntN(len(estimates))]
	amount := func() *money.Amount {
		if r.IntN(3) == 0 {
			return nil
		}
		return eur(fmt.Sprintf("%d.%02d", r.IntN(1000), r.IntN(100)))
	}
	switch r.IntN(6) {
	case 0, 1:
		return &planner.SaveLine{Record: estimate.Line{Project: d.project.ID, Estimate: e, Code: fmt.Sprintf("l%d", r.IntN(40)), Name: text.Plain("l"),
			Category: estimate.Construction, Phase: d.phases[r.IntN(2)].ID,
			Quantity: num(fmt.Sprintf("%d.%03d", r.IntN(100), r.IntN(1000))), UnitRate: num(fmt.Sprintf("%d.%04d", r.IntN(1e6), r.IntN(1e4)))}}
	case 2:
		return &planner.SaveLine{Record: estimate.Line{Project: d.project.ID, Estimate: e, Code: fmt.Sprintf("s%d", r.IntN(10)), Name: text.Plain("s"),
			Category: estimate.Supervision, Phase: d.phases[r.IntN(2)].ID, Percent: num("4.75"), Of: []estimate.Category{estimate.Construction}}}
	case 3:
		return &planner.SaveAllocation{Record: funding.Allocation{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2020 + r.IntN(30), Currency: money.EUR,
			Requested: amount(), Approved: amount(), Committed: amount(), Disbursed: amount()}}
	case 4:
		return &planner.SaveClaim{Record: project.Claim{Project: d.project.ID, Kind: record.Estimate, Entity: e, Field: "total",
			Value: fmt.Sprintf("%d.00", r.IntN(1e9)), Unit: "EUR", Basis: project.Sourced, Document: d.doc.ID, Chosen: r.IntN(2) == 0}}
	default:
		var lines []estimate.Line
		_ = d.store.Read(ctx, func(r planner.Reader) (err error) { lines, err = r.Lines(ctx, e); return err })
		if len(lines) == 0 {
			return &planner.Delete{Kind: record.CostLine, ID: 999999, Version: 1}
		}
		l := lines[r.IntN(len(lines))]
		return &planner.Delete{Kind: record.CostLine, ID: l.ID, Version: l.Version}
	}
}
