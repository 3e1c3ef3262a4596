package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"korridor/web/browsertest"
	"korridor/web/webtest"
)

// What is tried out on the simulation redraws the page without loading it, with
// the figures of a page of the same address; a long run is followed to its end.
func TestRiskRedrawsLive(t *testing.T) {
	s := freshSite(t, true)
	b := browsertest.Open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/favicon.ico" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		s.Handler().ServeHTTP(w, r)
	}))
	b.Visit(riskAddress)
	base := browsertest.Eval[string](b, shownTotal)
	browsertest.Eval[any](b, `document.querySelector('.risk-advanced').open = true`)
	browsertest.Eval[any](b, `(s => { s.value = 200; s.dispatchEvent(new Event('input', {bubbles: true})); return null })(document.querySelector('[data-live-slider=width]'))`)
	until(t, b, `location.search === '?width=200' && !document.querySelector('[data-live]').hasAttribute('aria-busy')`)
	total := browsertest.Eval[string](b, shownTotal)
	page := webtest.Get(t, s.Handler(), riskAddress+"?width=200")
	if want := page.One("#live-summary .tile-value").Text(); strings.Join(strings.Fields(total), " ") != strings.Join(strings.Fields(want), " ") || total == base {
		t.Errorf("shown is %q, the page of the address says %q, the base is %q", total, want, base)
	}
	for _, is := range []string{
		`document.querySelector('.risk-advanced').open`,
		`document.querySelectorAll('#live-charts .chart').length === 4`,
		`document.querySelector('.risk-ran [name=width]').value === '200'`,
		`document.querySelector('[data-live-spoken]').textContent.includes('P80')`,
	} {
		until(t, b, is)
	}
	for _, width := range []int64{1440, 768, 390} {
		b.Resize(width, 900)
		b.NoSidewaysScroll()
	}
	b.Follow(".risk-ran button")
	<-s.runs.last().over
	time.Sleep(3 * time.Second) // until the page that follows it was loaded anew
	until(t, b, `document.querySelector('.risk-ran') !== null && document.querySelector('.risk-ran').textContent.includes('1,000,000')`)
}
