package web

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/report"
	"korridor/web/browsertest"
	"korridor/web/webtest"
)

// totalsOf returns the totals that a preview shows, by what they are of.
func totalsOf(t *testing.T, s *realSite, at, language string) map[string]string {
	t.Helper()
	p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
	webtest.Check(t, p)
	totals := map[string]string{}
	for _, row := range p.Find("table")[0].Find("tbody tr") {
		totals[row.One("th").Text()] = strings.ReplaceAll(row.Find("td")[0].Text()+" "+row.Find("td")[1].Text(), "\u00a0", " ")
	}
	return totals
}

// Allocations are added up stage by stage, and money that is only requested
// says so: it never reads as money that is there.
func TestAllocationTotalsNameTheirStage(t *testing.T) {
	s := corridorSite(t)
	for at, wants := range map[string]map[string]string{
		"/reports/allocations": {
			"railway · requested; outcome not recorded": "€370,000,000.00 0%",
			"highway · disbursed":                       "ALL 98,300,000,000.00 0%",
		},
		"/projects/railway/reports/allocations": {"railway · requested; outcome not recorded": "€370,000,000.00 0%"},
	} {
		totals := totalsOf(t, s, at, "en")
		for of, want := range wants {
			if totals[of] != want {
				t.Errorf("%s: the total of %s is %q, want %q; there are %v", at, of, totals[of], want, totals)
			}
		}
		if _, bare := totals["railway"]; bare {
			t.Errorf("%s has a total without a stage", at)
		}
	}
	p := webtest.Get(t, s.Handler(), "/reports/allocations")
	say(t, "the heading", p.One("caption"), "Totals by project and stage")
}

// Each preview, of one project or of all, says its state, cut-off, currency, VAT basis
// and whether drafts are in; those with totals say how much is assumed.
func TestEveryPreviewSaysItsTerms(t *testing.T) {
	s := corridorSite(t)
	vat := map[string]string{"allocations": "not recorded for yearly amounts", "structures": "holds no amounts", "spending": "not recorded for payments"}
	bare := []string{"/reports/structures", "/projects/railway/reports/structures", "/projects/railway/reports/spending"} // nothing to add up
	drafts := map[string]string{"allocations": "only estimates have drafts", "structures": "only estimates have drafts",
		"budget": "the working estimate", "phases": "the working estimate", "estimates": "published estimates only", "cost-lines": "published estimates only"}
	for _, r := range report.All {
		for _, at := range []string{"/reports/", "/projects/railway/reports/"} {
			p := webtest.Get(t, s.Handler(), at+r.Name)
			terms := facts(p)
			want := vat[r.Name]
			if want == "" {
				want = "VAT not stated"
			}
			say(t, p.Address+": VAT", terms["VAT basis"], want)
			say(t, p.Address+": drafts", terms["Drafts"], drafts[r.Name])
			say(t, p.Address+": unit", terms["Currency and unit"], "each row names its currency")
			if thousands := strings.Contains(terms["Currency and unit"].Text(), "thousands"); thousands != (r.Name == "mtbp") {
				t.Errorf("%s: thousands: %v", p.Address, thousands)
			}
			say(t, p.Address+": state", terms["State of the record"], "23 Nov 2026")
			say(t, p.Address+": cut-off", terms["Cut-off"], "no period closed")
			if totals := p.Find("caption"); slices.Contains(bare, at+r.Name) != (len(totals) == 0) || len(totals) > 1 {
				t.Errorf("%s has %d tables of totals", p.Address, len(totals))
			}
		}
	}
	if got := totalsOf(t, s, "/reports/estimates", "en")["railway · working-model-2025"]; got != "€1,800,000,000.00 100%" {
		t.Errorf("the working model's total is %s", got)
	}
	if got := totalsOf(t, s, "/reports/estimates", "en")["railway · study-2025"]; got != "€1,800,000,000.00 0%" {
		t.Errorf("the study's total is %s", got)
	}
}

