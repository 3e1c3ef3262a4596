package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

var ownProjects = []string{"highway", "interconnection", "railway", "vore-hani-i-hotit"}

// The overview, the timeline and the history of every project keep the rules of
// all pages in both languages; an unknown project is not found.
func TestProjectPages(t *testing.T) {
	s := corridorSite(t)
	for _, under := range []string{"", "/timeline", "/history"} {
		for _, code := range ownProjects {
			for _, language := range []string{"en", "sq"} {
				p := webtest.Get(t, s.Handler(), "/projects/"+code+under, "Accept-Language", language)
				webtest.Check(t, p)
				if p.Status != http.StatusOK || len(p.Find(".tabs a[aria-current=page]")) != 1 {
					t.Errorf("%s in %s: %d", p.Address, language, p.Status)
				}
				if code == "railway" && language == "en" {
					webtest.CheckLinks(t, s.Handler(), p)
				}
			}
		}
		if p := webtest.Get(t, s.Handler(), "/projects/nowhere"+under); p.Status != http.StatusNotFound {
			t.Errorf("%s: %d", p.Address, p.Status)
		}
	}
}

// tiles returns what the large figures say, by their labels.
func tiles(p *webtest.Page) map[string]*webtest.Element {
	all := map[string]*webtest.Element{}
	for _, tile := range p.Find(".tile") {
		all[tile.One("dt").Text()] = tile
	}
	return all
}

// The railway's money is an assumed working estimate and a request without an
// outcome; nothing is secured.
func TestRailwayOverview(t *testing.T) {
	s := corridorSite(t)
	p := webtest.Get(t, s.Handler(), "/projects/railway")
	all := tiles(p)
	say(t, "the working estimate", all["Working estimate"], "€1.80 bn", "assumed", "Shkodër–Gjakova", "prices of 2025")
	say(t, "the total of each year", all["Total in the money of each year"], "€2.18 bn", "assumed", "2026 is the first year that needs more than is secured")
	say(t, "the request", all["Requested"], "€370 M", "€370,000,000.00", "for 2026; outcome not recorded", "approximately €370 million proposed")
	say(t, "what is secured", all["Secured"], "not recorded")
	say(t, "the length", all["Length of Shkodër–Gjakova"], "105.8 km", "the whole is not recorded")
	say(t, "the structures", all["Structures"], "43", "bridges", "14", "tunnels, 35.3 km", "7", "stations")
	if marks := all["Structures"].Find(".trail-mark"); len(marks) != 4 {
		t.Errorf("the structures have %d marks, one for each of 4 figures is wanted", len(marks))
	}
	say(t, "the facts", p.One("[aria-labelledby=facts]"), "€1,980,000.00", "ILF Austria + ABKONS", "33.4%", "14 months")
	say(t, "what it depends on", p.One("[aria-labelledby=depends]"), "Railway Vorë–Hani i Hotit", "external", "never counted here")
	say(t, "the sections", p.One("[aria-labelledby=sections]"), "Durrës–Shkodër", "not recorded", "105.8 km")
	if exact := all["Working estimate"].One(".figure-value").Attr("title"); exact != "€1,800,000,000.00" {
		t.Errorf("the whole amount is %q", exact)
	}
	for _, id := range []string{"#timeline", "#allocations-eur", "#estimates-eur"} {
		if p.One("figure"+id) == nil {
			t.Errorf("there is no chart %s", id)
		}
	}
	p = webtest.Get(t, s.Handler(), "/projects/railway", "Accept-Language", "sq")
	say(t, "the tiles in Albanian", p.One(".tiles"), "1,80 mld €", "2,18 mld €", "2026 është viti i parë", "e supozuar", "370 mln €", "rezultati i paregjistruar", "43", "ura")
}

