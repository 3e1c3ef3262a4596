package web

import (
	"net/http"
	"strings"
	"testing"

	"korridor/pkg/project"
	"korridor/web/webtest"
)

// A statement of progress is kept once in either language: sourced with a
// document and else assumed; the one of the newest date is in use.
func TestProgressLogForm(t *testing.T) {
	s := freshSite(t, true)
	phase, _ := s.railwayPhase(t, "p2")
	at := progressLogURL("railway", phase.ID)
	document := s.deskOf(t, "").Documents[0]
	soundPage(t, s.Handler(), at, "en")
	s.accept(t, at, "sq", s.fill(t, at, "sq", "date", "30.6.2026", "value", "12,5", "note", "sipas situacioneve", reasonField, "raporti"))
	s.accept(t, at, "en", s.fill(t, at, "en", "date", "2026-03-31", "value", "5", "document", document.Code, "quote", "five per cent", reasonField, "report"))
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	chosen := d.Trail.Chosen(phase.ID, progressField)
	if chosen == nil || chosen.Value != "12.5" || chosen.Basis != project.Assumed {
		t.Errorf("in use is %+v", chosen)
	}
	if now, _ := s.railwayPhase(t, "p2"); now.ProgressPercent.Decimal.String() != "12.5" {
		t.Errorf("the phase stands at %s", now.ProgressPercent.Decimal)
	}
	for language, says := range map[string][]string{"en": {"12.5", "30 Jun 2026", "five per cent", "sourced", "assumed"}, "sq": {"12,5", "30.06.2026", "five per cent", "supozuar"}} {
		p := soundPage(t, s.Handler(), at, language)
		say(t, "the log", p.One("main table"), says...)
		if n := len(p.Find("main table tbody tr")); n != 2 {
			t.Errorf("%d statements", n)
		}
		if first := p.One("main table tbody tr"); first.One(".tag-accent") == nil {
			t.Errorf("the newest is not in use: %s", first.Text())
		}
	}
}

// What cannot be kept is told at its field, in either language, and stays typed.
func TestProgressLogRefuses(t *testing.T) {
	s := freshSite(t, true)
	phase, _ := s.railwayPhase(t, "p2")
	at := progressLogURL("railway", phase.ID)
	head := s.head(t)
	for _, c := range []struct{ field, typed, en, sq string }{
		{"value", "110", "100", "100"}, {"value", "-1", "0", "0"}, {"value", "half", "", ""}, {"value", "", "required", "detyrueshme"},
		{"date", "", "required", "detyrueshme"}, {"date", "31.02.2026", "", ""}, {"document", "no-such", "", ""},
	} {
		for language, want := range map[string]string{"en": c.en, "sq": c.sq} {
			values := s.fill(t, at, language, "date", "30.6.2026", "value", "10", reasonField, "x")
			values.Set(c.field, c.typed)
			p := webtest.Post(t, s.Handler(), at, values, "Accept-Language", language)
			webtest.Check(t, p)
			if p.Status != http.StatusUnprocessableEntity {
				t.Errorf("%s %q in %s: %d", c.field, c.typed, language, p.Status)
				continue
			}
			say(t, c.field+" "+c.typed, p.One("#"+fieldID(c.field)+"-problem"), want)
			if kept := webtest.Values(p.One("form.form")); strings.ReplaceAll(kept.Get(c.field), "−", "-") != c.typed && c.field != "document" {
				t.Errorf("%s %q became %q", c.field, c.typed, kept.Get(c.field))
			}
		}
	}
	if s.head(t) != head {
		t.Error("something was kept")
	}
	if p := webtest.Get(t, s.Handler(), progressLogURL("railway", 999999)); p.Status != http.StatusNotFound {
		t.Errorf("a phase that is not there: %d", p.Status)
	}
}
