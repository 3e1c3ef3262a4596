package planner_test

import (
	"testing"

	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// A draft goes with everything that belongs to it, comes back whole when that
// is undone, and stays where something else rests on it.
func TestDraftIsDiscardedAsAWhole(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		first := d.state()
		e := d.estimate("model")
		l := d.line(e.ID, "tunnels", "35.3", "23000000")
		save(d, &planner.SaveClaim{Record: project.Claim{Project: d.project.ID, Kind: record.CostLine, Entity: l.ID, Field: "unit_rate",
			Value: "23000000", Unit: "EUR/km", Basis: project.Assumed, Note: text.Plain("a guess"), Chosen: true}})
		refused(d, &planner.DeleteDraft{Estimate: e.ID, Version: e.Version + 9}, fault.Conflict, "")
		refused(d, &planner.DeleteDraft{Estimate: 4711, Version: 1}, fault.NotFound, "")
		e = d.reload(e.ID)
		full, batch := d.state(), d.head().Seq+1
		save(d, &planner.DeleteDraft{Estimate: e.ID, Version: e.Version})
		if d.state() != first {
			t.Error("something of the draft is left")
		}
		save(d, &planner.Undo{Batch: batch})
		if d.state() != full {
			t.Errorf("undone, the state is\n%s\nand was\n%s", d.state(), full)
		}
		e = d.reload(e.ID)
		copied := save(d, &planner.CopyEstimate{From: e.ID, Code: "model-2", Title: text.Plain("Second")}).Created
		refused(d, &planner.DeleteDraft{Estimate: e.ID, Version: e.Version}, fault.Conflict, "")
		save(d, &planner.DeleteDraft{Estimate: copied.ID, Version: copied.Version})
		save(d, &planner.PublishEstimate{Estimate: e.ID, Version: e.Version})
		refused(d, &planner.DeleteDraft{Estimate: e.ID, Version: e.Version + 1}, fault.Invalid, "")
	})
}

// A figure that is changed on a sheet loses its document, unless one is stated;
// what nobody touched keeps its own.
func TestSheetKeepsThePaperTrail(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("model")
		l := d.line(e.ID, "tunnels", "35.3", "100")
		for _, f := range record.Figures(&l) {
			save(d, &planner.SaveClaim{Record: project.Claim{Project: d.project.ID, Kind: record.CostLine, Entity: l.ID, Field: f.Field,
				Value: f.Value, Unit: f.Unit, Basis: project.Sourced, Document: d.doc.ID, Quote: "so", Chosen: true}})
		}
		basis := func(field string) project.Basis {
			sheet, err := d.DraftSheet(ctx, "line", "model")
			if err != nil {
				t.Fatal(err)
			}
			if l = *sheet.Line(l.ID); sheet.Trail.Chosen(l.ID, field) == nil {
				return ""
			}
			return sheet.Trail.Chosen(l.ID, field).Basis
		}
		change := func(rate string, row planner.SheetRow) {
			row.Line = l
			row.Line.UnitRate = num(rate)
			save(d, &planner.SaveSheet{Estimate: e.ID, Rows: []planner.SheetRow{row}})
		}
		change("120", planner.SheetRow{Basis: project.Sourced, Document: d.doc.ID})
		if basis("quantity") != project.Sourced || basis("unit_rate") != "" {
			t.Errorf("the quantity is %q, the rate %q", basis("quantity"), basis("unit_rate"))
		}
		change("130", planner.SheetRow{Basis: project.Assumed, Why: text.Plain("a guess")})
		if basis("quantity") != project.Sourced || basis("unit_rate") != project.Assumed {
			t.Errorf("the quantity is %q, the rate %q", basis("quantity"), basis("unit_rate"))
		}
		change("130", planner.SheetRow{Vouch: true, Basis: project.Derived, Why: text.Plain("a × b")})
		if basis("quantity") != project.Derived || basis("unit_rate") != project.Derived {
			t.Errorf("the quantity is %q, the rate %q", basis("quantity"), basis("unit_rate"))
		}
		bad := planner.SheetRow{Line: l, Vouch: true, Basis: project.Assumed}
		refused(d, &planner.SaveSheet{Estimate: e.ID, Rows: []planner.SheetRow{bad}}, fault.Invalid, "rows[0].why")
		bad.Basis = project.Sourced
		refused(d, &planner.SaveSheet{Estimate: e.ID, Rows: []planner.SheetRow{bad}}, fault.Invalid, "rows[0].document")
		e = d.reload(e.ID)
		save(d, &planner.PublishEstimate{Estimate: e.ID, Version: e.Version})
	})
}
