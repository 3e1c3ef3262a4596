package web

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"korridor/pkg/planner"
	"korridor/pkg/report"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

func TestReportPages(t *testing.T) {
	s := corridorSite(t)
	for _, language := range []string{"en", "sq"} {
		for _, at := range []string{"/reports", "/projects/railway/reports"} {
			p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
			webtest.Check(t, p)
			if n := len(p.Find(".downloads a")); p.Status != http.StatusOK || n != 3*len(report.All) {
				t.Errorf("%s in %s: %d with %d downloads", at, language, p.Status, n)
			}
			for _, r := range report.All {
				p := webtest.Get(t, s.Handler(), at+"/"+r.Name, "Accept-Language", language)
				webtest.Check(t, p)
				webtest.CheckLinks(t, s.Handler(), p)
				if p.Status != http.StatusOK {
					t.Errorf("%s in %s: %d", p.Address, language, p.Status)
				}
				l, _ := s.languages.Get(language)
				say(t, p.Address, p.One("#about-heading"), l.T("report."+r.Name+".title"))
			}
		}
	}
}

// A preview says its cut-off, VAT basis, drafts and what is assumed, and shows
// the figures of the file in the reader's form.
func TestPreviewSaysWhatItRestsOn(t *testing.T) {
	s := corridorSite(t)
	for language, wants := range map[string][]string{
		"en": {"23 Nov 2026", "VAT not stated", "published estimates only", "€1,800,000,000.00", "811,900,000.00", "% of construction"},
		"sq": {"23.11.2026", "vetëm vlerësimet e publikuara", "1\u00a0800\u00a0000\u00a0000,00\u00a0€", "811\u00a0900\u00a0000,00"},
	} {
		shown := webtest.Get(t, s.Handler(), "/projects/railway/reports/cost-lines", "Accept-Language", language).Text()
		for _, want := range wants {
			if !strings.Contains(shown, want) {
				t.Errorf("the preview in %s does not say %q", language, want)
			}
		}
	}
}

// The rows of the page are those of the file, and of the JSON beside it.
func TestPreviewCSVAndJSONHoldTheSameRows(t *testing.T) {
	s := corridorSite(t)
	for _, r := range report.All {
		at := "/projects/railway/reports/" + r.Name
		file := webtest.Get(t, s.Handler(), at+".csv")
		rows, err := csv.NewReader(strings.NewReader(file.Body)).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", r.Name, err)
		}
		var objects []map[string]any
		if err := json.Unmarshal([]byte(webtest.Get(t, s.Handler(), at+".json").Body), &objects); err != nil {
			t.Fatalf("%s: %v", r.Name, err)
		}
		shown := webtest.Get(t, s.Handler(), at).Find(".preview tbody tr")
		if len(shown) != len(rows)-1 || len(objects) != len(rows)-1 {
			t.Errorf("%s: %d rows in CSV, %d in JSON, %d on the page", r.Name, len(rows)-1, len(objects), len(shown))
		}
		for i, object := range objects {
			for j, column := range rows[0] {
				if got := plainJSON(object[column]); got != rows[i+1][j] {
					t.Errorf("%s, row %d: %s is %q in JSON and %q in CSV", r.Name, i+1, column, got, rows[i+1][j])
				}
			}
		}
	}
}

// plainJSON writes a JSON value as the CSV does.
func plainJSON(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	b, _ := json.Marshal(v)
	return string(b)
}

