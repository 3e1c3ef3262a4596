package planner_test

import (
	"maps"
	"strings"
	"testing"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

func TestSheetIsSavedAsAWhole(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("model")
		kept, gone := d.line(e.ID, "kept", "1", "100"), d.line(e.ID, "gone", "1", "50")
		row := func(l estimate.Line, quantity string) planner.SheetRow {
			l.Quantity = num(quantity)
			return planner.SheetRow{Line: l, Vouch: true, Basis: project.Assumed, Why: text.Plain("a guess")}
		}
		fresh := estimate.Line{Project: d.project.ID, Code: "gone", Name: text.Plain("again"), Category: estimate.Construction, UnitRate: num("7")}
		bad := row(fresh, "1")
		bad.Line.Code, bad.Line.Category = "new", "magic"
		refused(d, &planner.SaveSheet{Estimate: e.ID, Rows: []planner.SheetRow{row(kept, "2"), bad}}, fault.Invalid, "rows[1].category")
		stale := row(kept, "3")
		stale.Line.Version--
		refused(d, &planner.SaveSheet{Estimate: e.ID, Rows: []planner.SheetRow{row(kept, "1"), stale}}, fault.Conflict, "rows[1]")

		c := save(d, &planner.SaveSheet{Estimate: e.ID, Rows: []planner.SheetRow{row(fresh, "3"), row(kept, "2")},
			Removed: []planner.Seen{{ID: gone.ID, Version: gone.Version}}})
		sheet, err := d.EstimateSheet(ctx, "line", "model")
		if err != nil {
			t.Fatal(err)
		}
		if len(sheet.Lines) != 2 || sheet.Lines[0].Code != "gone" || !sheet.Estimate.Total.Equal(*eur("221.00")) {
			t.Errorf("the sheet holds %+v, %v in all", sheet.Lines, sheet.Estimate.Total)
		}
		for i := range sheet.Lines {
			if b := sheet.Trail.Basis(&sheet.Lines[i]); b != project.Assumed {
				t.Errorf("line %d is %q", i, b)
			}
		}
		again := d.head()
		for i := range c.Rows {
			c.Rows[i].Line = sheet.Lines[i]
		}
		if save(d, &planner.SaveSheet{Estimate: e.ID, Rows: c.Rows}); d.head() != again {
			t.Error("saving the sheet as it is changed something")
		}
		many := make([]planner.SheetRow, planner.MaxRows+1)
		refused(d, &planner.SaveSheet{Estimate: e.ID, Rows: many}, fault.TooLarge, "")
	})
}

// lastBatch are the changes of the newest command, latest first.
func (d *desk) lastBatch() (changes []record.Change) {
	d.t.Helper()
	err := d.store.Read(ctx, func(r planner.Reader) error {
		newest, err := r.Changes(ctx, planner.ChangeQuery{Limit: 1})
		if err == nil {
			changes, err = r.Changes(ctx, planner.ChangeQuery{Batch: newest[0].Batch, Limit: 100})
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return changes
}

// Lines exchange their codes, and a new line takes one that is given up, in one
// save: the history tells of one change for each, which can be undone.
func TestLinesExchangeCodes(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("model")
		a, b, c := d.line(e.ID, "a", "1", "100"), d.line(e.ID, "b", "1", "50"), d.line(e.ID, "c", "1", "7")
		before := d.state()
		row := func(l estimate.Line, code string) planner.SheetRow {
			l.Code = code
			return planner.SheetRow{Line: l}
		}
		refused(d, &planner.SaveSheet{Estimate: e.ID, Rows: []planner.SheetRow{row(a, "b"), row(b, "b"), row(c, "c")}}, fault.Conflict, "rows[0].code")
		refused(d, &planner.SaveSheet{Estimate: e.ID, Rows: []planner.SheetRow{row(a, "b"), row(b, "not a code"), row(c, "c")}}, fault.Invalid, "rows[1].code")
		if d.state() != before {
			t.Error("a refused sheet left something behind")
		}
		fresh := estimate.Line{Project: d.project.ID, Code: "c", Name: text.Plain("new"), Category: estimate.Construction, Quantity: num("1"), UnitRate: num("1")}
		save(d, &planner.SaveSheet{Estimate: e.ID, Rows: []planner.SheetRow{row(fresh, "c"), row(a, "b"), row(b, "a"), row(c, "d")}})
		sheet, err := d.EstimateSheet(ctx, "line", "model")
		if err != nil {
			t.Fatal(err)
		}
		rates := map[string]string{}
		for _, l := range sheet.Lines {
			rates[l.Code] = l.UnitRate.Decimal.String()
		}
		if !maps.Equal(rates, map[string]string{"c": "1", "b": "100", "a": "50", "d": "7"}) {
			t.Errorf("the lines have the rates %v", rates)
		}
		changes := d.lastBatch()
		told := 0
		for _, change := range changes {
			if strings.Contains(change.Before+change.After, "~") {
				t.Errorf("the history tells of %s", change.Before+change.After)
			}
			if change.Kind == record.CostLine {
				told++
			}
		}
		if told != 4 {
			t.Errorf("%d changes of lines", told)
		}
		save(d, &planner.Undo{Batch: changes[0].Batch})
		if after := d.state(); after != before {
			t.Errorf("undone, the record is\n%s, not\n%s", after, before)
		}
	})
}
