package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/costmodel"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/risk"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

const riskAddress = "/projects/railway/risk"

func TestRiskSound(t *testing.T) {
	s := corridorSite(t)
	for _, query := range []string{"", "?width=150", "?rho=0.5&cap=150&confidence=90&seed=7", "?estimate=study-2025", "?scenario=works-a-year-later"} {
		for _, code := range ownProjects {
			for _, language := range []string{"en", "sq"} {
				at := projectURL(code, "risk") + query
				if language == "sq" {
					at = strings.ReplaceAll(at, "0.5", "0,5")
				}
				if code != "railway" && query != "" {
					continue
				}
				p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
				webtest.Check(t, p)
				if p.Status != http.StatusOK {
					t.Errorf("%s in %s: %d", p.Address, language, p.Status)
				}
			}
		}
	}
}

// A long run is started from the page, followed, kept and run again to the same
// bytes; two kept ones stand side by side.
func TestRiskRunAndKeep(t *testing.T) {
	s := freshSite(t, true)
	for _, language := range []string{"en", "sq"} {
		p := webtest.Post(t, s.Handler(), riskAddress+"/runs", url.Values{"rho": {"0"}}, "Accept-Language", language)
		at := p.Header.Get("Location")
		if p.Status != http.StatusSeeOther || !strings.HasPrefix(at, riskAddress+"/runs/") {
			t.Fatalf("%d to %q", p.Status, at)
		}
		<-s.runs.last().over
		if p = webtest.Get(t, s.Handler(), at+"?part=1"); p.One("[data-risk-ended]") == nil {
			t.Fatal("the run has ended, and its page does not know")
		}
		p = webtest.Get(t, s.Handler(), at, "Accept-Language", language)
		webtest.Check(t, p)
		l, _ := s.languages.Get(language)
		say(t, "the run", p.One(".risk-ran"), plainSpaces(l.Integer(1_000_000)))
		for _, from := range []string{at + "/keep", riskAddress + "/kept"} {
			p = webtest.Post(t, s.Handler(), from, url.Values{"seed": {"5"}, "name": {" Për <Ministrinë> "}}, "Accept-Language", language)
			kept := p.Header.Get("Location")
			if p.Status != http.StatusSeeOther || !strings.HasPrefix(kept, riskAddress+"/kept/") {
				t.Fatalf("%s: %d to %q", from, p.Status, kept)
			}
			p = webtest.Get(t, s.Handler(), kept, "Accept-Language", language)
			webtest.Check(t, p)
			say(t, "the heading", p.One(".page-title"), "Për <Ministrinë>")
			if p.One("svg path.curve") == nil {
				t.Error("the chart of what is kept has no line")
			}
			say(t, "the stamp", p.One(".risk-stamp"), plainSpaces(l.T("risk.stamp")))
			if p = webtest.Post(t, s.Handler(), kept+"/again", nil); p.Status != http.StatusSeeOther || !strings.Contains(p.Header.Get("Set-Cookie"), "risk.same") {
				t.Errorf("again: %d %q", p.Status, p.Header.Get("Set-Cookie"))
			}
		}
	}
	p := webtest.Get(t, s.Handler(), riskAddress)
	rows := p.Find("[data-risk-kept] tbody tr")
	if len(rows) != 4 {
		t.Fatalf("%d are kept", len(rows))
	}
	say(t, "the list", rows[0].One("a"), "Për <Ministrinë>")
	kept := rows[0].One("a").Attr("href")
	other := webtest.Get(t, s.Handler(), kept).Find("option")[1].Attr("value")
	for _, language := range []string{"en", "sq"} {
		p = soundPage(t, s.Handler(), kept+"?with="+other, language)
		if n := len(p.Find("[data-risk-pair] tbody tr")); n != 19 {
			t.Errorf("%d percentiles side by side", n)
		}
	}
	say(t, "what their models differ in", p.One("#pair"), "Korrelacioni")
	if p = webtest.Get(t, s.Handler(), kept+"?with=1"); p.Status != http.StatusNotFound {
		t.Errorf("beside a run that is not there: %d", p.Status)
	}
}

