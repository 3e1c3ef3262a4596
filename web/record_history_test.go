package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/browsertest"
	"korridor/web/webtest"
)

// Who changed an allocation is one click away from its form; the programme page
// names its funding source.
func TestHistoryOfOneRecord(t *testing.T) {
	s := freshSite(t, true)
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	a, amount := d.Allocations[0], money.FromMinor(400_000_000_00, money.EUR)
	a.Requested = &amount
	s.do(t, &planner.SaveAllocation{Record: a})
	phase := d.Phases[0]
	phase.Note.Default = "something else"
	s.do(t, &planner.SavePhase{Record: phase})

	for language, wants := range map[string][]string{
		"en": {"Only one record is shown", "State budget of Albania", "€370,000,000.00 €400,000,000.00", "Ana"},
		"sq": {"Shfaqet vetëm një regjistrim", "Buxheti i shtetit i Shqipërisë", "400 000 000,00", "Ana"},
	} {
		form := webtest.Get(t, s.Handler(), projectURL("railway", "allocations", idText(a.ID), "edit"), "Accept-Language", language)
		webtest.Check(t, form)
		at := form.One("a.form-history").Attr("href")
		p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
		webtest.Check(t, p)
		said := strings.ReplaceAll(p.One("main").Text(), "\u00a0", " ")
		for _, want := range wants {
			if !strings.Contains(said, want) {
				t.Errorf("%s in %s does not say %q: %s", at, language, want, said)
			}
		}
		if strings.Contains(said, "something else") || len(p.Find(".changes .group")) != 2 { // and when it was loaded
			t.Errorf("%s tells of other records: %s", at, said)
		}
		if p.One("input[name=record]").Attr("value") != idText(a.ID) {
			t.Error("the dates would show all records again")
		}
	}
	for _, page := range []string{"/projects/railway/funding", "/projects/railway", "/"} {
		mark := webtest.Get(t, s.Handler(), page).One(`[href=/records/` + idText(a.ID) + `/history]`)
		if mark == nil {
			t.Errorf("%s: the figure does not lead to its history", page)
		} else if to := webtest.Get(t, s.Handler(), mark.Attr("href")).Header.Get("Location"); to != recordHistory("railway", a.ID) {
			t.Errorf("%s: the figure leads to %s", page, to)
		}
	}
	rate := idText(firstRate(t, s))
	say(t, "a record of no project", soundPage(t, s.Handler(), "/records/"+rate+"/history", "sq").One("main"), "kursi i këmbimit", "ALL/EUR")
	for bad, status := range map[string]int{"x": http.StatusNotFound, "99999999": http.StatusNotFound} {
		if p := webtest.Get(t, s.Handler(), "/records/"+bad+"/history"); p.Status != status {
			t.Errorf("the history of record %s: %d", bad, p.Status)
		}
	}
	say(t, "the history at a glance", webtest.Get(t, s.Handler(), "/projects/railway/history").One(".history-about"), "Design, permits and land")
	say(t, "the latest changes", webtest.Get(t, s.Handler(), "/").One(".recent"), "2026 (State budget of Albania)")
	for _, bad := range []string{"x", "-1", "999999999", "99999999999999999999"} {
		if p := webtest.Get(t, s.Handler(), "/projects/railway/history?record="+bad); p.Status != http.StatusOK {
			t.Errorf("record=%s: %d", bad, p.Status)
		}
	}
}

// What changed in an index series, which belongs to no project, has a page to
// which its form and its figures lead. Its rates are told by their years: one put
// before others leaves those as they were.
func TestHistoryOfSharedRecord(t *testing.T) {
	s := freshSite(t, true)
	all := s.deskOf(t, "").Series
	series := all[slices.IndexFunc(all, func(x costmodel.Series) bool { return x.Code == "civil-works" })]
	at := "/series/" + idText(series.ID) + "/edit"
	series.Rates = append([]costmodel.SeriesRate{{Year: 2019, Rate: record.Known(decimal.RequireFromString("0.021"))}}, series.Rates...)
	s.do(t, &planner.SaveSeries{Record: series})
	for language, wants := range map[string][]string{
		"en": {"Civil works", "2019", "2.1%", "index series"}, "sq": {"2019", "2,1 %", "seria e indeksit"},
	} {
		form := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
		p := soundPage(t, s.Handler(), form.One("a.form-history").Attr("href"), language)
		say(t, "the history in "+language, p.One("main"), wants...)
		changes := p.Find(".history li")
		if text := changes[0].Text(); strings.Contains(text, "2026") && strings.Contains(text, "3%") {
			t.Errorf("in %s years that stayed are told: %s", language, text)
		}
	}
	if p := webtest.Get(t, s.Handler(), placedHistory(series.ID)+"?from=soon"); p.Status != http.StatusUnprocessableEntity {
		t.Errorf("a bad date: %d", p.Status)
	}
}

// A form says at once all that is wrong with it: what cannot be read, what is
// missing, and the reason.
func TestFormSaysAllThatIsWrongAtOnce(t *testing.T) {
	s := freshSite(t, true)
	at := "/projects/railway/funding-sources/new"
	for language, wants := range map[string][]string{
		"en": {"Code: is required", "Status: is required", "Reason: is needed"},
		"sq": {"Kodi: është e detyrueshme", "Gjendja: është e detyrueshme", "Arsyeja: "},
	} {
		for total, problems := range map[string]int{"": 3, "many": 4} {
			values := url.Values{"name": {"EIB"}, "kind": {"loan"}, "currency": {"EUR"}, "total": {total}}
			p := webtest.Post(t, s.Handler(), at, values, "Accept-Language", language)
			webtest.Check(t, p)
			say(t, "the form in "+language, p.One(".form-summary"), wants...)
			if links := p.Find(".form-summary li"); p.Status != http.StatusUnprocessableEntity || len(links) != problems {
				t.Errorf("%d problems with the total %q, want %d: %s", len(links), total, problems, p.One(".form-summary").Text())
			}
		}
	}
}

// A new record's code is proposed from its name until somebody types one.
func TestCodeIsProposed(t *testing.T) {
	s := freshSite(t, true)
	b := browsertest.Open(t, s.Handler())
	b.Visit("/projects/railway/sections/new")
	b.Click(field("name"))
	b.Press("Lezhë–Shëngjin (çifti 2)")
	if got := held(b, "code"); got != "lezhe-shengjin-cifti-2" {
		t.Errorf("proposed is %q", got)
	}
	typeInto(b, "code", "own")
	typeInto(b, "name", "Another")
	if got := held(b, "code"); got != "own" {
		t.Errorf("somebody's own code became %q", got)
	}
	b = browsertest.Open(t, s.Handler()) // leaving the other page would ask first
	b.Visit("/projects/railway/estimates/working-model-2025/copy")
	typeInto(b, "title", "Another")
	if got := held(b, "code"); got != "working-model-2025-2" {
		t.Errorf("a code that was there became %q", got)
	}
}

// firstRate is the id of an exchange rate, which belongs to no project.
func firstRate(t *testing.T, s *realSite) record.ID {
	t.Helper()
	d, err := s.planner.Desk(t.Context(), "")
	if err != nil || len(d.AllRates) == 0 {
		t.Fatal("there is no exchange rate", err)
	}
	return d.AllRates[0].ID
}
