package web

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

// Before there is anything to simulate the page says what is missing and leads to
// where it is entered: the estimate, its figures, the dates, the ranges.
func TestRiskSaysWhatIsMissing(t *testing.T) {
	s := freshSite(t, false)
	programme := &planner.SaveProgramme{Record: project.Programme{Code: "p", Name: text.Plain("Programme"), Currency: money.EUR}}
	s.do(t, programme)
	s.do(t, &planner.SaveProject{Record: project.Project{Programme: programme.Record.ID, Code: "line", Name: text.Plain("Line"), Stage: project.Identification, Sector: project.Sectors[0], Type: project.Types[0]}})
	at := "/projects/line/risk"
	missing := func(what, leads string, words ...string) {
		t.Helper()
		for i, language := range []string{"en", "sq"} {
			p := soundPage(t, s.Handler(), at, language)
			say(t, what+" in "+language, p.One(".empty"), words[i])
			if got := p.One(".empty a").Attr("href"); got != leads {
				t.Errorf("%s leads to %s", what, got)
			}
			if p.One(".risk-stamp") != nil || p.One("[data-risk-class]") != nil {
				t.Errorf("%s: there is nothing to stamp or to class", what)
			}
		}
	}
	missing("no estimate", "/projects/line/estimates", "No working estimate is chosen", "Nuk është zgjedhur")
	for _, to := range []string{at + "/class", at + "/kept", at + "/runs"} {
		if p := webtest.Post(t, s.Handler(), to, url.Values{}); p.Status >= http.StatusInternalServerError {
			t.Errorf("%s: %d", to, p.Status)
		}
	}

	of := s.deskOf(t, "line").Project
	draft := &planner.SaveEstimate{Record: estimate.Estimate{Project: of.ID, Code: "first", Title: text.Plain("First"), Kind: estimate.WorkingModel,
		Status: estimate.Draft, Currency: money.EUR, PriceYear: 2026}}
	s.do(t, draft)
	at += "?estimate=first"
	missing("no figures", "/projects/line/estimates", "neither cost lines nor a headline", "as zëra kostoje, as")
	s.do(t, &planner.SaveLine{Record: estimate.Line{Project: of.ID, Estimate: draft.Record.ID, Code: "works", Name: text.Plain("Works"),
		Category: estimate.Construction, Quantity: record.Known(decimal.NewFromInt(3)), Unit: "km", UnitRate: record.Known(decimal.NewFromInt(1000))}})
	missing("no dates", "/projects/line/timeline", "No phase has a start and a finish", "Asnjë fazë nuk ka")
	s.do(t, &planner.SavePhase{Record: project.Phase{Project: of.ID, Code: "build", Name: text.Plain("Build"),
		PlannedStart: schedule.MustDate("2027-01-01"), PlannedFinish: schedule.MustDate("2028-12-31")}})
	missing("no ranges", "/projects/line/ranges/new", "Nothing is uncertain yet", "Ende asgjë nuk është")
}

// classed makes a copy of the railway's working estimate that is of class 4, and
// returns it with the page of its risks.
func (s *realSite) classed(t *testing.T) (e estimate.Estimate, at string) {
	t.Helper()
	copied := &planner.CopyEstimate{From: s.deskOf(t, "railway").Working().ID, Code: "classed", Title: text.Plain("Classed")}
	s.do(t, copied)
	c := &planner.SaveEstimate{Record: copied.Created}
	c.Record.Class = 4
	s.do(t, c)
	return c.Record, riskAddress + "?estimate=classed"
}

// One button gives the lines without a range that of the estimate's class: marked
// as assumed, told in the history with its reason, undone from there.
func TestRiskClassOfTheEstimate(t *testing.T) {
	s := freshSite(t, true)
	e, at := s.classed(t)
	before := len(s.deskOf(t, "railway").Ranges)
	for _, language := range []string{"en", "sq"} {
		l, _ := s.languages.Get(language)
		say(t, "the button", soundPage(t, s.Handler(), at, language).One("[data-risk-class]"), l.T("risk.apply_class", "class", 4))
	}
	values := webtest.Values(webtest.Get(t, s.Handler(), at).One("[data-risk-class]"))
	values.Set(reasonField, "no market prices yet")
	to := riskAddress + "/class"
	p := webtest.Post(t, s.Handler(), to, values)
	if p.Status != http.StatusSeeOther || p.Header.Get("Location") != riskAddress+"#ranges" {
		t.Fatalf("%d to %s", p.Status, p.Header.Get("Location"))
	}
	d := s.deskOf(t, "railway")
	added := 0
	for i := range d.Ranges {
		r := &d.Ranges[i]
		if r.Shape != risk.Lognormal {
			continue
		}
		added++
		if got := r.P10.Decimal.String() + " " + r.P90.Decimal.String(); got != "0.775 1.35" || d.Trail.Basis(r) != project.Assumed {
			t.Errorf("%s: %s, %s", r.Line, got, d.Trail.Basis(r))
		}
	}
	if added == 0 || len(d.Ranges) != before+added {
		t.Fatalf("%d ranges, then %d with %d of the class", before, len(d.Ranges), added)
	}
	for language, words := range map[string][2]string{"en": {"Ranges applied", "AACE class 4"}, "sq": {"Intervalet u zbatuan", "klasa AACE 4"}} {
		p := webtest.Get(t, s.Handler(), at, "Accept-Language", language, "Cookie", "flash=risk.classed")
		webtest.Check(t, p)
		say(t, "the flash", p.One("main"), words[0])
		say(t, "the range", p.One("[data-risk-ranges]"), words[1])
		if p.One("[data-risk-class]") != nil {
			t.Error("every line has a range, and the button is still there")
		}
	}
	head := s.head(t)
	if p := webtest.Post(t, s.Handler(), to, values); p.Status != http.StatusSeeOther || s.head(t) != head {
		t.Errorf("a second click: %d, %d changes", p.Status, s.head(t)-head)
	}

	history := webtest.Get(t, s.Handler(), "/projects/railway/history")
	webtest.Check(t, history)
	say(t, "the history", history.One("main"), "no market prices yet")
	undo := history.One(".history-head .edit").Attr("href")
	if p := webtest.Post(t, s.Handler(), undo, s.fill(t, undo, "en", reasonField, "there are prices")); p.Status != http.StatusSeeOther {
		t.Fatalf("undone: %d %s", p.Status, p.One(".form-summary").Text())
	}
	if now := len(s.deskOf(t, "railway").Ranges); now != before || webtest.Get(t, s.Handler(), at).One("[data-risk-class]") == nil {
		t.Errorf("%d ranges after the undoing", now)
	}

	e.Title.Default = "Changed"
	s.do(t, &planner.SaveEstimate{Record: e})
	if p := webtest.Post(t, s.Handler(), to, values); p.Status != http.StatusConflict {
		t.Errorf("an estimate that changed meanwhile: %d", p.Status)
	}
	for _, seen := range []string{"", "1", "0.1"} {
		if p := webtest.Post(t, s.Handler(), to, url.Values{"seen": {seen}}); p.Status != http.StatusUnprocessableEntity {
			t.Errorf("%q was seen: %d", seen, p.Status)
		}
	}
	if p := webtest.Post(t, s.Handler(), "/projects/none/risk/class", values); p.Status != http.StatusNotFound {
		t.Errorf("%d", p.Status)
	}
}
