package web

import (
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/text"
	"korridor/web/browsertest"
	"korridor/web/webtest"
)

// A thousand lines open with those near the view as fields; lines further down
// become fields on the way to them and by a paste; the sums are exact, and all
// is saved.
func TestThousandLinesInTheBrowser(t *testing.T) {
	s := longDraft(t, 1000)
	b := browsertest.Open(t, s.Handler())
	b.Visit(longAddress)
	if n := browsertest.Eval[int](b, `document.querySelectorAll('[data-draft-table] [data-column="code"]').length`); n > 2*maxAwake {
		t.Errorf("%d of the lines are fields", n)
	}
	scrollTo := func(code string) {
		row := `document.querySelector('[data-line="` + strconv.FormatInt(int64(find(t, s.longDraft(t), code).ID), 10) + `"]')`
		browsertest.Eval[any](b, row+`.scrollIntoView({block: 'center'})`)
		untilTrue(t, b, row+`.querySelector('[data-column]')`)
	}
	scrollTo("l0500")
	toCell(b, "l0500", "unit_rate")
	took := browsertest.Eval[float64](b, `(() => { const cell = document.activeElement; const start = performance.now();
		cell.value = '123.45'; cell.dispatchEvent(new Event('input', {bubbles: true})); return performance.now() - start; })()`)
	t.Logf("1,000 lines open in %.0f ms and add up in %.1f ms", browsertest.Eval[float64](b, `performance.getEntriesByType('navigation')[0].duration`), took)
	scrollTo("l0600")
	toCell(b, "l0600", "quantity")
	b.Paste(strings.Repeat("4\tm\t0.125\n", 400))
	total := s.longDraft(t).EstimateSheet.Estimate.Total.Minor() // 1,000 lines of 2.5 × 0.01, rounded half to even
	total += -2 + 30862 + 400*(50-2)                             // l0500 is 2.5 × 123.45
	if want := money.English.Amount(money.FromMinor(total, money.EUR)); !strings.Contains(browsertest.Eval[string](b, draftTotal), want) {
		t.Errorf("the foot says %s, not %s", browsertest.Eval[string](b, draftTotal), want)
	}
	b.NoSidewaysScroll()
	if n := browsertest.Eval[int](b, `document.querySelectorAll('main :not(form) > script, main b').length`); n > 0 {
		t.Errorf("%d elements come from the record's texts", n)
	}
	focusOn(b, `[name="reason"]`)
	b.Press("rates")
	b.PressToGo("\r")
	d := s.longDraft(t)
	if line := find(t, d, "l0999"); len(d.Lines) != 1000 || d.EstimateSheet.Estimate.Total.Minor() != total || line.Unit != "m" || line.UnitRate.Decimal.String() != "0.125" {
		t.Errorf("%d lines of %s, the last one %+v", len(d.Lines), d.EstimateSheet.Estimate.Total, line)
	}
	if line := find(t, d, "l0300"); line.Version != 1 || !line.Contingency && line.Name.Default != hostileText {
		t.Errorf("a line that nobody came near: %+v", line)
	}
}

// longDraft is a site with a draft of as many lines as wanted.
func longDraft(t testing.TB, lines int) *realSite {
	t.Helper()
	s := freshSite(t, false)
	s.do(t, &planner.Load{Bundle: bigProject(lines)})
	from, err := s.planner.EstimateSheet(t.Context(), "big", "e")
	if err != nil {
		t.Fatal(err)
	}
	s.do(t, &planner.CopyEstimate{From: from.Estimate.ID, Code: "long", Title: text.Plain("Long")})
	return s
}

// longDraft returns the draft of the function of that name as it is stored.
func (s *realSite) longDraft(t testing.TB) *planner.DraftSheet {
	t.Helper()
	d, err := s.planner.DraftSheet(t.Context(), "big", "long")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Without scripts a long sheet is edited a hundred lines at a time: the others
// rest with all that was typed, and one save keeps everything.
func TestLongSheetWithoutScripts(t *testing.T) {
	s := longDraft(t, 250)
	sent := sheetOf(webtest.Get(t, s.Handler(), longAddress))
	sent.cell("l0000", "quantity", "4").cell("l0001", "name", "100% of a+b & c=d").set("reason", "long")
	press := func(do string, status int) *webtest.Page {
		t.Helper()
		p := sent.pressAt(t, s, longAddress, do)
		if p.Status != status {
			t.Fatalf("%s: %d %s", do, p.Status, p.Body)
		}
		if status != http.StatusSeeOther {
			webtest.Check(t, p)
			sent = sheetOf(p)
		}
		return p
	}
	windows := webtest.Get(t, s.Handler(), longAddress).Find(".draft-windows button")
	if len(windows) != 2*3 || windows[1].Text() != "101–200" || windows[2].Text() != "201–250" {
		t.Fatalf("%d windows", len(windows))
	}
	p := press(windows[2].Attr("value"), http.StatusOK)
	if rest, first := p.Find(".draft-rest"), p.One("[autofocus]"); len(rest) != 200 || first.Attr("value") != hostileText {
		t.Errorf("%d lines rest, the focus is on %q", len(rest), first.Attr("value"))
	}
	sent.cell("l0249", "quantity", "8")
	if p := press("recalculate", http.StatusOK); len(p.Find(".draft-rest")) != 200 {
		t.Error("the window moved")
	}
	sent.cell("l0240", "quantity", "much")
	press("save", http.StatusUnprocessableEntity)
	sent.cell("l0240", "quantity", "2.5")
	press("save", http.StatusSeeOther)
	d := s.longDraft(t)
	first, second, last := find(t, d, "l0000"), find(t, d, "l0001"), find(t, d, "l0249")
	if first.Quantity.Decimal.String() != "4" || second.Name.Default != "100% of a+b & c=d" || last.Quantity.Decimal.String() != "8" {
		t.Errorf("saved were %+v, %+v and %+v", first, second, last)
	}
	if other := find(t, d, "l0100"); other.Version != 1 || len(d.Lines) != 250 {
		t.Errorf("%d lines, an untouched one is of version %d", len(d.Lines), other.Version)
	}
}

// What a row holds is the same after it rested, whatever was typed.
func FuzzRestingRow(f *testing.F) {
	f.Add("a=b&c+d%41", "two\nlines", "x,y", true)
	f.Fuzz(func(t *testing.T, name, note, of string, on bool) {
		page := &draftPage{TypedIn: "en"}
		row := &draftRow{Key: "1", Seen: planner.Seen{ID: 3, Version: 4}}
		for field, value := range map[string]string{"name": name, "note": note, "of": of} {
			row.set(field, value)
		}
		row.Contingency, row.Balance, row.sheet = on, !on, page
		again := &draftRow{Key: "1"}
		if err := again.unpack(row.Packed()); err != nil {
			t.Fatal(err)
		}
		if again.Seen != row.Seen || !reflect.DeepEqual(again.draftCells, row.draftCells) {
			t.Errorf("%q gives %+v of %+v", row.Packed(), again.draftCells, row.draftCells)
		}
	})
}
