package planner_test

import (
	"io"
	"sync/atomic"
	"testing"
	"time"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/planner"
	"korridor/pkg/report"
	"korridor/pkg/text"
)

// Reports read the cost lines of the estimates that are in them: not those of
// drafts, and the working estimate's only where no other counts.
func TestReportsReadTheLinesThatTheyNeed(t *testing.T) {
	var rows atomic.Int64
	clock := func() time.Time { return today }
	store := dbtest.Open(t, dbtest.SQLite(t), db.Options{Now: clock, OnQuery: func(_ string, n int64) { rows.Add(max(0, n)) }})
	p := planner.New(store, clock)
	loadCorridor(t, p)
	read := func(r report.Report, drafts bool) int64 {
		before := rows.Load()
		err := p.Report(ctx, planner.ReportQuery{Report: r, Drafts: drafts}, func() (report.Writer, error) {
			return report.NewWriter(io.Discard, r, report.CSV, report.Standard)
		})
		if err != nil {
			t.Fatal(err)
		}
		return rows.Load() - before
	}
	before := map[string]int64{}
	for _, r := range report.All {
		before[r.Name] = read(r, false)
	}
	sheet, err := p.EstimateSheet(ctx, "railway", "working-model-2025")
	if err != nil {
		t.Fatal(err)
	}
	lines := int64(len(sheet.Lines))
	copied := &planner.CopyEstimate{From: sheet.Estimate.ID, Code: "draft", Title: text.Plain("Draft")}
	if err := p.Do(ctx, planner.Act{Actor: "test", Reason: "test"}, copied); err != nil {
		t.Fatal(err)
	}
	for _, r := range report.All { // the draft itself is one row, and has claims of its own
		if after := read(r, false); after >= before[r.Name]+lines {
			t.Errorf("%s reads %d rows, %d beside a draft of %d lines", r.Name, before[r.Name], after, lines)
		}
	}
	if after := read(report.CostLines, true); after < before[report.CostLines.Name]+lines {
		t.Errorf("cost lines with drafts: %d rows, %d without", after, before[report.CostLines.Name])
	}
}
