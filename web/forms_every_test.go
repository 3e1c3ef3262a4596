package web

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"korridor/web/webtest"
)

// badField is what is typed in a field, and how it is told.
type badField struct{ typed, en, sq string }

// badRounds are what nobody can mean, by how a field is shown, see form.Control;
// "money" is a number of euros.
var badRounds = []map[string]badField{
	{"line": {"a\u202eb", "U+202E", "U+202E"}, "note": {"a\u202eb", "U+202E", "U+202E"}, "date": {"31.02.2027", "not a day", "nuk është ditë"},
		"number": {"1e400", "1e400", "1e400"}, "money": {"1e400", "scientific", "shkencor"}},
	{"line": {"a\x07b", "U+0007", "U+0007"}, "note": {"a\x07b", "U+0007", "U+0007"}, "date": {"soon", "soon", "soon"},
		"number": {"five", "five", "five"}, "money": {"0.001", "decimals", "presjes"}},
	{"money": {"1.234", "can mean", "mund të jetë"}},
}

// typedFields returns the names of the fields that are typed in, by how they are
// shown.
func typedFields(p *webtest.Page) map[string][]string {
	names := map[string][]string{}
	for _, control := range []string{"line", "note", "number", "date"} {
		for _, field := range p.Find("form.form .form-" + control) {
			input, shown, unit := field.One("input"), control, field.One(".unit")
			if input == nil {
				input = field.One("textarea")
			}
			if unit != nil && unit.Text() == "EUR" {
				shown = "money"
			}
			if input != nil && input.Attr("type") != "hidden" && input.Attr("name") != reasonField {
				names[shown] = append(names[shown], input.Attr("name"))
			}
		}
	}
	return names
}

// What nobody can mean is told at every field of every form, in both languages:
// what cannot be seen in texts, what is no number, and no day.
func TestEveryFieldOfEveryForm(t *testing.T) {
	s := freshSite(t, true)
	s.addCeiling(t)
	head := s.head(t)
	seen := map[string]bool{}
	for _, at := range append(s.editPages(t), formPages...) {
		kind := regexp.MustCompile(`/\d+/`).ReplaceAllString(at, "/N/")
		if seen[kind] {
			continue // one of each kind
		}
		seen[kind] = true
		for _, language := range []string{"en", "sq"} {
			p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
			for _, bad := range badRounds {
				s.refusesBadFields(t, at, language, p, bad)
			}
		}
	}
	if s.head(t) != head {
		t.Error("something of it was kept")
	}
}

func (s *realSite) refusesBadFields(t *testing.T, at, language string, p *webtest.Page, bad map[string]badField) {
	t.Helper()
	values := webtest.Values(p.One("form.form"))
	values.Set(reasonField, "because")
	typed := map[string]badField{}
	for control, names := range typedFields(p) {
		for _, name := range names {
			if is, ok := bad[control]; ok {
				typed[name] = is
				values.Set(name, is.typed)
			}
		}
	}
	if len(typed) == 0 {
		return
	}
	answer := webtest.Post(t, s.Handler(), at, values, "Accept-Language", language)
	webtest.Check(t, answer)
	if answer.Status != http.StatusUnprocessableEntity {
		t.Errorf("%s in %s: %d", at, language, answer.Status)
		return
	}
	kept := webtest.Values(answer.One("form.form"))
	for name, is := range typed {
		says := map[string]string{"en": is.en, "sq": is.sq}[language]
		if name == "code" {
			says = "" // of which more is wrong than what cannot be seen
		}
		say(t, at+" "+name+"="+is.typed, answer.One("#"+fieldID(name)+"-problem"), says)
		if kept.Get(name) != is.typed {
			t.Errorf("%s in %s: %s holds %q, not %q", at, language, name, kept.Get(name), is.typed)
		}
	}
}

