package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/estimate"
	"korridor/pkg/planner"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

// The draft that draftSite makes, and its sheet.
const (
	copyCode    = "working-model-2026"
	copyAddress = "/projects/railway/estimates/" + copyCode + "/edit"
)

// draftSite is a site with a draft copy of the railway's working model.
func draftSite(t testing.TB) *realSite {
	t.Helper()
	s := freshSite(t, true)
	from, err := s.planner.EstimateSheet(t.Context(), "railway", "working-model-2025")
	if err != nil {
		t.Fatal(err)
	}
	act := planner.Act{Actor: "Ana", Reason: "prices of 2026"}
	c := &planner.CopyEstimate{From: from.Estimate.ID, Code: copyCode, Title: text.Plain("Working model 2026")}
	if err := s.planner.Do(t.Context(), act, c); err != nil {
		t.Fatal(err)
	}
	return s
}

// draftOf returns the draft of draftSite as it is stored.
func (s *realSite) draftOf(t testing.TB) *planner.DraftSheet {
	t.Helper()
	d, err := s.planner.DraftSheet(t.Context(), "railway", copyCode)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// find returns a stored line of a draft.
func find(t testing.TB, d *planner.DraftSheet, code string) estimate.Line {
	t.Helper()
	for _, line := range d.Lines {
		if line.Code == code {
			return line
		}
	}
	t.Errorf("there is no line %s", code)
	return estimate.Line{}
}

// sentSheet is what a browser without scripts would send of a sheet: pairs of
// names and values, in order.
type sentSheet [][2]string

func sheetOf(p *webtest.Page) *sentSheet {
	s := &sentSheet{}
	for _, e := range p.Find("form.draft [name]") {
		name := e.Attr("name")
		kind := e.Attr("type")
		if strings.Contains(name, ".KEY.") || e.Tag() == "button" || (kind == "checkbox" && !e.Has("checked")) {
			continue
		}
		value := e.Attr("value")
		if e.Tag() == "select" {
			for _, o := range e.Find("option") {
				if o.Has("selected") {
					value = o.Attr("value")
				}
			}
		}
		*s = append(*s, [2]string{name, value})
	}
	return s
}

// row returns the key of the row with the code.
func (s *sentSheet) row(code string) string {
	for _, pair := range *s {
		if key, field, _ := cutRowName(pair[0]); field == "code" && pair[1] == code {
			return key
		}
	}
	return "?"
}

// set types a value into a field, which is added where it was not sent.
func (s *sentSheet) set(name, value string) *sentSheet {
	if i := slices.IndexFunc(*s, func(pair [2]string) bool { return pair[0] == name }); i >= 0 {
		(*s)[i][1] = value
	} else {
		*s = append(*s, [2]string{name, value})
	}
	return s
}

// cell types a value into a cell of the row with the code.
func (s *sentSheet) cell(code, field, value string) *sentSheet {
	return s.set("r."+s.row(code)+"."+field, value)
}

// press sends the sheet with one of its buttons.
func (s *sentSheet) press(t testing.TB, site *realSite, do string, headers ...string) *webtest.Page {
	t.Helper()
	return s.pressAt(t, site, copyAddress, do, headers...)
}

// pressAt is press for the sheet at an address.
func (s *sentSheet) pressAt(t testing.TB, site *realSite, address, do string, headers ...string) *webtest.Page {
	t.Helper()
	var b strings.Builder
	for _, pair := range append(slices.Clone(*s), [2]string{"do", do}) {
		b.WriteString("&" + url.QueryEscape(pair[0]) + "=" + url.QueryEscape(pair[1]))
	}
	r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(b.String()[1:]))
	return webtest.Do(t, site.Handler(), r, append([]string{"Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin"}, headers...)...)
}

// sheetOfSite is the sheet of the draft as it is stored.
func sheetOfSite(t testing.TB, s *realSite) *sentSheet {
	t.Helper()
	return sheetOf(webtest.Get(t, s.Handler(), copyAddress))
}

// get is what a cell of the row with the code holds.
func (s *sentSheet) get(code, field string) string {
	name := "r." + s.row(code) + "." + field
	for _, pair := range *s {
		if pair[0] == name {
			return pair[1]
		}
	}
	return ""
}