// What a kept result, a range or a risk depends on is not deleted before them: they
// are named, with where to change or delete them.
func TestRiskDependentsAreNamed(t *testing.T) {
	s := freshSite(t, true)
	kept := webtest.Post(t, s.Handler(), riskAddress+"/kept", url.Values{"scenario": {"tunnels-a-third-dearer"}}).Header.Get("Location")
	d := s.deskOf(t, "railway")
	scenario := d.Scenarios[slices.IndexFunc(d.Scenarios, func(x costmodel.Scenario) bool { return x.Code == "tunnels-a-third-dearer" })].ID
	ranged, risky := d.Ranges[slices.IndexFunc(d.Ranges, func(r risk.Range) bool { return r.Phase != 0 })], d.Risks[0]
	for _, language := range []string{"en", "sq"} {
		for at, links := range map[string][]string{
			projectURL("railway", "scenarios", idText(scenario), "delete"):  {kept},
			projectURL("railway", "phases", idText(ranged.Phase), "delete"): {projectURL("railway", "ranges", idText(ranged.ID), "edit")},
			projectURL("railway", "phases", idText(risky.Phase), "delete"):  {projectURL("railway", "risks", idText(risky.ID), "edit")},
		} {
			p := soundPage(t, s.Handler(), at, language)
			for _, link := range links {
				if p.One(`main a[href="`+link+`"]`) == nil {
					t.Errorf("%s: %s names no %s: %s", language, at, link, p.One("main").Text())
				}
			}
			if p := webtest.Post(t, s.Handler(), at, url.Values{"version": {"1"}, reasonField: {"r"}}, "Accept-Language", language); p.Status != http.StatusConflict {
				t.Errorf("%s is deleted: %d", at, p.Status)
			}
		}
	}
	at := kept + "/delete"
	if p := webtest.Get(t, s.Handler(), kept); p.One(`main a[href="`+at+`"]`) == nil {
		t.Error("a kept result cannot be deleted")
	}
	if p := webtest.Post(t, s.Handler(), at, s.fill(t, at, "en")); p.Status != http.StatusSeeOther {
		t.Errorf("%d: %s", p.Status, p.One("main").Text())
	}
	if p := webtest.Get(t, s.Handler(), kept); p.Status != http.StatusNotFound {
		t.Errorf("%d", p.Status)
	}
}

// The page's figures are those of the engine for its seed and iterations.
func TestRiskPageAgreesWithEngine(t *testing.T) {
	s := corridorSite(t)
	seed := int64(7)
	v, err := s.planner.Simulate(t.Context(), planner.RiskQuery{CostQuery: planner.CostQuery{Project: "railway"}, Iterations: lookIterations, Seed: &seed}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"en", "sq"} {
		l, _ := s.languages.Get(language)
		p := webtest.Get(t, s.Handler(), riskAddress+"?seed=7", "Accept-Language", language)
		webtest.Check(t, p)
		all := tiles(p)
		for label, a := range map[string]money.Amount{l.T("risk.cost_percentile", "percentile", "P50"): percentile(v.Simulated, 50).Value,
			l.T("risk.cost_percentile", "percentile", "P80"): percentile(v.Simulated, 80).Value, l.T("risk.mean"): v.Simulated.Mean} {
			say(t, label, all[label], plainSpaces(l.Short(a)), plainSpaces(l.Money(a)))
		}
		say(t, "the stamp", p.One(".risk-stamp"), plainSpaces(l.T("risk.stamp")))
		for i, row := range p.Find("[data-risk-years] tbody tr") {
			if got, want := texts(row)[2], l.Amount(v.Simulated.Years[i].P50); plainSpaces(got) != plainSpaces(want) {
				t.Errorf("year %d: %s, want %s", i, got, want)
			}
		}
		for i, row := range p.Find("[data-risk-drivers] tbody tr") {
			if got := texts(row)[0]; got == v.Simulated.Sensitivity[i].Code {
				t.Errorf("driver %s has no name", got)
			}
		}
	}
}

// Where money of a year has no exchange rate the page says so in place of a
// chance, also in what is kept.
func TestRiskWithMoneyWithoutARate(t *testing.T) {
	s := freshSite(t, true)
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	loan := &planner.SaveSource{Record: funding.Source{Project: d.Project.ID, Code: "dollars", Name: text.Plain("Dollars"), Kind: funding.Loan, Status: funding.Effective, Currency: money.USD}}
	s.do(t, loan)
	approved := money.FromMinor(1_000_000_00, money.USD)
	s.do(t, &planner.SaveAllocation{Record: funding.Allocation{Project: d.Project.ID, Source: loan.Record.ID, FiscalYear: 2028, Currency: money.USD, Approved: &approved}})
	kept := webtest.Post(t, s.Handler(), riskAddress+"/kept", url.Values{}).Header.Get("Location")
	for _, language := range []string{"en", "sq"} {
		l, _ := s.languages.Get(language)
		unknown := plainSpaces(l.T("risk.uncounted", "years", "2028"))
		for _, at := range []string{riskAddress, kept} {
			p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
			webtest.Check(t, p)
			say(t, at, tiles(p)[l.T("risk.within_secured")], l.T("cost.not_known"), unknown)
		}
		p := webtest.Get(t, s.Handler(), riskAddress, "Accept-Language", language)
		say(t, "the fan", p.One("#risk-fan"), fullSentence(unknown))
		for _, row := range p.Find("[data-risk-years] tbody tr") {
			if of := texts(row); (of[0] == "2028") != (of[5] == l.T("cost.not_known")) || of[0] == "2028" && of[4] != "" {
				t.Errorf("%v", of)
			}
		}
	}
}

