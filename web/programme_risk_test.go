package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/web/webtest"
)

// twoUncertain is the corridor with a range for the lines of the interconnection,
// beside those of the railway.
func twoUncertain(t *testing.T) *realSite {
	t.Helper()
	s := freshSite(t, true)
	d, err := s.planner.Dossier(t.Context(), "interconnection")
	if err != nil {
		t.Fatal(err)
	}
	known := func(v string) decimal.NullDecimal { return record.Known(decimal.RequireFromString(v)) }
	s.do(t, &planner.SaveUncertainty{Record: risk.Range{Project: d.Project.ID, Line: "headline", Spread: risk.Spread{Shape: risk.Lognormal, P10: known("0.7"), P90: known("6")}}})
	return s
}

const bothProjects = "/risk?chosen=1&project=railway&project=interconnection"

func TestProgrammeRiskSound(t *testing.T) {
	s := twoUncertain(t)
	for _, at := range []string{"/risk", bothProjects, bothProjects + "&rho=0.8&confidence=90&seed=4&currency=ALL", "/risk?chosen=1", "/risk?with=highway",
		"/risk?project=vore-hani-i-hotit", bothProjects + "&currency=USD"} {
		for _, language := range []string{"en", "sq"} {
			address := at
			if language == "sq" {
				address = strings.ReplaceAll(at, "0.8", "0,8")
			}
			p := webtest.Get(t, s.Handler(), address, "Accept-Language", language)
			webtest.Check(t, p)
			if p.Status != http.StatusOK {
				t.Errorf("%s in %s: %d", address, language, p.Status)
			}
		}
	}
	for at, status := range map[string]int{"/risk?rho=1": 422, "/risk?rho=much": 422, "/risk?currency=GBP": 422, "/risk?project=nothing": 404, "/risk.csv?table=nothing": 404} {
		if p := webtest.Get(t, s.Handler(), at); p.Status != status {
			t.Errorf("%s: %d, want %d", at, p.Status, status)
		}
	}
	webtest.Check(t, webtest.Get(t, s.Handler(), "/risk?rho=1"))
	for _, from := range []string{"/", riskAddress} {
		leads := func(a *webtest.Element) bool { return strings.HasPrefix(a.Attr("href"), "/risk") }
		if p := webtest.Get(t, s.Handler(), from); !slices.ContainsFunc(p.Find("a"), leads) {
			t.Errorf("%s does not lead to the programme's risk", from)
		}
	}
}

