package planner_test

import (
	"testing"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/risk"
)

// A sheet of ranges is kept as one change: new ones, changed ones and removed
// ones, or none of them; what is wrong is told by row.
func TestSaveRanges(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		e := d.estimate("first")
		d.line(e.ID, "works", "2", "100")
		p := d.project.ID
		works := risk.Range{Project: p, Line: "works", Spread: spread("0.9", "1", "1.3")}
		length := risk.Range{Project: p, Phase: d.phases[0].ID, Spread: spread("0.9", "1", "1.5")}
		assumed := func(fields ...string) (list []planner.Vouching) {
			for _, field := range fields {
				list = append(list, planner.Vouching{Field: field, Basis: project.Assumed})
			}
			return list
		}
		c := save(d, &planner.SaveRanges{Project: p, Rows: []planner.RecordRow[risk.Range]{{Record: works, Vouch: assumed("low", "mode", "high")}, {Record: length}}})
		kept := c.Rows[0].Record
		if kept.ID == 0 || kept.Version == 0 || len(d.lastBatch()) != 5 {
			t.Fatalf("%+v, %d changes", kept, len(d.lastBatch()))
		}
		sheet, err := d.RangeSheet(ctx, "line")
		if err != nil || len(sheet.Ranges) != 2 || sheet.Trail.Basis(&kept) != project.Assumed || len(sheet.Phases) == 0 {
			t.Fatalf("%+v (%v)", sheet, err)
		}

		// Everything that is wrong is told at once, and nothing is kept.
		head := d.head()
		wrong := []planner.RecordRow[risk.Range]{{Record: kept}, {Record: risk.Range{Project: p, Category: estimate.Design, Spread: spread("2", "1", "3")}},
			{Record: risk.Range{Project: p, Category: estimate.Design, Spread: risk.Spread{Shape: risk.Uniform, Low: num("1")}}}}
		wrong[0].Record.Spread = spread("0.9", "1.4", "1.3")
		refused(d, &planner.SaveRanges{Project: p, Rows: wrong}, fault.Invalid, "rows[2].line")
		wrong[2].Record.Category = estimate.Supervision
		for _, field := range []string{"rows[0].mode", "rows[1].low", "rows[2].high"} {
			refused(d, &planner.SaveRanges{Project: p, Rows: wrong}, fault.Invalid, field)
		}
		refused(d, &planner.SaveRanges{Project: p + 1, Rows: wrong[:1]}, fault.Invalid, "")
		refused(d, &planner.SaveRanges{Project: p + 1, Removed: []planner.Seen{{ID: kept.ID, Version: kept.Version}}}, fault.Invalid, "")
		refused(d, &planner.SaveRanges{Project: p, Removed: []planner.Seen{{ID: kept.ID, Version: kept.Version + 1}}}, fault.Conflict, "")
		refused(d, &planner.SaveRanges{Project: p, Rows: []planner.RecordRow[risk.Range]{{Record: works}}}, fault.Conflict, "rows[0].line")
		refused(d, &planner.SaveRanges{Project: p, Rows: make([]planner.RecordRow[risk.Range], planner.MaxRows+1)}, fault.TooLarge, "")
		if d.head() != head {
			t.Error("a sheet that was refused changed something")
		}

		// A new range may take the place of one that is removed with it.
		save(d, &planner.SaveRanges{Project: p, Rows: []planner.RecordRow[risk.Range]{{Record: works}}, Removed: []planner.Seen{{ID: kept.ID, Version: kept.Version}}})
		if sheet, err = d.RangeSheet(ctx, "line"); err != nil || len(sheet.Ranges) != 2 {
			t.Errorf("%d ranges (%v)", len(sheet.Ranges), err)
		}
	})
}
