package web

import (
	"net/http"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/pkg/text"
	"korridor/web/locale"
	"korridor/web/webtest"
)

// appraised returns a site whose railway has declared benefits, one of them of
// a price year that cannot be converted if it is refused.
func appraised(t testing.TB, refused bool) *realSite {
	s := freshSite(t, true)
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	benefit := func(code, english, albanian string, first, last, priceYear int, euros int64) {
		a := money.FromMinor(euros*100, money.EUR)
		s.do(t, &planner.SaveBenefit{Record: costmodel.Benefit{Project: d.Project.ID, Code: code, Name: text.Label{Default: english, Albanian: albanian},
			FirstYear: first, LastYear: last, PriceYear: priceYear, Amount: &a, Currency: money.EUR, Growth: record.Known(decimal.New(15, -3))}})
	}
	benefit("time", "Time saved", "Koha e kursyer", 2036, 2065, 2025, 95_000_000)
	if refused {
		benefit("freight", "Freight", "Mallrat", 2036, 2065, 2020, 40_000_000)
	} else {
		benefit("freight", "Freight", "Mallrat", 2036, 2065, 0, 40_000_000)
	}
	return s
}

// The page tells the domain's figures to the cent in both languages.
func TestAppraisalPage(t *testing.T) {
	s := appraised(t, false)
	v, err := s.planner.Appraisal(t.Context(), planner.AppraisalQuery{Project: "railway"})
	if err != nil {
		t.Fatal(err)
	}
	set, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range set.All() {
		exact := func(a money.Amount) string { return strings.ReplaceAll(l.Amount(a), "\u00a0", " ") }
		p := soundPage(t, s.Handler(), "/projects/railway/appraisal", l.Code)
		r := v.Result
		say(t, "the total", p.One("table.flows tfoot"), exact(r.PVCosts), exact(r.PVBenefits), exact(r.NPV))
		rows := p.Find("table.flows tbody tr")
		if len(rows) != len(r.Flows) {
			t.Fatalf("%d rows for %d years", len(rows), len(r.Flows))
		}
		for i, f := range r.Flows {
			say(t, "a year", rows[i], exact(f.Cost), exact(f.Benefit), exact(f.PVNet))
		}
		compared := p.Find("table.rates tbody tr")
		for i, c := range v.Compared {
			say(t, "another rate", compared[i+1], exact(c.NPV))
		}
		say(t, "the benefits", p.One("table.benefits"), exact(*v.Benefits[0].Value), strings.ReplaceAll(l.T("number.percent", "number", l.Number(decimal.New(15, -1))), "\u00a0", " "))
	}
}

// Without benefits there is the cost side only, for every built-in project;
// benefits that cannot be converted are named, and none is weighed then.
func TestAppraisalWithoutBenefits(t *testing.T) {
	for _, code := range []string{"railway", "highway", "interconnection", "vore-hani-i-hotit"} {
		for language, says := range map[string]string{"en": "No benefits recorded", "sq": "Nuk është regjistruar asnjë përfitim"} {
			p := soundPage(t, corridorSite(t).Handler(), "/projects/"+code+"/appraisal", language)
			say(t, code, p.One("main"), says)
			if p.One("table.benefits") != nil || (p.One("table.flows") != nil && len(p.One("table.flows thead").Find("th")) != 4) {
				t.Errorf("%s shows benefits", code)
			}
		}
	}
	p := soundPage(t, appraised(t, true).Handler(), "/projects/railway/appraisal", "en")
	say(t, "a refused benefit", p.One("table.benefits"), "not counted", "prices of 2020", "no index series applies to all cost lines")
	if len(p.One("table.flows thead").Find("th")) != 4 {
		t.Error("some benefits are weighed without the others")
	}
}

// The discount rate is chosen in a plain form; one that cannot be used is told
// at its field, and what was typed stays.
func TestAppraisalRate(t *testing.T) {
	s := corridorSite(t)
	get := func(query, language string) *webtest.Page {
		return webtest.Get(t, s.Handler(), "/projects/railway/appraisal?"+query, "Accept-Language", language)
	}
	v, err := s.planner.Appraisal(t.Context(), planner.AppraisalQuery{Project: "railway", Rate: record.Known(decimal.New(4, -2))})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(v.Result.PVCosts.Plain(), ".", ",")
	for _, query := range []string{"rate=4,0", "discount=rate&rate=4"} {
		text := strings.NewReplacer("\u00a0", "", " ", "").Replace(get(query, "sq").One("table.flows tfoot").Text())
		if !strings.Contains(text, want) {
			t.Errorf("%s: %s, want %s", query, text, want)
		}
	}
	for _, c := range []struct{ query, language, says string }{
		{"rate=much", "en", "is not a number"}, {"rate=101", "sq", "midis 0 dhe 100"}, {"discount=rate", "en", "Type a rate"}, {"discount=swiss", "en", "no series of discount rates"},
	} {
		p := get(c.query, c.language)
		if p.Status != http.StatusUnprocessableEntity || p.One("input[name=rate]").Attr("aria-invalid") != "true" {
			t.Errorf("%s: %d", c.query, p.Status)
		}
		say(t, c.query, p.One("#rate-problem"), c.says)
	}
	if p := get("rate=much", "en"); p.One("input[name=rate]").Attr("value") != "much" {
		t.Error("what was typed is gone")
	}
	csv := webtest.Get(t, s.Handler(), "/projects/railway/appraisal.csv?discount=rate&rate=4&locale=sq")
	if csv.Status != http.StatusOK || !strings.Contains(csv.Body, "railway;2026;EUR;") {
		t.Errorf("the CSV: %d", csv.Status)
	}
	for at, status := range map[string]int{"/projects/nowhere/appraisal": 404, "/projects/nowhere/appraisal.csv": 404, "/projects/railway/appraisal.csv?rate=much": 422, "/projects/railway/appraisal.csv?discount=swiss": 422} {
		if p := webtest.Get(t, s.Handler(), at); p.Status != status {
			t.Errorf("%s: %d", at, p.Status)
		}
	}
}
