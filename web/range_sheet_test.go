package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/risk"
	"korridor/web/webtest"
)

const rangesAddress = "/projects/railway/risk/ranges/edit"

// rangeCellName is the name of a field of the sheet of ranges.
func rangeCellName(t rangeTarget, field string) string { return "r." + t.Key() + "." + field }

// rangeResult is the id of what a row comes to.
func rangeResult(t rangeTarget) string { return (&recordRow{Key: t.Key()}).ResultID() }

// openRanges returns the sheet in the language with what it would send.
func openRanges(t *testing.T, s *realSite, language string) (*webtest.Page, url.Values) {
	t.Helper()
	return openForm(t, s, rangesAddress, language)
}

func openForm(t *testing.T, s *realSite, address, language string) (*webtest.Page, url.Values) {
	t.Helper()
	p := soundPage(t, s.Handler(), address, language)
	return p, webtest.Values(p.One("form.sheet-form"))
}

// sendRanges sends the sheet and expects the status.
func (s *realSite) sendRanges(t *testing.T, v url.Values, language string, status int) *webtest.Page {
	t.Helper()
	return s.sendSheet(t, rangesAddress, v, language, status)
}

func (s *realSite) sendSheet(t *testing.T, address string, v url.Values, language string, status int) *webtest.Page {
	t.Helper()
	p := webtest.Post(t, s.Handler(), address, v, "Accept-Language", language)
	if p.Status != http.StatusSeeOther {
		webtest.Check(t, p)
	}
	if p.Status != status {
		t.Fatalf("answered %d, want %d: %s", p.Status, status, p.Text())
	}
	return p
}

func (s *realSite) rangeOf(t *testing.T, of rangeTarget) *risk.Range {
	t.Helper()
	d := s.deskOf(t, "railway")
	for i := range d.Ranges {
		if targetOf(&d.Ranges[i]) == of {
			return &d.Ranges[i]
		}
	}
	return nil
}

