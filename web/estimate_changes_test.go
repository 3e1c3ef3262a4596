package web

import (
	"strings"
	"testing"

	"korridor/web/webtest"
)

// The page of a copied revision says what it changed, line by line, as a draft
// and after it was published; the first screen leads to what comes next.
func TestRevisionSaysWhatItChanged(t *testing.T) {
	s := draftSite(t)
	at := strings.TrimSuffix(copyAddress, "/edit")
	p := webtest.Get(t, s.Handler(), at)
	say(t, "a copy as it was made", p.One("#changes"), "18 lines amount to what they did", "No line changed")
	if p.One(`.actions a[href="#publish"]`) == nil || p.One("form#publish") == nil {
		t.Error("nothing leads to publishing")
	}
	sent := sheetOfSite(t, s)
	sent.cell("tunnels", "unit_rate", "24,500,000").cell("p3-design", "percent", "1")
	sent.cell("signalling", "code", "signals").set("reason", "the rate of 2026")
	if p := sent.press(t, s, "save"); p.Status != 303 {
		t.Fatalf("%d %s", p.Status, p.Body)
	}
	form := webtest.Values(webtest.Get(t, s.Handler(), at).One("#publish"))
	form.Set("reason", "agreed")
	webtest.Post(t, s.Handler(), at+"/publish", form)
	for language, wants := range map[string][]string{
		"en": {"compared with Working model", "Unit rate 23,000,000.00 → 24,500,000.00 811,900,000.00 864,850,000.00 +52,950,000.00",
			"Percentage 1.5% → 1%", "-3,530,000.00", "Signalling and communications new 47,610,000.00",
			"Signalling and communications 47,610,000.00 removed -47,610,000.00", "1,850,479,000.00+50,479,000.00", "14 lines amount to what they did"},
		"sq": {"krahasuar me: Modeli i punës", "Çmimi për njësi 23 000 000,00 → 24 500 000,00", "+52 950 000,00", "14 zëra kanë të njëjtën shumë", "i hequr"},
	} {
		p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
		webtest.Check(t, p)
		said := strings.NewReplacer("\u00a0", " ", "−", "-").Replace(p.One("main").Text())
		for _, want := range wants {
			if !strings.Contains(said, want) {
				t.Errorf("the page in %s does not say %q: %s", language, want, p.One("#changes").Text())
			}
		}
		if p.One(`.actions a[href="#choose"]`) == nil || p.One("form#choose") == nil {
			t.Error("nothing leads to choosing")
		}
	}
	if webtest.Get(t, s.Handler(), "/projects/railway/estimates/working-model-2025").One("#changes") != nil {
		t.Error("a revision that is no copy changed something")
	}
}
