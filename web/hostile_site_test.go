package web

import (
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/corridor"
	"korridor/pkg/planner"
	"korridor/pkg/record"
	"korridor/web/webtest"
)

// attackText is a formula to a spreadsheet, and whoever takes it for HTML, SVG
// or script finds an element and an attribute of its own in it.
const attackText = `=cmd|'/C calc'!A0"'><hostile onhostile=hostile() style=x>{{.}}&lt;b&gt;<!--</script></style></svg></textarea>`

// attackNote has lines.
const attackNote = attackText + "\n=2+5\n</pre>"

// makeHostile puts hostile text into every text of the record that may hold one,
// and returns how many do.
func makeHostile(e record.Entity) (count int) {
	var fill func(v reflect.Value)
	fill = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				fill(v.Elem())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				// Who did it commands say; the value of a claim is that of a figure.
				if f := v.Type().Field(i); f.IsExported() && !strings.HasSuffix(f.Name, "By") && f.Name != "Value" {
					fill(v.Field(i))
				}
			}
		case reflect.Slice:
			for i := range v.Len() {
				fill(v.Index(i))
			}
		case reflect.String:
			if v.Type() != reflect.TypeFor[string]() || !v.CanSet() {
				return // one of a few words
			}
			was := v.String()
			for _, text := range []string{attackNote, attackText} {
				v.SetString(text)
				if e.Validate() == nil {
					count++
					return
				}
			}
			v.SetString(was)
		}
	}
	fill(reflect.ValueOf(e))
	return count
}

// hostileSite is a site whose record is hostile wherever people write, with
// records of every kind.
func hostileSite(t *testing.T) *realSite {
	t.Helper()
	s := freshSite(t, false)
	bundle, err := corridor.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	made := map[record.Kind]int{}
	for _, e := range bundle.Entities() {
		made[e.RecordKind()] += makeHostile(e)
	}
	for _, kind := range []record.Kind{record.Programme, record.Project, record.Section, record.Phase, record.Milestone, record.Structure, record.Document,
		record.Claim, record.Estimate, record.CostLine, record.FundingSource, record.Allocation, record.IndexSeries, record.BudgetProgramme, record.Scenario, record.Risk} {
		if made[kind] == 0 {
			t.Errorf("no text of a %s is hostile", kind)
		}
	}
	if err := s.planner.Do(t.Context(), planner.Act{Actor: attackText, Reason: attackText}, &planner.Load{Bundle: bundle}); err != nil {
		t.Fatal(err)
	}
	for at, pairs := range map[string][]string{
		"/projects/railway/benefits/new":     {"code", "time", "first_year", "2036", "last_year", "2065", "amount", "12500000", "price_year", "2025"},
		"/projects/railway/expenditures/new": {"date", "2026-01-31", "amount", "1250000"},
		"/projects/railway/ceilings/new":     {"fiscal_year", "2026", "funding_source", idText(s.deskOf(t, "railway").Sources[0].ID), "currency", "EUR", "amount", "5"},
		stepAddress:                          {"cause", "scope", "amount", "500000000"},
	} {
		s.sendHostile(t, at, "en", pairs...)
	}
	return s
}

// sendHostile sends a form with hostile text in every field that takes it, and
// the given values. What the form refuses keeps the value that it had.
func (s *realSite) sendHostile(t *testing.T, at, language string, pairs ...string) (taken int) {
	t.Helper()
	form := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
	was, values := webtest.Values(form.One("form.form")), s.fill(t, at, language, pairs...)
	given := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		given.Set(pairs[i], pairs[i+1])
	}
	typed := typedFields(form)
	fields := append(typed["line"], typed["note"]...)
	fields = slices.DeleteFunc(fields, given.Has)
	for _, name := range fields {
		values.Set(name, attackText)
	}
	if form.One("form.form [name="+reasonField+"]") != nil {
		values.Set(reasonField, attackText)
	}
	var p *webtest.Page
	for range 3 { // a code that is put right may let others be wrong
		if p = webtest.Post(t, s.Handler(), at, values, "Accept-Language", language); p.Status == http.StatusSeeOther {
			return len(fields)
		}
		isHarmless(t, p)
		isAtOne := slices.ContainsFunc(fields, func(name string) bool { return p.One("#"+fieldID(name)+"-problem") != nil })
		for _, name := range fields { // a text where there was none may call for more than texts
			if p.One("#"+fieldID(name)+"-problem") != nil || !isAtOne && was.Get(name) == "" {
				values.Set(name, was.Get(name))
				fields = slices.DeleteFunc(slices.Clone(fields), func(other string) bool { return other == name })
			}
		}
	}
	t.Errorf("%s in %s: %d %s", at, language, p.Status, p.One(".form-summary").Text())
	return 0
}
