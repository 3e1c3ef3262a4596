package web

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/schedule"
	"korridor/web/browsertest"
	"korridor/web/form"
)

const editRailway = "/projects/railway/timeline/edit"

// datesBrowser opens the form for the railway's dates in a language.
func datesBrowser(t *testing.T, language string) (*browsertest.Browser, *realSite) {
	t.Helper()
	s := freshSite(t, true)
	b := browsertest.Open(t, s.Handler())
	b.Visit(editRailway + "?lang=" + language)
	return b, s
}

// input returns what stands in a field of the first phases: "0.planned_start".
func input(b *browsertest.Browser, name string) string {
	i, field, _ := strings.Cut(name, ".")
	return browsertest.Eval[string](b, `document.querySelector('[name="rows[`+i+`].`+field+`"]').value`)
}

func inputs(t *testing.T, b *browsertest.Browser, want ...string) {
	t.Helper()
	for i := 0; i < len(want); i += 2 {
		if got := input(b, want[i]); got != want[i+1] {
			t.Errorf("%s is %q, want %q", want[i], got, want[i+1])
		}
	}
}

const followList = `document.querySelector('[data-follow]').innerText`

const pageBar = `document.querySelector('.chart-page [data-id] .handle')`

// agree fails the test where the first bar is not drawn where its inputs say.
func agree(t *testing.T, b *browsertest.Browser) {
	t.Helper()
	const gap = `import(document.querySelector('script[src*="timeline-edit"]').src.replace('timeline-edit', 'timeline-dates')).then(m => {
		const words = JSON.parse(document.querySelector('[data-timeline]').dataset.timeline);
		const date = field => m.read(document.querySelector('[data-field=' + field + ']').value, words);
		return Math.max(...[...document.querySelectorAll('.chart-svg')].map(svg => {
			const c = Object.fromEntries(Object.entries(svg.querySelector('.calendar').dataset).map(([k, v]) => [k, Number(v)]));
			const at = day => c.left + (m.yearOf(day) - c.from) / (c.to - c.from) * (c.right - c.left);
			const grip = svg.querySelector('[data-id] .grip');
			const [x, w] = ['x', 'width'].map(a => Number(grip.getAttribute(a)));
			return Math.abs(x - at(m.first(date('planned_start')))) + Math.abs(x + w - at(m.last(date('planned_finish')) + 1));
		})) })`
	if off := browsertest.Await[float64](b, gap); off > 0.01 {
		t.Errorf("the bar lies %v beside what the inputs say", off)
	}
}

// A bar is dragged by its middle and by its ends, the inputs follow, the moves
// are undone, and what is left is saved.
func TestBarsAreDragged(t *testing.T) {
	b, s := datesBrowser(t, "en")
	inputs(t, b, "0.planned_start", "1 Jan 2026", "0.planned_finish", "30 Jun 2028")
	agree(t, b)
	perYear := browsertest.Eval[float64](b, `(c => (c.right - c.left) / (c.to - c.from))(document.querySelector('.chart-page .calendar').dataset) *
		document.querySelector('.chart-page').getBoundingClientRect().width / document.querySelector('.chart-page').viewBox.baseVal.width`)
	b.Drag(".chart-page [data-id] .grip", perYear, true)
	inputs(t, b, "0.planned_start", "1 Jan 2027", "0.planned_finish", "30 Jun 2029")
	agree(t, b)
	if moves := browsertest.Eval[string](b, followList); !strings.Contains(moves,
		"Access and enabling works: moved to 1 Jul 2029 – 31 Dec 2030, after Design, permits and land.") || !strings.Contains(moves, "Systems and testing") {
		t.Errorf("the followers are said to move %q", moves)
	}
	if ghosts := browsertest.Eval[float64](b, `document.querySelectorAll('.chart-page .ghost[d^=M]').length`); ghosts != 4 {
		t.Errorf("%v followers are outlined where they come to lie, want 4", ghosts)
	}
	b.Drag(".chart-page [data-id] .hold-finish", -perYear/2, true)
	inputs(t, b, "0.planned_start", "1 Jan 2027")
	if got := input(b, "0.planned_finish"); !strings.HasSuffix(got, "Dec 2028") {
		t.Errorf("the finish is %q", got)
	}
	agree(t, b)
	b.PressWith("z", chromedp.ModifierCtrl)
	inputs(t, b, "0.planned_start", "1 Jan 2027", "0.planned_finish", "30 Jun 2029")
	b.Click("[data-undo]")
	inputs(t, b, "0.planned_start", "1 Jan 2026", "0.planned_finish", "30 Jun 2028")
	agree(t, b)

	b.Drag(".chart-page [data-id] .grip", 3*perYear, false)
	b.Press(kb.Escape)
	inputs(t, b, "0.planned_start", "1 Jan 2026", "0.planned_finish", "30 Jun 2028")
	agree(t, b)

	b.Visit(editRailway)
	b.Drag(".chart-page [data-id] .hold-start", perYear, true)
	inputs(t, b, "0.planned_start", "1 Jan 2027", "0.planned_finish", "30 Jun 2028")
	b.Follow(".form-foot button[type=submit]")
	if said := browsertest.Eval[string](b, `document.querySelector('.flash').innerText`); said != "The dates are saved." {
		t.Errorf("the page says %q", said)
	}
	if got := storedPhase(t, s, "railway", 0).PlannedStart.String(); got != "2027-01-01" {
		t.Errorf("stored is %s", got)
	}
}

