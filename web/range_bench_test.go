package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/web/webtest"
)

// rangedLines gives the interconnection a working estimate of so many lines, each
// with a range, and returns the sheet's address.
func rangedLines(b *testing.B, s *realSite, lines int) string {
	b.Helper()
	project, err := s.planner.Project(b.Context(), "interconnection")
	if err != nil {
		b.Fatal(err)
	}
	saved := &planner.SaveEstimate{Record: estimate.Estimate{Project: project.ID, Code: "many", Kind: estimate.WorkingModel, Status: estimate.Draft, Currency: money.EUR}}
	saved.Record.Title.Default = "Many lines"
	s.do(b, saved)
	sheet := &planner.SaveSheet{Estimate: saved.Record.ID}
	ranges := &planner.SaveRanges{Project: project.ID}
	for i := range lines {
		line := estimate.Line{Project: project.ID, Code: fmt.Sprintf("line-%d", i), Category: estimate.Construction, Quantity: record.Known(decimal.New(1, 0)), UnitRate: record.Known(decimal.New(1_000_000, 0)), Unit: "km"}
		line.Name.Default = fmt.Sprintf("Line %d", i)
		sheet.Rows = append(sheet.Rows, planner.SheetRow{Line: line})
		ranges.Rows = append(ranges.Rows, planner.RecordRow[risk.Range]{Record: risk.Range{Project: project.ID, Line: line.Code,
			Spread: risk.Spread{Shape: risk.PERT, Low: record.Known(decimal.New(9, -1)), Mode: record.Known(decimal.New(1, 0)), High: record.Known(decimal.New(14, -1))}}})
	}
	s.do(b, sheet)
	s.do(b, ranges)
	s.do(b, &planner.PublishEstimate{Estimate: saved.Record.ID, Version: s.deskOf(b, "interconnection").Estimate(saved.Record.ID).Version})
	if project, err = s.planner.Project(b.Context(), "interconnection"); err != nil {
		b.Fatal(err)
	}
	s.do(b, &planner.ChooseEstimate{Project: project.ID, Version: project.Version, Estimate: saved.Record.ID})
	return projectURL("interconnection", "risk", "ranges", "edit")
}

// BenchmarkRangeSheet opens the sheet of 200 ranges.
func BenchmarkRangeSheet(b *testing.B) {
	s := freshSite(b, true)
	at := rangedLines(b, s, 200)
	for b.Loop() {
		if p := webtest.Get(b, s.Handler(), at); p.Status != http.StatusOK {
			b.Fatal(p.Status)
		}
	}
}

// BenchmarkSaveRangeSheet saves 200 ranges through their form, each of them changed.
func BenchmarkSaveRangeSheet(b *testing.B) {
	s := freshSite(b, true)
	at := rangedLines(b, s, 200)
	for n := 1; b.Loop(); n++ {
		b.StopTimer()
		values := webtest.Values(webtest.Get(b, s.Handler(), at).One("form.sheet-form"))
		rows := fillAbove(values, n)
		b.StartTimer()
		if p := webtest.Post(b, s.Handler(), at, values); p.Status != http.StatusSeeOther || rows < 200 {
			b.Fatalf("%d rows: %d %s", rows, p.Status, p.One(".form-summary").Text())
		}
	}
}

// fillAbove changes the greatest value of every range, and returns how many there are.
func fillAbove(values url.Values, n int) (rows int) {
	for name := range values {
		if strings.HasSuffix(name, ".above") && values.Get(name) != "" {
			values.Set(name, fmt.Sprint(140+n))
			rows++
		}
	}
	return rows
}
