package web

import (
	"strings"
	"testing"

	"korridor/web/browsertest"
)

// Paper says which state of the record it shows and what its figures rest on,
// and unfolds what a click would open.
func TestPaperSaysWhatScreensOpen(t *testing.T) {
	b := browsertest.Open(t, corridorSite(t).Handler())
	b.OnPaper()
	for _, at := range []string{"/", "/projects/railway", "/projects/railway/timeline", "/projects/railway/structures", "/projects/railway/estimates",
		"/projects/railway/estimates/working-model-2025", "/projects/railway/funding", "/projects/railway/sources", "/projects/railway/history", "/reports/budget"} {
		b.Visit(at)
		b.NoSidewaysScroll()
		if said := browsertest.Eval[string](b, `document.querySelector('.print-only').innerText`); !strings.Contains(said, ", change ") || !strings.HasSuffix(said, at) {
			t.Errorf("%s says of itself %q", at, said)
		}
	}
	const height = `document.querySelector('%').getBoundingClientRect().height`
	b.Visit("/projects/railway/history")
	if h := browsertest.Eval[float64](b, strings.Replace(height, "%", ".history details td", 1)); h < 5 {
		t.Errorf("folded changes are %g high", h)
	}
	b.Visit("/projects/railway/funding")
	for _, mark := range []string{"main .trail-mark-sourced", ".foot-legend"} {
		if h := browsertest.Eval[float64](b, strings.Replace(height, "%", mark, 1)); h < 5 {
			t.Errorf("%s is %g high", mark, h)
		}
	}
}