// Projects whose works are complete have no request, and no zero where nothing
// is known.
func TestCompletedOverviews(t *testing.T) {
	s := corridorSite(t)
	for code, wants := range map[string]map[string]string{
		"highway":         {"Working estimate": "€2.00 bn", "Length": "not recorded", "Latest milestone": "Nov 2024"},
		"interconnection": {"Working estimate": "€59.7 M", "Length": "241.1 km", "Latest milestone": "14 Dec 2020"},
	} {
		p := webtest.Get(t, s.Handler(), "/projects/"+code)
		all := tiles(p)
		for label, want := range wants {
			say(t, code+": "+label, all[label], want)
		}
		if all["Total in the money of each year"] != nil {
			t.Errorf("%s is complete, and its cost model is told", code)
		}
		if all["Requested"] != nil || all["Secured"] != nil {
			t.Errorf("%s has tiles of requested or secured money", code)
		}
		for _, selector := range []string{".tiles", ".chart-title", ".chart-subtitle", ".chart-legend", ".fact-list", "desc"} {
			for _, e := range p.Find(selector) {
				if strings.Contains(strings.ToLower(e.Text()), "requested") {
					t.Errorf("%s speaks of requested money: %s", code, e.Text())
				}
			}
		}
		for label, tile := range all {
			if strings.HasPrefix(tile.One("dd").Text(), "0 ") || strings.Contains(tile.Text(), "€0") {
				t.Errorf("%s: %s is a zero: %s", code, label, tile.Text())
			}
		}
	}
	p := webtest.Get(t, s.Handler(), "/projects/interconnection")
	say(t, "the line", p.One("[aria-labelledby=structures]"), "400 kV", `The brief says "400 kW": a unit error`)
	say(t, "the facts", p.One("[aria-labelledby=facts]"), "900 MW", "€4,000,000.00", "€8,000,000.00", `"400 kW" in the quote is a unit error`)
	p = webtest.Get(t, s.Handler(), "/projects/vore-hani-i-hotit")
	say(t, "the external project", p.One(".overview-about"), "external", "not part of the programme")
}

// A project about which nothing is known says what to do, and shows no figure.
func TestEmptyProject(t *testing.T) {
	s := freshSite(t, false)
	programme := &planner.SaveProgramme{Record: project.Programme{Code: "p", Name: text.Plain("P"), Currency: money.EUR}}
	s.do(t, programme)
	hostile := `<script>alert(1)</script>"'&`
	s.do(t, &planner.SaveProject{Record: project.Project{Programme: programme.Record.ID, Code: "bare", Name: text.Plain(hostile), Summary: text.Plain(hostile),
		Sector: "energy", Type: "construction", Stage: project.Identification}})
	for _, under := range []string{"", "/timeline", "/history"} {
		p := webtest.Get(t, s.Handler(), "/projects/bare"+under)
		webtest.Check(t, p)
		if got := p.One("h1").Text(); !strings.HasPrefix(got, hostile) {
			t.Errorf("%s: the heading is %q", p.Address, got)
		}
		if under != "/history" && (len(p.Find(".figure")) != 0 || len(p.Find(".empty")) == 0) {
			t.Errorf("%s: %d figures, %d hints", p.Address, len(p.Find(".figure")), len(p.Find(".empty")))
		}
	}
	p := webtest.Get(t, s.Handler(), "/")
	webtest.Check(t, p)
	say(t, "the programme", p.One(".projects tbody tr"), hostile, "none chosen", "not recorded", "none planned")
}

// The timeline tells inaugurated from operating, and assumed from known dates.
func TestTimelines(t *testing.T) {
	s := corridorSite(t)
	p := webtest.Get(t, s.Handler(), "/projects/interconnection/timeline")
	var openings []string
	for _, row := range p.Find("[aria-labelledby=milestones] tbody tr") {
		openings = append(openings, row.Text())
	}
	after := 0
	for _, want := range [][]string{{"Kosovo section inaugurated", "17 Dec 2015", "neither complete nor in service"},
		{"Whole line inaugurated", "28 Jun 2016", "Completed, not operating"}, {"In service: first commercial flow", "14 Dec 2020"}} {
		at := slices.IndexFunc(openings, func(row string) bool { return strings.HasPrefix(row, want[0]) })
		if at < after {
			t.Fatalf("%s is row %d of %q", want[0], at, openings)
		}
		after = at
		for _, part := range want[1:] {
			if !strings.Contains(openings[at], part) {
				t.Errorf("%q does not say %q", openings[at], part)
			}
		}
	}
	p = webtest.Get(t, s.Handler(), "/projects/railway/timeline", "Accept-Language", "sq")
	say(t, "the phases", p.One("[aria-labelledby=phases]"), "e supozuar 01.01.2026", "30.06.2028", "e paregjistruar", "Rrugët hyrëse dhe punimet përgatitore + 181 ditë")
	if marks := p.Find("[aria-labelledby=phases] .figure-assumed"); len(marks) != 10 {
		t.Errorf("%d assumed dates", len(marks))
	}
	say(t, "the table of the chart", p.One(".chart-table"), "01.01.2026 – 30.06.2028 (të dyja të supozuara)", "prill 2025")
	if p.One(".chart-page") == nil || p.One(".chart-narrow") == nil {
		t.Error("the chart is not drawn for the page and for a phone")
	}
}

