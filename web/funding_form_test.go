package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

// More years, another order and a check keep what was typed and save nothing.
func TestFundingSheetWithoutSaving(t *testing.T) {
	s := freshSite(t, true)
	before := s.head(t)
	_, v := openSheet(t, s, "sq")
	name := s.sheetCell(t, "KfW grant", 2026, "requested")
	v.Set(name, "1.234,5")
	v.Set("from", "2030")
	v.Set("to", "2031")
	v.Set("do", "add")
	p := s.send(t, v, "sq", http.StatusOK)
	v = webtest.Values(p.One("form.sheet-form"))
	if v.Get(name) != "1\u00a0234,50" || !v.Has(s.sheetCell(t, "KfW loan", 2031, "disbursed")) || v.Has(s.sheetCell(t, "KfW loan", 2029, "disbursed")) {
		t.Errorf("after adding years: %q", v.Get(name))
	}
	say(t, "the totals", p.One("tfoot"), "1 234,50", "+1 234,50")
	v.Set("do", "by-source")
	p = s.send(t, v, "sq", http.StatusOK)
	if got := p.One("tr.group").Text(); got != "Grant i KfW" && got != "KfW grant" && !strings.Contains(got, "KfW") {
		t.Errorf("the first group is %q", got)
	}
	v = webtest.Values(p.One("form.sheet-form"))
	v.Set(s.sheetCell(t, "KfW grant", 2026, "approved"), "2 000")
	v.Set("do", "check")
	p = s.send(t, v, "sq", http.StatusOK)
	say(t, "the check", p.One(".form-summary"), "nuk mund të ruhet", "Miratuar")
	v.Set(s.sheetCell(t, "KfW grant", 2026, "approved"), "")
	say(t, "the second check", s.send(t, v, "sq", http.StatusOK).One(".form-summary"), "në rregull")
	for _, years := range [][2]string{{"x", "2030"}, {"1200", "1201"}, {"2031", "2030"}, {"1950", "2100"}, {"2.030", ""}} {
		v.Set("do", "add")
		v.Set("from", years[0])
		v.Set("to", years[1])
		if p := s.send(t, v, "sq", http.StatusOK); p.One("#add-problem") == nil {
			t.Errorf("the years %q are taken", years)
		}
	}
	if s.head(t) != before {
		t.Error("something was saved")
	}
}

// A sheet beyond the limits is refused with a page that says so.
func TestFundingSheetLimits(t *testing.T) {
	s := freshSite(t, true)
	before := s.head(t)
	id := strings.TrimSuffix(strings.TrimPrefix(s.sheetCell(t, "KfW grant", 2026, "x"), "r."), "-2026.x")
	v := url.Values{"reason": {"many"}}
	for year := range planner.MaxRows + 1 {
		v.Set(fmt.Sprintf("r.%s-%d.requested", id, 1000+year), "5")
	}
	p := s.send(t, v, "en", http.StatusRequestEntityTooLarge)
	say(t, "too many rows", p.One("main"), "5001", "5000")
	s.send(t, url.Values{"reason": {strings.Repeat("x", 20<<20)}}, "sq", http.StatusRequestEntityTooLarge)
	s.send(t, url.Values{"r.1-2026.requested": {"5"}, "reason": {"x"}}, "en", http.StatusUnprocessableEntity) // no source of the project
	if p := webtest.Post(t, s.Handler(), "/projects/nowhere/funding/edit", url.Values{}); p.Status != http.StatusNotFound {
		t.Errorf("answered %d", p.Status)
	}
	if s.head(t) != before {
		t.Error("something was saved")
	}
}

