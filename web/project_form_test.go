package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/planner"
	"korridor/web/webtest"
)

// What a project depends on is typed by code, in any case; a code of no project
// is refused by name, and everything typed stays.
func TestDependenciesAreTypedByCode(t *testing.T) {
	s := freshSite(t, true)
	at := "/projects/interconnection/edit"
	for language, says := range map[string]string{"en": "there is no project with the code", "sq": "nuk ka projekt me kodin"} {
		values := s.fill(t, at, language)
		values["depends_on"] = []string{"railway", " nowhere", "", "bridge\u202e"}
		p := webtest.Post(t, s.Handler(), at, values, "Accept-Language", language)
		webtest.Check(t, p)
		if p.Status != http.StatusUnprocessableEntity {
			t.Fatalf("%d", p.Status)
		}
		say(t, "the field", p.One("#field-depends_on-problem"), says, `"nowhere", "bridge\u202e"`)
		if wrong := p.Find("[name=depends_on][aria-invalid=true]"); len(wrong) != 2 {
			t.Errorf("%d codes are marked", len(wrong))
		}
		if kept := webtest.Values(p.One("form.form"))["depends_on"]; !slices.Equal(kept[:3], []string{"railway", " nowhere", "bridge\u202e"}) {
			t.Errorf("the form holds %q", kept)
		}
		values["depends_on"] = []string{"interconnection"}
		p = webtest.Post(t, s.Handler(), at, values, "Accept-Language", language)
		say(t, "itself", p.One("#field-depends_on-problem"), map[string]string{"en": "itself", "sq": "vetja"}[language])
	}
	for _, codes := range [][]string{{"Railway", "", "railway", "HIGHWAY"}, {"", ""}} {
		values := s.fill(t, at, "en")
		values["depends_on"] = codes
		if p := webtest.Post(t, s.Handler(), at, values); p.Status != http.StatusSeeOther {
			t.Fatalf("%d %s", p.Status, p.One(".form-summary").Text())
		}
		var want []string
		if codes[0] != "" {
			want = []string{"railway", "highway"}
		}
		var got []string
		d, err := s.planner.Dossier(t.Context(), "interconnection")
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range d.DependsOn {
			got = append(got, p.Code)
		}
		if !slices.Equal(got, want) {
			t.Errorf("depends on %v, want %v", got, want)
		}
	}
}

// With thousands of projects the form stays small, and every code can be typed.
func TestDependenciesAmongThousands(t *testing.T) {
	s := freshSite(t, false)
	s.do(t, &planner.Load{Bundle: manyProjects(0, 3000)})
	at := "/projects/road-0000/edit"
	for _, language := range []string{"en", "sq"} {
		p := soundPage(t, s.Handler(), at, language)
		if n := len(p.Find("datalist option")); n != 500 || len(p.Body) > 120_000 {
			t.Errorf("%d suggestions in %d bytes", n, len(p.Body))
		}
		say(t, "the hint", p.One("#field-depends_on-hint"), "500", map[string]string{"en": "2,999", "sq": "2 999"}[language])
	}
	values := s.fill(t, at, "en")
	values["depends_on"] = []string{"road-2999"}
	if p := webtest.Post(t, s.Handler(), at, values); p.Status != http.StatusSeeOther {
		t.Errorf("%d %s", p.Status, strings.TrimSpace(p.One(".form-summary").Text()))
	}
}
