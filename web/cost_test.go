package web

import (
	"encoding/csv"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"korridor/pkg/planner"
	"korridor/web/webtest"
)

const costAddress = "/projects/railway/cost"

// The cost page of every project keeps the rules of all pages in both
// languages, whatever is tried out and by whatever periods.
func TestCostPages(t *testing.T) {
	s := corridorSite(t)
	queries := []string{"", "?by=quarter", "?by=month", "?scenario=tunnels-a-third-dearer", "?scenario=works-a-year-later&cap=150&tunnel=10&by=quarter",
		"?percent=-12.5&category=design&index=hicp-eu&months=-6", "?estimate=study-2025", "?estimate=ministry-2024&cap=0"}
	for _, code := range ownProjects {
		for _, query := range queries {
			if code != "railway" && query != "" && query != "?by=quarter" {
				continue
			}
			for _, language := range []string{"en", "sq"} {
				at := projectURL(code, "cost") + query
				if language == "sq" {
					at = strings.ReplaceAll(at, "12.5", "12,5")
				}
				if p := soundPage(t, s.Handler(), at, language); len(p.Find(".tabs a[aria-current=page]")) != 1 {
					t.Errorf("%s in %s stands under no tab", p.Address, language)
				}
			}
		}
	}
	for _, at := range []string{"/projects/nowhere/cost", costAddress + "?scenario=none", costAddress + "?estimate=none"} {
		if p := webtest.Get(t, s.Handler(), at); p.Status != http.StatusNotFound {
			t.Errorf("%s: %d", at, p.Status)
		}
	}
}