// The outside view is that of the estimate's own page, in the money of the years:
// throughout, and by open line and tunnel, of which no P80 is published.
func TestRiskOutsideView(t *testing.T) {
	s := corridorSite(t)
	v, err := s.planner.Simulate(t.Context(), planner.RiskQuery{CostQuery: planner.CostQuery{Project: "railway"}, Iterations: lookIterations}, nil)
	if err != nil {
		t.Fatal(err)
	}
	of, err := v.Outside()
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"en", "sq"} {
		l, _ := s.languages.Get(language)
		rows := webtest.Get(t, s.Handler(), riskAddress, "Accept-Language", language).Find("[data-risk-outside] tbody tr")
		if len(rows) != 4 {
			t.Fatalf("%d rows", len(rows))
		}
		for i, a := range []*money.Amount{of.Whole.P50.Uplifted, of.Whole.P80.Uplifted, of.Split.P50.Uplifted, nil} {
			want := l.T("cost.not_known")
			if a != nil {
				want = l.Amount(*a)
			}
			if got := texts(rows[i])[2]; plainSpaces(got) != plainSpaces(want) {
				t.Errorf("row %d: %s, want %s", i, got, want)
			}
		}
		say(t, "the parts", rows[2], plainSpaces(partName(l, &of, 0)), plainSpaces(partName(l, &of, 1)))
		say(t, "the missing P80", rows[3], plainSpaces(l.T("outside.no_sum")))
	}
}

// Trying out ranges, risks and what is refused reads the record as often as
// showing it does.
func TestRiskTrialReadsOnce(t *testing.T) {
	s := corridorSite(t)
	reads := func(query string) int64 {
		before := s.queries.Load()
		webtest.Get(t, s.Handler(), riskAddress+"?part=1"+query)
		return s.queries.Load() - before
	}
	plain := reads("")
	for _, query := range []string{"&width=150", "&line=tunnels&width=50", "&risk=ground-conditions&probability=100", "&rho=2", "&months=9999"} {
		if got := reads(query); got != plain {
			t.Errorf("%s: %d queries, %d without", query, got, plain)
		}
	}
}

// What is tried out changes what is shown: a wider range and a certain risk add
// to the P80, and what cannot be read is told.
func TestRiskTrial(t *testing.T) {
	s := corridorSite(t)
	p80 := func(query string) string {
		p := webtest.Get(t, s.Handler(), riskAddress+query)
		webtest.Check(t, p)
		return tiles(p)["Cost, P80"].One(".figure-value").Attr("title")
	}
	base := p80("")
	for _, query := range []string{"?width=200", "?line=tunnels&width=0", "?rho=0.9", "?risk=ground&probability=100", "?cap=150"} {
		changed := query != "?cap=150"
		if query == "?risk=ground&probability=100" {
			query = "?risk=" + webtest.Get(t, s.Handler(), riskAddress).Find("#try-risk option")[1].Attr("value") + "&probability=100"
		}
		if got := p80(query); (got != base) != changed {
			t.Errorf("%s: P80 %s, base %s", query, got, base)
		}
	}
	for query, want := range map[string]string{"?rho=much": "Correlation", "?rho=2": "below 1", "?probability=300": "between 0 and 100", "?iterations=9999999": "Iterations", "?seed=-1": "Seed"} {
		p := webtest.Get(t, s.Handler(), riskAddress+query)
		webtest.Check(t, p)
		if p.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", query, p.Status)
		}
		say(t, query, p.One("main"), want)
	}
}

// BenchmarkRiskPart answers what a change of a slider asks of the railway.
func BenchmarkRiskPart(b *testing.B) {
	s := corridorSite(b)
	for b.Loop() {
		answer := httptest.NewRecorder()
		s.Handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://localhost"+riskAddress+"?rho=0.4&width=120&part=1", nil))
		if answer.Code != http.StatusOK {
			b.Fatalf("answered %d", answer.Code)
		}
	}
}

// An empty field says what it stands for, as its reader writes numbers.
func TestEmptyRiskFieldsSayTheirBase(t *testing.T) {
	s := corridorSite(t)
	for language, rho := range map[string]string{"en": "0.3", "sq": "0,3"} {
		p := webtest.Get(t, s.Handler(), "/projects/railway/risk", "Accept-Language", language)
		for name, want := range map[string]string{"rho": rho, "width": "100", "seed": "1", "probability": ""} {
			if input := p.One("#try-" + name); input.Attr("value") != "" || input.Attr("placeholder") != want {
				t.Errorf("%s: %s holds %q and stands for %q, want %q", language, name, input.Attr("value"), input.Attr("placeholder"), want)
			}
		}
	}
}