// A note is edited in the language that its column names, also where the page
// changed its language in between; the other version stays, and is shown where
// there is no own one.
func TestNotesOfTheFundingSheetKeepBothLanguages(t *testing.T) {
	s := freshSite(t, true)
	name := s.sheetCell(t, "KfW grant", 2026, "note")
	recorded := func() text.Label {
		t.Helper()
		v, err := s.planner.FundingSheet(t.Context(), "interconnection")
		if err != nil || len(v.Allocations) != 1 {
			t.Fatal(len(v.Allocations), err)
		}
		return v.Allocations[0].Note
	}
	_, v := openSheet(t, s, "sq")
	v.Set(strings.Replace(name, "note", "requested", 1), "5")
	v.Set(name, "pjesa e parë")
	v.Set("reason", "PBA")
	s.send(t, v, "sq", http.StatusSeeOther)
	if got := recorded(); got != (text.Label{Albanian: "pjesa e parë"}) {
		t.Errorf("%+v", got)
	}
	say(t, "the page in English", webtest.Get(t, s.Handler(), "/projects/interconnection/funding").One("main"), "pjesa e parë")

	p, v := openSheet(t, s, "en")
	say(t, "the heads", p.One("table.grid thead"), "Note (English)")
	if note := p.One("[name=" + name + "]"); note.Text() != "" || note.Attr("placeholder") != "pjesa e parë" {
		t.Errorf("in English the note says %q, %q", note.Text(), note.Attr("placeholder"))
	}
	v.Set(name, "first part")
	v.Set("reason", "PBA")
	v.Set("do", "check")
	p = s.send(t, v, "sq", http.StatusOK) // on the way the reader changes the language
	say(t, "the heads", p.One("table.grid thead"), "Shënimi (anglisht)")
	v = webtest.Values(p.One("form.sheet-form"))
	s.send(t, v, "sq", http.StatusSeeOther)
	if got := recorded(); got != (text.Label{Default: "first part", Albanian: "pjesa e parë"}) {
		t.Errorf("%+v", got)
	}
	_, v = openSheet(t, s, "sq")
	v.Set(name, "")
	v.Set("reason", "PBA")
	s.send(t, v, "sq", http.StatusSeeOther)
	if got := recorded(); got != (text.Label{Default: "first part"}) {
		t.Errorf("%+v", got)
	}
}

// Whatever is sent is read without a panic, in bounded rows, each of which says
// again which allocation it is about.
func FuzzFundingForm(f *testing.F) {
	f.Add([]byte("typed_in=sq&by=source&do=save&r.12-2027.requested=1+234%2C5&r.12-2027.seen=17.3%7C370.00%7C%7C%7C%7CEUR%7C%7C%7C&reason=x"))
	f.Add([]byte("r.1-2027.theirs=approved&r.1-2027.theirs=x&r.-1-2027.note=a%0D%0Ab&%zz"))
	f.Add([]byte("do=by-source&from=2030&to=2031&r.9223372036854775807-9999.currency=%00"))
	english := corridorSite(f).languages.Default()
	view := &planner.FundingSheet{Sources: []funding.Source{{Currency: money.EUR}}}
	view.Sources[0].ID = 12
	amount := money.FromMinor(37000, money.EUR)
	view.Allocations = []funding.Allocation{{Source: 12, FiscalYear: 2027, Currency: money.EUR, Requested: &amount}}
	view.Allocations[0].ID, view.Allocations[0].Version = 17, 4
	f.Fuzz(func(t *testing.T, body []byte) {
		form, err := parseFundingForm(body)
		if err != nil {
			return
		}
		if len(form.Rows) > planner.MaxRows {
			t.Fatalf("%d rows", len(form.Rows))
		}
		for _, row := range form.Rows {
			if k, ok := parseAllocationKey(row.String()); !ok || k != row.allocationKey {
				t.Fatalf("the key %s is not read again", row.allocationKey)
			}
		}
		sheet, err := newFundingSheet(english, english, view, form)
		if err != nil {
			return
		}
		if c := sheet.change().(*planner.SaveAllocations); len(c.Rows) != len(sheet.sent) {
			t.Fatal("rows without a place")
		}
	})
}