// However many parts a project has, its pages ask the database the same number
// of questions.
func TestProjectPagesAskAFixedNumberOfQuestions(t *testing.T) {
	s := freshSite(t, false)
	s.do(t, &planner.Load{Bundle: manyProjects(0, 1)})
	count := func(under string) int64 {
		before := s.queries.Load()
		webtest.Get(t, s.Handler(), "/projects/road-0000"+under)
		return s.queries.Load() - before
	}
	pages := []string{"", "/timeline", "/history"}
	few := map[string]int64{}
	for _, under := range pages {
		few[under] = count(under)
	}
	d, err := s.planner.Dossier(t.Context(), "road-0000")
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		n := int64(i + 1)
		s.do(t, &planner.SaveStructure{Record: project.Structure{Project: d.Project.ID, Code: "s" + strconv.Itoa(i), Kind: project.Bridge, Count: &n}})
		s.do(t, &planner.SaveSection{Record: project.Section{Project: d.Project.ID, Code: "s" + strconv.Itoa(i), Name: text.Plain("S"), LengthM: record.Known(money.FromMinor(n, money.EUR).Decimal())}})
	}
	for _, under := range pages {
		if many := count(under); many != few[under] || many > 40 {
			t.Errorf("%s: %d queries, %d before", under, many, few[under])
		}
	}
}

// What is secured is the sum of what is approved from effective sources, shown
// with the amounts that it adds up.
func TestSecuredTileShowsItsParts(t *testing.T) {
	s := freshSite(t, false)
	s.do(t, &planner.Load{Bundle: manyProjects(0, 1)})
	d, err := s.planner.Dossier(t.Context(), "road-0000")
	if err != nil {
		t.Fatal(err)
	}
	source := &planner.SaveSource{Record: funding.Source{Project: d.Project.ID, Code: "state", Name: text.Plain("State"), Kind: funding.StateBudget,
		Status: funding.Effective, Currency: money.EUR}}
	s.do(t, source)
	document := &planner.SaveDocument{Record: project.Document{Code: "law", Title: text.Plain("Budget law")}}
	s.do(t, document)
	for _, year := range []int{2027, 2028} {
		approved := money.FromMinor(int64(year)*1_000_00, money.EUR)
		a := &planner.SaveAllocation{Record: funding.Allocation{Project: d.Project.ID, Source: source.Record.ID, FiscalYear: year, Currency: money.EUR, Approved: &approved}}
		s.do(t, a)
		p := webtest.Get(t, s.Handler(), "/projects/road-0000")
		if year == 2028 && tiles(p)["Secured"].One(".figure-none") == nil {
			t.Error("a sum of which one part has no document seems to have one")
		}
		s.do(t, &planner.SaveClaim{Record: project.Claim{Project: d.Project.ID, Kind: record.Allocation, Entity: a.Record.ID, Field: "approved",
			Value: approved.Plain(), Unit: "EUR", Basis: project.Sourced, Document: document.Record.ID, Chosen: true}})
	}
	p := webtest.Get(t, s.Handler(), "/projects/road-0000")
	webtest.Check(t, p)
	say(t, "what is secured", tiles(p)["Secured"], "derived €4.06 M", "for 2027–2028", "2,027,000.00 (2027) + 2,028,000.00 (2028)")
	if exact := tiles(p)["Secured"].One(".figure-value").Attr("title"); exact != "€4,055,000.00" {
		t.Errorf("the whole amount is %q", exact)
	}
}
