package web

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/web/browsertest"
)

// draftTotal is what the foot of the sheet says.
const draftTotal = `document.querySelector('.draft-total').innerText.replace(/\s+/g, ' ')`

// toCell puts the focus into a cell of the row with the code, all of it selected.
func toCell(b *browsertest.Browser, code, column string) {
	browsertest.Eval[any](b, fmt.Sprintf(`(row => { const cell = row.querySelector('[data-column="%s"]'); cell.focus(); cell.select?.(); })(
		[...document.querySelectorAll('[data-column="code"]')].find(c => c.value === '%s').closest('tbody'))`, column, code))
}

// focusOn puts the focus into the element of the selector.
func focusOn(b *browsertest.Browser, selector string) {
	browsertest.Eval[any](b, `document.querySelector('`+selector+`').focus()`)
}

// The rate of the tunnels is changed, saved and published by keyboard alone, in
// both languages; the sums follow while typing.
func TestRateIsChangedAndPublishedByKeyboard(t *testing.T) {
	for language, want := range map[string][]string{"en": {"1,873,071,000.00", "+73,071,000.00"}, "sq": {"1 873 071 000,00", "+73 071 000,00"}} {
		s := draftSite(t)
		b := browsertest.Open(t, s.Handler())
		b.Visit(copyAddress + "?lang=" + language)
		b.Keep("draft-" + language)
		toCell(b, "tunnels", "code")
		for range 6 {
			b.Press(kb.ArrowRight)
		}
		b.Press("25 000 000\r")
		for _, part := range want {
			if said := strings.ReplaceAll(browsertest.Eval[string](b, draftTotal), "\u00a0", " "); !strings.Contains(said, part) {
				t.Errorf("the foot says %q, not %s", said, part)
			}
		}
		focusOn(b, `[name="reason"]`)
		b.Press("the rate of 2026")
		b.PressToGo("\r")
		if total := s.draftOf(t).EstimateSheet.Estimate.Total.Plain(); total != "1873071000.00" {
			t.Errorf("the total is %s", total)
		}
		b.Visit(strings.TrimSuffix(copyAddress, "/edit"))
		focusOn(b, `#publish [name="reason"]`)
		b.Press("agreed")
		b.PressToGo("\r")
		if e := s.draftOf(t).EstimateSheet.Estimate; e.Status != estimate.Published {
			t.Errorf("the estimate is %s", e.Status)
		}
	}
}

// Rows are added, duplicated, moved, removed and brought back by keys, without
// asking the server, and saved at once.
func TestRowsByKeyboard(t *testing.T) {
	s := draftSite(t)
	b := browsertest.Open(t, s.Handler())
	b.Visit(copyAddress)
	codes := func() string {
		return browsertest.Eval[string](b, `[...document.querySelectorAll('[data-draft-table] [data-column="code"]')].slice(0, 5).map(c => c.value).join(' ')`)
	}
	wants := func(what, want string) {
		t.Helper()
		if got := codes(); got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}
	toCell(b, "surveys-design", "code")
	b.PressWith(kb.ArrowDown, chromedp.ModifierAlt, chromedp.ModifierShift)
	wants("duplicated", "land surveys-design surveys-design-2 access p2-design")
	b.PressWith(kb.ArrowUp, chromedp.ModifierAlt)
	wants("moved", "land surveys-design-2 surveys-design access p2-design")
	b.PressWith(kb.Delete, chromedp.ModifierAlt)
	wants("removed", "land surveys-design access p2-design p2-supervision")
	b.PressWith("z", chromedp.ModifierCtrl)
	wants("undone", "land surveys-design-2 surveys-design access p2-design")
	toCell(b, "land", "code")
	b.PressWith(kb.Delete, chromedp.ModifierAlt)
	wants("a stored line removed", "surveys-design-2 surveys-design access p2-design p2-supervision")
	b.PressWith("\r", chromedp.ModifierCtrl)
	b.Press("geology")
	b.Press("\t")
	b.Press("Geological surveys")
	toCell(b, "geology", "quantity")
	b.Press("3\t\t1000.50")
	said := browsertest.Eval[string](b, `document.querySelector('[data-draft-left]').innerText`)
	if strings.Count(said, "Land acquisition") != 1 || !strings.Contains(said, "−21,150,000.00") {
		t.Errorf("what is left out: %s", said)
	}
	focusOn(b, `[name="reason"]`)
	b.Press("geology")
	b.PressToGo("\r")
	d := s.draftOf(t)
	if line := find(t, d, "geology"); line.UnitRate.Decimal.String() != "1000.5" || line.Name.Default != "Geological surveys" {
		t.Errorf("the new line is %+v", line)
	}
	if d.Lines[0].Code != "surveys-design-2" || len(d.Lines) != 19 {
		t.Errorf("%d lines, the first is %s", len(d.Lines), d.Lines[0].Code)
	}
}

