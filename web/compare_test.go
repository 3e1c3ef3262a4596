package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"korridor/web/webtest"
)

func TestComparePages(t *testing.T) {
	s := olderSite(t)
	for _, c := range []struct{ at, language, difference, moments string }{
		{"/compare?from=2026-09-15", "en", "+1,000,000.00", "15 September 2026 (change "},
		{"/projects/railway/compare?from=2026-09-15&to=1+Nov+2026", "en", "+1,000,000.00", "1 November 2026 (change "},
		{"/projects/railway/compare?from=15.09.2026&to=2026-11-23", "sq", "+1 000 000,00", "15 shtator 2026 (ndryshimi "},
	} {
		p := soundPage(t, s.Handler(), c.at, c.language)
		says := p.One("main").Text()
		for _, want := range []string{c.moments, "decided in October", "Drita"} {
			if !strings.Contains(says, want) {
				t.Errorf("%s does not say %q", c.at, want)
			}
		}
		if total := p.One(".compare-total").Find("td"); len(total) != 3 || strings.ReplaceAll(total[2].Text(), "\u00a0", " ") != c.difference {
			t.Errorf("%s: the totals are %q", c.at, p.One(".compare-total").Text())
		}
	}
	file := webtest.Get(t, s.Handler(), "/projects/railway/compare.csv?from=2026-09-15")
	if !strings.Contains(file.Body, "railway,requested,2026,,,EUR,370000000.00,371000000.00,1000000.00,,,\r\n") ||
		!strings.Contains(file.Body, "railway,requested,,,,EUR,370000000.00,371000000.00,1000000.00,,,\r\n") {
		t.Error(file.Body)
	}
	nothing := soundPage(t, s.Handler(), "/compare?from=2026-11-01", "en")
	if !strings.Contains(nothing.One("main").Text(), "Nothing changed between the two dates") {
		t.Error("nothing changed, and the page does not say so")
	}
}

func TestDatesThatAreNotCompared(t *testing.T) {
	s := olderSite(t)
	for _, c := range []struct{ from, to, field, says string }{
		{"", "2026-10-01", "from", "is required"},
		{"2026-10-01", "2026-09-01", "to", "lies before the start"},
		{"soon", "2026-09-01", "from", "is not a date"},
		{"2026-09-01", "2027-09-01", "to", "is still to come"},
	} {
		query := url.Values{"from": {c.from}, "to": {c.to}}.Encode()
		for _, at := range []string{"/compare", "/projects/railway/compare"} {
			p := webtest.Get(t, s.Handler(), at+"?"+query)
			webtest.Check(t, p)
			if p.Status != http.StatusUnprocessableEntity || p.One("#compare-from").Attr("value") != c.from || p.One("#compare-to").Attr("value") != c.to ||
				!strings.Contains(p.One("#compare-"+c.field+"-problem").Text(), c.says) {
				t.Errorf("%s?%s: %d", at, query, p.Status)
			}
		}
		if p := webtest.Get(t, s.Handler(), "/compare.csv?"+query); p.Status != http.StatusUnprocessableEntity {
			t.Errorf("the file of %s: %d", query, p.Status)
		}
	}
	if p := webtest.Get(t, s.Handler(), "/projects/tramway/compare?from=2026-10-01"); p.Status != http.StatusNotFound {
		t.Errorf("no such project: %d", p.Status)
	}
	soundPage(t, s.Handler(), "/compare", "sq")
}