func TestDownloadHeaders(t *testing.T) {
	s := corridorSite(t)
	for at, want := range map[string][2]string{
		"/reports/budget.csv":                            {"text/csv; charset=utf-8", `attachment; filename="korridor-budget.csv"`},
		"/projects/railway/reports/budget.csv?locale=sq": {"text/csv; charset=utf-8", `attachment; filename="korridor-railway-budget-sq.csv"`},
		"/projects/railway/reports/allocations.json":     {"application/json", `attachment; filename="korridor-railway-allocations.json"`},
	} {
		p := webtest.Get(t, s.Handler(), at)
		if got := [2]string{p.Header.Get("Content-Type"), p.Header.Get("Content-Disposition")}; p.Status != http.StatusOK || got != want {
			t.Errorf("%s: %d, %q", at, p.Status, got)
		}
	}
	for at, status := range map[string]int{"/reports/budget.csv": 200, "/projects/railway/reports/budget.csv": 200,
		"/projects/tramway/reports/budget.csv": 404, "/reports/weather.csv": 404} {
		p := webtest.Do(t, s.Handler(), httptest.NewRequest(http.MethodHead, at, nil))
		if p.Status != status || (p.Header.Get("Content-Disposition") != "") != (status == 200) || (status == 200 && p.Body != "") {
			t.Errorf("HEAD %s: %d with %d bytes, %v", at, p.Status, len(p.Body), p.Header)
		}
	}
}

func TestReportsThatAreNotThere(t *testing.T) {
	s := corridorSite(t)
	for at, status := range map[string]int{
		"/reports/weather":                     http.StatusNotFound,
		"/reports/weather.csv":                 http.StatusNotFound,
		"/reports/budget.exe":                  http.StatusNotFound,
		"/reports/budget.csv.json":             http.StatusNotFound,
		"/projects/tramway/reports":            http.StatusNotFound,
		"/projects/tramway/reports/budget":     http.StatusNotFound,
		"/projects/tramway/reports/budget.csv": http.StatusNotFound,
		"/reports/budget.csv?locale=klingon":   http.StatusUnprocessableEntity,
	} {
		p := webtest.Get(t, s.Handler(), at)
		if p.Status != status || p.Header.Get("Content-Disposition") != "" {
			t.Errorf("%s: %d %q, want %d", at, p.Status, p.Header.Get("Content-Disposition"), status)
		}
	}
}

// A hostile name is shown as text, and neutralised in the file.
func TestHostileNamesInReports(t *testing.T) {
	s := freshSite(t, true)
	ctx := context.Background()
	d, err := s.planner.Dossier(ctx, "railway")
	if err != nil {
		t.Fatal(err)
	}
	const hostile = `=HYPERLINK("http://x","<script>alert(1)</script>")`
	phase := d.Phases[0]
	phase.Name = text.Plain(hostile)
	if err := s.planner.Do(ctx, planner.Act{Actor: "test"}, &planner.SavePhase{Record: phase}); err != nil {
		t.Fatal(err)
	}
	structure := d.Structures[0]
	structure.Name = text.Plain(" @cmd")
	if err := s.planner.Do(ctx, planner.Act{Actor: "test"}, &planner.SaveStructure{Record: structure}); err != nil {
		t.Fatal(err)
	}
	page := webtest.Get(t, s.Handler(), "/projects/railway/reports/phases")
	if webtest.Check(t, page); strings.Contains(page.Body, "<script>alert") || !strings.Contains(page.Text(), hostile) {
		t.Error("the preview does not show the name as text")
	}
	rows, err := csv.NewReader(bytes.NewBufferString(webtest.Get(t, s.Handler(), "/projects/railway/reports/phases.csv").Body)).ReadAll()
	if err != nil || rows[1][2] != "'"+hostile {
		t.Errorf("the file holds %q (%v)", rows[1][2], err)
	}
	if file := webtest.Get(t, s.Handler(), "/projects/railway/reports/structures.csv").Body; !strings.Contains(file, ",' @cmd,") {
		t.Errorf("a formula after a space is not neutralised")
	}
}

func TestReportsAskTheSameNumberOfQueries(t *testing.T) {
	s := corridorSite(t)
	for _, r := range report.All {
		count := func(at string) int64 {
			before := s.queries.Load()
			webtest.Get(t, s.Handler(), at)
			return s.queries.Load() - before
		}
		one, all := count("/projects/railway/reports/"+r.Name+".csv"), count("/reports/"+r.Name+".csv")
		if one > 25 || all > one+2 { // the page of projects, and rates where currencies differ
			t.Errorf("%s: %d queries for one project, %d for four", r.Name, one, all)
		}
	}
}
