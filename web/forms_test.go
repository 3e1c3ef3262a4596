package web

import (
	"net/http"
	"testing"

	"korridor/web/webtest"
)

// formPages are the forms in which records of the railway are added.
var formPages = []string{"/projects/new", "/projects/railway/edit", "/programme/edit", "/documents/new", "/exchange-rates/new",
	"/projects/railway/sections/new", "/projects/railway/phases/new", "/projects/railway/milestones/new", "/projects/railway/structures/new",
	"/projects/railway/estimates/new", "/projects/railway/funding-sources/new", "/projects/railway/ceilings/new", "/projects/railway/allocations/new"}

// Every form keeps the rules of all pages in both languages.
func TestFormPages(t *testing.T) {
	s := corridorSite(t)
	for _, at := range formPages {
		for _, language := range []string{"en", "sq"} {
			p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
			webtest.Check(t, p)
			if p.Status != http.StatusOK {
				t.Errorf("%s in %s: %d", at, language, p.Status)
			}
			webtest.CheckLinks(t, s.Handler(), p)
		}
	}
}
