package web

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"korridor/web/webtest"
)

// What is wrong is said at its field, in the reader's language, and what was
// typed stays.
func TestBadInputStaysAtItsField(t *testing.T) {
	s := freshSite(t, true)
	phase, phaseAt := s.railwayPhase(t, "p2")
	first, _ := s.railwayPhase(t, "p1")
	d, err := s.planner.Dossier(context.Background(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	_, firstAt := s.railwayPhase(t, "p1")
	allocation := "/projects/railway/allocations/" + idText(d.Allocations[0].ID) + "/edit"
	ceiling := "/projects/railway/ceilings/" + idText(s.addCeiling(t).ID) + "/edit"
	head := s.head(t)
	for _, c := range []struct{ at, field, typed, en, sq string }{
		{phaseAt, "progress_percent", "half", "is not a number", "nuk është numër"},
		{phaseAt, "progress_percent", "1e400", "scientific", "shkencor"},
		{phaseAt, "progress_percent", "101", "above 100", "mbi 100"},
		{phaseAt, "planned_start", "31.02.2027", "not a day", "nuk është ditë"},
		{phaseAt, "planned_finish", "1999-01-01", "before the start", "para fillimit"},
		{phaseAt, "after", idText(phase.ID), "not one of the choices", "zgjedhjet"},
		{firstAt, "after", idText(phase.ID), "circle", "rreth"},
		{phaseAt, "code", "p1", "already that of another", "tjetër"},
		{phaseAt, "code", "new", "reserved", "rezervuar"},
		{phaseAt, "name", "", "required", "detyrueshme"},
		{phaseAt, "name", "a\u202eb", "U+202E", "U+202E"},
		{phaseAt, "name", "a\x07b", "U+0007", "U+0007"},
		{phaseAt, "name", strings.Repeat("n", 201), "201 characters", "201 shenja"},
		{phaseAt, "section", "999999", "not one of the choices", "zgjedhjet"},
		{phaseAt, "section", idText(first.ID), "not one of the choices", "zgjedhjet"},
		{"/projects/railway/structures/new", "length_m", "-5", "negative", "negative"},
		{"/projects/railway/structures/new", "count", "2.5", "whole", "numër i plotë"},
		{"/projects/railway/sections/new", "length_m", "-5", "negative", "negative"},
		{"/projects/railway/edit", "length_m", "-5", "negative", "negative"},
		{"/projects/railway/structures/new", "count", "-1", "between", "midis"},
		{"/projects/railway/funding-sources/new", "total", "-5", "negative", "negative"},
		{"/projects/railway/estimates/new", "headline", "-5", "negative", "negative"},
		{"/exchange-rates/new", "rate", "-5", "above zero", "mbi zero"},
		{"/exchange-rates/new", "rate", "0", "above zero", "mbi zero"},
		{ceiling, "amount", "-5", "negative", "negative"},
		{"/projects/railway/ceilings/new", "fiscal_year", "99", "year", "vit"},
		{"/projects/railway/allocations/new", "fiscal_year", "99", "year", "vit"},
		{allocation, "requested", "-5", "negative", "negative"},
		{allocation, "requested", "1.234", "can mean", "mund të jetë"},
		{allocation, "requested", "0.001", "decimals", "presjes"},
		{allocation, "requested", "99999999999999999", "too large", "tepër i madh"},
		{allocation, "requested", "$5", "another currency", "monedhë tjetër"},
		{allocation, "approved", "371000000", "is above", "është mbi"},
		{allocation, "reason", "", "moves money", "lëviz para"},
	} {
		for language, says := range map[string]string{"en": c.en, "sq": c.sq} {
			values := s.fill(t, c.at, language, c.field, c.typed)
			if c.field == "reason" {
				values.Set("approved", "5")
			} else {
				values.Set("reason", "because")
			}
			p := webtest.Post(t, s.Handler(), c.at, values, "Accept-Language", language)
			webtest.Check(t, p)
			if p.Status != http.StatusUnprocessableEntity && p.Status != http.StatusConflict {
				t.Errorf("%s %s=%q in %s: %d", c.at, c.field, c.typed, language, p.Status)
				continue
			}
			say(t, c.field+"="+c.typed, p.One("#"+fieldID(c.field)+"-problem"), says)
			if kept := webtest.Values(p.One("form.form"))[c.field]; len(kept) == 0 || !echoes(kept[0], c.typed) {
				t.Errorf("%s %s=%q in %s: the field holds %q", c.at, c.field, c.typed, language, kept)
			}
		}
	}
	if s.head(t) != head {
		t.Error("something of it was kept")
	}
}

// echoes reports whether a field holds what was typed, or the same number or date
// as the language writes it.
func echoes(kept, typed string) bool {
	digits := func(text string) string {
		return strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, text)
	}
	return kept == typed || kept == "1 Jan 1999" || kept == "01.01.1999" || (digits(typed) != "" && strings.HasPrefix(digits(kept), digits(typed)))
}
