package web

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"

	"korridor/web/browsertest"
)

// field is the selector of a field by its name.
func field(name string) string { return `[name="` + name + `"]` }

// held returns what a field holds.
func held(b *browsertest.Browser, name string) string {
	return browsertest.Eval[string](b, `document.querySelector('`+field(name)+`').value`)
}

// untilTrue waits until an expression holds.
func untilTrue(t *testing.T, b *browsertest.Browser, expression string) {
	t.Helper()
	if !browsertest.Await[bool](b, `new Promise(done => { const end = Date.now() + 10000;
		(function look() { const found = !!(`+expression+`); if (found || Date.now() > end) done(found); else setTimeout(look, 20); })() })`) {
		t.Fatalf("never true: %s; the page says %s", expression, browsertest.Eval[string](b, `document.querySelector('main').innerText.slice(0, 600)`))
	}
}

// save presses the button at the end of the sheet.
const saveButton = ".form-foot button[type=submit]"

// Three funding sources by four stages are pasted as Albanian spreadsheets have
// them, with thousands separators; the totals follow; a paste is undone as one
// step and done again; the sheet is saved as a whole.
func TestAlbanianBlockIsPastedAndSaved(t *testing.T) {
	s := freshSite(t, true)
	b := browsertest.Open(t, s.Handler())
	b.Visit(fundingAddress + "?lang=sq")
	grant := s.sheetCell(t, "KfW grant", 2027, "requested")
	b.Click(field(grant))
	b.Paste("12.000.000,50\t10.000.000,00\t9 000 000\t1\u00a0500\u00a0000,25\r\n3.500.000,00\t3.500.000,00\t\t\r\n\"1 000 000,00\"\t500.000,50\t400'000\t0\r\n")
	const total = `(document.querySelector('tfoot tr:not([hidden])')?.innerText ?? '').replace(/\u00a0/g, ' ').replace(/\s*\n\s*/g, ' ')`
	untilTrue(t, b, total+`.includes('16 500 000,50')`)
	for _, want := range []string{"16 500 000,50 +16 500 000,50", "14 000 000,50", "9 400 000,00", "1 500 000,25"} {
		if got := browsertest.Eval[string](b, total); !strings.Contains(got, want) {
			t.Errorf("the totals say %q, not %q", got, want)
		}
	}
	b.PressWith("z", chromedp.ModifierCtrl)
	untilTrue(t, b, `document.querySelector('tfoot tr:not([hidden])') === null`)
	if got := held(b, grant); got != "" {
		t.Errorf("after undoing the cell says %q", got)
	}
	b.PressWith("z", chromedp.ModifierCtrl, chromedp.ModifierShift)
	if got := held(b, grant); got != "12\u00a0000\u00a0000,50" {
		t.Errorf("after doing it again the cell says %q", got)
	}
	b.Keep("sheet-sq")
	b.Click(field("reason"))
	b.Press("PBA 2027")
	b.Follow(saveButton)
	s.wantAllocations(t,
		"2027 KfW grant requested 12000000.50 EUR approved 10000000.00 EUR committed 9000000.00 EUR disbursed 1500000.25 EUR",
		"2027 KfW loan requested 3500000.00 EUR approved 3500000.00 EUR",
		"2027 Albanian share requested 1000000.00 EUR approved 500000.50 EUR committed 400000.00 EUR disbursed 0.00 EUR")
	b.Visit(fundingAddress)
	for _, width := range []int64{1440, 768, 390} {
		b.Resize(width, 900)
		b.NoSidewaysScroll()
	}
}

// Years are added from the keyboard, typing goes on in the first of their cells,
// Enter in the reason saves, and what every total is of stands before it.
func TestSheetFromTheKeyboard(t *testing.T) {
	s := freshSite(t, true)
	b := browsertest.Open(t, s.Handler())
	b.Visit(fundingAddress + "?lang=en")
	for _, name := range []string{"from", "to"} {
		b.Click(field(name))
		b.PressWith("a", chromedp.ModifierCtrl)
		b.Press("2031")
	}
	b.Press("\r")
	untilTrue(t, b, `document.activeElement.name?.endsWith('-2031.requested')`)
	b.Press("1500000\t")
	untilTrue(t, b, `[...document.querySelectorAll('tr[data-sum]:not([hidden]) th')].map(th => th.innerText).join('|').startsWith('Total, 2031|Total, all years|')`)
	b.Click(field("reason"))
	b.PressToGo("request of 2031\r")
	if said := browsertest.Eval[string](b, `document.querySelector('.flash').innerText`); said != "Saved. The history shows the change." {
		t.Errorf("the page says %q", said)
	}
}

