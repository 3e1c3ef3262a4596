package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/web/webtest"
)

const fundingAddress = "/projects/interconnection/funding/edit"

// openSheet opens the funding sheet of the interconnection, which has three
// funding sources and no allocation. The values are what its form would send.
func openSheet(t *testing.T, s *realSite, language string) (*webtest.Page, url.Values) {
	t.Helper()
	p := webtest.Get(t, s.Handler(), fundingAddress, "Accept-Language", language)
	webtest.Check(t, p)
	return p, webtest.Values(p.One("form.sheet-form"))
}

// sheetCell is the name of a field of the sheet: of the funding source with the
// code, in the year.
func (s *realSite) sheetCell(t *testing.T, source string, year int, field string) string {
	t.Helper()
	v, err := s.planner.FundingSheet(context.Background(), "interconnection")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range v.Sources {
		if f.Code == source || f.Name.Default == source {
			return fmt.Sprintf("r.%d-%d.%s", f.ID, year, field)
		}
	}
	t.Fatalf("there is no source %q", source)
	return ""
}

// allocations returns what is recorded, in words.
func (s *realSite) allocations(t *testing.T) []string {
	t.Helper()
	v, err := s.planner.FundingSheet(context.Background(), "interconnection")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for i := range v.Allocations {
		a := &v.Allocations[i]
		text := fmt.Sprintf("%d %s", a.FiscalYear, v.Source(a.Source).Name)
		for _, stage := range funding.Stages {
			if amount := a.Amount(stage); amount != nil {
				text += " " + string(stage) + " " + amount.String()
			}
		}
		if a.Breach != nil {
			text += " breach " + a.Breach.Reason
		}
		all = append(all, text)
	}
	return all
}

func (s *realSite) wantAllocations(t *testing.T, want ...string) {
	t.Helper()
	if got := s.allocations(t); strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("recorded is %q, want %q", got, want)
	}
}

func (s *realSite) send(t *testing.T, values url.Values, language string, status int) *webtest.Page {
	t.Helper()
	p := webtest.Post(t, s.Handler(), fundingAddress, values, "Accept-Language", language)
	if p.Status != status {
		summary := ""
		if p.Element != nil && p.One(".form-summary") != nil {
			summary = p.One(".form-summary").Text()
		}
		t.Fatalf("answered %d, want %d: %s", p.Status, status, summary)
	}
	if p.Element != nil && status != http.StatusSeeOther {
		webtest.Check(t, p)
	}
	return p
}

// One save keeps the whole sheet in one step of the history, with its reason;
// what was typed is read in the language of the page; an empty row is nothing.
func TestFundingSheetIsSaved(t *testing.T) {
	for language, typed := range map[string]string{"en": "1,234,567.89", "sq": "1\u00a0234\u00a0567,89"} {
		s := freshSite(t, true)
		_, v := openSheet(t, s, language)
		before := s.head(t)
		v.Set(s.sheetCell(t, "KfW grant", 2026, "requested"), typed)
		v.Set(s.sheetCell(t, "KfW loan", 2027, "approved"), "€ 5")
		v.Set(s.sheetCell(t, "KfW loan", 2027, "note"), "first part")
		v.Set("reason", "PBA 2027-2029")
		if p := s.send(t, v, language, http.StatusSeeOther); p.Header.Get("Location") != "/projects/interconnection/funding" {
			t.Errorf("leads to %s", p.Header.Get("Location"))
		}
		s.wantAllocations(t, "2026 KfW grant requested 1234567.89 EUR", "2027 KfW loan approved 5.00 EUR")
		if n := s.head(t) - before; n != 2 {
			t.Errorf("%d changes", n)
		}
		s.send(t, v, language, http.StatusSeeOther) // sent twice
		s.wantAllocations(t, "2026 KfW grant requested 1234567.89 EUR", "2027 KfW loan approved 5.00 EUR")
		if n := s.head(t) - before; n != 2 {
			t.Errorf("after sending it twice %d changes", n)
		}
		p, v := openSheet(t, s, language)
		say(t, "the totals", p.One("tfoot"), map[string]string{"en": "1,234,567.89", "sq": "1 234 567,89"}[language])
		for _, stage := range funding.Stages {
			v.Set(s.sheetCell(t, "KfW grant", 2026, string(stage)), "")
		}
		v.Set("reason", "no longer asked for")
		s.send(t, v, language, http.StatusSeeOther)
		s.wantAllocations(t, "2027 KfW loan approved 5.00 EUR")
	}
}

