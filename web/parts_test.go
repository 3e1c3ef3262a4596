package web

import (
	"net/url"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"korridor/web/webtest"
)

// The pager leads to the pages beside this one and keeps the filters.
func TestPager(t *testing.T) {
	to := url.URL{Path: "/", RawQuery: "q=urë&page=2"}
	for _, c := range []struct {
		page, total int
		want        Pager
	}{
		{1, 0, Pager{}},
		{1, 50, Pager{From: 1, To: 50, Total: 50}},
		{1, 51, Pager{From: 1, To: 50, Total: 51, Next: "/?page=2&q=ur%C3%AB"}},
		{2, 101, Pager{From: 51, To: 100, Total: 101, Previous: "/?q=ur%C3%AB", Next: "/?page=3&q=ur%C3%AB"}},
		{9, 20, Pager{Total: 20}}, // beyond the end nothing is shown
	} {
		if got := newPager(to, c.page, 50, c.total); got != c.want {
			t.Errorf("page %d of %d: %+v", c.page, c.total, got)
		}
	}
}

// The parts of pages keep the rules and show what they are given.
func TestParts(t *testing.T) {
	data := map[string]any{
		"Tiles": []Tile{{Label: "Length", Figure: &Figure{ID: "f", Name: "Length", Text: "105.8 km"}, Note: "to be checked", Warn: true},
			{Label: "Cost", Text: "€1.80 bn", Exact: "€1,800,000,000.00"}},
		"Pager": Pager{From: 51, To: 100, Total: 1234, Previous: "?page=1", Next: "?page=3"},
		"Filters": Filters{Action: "/", Active: true, Fields: []FilterField{{Name: "q", Label: "Search", Value: `"x`},
			{Name: "stage", Label: "Stage", Value: "b", Options: []Option{{"", "All"}, {"b", "B"}}}}},
	}
	s := newSite(t, map[string]string{"parts": `{{define "content"}}{{template "tiles" .Tiles}}{{template "filters" .Filters}}{{template "pager" .Pager}}
		{{template "empty" (empty "No phases" "Add one." "Add" "/new")}}{{template "empty" (empty "None" "Wait.")}}{{end}}`},
		func(s *site, e *gin.Engine) {
			s.page(e, "/", "parts", Page{Title: "Parts", Nav: "programme", Data: data})
		})
	p := webtest.Get(t, s.Handler(), "/")
	webtest.Check(t, p)
	webtest.CheckLinks(t, s.Handler(), p, "/reports", "/sources", "/new")
	text := p.One("main").Text()
	for _, want := range []string{"€1.80 bn", "51–100 of 1,234", "No phases Add one. Add", "Show all"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %q", want, text)
		}
	}
	if p.One(".tile-note.warn") == nil || p.One("option[selected]").Text() != "B" || p.One("input").Attr("value") != `"x` {
		t.Error("a tile's warning or a filter's value is missing")
	}
}
