package web

import (
	"net/http"
	"testing"

	"korridor/web/webtest"
)

// The funding source and the year of what is stored stand as text; another one
// is refused at its place, and nothing typed is lost.
func TestStoredSourceAndYearAreFixed(t *testing.T) {
	s := freshSite(t, true)
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	ceiling := s.addCeiling(t)
	head := s.head(t)
	for _, at := range []string{
		"/projects/railway/allocations/" + idText(d.Allocations[0].ID) + "/edit",
		"/projects/railway/ceilings/" + idText(ceiling.ID) + "/edit",
	} {
		for language, says := range map[string]string{"en": "stays as it was recorded", "sq": "mbetet siç u regjistrua"} {
			p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
			webtest.Check(t, p)
			for field, other := range map[string]string{"fiscal_year": "2031", "funding_source": idText(d.Sources[len(d.Sources)-1].ID + 1)} {
				if p.One("output#"+fieldID(field)) == nil || p.One("input[type=hidden][name="+field+"]") == nil || p.One("select[name="+field+"]") != nil {
					t.Errorf("%s: %s can be typed over", at, field)
				}
				kept := webtest.Values(p.One("form.form")).Get(field)
				values := s.fill(t, at, language, field, other, reasonField, "because")
				answer := webtest.Post(t, s.Handler(), at, values, "Accept-Language", language)
				webtest.Check(t, answer)
				if answer.Status != http.StatusUnprocessableEntity {
					t.Errorf("%s: another %s: %d", at, field, answer.Status)
					continue
				}
				say(t, field, answer.One("#"+fieldID(field)+"-problem"), says)
				if again := webtest.Values(answer.One("form.form")); again.Get(field) != kept || again.Get(reasonField) != "because" {
					t.Errorf("%s: the form goes on with %s %q", at, field, again.Get(field))
				}
			}
		}
		values := s.fill(t, at, "en", reasonField, "because")
		values.Del("fiscal_year")
		values.Del("funding_source")
		if p := webtest.Post(t, s.Handler(), at, values); p.Status != http.StatusSeeOther {
			t.Errorf("%s without the fixed fields: %d", at, p.Status)
		}
	}
	if s.head(t) != head {
		t.Error("something was changed")
	}
}
