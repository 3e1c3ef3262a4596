package web

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/web/browsertest"
)

// gridSays is what stands under the sheet.
func gridSays(b *browsertest.Browser) string {
	return browsertest.Eval[string](b, `document.querySelector('.grid-status').textContent`)
}

// A block of ten thousand cells that does not fit is refused under the sheet, in
// the reader's language; what was typed stays and can be undone.
func TestTooLargePasteIsRefused(t *testing.T) {
	s := freshSite(t, true)
	b := browsertest.Open(t, s.Handler())
	name := s.sheetCell(t, "KfW grant", 2026, "requested")
	for language, says := range map[string][]string{"en": {"2500 rows × 4 columns", "only 9 × 6 fit"}, "sq": {"2500 rreshta × 4 kolona", "vetëm 9 × 6"}} {
		b.Visit(fundingAddress + "?lang=" + language)
		b.Click(field(name))
		b.Press("7\t")
		b.Click(field(name))
		b.Paste(strings.Repeat("1\t2\t3\t4\n", 2500))
		for _, text := range says {
			if got := gridSays(b); !strings.Contains(got, text) {
				t.Errorf("%s: the sheet says %q, not %q", language, got, text)
			}
		}
		if got := held(b, name); !strings.HasPrefix(got, "7") {
			t.Errorf("%s: the cell says %q", language, got)
		}
		b.PressWith("z", chromedp.ModifierCtrl)
		if got := held(b, name); got != "" {
			t.Errorf("%s: after undoing the cell says %q", language, got)
		}
	}
}

// A sheet of nearly five thousand rows takes ten thousand cells at once, and
// sums while typing without a pause that a person would notice.
func TestLargeFundingSheet(t *testing.T) {
	s := freshSite(t, true)
	project, err := s.planner.Project(t.Context(), "interconnection")
	if err != nil {
		t.Fatal(err)
	}
	for i := range 80 { // beside the three that are recorded
		source := funding.Source{Project: project.ID, Code: fmt.Sprintf("loan-%d", i), Kind: funding.Loan, Status: funding.Signed, Currency: money.EUR, Position: 10 + i}
		source.Name.Default = fmt.Sprintf("Loan %d", i)
		s.do(t, &planner.SaveSource{Record: source})
	}
	b := browsertest.Open(t, s.Handler())
	b.Visit(fundingAddress)
	browsertest.Eval[any](b, `document.querySelector('[name=from]').value = '2029'; document.querySelector('[name=to]').value = '2085'; null`)
	b.Click(".sheet-add button[value=add]")
	last := s.sheetCell(t, "loan-79", 2085, "approved")
	untilTrue(t, b, `document.querySelector('`+field(last)+`')`)
	first := s.sheetCell(t, "KfW grant", 2026, "requested")
	b.Click(field(first))
	b.Paste(strings.TrimSuffix(strings.Repeat("3\t2\n", 4980), "\n"))
	untilTrue(t, b, `document.querySelector('tfoot tr:not([hidden])')?.innerText.includes('14,940.00')`)
	if got := held(b, last); got != "2.00" {
		t.Errorf("the last cell says %q: %s", got, gridSays(b))
	}
	took := browsertest.Await[[]float64](b, `new Promise(done => {
		const cell = document.querySelector('`+field(first)+`'), took = [];
		(function type() {
			if (took.length === 9) return done(took);
			let frame = 0; // the sums are made in the next frame, between these two
			requestAnimationFrame(() => { frame = performance.now(); });
			const start = performance.now();
			cell.value += '5';
			cell.dispatchEvent(new Event('input', { bubbles: true }));
			const typed = performance.now() - start;
			requestAnimationFrame(() => { took.push(typed + performance.now() - frame); setTimeout(type); });
		})();
	})`)
	slices.Sort(took)
	if t.Logf("a key took %.0f ms of script", took); took[4] > 100 {
		t.Error("typing pauses")
	}
	if total := browsertest.Eval[string](b, `document.querySelector('tfoot tr:not([hidden])').innerText`); !strings.Contains(total, "3") || !strings.Contains(total, "9,960.00") {
		t.Errorf("the totals say %q", total)
	}
}
