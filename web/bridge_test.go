package web

import (
	"encoding/csv"
	"net/http"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

const bridgeAddress = "/projects/railway/estimates/bridge"

// soundBridge returns a page after checking it by the rules for all pages.
func soundBridge(t *testing.T, s *realSite, at, language string) *webtest.Page {
	t.Helper()
	p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
	webtest.Check(t, p)
	return p
}

// From 700 million to 1.9 billion reads truthfully in both languages: three
// scopes, their documents word for word, no percentage, what is not known.
func TestBridgeOfTheRailway(t *testing.T) {
	s := corridorSite(t)
	for language, wants := range map[string][]string{
		"en": {"Why did it go from €700 M to €1.90 bn?", "figures for 3 different scopes: “Whole line on the old alignment, before the feasibility study”; “Shkodër–Gjakova, 105.8 km”; “Durrës–Prishtina”",
			"Unexplained: +€1,200,000,000.00", "është thënë… 700 milionë euro", "an estimated cost of €1.8 billion", "valued at around €1.9 billion",
			"€700 M → €1.80 bn: +€1.10 bn", "€1.80 bn → €1.90 bn: +€100 M", "The scopes differ: “Shkodër–Gjakova, 105.8 km” and “Durrës–Prishtina”",
			"The price year is not known for either of them", "Who states the figure: not stated for Feasibility study, Budget request 2026",
			"the dates of Feasibility study and Budget request 2026 do not say for sure", "Working model: a model made here"},
		"sq": {"Pse shkoi nga 700 mln € në 1,90 mld €?", "shifra për 3 objekte të ndryshme", "E pashpjeguar: +1 200 000 000,00 €", "+1 100 000 000,00",
			"Objektet janë të ndryshme: „Shkodër–Gjakovë, 105,8 km“", "Çfarë nuk dihet", "Modeli i punës: model i bërë këtu"},
	} {
		p := soundBridge(t, s, bridgeAddress, language)
		shown := strings.NewReplacer("\u00a0", " ", "\u2060", "").Replace(p.One("main").Text())
		for _, want := range wants {
			if !strings.Contains(shown, want) {
				t.Errorf("the page in %s does not say %q: %s", language, want, shown)
			}
		}
		if strings.Contains(shown, "%") {
			t.Errorf("the page in %s has a percentage: %s", language, shown)
		}
	}
	p := soundBridge(t, s, bridgeAddress, "en")
	if n := len(p.Find(".bridge-figures tbody tr")); n != 3 {
		t.Errorf("%d figures", n)
	}
	if to := p.One("tr.unexplained a").Attr("href"); to != "/projects/railway/attributions/new?from=ministry-2024&to=study-2025" {
		t.Errorf("a part is attributed at %s", to)
	}
	if webtest.Get(t, s.Handler(), "/projects/railway/estimates").One(`.actions a[href="`+bridgeAddress+`"]`) == nil {
		t.Error("the estimates do not lead to the bridge")
	}
	if n := len(soundBridge(t, s, bridgeAddress+"?models=1", "en").Find(".bridge-figures tbody tr")); n != 4 {
		t.Errorf("%d figures with working models", n)
	}
}

// The bridges of every project keep the rules of all pages.
func TestBridgesOfAllProjects(t *testing.T) {
	s := corridorSite(t)
	for _, code := range append(slices.Clone(ownProjects), "vore-hani-i-hotit") {
		for _, language := range []string{"en", "sq"} {
			p := soundBridge(t, s, projectURL(code, "estimates", "bridge"), language)
			if p.Status != http.StatusOK {
				t.Errorf("%s: %d", code, p.Status)
			}
		}
	}
	for at, status := range map[string]int{
		bridgeAddress + "?from=study-2025&to=request-2026":                     http.StatusOK,
		bridgeAddress + "?from=study-2025&to=study-2025":                       http.StatusUnprocessableEntity,
		bridgeAddress + "?from=study-2025":                                     http.StatusUnprocessableEntity,
		bridgeAddress + "?from=study-2025&to=nothing":                          http.StatusNotFound,
		bridgeAddress + "?from=study-2025&to=nothing&chain=1":                  http.StatusOK,
		bridgeAddress + ".csv?from=study-2025&to=study-2025":                   http.StatusUnprocessableEntity,
		bridgeAddress + ".csv?locale=xx":                                       http.StatusUnprocessableEntity,
		"/projects/nowhere/estimates/bridge":                                   http.StatusNotFound,
		"/projects/highway/estimates/bridge?from=ministry-usd&to=outturn-birn": http.StatusNotFound,
	} {
		if p := webtest.Get(t, s.Handler(), at); p.Status != status {
			t.Errorf("%s: %d, not %d", at, p.Status, status)
		}
	}
	p := soundBridge(t, s, bridgeAddress+"?from=study-2025&to=study-2025", "sq")
	say(t, "what is wrong", p.One(".field-problem"), "vlerësim")
	if p.One(`select[name="to"]`).Attr("aria-invalid") != "true" || p.One(`select[name="to"] option[selected]`).Attr("value") != "study-2025" {
		t.Error("the form does not keep what was chosen, or does not mark it")
	}
}

// Line by line every column sums exactly; the page, the table and the CSV have
// the same figures.
func TestBridgeLineByLine(t *testing.T) {
	s := draftSite(t)
	e := *s.draftOf(t).Estimate
	e.PriceYear = 2027
	s.do(t, &planner.SaveEstimate{Record: e})
	sent := sheetOfSite(t, s)
	sent.cell("tunnels", "quantity", "36").cell("bridges", "unit_rate", "5,500,000").cell("signalling", "code", "signals").set("reason", "2027")
	if p := sent.press(t, s, "save"); p.Status != 303 {
		t.Fatalf("%d %s", p.Status, p.Body)
	}
	query := "?from=working-model-2025&to=" + copyCode
	v, err := s.planner.Bridge(t.Context(), planner.BridgeQuery{Project: "railway", From: "working-model-2025", To: copyCode})
	if err != nil {
		t.Fatal(err)
	}
	b := v.Steps[0]
	p := soundBridge(t, s, bridgeAddress+query, "en")
	foot := p.One(".bridge-lines tfoot").Find("td")
	want := []money.Amount{b.FromTotal, b.Parts.Added, b.Parts.Removed, b.Parts.Remeasured, b.Parts.Repriced, b.Parts.Escalation, b.Difference, b.ToTotal}
	for i, a := range want {
		if got := strings.NewReplacer(",", "", "+", "", "−", "-").Replace(foot[i].Text()); got != a.Plain() {
			t.Errorf("column %d totals %s, not %s", i, got, a.Plain())
		}
	}
	say(t, "the factor", p.One("main"), "by the series", "rests on assumed rates", "2026: ", "2027: ")
	say(t, "in Albanian", soundBridge(t, s, bridgeAddress+query, "sq").One("main"), "sipas serisë", "Sasi tjetër", "E shpjeguar me zëra kostoje")

	file := webtest.Get(t, s.Handler(), bridgeAddress+".csv"+query)
	rows, err := csv.NewReader(strings.NewReader(string(file.Body))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range want[1:6] {
		sum := money.Zero(money.EUR)
		for _, row := range rows[1:] {
			cell, err := money.Parse(row[bridgeReport.Column("added")+i] + " EUR")
			if err != nil {
				t.Fatal(err)
			}
			if sum, err = sum.Add(cell); err != nil {
				t.Fatal(err)
			}
		}
		if sum != a {
			t.Errorf("column %d of the file sums to %s, not %s", i, sum, a)
		}
	}
}

// What planners attribute stands with document and author; the rest stays
// unexplained, and all of it is the difference.
func TestBridgeAttributed(t *testing.T) {
	s := freshSite(t, true)
	v, err := s.planner.Bridge(t.Context(), planner.BridgeQuery{Project: "railway"})
	if err != nil {
		t.Fatal(err)
	}
	amount, err := money.Parse("400000000.00 EUR")
	if err != nil {
		t.Fatal(err)
	}
	s.do(t, &planner.SaveAttribution{Record: estimate.Attribution{Project: v.Project.ID, From: v.Members[0].ID, To: v.Members[1].ID,
		Cause: estimate.CauseAlignment, Amount: &amount, Note: text.Plain("new <alignment>")}})
	p := soundBridge(t, s, bridgeAddress, "en")
	say(t, "the step", p.One("#step-1"), "Alignment", "new <alignment>", "said by Ana", "no document", "+400,000,000.00", "+700,000,000.00", "+1,100,000,000.00")
	say(t, "the answer", p.One(".bridge-answer"), "Attributed by planners")
	say(t, "the chart", p.One("figure#bridge"), "Alignment", "+€400 M", "Unexplained")
	file := string(webtest.Get(t, s.Handler(), bridgeAddress+".csv?locale=sq").Body)
	if !strings.Contains(file, "railway;ministry-2024;study-2025;attributed;alignment;new <alignment>;;EUR;;;;;;;;400000000,00;;;Ana") {
		t.Errorf("the file is %s", file)
	}
}
