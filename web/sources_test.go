package web

import (
	"strconv"
	"strings"
	"testing"

	"korridor/web/webtest"
)

// The coverage counts what the page lists, and the filter keeps to its basis.
func TestCoverageCountsTheFigures(t *testing.T) {
	s := corridorSite(t)
	for _, code := range ownProjects {
		v, err := s.planner.ProjectTrail(t.Context(), code)
		if err != nil {
			t.Fatal(err)
		}
		at := "/projects/" + code + "/sources"
		c := v.Coverage
		for query, want := range map[string]int{"": c.Total(), "?basis=sourced": c.Sourced, "?basis=derived": c.Derived, "?basis=assumed": c.Assumed, "?basis=none": c.None} {
			p := webtest.Get(t, s.Handler(), at+query)
			if got := len(p.Find(".ledger tbody tr[id]")); got != want {
				t.Errorf("%s%s lists %d figures, want %d", at, query, got, want)
			}
			if want == 0 {
				say(t, at+query, p.One(".empty"), "No figure has this basis")
			}
		}
		say(t, at, webtest.Get(t, s.Handler(), at).One(".coverage"), strconv.Itoa(c.Sourced)+" of "+strconv.Itoa(c.Total())+" figures sourced")
	}
}

// A figure that was published with a wrong unit keeps the words and carries the
// correction.
func TestWrongUnitKeepsItsQuote(t *testing.T) {
	s := corridorSite(t)
	p := webtest.Get(t, s.Handler(), "/projects/interconnection/sources")
	for _, row := range p.Find(".ledger tbody tr") {
		if row.One("th").Text() == "Voltage" {
			say(t, "the voltage", row, "400 kV", "400 kW energy interconnection", "unit error", "The line has 400 kV", "Project brief")
			return
		}
	}
	t.Error("no row is about the voltage")
}

// Competing claims stand side by side with the one in use marked.
func TestCompetingClaimsStandTogether(t *testing.T) {
	p := webtest.Get(t, corridorSite(t).Handler(), "/projects/interconnection/sources")
	row := p.One("#kind-project .ledger tbody tr[id]")
	say(t, "the length", row, "241.1 km in use", "238 km", "242 km", "stated Jan 2009", "confidence: high")
	if n := len(row.Find(".said")); n != 3 {
		t.Errorf("%d claims about the length", n)
	}
}

// The programme's page has the series, the rates and every document with the
// claims that rest on it.
func TestReferenceFigures(t *testing.T) {
	s := corridorSite(t)
	p := webtest.Get(t, s.Handler(), "/sources")
	say(t, "the series", p.One("#series"), "Consumer prices in Kosovo", "stands in for prices of civil works", "−0.5%", "2.0%", "11.6%", "not recorded")
	say(t, "the budget programmes", p.One("#budgets"), "Rail transport (MTBP): Ceiling, 2026", "5,680,000,000", "96.46", "assumed")
	say(t, "the reference figures", p.One("#figures"), "Motorway, Austria, study of 2010", "12.87 M€/km", "worldhighways.com", "assumed")
	say(t, "the rates", p.One("#rates"), "23 Dec 2025", "of the day", "96.46", "average", "137.8")
	rows := p.Find("#series tbody tr")
	if n := len(rows); n != 26 || len(rows[0].Find("td")) != 4 || len(rows[25].Find("td")) != 4 {
		t.Errorf("%d years of the series, 2015 to 2040, of four series each", n)
	}
	first := p.One("#documents tbody tr")
	say(t, "the first document", first, "Project brief", "The text that the project was created from")
	claims, err := strconv.Atoi(first.Find("td")[3].Text())
	if err != nil || claims < 20 {
		t.Errorf("%q claims rest on the brief", first.Find("td")[3].Text())
	}
	if links := p.Find(".bar-nav a[aria-current=page]"); len(links) != 1 || links[0].Text() != "Figures and documents" {
		t.Error("the navigation does not say where the reader is")
	}
	say(t, "in Albanian", webtest.Get(t, s.Handler(), "/sources", "Accept-Language", "sq").One("main"), "Çmimet e konsumit në Shqipëri", "Kurset e këmbimit", "96,46")
	for _, query := range []string{"?page=0", "?page=99", "?page=x"} {
		if p := webtest.Get(t, s.Handler(), "/sources"+query); p.Status != 200 || !strings.Contains(p.Body, "Project brief") {
			t.Errorf("%s: %d", query, p.Status)
		}
	}
}
