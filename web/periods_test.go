package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/period"
	"korridor/pkg/planner"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

// pays records an expenditure of the railway.
func (s *realSite) pays(t *testing.T, date string, cents int64) costmodel.Expenditure {
	t.Helper()
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	amount := money.FromMinor(cents, money.EUR)
	c := &planner.SaveExpenditure{Record: costmodel.Expenditure{Project: d.Project.ID, Phase: d.Phases[0].ID, Category: estimate.Design, Date: schedule.MustDate(date), Amount: &amount, Currency: money.EUR}}
	if err := s.planner.Do(t.Context(), planner.Act{Actor: "Ana", Reason: "paid"}, c); err != nil {
		t.Fatal(err)
	}
	return c.Record
}

// declares declares the third and the fourth quarter of 2026.
func (s *realSite) declares(t *testing.T) {
	t.Helper()
	for _, p := range []period.Period{
		{Code: "2026-q3", Name: text.Label{Default: "2026-Q3", Albanian: "2026-T3"}, First: schedule.MustDate("2026-07-01"), Last: schedule.MustDate("2026-09-30"),
			CutOff: time.Date(2026, 10, 10, 16, 0, 0, 0, time.UTC)},
		{Code: "2026-q4", Name: text.Label{Default: "2026-Q4", Albanian: "2026-T4"}, First: schedule.MustDate("2026-10-01"), Last: schedule.MustDate("2026-12-31")},
	} {
		if err := s.planner.Do(t.Context(), planner.Act{Actor: "Ana"}, &planner.SavePeriod{Record: p}); err != nil {
			t.Fatal(err)
		}
	}
}

// A period is declared in a form and closed in another, which shows what stays;
// what is entered afterwards is late on every page and in the report.
func TestPeriodIsClosed(t *testing.T) {
	s := freshSite(t, true)
	values := s.fill(t, "/periods/new", "sq", "name", "2026-T2", "name_sq", "2026-T2", "code", "2026-q2", "first", "1.4.2026", "last", "30.6.2026", "cut_off", "10.7.2026 18:00")
	if p := webtest.Post(t, s.Handler(), "/periods/new", values, "Accept-Language", "sq"); p.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.Status, p.One(".form-summary").Text())
	}
	say(t, "the periods", soundPage(t, s.Handler(), "/periods", "sq").One("table.periods"), "2026-T2", "01.04.2026 – 30.06.2026", "e planifikuar për 10.07.2026, 18:00")
	again := s.fill(t, "/periods/new", "en", "name", "Other", "code", "other", "first", "2026-06-01", "last", "2026-06-30")
	say(t, "the overlap", webtest.Post(t, s.Handler(), "/periods/new", again).One("#field-first-problem"), "overlaps 2026-q2")

	s = freshSite(t, true)
	s.declares(t)
	s.pays(t, "2026-09-10", 1_000_00)
	close := s.closeAddress(t, "2026-q3")
	for language, says := range map[string][]string{"en": {"What stays as it is", "€1,000.00"}, "sq": {"Ç'mbetet siç është", "1 000,00 €"}} {
		say(t, "what is frozen", soundPage(t, s.Handler(), close+"?cut_off=2026-11-23+11:00", language).One("main"), says...)
	}
	at := webtest.Values(soundPage(t, s.Handler(), close, "en").One("form.form"))
	at.Set("cut_off", "2026-11-24 10:00")
	at.Set(reasonField, "reported")
	p := webtest.Post(t, s.Handler(), close, at)
	if say(t, "the future", p.One("#field-cut_off-problem"), "still to come"); p.Status != http.StatusUnprocessableEntity {
		t.Errorf("%d", p.Status)
	}
	at.Set("cut_off", "2026-11-23 11:00")
	at.Set(reasonField, "")
	say(t, "no reason", webtest.Post(t, s.Handler(), close, at).One("#field-reason-problem"), "moves money")
	at.Set(reasonField, "reported")
	for range 2 { // sent twice it is closed once
		if p := webtest.Post(t, s.Handler(), close, at); p.Status != http.StatusSeeOther {
			t.Fatalf("%d %s", p.Status, p.One(".form-summary").Text())
		}
	}
	s.pays(t, "2026-09-20", 234_00)
	s.pays(t, "2026-11-02", 50_00)
	for language, says := range map[string][]string{
		"en": {"2026-Q3 closed", "€1,000.00", "2026-Q4", "€284.00", "€234.00", "late", "counts in 2026-Q4"},
		"sq": {"2026-T3 e mbyllur", "1 000,00 €", "284,00 €", "e vonuar", "llogaritet në 2026-T4"},
	} {
		say(t, "the expenditures", soundPage(t, s.Handler(), "/projects/railway/expenditures", language).One("main"), says...)
		say(t, "the report", soundPage(t, s.Handler(), "/projects/railway/reports/spending", language).One("main"), says[0])
		say(t, "the status dates", soundPage(t, s.Handler(), "/projects/railway/progress", language).One(".period-ends"), says[0][:7])
		say(t, "the periods", soundPage(t, s.Handler(), "/periods", language).One("main"), says[1], says[3])
	}
	file := webtest.Get(t, s.Handler(), "/projects/railway/reports/spending.csv")
	for _, row := range []string{
		"railway,2026-q3,true,2026-11-23,2026,expenditures,p1,design,,EUR,1000.00,false\r\n",
		"railway,2026-q4,false,,2026,expenditures,p1,design,,EUR,50.00,false\r\n",
		"railway,2026-q4,false,,2026,expenditures,p1,design,,EUR,234.00,true\r\n",
	} {
		if !strings.Contains(file.Body, row) {
			t.Errorf("no row %q in %q", row, file.Body)
		}
	}
	if got := file.Header.Get(cutOffHeader); got != "2026-q3 2026-11-23T10:00:00Z" {
		t.Errorf("the file is cut off at %q", got)
	}
}

// closeAddress is the address at which the period with the code is closed.
func (s *realSite) closeAddress(t *testing.T, code string) string {
	t.Helper()
	v, err := s.planner.Periods(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range v.Periods {
		if p.Code == code {
			return "/periods/" + idText(p.ID) + "/close"
		}
	}
	t.Fatalf("no period %s", code)
	return ""
}

// Without a period nothing is late, and the pages say that none is closed.
func TestNoPeriodIsClosed(t *testing.T) {
	s := corridorSite(t)
	for language, says := range map[string]string{"en": "no period closed", "sq": "asnjë periudhë e mbyllur"} {
		for _, at := range []string{"/reports", "/reports/budget", "/projects/railway/reports/spending"} {
			say(t, at, soundPage(t, s.Handler(), at, language).One("main"), says)
		}
		soundPage(t, s.Handler(), "/periods", language)
		if p := soundPage(t, s.Handler(), "/projects/highway/progress", language); p.One(".period-ends") != nil {
			t.Error("ends of periods are offered")
		}
	}
}
