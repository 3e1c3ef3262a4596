package web

import (
	"net/http"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/project"
	"korridor/pkg/risk"
	"korridor/web/webtest"
)

// Ranges are typed in percent and kept as factors, with what they rest on; a
// form that nobody touched changes nothing, that of what ships neither.
func TestRangeForm(t *testing.T) {
	s := freshSite(t, true)
	at := "/projects/railway/ranges/new"
	values := s.fill(t, at, "sq", "line", "land-acquisition", "shape", "triangular", "below", "82,5", "centre", "100", "above", "140", "basis", "assumed", "note", "si te projektet e tjera")
	s.accept(t, at, "sq", values)
	d := s.deskOf(t, "railway")
	i := slices.IndexFunc(d.Ranges, func(r risk.Range) bool { return r.Line == "land-acquisition" })
	if i < 0 {
		t.Fatal("the range is not kept")
	}
	r := d.Ranges[i]
	if got := r.Low.Decimal.String() + " " + r.Mode.Decimal.String() + " " + r.High.Decimal.String(); got != "0.825 1 1.4" {
		t.Errorf("kept as %s", got)
	}
	if c := d.Trail.Chosen(r.ID, "low"); c == nil || c.Basis != project.Assumed || c.Note.Default != "si te projektet e tjera" {
		t.Errorf("%+v", c)
	}
	for _, r := range d.Ranges {
		s.untouched(t, projectURL("railway", "ranges", idText(r.ID), "edit"))
	}
	values = s.fill(t, at, "en", "line", "x", "shape", "triangular", "below", "120", "centre", "100", "above", "")
	p := webtest.Post(t, s.Handler(), at, values)
	webtest.Check(t, p)
	if p.Status != http.StatusUnprocessableEntity || p.One("#field-above-problem") == nil {
		t.Errorf("%d: %s", p.Status, p.One(".form-summary").Text())
	}
	values.Set("above", "150")
	p = webtest.Post(t, s.Handler(), at, values)
	say(t, "the order", p.One("main"), "low", "mode")
}

// A risk is kept with its impact and its delay, and their state after the
// response; those that ship stay as they are.
func TestRiskEntryForm(t *testing.T) {
	s := freshSite(t, true)
	d := s.deskOf(t, "railway")
	at := "/projects/railway/risks/new"
	values := s.fill(t, at, "en", "name", "Late permits", "code", "permits", "phase", idText(d.Phases[0].ID), "probability", "25", "currency", "EUR",
		"impact.shape", "pert", "impact.below", "1,000,000", "impact.centre", "2,000,000", "impact.above", "5,000,000", "delay.shape", "lognormal", "delay.below", "3", "delay.above", "9",
		"response", "reduce", "status", "mitigated", "mitigated.probability", "10", "mitigated.impact.shape", "constant", "mitigated.impact.centre", "500,000", "basis", "assumed")
	s.accept(t, at, "en", values)
	d = s.deskOf(t, "railway")
	e := d.Risks[slices.IndexFunc(d.Risks, func(e risk.Entry) bool { return e.Code == "permits" })]
	if e.Impact.High.Decimal.String() != "5000000" || e.Delay.P90.Decimal.String() != "9" || e.Mitigated.Impact.Value.Decimal.String() != "500000" || !e.Mitigated.Delay.IsZero() {
		t.Errorf("%+v", e)
	}
	for _, e := range d.Risks {
		s.untouched(t, projectURL("railway", "risks", idText(e.ID), "edit"))
	}
	for _, language := range []string{"en", "sq"} {
		p := soundPage(t, s.Handler(), riskAddress, language)
		say(t, "the register", p.One("[data-risk-register]"), "Late permits", map[string]string{"en": "Mitigated", "sq": "butur"}[language])
	}
	values = s.fill(t, at, "en", "name", "X", "code", "x", "delay.shape", "uniform", "delay.below", "5", "delay.above", "2")
	p := webtest.Post(t, s.Handler(), at, values)
	webtest.Check(t, p)
	if p.Status != http.StatusUnprocessableEntity || p.One("#field-phase-problem") == nil || p.One("#field-delay-below-problem") == nil {
		t.Errorf("%d: %s", p.Status, p.One(".form-summary").Text())
	}
}