// All ranges are edited at once, as percent, factors or amounts and in either
// language's form: new ones, changed ones and removed ones are one change with
// its reason, what changed is assumed, what was not touched stays as it is.
func TestRangeSheet(t *testing.T) {
	s := freshSite(t, true)
	land, tunnels, bridges := rangeTarget{Line: "land"}, rangeTarget{Line: "tunnels"}, rangeTarget{Line: "bridges"}
	for _, language := range []string{"en", "sq"} {
		p, v := openRanges(t, s, language)
		head := s.head(t)
		if s.sendRanges(t, v, language, http.StatusSeeOther); s.head(t) != head {
			t.Errorf("%s: a sheet that nobody touched changed something", language)
		}
		l, _ := s.languages.Get(language)
		say(t, "the groups", p.One("table.ranges"), l.T("ranges.lines"), l.T("ranges.phases"), "tunnels", l.T("basis.assumed"))
		if p.One("#"+rangeResult(tunnels)).Text() == "" {
			t.Error("the tunnels' range comes to nothing")
		}
	}

	_, v := openRanges(t, s, "sq")
	set := func(of rangeTarget, pairs ...string) {
		for i := 0; i < len(pairs); i += 2 {
			v.Set(rangeCellName(of, pairs[i]), pairs[i+1])
		}
	}
	set(land, "shape", "pert", "below", "82,5 %", "centre", "100", "above", "141", "note", "si te të tjerat")
	set(tunnels, "unit", "factor", "below", "0,9", "centre", "1", "above", "2,05")
	set(bridges, "shape", "uniform", "unit", "EUR", "below", "10 000 000", "centre", "", "above", "20 000 000")
	phase := rangeTarget{Phase: s.deskOf(t, "railway").Ranges[0].Phase}
	for _, r := range s.deskOf(t, "railway").Ranges {
		if r.Phase != 0 {
			phase = targetOf(&r)
		}
	}
	set(phase, "shape", "", "below", "", "centre", "", "above", "", "note", "")
	v.Set("do", "tell")
	told := webtest.Post(t, s.Handler(), rangesAddress, v, "Accept-Language", "sq")
	say(t, "what the land comes to", told.One("[data-result="+rangeResult(land)+"]"), "mesatarja 103,9 %", "P80")
	v.Set("do", "check")
	p := s.sendRanges(t, v, "sq", http.StatusOK)
	if p.One(".form-fine") == nil {
		t.Errorf("the check finds: %s", p.One(".form-summary").Text())
	}
	v = webtest.Values(p.One("form.sheet-form"))
	if got := v.Get(rangeCellName(tunnels, "above")) + " " + v.Get(rangeCellName(tunnels, "unit")); got != "2,05 factor" {
		t.Errorf("the check made %s of what was typed", got)
	}
	v.Set(reasonField, "pas punëtorisë")
	before := s.head(t)
	if p := s.sendRanges(t, v, "sq", http.StatusSeeOther); p.Header.Get("Location") != riskAddress+"#ranges" {
		t.Errorf("it leads to %s", p.Header.Get("Location"))
	}
	if s.sendRanges(t, v, "sq", http.StatusSeeOther); s.head(t) == before {
		t.Error("nothing is kept")
	}
	d := s.deskOf(t, "railway")
	r := s.rangeOf(t, land)
	if c := d.Trail.Chosen(r.ID, "low"); r.Low.Decimal.String() != "0.825" || c == nil || c.Basis != project.Assumed || c.Note.Default != "si te të tjerat" {
		t.Errorf("the land: %+v, %+v", r.Spread, c)
	}
	if r := s.rangeOf(t, tunnels); r.High.Decimal.String() != "2.05" || r.Low.Decimal.String() != "0.9" || d.Trail.Chosen(r.ID, "high").Note.Default != "pas punëtorisë" {
		t.Errorf("the tunnels: %+v", r.Spread)
	}
	if r := s.rangeOf(t, bridges); !r.Amounts || r.Currency.Code() != "EUR" || r.High.Decimal.String() != "20000000" || r.Mode.Valid {
		t.Errorf("the bridges: %+v", r)
	}
	if s.rangeOf(t, phase) != nil {
		t.Error("the emptied row's range is still there")
	}
	history := webtest.Get(t, s.Handler(), "/projects/railway/history")
	if p := history.One(".history-head"); p == nil || !strings.Contains(p.Text(), "Sheet of ranges saved") {
		t.Errorf("the history begins with %s", p.Text())
	}
	undo := history.One(".history-head .edit").Attr("href")
	if p := webtest.Post(t, s.Handler(), undo, s.fill(t, undo, "en", reasonField, "too early")); p.Status != http.StatusSeeOther {
		t.Fatalf("undone: %d %s", p.Status, p.One(".form-summary").Text())
	}
	if s.rangeOf(t, land) != nil || s.rangeOf(t, phase) == nil || s.rangeOf(t, tunnels).High.Decimal.String() == "2.05" {
		t.Error("undoing restores what was there")
	}
}

// What is wrong is told at its cells, all at once, with everything typed kept.
func TestRangeSheetRefused(t *testing.T) {
	s := freshSite(t, true)
	land, tunnels, bridges := rangeTarget{Line: "land"}, rangeTarget{Line: "tunnels"}, rangeTarget{Line: "bridges"}
	for language, words := range map[string][2]string{"en": {"low 1.3 is above mode 1", "is required"}, "sq": {"është mbi", "e detyrueshme"}} {
		_, v := openRanges(t, s, language)
		head := s.head(t)
		v.Set(rangeCellName(tunnels, "below"), "130")
		v.Set(rangeCellName(land, "shape"), "normal")
		v.Set(rangeCellName(land, "centre"), "100")
		v.Set(rangeCellName(land, "note"), "half a row")
		p := s.sendRanges(t, v, language, http.StatusUnprocessableEntity)
		cell := func(of rangeTarget, field string) string {
			return "#" + strings.ReplaceAll(rangeCellName(of, field), ".", "-")
		}
		say(t, "the tunnels", p.One(cell(tunnels, "below")+"-problem"), words[0])
		say(t, "the land", p.One(cell(land, "above")+"-problem"), words[1])
		if p.One(cell(tunnels, "below")).Attr("value") != "130" || !strings.Contains(webtest.Values(p.One("form.sheet-form")).Get(rangeCellName(land, "note")), "half a row") {
			t.Error("what was typed is lost")
		}
		if p.One(".form-summary a") == nil || p.One("[data-unsaved]") == nil {
			t.Error("the head leads to no cell")
		}
		v.Set(rangeCellName(bridges, "below"), "much")
		v.Set(rangeCellName(bridges, "unit"), "stones")
		p = s.sendRanges(t, v, language, http.StatusUnprocessableEntity)
		if p.One(cell(bridges, "below")).Attr("value") != "much" || p.One(cell(bridges, "below")+"-problem") == nil || p.One(cell(bridges, "unit")+"-problem") == nil {
			t.Error("what cannot be read is not told")
		}
		if s.head(t) != head {
			t.Error("something was kept")
		}
	}
	if p := webtest.Get(t, s.Handler(), "/projects/none/risk/ranges/edit"); p.Status != http.StatusNotFound {
		t.Errorf("%d", p.Status)
	}
}

