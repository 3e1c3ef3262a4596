package web

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"korridor/web/webtest"
)

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
	if n := len(p.Find("[data-draft-left] li")); n != 1 {
		t.Errorf("one removed line is told %d times", n)
	}
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

// A missing reason is asked for at its field, together with what else is wrong.
func TestSheetsAskForTheReasonAtItsField(t *testing.T) {
	for language, label := range map[string]string{"en": "Reason: is needed", "sq": "Arsyeja: është e detyrueshme"} {
		s := draftSite(t)
		asked := func(what string, p *webtest.Page, links int) {
			t.Helper()
			if p.Status != http.StatusUnprocessableEntity || p.One("#field-reason-problem") == nil {
				t.Fatalf("%s: %d, and nothing at the reason", what, p.Status)
			}
			webtest.Check(t, p)
			say(t, what, p.One(`.form-summary a[href="#field-reason"]`), label)
			if n := len(p.Find(".form-summary li")); n != links {
				t.Errorf("%s: %d things are wrong, want %d", what, n, links)
			}
		}
		sent := sheetOfSite(t, s).cell("tunnels", "quantity", "36")
		asked("a draft", sent.press(t, s, "save", "Accept-Language", language), 1)
		sent.cell("tunnels", "quantity", "much")
		asked("a draft with a bad cell", sent.press(t, s, "save", "Accept-Language", language), 2)
		_, v := openSheet(t, s, language)
		v.Set(s.sheetCell(t, "KfW grant", 2026, "requested"), "much")
		asked("a funding sheet with a bad cell", s.send(t, v, language, http.StatusUnprocessableEntity), 2)
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

// Two lines exchange their codes in one save.
func TestCodesAreExchanged(t *testing.T) {
	s := draftSite(t)
	sent := sheetOf(webtest.Get(t, s.Handler(), copyAddress)).set("reason", "better codes")
	tunnels, stations := sent.row("tunnels"), sent.row("stations")
	sent.set("r."+tunnels+".code", "stations").set("r."+stations+".code", "tunnels")
	if p := sent.press(t, s, "save"); p.Status != http.StatusSeeOther {
		t.Fatal(p.Status, p.One("main").Text())
	}
	now := sheetOfSite(t, s)
	if now.row("tunnels") != stations || now.row("stations") != tunnels {
		t.Error("the codes are where they were")
	}
}

// FuzzDraftForm: whatever is sent, it is a sheet or a fault, and a sheet that
// was read is sent and read again as the same.
func FuzzDraftForm(f *testing.F) {
	for _, body := range []string{"", "do=save&reason=x", "r.1.code=a&r.1.of=x,y&r.1.seen=3.4&r.2.code=b", "r..code=x&r.KEY.code=y", "%zz=1", "removed=1.2&removed=x&r.1.note=a%0D%0Ab", "r.1.row=code%3Da%26row%3Db%26of%3Dx,y"} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		form := newDraftForm()
		if parseSheetForm(body, form.take) != nil {
			return
		}
		keys := map[string]bool{}
		for _, row := range form.Rows {
			if keys[row.Key] || !isWord(row.Key) || len(row.Of) > maxOf {
				t.Fatalf("%q gives the row %+v", body, row)
			}
			keys[row.Key] = true
		}
		for _, gone := range form.Removed {
			if again, ok := parseSeen(seenText(gone)); !ok || again != gone {
				t.Fatalf("%q removes %v", body, gone)
			}
		}
	})
}
