package web

import (
	"strconv"
	"strings"
	"testing"

	"korridor/web/browsertest"
)

// The programme and the pages of what a project is and did fit every window in
// both languages, with targets that are large enough.
func TestOverviewsFitTheWindow(t *testing.T) {
	b := browsertest.Open(t, corridorSite(t).Handler())
	for _, language := range []string{"en", "sq"} {
		b.Visit("/?lang=" + language)
		for _, at := range []string{"/", "/projects/railway", "/projects/highway", "/projects/interconnection/timeline", "/projects/railway/history"} {
			b.Visit(at)
			for _, width := range []int64{1440, 768, 390} {
				b.Resize(width, 900)
				b.NoSidewaysScroll()
				b.Keep(language + strings.ReplaceAll(at, "/", "-") + "-" + strconv.FormatInt(width, 10))
			}
			const small = `[...document.querySelectorAll('main button, main .button, summary, .notices a, .chart-csv')].filter(e => e.offsetParent !== null)
				.filter(e => e.getBoundingClientRect().height < 23.5).map(e => e.className || e.textContent).join(', ')`
			if found := browsertest.Eval[string](b, small); found != "" {
				t.Errorf("%s in %s: too small: %s", at, language, found)
			}
		}
	}
}

// The timeline is read by keyboard, and its table opens without a script of its own.
func TestTimelineIsReadByKeyboard(t *testing.T) {
	b := browsertest.Open(t, corridorSite(t).Handler())
	b.Visit("/projects/interconnection/timeline")
	browsertest.Eval[any](b, `document.querySelector('.chart-page').focus({focusVisible: true})`)
	for range 4 {
		b.Press("\ue014") // the right arrow key
	}
	if read := browsertest.Eval[string](b, `document.querySelector('.chart-tip').innerText`); !strings.Contains(read, "201") {
		t.Errorf("the keys read %q", read)
	}
	b.Click(".chart-table summary")
	if shown := browsertest.Eval[string](b, `document.querySelector('.chart-table table').innerText`); !strings.Contains(shown, "14 Dec 2020") {
		t.Errorf("the table shows %q", shown)
	}
}

// On a phone the money of the projects is seen without scrolling, and nothing shows through the
// column that stays when they are scrolled.
func TestProjectsOnAPhone(t *testing.T) {
	b := browsertest.Open(t, corridorSite(t).Handler())
	b.Resize(390, 900)
	b.Visit("/?lang=sq")
	const beyond = `[...document.querySelectorAll('.projects tbody tr')].map(r => r.querySelector('.num .figure-value')).filter(e => e)
		.filter(e => e.getBoundingClientRect().right > e.closest('.table').getBoundingClientRect().right).map(e => e.textContent).join(', ')`
	if cut := browsertest.Eval[string](b, beyond); cut != "" {
		t.Errorf("cut at the edge: %s", cut)
	}
	browsertest.Eval[any](b, `document.querySelector('.projects').parentElement.scrollLeft = 80`)
	const through = `[...document.querySelectorAll('.projects tr > :first-child')].filter(e => {
		const style = getComputedStyle(e), covered = parseFloat(style.boxShadow.split(') ')[1] || 0);
		return !style.backgroundColor.startsWith('rgb(') || e.getBoundingClientRect().left + covered > e.closest('.table').getBoundingClientRect().left;
	}).map(e => e.textContent + ' ' + getComputedStyle(e).boxShadow).join(', ')`
	if shown := browsertest.Eval[string](b, through); shown != "" {
		t.Errorf("text shows through beside %s", shown)
	}
}
