package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"korridor/web/webtest"
)

// A sheet that somebody else changed shows theirs beside mine, and saves what
// the planner then decides.
func TestStaleSheet(t *testing.T) {
	s := draftSite(t)
	page := webtest.Get(t, s.Handler(), copyAddress)
	theirs, mine := sheetOf(page), sheetOf(page)
	theirs.cell("tunnels", "unit_rate", "24000000").cell("access", "quantity", "100").set("reason", "theirs")
	theirs = sheetOf(theirs.press(t, s, "remove."+theirs.row("stations")))
	theirs = sheetOf(theirs.press(t, s, "copy."+theirs.row("land")))
	if p := theirs.press(t, s, "save"); p.Status != http.StatusSeeOther {
		t.Fatal(p.Status, p.Body)
	}
	mine.cell("tunnels", "unit_rate", "26000000").set("reason", "mine")
	p := mine.press(t, s, "save")
	if p.Status != http.StatusConflict {
		t.Fatal(p.Status)
	}
	webtest.Check(t, p)
	mine = sheetOf(p)
	say(t, "theirs beside mine", p.One(`tbody[data-line=`+mine.row("tunnels")+`]`), "26,000,000.00", "24,000,000.00", "Take what the record says")
	say(t, "a line that is gone", p.One(`tbody[data-line=`+mine.row("stations")+`]`), "removed this line")
	say(t, "a line that was added", p.One(`tbody[data-line=`+mine.row("land-2")+`]`), "added this line")
	mine = sheetOf(mine.press(t, s, "theirs."+mine.row("access")))
	if p := mine.press(t, s, "save"); p.Status != http.StatusSeeOther {
		t.Fatal(p.Status, p.Body)
	}
	d := s.draftOf(t)
	if rate, quantity := find(t, d, "tunnels").UnitRate.Decimal, find(t, d, "access").Quantity.Decimal; rate.String() != "26000000" || quantity.String() != "100" {
		t.Errorf("the rate is %s, the quantity %s", rate, quantity)
	}
	if len(d.Lines) != 19 {
		t.Errorf("%d lines", len(d.Lines))
	}
	// Published meanwhile: what was typed is still there.
	post(t, s, "publish", d.EstimateSheet.Estimate.Version, "done")
	p = mine.cell("tunnels", "name", "Long tunnels").press(t, s, "save")
	if p.Status < 400 || !strings.Contains(p.Body, "Long tunnels") || !strings.Contains(p.One("[data-form-summary]").Text(), "published") {
		t.Errorf("%d: %s", p.Status, p.One("main").Text())
	}
}

// post sends the form of a decision about the draft.
func post(t *testing.T, s *realSite, name string, version int64, reason string) *webtest.Page {
	t.Helper()
	return webtest.Post(t, s.Handler(), strings.TrimSuffix(copyAddress, "edit")+name,
		url.Values{"version": {strconv.FormatInt(version, 10)}, "reason": {reason}})
}

// What only one of two people changed of a line stands by itself; where both
// changed a field, each can be taken from the one or the other, without scripts.
func TestStaleSheetMergesFieldByField(t *testing.T) {
	for language, says := range map[string]struct{ taken, choice, number string }{
		"en": {"taken over from them", "Take theirs", "24,000,000.00"},
		"sq": {"u mor prej tyre", "Merr të tyren", "24 000 000,00"},
	} {
		s := draftSite(t)
		page := webtest.Get(t, s.Handler(), copyAddress, "Accept-Language", language)
		theirs, mine := sheetOf(page), sheetOf(page)
		theirs.cell("tunnels", "unit_rate", "24000000").cell("tunnels", "unit", "tunnel").cell("tunnels", "country", "AL")
		theirs.cell("access", "quantity", "100").set("reason", "theirs")
		if p := theirs.press(t, s, "save", "Accept-Language", language); p.Status != http.StatusSeeOther {
			t.Fatal(p.Status)
		}
		mine.cell("tunnels", "unit_rate", "26000000").cell("tunnels", "unit", "tube").cell("tunnels", "code", "tubes").cell("access", "unit", "route").set("reason", "mine")
		p := mine.press(t, s, "save", "Accept-Language", language)
		webtest.Check(t, p)
		if p.Status != http.StatusConflict {
			t.Fatal(p.Status)
		}
		mine = sheetOf(p)
		row := p.One(`tbody[data-line=` + mine.row("tubes") + `]`)
		say(t, "the line that both changed", row, says.taken, says.choice, says.number, "tunnel", "tube")
		if n := len(row.Find(".draft-notice input")); n != 2 {
			t.Errorf("%d fields to choose for", n)
		}
		if access := p.One(`tbody[data-line=` + mine.row("access") + `]`); access.One(".draft-notice input") != nil {
			t.Error("a choice where each changed something else")
		}
		*mine = append(*mine, [2]string{"r." + mine.row("tubes") + ".theirs", "unit_rate"})
		if p := mine.press(t, s, "save", "Accept-Language", language); p.Status != http.StatusSeeOther {
			t.Fatal(p.Status, p.One("main").Text())
		}
		d := s.draftOf(t)
		if line := find(t, d, "tubes"); line.UnitRate.Decimal.String() != "24000000" || line.Unit != "tube" || line.Country != "AL" {
			t.Errorf("%+v", line)
		}
		if line := find(t, d, "access"); line.Quantity.Decimal.String() != "100" || line.Unit != "route" {
			t.Errorf("%+v", line)
		}
	}
}

// A sheet that does not say when it was opened, or says what cannot be, still
// loses nothing: every field that differs is then to be chosen for.
func TestStaleSheetOfAnUnknownTime(t *testing.T) {
	s := draftSite(t)
	for _, head := range []string{"", "99999999", "2", "x"} {
		page := webtest.Get(t, s.Handler(), copyAddress)
		theirs, mine := sheetOf(page), sheetOf(page)
		rate := find(t, s.draftOf(t), "tunnels").UnitRate.Decimal
		theirs.cell("tunnels", "unit_rate", rate.Add(rate).String()).set("reason", "theirs")
		if p := theirs.press(t, s, "save"); p.Status != http.StatusSeeOther {
			t.Fatal(p.Status)
		}
		p := mine.cell("access", "note", "typed for an hour").set("head", head).set("reason", "mine").press(t, s, "save")
		row := p.One(`tbody[data-line=` + mine.row("tunnels") + `]`)
		if p.Status != http.StatusConflict || row.One(".draft-notice input") == nil || sheetOf(p).get("access", "note") != "typed for an hour" {
			t.Errorf("%q: %d", head, p.Status)
		}
	}
}