// The page's figures are those of the model and of the CSV, by every length of
// period.
func TestCostPageAgreesWithCSV(t *testing.T) {
	s := corridorSite(t)
	for _, by := range []string{"year", "quarter", "month"} {
		p := webtest.Get(t, s.Handler(), costAddress+"?by="+by)
		file := webtest.Get(t, s.Handler(), "/projects/railway/reports/cashflow.csv?by="+by)
		rows, err := csv.NewReader(strings.NewReader(file.Body)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		table := p.Find("[data-cost-need] tbody tr")
		if len(table) != len(rows)-1 {
			t.Fatalf("by %s: %d rows on the page, %d in the file", by, len(table), len(rows)-1)
		}
		for i, row := range rows[1:] {
			cells := texts(table[i])
			for k, want := range row[3:7] { // base, contingency, escalation, need
				if got := strings.ReplaceAll(cells[1+k], ",", ""); got != want {
					t.Errorf("by %s, %s: %s on the page, %s in the file", by, row[1], got, want)
				}
			}
		}
		if by != "year" {
			continue
		}
		for i, row := range rows[1:] {
			cells := texts(p.Find("[data-cost-money] tbody tr")[i])
			for k, at := range map[int]int{11: 6, 12: 9, 13: 10} { // secured, gap, cumulative gap
				if got := strings.ReplaceAll(cells[at], ",", ""); got != row[k] {
					t.Errorf("%s: %s on the page, %s in the file", row[1], got, row[k])
				}
			}
		}
	}
}

// plainSpaces writes a text as say compares it.
func plainSpaces(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// texts are the texts of a row's cells.
func texts(row *webtest.Element) []string {
	var all []string
	for _, cell := range append(row.Find("th"), row.Find("td")...) {
		all = append(all, strings.TrimSpace(cell.Text()))
	}
	return all
}

// The large figures are the model's, in both currencies; what is not there says
// so, and nothing unknown is zero.
func TestCostHead(t *testing.T) {
	s := corridorSite(t)
	v, err := s.planner.Cost(t.Context(), planner.CostQuery{Project: "railway"})
	if err != nil {
		t.Fatal(err)
	}
	need, err := v.Result.Need()
	if err != nil {
		t.Fatal(err)
	}
	p := webtest.Get(t, s.Handler(), costAddress)
	all := tiles(p)
	l := s.languages.Default()
	say(t, "the total", all["Total in the money of each year"], plainSpaces(l.Short(need)), plainSpaces(l.Money(need)), "assumed", "base + contingency + escalation")
	say(t, "the base", all["Base"], "€1.80 bn", "prices of 2025")
	say(t, "contingency", all["Contingency"], "None", "no line")
	say(t, "the total in lek", all["Total in ALL"], "96.46 ALL/EUR", "23 Dec 2025", "2026–2035")
	say(t, "the present value", all["Present value"], plainSpaces(l.Money(*v.Result.NPV)), "5%")
	say(t, "the gap", all["Gap 2027–2029"], "€81.6 M", "2026 is the first year")
	say(t, "the finish", all["Finish"], "31 Dec 2035", "assumed", "2031, with €709 M")
	say(t, "the statements", p.One(".cost-stated"), "rests on a quantity", "balance line", "Shkodër–Gjakova", "does not measure")
	say(t, "the request", p.Find("[data-cost-money] tbody tr")[0], "370,000,000.00", "not recorded")
	budget := p.Find("[data-cost-budget]")[0]
	say(t, "the ceiling", budget, "5,680,000,000.00", "35,690,200,000.00", "6.3 times it", "not recorded")
}

// By a series of discount rates the present value is that of the appraisal.
func TestCostPresentBySeries(t *testing.T) {
	s := freshSite(t, true)
	at := "/projects/railway/cost/assumptions"
	values := s.fill(t, at, "en", "discount_rate", "", "discount_series", "uk-green-book", reasonField, "the series of another state")
	if p := webtest.Post(t, s.Handler(), at, values); p.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.Status, p.One(".form-summary").Text())
	}
	v, err := s.planner.Appraisal(t.Context(), planner.AppraisalQuery{Project: "railway"})
	if err != nil || v.Discount.Code != "uk-green-book" {
		t.Fatalf("%+v, %v", v, err)
	}
	for language, says := range map[string][2]string{"en": {"Present value", "“United Kingdom, declining”"}, "sq": {"Vlera e tanishme", "“Mbretëria e Bashkuar, në rënie”"}} {
		p := soundPage(t, s.Handler(), costAddress, language)
		l, _ := s.languages.Get(language)
		say(t, "the present value", tiles(p)[says[0]], plainSpaces(l.Money(v.Result.PVCosts)), says[1], "2025")
	}
}

// A scenario stands beside the base with steps that lead to it.
func TestCostScenario(t *testing.T) {
	s := corridorSite(t)
	p := webtest.Get(t, s.Handler(), costAddress+"?scenario=tunnels-a-third-dearer&cap=150")
	say(t, "what is shown", p.One(".cost-shown"), "Tunnels a third dearer, with what is tried out")
	say(t, "the steps", p.One("[data-cost-steps]"), "Rates, Tunnels: +33.8%", "Ceiling from 2026 on: €150 M a year", "not what is needed")
	say(t, "the capped schedule", p.One("#capped"), "years late", "Waiting adds")
	say(t, "the comparison", p.One("#scenarios"), "Base, as recorded", "Works begin a year later", "Access and enabling works: 365 days later")
	if n := len(p.Find("#scenarios a.edit")); n != 2 {
		t.Errorf("%d scenarios can be edited", n)
	}
}