// A budget says which projects have no model, and why: their 0.00 does not say
// that prices stand still.
func TestPreviewsSayWhatHasNoModel(t *testing.T) {
	s := corridorSite(t)
	for at, wants := range map[string][]string{
		"/reports/budget": {"One project stands as its estimate has it", "Railway Vorë–Hani i Hotit", "No phase has a start"},
		"/projects/vore-hani-i-hotit/reports/budget":   {"One project stands as its estimate has it", "No phase has a start"},
		"/reports/cashflow":                            {"Një projekt nuk jep rreshta", "Hekurudha Vorë–Hani i Hotit", "Asnjë fazë nuk ka fillim"},
		"/projects/vore-hani-i-hotit/reports/cashflow": {"One project gives no rows", "This report has no rows yet"},
	} {
		language := "en"
		if strings.HasPrefix(wants[0], "Një") {
			language = "sq"
		}
		p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
		webtest.Check(t, p)
		say(t, at, p.One("main"), wants...)
		say(t, at, p.One("#unmodelled"), wants[0])
	}
	if len(webtest.Get(t, s.Handler(), "/projects/railway/reports/budget").Find("#unmodelled")) > 0 {
		t.Error("the railway is told to have no model")
	}
	notes := webtest.Get(t, s.Handler(), "/projects/railway/reports/cashflow?by=quarter").One("#model-notes")
	say(t, "the railway's model", notes, "stands in for the prices of the works")
}

// The cash flow comes by year, quarter and month; its files follow.
func TestCashFlowByPeriods(t *testing.T) {
	s := corridorSite(t)
	p := webtest.Get(t, s.Handler(), "/projects/railway/reports/cashflow?by=quarter")
	webtest.Check(t, p)
	say(t, "the rows", p.One("table.preview"), "2027-Q1")
	for _, a := range p.Find(".downloads a") {
		if !strings.Contains(a.Attr("href"), "by=quarter") {
			t.Errorf("a file at %s", a.Attr("href"))
		}
	}
	file := webtest.Get(t, s.Handler(), "/projects/railway/reports/cashflow.csv?by=month")
	if !strings.Contains(file.Body, "railway,2027-03,EUR,") || !strings.Contains(file.Header.Get("Content-Disposition"), "korridor-railway-cashflow-month.csv") {
		t.Errorf("by month: %v, %.300s", file.Header, file.Body)
	}
	for _, at := range []string{"/reports/cashflow?by=week", "/reports/cashflow.csv?by=week", "/reports/phases.csv?by=month"} {
		if p := webtest.Get(t, s.Handler(), at); p.Status != 422 {
			t.Errorf("%s: %d", at, p.Status)
		}
	}
}

// A preview is in the reader's language; the file beside it is in the record's.
func TestPreviewIsInTheReadersLanguage(t *testing.T) {
	s := corridorSite(t)
	for at, wants := range map[string][]string{
		"/projects/railway/reports/estimates":   {"Studimi i fizibilitetit", "Studim fizibiliteti", "Ministria", "e dokumentuar", "Përshkrimi i projektut", "2025 (e supozuar)", "e lartë"},
		"/projects/railway/reports/cost-lines":  {"Shpronësim", "E përbashkët", "e supozuar", "ndërtim"},
		"/projects/railway/reports/allocations": {"Buxheti i shtetit", "Përshkrimi i projektut"},
		"/projects/railway/reports/structures":  {"Tunel", "Përshkrimi i projektut"},
	} {
		p := webtest.Get(t, s.Handler(), at, "Accept-Language", "sq")
		shown := p.One("#rows")
		say(t, at, shown, wants...)
		for _, english := range []string{"sourced", "statement", "State budget", "Project brief", "% of", "shared", "Ministry"} {
			if strings.Contains(shown.Text(), english) {
				t.Errorf("%s in Albanian says %q", at, english)
			}
		}
		if file := webtest.Get(t, s.Handler(), at+".csv?locale=sq").Body; !strings.Contains(file, "Project brief") || strings.Contains(file, "Përshkrimi i projektut") {
			t.Errorf("%s.csv is not in the record's own language", at)
		}
	}
}

// fileColumn returns a column of a report's file, by the row's code.
func fileColumn(t *testing.T, s *realSite, at, key, name string) map[string]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(webtest.Get(t, s.Handler(), at).Body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	k, n := slices.Index(rows[0], key), slices.Index(rows[0], name)
	if k < 0 || n < 0 {
		t.Fatalf("%s has the columns %q", at, rows[0])
	}
	cells := map[string]string{}
	for _, row := range rows[1:] {
		cells[row[k]] = row[n]
	}
	return cells
}

