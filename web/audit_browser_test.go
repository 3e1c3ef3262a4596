package web

import (
	"regexp"
	"testing"

	"korridor/web/browsertest"
)

// auditPages are the pages that are only read.
var auditPages = []string{"/", "/sources", "/reports", "/reports/budget", "/projects/railway", "/projects/railway/timeline", "/projects/railway/structures",
	"/projects/railway/estimates", "/projects/railway/estimates/working-model-2025", "/projects/interconnection/funding", "/projects/railway/cost",
	"/projects/railway/progress", "/projects/railway/sources", "/projects/railway/history", "/projects/railway/reports", "/projects/nowhere"}

// Every kind of page and form is sound for people who use a keyboard, a screen
// reader or little light, in both languages, light and dark.
func TestPagesAreSoundForEverybody(t *testing.T) {
	s := draftSite(t)
	s.addCeiling(t)
	b := browsertest.Open(t, s.Handler())
	pages := append([]string{fundingAddress, "/projects/railway/timeline/edit", copyAddress, "/projects/railway/estimates/working-model-2025/copy"}, auditPages...)
	kinds := map[string]bool{}
	for _, at := range append(s.editPages(t), formPages...) {
		if kind := regexp.MustCompile(`/\d+/`).ReplaceAllString(at, "/N/"); !kinds[kind] {
			kinds[kind] = true
			pages = append(pages, at)
		}
	}
	for round, language := range []string{"en", "sq"} {
		b.Prefer("prefers-color-scheme", []string{"light", "dark"}[round])
		b.Resize([]int64{1440, 768}[round], 900)
		b.Visit("/?lang=" + language)
		for _, at := range pages {
			b.Visit(at)
			b.Sound()
		}
	}
}
