package web

import (
	"strings"
	"testing"

	"korridor/web/webtest"
)

// leftInEnglish are words of the built-in data and of the catalogue that no
// Albanian page says outside quotes and titles.
var leftInEnglish = []string{"Ministry", "Government of Albania", "Press reports", "Feasibility study", "Project brief", "Highway between",
	"Exchange of electricity", "under tender", "one structure, named", "sum of the cost lines", "built-in data", "state budgets", "million EUR",
	"The only published figure", "M€/km", "k€/m", " ALL", "ndarje buxhetore", "lokim", "faktik", "konkurrues", "qindark"}

// Albanian pages are Albanian throughout: claimants, formulas, values in words,
// reasons, titles of documents and units.
func TestAlbanianPagesAreAlbanian(t *testing.T) {
	s := corridorSite(t)
	pages := []string{"/", "/sources", "/reports"}
	for _, code := range []string{"highway", "interconnection", "railway", "vore-hani-i-hotit"} {
		for _, tab := range []string{"", "/timeline", "/structures", "/estimates", "/funding", "/sources"} {
			pages = append(pages, "/projects/"+code+tab)
		}
	}
	for _, at := range pages {
		p := webtest.Get(t, s.Handler(), at, "Accept-Language", "sq")
		text := p.One("main").Text()
		for _, q := range p.Find("q") {
			text = strings.Replace(text, q.Text(), "", 1)
		}
		text = strings.ReplaceAll(text, "\u00a0", " ")
		for _, english := range leftInEnglish {
			if i := strings.Index(text, english); i >= 0 {
				t.Errorf("%s in Albanian says %q: …%s…", at, english, text[max(0, i-60):min(len(text), i+60)])
			}
		}
	}
	// A history tells both versions of a text; its reasons are the reader's.
	history := webtest.Get(t, s.Handler(), "/projects/highway/history", "Accept-Language", "sq").One("main")
	say(t, "the history", history, "të dhënat e gatshme të korridorit")
	if strings.Contains(history.Text(), "built-in data") {
		t.Error("the history gives the reason for loading in English")
	}
	say(t, "why", facts(webtest.Get(t, s.Handler(), "/projects/vore-hani-i-hotit/estimates", "Accept-Language", "sq"))["Pse"], "BERZH, BEI dhe granti")
	say(t, "the ceiling", webtest.Get(t, s.Handler(), "/projects/railway/funding", "Accept-Language", "sq").One("main"), "5 680 000 000,00 lekë")
}