// What cannot be kept is refused as a whole: each problem stands at its cell,
// everything typed stays, and nothing is saved.
func TestFundingSheetRefuses(t *testing.T) {
	s := freshSite(t, true)
	before := s.head(t)
	for _, c := range []struct{ field, typed, english, albanian string }{
		{"requested", "abc", "abc", "abc"},
		{"requested", "1e400", "1e400", "1e400"},
		{"requested", "1.234", "1,234.00", "1 234,00"},
		{"requested", "0.001", "0.001", "0.001"},
		{"requested", "9999999999999999", "9999999999999999", "9999999999999999"},
		{"requested", "5 CHF", "5 CHF", "5 CHF"},
		{"requested", "-5", "negative", "negative"},
		{"requested", strings.Repeat("1\t2\n", 5000), "", ""},
		{"note", "a\u202eb", "U+202E", "U+202E"},
		{"note", "a\x00b", "U+0000", "U+0000"},
		{"currency", "XYZ", "", ""},
		{"breach_document", "99999", "", ""},
	} {
		for _, language := range []string{"en", "sq"} {
			_, v := openSheet(t, s, language)
			other, name := s.sheetCell(t, "KfW loan", 2027, "approved"), s.sheetCell(t, "KfW grant", 2026, c.field)
			v.Set(s.sheetCell(t, "KfW grant", 2026, "requested"), "7")
			v.Set(other, "33")
			v.Set(name, c.typed)
			v.Set("reason", "a reason")
			if c.field == "breach_document" {
				v.Set(s.sheetCell(t, "KfW grant", 2026, "breach_reason"), "so it was")
			}
			p := s.send(t, v, language, http.StatusUnprocessableEntity)
			cell := p.One("[name=" + name + "]")
			if cell == nil || cell.Attr("aria-invalid") != "true" {
				t.Errorf("%s %q: the cell is not marked", language, c.typed)
				continue
			}
			want := map[string]string{"en": c.english, "sq": c.albanian}[language]
			say(t, c.typed, p.One("#"+cell.Attr("aria-describedby")), want)
			kept := webtest.Values(p.One("form.sheet-form"))
			if !strings.HasPrefix(kept.Get(other), "33") || kept.Get("reason") != "a reason" || (c.field == "requested" && kept.Get(name) != strings.TrimSpace(c.typed) && c.typed != "-5") {
				t.Errorf("%s %q: what was typed is lost: %q, %q, %q", language, c.typed, kept.Get(other), kept.Get("reason"), kept.Get(name))
			}
		}
	}
	_, v := openSheet(t, s, "en")
	v.Set(s.sheetCell(t, "KfW grant", 2026, "requested"), "7")
	p := s.send(t, v, "en", http.StatusUnprocessableEntity)
	say(t, "a missing reason", p.One(".form-summary"), "Reason")
	if s.head(t) != before || len(s.allocations(t)) != 0 {
		t.Error("something was saved")
	}
}

// A later stage above an earlier one is refused at its cell, and can be
// recorded as a breach right there.
func TestFundingSheetRecordsABreach(t *testing.T) {
	s := freshSite(t, true)
	_, v := openSheet(t, s, "en")
	if v.Has(s.sheetCell(t, "KfW grant", 2026, "breach_reason")) {
		t.Error("a breach is offered before there is one")
	}
	v.Set(s.sheetCell(t, "KfW grant", 2026, "approved"), "5")
	v.Set(s.sheetCell(t, "KfW grant", 2026, "disbursed"), "6")
	v.Set("reason", "execution")
	p := s.send(t, v, "en", http.StatusUnprocessableEntity)
	cell := p.One("[name=" + s.sheetCell(t, "KfW grant", 2026, "disbursed") + "]")
	say(t, "the breach", p.One("#"+cell.Attr("aria-describedby")), "Disbursed €6.00 is above Approved €5.00")
	if said := p.One(".form-summary").Text(); !strings.Contains(said, "KfW grant, 2026: Disbursed €6.00") || strings.Contains(said, "Disbursed 2026") {
		t.Errorf("the head says %q", said)
	}
	v = webtest.Values(p.One("form.sheet-form"))
	v.Set(s.sheetCell(t, "KfW grant", 2026, "breach_reason"), "paid from arrears")
	p = s.send(t, v, "en", http.StatusUnprocessableEntity) // still without a document
	if p.One("[name="+s.sheetCell(t, "KfW grant", 2026, "breach_document")+"]").Attr("aria-invalid") != "true" {
		t.Error("the missing document is not marked")
	}
	v = webtest.Values(p.One("form.sheet-form"))
	for _, option := range p.One("select[name=" + s.sheetCell(t, "KfW grant", 2026, "breach_document") + "]").Find("option")[1:2] {
		v.Set(s.sheetCell(t, "KfW grant", 2026, "breach_document"), option.Attr("value"))
	}
	s.send(t, v, "en", http.StatusSeeOther)
	s.wantAllocations(t, "2026 KfW grant approved 5.00 EUR disbursed 6.00 EUR breach paid from arrears")
}