// A project alone is what its own page says; the sum of two says in what they differ,
// lies between its bounds, and grows with their correlation.
func TestProgrammeRiskPage(t *testing.T) {
	s := twoUncertain(t)
	for _, language := range []string{"en", "sq"} {
		l, _ := s.languages.Get(language)
		get := func(at string) *webtest.Page { return webtest.Get(t, s.Handler(), at, "Accept-Language", language) }
		exact := func(p *webtest.Page, tile string) string { return tiles(p)[tile].One(".figure-value").Attr("title") }
		alone, own := get("/risk?chosen=1&project=railway&seed=7"), get(riskAddress+"?seed=7")
		for _, percent := range []string{"P50", "P80"} {
			label := l.T("risk.cost_percentile", "percentile", percent)
			if exact(alone, label) != exact(own, label) {
				t.Errorf("alone %s, on its own page %s", exact(alone, label), exact(own, label))
			}
		}
		for i, row := range own.Find("[data-risk-years] tbody tr") {
			if got := texts(alone.Find("[data-risk-years] tbody tr")[i]); strings.Join(got, "|") != strings.Join(texts(row), "|") {
				t.Errorf("the year alone is %v, on its own page %v", got, texts(row))
			}
		}
		both := get(bothProjects)
		say(t, "the sum", both.One(".risk-sum"), plainSpaces(l.N("programme_risk.sum", 2, "currency", l.Value(money.EUR))), "105")
		say(t, "what is stated", both.One(".cost-stated"), plainSpaces(l.T("programme_risk.rho_reason", "default", l.Number(risk.DefaultProjectRho))))
		say(t, "the stamp", both.One(".risk-stamp"), plainSpaces(l.T("risk.stamp")))
		if rows := both.Find("[data-programme-bounds] tbody tr"); len(rows) != 3 || len(both.Find("[data-programme-parts] tbody tr")) != 2 {
			t.Errorf("%d bounds", len(rows))
		}
		if tiles(both)[l.T("programme_risk.diversification")] == nil || tiles(both)[l.T("programme_risk.dependence")] == nil {
			t.Error("the sum of two does not say what their correlation does")
		}
		for at, p := range map[string]*webtest.Page{"alone": alone, "beside what is certain": get("/risk?chosen=1&project=railway&project=highway")} {
			say(t, at, p.One("[data-programme-alone]"), plainSpaces(l.T("programme_risk.alone")))
			if len(p.Find("[data-programme-bounds]")) != 0 || tiles(p)[l.T("programme_risk.diversification")] != nil || tiles(p)[l.T("programme_risk.dependence")] != nil {
				t.Errorf("%s: a correlation with nothing", at)
			}
		}
		none := get("/risk?chosen=1")
		say(t, "no project", none.One("main"), plainSpaces(l.T("programme_risk.none")))
		left := get("/risk?chosen=1&project=railway&currency=USD")
		say(t, "without a rate", left.One(".risk-left"), "USD")
		undated := get("/risk?project=railway&project=vore-hani-i-hotit")
		say(t, "without dates", undated.One(".risk-left"), "Vor")
	}
	p80 := func(rho string) int64 {
		v, err := s.planner.ProgrammeRisk(t.Context(), planner.ProgrammeRiskQuery{Projects: []string{"railway", "interconnection"},
			Rho: record.Known(decimal.RequireFromString(rho)), Iterations: lookIterations}, nil)
		if err != nil {
			t.Fatal(err)
		}
		at := percentile(v.Simulated.Result, 80).Value.Minor()
		if at < boundP80(&v.Simulated.Independent).Minor() || at > boundP80(&v.Simulated.Dependent).Minor() {
			t.Errorf("ρ = %s lies outside its bounds", rho)
		}
		return at
	}
	if a, b := p80("0.1"), p80("0.9"); a >= b {
		t.Errorf("P80 is %d with 0.1 and %d with 0.9", a, b)
	}
}

// The tables can be had as CSV, with what is tried out, in both languages' forms.
func TestProgrammeRiskCSV(t *testing.T) {
	s := twoUncertain(t)
	p := webtest.Get(t, s.Handler(), bothProjects+"&rho=0.5&seed=2")
	seen := 0
	for _, link := range p.Find("a") {
		at := link.Attr("href")
		if !strings.HasPrefix(at, "/risk.csv") {
			continue
		}
		seen++
		u, err := url.Parse(at)
		if err != nil || u.Query().Get("rho") != "0.5" || len(u.Query()["project"]) != 2 {
			t.Errorf("%s (%v)", at, err)
		}
		file := webtest.Get(t, s.Handler(), at)
		lines := strings.Split(strings.TrimSpace(file.Body), "\n")
		want := map[string]int{"curve": 20, "projects": 3}[u.Query().Get("table")]
		if file.Status != http.StatusOK || want != 0 && len(lines) != want || len(lines) < 3 {
			t.Errorf("%s: %d with %d lines", at, file.Status, len(lines))
		}
	}
	if seen != 3 {
		t.Errorf("%d tables", seen)
	}
}

// What changes is answered by itself, with every choice of the form kept.
func TestProgrammeRiskPart(t *testing.T) {
	s := corridorSite(t)
	p := webtest.Get(t, s.Handler(), "/risk?chosen=1&project=railway&rho=0.5&part=1")
	if p.One("#live-charts") == nil || p.One("form") != nil {
		t.Error("the part is not one")
	}
	p = webtest.Get(t, s.Handler(), "/risk?with=highway")
	chosen := map[string]bool{}
	for _, box := range p.Find(`.try-choices input`) {
		chosen[box.Attr("value")] = box.Has("checked")
	}
	if !chosen["highway"] || !chosen["railway"] || chosen["interconnection"] || chosen["vore-hani-i-hotit"] {
		t.Errorf("chosen are %v", chosen)
	}
}