// A refused sheet keeps what was typed and can be undone and saved then.
func TestRefusedSheetGoesOn(t *testing.T) {
	s := freshSite(t, true)
	b := browsertest.Open(t, s.Handler())
	b.Visit(fundingAddress)
	approved := s.sheetCell(t, "KfW grant", 2026, "approved")
	b.Click(field(approved))
	b.Press("5\t6\t")
	b.Click(field("reason"))
	b.Press("plan")
	b.Click(saveButton)
	untilTrue(t, b, `document.querySelector('.sheet-detail')`)
	b.Keep("sheet-refused")
	committed := s.sheetCell(t, "KfW grant", 2026, "committed")
	if !browsertest.Eval[bool](b, `document.querySelector('`+field(committed)+`').getAttribute('aria-invalid') === 'true'`) {
		t.Error("the cell is not marked")
	}
	browsertest.Eval[any](b, `(c => { c.focus(); c.select(); })(document.querySelector('`+field(committed)+`'))`)
	b.Press("4\r")
	if browsertest.Eval[bool](b, `document.querySelector('`+field(committed)+`').getAttribute('aria-invalid') === 'true'`) {
		t.Error("the mark stays on a cell that was corrected")
	}
	b.Follow(saveButton)
	s.wantAllocations(t, "2026 KfW grant approved 5.00 EUR committed 4.00 EUR")
}

// What was typed can be undone after years were added, after a check, after a
// refusal, and after somebody else changed the sheet: nothing is forgotten, and
// what was undone can be done again.
func TestUndoOutlivesTheServersAnswers(t *testing.T) {
	s := freshSite(t, true)
	b := browsertest.Open(t, s.Handler())
	b.Visit(fundingAddress + "?lang=sq")
	grant, loan := s.sheetCell(t, "KfW grant", 2026, "requested"), s.sheetCell(t, "KfW loan", 2027, "approved")
	note := s.sheetCell(t, "KfW grant", 2026, "note")
	b.Click(field(grant))
	b.Press("7\t")
	b.Paste("6\t5\t4")
	b.Click(field(note))
	b.Press("shënim")
	later := s.sheetCell(t, "KfW grant", 2029, "requested")
	b.Click(".sheet-add button[value=add]")
	untilTrue(t, b, `document.querySelector('`+field(later)+`')`)
	b.PressWith("z", chromedp.ModifierCtrl)
	if got := held(b, note); got != "" {
		t.Errorf("with more years the note says %q after undoing", got)
	}
	b.PressWith("z", chromedp.ModifierCtrl, chromedp.ModifierShift)
	if got := held(b, note); got != "shënim" {
		t.Errorf("done again the note says %q", got)
	}
	b.Click(field(later))
	b.Press("3")
	b.Click(".sheet-check")
	untilTrue(t, b, `document.querySelector('[data-form-summary]')`)
	b.Click(saveButton) // without a reason
	untilTrue(t, b, `document.querySelector('[name=reason][aria-invalid]')`)
	_, other := openSheet(t, s, "en")
	other.Set(grant, "99")
	other.Set("reason", "theirs")
	s.send(t, other, "en", http.StatusSeeOther)
	b.Click("[name=reason]")
	b.Press("plani")
	b.Click(saveButton)
	untilTrue(t, b, `document.querySelector('.sheet-theirs')`)
	b.Click(field(loan))
	b.Press("2\r")
	for i, want := range []struct{ name, before, after string }{
		{loan, "2,00", ""}, {later, "3,00", ""}, {note, "shënim", ""}, {strings.Replace(grant, "requested", "disbursed", 1), "4,00", ""}, {grant, "7,00", ""},
	} {
		if got := held(b, want.name); got != want.before {
			t.Errorf("step %d: %s says %q, want %q", i, want.name, got, want.before)
		}
		b.PressWith("z", chromedp.ModifierCtrl)
		if got := held(b, want.name); got != want.after {
			t.Errorf("step %d: after undoing %s says %q, want %q", i, want.name, got, want.after)
		}
	}
	b.PressWith("y", chromedp.ModifierCtrl)
	if got := held(b, grant); got != "7,00" {
		t.Errorf("done again it says %q", got)
	}
}

