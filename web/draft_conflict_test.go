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
