package web

import (
	"testing"

	"korridor/web/webtest"
)

// The pages that share a tab lead to each other, under their tab, and the one
// that is shown says so.
func TestTabPages(t *testing.T) {
	s := corridorSite(t)
	for _, language := range []string{"en", "sq"} {
		for tab, pages := range tabPages {
			for i, page := range pages {
				at := projectURL("railway", page.path...)
				p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
				webtest.Check(t, p)
				links := p.Find(".tab-pages a")
				if len(links) != len(pages) || links[i].Attr("href") != at || links[i].Attr("aria-current") != "page" || len(p.Find(".tab-pages a[aria-current]")) != 1 {
					t.Errorf("%s in %s does not stand among the pages of %s", at, language, tab)
				}
				if current := p.One(".tabs a[aria-current=page]"); current == nil || current.Attr("href") != projectURL("railway", tab) {
					t.Errorf("%s stands under another tab than %s", at, tab)
				}
			}
		}
	}
	if p := webtest.Get(t, s.Handler(), "/projects/railway/structures"); p.One(".tab-pages") != nil {
		t.Error("a tab of one page lists pages")
	}
}
