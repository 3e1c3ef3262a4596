package web

import (
	"testing"

	"github.com/chromedp/chromedp"

	"korridor/pkg/risk"
	"korridor/web/browsertest"
)

// A block is pasted from a spreadsheet in Albanian form, with the names of the
// shapes and percent signs; what each row comes to, or what is wrong with it,
// follows while typing; a paste is undone as one step; all is saved at once.
func TestRangesArePastedAndSaved(t *testing.T) {
	s := freshSite(t, true)
	b := browsertest.Open(t, s.Handler())
	b.Visit(rangesAddress + "?lang=sq")
	land := rangeTarget{Line: "land"}
	shape, above := rangeCellName(land, "shape"), rangeCellName(land, "above")
	result := `document.getElementById('` + rangeResult(land) + `').textContent.replace(/\u00a0/g, ' ')`
	browsertest.Eval[any](b, `(document.querySelector('`+field(shape)+`').focus(), null)`)
	b.Paste("PERT\t%\t82,5%\t100 %\t141%\r\nTrekëndore\t×\t0,9\t1\t1,3\r\n")
	untilTrue(t, b, result+`.includes('mesatarja 103,9 %')`)
	if got := held(b, shape) + " " + held(b, rangeCellName(land, "below")) + " " + held(b, above); got != "pert 82,5 141" {
		t.Errorf("pasted as %s", got)
	}
	b.PressWith("z", chromedp.ModifierCtrl)
	untilTrue(t, b, result+` === 'merret si i sigurt'`)
	b.PressWith("z", chromedp.ModifierCtrl, chromedp.ModifierShift)
	typeInto(b, above, "90")
	untilTrue(t, b, result+`.includes('mbi') && document.querySelector('.range-result .range-bad') !== null`)
	typeInto(b, above, "141")
	untilTrue(t, b, result+`.includes('103,9')`)
	b.Sound()
	for _, width := range []int64{768, 390} {
		b.Resize(width, 900)
		b.NoSidewaysScroll()
	}
	b.Resize(1440, 900)
	b.Follow(saveButton)
	if r := s.rangeOf(t, land); r == nil || r.Shape != risk.PERT || r.High.Decimal.String() != "1.41" {
		t.Errorf("kept as %+v", r)
	}
	second := s.rangeOf(t, rangeTarget{Line: "surveys-design"})
	if second == nil || second.Shape != risk.Triangular || second.High.Decimal.String() != "1.3" {
		t.Errorf("the second row is kept as %+v", second)
	}
}
