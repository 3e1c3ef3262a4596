package web

import (
	"net/http"
	"strings"
	"testing"

	"korridor/pkg/costmodel"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/web/locale"
	"korridor/web/webtest"
)

// underWay returns a site whose railway is under way: its first phase is stated
// to be 30 % done by March 2027 and 45 % by June, its second one 10 %.
func underWay(t testing.TB) *realSite {
	s := freshSite(t, true)
	first, _ := s.railwayPhase(t, "p1")
	second, _ := s.railwayPhase(t, "p2")
	stated := func(p project.Phase, date, percent string, chosen bool) planner.Command {
		return &planner.SaveClaim{Record: project.Claim{Project: p.Project, Kind: record.Phase, Entity: p.ID, Field: "progress_percent", Value: percent, Unit: "%",
			Basis: project.Derived, Date: schedule.MustDate(date), Chosen: chosen}}
	}
	spent := func(phase record.ID, date string, cents int64) planner.Command {
		a := money.FromMinor(cents, money.EUR)
		return &planner.SaveExpenditure{Record: costmodel.Expenditure{Project: first.Project, Phase: phase, Date: schedule.MustDate(date), Amount: &a, Currency: money.EUR}}
	}
	commands := []planner.Command{stated(first, "2027-03-31", "30", false), stated(first, "2027-06-30", "45", true), stated(second, "2027-06-30", "10", true),
		spent(first.ID, "2026-12", 4_000_000_05), spent(first.ID, "2027-04", 9_500_000_00), spent(second.ID, "2027-05-31", 6_000_000_00), spent(0, "2027-06-30", 250_000_10)}
	for _, c := range commands {
		if c, ok := c.(*planner.SaveClaim); ok {
			c.Record.Formula.Default, c.Record.Formula.Albanian = "Certified quantities ÷ contract quantities", "Sasi të certifikuara ÷ sasi të kontratës"
		}
	}
	for _, c := range commands {
		s.do(t, c)
	}
	return s
}

// The page tells the domain's figures to the cent, in both languages; the
// phases add up to the total, and the log has every statement.
func TestProgressPage(t *testing.T) {
	s := underWay(t)
	v, err := s.planner.Progress(t.Context(), planner.ProgressQuery{Project: "railway", At: schedule.MustDate("2027-06-30")})
	if err != nil {
		t.Fatal(err)
	}
	set, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range set.All() {
		exact := func(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }
		p := soundPage(t, s.Handler(), "/projects/railway/progress?at=2027-06-30", l.Code)
		main := p.One("main")
		for _, m := range v.Measures {
			switch {
			case m.Amount != nil:
				say(t, m.Name, p.One("table.earned"), exact(l.Money(*m.Amount)))
			case m.Ratio != nil:
				say(t, m.Name, p.One("table.earned"), l.Style.Number(*m.Ratio, 2, 4))
			default:
				t.Errorf("%s is not defined: %v", m.Name, m.Why)
			}
		}
		for _, f := range v.Forecasts {
			say(t, f.By, p.One("table.forecasts"), exact(l.Amount(f.EAC)), exact(l.Amount(f.ETC)), exact(l.Amount(f.VAC)))
		}
		done := l.Percent(percentOf(v.Earned().Decimal(), v.Curve.State.BAC.Decimal()))
		say(t, "what the forecasts rest on", main, exact(l.T("progress.forecasts_rest", "percent", done)))
		foot := p.One("table.by-phase tfoot")
		say(t, "the total", foot, exact(l.Amount(v.Curve.State.PV)), exact(l.Amount(*v.Earned())), exact(l.Amount(*v.Spent())))
		say(t, "the phases", p.One("table.by-phase tbody"), exact(l.Amount(*v.Untied)), exact(l.Amount(v.Phases[0].Curve.State.EV)))
		if rows := len(p.Find("table.statements tbody tr")); rows != 3 {
			t.Errorf("the log has %d rows", rows)
		}
		say(t, "the curve", p.One("figure#earned"), l.T("earned.line.planned"), l.T("earned.line.earned"), l.T("earned.line.actual"), l.Date(v.At))
		say(t, "what is left out", main, v.Unreported()[0].Name.In(l.Code))
	}
}

// A date that cannot be read is told at its field, and what was typed stays.
func TestProgressStatusDate(t *testing.T) {
	s := corridorSite(t)
	for language, wants := range map[string]string{"en": "is not a date", "sq": "nuk është datë"} {
		p := webtest.Get(t, s.Handler(), "/projects/railway/progress?at=someday", "Accept-Language", language)
		field := p.One("input[name=at]")
		if p.Status != http.StatusUnprocessableEntity || field.Attr("value") != "someday" || field.Attr("aria-invalid") != "true" {
			t.Errorf("%s: %d, %q", language, p.Status, field.Attr("value"))
		}
		say(t, "the field", p.One("#at-problem"), wants)
	}
	if p := webtest.Get(t, s.Handler(), "/projects/railway/progress.csv?at=someday"); p.Status != http.StatusUnprocessableEntity {
		t.Errorf("the CSV: %d", p.Status)
	}
	p := webtest.Get(t, s.Handler(), "/projects/railway/progress?at=30.06.2027")
	if got := p.One("input[name=at]").Attr("value"); got != "30 Jun 2027" {
		t.Errorf("the date is echoed as %q", got)
	}
	for _, at := range []string{"/projects/nowhere/progress", "/projects/nowhere/progress.csv"} {
		if p := webtest.Get(t, s.Handler(), at); p.Status != http.StatusNotFound {
			t.Errorf("%s: %d", at, p.Status)
		}
	}
}

// Without data the page says what to enter, and where, and shows the plan only.
func TestProgressWithoutData(t *testing.T) {
	for _, code := range []string{"railway", "highway", "interconnection", "vore-hani-i-hotit"} {
		for _, language := range []string{"en", "sq"} {
			p := soundPage(t, corridorSite(t).Handler(), "/projects/"+code+"/progress", language)
			if p.One("table.earned") != nil {
				t.Errorf("%s: measures of nothing", code)
			}
			if p.One(".notice a") == nil && p.One(".empty a") == nil {
				t.Errorf("%s does not say what to enter", code)
			}
		}
	}
	p := webtest.Get(t, corridorSite(t).Handler(), "/projects/railway/progress")
	for _, phase := range []string{"Tunnels", "Systems and testing"} {
		found := false
		for _, a := range p.Find(".notice a") {
			found = found || a.Text() == phase && strings.HasPrefix(a.Attr("href"), "/projects/railway/phases/") && strings.HasSuffix(a.Attr("href"), "/progress")
		}
		if !found {
			t.Errorf("nothing leads to a statement about %s", phase)
		}
	}
	highway := webtest.Get(t, corridorSite(t).Handler(), "/projects/highway/progress")
	say(t, "payments in lek without rates", highway.One("main"), "cannot be converted", "no exchange rate from ALL to EUR", "disbursements of each fiscal year")
}

func TestProgressCSV(t *testing.T) {
	s := underWay(t)
	for locale, want := range map[string]string{"": "railway,,2027-06-30,EUR,", "sq": "railway;;2027-06-30;EUR;"} {
		p := webtest.Get(t, s.Handler(), "/projects/railway/progress.csv?at=2027-06-30&locale="+locale)
		if p.Status != http.StatusOK || !strings.Contains(p.Body, want) || !strings.HasPrefix(p.Header.Get("Content-Type"), "text/csv") ||
			!strings.Contains(p.Header.Get("Content-Disposition"), "korridor-railway-progress") {
			t.Errorf("%q: %d %v", locale, p.Status, p.Header)
		}
	}
}
