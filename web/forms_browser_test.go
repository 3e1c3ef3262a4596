package web

import (
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"korridor/pkg/planner"
	"korridor/web/browsertest"
)

// until waits for what the page comes to say.
func until(t *testing.T, b *browsertest.Browser, expression string) {
	t.Helper()
	if !browsertest.Await[bool](b, `new Promise(done => { const end = Date.now() + 15000; const look = () => {
		let yes = false; try { yes = Boolean(`+expression+`) } catch {}
		if (yes || Date.now() > end) done(yes); else setTimeout(look, 20) }; look() })`) {
		t.Fatalf("never: %s", expression)
	}
}

// typeInto puts a text into a field as a person does.
func typeInto(b *browsertest.Browser, name, typed string) {
	browsertest.Eval[any](b, `(f => { f.focus(); f.value = `+strconv.Quote(typed)+`; f.dispatchEvent(new Event('input', {bubbles: true})); return null })
		(document.querySelector('[name="`+name+`"]'))`)
}

// asksBeforeLeaving asks the page what it says to being left.
const asksBeforeLeaving = `(e => { window.dispatchEvent(e); return e.defaultPrevented })(new Event('beforeunload', {cancelable: true}))`

// troubled is a site whose network fails when told to, and that counts saves.
type troubled struct {
	http.Handler
	down  atomic.Bool
	saves atomic.Int64
}

func (s *troubled) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost {
		s.saves.Add(1)
		if s.down.Load() {
			panic(http.ErrAbortHandler)
		}
	}
	s.Handler.ServeHTTP(w, r)
}

const save = ".form-foot button[type=submit]"

// A form in the browser: what is wrong is said in place, a save that fails
// keeps what was typed and can be repeated, two clicks save once, and leaving
// unsaved work asks first.
func TestFormInTheBrowser(t *testing.T) {
	s := freshSite(t, true)
	_, at := s.railwayPhase(t, "p2")
	site := &troubled{Handler: s.Handler()}
	b := browsertest.Open(t, site)
	b.Visit(at)
	if browsertest.Eval[bool](b, asksBeforeLeaving) {
		t.Error("an untouched form asks before it is left")
	}
	typeInto(b, "note", "typed for an hour")
	if !browsertest.Eval[bool](b, asksBeforeLeaving) {
		t.Error("unsaved work can be left without a word")
	}
	typeInto(b, "progress_percent", "half")
	browsertest.Eval[any](b, `window.same = true; null`)
	b.Click(save)
	until(t, b, `document.activeElement.matches('[data-form-summary]')`)
	if !browsertest.Eval[bool](b, `window.same && document.querySelector('[name=note]').value === 'typed for an hour' && document.querySelector('[name=progress_percent]').value === 'half'`) {
		t.Error("what was typed is gone, or the page was left")
	}
	if !browsertest.Eval[bool](b, asksBeforeLeaving) {
		t.Error("a refused form can be left without a word")
	}
	b.Keep("form-refused")
	b.Click(".form-summary a")
	if name := browsertest.Eval[string](b, `document.querySelector(location.hash).name`); name != "progress_percent" {
		t.Errorf("the summary leads to %s", name)
	}
	typeInto(b, "progress_percent", "12.5")

	site.down.Store(true)
	b.Click(save)
	until(t, b, `!document.querySelector('[data-form-failed]').hidden && document.activeElement.matches('[data-form-retry]')`)
	b.Keep("form-server-gone")
	if note := browsertest.Eval[string](b, `document.querySelector('[name=note]').value`); note != "typed for an hour" {
		t.Errorf("the note is %q", note)
	}
	site.down.Store(false)
	site.saves.Store(0)
	browsertest.Eval[any](b, `document.querySelector('[data-form-retry]').addEventListener('click', () => document.querySelector('`+save+`').click()); null`)
	b.Follow("[data-form-retry]")
	if !browsertest.Eval[bool](b, `location.pathname.endsWith('/timeline') && Boolean(document.querySelector('.flash'))`) {
		t.Errorf("at %s", browsertest.Eval[string](b, `location.href`))
	}
	if n := site.saves.Load(); n != 1 {
		t.Errorf("%d saves for two clicks", n)
	}
	now, _ := s.railwayPhase(t, "p2")
	if now.Note.Default != "typed for an hour" || now.ProgressPercent.Decimal.String() != "12.5" {
		t.Errorf("%+v", now)
	}
}

// What is too large is refused in the page, and stays in it.
func TestTooLargeFormStays(t *testing.T) {
	s := freshSite(t, true)
	_, at := s.railwayPhase(t, "p2")
	b := browsertest.Open(t, s.Handler())
	b.Visit(at)
	// Not shown: laying out millions of characters is the browser's work, and not what is tested.
	browsertest.Eval[any](b, `{ const note = document.querySelector('[name=note]'); note.style.display = 'none'; note.value = 'x'.repeat(2_000_000) } null`)
	b.Click(save)
	until(t, b, `document.querySelector('[data-form-refused], [data-form-failed]:not([hidden])')`)
	if n := browsertest.Eval[float64](b, `document.querySelector('[name=note]').value.length`); n != 2_000_000 {
		t.Errorf("%v characters are left", n)
	}
	if said := browsertest.Eval[string](b, `document.querySelector('[data-form-refused]')?.textContent ?? ''`); !strings.Contains(said, "larger") {
		t.Errorf("it says %q", said)
	}
}

// Without scripts the same form saves, says what is wrong, and lets the reader
// choose between two values, in Albanian.
func TestFormWithoutScript(t *testing.T) {
	s := freshSite(t, true)
	phase, at := s.railwayPhase(t, "p2")
	phase.Note.Default = ""
	emptied := &planner.SavePhase{Record: phase}
	s.do(t, emptied)
	phase = emptied.Record
	b := browsertest.Open(t, s.Handler())
	b.Visit("/?lang=sq")
	b.WithoutScript()
	b.Visit(at)
	b.Click("#field-note")
	b.Press("imja")
	b.Click("#field-planned_start")
	b.Press("x")
	b.Follow(save)
	if said := browsertest.Eval[string](b, `document.querySelector('#field-planned_start-problem').textContent`); !strings.Contains(said, "nuk është datë") {
		t.Errorf("it says %q", said)
	}
	phase.Note.Default = "e tyrja"
	s.do(t, &planner.SavePhase{Record: phase})
	browsertest.Eval[any](b, `document.querySelector('[name=planned_start]').value = '1.2.2028'; null`)
	b.Follow(save)
	b.Keep("form-stale-sq")
	b.Click(`[name="take.note"][value=mine]`)
	b.Follow(save)
	if path := browsertest.Eval[string](b, `location.pathname`); path != "/projects/railway/timeline" {
		t.Fatalf("at %s: %s", path, browsertest.Eval[string](b, `document.querySelector('main').innerText`))
	}
	if now, _ := s.railwayPhase(t, "p2"); now.Note.Default != "imja" || now.PlannedStart.String() != "2028-02-01" {
		t.Errorf("%+v", now)
	}
}

// No form is wider than the window.
func TestFormsFitTheWindow(t *testing.T) {
	b := browsertest.Open(t, corridorSite(t).Handler())
	for _, at := range formPages {
		for name, width := range map[string]int64{"desk": 1440, "tablet": 768, "phone": 390} {
			b.Resize(width, 900)
			b.Visit(at)
			b.NoSidewaysScroll()
			b.Keep("form" + strings.ReplaceAll(at, "/", "-") + "-" + name)
		}
	}
}