// stoppable is a site whose server can be stopped and started again.
type stoppable struct {
	http.Handler
	stopped atomic.Bool
}

// ServeHTTP implements http.Handler.
func (s *stoppable) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.stopped.Load() {
		panic(http.ErrAbortHandler)
	}
	s.Handler.ServeHTTP(w, r)
}

// A save that finds no server says so and keeps the sheet; once the server is
// back the same sheet is saved.
func TestSheetSurvivesAStoppedServer(t *testing.T) {
	s := freshSite(t, true)
	server := &stoppable{Handler: s.Handler()}
	b := browsertest.Open(t, server)
	b.Visit(fundingAddress)
	name := s.sheetCell(t, "KfW loan", 2026, "requested")
	b.Click(field(name))
	b.Press("1,500\r")
	b.Click(field("reason"))
	b.Press("plan")
	server.stopped.Store(true)
	b.Click(saveButton)
	untilTrue(t, b, `document.querySelector('[data-form-failed]:not([hidden])')`)
	if got := held(b, name); got != "1,500.00" {
		t.Errorf("the cell says %q", got)
	}
	server.stopped.Store(false)
	b.Follow("[data-form-retry]")
	s.wantAllocations(t, "2026 KfW loan requested 1500.00 EUR")
}

// Of two browsers at one sheet the second one sees both values and chooses.
func TestTwoBrowsersAtOneSheet(t *testing.T) {
	s := freshSite(t, true)
	first, second := browsertest.Open(t, s.Handler()), browsertest.Open(t, s.Handler())
	name, other := s.sheetCell(t, "KfW grant", 2026, "requested"), s.sheetCell(t, "KfW loan", 2026, "requested")
	for _, b := range []*browsertest.Browser{first, second} {
		b.Visit(fundingAddress)
	}
	fill := func(b *browsertest.Browser, amount string) {
		b.Click(field(name))
		b.Press(amount + "\r" + amount)
		b.Click(field("reason"))
		b.Press("from " + amount)
	}
	fill(first, "10")
	first.Follow(saveButton)
	fill(second, "20")
	second.Click(saveButton)
	untilTrue(t, second, `document.querySelector('.sheet-theirs')`)
	second.Keep("sheet-theirs")
	if got := held(second, name) + " " + held(second, other); got != "20.00 20.00" {
		t.Errorf("the second one's sheet says %q", got)
	}
	second.Click(".sheet-theirs input")
	if got := held(second, name); got != "10.00" {
		t.Errorf("taking theirs gives %q", got)
	}
	second.Follow(saveButton)
	s.wantAllocations(t, "2026 KfW grant requested 10.00 EUR", "2026 KfW loan requested 20.00 EUR")
}

// Without JavaScript the sheet is a form: years are added, the sheet is checked
// and saved by its buttons.
func TestSheetWithoutScript(t *testing.T) {
	s := freshSite(t, true)
	b := browsertest.Open(t, s.Handler())
	b.WithoutScript()
	b.Visit(fundingAddress + "?lang=sq")
	if shown := browsertest.Eval[string](b, `getComputedStyle(document.querySelector('.scripted')).display`); shown != "none" {
		t.Error("without scripts the sheet offers keys that do nothing")
	}
	b.Follow(".sheet-add button[value=add]")
	b.Click(field(s.sheetCell(t, "KfW grant", 2029, "requested")))
	b.Press("1.500.000,5")
	b.Follow(".sheet-check")
	b.Keep("sheet-plain")
	b.Click(field("reason"))
	b.Press("plani")
	b.Follow(saveButton)
	s.wantAllocations(t, "2029 KfW grant requested 1500000.50 EUR")
}