// Files say of each date whether it is assumed, and write rates as money.
func TestFilesSayWhatDatesRestOn(t *testing.T) {
	s := corridorSite(t)
	if got := fileColumn(t, s, "/projects/railway/reports/estimates.csv", "estimate", "as_of_basis"); got["request-2026"] != "assumed" ||
		got["working-model-2025"] != "assumed" || got["study-2025"] != "sourced" {
		t.Errorf("the dates rest on %v", got)
	}
	rates := fileColumn(t, s, "/projects/railway/reports/cost-lines.csv", "line", "unit_rate")
	if rates["land"] != "300000.00" || rates["supervision"] != "" {
		t.Errorf("the rates are %v", rates)
	}
	start := fileColumn(t, s, "/projects/highway/reports/phases.csv", "phase", "actual_start_basis")
	finish := fileColumn(t, s, "/projects/highway/reports/phases.csv", "phase", "actual_finish_basis")
	if start["rreshen-kalimash"] != "assumed" || finish["rreshen-kalimash"] != "sourced" {
		t.Errorf("the works began %v and ended %v", start, finish)
	}
	p := webtest.Get(t, s.Handler(), "/projects/highway/reports/phases")
	if text := p.One("table.preview").Text(); !strings.Contains(text, "Oct 2006 (assumed)") || strings.Contains(text, "22 Oct 2010 (assumed)") {
		t.Errorf("the preview says %s", text)
	}
	for _, heading := range p.Find("table.preview thead th") {
		if strings.Contains(heading.Text(), "_basis") {
			t.Errorf("the preview has the column %s", heading.Text())
		}
	}
}

// Rates stand as they were published, with the zeros that were written.
func TestRatesAreShownAsPublished(t *testing.T) {
	p := webtest.Get(t, corridorSite(t).Handler(), "/sources")
	text := strings.ReplaceAll(p.One("main").Text(), "\u00a0", " ")
	for _, want := range []string{"123.0", "124.0", "2.0%", "98.15"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// What every row says is told once; numbers, lone rows and what differs stay in the table.
func TestPreviewFoldsWhatAllRowsShare(t *testing.T) {
	p := reportPreview{Columns: []previewColumn{{Name: "Project"}, {Name: "Name"}, {Name: "Note"}, {Name: "Amount", Numeric: true}, {Name: "Rate", Numeric: true}},
		Rows: [][]string{{"railway", "Land", "", "1.00", ""}, {"railway", "Tunnels", "", "1.00", ""}}}
	lone := reportPreview{Columns: p.Columns, Rows: p.Rows[:1]}
	lone.fold()
	if len(lone.Columns) != 5 || lone.Same != nil || lone.Blank != nil {
		t.Errorf("a lone row is folded: %+v", lone)
	}
	p.Columns = slices.Clone(p.Columns)
	p.fold()
	if got := fmt.Sprint(p.Columns, p.Rows, p.Same, p.Blank); got != "[{Name false false} {Amount true false}] [[Land 1.00] [Tunnels 1.00]] [{Project railway}] [Note Rate]" {
		t.Error(got)
	}
}

// No report loses a column on paper, and the amount is seen on a desk.
func TestPreviewsFitPaperAndDesk(t *testing.T) {
	b := browsertest.Open(t, corridorSite(t).Handler())
	const beyond = `[...document.querySelectorAll('.preview tr > *')].filter(e => e.getBoundingClientRect().right > innerWidth + .5).map(e => e.textContent).join(', ')`
	for _, r := range report.All {
		for _, at := range []string{"/reports/" + r.Name, "/projects/railway/reports/" + r.Name, "/reports/" + r.Name + "?lang=sq"} {
			b.OnPaper()
			b.Resize(1016, 620) // A4 on its side
			b.Visit(at)
			b.NoSidewaysScroll()
			if cut := browsertest.Eval[string](b, beyond); cut != "" {
				t.Errorf("%s loses on paper: %s", at, cut)
			}
		}
	}
	if pdf := b.PDF(); !bytes.Contains(pdf, []byte("/MediaBox [0 0 841")) {
		t.Error("the paper does not lie on its side")
	}
	b.Resize(1440, 900)
	b.Visit("/projects/railway/reports/cost-lines?lang=en")
	if right := browsertest.Eval[float64](b, `[...document.querySelectorAll('.preview th')].find(e => e.textContent == 'Amount').getBoundingClientRect().right`); right > 1360 {
		t.Errorf("the amount ends at %g", right)
	}
}
