package planner_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
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

// versionPattern finds what undoing does not take back.
var versionPattern = regexp.MustCompile(`"Version":\d+,`)

// state is everything recorded of the desk's project, without versions.
func (d *desk) state() string {
	d.t.Helper()
	var all []any
	err := d.store.Read(ctx, func(r planner.Reader) error {
		id := d.project.ID
		var p project.Project
		estimates, err := r.Estimates(ctx, id)
		var ids []record.ID
		for _, e := range estimates {
			ids = append(ids, e.ID)
		}
		collect := func(list any, failed error) {
			all = append(all, list)
			if err == nil {
				err = failed
			}
		}
		collect(&p, r.Get(ctx, id, &p))
		all = append(all, estimates)
		lines, e := r.Lines(ctx, ids...)
		collect(lines, e)
		phases, e := r.Phases(ctx, id)
		collect(phases, e)
		allocations, e := r.Allocations(ctx, id)
		collect(allocations, e)
		claims, e := r.Claims(ctx, planner.ClaimQuery{Projects: []record.ID{id}})
		collect(claims, e)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	written, err := json.Marshal(all)
	if err != nil {
		d.t.Fatal(err)
	}
	return versionPattern.ReplaceAllString(string(written), "")
}

// Whatever was done, undoing it all, latest first, gives the first state again.
func TestUndoingEverythingGivesTheFirstStateAgain(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		r := rand.New(rand.NewPCG(3, 4))
		estimates := []record.ID{d.estimate("a").ID, d.estimate("b").ID}
		first := d.state()
		var batches []int64
		for range 60 {
			before := d.head().Seq
			c := randomCommand(d, r, estimates)
			if r.IntN(5) == 0 {
				c = &planner.CopyEstimate{From: estimates[0], Code: "copy" + strings.Repeat("x", len(batches)), Title: text.Plain("Copy")}
			}
			if d.Do(ctx, act, c) == nil && d.head().Seq > before {
				batches = append(batches, before+1)
			}
		}
		if len(batches) < 20 || d.state() == first {
			t.Fatalf("only %d commands were done", len(batches))
		}
		for i := len(batches) - 1; i >= 0; i-- {
			save(d, &planner.Undo{Batch: batches[i]})
		}
		if last := d.state(); last != first {
			t.Errorf("undone, the state is\n%s\nand was\n%s", last, first)
		}
		if err := d.Check(ctx, func(p string, m fault.Message) { t.Errorf("%s: %s", p, m) }); err != nil {
			t.Fatal(err)
		}
		findings, err := d.store.Verify(context.Background())
		if err != nil || len(findings) > 0 {
			t.Errorf("the database holds %v (%v)", findings, err)
		}
	})
}

func TestUndoIsRefused(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		seq := func() int64 { return d.head().Seq + 1 }
		refused(d, &planner.Undo{Batch: 99999}, fault.NotFound, "")

		first := seq()
		phase := d.phases[0]
		phase.PlannedFinish = schedule.MustDate("2031")
		phase = save(d, &planner.SavePhase{Record: phase}).Record
		phase.PlannedFinish = schedule.MustDate("2032")
		second := seq()
		save(d, &planner.SavePhase{Record: phase})
		refused(d, &planner.Undo{Batch: first}, fault.Conflict, "")
		save(d, &planner.Undo{Batch: second})
		save(d, &planner.Undo{Batch: first}) // it is again as the first change left it

		e := d.estimate("model")
		lineAt := seq()
		d.line(e.ID, "l", "1", "100")
		d.line(e.ID, "m", "1", "50")
		e = d.reload(e.ID)
		publishAt := seq()
		save(d, &planner.PublishEstimate{Estimate: e.ID, Version: e.Version})
		refused(d, &planner.Undo{Batch: lineAt}, fault.Invalid, "") // the line's estimate is frozen
		chooseAt := seq()
		save(d, &planner.ChooseEstimate{Project: d.project.ID, Version: d.project.Version, Estimate: e.ID})
		refused(d, &planner.Undo{Batch: publishAt}, fault.Invalid, "")
		save(d, &planner.Undo{Batch: chooseAt})
		save(d, &planner.Undo{Batch: publishAt})
		if got := d.reload(e.ID); got.Status != estimate.Draft {
			t.Errorf("after the publishing was undone the estimate is %s", got.Status)
		}
		if err := d.Do(ctx, planner.Act{Actor: "Ana"}, &planner.Undo{Batch: lineAt}); !fault.Is(err, fault.Invalid) {
			t.Errorf("undoing without a reason gives %v", err)
		}
	})
}

