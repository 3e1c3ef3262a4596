package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"korridor/pkg/estimate"
	"korridor/pkg/planner"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

// The draft that draftSite makes, and its sheet.
const (
	copyCode    = "working-model-2026"
	copyAddress = "/projects/railway/estimates/" + copyCode + "/edit"
)

// draftSite is a site with a draft copy of the railway's working model.
func draftSite(t testing.TB) *realSite {
	t.Helper()
	s := freshSite(t, true)
	from, err := s.planner.EstimateSheet(t.Context(), "railway", "working-model-2025")
	if err != nil {
		t.Fatal(err)
	}
	act := planner.Act{Actor: "Ana", Reason: "prices of 2026"}
	c := &planner.CopyEstimate{From: from.Estimate.ID, Code: copyCode, Title: text.Plain("Working model 2026")}
	if err := s.planner.Do(t.Context(), act, c); err != nil {
		t.Fatal(err)
	}
	return s
}

// draftOf returns the draft of draftSite as it is stored.
func (s *realSite) draftOf(t testing.TB) *planner.DraftSheet {
	t.Helper()
	d, err := s.planner.DraftSheet(t.Context(), "railway", copyCode)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// find returns a stored line of a draft.
func find(t testing.TB, d *planner.DraftSheet, code string) estimate.Line {
	t.Helper()
	for _, line := range d.Lines {
		if line.Code == code {
			return line
		}
	}
	t.Errorf("there is no line %s", code)
	return estimate.Line{}
}

// sentSheet is what a browser without scripts would send of a sheet: pairs of
// names and values, in order.
type sentSheet [][2]string

func sheetOf(p *webtest.Page) *sentSheet {
	s := &sentSheet{}
	for _, e := range p.Find("form.draft [name]") {
		name := e.Attr("name")
		kind := e.Attr("type")
		if strings.Contains(name, ".KEY.") || e.Tag() == "button" || (kind == "checkbox" && !e.Has("checked")) {
			continue
		}
		value := e.Attr("value")
		if e.Tag() == "select" {
			for _, o := range e.Find("option") {
				if o.Has("selected") {
					value = o.Attr("value")
				}
			}
		}
		*s = append(*s, [2]string{name, value})
	}
	return s
}

// row returns the key of the row with the code.
func (s *sentSheet) row(code string) string {
	for _, pair := range *s {
		if key, field, _ := cutRowName(pair[0]); field == "code" && pair[1] == code {
			return key
		}
	}
	return "?"
}

// set types a value into a field, which is added where it was not sent.
func (s *sentSheet) set(name, value string) *sentSheet {
	if i := slices.IndexFunc(*s, func(pair [2]string) bool { return pair[0] == name }); i >= 0 {
		(*s)[i][1] = value
	} else {
		*s = append(*s, [2]string{name, value})
	}
	return s
}

// cell types a value into a cell of the row with the code.
func (s *sentSheet) cell(code, field, value string) *sentSheet {
	return s.set("r."+s.row(code)+"."+field, value)
}

// press sends the sheet with one of its buttons.
func (s *sentSheet) press(t testing.TB, site *realSite, do string, headers ...string) *webtest.Page {
	t.Helper()
	var b strings.Builder
	for _, pair := range append(slices.Clone(*s), [2]string{"do", do}) {
		b.WriteString("&" + url.QueryEscape(pair[0]) + "=" + url.QueryEscape(pair[1]))
	}
	r := httptest.NewRequest(http.MethodPost, copyAddress, strings.NewReader(b.String()[1:]))
	return webtest.Do(t, site.Handler(), r, append([]string{"Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin"}, headers...)...)
}

// The sheet keeps the rules of all pages in both languages, and says what the
// lines come to.
func TestDraftSheet(t *testing.T) {
	s := draftSite(t)
	for language, total := range map[string]string{"en": "1,800,000,000.00", "sq": "1 800 000 000,00"} {
		p := webtest.Get(t, s.Handler(), copyAddress, "Accept-Language", language)
		webtest.Check(t, p)
		webtest.CheckLinks(t, s.Handler(), p)
		say(t, "the foot in "+language, p.One(".draft-total"), total)
		if rows := p.Find("tbody tr[data-row]"); len(rows) != 18+1 { // with the blank of scripts
			t.Errorf("%d rows", len(rows))
		}
	}
	for at, want := range map[string]int{"/projects/railway/estimates/working-model-2025/edit": 422, "/projects/railway/estimates/none/edit": 404,
		"/projects/nowhere/estimates/none/edit": 404} {
		if p := webtest.Get(t, s.Handler(), at); p.Status != want {
			t.Errorf("%s: %d", at, p.Status)
		}
	}
}

// A rate is changed in the reader's own way of writing; the rest stays as it is,
// with its paper trail; sent twice, it is saved once.
func TestRateOfTheTunnelsIsChanged(t *testing.T) {
	for language, rate := range map[string]string{"en": "25,000,000.005", "sq": "25 000 000,005"} {
		s := draftSite(t)
		sent := sheetOf(webtest.Get(t, s.Handler(), copyAddress, "Accept-Language", language))
		sent.cell("tunnels", "unit_rate", rate)
		if p := sent.press(t, s, "save", "Accept-Language", language); p.Status != http.StatusUnprocessableEntity {
			t.Errorf("saved without a reason: %d", p.Status)
		}
		sent.set("reason", "the rate of 2026")
		for range 2 {
			p := sent.press(t, s, "save", "Accept-Language", language)
			if p.Status != http.StatusSeeOther || p.Header.Get("Location") != copyAddress {
				t.Fatalf("%s: %d %s", language, p.Status, p.Body)
			}
		}
		d := s.draftOf(t)
		line := find(t, d, "tunnels")
		if line.UnitRate.Decimal.String() != "25000000.005" || line.Version != 2 || d.EstimateSheet.Estimate.Total.Plain() != "1873071000.18" {
			t.Errorf("the line is %+v of %v", line, d.EstimateSheet.Estimate.Total)
		}
		if c := d.Trail.Chosen(line.ID, "quantity"); c == nil || c.Basis != "sourced" {
			t.Errorf("the quantity rests on %+v", c)
		}
		if c := d.Trail.Chosen(line.ID, "unit_rate"); c == nil || c.Basis != "assumed" || c.Value != "25000000.005" {
			t.Errorf("the rate rests on %+v", c)
		}
		if other := find(t, d, "stations"); other.Version != 1 {
			t.Errorf("an untouched line is of version %d", other.Version)
		}
		p := webtest.Get(t, s.Handler(), copyAddress)
		say(t, "the difference", p.One(".draft-total"), "+73,071,000.18")
	}
}

// Without scripts the buttons change the sheet, unsaved, and nothing typed is lost.
func TestRowsAreAddedMovedAndRemovedWithoutScripts(t *testing.T) {
	s := draftSite(t)
	sent := sheetOf(webtest.Get(t, s.Handler(), copyAddress))
	sent.cell("tunnels", "quantity", "36,5").cell("land", "name", "All the land").set("reason", "new numbers")
	codes := func(p *webtest.Page) string {
		var all []string
		for _, pair := range *sheetOf(p) {
			if strings.HasSuffix(pair[0], ".code") {
				all = append(all, pair[1])
			}
		}
		return strings.Join(all, " ")
	}
	step := func(do, code string) *webtest.Page {
		if code != "" {
			do += "." + sent.row(code)
		}
		p := sent.press(t, s, do)
		if p.Status != http.StatusOK {
			t.Fatalf("%s: %d", do, p.Status)
		}
		webtest.Check(t, p)
		sent = sheetOf(p)
		if sent.cell("tunnels", "quantity", "36.5"); !strings.Contains(p.Body, `value="36.5"`) || !strings.Contains(p.Body, "All the land") || !strings.Contains(p.Body, "new numbers") {
			t.Fatalf("%s: something typed is lost", do)
		}
		return p
	}
	before := codes(step("recalculate", ""))
	if p := step("copy", "tunnels"); !strings.Contains(codes(p), "tunnels tunnels-2") {
		t.Errorf("duplicated: %s", codes(p))
	}
	if p := step("up", "tunnels-2"); !strings.Contains(codes(p), "tunnels-2 tunnels") {
		t.Errorf("moved up: %s", codes(p))
	}
	if p := step("down", "tunnels-2"); !strings.Contains(codes(p), "tunnels tunnels-2") {
		t.Errorf("moved down: %s", codes(p))
	}
	if p := step("open", "tunnels-2"); p.One(".draft-detail [name$=x]") != nil || len(p.Find(".draft-detail")) != 2 {
		t.Errorf("%d details are open", len(p.Find(".draft-detail")))
	}
	if p := step("remove", "tunnels-2"); codes(p) != before {
		t.Errorf("removed: %s", codes(p))
	}
	p := step("remove", "stations")
	say(t, "what is left out", p.One("[data-draft-left]"), "stations", "21,000,000.00")
	sent.cell("tunnels", "quantity", "36.5")
	if p := sent.press(t, s, "restore."+strconv.FormatInt(int64(find(t, s.draftOf(t), "stations").ID), 10)); codes(p) != before {
		t.Errorf("put back: %s", codes(p))
	}
	step("add", "")
	step("percent", "")
	if d := s.draftOf(t); find(t, d, "tunnels").Version != 1 || len(d.Lines) != 18 {
		t.Error("something was saved")
	}
}

// What is wrong is marked at its very cell, and nothing typed is lost.
func TestBadCellsAreMarked(t *testing.T) {
	for _, c := range []struct{ code, field, value, want string }{
		{"tunnels", "quantity", "1e400", "scientific"},
		{"tunnels", "quantity", "-3", "negative"},
		{"tunnels", "unit_rate", "", "is required"},
		{"tunnels", "unit_rate", "much", "is not a number"},
		{"tunnels", "unit_rate", "0.00000000001", "decimals"},
		{"tunnels", "unit_rate", "999999999999999", "larger than"},
		{"tunnels", "code", "stations", "two lines"},
		{"tunnels", "code", "new", "reserved"},
		{"tunnels", "code", "Tünnel", "may hold only"},
		{"tunnels", "name", "", "is required"},
		{"tunnels", "name", "a\u202eb", "U+202E"},
		{"tunnels", "percent", "5", "either a quantity"},
		{"tunnels", "phase", "p99", "nothing with the code"},
		{"tunnels", "category", "magic", "magic"},
		{"tunnels", "structure", "p99", "nothing with the code"},
		{"p5-design", "of", "", "which categories"},
	} {
		s := draftSite(t)
		sent := sheetOf(webtest.Get(t, s.Handler(), copyAddress)).cell(c.code, c.field, c.value).set("reason", "r")
		key := sent.row(c.code)
		if c.field == "code" {
			key = sheetOf(webtest.Get(t, s.Handler(), copyAddress)).row(c.code)
		}
		p := sent.press(t, s, "save")
		if p.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s %q: %d", c.field, c.value, p.Status)
			continue
		}
		webtest.Check(t, p)
		cell := p.One(`tbody[data-line=` + key + `]`)
		if wrong := cell.One(".field-problem"); wrong == nil || !strings.Contains(wrong.Text(), c.want) {
			t.Errorf("%s %q: the row says %s", c.field, c.value, cell.Text())
		}
		if _, err := strconv.Atoi(c.value); err != nil && c.value != "" && c.field != "category" && !strings.Contains(p.Body, `value="`+c.value+`"`) {
			t.Errorf("%s %q is lost", c.field, c.value)
		}
		say(t, "the head", p.One("[data-form-summary]"), c.want)
	}
	s := draftSite(t)
	p := sheetOf(webtest.Get(t, s.Handler(), copyAddress, "Accept-Language", "sq")).cell("tunnels", "quantity", "1.234").set("reason", "r").press(t, s, "save", "Accept-Language", "sq")
	say(t, "the ambiguous number", p.One("[data-form-summary]"), "1 234", "1,234")
}

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