// The sums in the browser are those of the server to the cent, whatever the
// lines, half cents included.
func TestBrowserAddsUpLikeTheServer(t *testing.T) {
	s := corridorSite(t)
	b := browsertest.Open(t, s.Handler())
	b.Visit("/")
	sums, err := s.assets.url("draft_sums.js")
	if err != nil {
		t.Fatal(err)
	}
	numbers := strings.Replace(sums, "draft_sums.js", "numbers.js", 1)
	r := rand.New(rand.NewPCG(11, 12))
	for range 40 {
		var lines []estimate.Line
		var script []string
		for i := range 1 + r.IntN(30) {
			l := randomLine(r)
			l.Code = fmt.Sprint("l", i)
			if l.IsPercent() && i > 0 && r.IntN(2) == 0 { // of a line before it, percentages among them
				l.Of, l.OfLines = nil, []string{fmt.Sprint("l", r.IntN(i))}
			}
			lines = append(lines, l)
			script = append(script, scriptLine(l))
		}
		amounts, err := estimate.Amounts(money.EUR, lines)
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, a := range amounts {
			want = append(want, fmt.Sprint(a.Minor()))
		}
		total, err := money.Sum(money.EUR, amounts...)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, fmt.Sprint(total.Minor()))
		got := browsertest.Await[string](b, `Promise.all([import("`+sums+`"), import("`+numbers+`")]).then(([m, n]) => {
			const plain = n.readPlain;
			const s = m.sumLines([`+strings.Join(script, ",")+`]);
			return [...s.amounts, s.total].join(' ') })`)
		if got != strings.Join(want, " ") {
			t.Fatalf("the browser says %s\nthe server %s\nof %s", got, want, script)
		}
	}
}

func randomLine(r *rand.Rand) estimate.Line {
	l := estimate.Line{Phase: record.ID(r.IntN(3)), Category: estimate.Categories[r.IntN(4)], Contingency: r.IntN(5) == 0}
	number := func(most int64, places int32) decimal.NullDecimal {
		return record.Known(decimal.New(r.Int64N(most), -places))
	}
	switch r.IntN(4) {
	case 0:
		l.Percent, l.Of = number(100_000, int32(r.IntN(5))), estimate.Categories[:1+r.IntN(4)]
	case 1: // half cents
		l.Quantity, l.UnitRate = number(100, 0), record.Known(decimal.New(5+10*r.Int64N(1000), -3))
	default:
		l.Quantity, l.UnitRate = number(1_000_000, 1+int32(r.IntN(9))), number(10_000_000_000, 2+int32(r.IntN(8)))
	}
	return l
}

// scriptLine writes a line as sumLines of draft_sums.js takes it.
func scriptLine(l estimate.Line) string {
	number := func(d decimal.NullDecimal) string {
		if !d.Valid {
			return "null"
		}
		return "plain('" + d.Decimal.String() + "')"
	}
	var of []string
	for _, c := range l.Of {
		of = append(of, "'"+string(c)+"'")
	}
	return fmt.Sprintf("{code: '"+l.Code+"', ofLines: '"+strings.Join(l.OfLines, " ")+"'.split(' ').filter(Boolean), phase: '%d', category: '%s', contingency: %t, of: [%s], quantity: %s, rate: %s, percent: %s}",
		l.Phase, l.Category, l.Contingency, strings.Join(of, ","), number(l.Quantity), number(l.UnitRate), number(l.Percent))
}