// The settings are of one record: changed where there is one. Groups come with
// their matrix.
func TestRiskSettingsForm(t *testing.T) {
	s := freshSite(t, true)
	at := "/projects/railway/risk/settings"
	s.untouched(t, at)
	values := s.fill(t, at, "en", "rho", "", "percentile", "90", "seed", "42", "iterations", "20,000")
	values["groups"] = []string{"Works", "construction", "", "", "1 0.4", "Rest", "design", "supervision", "", "0.4 1"}
	s.accept(t, at, "en", values)
	d := s.deskOf(t, "railway")
	if g := d.RiskSettings; g == nil || g.Rho.Valid || g.Percentile != 90 || g.Seed != 42 || g.Iterations != 20_000 || len(g.Groups) != 2 || g.Matrix[0][1].String() != "0.4" {
		t.Errorf("%+v", g)
	}
	s.untouched(t, at)
	for _, language := range []string{"en", "sq"} {
		soundPage(t, s.Handler(), riskAddress, language)
	}
}

// A matrix that no correlations can have is refused beside the nearest that they
// can, written in the reader's form; one click keeps that one.
func TestRiskMatrixOffered(t *testing.T) {
	at := "/projects/railway/risk/settings"
	for language, cells := range map[string][]string{"en": {"1 0.9 -0.9", "0.9 1 0.9", "-0.9 0.9 1"}, "sq": {"1 0,9 −0,9", "0,9 1 0,9", "-0,9 0,9 1"}} {
		s := freshSite(t, true)
		values := s.fill(t, at, language, "rho", "")
		values["groups"] = []string{"A", "construction", "", "", cells[0], "B", "design", "", "", cells[1], "C", "supervision", "", "", cells[2]}
		p := webtest.Post(t, s.Handler(), at, values, "Accept-Language", language)
		webtest.Check(t, p)
		l, _ := s.languages.Get(language)
		row := "A: 1 " + l.Number(decimal.New(4995, -4)) + " " + l.Number(decimal.New(-4995, -4))
		if p.Status != http.StatusUnprocessableEntity {
			t.Fatalf("%s: %d", language, p.Status)
		}
		say(t, "what is offered", p.One(".form-offer"), l.T("risk.form.nearest"), row)
		button := p.One(".form-offer button")
		values = webtest.Values(p.One("main form"))
		values.Set(button.Attr("name"), button.Attr("value"))
		s.accept(t, at, language, values)
		g := s.deskOf(t, "railway").RiskSettings
		if g == nil || len(g.Matrix) != 3 || g.Matrix[0][1].String() != "0.4995" || g.Matrix[2][0].String() != "-0.4995" || g.Groups[1].Name != "B" {
			t.Errorf("%s: kept as %+v", language, g)
		}
		s.untouched(t, at)
	}
}

// A project of a class gets its range in one step; twice changes nothing more.
func TestRiskClass(t *testing.T) {
	s := freshSite(t, true)
	if p := webtest.Post(t, s.Handler(), riskAddress+"/class", nil); p.Status != http.StatusUnprocessableEntity && p.Status != http.StatusSeeOther {
		t.Errorf("%d", p.Status)
	}
	if p := webtest.Get(t, s.Handler(), riskAddress+"/runs/none"); p.Status != http.StatusNotFound {
		t.Errorf("%d", p.Status)
	}
	if p := webtest.Get(t, s.Handler(), riskAddress+"/kept/1"); p.Status != http.StatusNotFound {
		t.Errorf("%d", p.Status)
	}
}
