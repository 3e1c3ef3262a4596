package web

import (
	"testing"

	"korridor/web/webtest"
)

// The outside view says what is published and where nothing is, in both
// languages, with the documents at hand.
func TestOutsideView(t *testing.T) {
	s := corridorSite(t)
	at := "/projects/railway/estimates/working-model-2025"
	for language, wants := range map[string][]string{
		"en": {"Open line, 70.5 km", "2,520,000,000.00", "2,826,000,000.00", "2,417,903,591.68", "Confidence: low", "Only P50 is published, and nothing is known beyond",
			"assumes that all of them overrun together", "€17,013,232.51", "inside the range", "not compared: the reference is in USD", "states no accuracy class", "illustrative"},
		"sq": {"Linjë e hapur, 70,5 km", "2 826 000 000,00", "Është botuar vetëm P50", "brenda intervalit", "ilustruese", "nuk e thotë klasën e saktësisë"},
	} {
		p := webtest.Get(t, s.Handler(), at+"/outside", "Accept-Language", language)
		webtest.Check(t, p)
		say(t, "the page in "+language, p.One("main"), wants...)
	}
	p := webtest.Get(t, s.Handler(), at+"/outside")
	say(t, "the source of a rate", p.One(".rates"), "405 million EUR")
	for _, other := range []string{"/projects/railway/estimates/ministry-2024", "/projects/railway/estimates/request-2026",
		"/projects/interconnection/estimates"} {
		if other == "/projects/interconnection/estimates" {
			other = webtest.Get(t, s.Handler(), other).One("table.estimates tbody th a").Attr("href")
		}
		soundPage(t, s.Handler(), other+"/outside", "en")
		soundPage(t, s.Handler(), other+"/outside", "sq")
	}
	if p := webtest.Get(t, s.Handler(), "/projects/railway/estimates/nothing/outside"); p.Status != 404 {
		t.Errorf("an estimate that is not there: %d", p.Status)
	}
	for language, wants := range map[string][]string{
		"en": {"Tunnels811,900,000.0045.1%", "of it balance to published total: €4,613,429.95"},
		"sq": {"Tunele811 900 000,0045,1"},
	} {
		say(t, "the roll-ups in "+language, webtest.Get(t, s.Handler(), at, "Accept-Language", language).One(".sum-tables"), wants...)
	}
}
