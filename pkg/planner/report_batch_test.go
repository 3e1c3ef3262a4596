package planner

import (
	"testing"

	"korridor/pkg/report"
)

// Few projects are held at once where they have many lines.
func TestBatchesFollowTheLines(t *testing.T) {
	for _, c := range []struct{ size, lines, want int }{
		{firstBatch, 0, 20}, {80, 10, reportBatch}, {reportBatch, 0, reportBatch}, {40, 10_000, 40}, {40, 50_000, 20}, {1, 1_000_000, 1},
	} {
		if got := nextBatch(c.size, c.lines); got != c.want {
			t.Errorf("after %d projects with %d lines come %d, want %d", c.size, c.lines, got, c.want)
		}
	}
}

// Every report has rows.
func TestEveryReportHasRows(t *testing.T) {
	for _, r := range report.All {
		if _, ok := reportRows[r.Name]; !ok && r.Name != report.Allocations.Name {
			t.Errorf("%s has none", r.Name)
		}
	}
	run := &reportRun{q: ReportQuery{Report: report.Report{Name: "forgotten"}}}
	if run.batch(t.Context(), nil, nil) == nil {
		t.Error("a report without rows is written")
	}
}