// A finger on a phone moves a bar, too, where it goes sideways, and scrolls the
// page where it goes up.
func TestBarsFollowAFinger(t *testing.T) {
	b, _ := datesBrowser(t, "en")
	b.Resize(390, 844)
	browsertest.Eval[any](b, `[...document.querySelectorAll('[data-id] .grip')].find(e => e.checkVisibility()).id = 'finger'`)
	b.Swipe("#finger", 40, 3)
	untilTrue(t, b, `document.querySelector('[name="rows[0].planned_start"]').value !== "1 Jan 2026"`)
	agree(t, b)
	moved := input(b, "0.planned_start")
	b.Swipe("#finger", 3, -200)
	untilTrue(t, b, `scrollY > 50`)
	inputs(t, b, "0.planned_start", moved)
}

// A bar moves by keyboard, a date by the precision that it has, and what it
// reads is spoken; typing moves it too.
func TestBarsMoveByKeyboard(t *testing.T) {
	b, _ := datesBrowser(t, "sq")
	browsertest.Eval[any](b, pageBar+`.focus()`)
	b.Press(kb.ArrowRight)
	inputs(t, b, "0.planned_start", "02.01.2026", "0.planned_finish", "01.07.2028")
	if ring := browsertest.Eval[string](b, `getComputedStyle(`+pageBar+`.querySelector('.grip')).stroke`); ring == "none" {
		t.Error("the bar in focus has no ring")
	}
	b.PressWith("z", chromedp.ModifierCtrl)
	b.PressWith(kb.ArrowRight, chromedp.ModifierShift)
	inputs(t, b, "0.planned_start", "01.02.2026", "0.planned_finish", "31.07.2028")
	b.PressWith(kb.ArrowLeft, chromedp.ModifierCtrl)
	b.PressWith(kb.ArrowLeft, chromedp.ModifierAlt)
	inputs(t, b, "0.planned_start", "31.01.2026", "0.planned_finish", "30.07.2028")
	agree(t, b)
	for expression, want := range map[string]string{
		`document.querySelector('[data-live]').textContent`:          "31.01.2026 – 30.07.2028",
		pageBar + `.getAttribute('aria-valuetext')`:                  "31.01.2026 – 30.07.2028",
		pageBar + `.getAttribute('aria-label')`:                      "Projektimi",
		followList:                                                   "zhvendoset në 31.07.2028 – 30.01.2030",
		`String(document.querySelectorAll('[data-changed]').length)`: "2",
	} {
		if got := browsertest.Eval[string](b, expression); !strings.Contains(got, want) {
			t.Errorf("%s is %q, want %q", expression, got, want)
		}
	}

	const typed = `(i => { i.value = '%'; i.dispatchEvent(new Event('input', {bubbles: true})) })(document.querySelector('[name="rows[0].@"]'))`
	for field, text := range map[string]string{"planned_start": "maj 2026", "planned_finish": "2029"} {
		browsertest.Eval[any](b, strings.NewReplacer("%", text, "@", field).Replace(typed))
	}
	agree(t, b)
	browsertest.Eval[any](b, pageBar+`.focus()`)
	b.Press(kb.ArrowRight) // the finish is known by its year only
	inputs(t, b, "0.planned_start", "maj 2027", "0.planned_finish", "2030")
	b.PressWith(kb.ArrowLeft, chromedp.ModifierAlt)
	inputs(t, b, "0.planned_start", "prill 2027", "0.planned_finish", "2030")
	agree(t, b)
}

