package web

import (
	"testing"

	"github.com/chromedp/chromedp"

	"korridor/web/browsertest"
)

// The rows of a table in a form are added, filled by pasting and taken out
// without asking the server; each field is named by the place of its row, and
// undoing puts a row back.
func TestRowsInTheBrowser(t *testing.T) {
	b := browsertest.Open(t, corridorSite(t).Handler())
	b.Visit("/series/new")
	const body = `document.querySelector('table[data-rows] tbody')`
	count := func() int { return browsertest.Eval[int](b, body+`.rows.length`) }
	named := func() bool {
		return browsertest.Eval[bool](b, `[...`+body+`.rows].every((tr, i) => [...tr.querySelectorAll('[data-column], .row-remove')].every((e) => e.ariaLabel.endsWith(' ' + (i + 1)) || e.ariaLabel.endsWith(', ' + (i + 1))))`)
	}
	before := count()
	until(t, b, body+`.querySelector('.row-remove')`)
	b.Click(`[data-more]`)
	if count() != before+1 || !named() {
		t.Fatalf("%d rows after %d", count(), before)
	}
	browsertest.Eval[any](b, body+`.rows[0].querySelector('[data-column]').focus()`)
	b.Paste("2027\t3\n2028\t4\n")
	if got := browsertest.Eval[string](b, `[...`+body+`.rows].slice(0, 2).map((tr) => [...tr.querySelectorAll('[data-column]')].slice(0, 2).map((e) => e.value).join('=')).join(' ')`); got != "2027=3 2028=4" {
		t.Errorf("pasted: %s", got)
	}
	browsertest.Eval[any](b, body+`.rows[0].querySelector('.row-remove').click()`)
	if count() != before || !named() || browsertest.Eval[string](b, body+`.rows[0].querySelector('[data-column]').value`) != "2028" {
		t.Errorf("%d rows after the first was taken out", count())
	}
	b.PressWith("z", chromedp.ModifierCtrl)
	until(t, b, body+`.rows[0].querySelector('[data-column]').value === '2027'`)
	if count() != before+1 || !named() {
		t.Errorf("%d rows after undoing", count())
	}
}
