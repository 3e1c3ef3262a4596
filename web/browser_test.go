package web

import (
	"testing"

	"github.com/gin-gonic/gin"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/text"
	"korridor/web/browsertest"
)

const trialPage = `{{define "content"}}
{{template "tiles" .Tiles}}
<section class="card"><h2>Structures</h2>
<div class="table" role="group" tabindex="0" aria-label="Structures"><table>
<thead><tr><th scope="col">Structure</th>{{range .Figures}}<th scope="col" class="num">Length <span class="unit">m</span></th>{{end}}</tr></thead>
<tbody><tr><th scope="row">Thirrë–Kalimash tunnel, both tubes</th>{{range .Figures}}<td class="num">{{template "figure" .}}</td>{{end}}</tr></tbody>
</table></div></section>
{{end}}`

// trialBrowser opens a site with a page of figures at a project's address.
func trialBrowser(t *testing.T) *browsertest.Browser {
	s := newSite(t, map[string]string{"trial": trialPage}, func(s *site, e *gin.Engine) {
		show(e, "/projects/railway", func(c *gin.Context) {
			trail := newTrail(languageOf(c.Request), planner.Trail{})
			var data struct {
				Tiles   []Tile
				Figures []*Figure
			}
			for range 8 {
				data.Tiles = append(data.Tiles, Tile{Label: "Length", Figure: trail.vouched("Length", "105.8 km", claims), Note: "Shkodër–Gjakova"})
				data.Figures = append(data.Figures, trail.vouched("Length", "5,490", claims))
			}
			s.render(c, 200, "trial", Page{Title: "Overview", Nav: "programme", Lead: "A line through the mountains.", Data: data,
				Crumbs: []Link{{Text: "Programme", URL: "/"}},
				Project: &ProjectHeader{Tab: "overview", Project: project.Project{Code: "railway", Stage: project.Preparation,
					Name: text.Label{Default: "Railway Shkodër–Gjakova"}}}})
		})
	})
	return browsertest.Open(t, s.Handler())
}

const openTrails = `document.querySelectorAll('.trail:popover-open').length`

// A figure's paper trail opens from its mark by pointer and by keyboard, within
// the window, one at a time, and closes again.
func TestTrailOpens(t *testing.T) {
	b := trialBrowser(t)
	for _, width := range []int64{1440, 768, 390} {
		b.Resize(width, 900)
		b.Visit("/projects/railway")
		b.NoSidewaysScroll()
		b.Click("#figure-2 .trail-close, [popovertarget=figure-1]")
		if n := browsertest.Eval[int](b, openTrails); n != 1 {
			t.Fatalf("%d: %d trails are open after a click", width, n)
		}
		b.Keep("trail-" + map[int64]string{1440: "desk", 768: "tablet", 390: "phone"}[width])
		if !browsertest.Eval[bool](b, `(r => r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.bottom <= innerHeight)(document.querySelector('#figure-1').getBoundingClientRect())`) {
			t.Errorf("%d: the trail does not fit the window", width)
		}
		b.Press("\x1b")
		if n := browsertest.Eval[int](b, openTrails); n != 0 {
			t.Errorf("%d: Escape closes no trail", width)
		}
		browsertest.Eval[any](b, `document.querySelector('[popovertarget=figure-2]').focus()`)
		b.Press("\r")
		if n := browsertest.Eval[int](b, openTrails); n != 1 {
			t.Errorf("%d: Enter opens no trail", width)
		}
	}
}

// What is operated is large enough for a finger (WCAG 2.2, 2.5.8).
func TestTargetsAreLargeEnough(t *testing.T) {
	b := trialBrowser(t)
	b.Resize(390, 900)
	b.Visit("/projects/railway")
	const small = `[...document.querySelectorAll('button, nav a, .button')].filter(e => e.offsetParent !== null)
		.map(e => [e.className || e.textContent, e.getBoundingClientRect()]).filter(([, r]) => r.width < 24 || r.height < 24)
		.map(([name, r]) => name + ' ' + r.width + '×' + r.height).join(', ')`
	if found := browsertest.Eval[string](b, small); found != "" {
		t.Errorf("too small: %s", found)
	}
}

// Paper has no navigation, keeps the marks as signs, is light also for readers who prefer
// dark, and still says what is assumed.
func TestPaper(t *testing.T) {
	b := trialBrowser(t)
	b.OnPaper()
	b.Visit("/projects/railway")
	const shown = `(s => [...document.querySelectorAll(s)].some(e => e.getClientRects().length > 0))`
	for selector, want := range map[string]bool{
		".bar": false, ".tabs": false, ".crumbs": false, ".trail-mark": true, ".trail": false, "h1": true, ".figure-word": true, ".tile": true,
	} {
		if got := browsertest.Eval[bool](b, shown+"('"+selector+"')"); got != want {
			t.Errorf("%s is shown on paper: %v", selector, got)
		}
	}
	if page := browsertest.Eval[string](b, `getComputedStyle(document.documentElement).getPropertyValue('--surface')`); page != "#ffffff" {
		t.Errorf("paper is %s", page)
	}
	b.Keep("paper")
	if pdf := b.PDF(); len(pdf) < 1000 || string(pdf[:4]) != "%PDF" {
		t.Errorf("the print is %d bytes", len(pdf))
	}
}

// The language is switched by a link, and the choice stays; dark is dark.
func TestLanguageAndColours(t *testing.T) {
	b := trialBrowser(t)
	b.Prefer("prefers-color-scheme", "dark")
	b.Visit("/projects/railway")
	b.Follow(".languages a[lang=sq]")
	b.Visit("/projects/railway")
	if lang := browsertest.Eval[string](b, "document.documentElement.lang"); lang != "sq" {
		t.Errorf("the page is in %s", lang)
	}
	if page := browsertest.Eval[string](b, "getComputedStyle(document.body).backgroundColor"); page == "rgb(243, 245, 248)" {
		t.Errorf("the page is light: %s", page)
	}
	b.Keep("dark-sq")
}
