package web

import (
	"testing"

	"korridor/web/browsertest"
)

// A register is pasted from a spreadsheet below the last risk: rows are made for
// it, each says what it comes to, rows are moved and taken out in place, and all of
// it is saved at once.
func TestRegisterIsPastedAndSaved(t *testing.T) {
	s := freshSite(t, true)
	b := browsertest.Open(t, s.Handler())
	b.Visit(registerAddress)
	before := s.risks(t)
	last := before[len(before)-1]
	name := riskCell(&last, "name")
	browsertest.Eval[any](b, `(document.querySelector('`+field(name)+`').focus(), null)`)
	b.Paste("Vorë–Hani i Hotit is late\t20%\r\nFlood\t10%\ttriangular\t1,000,000\t2,000,000\t6,000,000\tEUR\r\nStrike\t5\tuniform\t10,000\t\t20,000\r\n")
	untilTrue(t, b, `document.getElementById('r-n1-result')?.textContent.includes('average') === true`)
	if got := held(b, "r.n1.name") + held(b, "r.n2.impact_shape"); got != "Flooduniform" {
		t.Errorf("pasted as %s", got)
	}
	b.Sound()
	b.Click("#r-n2-up")
	untilTrue(t, b, `[...document.querySelectorAll('[data-column=name]')].findIndex((x) => x.value === 'Strike') === 4`)
	b.Click("#r-" + idText(before[1].ID) + "-remove")
	untilTrue(t, b, `document.querySelector('.row-gone') !== null`)
	for _, width := range []int64{768, 390} {
		b.Resize(width, 900)
		b.NoSidewaysScroll()
	}
	b.Resize(1440, 900)
	b.Follow(saveButton)
	after := s.risks(t)
	if len(after) != len(before)+1 || after[3].Code != "strike" || after[4].Code != "flood" || after[4].Impact.High.Decimal.String() != "6000000" {
		t.Errorf("kept as %+v", after)
	}
}