// Without scripts, and without a server, the sheet keeps what was typed.
func TestSheetWithoutScripts(t *testing.T) {
	s := draftSite(t)
	b := browsertest.Open(t, s.Handler())
	b.WithoutScript()
	b.Visit(copyAddress + "?lang=sq")
	key := sheetOfSite(t, s).row("tunnels")
	b.Click(field("r." + key + ".unit_rate"))
	browsertest.Eval[any](b, `document.activeElement.select()`)
	b.Press("25 000 000")
	b.Follow(`[value="open.` + key + `"]`)
	b.Click(field("r." + key + ".note"))
	b.Press("sipas tenderit")
	b.Follow(`.draft-foot [value="save"]`)
	if at := browsertest.Eval[string](b, `document.querySelector('.form-summary a').hash`); at != "#field-reason" {
		t.Errorf("without a reason the head leads to %q", at)
	}
	b.Click(field("reason"))
	b.Press("çmimi i vitit 2026")
	b.Click(field("r." + key + ".quantity"))
	b.Press("x")
	b.Follow(`.draft-foot [value="save"]`)
	if colours := browsertest.Eval[[]string](b, `['[aria-invalid]', ':not([aria-invalid])'].map(s => getComputedStyle(document.querySelector('input[data-column="quantity"]' + s)).borderTopColor)`); colours[0] == colours[1] {
		t.Errorf("a wrong cell has the border %s, as any other", colours[0])
	}
	b.Click(field("r." + key + ".quantity"))
	browsertest.Eval[any](b, `document.activeElement.select()`)
	b.Press("35,3")
	b.Follow(`.draft-foot [value="save"]`)
	if line := find(t, s.draftOf(t), "tunnels"); line.UnitRate.Decimal.String() != "25000000" || line.Note.In("sq") != "sipas tenderit" {
		t.Errorf("the line is %+v", line)
	}
}

// Of two browsers on one sheet, the second sees theirs beside its own; a server
// that is stopped loses nothing.
func TestTwoBrowsersOnADraft(t *testing.T) {
	s := draftSite(t)
	server := &stoppable{Handler: s.Handler()}
	first, second := browsertest.Open(t, server), browsertest.Open(t, server)
	for i, b := range []*browsertest.Browser{first, second} {
		b.Visit(copyAddress)
		toCell(b, "tunnels", "unit_rate")
		b.Press([]string{"24,000,000", "26,000,000"}[i] + "\r")
		focusOn(b, `[name="reason"]`)
		b.Press("browser")
	}
	first.PressToGo("\r")
	server.stopped.Store(true)
	second.Press("\r")
	untilTrue(t, second, `document.querySelector('[data-form-failed]:not([hidden])')`)
	server.stopped.Store(false)
	second.Click("[data-form-retry]")
	untilTrue(t, second, `document.querySelector('.draft-notice')`)
	second.Keep("draft-stale")
	if said := browsertest.Eval[string](second, `document.querySelector('.draft-notice').innerText`); !strings.Contains(said, "24,000,000.00") || !strings.Contains(said, "26,000,000.00") {
		t.Errorf("the second one sees %s", said)
	}
	cell := `document.querySelector('tr.changed [data-column="unit_rate"]').value`
	second.Click(".draft-notice input")
	if got := browsertest.Eval[string](second, cell); got != "24,000,000.00" {
		t.Errorf("taking theirs gives %q", got)
	}
	toCell(second, "tunnels", "unit_rate") // what is typed after that is one's own again
	second.Press("26,000,000\r")
	if browsertest.Eval[bool](second, `document.querySelector('.draft-notice input').checked`) {
		t.Error("theirs is still to be taken")
	}
	second.Follow(`.draft-foot [value="save"]`)
	if rate := find(t, s.draftOf(t), "tunnels").UnitRate.Decimal.String(); rate != "26000000" {
		t.Errorf("the rate is %s", rate)
	}
}
