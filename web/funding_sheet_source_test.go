package web

import (
	"net/http"
	"testing"

	"korridor/web/webtest"
)

// A funding source is added from the sheet, with plain forms: what was typed in
// cells stays, the new source has rows, and what is wrong is said at its field.
func TestSourceIsAddedFromTheSheet(t *testing.T) {
	s := freshSite(t, true)
	cell := s.sheetCell(t, "KfW grant", 2027, "requested")
	for _, c := range []struct{ language, name, added, refused string }{
		{"en", "Bank of Tirana", "Bank of Tirana is added, with a row for each year", "The funding source was not added"},
		{"sq", "Banka e Tiranës", "Banka e Tiranës u shtua", "Burimi i financimit nuk u shtua"},
	} {
		language := c.language
		p := webtest.Get(t, s.Handler(), fundingAddress, "Accept-Language", language)
		webtest.Check(t, p)
		values := webtest.Values(p.One("form.sheet-form"))
		values.Set(cell, "12 500 000,00")
		values.Set("do", "source")
		values.Set("name", c.name)
		refused := webtest.Post(t, s.Handler(), fundingAddress, values, "Accept-Language", language)
		webtest.Check(t, refused)
		if refused.Status != http.StatusUnprocessableEntity {
			t.Fatalf("%d", refused.Status)
		}
		say(t, "the head", refused.One(".form-summary"), c.refused)
		for _, field := range []string{"code", "kind", "status", "reason"} {
			if refused.One("#"+fieldID(field)+"[aria-invalid=true]") == nil {
				t.Errorf("in %s nothing is said at %s", language, field)
			}
		}
		values = webtest.Values(refused.One("form.sheet-form"))
		values.Set("do", "source")
		values.Set("code", "bank-"+language)
		values.Set("kind", "loan")
		values.Set("status", "indicative")
		values.Set("reason", "an offer")
		var added *webtest.Page
		for range 2 { // sent twice it is added once
			added = webtest.Post(t, s.Handler(), fundingAddress, values, "Accept-Language", language)
		}
		webtest.Check(t, added)
		if added.Status != http.StatusOK {
			t.Fatalf("%d %s", added.Status, added.One(".form-summary").Text())
		}
		say(t, "the head", added.One(".form-summary"), c.added)
		kept := webtest.Values(added.One("form.sheet-form"))
		if got := kept.Get(cell); got == "" || kept.Get("reason") != "an offer" || kept.Get("code") != "" {
			t.Errorf("kept are %q, %q, and for another source %q", got, kept.Get("reason"), kept.Get("code"))
		}
		if added.One("input[data-column=requested][autofocus]") == nil {
			t.Error("typing does not go on in the new row")
		}
		kept.Set("do", "save")
		kept.Set(s.sheetCell(t, values.Get("name"), 2027, "requested"), "1000000")
		if saved := webtest.Post(t, s.Handler(), fundingAddress, kept, "Accept-Language", language); saved.Status != http.StatusSeeOther {
			t.Errorf("%d %s", saved.Status, saved.Body)
		}
	}
	s.wantAllocations(t, "2027 KfW grant requested 12500000.00 EUR", "2027 Bank of Tirana requested 1000000.00 EUR", "2027 Banka e Tiranës requested 1000000.00 EUR")
}