// The code of another record of the kind, and the one that addresses need, are
// refused at the field of every form with a code; so are a second allocation,
// ceiling and rate of what has one.
func TestTakenCodesInEveryForm(t *testing.T) {
	s := freshSite(t, true)
	d, err := s.planner.Desk(context.Background(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	rate, allocation, ceiling := d.AllRates[0], d.Allocations[0], s.addCeiling(t)
	head := s.head(t)
	for at, pairs := range map[string][]string{
		"/projects/new":                         {"code", "railway", "name", "Port", "sector", "transport.water", "type", "construction", "stage", "preparation"},
		"/projects/railway/sections/new":        {"code", d.Sections[0].Code, "name", "North"},
		"/projects/railway/phases/new":          {"code", d.Phases[0].Code, "name", "Tests"},
		"/projects/railway/milestones/new":      {"code", d.Milestones[0].Code, "name", "Opening", "planned", "2034"},
		"/projects/railway/structures/new":      {"code", d.Structures[0].Code, "kind", "bridge"},
		"/documents/new":                        {"code", d.Documents[0].Code, "title", "Law"},
		"/projects/railway/estimates/new":       {"code", d.Estimates[0].Code, "title", "Mine", "kind", "statement", "currency", "EUR", "headline", "5"},
		"/projects/railway/funding-sources/new": {"code", d.Sources[0].Code, "name", "Loan", "kind", "loan", "status", "signed", "currency", "EUR"},
		"/projects/railway/allocations/new": {"fiscal_year", strconv.Itoa(allocation.FiscalYear), "funding_source", idText(allocation.Source),
			"currency", "EUR", "requested", "5"},
		"/projects/railway/ceilings/new": {"fiscal_year", strconv.Itoa(ceiling.FiscalYear), "funding_source", idText(ceiling.Source), "currency", "EUR", "amount", "5"},
		"/exchange-rates/new":            {"date", rate.Date.String(), "base", rate.Base.Code(), "quote", rate.Quote.Code(), "kind", string(rate.Kind), "rate", "1.5"},
	} {
		field := pairs[0]
		for language, says := range map[string]string{"en": "already", "sq": "tjetër"} {
			values := s.fill(t, at, language, append([]string{reasonField, "because"}, pairs...)...)
			p := webtest.Post(t, s.Handler(), at, values, "Accept-Language", language)
			webtest.Check(t, p)
			if p.Status != http.StatusConflict {
				t.Errorf("%s, taken %s in %s: %d %s", at, field, language, p.Status, p.One(".form-summary").Text())
				continue
			}
			say(t, at, p.One("#"+fieldID(field)+"-problem"), says)
			if field != "code" {
				continue
			}
			values.Set("code", "new")
			p = webtest.Post(t, s.Handler(), at, values, "Accept-Language", language)
			if p.Status != http.StatusUnprocessableEntity {
				t.Errorf("%s, reserved code in %s: %d", at, language, p.Status)
			}
			say(t, at, p.One("#field-code-problem"), map[string]string{"en": "reserved", "sq": "rezervuar"}[language])
		}
	}
	if s.head(t) != head {
		t.Error("something of it was kept")
	}
}

// A body that nobody types is refused by every form, whether its length is
// announced or not.
func TestTooLargeBodies(t *testing.T) {
	s := freshSite(t, true)
	large := url.Values{"note": {strings.Repeat("1,234.50 ", 20<<20/9)}}
	head := s.head(t)
	for _, at := range append([]string{fundingAddress, "/projects/railway/timeline/edit", "/projects/railway/estimates/working-model-2025/copy"}, formPages...) {
		for language, says := range map[string]string{"en": "Too large", "sq": "Tepër e madhe"} {
			p := webtest.Post(t, s.Handler(), at, large, "Accept-Language", language)
			if p.Status != http.StatusRequestEntityTooLarge {
				t.Errorf("%s: %d", at, p.Status)
			}
			say(t, at, p.One("main"), says)
		}
		r := httptest.NewRequest(http.MethodPost, at, io.MultiReader(strings.NewReader(large.Encode()))) // of no known length
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if p := webtest.Do(t, s.Handler(), r); p.Status != http.StatusRequestEntityTooLarge {
			t.Errorf("%s, a stream: %d", at, p.Status)
		}
	}
	if s.head(t) != head {
		t.Error("something of it was kept")
	}
}

// What was typed about a record that is gone is shown to be added anew, in the
// form of every kind.
func TestVanishedRecordsInEveryForm(t *testing.T) {
	s := freshSite(t, true)
	s.addCeiling(t)
	id := regexp.MustCompile(`/\d+/edit$`)
	seen := map[string]bool{}
	head := s.head(t)
	for _, at := range s.editPages(t) {
		under := id.ReplaceAllString(at, "")
		if under == at || seen[under] {
			continue
		}
		seen[under] = true
		for language, says := range map[string]string{"en": "deleted", "sq": "fshi"} {
			values := s.fill(t, at, language, reasonField, "typed for an hour")
			gone := under + "/999999/edit"
			p := webtest.Post(t, s.Handler(), gone, values, "Accept-Language", language)
			webtest.Check(t, p)
			if strings.HasSuffix(under, "/claims") { // what it is about is not known
				if p.Status != http.StatusNotFound {
					t.Errorf("%s in %s: %d", gone, language, p.Status)
				}
				continue
			}
			form := p.One("form.form")
			if p.Status != http.StatusConflict || form == nil || form.Attr("action") != under+"/new" {
				t.Errorf("%s in %s: %d", gone, language, p.Status)
				continue
			}
			say(t, gone, p.One(".form-summary"), says)
			kept := webtest.Values(form)
			for name := range kept {
				if !strings.HasPrefix(name, "was.") && kept.Get(name) != values.Get(name) {
					t.Errorf("%s: %s holds %q, not %q", gone, name, kept.Get(name), values.Get(name))
				}
			}
			delete(values, "version")
			if p := webtest.Post(t, s.Handler(), gone, values, "Accept-Language", language); p.Status != http.StatusNotFound {
				t.Errorf("%s, never seen: %d", gone, p.Status)
			}
		}
	}
	if p := webtest.Post(t, s.Handler(), "/projects/vanished/edit", s.fill(t, "/projects/railway/edit", "en")); p.Status != http.StatusNotFound {
		t.Errorf("a project: %d", p.Status)
	}
	if len(seen) < 9 || s.head(t) != head {
		t.Errorf("%d kinds", len(seen))
	}
}
