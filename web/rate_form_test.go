package web

import (
	"net/http"
	"strings"
	"testing"

	"korridor/web/webtest"
)

// A rate without its number is refused at its field, which names the currencies
// and the year.
func TestMissingRateIsNamed(t *testing.T) {
	s := freshSite(t, true)
	head := s.head(t)
	for language, says := range map[string]string{"en": "for 2027 no exchange rate is recorded from EUR to ALL", "sq": "për 2027 nuk është regjistruar kursi i këmbimit nga EUR në ALL"} {
		at := "/exchange-rates/new?base=EUR&quote=ALL"
		values := s.fill(t, at, language, "kind", "average", "date", "2027", reasonField, "because")
		p := webtest.Post(t, s.Handler(), at, values, "Accept-Language", language)
		webtest.Check(t, p)
		if p.Status != http.StatusUnprocessableEntity {
			t.Errorf("%d", p.Status)
		}
		say(t, "the rate", p.One("#field-rate-problem"), says)
		if kept := webtest.Values(p.One("form.form")); kept.Get("base") != "EUR" || kept.Get("date") != "2027" {
			t.Errorf("the form holds %v", kept)
		}
	}
	if s.head(t) != head {
		t.Error("something was kept")
	}
}

// A request and a ceiling in currencies without a rate are both kept; the page
// says which rate is missing, not that nothing is requested, and where to add it.
func TestCeilingWithoutARate(t *testing.T) {
	s := freshSite(t, true)
	name := s.sheetCell(t, "KfW grant", 2027, "requested")
	_, values := openSheet(t, s, "en")
	values.Set(name, "5")
	values.Set(strings.Replace(name, "requested", "currency", 1), "USD")
	values.Set("reason", "in dollars")
	s.send(t, values, "en", http.StatusSeeOther)
	at := "/projects/interconnection/ceilings/new"
	source, _, _ := strings.Cut(strings.TrimPrefix(name, "r."), "-")
	ceiling := s.fill(t, at, "en", "funding_source", source, "fiscal_year", "2027", "currency", "ALL", "amount", "1,000", reasonField, "law")
	if p := webtest.Post(t, s.Handler(), at, ceiling); p.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.Status, p.One(".form-summary").Text())
	}
	for language, says := range map[string]string{"en": "for 2027 no exchange rate is recorded from USD to ALL", "sq": "për 2027 nuk është regjistruar kursi i këmbimit nga USD në ALL"} {
		p := soundPage(t, s.Handler(), "/projects/interconnection/funding", language)
		say(t, "the ceiling", p.One(".comparison"), says)
		if link := p.One(".comparison a.no-print"); link == nil || link.Attr("href") != "/exchange-rates/new?base=USD&quote=ALL" {
			t.Errorf("the rate cannot be added from there: %v", link)
		}
	}
	at = "/exchange-rates/new?base=USD&quote=ALL"
	if p := webtest.Post(t, s.Handler(), at, s.fill(t, at, "en", "kind", "spot", "date", "2026-11-20", "rate", "90", reasonField, "x")); p.Status != http.StatusSeeOther {
		t.Fatalf("%d", p.Status)
	}
	p := webtest.Get(t, s.Handler(), "/projects/interconnection/funding")
	say(t, "the ceiling", p.One(".comparison"), "× 90", "450.00")
}