// Of two people at one sheet the second sees both values in the cell that both
// changed, keeps what they typed, and takes over what only the first changed.
func TestFundingSheetShowsTheirsBesideMine(t *testing.T) {
	s := freshSite(t, true)
	requested, approved := s.sheetCell(t, "KfW grant", 2026, "requested"), s.sheetCell(t, "KfW grant", 2026, "approved")
	other := s.sheetCell(t, "KfW loan", 2026, "requested")
	_, first := openSheet(t, s, "en")
	first.Set(requested, "10")
	first.Set("reason", "first")
	s.send(t, first, "en", http.StatusSeeOther)

	_, mine := openSheet(t, s, "en")
	_, theirs := openSheet(t, s, "en")
	theirs.Set(requested, "20")
	theirs.Set(approved, "5")
	theirs.Set(other, "7")
	theirs.Set("reason", "theirs")
	s.send(t, theirs, "en", http.StatusSeeOther)
	mine.Set(requested, "30")
	mine.Set("reason", "mine")
	p := s.send(t, mine, "en", http.StatusConflict)
	s.wantAllocations(t, "2026 KfW grant requested 20.00 EUR approved 5.00 EUR", "2026 KfW loan requested 7.00 EUR")
	say(t, "who it was", p.One(".form-summary"), "Demo planner", "theirs")
	say(t, "both values", p.One(".sheet-theirs"), "Requested", "20.00", "30.00")
	now := webtest.Values(p.One("form.sheet-form"))
	if now.Get(requested) != "30.00" || now.Get(approved) != "5.00" || now.Get(other) != "7.00" || now.Get("reason") != "mine" {
		t.Errorf("the sheet says %q, %q, %q", now.Get(requested), now.Get(approved), now.Get(other))
	}
	s.send(t, now, "en", http.StatusSeeOther) // mine
	s.wantAllocations(t, "2026 KfW grant requested 30.00 EUR approved 5.00 EUR", "2026 KfW loan requested 7.00 EUR")
	p = s.send(t, mine, "sq", http.StatusSeeOther) // nothing differs any more
	if p.Status != http.StatusSeeOther {
		t.Error("what is recorded already is refused")
	}

	theirs.Set(requested, "40") // opened long ago
	p = s.send(t, theirs, "en", http.StatusConflict)
	now = webtest.Values(p.One("form.sheet-form"))
	now.Set(strings.Replace(requested, "requested", "theirs", 1), "requested")
	s.send(t, now, "en", http.StatusSeeOther)
	s.wantAllocations(t, "2026 KfW grant requested 30.00 EUR approved 5.00 EUR", "2026 KfW loan requested 7.00 EUR")
}

// A row that somebody deleted is told, and recorded anew when it is sent again.
func TestFundingSheetOfAVanishedRow(t *testing.T) {
	s := freshSite(t, true)
	_, v := openSheet(t, s, "en")
	name := s.sheetCell(t, "KfW grant", 2026, "requested")
	v.Set(name, "10")
	v.Set("reason", "first")
	s.send(t, v, "en", http.StatusSeeOther)
	_, mine := openSheet(t, s, "en")
	view, err := s.planner.FundingSheet(context.Background(), "interconnection")
	if err != nil {
		t.Fatal(err)
	}
	a := view.Allocations[0]
	s.do(t, &planner.SaveAllocations{Removed: []planner.Seen{{ID: a.ID, Version: a.Version}}})
	mine.Set(name, "12")
	mine.Set("reason", "more")
	p := s.send(t, mine, "en", http.StatusConflict)
	say(t, "the row", p.One(".sheet-detail"), "deleted this row")
	s.send(t, webtest.Values(p.One("form.sheet-form")), "en", http.StatusSeeOther)
	s.wantAllocations(t, "2026 KfW grant requested 12.00 EUR")
}