// Where ceilings pay for the work later, the large figures say when, and what
// waiting adds; equal ceilings of years in a row are told once.
func TestCostUnderCeilings(t *testing.T) {
	s := freshSite(t, true)
	for language, says := range map[string][]string{
		"en": {"Finish under the ceilings", "2038", "3 years late", "31 Dec 2035", "Total in the money of each year", "€139 M, not counted here", "€139,212,767.93", "2,321,224,771.91"},
		"sq": {"Përfundimi me tavanet", "2038", "3 vjet me vonesë", "31.12.2035", "Totali me çmimet e çdo viti", "139 mln €, që nuk përfshihet këtu", "139 212 767,93 €", "2 321 224 771,91"},
	} {
		p := soundPage(t, s.Handler(), costAddress+"?cap=250", language)
		say(t, "the finish", tiles(p)[says[0]], says[1:4]...)
		say(t, "the total", tiles(p)[says[4]], says[5])
		say(t, "the capped schedule", p.One("#capped"), says[6:]...)
	}
	at := "/projects/railway/scenarios/new?cap=250"
	values := s.fill(t, at, "en", "name", "A ceiling", "code", "a-ceiling", reasonField, "asked")
	if p := webtest.Post(t, s.Handler(), "/projects/railway/scenarios/new", values); p.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.Status, p.One(".form-summary").Text())
	}
	p := webtest.Get(t, s.Handler(), costAddress+"?scenario=a-ceiling")
	if n := strings.Count(p.One("#scenarios").Text(), "Ceiling"); n != 1 {
		t.Errorf("the scenario's ceilings are told %d times", n)
	}
	if text := p.One(".cost-shown").Text(); strings.Contains(text, "kept") {
		t.Errorf("of a scenario on record: %s", text)
	}
	if at := p.One("#cash .adds a").Attr("href"); !strings.Contains(at, "scenario=a-ceiling") {
		t.Errorf("offered as CSV is %s", at)
	}
}

// A trial that cannot be read or computed is answered in its field; the base is
// shown.
func TestCostTrialRefused(t *testing.T) {
	s := corridorSite(t)
	for query, want := range map[string]string{
		"?tunnel=dear":         "Rates, Tunnels",
		"?months=1.5":          "whole number",
		"?months=500":          "must be between",
		"?percent=-100":        "above −100",
		"?index=nothing":       "no index nothing",
		"?phase=p9&months=3":   "no phase p9",
		"?cap=-5":              "between 0",
		"?category=x&percent=": "",
	} {
		p := webtest.Get(t, s.Handler(), costAddress+query)
		webtest.Check(t, p)
		status := http.StatusUnprocessableEntity
		if want == "" {
			status = http.StatusOK
		}
		if p.Status != status {
			t.Errorf("%s: %d", query, p.Status)
		}
		say(t, query, p.One("#live-problems"), want)
		say(t, query, tiles(p)["Base"], "€1.80 bn")
	}
}

// Part of the page is what changes, in the reader's language and with the same
// figures; it asks nothing of what stays.
func TestCostPart(t *testing.T) {
	s := corridorSite(t)
	whole := webtest.Get(t, s.Handler(), costAddress+"?tunnel=20")
	part := webtest.Get(t, s.Handler(), costAddress+"?tunnel=20&part=1")
	for _, id := range []string{"live-summary", "live-charts", "live-details", "live-problems", "live-keep"} {
		if a, b := whole.One("#"+id).Text(), part.One("#"+id).Text(); a != b {
			t.Errorf("%s is another in the part", id)
		}
	}
	if strings.Contains(part.Body, "<html") || len(part.Find("#scenarios")) != 0 || part.Header.Get("Cache-Control") != "no-store" {
		t.Error("the part is more than what changes")
	}
	if sq := webtest.Get(t, s.Handler(), costAddress+"?tunnel=20&part=1", "Accept-Language", "sq"); !strings.Contains(sq.Body, "Çmimet, Tunele") {
		t.Error("the part is not in Albanian")
	}
}

// BenchmarkCostPart answers what a change of a slider asks of the railway.
func BenchmarkCostPart(b *testing.B) {
	s := corridorSite(b)
	for b.Loop() {
		answer := httptest.NewRecorder()
		asked := httptest.NewRequest(http.MethodGet, "http://localhost"+costAddress+"?tunnel=20&months=12&cap=150&part=1", nil)
		s.Handler().ServeHTTP(answer, asked)
		if answer.Code != http.StatusOK {
			b.Fatalf("answered %d", answer.Code)
		}
	}
}
