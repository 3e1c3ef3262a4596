package web

import (
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"korridor/web/browsertest"
	"korridor/web/webtest"
)

// asked counts the whole pages and the parts that a site is asked for.
type asked struct {
	http.Handler
	pages, parts atomic.Int64
	down         atomic.Bool
}

func (s *asked) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/favicon.ico" { // which a browser asks for beside a part that it is sent to
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if strings.HasSuffix(r.URL.Path, "/cost") {
		if r.URL.Query().Has("part") {
			s.parts.Add(1)
			if s.down.Load() {
				panic(http.ErrAbortHandler)
			}
		} else {
			s.pages.Add(1)
		}
	}
	s.Handler.ServeHTTP(w, r)
}

const shownTotal = `document.querySelector('#live-summary .tile-value').textContent`

// What is tried out redraws the page without loading it: the figures are those
// of a page of the same address, the address follows, the outcome is spoken, and
// what was opened stays open. An answer that does not come is said.
func TestCostRedrawsLive(t *testing.T) {
	site := &asked{Handler: corridorSite(t).Handler()}
	b := browsertest.Open(t, site)
	b.Visit(costAddress + "?tunnel=20&cap=150&part=1") // which fails below
	site.parts.Store(0)
	b.Visit(costAddress)
	base := browsertest.Eval[string](b, shownTotal)
	browsertest.Eval[any](b, `document.querySelector('.cost-index').open = true`)
	browsertest.Eval[any](b, `(s => { for (const v of [5, 12, 20]) { s.value = v; s.dispatchEvent(new Event('input', {bubbles: true})) } return null })(document.querySelector('[data-live-slider=tunnel]'))`)
	until(t, b, `location.search === '?tunnel=20' && !document.querySelector('.cost').hasAttribute('aria-busy')`)
	if n := site.parts.Load(); n != 1 {
		t.Errorf("three movements of a slider asked %d times", n)
	}
	total := browsertest.Eval[string](b, shownTotal)
	page := webtest.Get(t, site, costAddress+"?tunnel=20")
	if want := page.One("#live-summary .tile-value").Text(); strings.Join(strings.Fields(total), " ") != strings.Join(strings.Fields(want), " ") || total == base {
		t.Errorf("shown is %q, the page of the address says %q", total, want)
	}
	for _, is := range []string{ // the field follows; charts are there and can be read; what was open stays open; it can be kept; it is spoken
		`document.querySelector('[name=tunnel]').value === '20'`,
		`document.querySelectorAll('#live-charts .chart-waterfall').length === 1`,
		`document.querySelectorAll('#live-charts .chart-tip').length === document.querySelectorAll('#live-charts .chart').length`,
		`document.querySelector('.cost-index').open`,
		`document.querySelector('#live-keep a').search === '?tunnel=20'`,
		`document.activeElement === document.body`,
		`document.querySelector('[data-live-spoken]').textContent.includes('against the base')`,
	} {
		until(t, b, is)
	}
	typeInto(b, "months", "abc")
	until(t, b, `document.querySelector('#live-problems').textContent.includes('Start later')`)
	typeInto(b, "months", "")
	site.down.Store(true)
	typeInto(b, "cap", "150")
	until(t, b, `!document.querySelector('[data-live-lost]').hidden`)
	site.down.Store(false)
	typeInto(b, "cap", "160")
	until(t, b, `document.querySelector('[data-live-lost]').hidden && document.querySelectorAll('.chart-capped').length === 1`)
	b.Click("[data-live-reset]")
	until(t, b, `location.search === '' && `+shownTotal+` === `+strconv.Quote(base))
	if n := site.pages.Load(); n != 2 { // one of them the test's own
		t.Errorf("%d pages were loaded", n)
	}
	for _, width := range []int64{1440, 768, 390} {
		b.Resize(width, 900)
		b.NoSidewaysScroll()
	}
}

// Without scripts the same form leads to the same figures.
func TestCostTriedWithoutScript(t *testing.T) {
	site := &asked{Handler: corridorSite(t).Handler()}
	b := browsertest.Open(t, site)
	b.WithoutScript()
	b.Visit(costAddress + "?by=quarter")
	b.Click("[name=tunnel]")
	b.Press("20")
	b.Follow(".try-do button")
	page := webtest.Get(t, site, costAddress+"?tunnel=20&by=quarter")
	want := page.One("#live-summary .tile-value").Text()
	if got := browsertest.Eval[string](b, shownTotal); strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") {
		t.Errorf("the total is %q, want %q", got, want)
	}
	if !browsertest.Eval[bool](b, `location.search.includes('by=quarter') && document.querySelector('[data-live-slider]').hidden`) {
		t.Error("the periods are lost, or a slider without a script is shown")
	}
	b.NoSidewaysScroll()
}

// What the cost model is entered and read in stands in its place: the fields of
// a form's table under their heads and beside each other, the shares of an
// estimate whole, and the names of price indices on paper.
func TestCostTablesAreInPlace(t *testing.T) {
	s := corridorSite(t)
	series, err := s.planner.IndexSeries(t.Context())
	if err != nil || len(series.Series) == 0 {
		t.Fatalf("%v, %v", series, err)
	}
	b := browsertest.Open(t, s.Handler())
	const astray = `[...document.querySelectorAll('.form-rows')].flatMap(table => {
		const box = e => e.getBoundingClientRect(), heads = [...table.tHead.rows[0].cells];
		const fields = [...table.tBodies[0].rows[0].cells].map(c => c.firstElementChild);
		return heads.filter((h, i) => fields[i] && ((h.classList.contains('num') && Math.abs(box(h).right - box(fields[i]).right) > 24) ||
			(fields[i+1] && box(fields[i]).right > box(fields[i+1]).left + 1))).map(h => h.textContent.trim());
	}).join(', ')`
	for _, width := range []int64{1440, 768, 390} {
		b.Resize(width, 900)
		for _, at := range []string{"/series/" + strconv.FormatInt(int64(series.Series[0].ID), 10) + "/edit", "/projects/railway/cost/assumptions", "/projects/railway/scenarios/new?cap=250&tunnel=20"} {
			b.Visit(at)
			if wrong := browsertest.Eval[string](b, astray); wrong != "" {
				t.Errorf("%s, %d wide: not over their fields: %s", at, width, wrong)
			}
		}
	}
	b.Resize(1440, 900)
	b.Visit("/projects/railway/estimates/working-model-2025")
	if n := browsertest.Eval[int](b, `[...document.querySelectorAll('.sum-tables > .table')].filter(t => t.scrollWidth > t.clientWidth).length`); n != 0 {
		t.Errorf("%d tables of shares are cut", n)
	}
	b.Visit(costAddress)
	b.OnPaper()
	if n := browsertest.Eval[int](b, `[...document.querySelectorAll('.cost-index > summary')].filter(e => e.checkVisibility()).length`); n != 2 {
		t.Errorf("%d price indices are named on paper", n)
	}
}