// The browser reads dates as the server does.
func TestScriptReadsDatesAsTheServer(t *testing.T) {
	for _, language := range []string{"en", "sq"} {
		b, s := datesBrowser(t, language)
		l, _ := s.languages.Get(language)
		for _, text := range []string{"", "2026", "2026-01-31", "2026-1", "31.01.2026", "31. 1. 2026.", "1.2/2026", "01/02/2026", "31/01/2026", "01/31/2026",
			"05/5/2026", "1/2026", "13/2026", "Jan 2026", "31 Jan 2026", "Jan 31, 2026", "31 janar 2026", "nentor 2011", "sht 2026", "29.02.2026", "29.02.2028",
			"3000", "1899", "31.02.2027", "2026-00", "31.01.26", "soon", "\u202e2026", "２０２６", "2026\u00a0"} {
			want := "bad"
			if d, problem := form.Date(l, text); problem == "" {
				want = l.Date(d)
			}
			quoted, _ := json.Marshal(text)
			got := browsertest.Await[string](b, `import(document.querySelector('script[src*="timeline-edit"]').src.replace('timeline-edit', 'timeline-dates')).then(m => {
				const words = JSON.parse(document.querySelector('[data-timeline]').dataset.timeline);
				const date = m.read(`+string(quoted)+`, words);
				return date ? m.write(date, words) : date === null ? '' : 'bad' })`)
			if got != want {
				t.Errorf("%s: %q is read as %q, by the server as %q", language, text, got, want)
			}
		}
	}
}

// Without scripts the table alone does the job.
func TestDatesWithoutScript(t *testing.T) {
	s := freshSite(t, true)
	b := browsertest.Open(t, s.Handler())
	b.WithoutScript()
	b.Visit(editRailway)
	for _, selector := range []string{".handle", "[data-tools]:not([hidden])"} {
		if n := browsertest.Eval[int](b, `document.querySelectorAll('`+selector+`').length`); n != 0 {
			t.Errorf("%s is shown without the script", selector)
		}
	}
	b.Click(`[name="rows[1].actual_start"]`)
	b.Press("31.02.2027")
	b.Follow(".form-foot button[type=submit]")
	if said := browsertest.Eval[string](b, `document.querySelector('[name="rows[1].actual_start"]').closest('td').innerText`); !strings.Contains(said, "31.02.2027 is not a day of the calendar") {
		t.Errorf("the field says %q", said)
	}
	if wide := browsertest.Eval[bool](b, `(width => width('actual_start') > 1.5 * width('planned_start'))(name => document.querySelector('[name="rows[1].' + name + '"]').closest('td').offsetWidth)`); wide {
		t.Error("the message makes its column wider than the others")
	}
	browsertest.Eval[any](b, `document.querySelector('[name="rows[1].actual_start"]').value = 'Mar 2027'; document.querySelector('[name="rows[1].planned_finish"]').value = '30.06.2030'`)
	b.Follow(".form-foot button[type=submit]")
	if got := storedPhase(t, s, "railway", 1).ActualStart.String(); got != "2027-03" {
		t.Errorf("stored is %q", got)
	}
	if over := browsertest.Eval[int](b, `(t => t.scrollWidth - t.clientWidth)(document.querySelector('td.date .warn').closest('.table'))`); over > 0 {
		t.Errorf("phases that move make the table %d pixels wider than the page", over)
	}
}

