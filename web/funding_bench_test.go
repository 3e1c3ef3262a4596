package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/web/webtest"
)

// BenchmarkSaveFundingSheet saves a sheet of 12 years, 8 funding sources and 4
// stages through its form, every cell changed each time.
func BenchmarkSaveFundingSheet(b *testing.B) {
	s := freshSite(b, true)
	project, err := s.planner.Project(b.Context(), "interconnection")
	if err != nil {
		b.Fatal(err)
	}
	for i := range 5 { // beside the three that are recorded
		source := funding.Source{Project: project.ID, Code: fmt.Sprintf("loan-%d", i), Kind: funding.Loan, Status: funding.Signed, Currency: money.EUR, Position: 10 + i}
		source.Name.Default = fmt.Sprintf("Loan %d", i)
		s.do(b, &planner.SaveSource{Record: source})
	}
	values := webtest.Values(webtest.Get(b, s.Handler(), fundingAddress).One("form.sheet-form"))
	values.Set("do", "add")
	values.Set("from", "2026")
	values.Set("to", "2037")
	page := webtest.Post(b, s.Handler(), fundingAddress, values)
	var changes int64
	for n := 1; b.Loop(); n++ {
		values = webtest.Values(page.One("form.sheet-form"))
		if rows := fillStages(values, n); rows != 96 {
			b.Fatalf("%d rows", rows)
		}
		before := s.head(b)
		if p := webtest.Post(b, s.Handler(), fundingAddress, values); p.Status != http.StatusSeeOther {
			b.Fatalf("answered %d: %s", p.Status, p.One(".form-summary").Text())
		}
		changes = s.head(b) - before
		b.StopTimer()
		page = webtest.Get(b, s.Handler(), fundingAddress)
		b.StartTimer()
	}
	b.ReportMetric(float64(changes), "changes")
}

// fillStages gives every stage an amount, and returns how many rows there are.
func fillStages(values url.Values, n int) (rows int) {
	for name := range values {
		stage := name[strings.LastIndexByte(name, '.')+1:]
		for i, s := range funding.Stages {
			if string(s) == stage {
				values.Set(name, fmt.Sprintf("%d,000.%02d", 900-100*i, n%100))
			}
		}
		if stage == string(funding.Requested) {
			rows++
		}
	}
	values.Set("reason", "benchmark")
	return rows
}