// Two people on one sheet: what only the other one changed is taken over, what
// both changed stands side by side until one is chosen.
func TestRangeSheetContested(t *testing.T) {
	s := freshSite(t, true)
	tunnels, bridges := rangeTarget{Line: "tunnels"}, rangeTarget{Line: "bridges"}
	for _, language := range []string{"en", "sq"} {
		_, v := openRanges(t, s, language)
		theirs := *s.rangeOf(t, tunnels)
		theirs.Low.Decimal, theirs.High.Decimal = theirs.Low.Decimal.Shift(-1), theirs.High.Decimal.Shift(1)
		s.do(t, &planner.SaveUncertainty{Record: theirs})
		v.Set(rangeCellName(tunnels, "above"), "170")
		p := s.sendRanges(t, v, language, http.StatusConflict)
		say(t, "who it was", p.One(".form-summary"), "Ana", "a hearing <b>")
		l, _ := s.languages.Get(language)
		say(t, "both values", p.One(".sheet-theirs"), plainSpaces(l.Number(theirs.High.Decimal.Shift(2))), "170")
		again := webtest.Values(p.One("form.sheet-form"))
		if got := again.Get(rangeCellName(tunnels, "below")); got != l.Number(theirs.Low.Decimal.Shift(2)) {
			t.Errorf("what only they changed reads %s", got)
		}
		again.Set(rangeCellName(tunnels, "theirs"), "above")
		again.Set(rangeCellName(bridges, "below"), "71")
		s.sendRanges(t, again, language, http.StatusSeeOther)
		if r := s.rangeOf(t, tunnels); !r.High.Decimal.Equal(theirs.High.Decimal) || !r.Low.Decimal.Equal(theirs.Low.Decimal) {
			t.Errorf("%+v", r.Spread)
		}
		_, v = openRanges(t, s, language)
		v.Set(rangeCellName(tunnels, "above"), "199")
		gone := s.rangeOf(t, tunnels)
		s.do(t, &planner.Delete{Kind: gone.RecordKind(), ID: gone.ID, Version: gone.Version})
		again = webtest.Values(s.sendRanges(t, v, language, http.StatusConflict).One("form.sheet-form"))
		s.sendRanges(t, again, language, http.StatusSeeOther) // anew
		if r := s.rangeOf(t, tunnels); r == nil || r.ID == gone.ID || r.High.Decimal.String() != "1.99" {
			t.Errorf("%+v", r)
		}
		s.do(t, &planner.SaveUncertainty{Record: func() risk.Range {
			r := *s.rangeOf(t, bridges)
			r.Low.Decimal = r.Low.Decimal.Shift(-1)
			return r
		}()})
	}
}

// No body of a sheet breaks it, and its rows can be read again.
func FuzzRangeSheetForm(f *testing.F) {
	f.Add([]byte("r.1abc.of=line+x&r.1abc.below=1&do=check"))
	f.Add([]byte("r." + rangeTarget{Line: "x"}.Key() + ".of=line+x&r." + rangeTarget{Line: "x"}.Key() + ".shape=pert&typed_in=sq"))
	s := corridorSite(f)
	english := s.languages.Default()
	view, err := s.planner.RangeSheet(f.Context(), "railway")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		form, err := parseRecordSheet(body, rangeFields)
		if err != nil {
			return
		}
		for _, row := range typedRanges(form) {
			if again, ok := parseRangeTarget(row.target.String()); !ok || again != row.target {
				t.Fatalf("the target %s is not read again", row.target)
			}
		}
		sheet, err := newRangeSheet(english, english, view, form)
		if err != nil {
			return
		}
		if c := sheet.change().(*planner.SaveRanges); len(c.Rows) != len(sheet.sent) {
			t.Fatal("rows without a place")
		}
	})
}