// A save that is refused keeps what was typed and dragged, names the fields,
// and leaves the bars at work; what somebody else saved is there to choose.
func TestRefusedDatesStayInThePage(t *testing.T) {
	b, s := datesBrowser(t, "sq")
	other := storedPhase(t, s, "railway", 1)
	other.PlannedFinish = schedule.MustDate("2031")
	s.do(t, &planner.SavePhases{Rows: []project.Phase{other}})
	const typed = `(i => { i.value = '%'; i.dispatchEvent(new Event('input', {bubbles: true})) })(document.querySelector('[name="rows[@].planned_finish"]'))`
	browsertest.Eval[any](b, strings.NewReplacer("%", "2025", "@", "0").Replace(typed))
	browsertest.Eval[any](b, strings.NewReplacer("%", "2032", "@", "1").Replace(typed))
	b.Click(".form-foot button[type=submit]")
	said := browsertest.Await[string](b, `new Promise(done => document.addEventListener('korridor:page', () => done(document.querySelector('.form-summary').innerText)))`)
	for _, want := range []string{"dikush i ndryshoi fazat ndërkohë", "2025 bie para fillimit", "Rrugët hyrëse dhe punimet përgatitore: Përfundimi i planifikuar"} {
		if !strings.Contains(said, want) {
			t.Errorf("the summary says %q, not %q", said, want)
		}
	}
	inputs(t, b, "0.planned_finish", "2025", "1.planned_finish", "2032")
	for _, width := range []int64{1440, 768, 390} {
		b.Resize(width, 900)
		b.NoSidewaysScroll()
		b.Keep("dates-refused-" + strconv.FormatInt(width, 10))
	}
	b.Resize(1440, 900)
	b.Click(`[name="take.rows[1].planned_finish"][value=theirs]`)
	browsertest.Eval[any](b, strings.NewReplacer("%", "2029", "@", "0").Replace(typed))
	browsertest.Eval[any](b, pageBar+`.focus()`)
	b.PressWith(kb.ArrowRight, chromedp.ModifierCtrl)
	inputs(t, b, "0.planned_finish", "2030")
	agree(t, b)
	b.Follow(".form-foot button[type=submit]")
	for i, want := range []string{"2030", "2031"} {
		if got := storedPhase(t, s, "railway", i).PlannedFinish.String(); got != want {
			t.Errorf("phase %d finishes %s, want %s", i, got, want)
		}
	}
}

// The script places followers and draws their connectors as the server does, whatever is typed.
func TestScriptPlacesFollowersAsTheServer(t *testing.T) {
	b, s := datesBrowser(t, "en")
	const connectors = `(doc => JSON.stringify([...doc.querySelectorAll('.links path, .ghost')].map(p => p.getAttribute('d')).filter(d => d).map(d => d.replace(/[\d.]+/g, n => Math.round(n * 5) / 5)).sort()))`
	const fresh = `fetch(location).then(r => r.text()).then(t => ` + connectors + `(new DOMParser().parseFromString(t, 'text/html')))`
	if drawn, want := browsertest.Eval[string](b, connectors+`(document)`), browsertest.Await[string](b, fresh); drawn != want || len(want) < 100 {
		t.Errorf("the script draws %s, the server %s", drawn, want)
	}
	for _, typed := range []map[string]string{
		{"rows[0].planned_finish": "2029"}, {"rows[0].planned_finish": "Sep 2028", "rows[2].planned_start": "2028"},
		{"rows[1].planned_finish": ""}, {"rows[3].planned_finish": "2040", "rows[4].planned_finish": ""},
		{"rows[1].planned_finish": "31 Dec 2031", "rows[2].actual_start": "5 May 2030"}, {"rows[0].planned_start": "2180", "rows[0].planned_finish": "2199"},
	} {
		values := datesOf(t, s, "en")
		values.Set("do", "check")
		for name, text := range typed {
			values.Set(name, text)
			typeInto(b, name, text)
		}
		var want []string
		page := postDates(t, s, values, "en")
		for _, li := range page.Find("[data-follow] li") {
			want = append(want, li.Text())
		}
		if got := browsertest.Eval[string](b, `[...document.querySelectorAll('[data-follow] li')].map(li => li.textContent).join('|')`); got != strings.Join(want, "|") {
			t.Errorf("%v: the script says %q, the server %q", typed, got, want)
		}
		for name := range typed {
			typeInto(b, name, values.Get("was."+name))
		}
	}
}
