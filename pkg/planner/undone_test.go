package planner_test

import (
	"testing"

	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
)

// What was undone knows its undoing, until somebody changes a record again or
// undoes the undoing.
func TestUndoneBy(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		undone := func(what string, seq, by int64) {
			t.Helper()
			got, err := d.UndoneBy(ctx, seq)
			if err != nil || got.Batch != by {
				t.Errorf("%s: undone by %d, want %d: %v", what, got.Batch, by, err)
			}
		}
		row := func(year int) funding.Allocation {
			return funding.Allocation{Project: d.project.ID, Source: d.source.ID, FiscalYear: year, Currency: money.EUR, Requested: eur("5.00")}
		}
		added := d.head().Seq + 1
		rows := save(d, &planner.SaveAllocations{Rows: []funding.Allocation{row(2027), row(2028)}}).Rows
		changed := d.head().Seq + 1
		for i := range rows {
			rows[i].Approved = eur("4.00")
		}
		save(d, &planner.SaveAllocations{Rows: rows})
		undone("what stands", changed, 0)
		undoing := d.head().Seq + 1
		save(d, &planner.Undo{Batch: changed})
		undone("once undone", changed, undoing)
		undone("only in part undone", added, 0)
		refused(d, &planner.Undo{Batch: changed}, fault.Conflict, "")
		again := d.head().Seq + 1
		save(d, &planner.Undo{Batch: undoing})
		undone("done again", changed, 0)
		undone("its undoing", undoing, again)
		last := d.head().Seq + 1
		save(d, &planner.Undo{Batch: changed})
		undone("undone a second time", changed, last)
		removed := d.head().Seq + 1
		save(d, &planner.Undo{Batch: added})
		undone("what was added", added, removed)
		undone("nothing", 4711, 0)
	})
}
