package web

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

// manyReferences keeps so many documents and exchange rates more, which nothing
// refers to.
func (s *realSite) manyReferences(t *testing.T, count int) {
	t.Helper()
	ctx := context.Background()
	err := s.store.Write(ctx, record.Stamp{Actor: "test", Command: "test"}, func(w planner.Writer) error {
		for i := range count {
			d := &project.Document{Code: fmt.Sprintf("more-%d", i), Title: text.Plain("Document")}
			if err := w.Save(ctx, d); err != nil {
				return err
			}
			day := schedule.DateOf(time.Date(2020, 1, 1+i, 0, 0, 0, 0, time.UTC))
			rate := &funding.Rate{Base: money.EUR, Quote: money.USD, Date: day, Kind: funding.Spot, Rate: record.Known(decimal.New(108, -2))}
			if err := w.Save(ctx, rate); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What a page reads does not grow with the documents and exchange rates that
// it does not name.
func TestPagesReadNoMoreDocumentsThanTheyName(t *testing.T) {
	s := freshSite(t, true)
	addresses := []string{"/"}
	for _, tab := range projectTabs[1:] {
		addresses = append(addresses, projectURL("railway", tab))
	}
	addresses = append(addresses, projectURL("railway"), projectURL("railway", "estimates", "working-model-2025"))
	for _, r := range report.All {
		addresses = append(addresses, "/reports/"+r.Name, "/reports/"+r.Name+".csv")
	}
	rows := func() map[string]int64 {
		read := map[string]int64{}
		for _, at := range addresses {
			webtest.Get(t, s.Handler(), at) // what the record's state is asked once is asked now
			before := s.rows.Load()
			if p := webtest.Get(t, s.Handler(), at); p.Status != 200 {
				t.Fatalf("%s: %d", at, p.Status)
			}
			read[at] = s.rows.Load() - before
		}
		return read
	}
	before := rows()
	const more = 2 * planner.DocumentsPage
	s.manyReferences(t, more)
	for at, after := range rows() {
		room := int64(more / 4)
		if at == projectURL("railway", "funding") || at == projectURL("railway", "cost") || at == projectURL("railway", "risk") || at == projectURL("railway") ||
			strings.HasPrefix(at, "/reports/"+report.CashFlow.Name) || strings.HasPrefix(at, "/reports/"+report.MTBP.Name) {
			room += more // amounts differ in currency: the request and its ceiling, the highway's estimate and its money
		}
		if after > before[at]+room {
			t.Errorf("%s reads %d rows, %d once there are more documents and rates", at, before[at], after)
		}
	}
	for at, want := range map[string]int{"/sources": planner.DocumentsPage, "/sources?page=2": planner.DocumentsPage} {
		if n := len(webtest.Get(t, s.Handler(), at).Find("#documents tbody tr")); n != want {
			t.Errorf("%s lists %d documents, want %d", at, n, want)
		}
	}
}
