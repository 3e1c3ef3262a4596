package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"korridor/web/webtest"
)

// What is tried out on the cost page and kept as a scenario comes to the same
// figures: the form is filled in with it, in either language, and its caps end
// with the year in which they complete the work.
func TestKeepTrialAsScenario(t *testing.T) {
	s := freshSite(t, true)
	for _, typed := range []struct{ language, decimal string }{{"en", "12.5"}, {"sq", "12,5"}} {
		language, decimal := typed.language, typed.decimal
		tried := costAddress + "?scenario=works-a-year-later&cap=250&months=-3&by=quarter&index=hicp-eu&tunnel=" + decimal
		page := webtest.Get(t, s.Handler(), tried, "Accept-Language", language)
		form := page.One("#live-keep a").Attr("href")
		p := soundPage(t, s.Handler(), form, language)
		values := webtest.Values(p.One("form.form"))
		if rates := values["rate_changes"]; len(rates) < 4 || rates[1] != "tunnel" || !strings.Contains(rates[3], decimal) {
			t.Errorf("in %s the rates are %q", language, rates)
		}
		caps := 0
		for _, cell := range values["cap_changes"] {
			if len(cell) == 4 && strings.HasPrefix(cell, "20") {
				caps++
			}
		}
		schedule := len(page.Find("#capped tbody tr"))
		if caps == 0 || caps != schedule {
			t.Errorf("in %s %d caps are kept of a schedule of %d years", language, caps, schedule)
		}
		values.Set("name", "Kept in "+language)
		values.Set("code", "kept-"+language)
		if p = webtest.Post(t, s.Handler(), form, values, "Accept-Language", language); p.Status != http.StatusSeeOther {
			t.Fatalf("in %s: %d %s", language, p.Status, p.One(".form-summary").Text())
		}
		kept := webtest.Get(t, s.Handler(), costAddress+"?by=quarter&scenario=kept-"+language, "Accept-Language", language)
		if a, b := page.One(".tiles").Text(), kept.One(".tiles").Text(); a != b {
			t.Errorf("in %s tried %s\nkept %s", language, a, b)
		}
		if a, b := page.One("#capped tbody").Text(), kept.One("#capped tbody").Text(); a != b {
			t.Errorf("in %s the capped schedule was\n%s\nand is\n%s", language, a, b)
		}
	}
	for at, want := range map[string]int{"?scenario=none": http.StatusNotFound, "?tunnel=dear": http.StatusOK, "?" + url.Values{"name": {"A name"}}.Encode(): http.StatusOK} {
		if p := webtest.Get(t, s.Handler(), "/projects/railway/scenarios/new"+at); p.Status != want {
			t.Errorf("%s: %d", at, p.Status)
		}
	}
}