func TestCopyOfAnEstimateHasItsLinesAndClaims(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("model")
		l := d.line(e.ID, "tunnels", "35.3", "23000000")
		save(d, &planner.SaveClaim{Record: project.Claim{Project: d.project.ID, Kind: record.CostLine, Entity: l.ID, Field: "unit_rate",
			Value: "23000000", Unit: "EUR/km", Basis: project.Assumed, Note: text.Plain("a guess"), Chosen: true}})
		save(d, &planner.SaveClaim{Record: project.Claim{Project: d.project.ID, Kind: record.Estimate, Entity: e.ID, Field: "as_of",
			Value: "2025", Unit: "date", Basis: project.Assumed, Note: text.Plain("a guess"), Chosen: true}})
		e = d.reload(e.ID)
		save(d, &planner.PublishEstimate{Estimate: e.ID, Version: e.Version})
		c := save(d, &planner.CopyEstimate{From: e.ID, Code: "model-2", Title: text.Plain("Second"), AsOf: schedule.MustDate("2026-03")})
		if e.AsOf != schedule.MustDate("2025") || c.Created.AsOf != schedule.MustDate("2026-03") {
			t.Errorf("the estimate is as of %s, its copy as of %s", e.AsOf, c.Created.AsOf)
		}
		if c.Created.Status != estimate.Draft || c.Created.CopyOf != e.ID || !c.Created.Total.Equal(*eur("811900000.00")) || c.Created.PublishedBy != "" {
			t.Errorf("the copy is %+v", c.Created)
		}
		sheet, err := d.EstimateSheet(ctx, "line", "model-2")
		if err != nil {
			t.Fatal(err)
		}
		if len(sheet.Lines) != 1 || sheet.Lines[0].ID == l.ID || sheet.Trail.Chosen(sheet.Lines[0].ID, "unit_rate") == nil {
			t.Errorf("the copy's lines are %+v", sheet.Lines)
		}
		refused(d, &planner.CopyEstimate{From: e.ID, Code: "model-2", Title: text.Plain("Third")}, fault.Conflict, "code")
		refused(d, &planner.CopyEstimate{From: e.ID, Code: "new", Title: text.Plain("Third")}, fault.Invalid, "code")
		refused(d, &planner.CopyEstimate{From: 4711, Code: "x", Title: text.Plain("X")}, fault.NotFound, "")
	})
}

func TestFundingSheetNamesItsRows(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		row := func(year int, requested, approved *money.Amount) funding.Allocation {
			return funding.Allocation{Project: d.project.ID, Source: d.source.ID, FiscalYear: year, Currency: money.EUR, Requested: requested, Approved: approved}
		}
		refused(d, &planner.SaveAllocations{Rows: []funding.Allocation{row(2027, eur("5.00"), nil), row(2028, eur("1.00"), eur("2.00"))}},
			fault.Invalid, "rows[1].approved")
		refused(d, &planner.SaveAllocations{Rows: []funding.Allocation{row(2027, nil, nil)}}, fault.Invalid, "rows[0].requested")
		refused(d, &planner.SaveAllocations{Rows: []funding.Allocation{row(2027, eur("1.00"), nil), row(2027, eur("1.00"), nil)}}, fault.Conflict, "rows[1].fiscal_year")
		c := save(d, &planner.SaveAllocations{Rows: []funding.Allocation{row(2027, eur("5.00"), nil), row(2028, eur("2.00"), eur("2.00"))}})
		save(d, &planner.SaveAllocations{Rows: []funding.Allocation{row(2029, eur("1.00"), nil)},
			Removed: []planner.Seen{{ID: c.Rows[0].ID, Version: c.Rows[0].Version}}})
	})
}

// With a source that carries over, a change of one year can break a later one,
// which is then named although it is no row of the sheet.
func TestFundingSheetNamesOtherYears(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		source := d.source
		source.CarryOver = true
		source = save(d, &planner.SaveSource{Record: source}).Record
		row := func(year int, approved, committed *money.Amount) funding.Allocation {
			return funding.Allocation{Project: d.project.ID, Source: source.ID, FiscalYear: year, Currency: money.EUR, Approved: approved, Committed: committed}
		}
		c := save(d, &planner.SaveAllocations{Rows: []funding.Allocation{row(2037, eur("5.00"), eur("2.00")), row(2038, eur("1.00"), eur("3.00"))}})
		c.Rows[0].Approved = eur("2.00")
		later := fmt.Sprintf("sources[%d].2038.committed", source.ID)
		refused(d, &planner.SaveAllocations{Rows: c.Rows[:1]}, fault.Invalid, later)
		refused(d, &planner.SaveAllocations{Removed: []planner.Seen{{ID: c.Rows[0].ID, Version: c.Rows[0].Version}}}, fault.Invalid, later)
	})
}

// A command that is only tried gives the faults that it would give, and
// changes nothing.
func TestTryChangesNothing(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		before := d.head()
		rows := []funding.Allocation{{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2039, Currency: money.EUR, Requested: eur("5.00")}}
		act := planner.Act{Actor: "Anna", Reason: "trial"}
		if err := d.Try(t.Context(), act, &planner.SaveAllocations{Rows: rows}); err != nil {
			t.Errorf("what can be saved: %v", err)
		}
		rows[0].ID, rows[0].Version, rows[0].Approved = 0, 0, eur("6.00")
		if err := d.Try(t.Context(), act, &planner.SaveAllocations{Rows: rows}); !fault.Is(err, fault.Invalid) {
			t.Errorf("what cannot: %v", err)
		}
		if d.head() != before {
			t.Error("trying left something behind")
		}
	})
}

func TestMovingPhasesIsOneCommand(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		a, b := d.phases[0], d.phases[1]
		a.PlannedStart, b.PlannedStart = schedule.MustDate("2028-01-01"), schedule.MustDate("2029-01-01")
		refused(d, &planner.SavePhases{Rows: []project.Phase{a, b}}, fault.Invalid, "rows[1].planned_finish")
		b.PlannedFinish = schedule.MustDate("2029-12-31")
		before := d.head().Seq
		save(d, &planner.SavePhases{Rows: []project.Phase{a, b}})
		save(d, &planner.Undo{Batch: before + 1})
	})
}
