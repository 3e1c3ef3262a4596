package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"korridor/pkg/project"
	"korridor/web/webtest"
)

// A new revision begins as a copy; what is wrong with it is said at its field.
func TestRevisionIsCopiedPublishedAndChosen(t *testing.T) {
	s := freshSite(t, true)
	at := "/projects/railway/estimates/working-model-2025/copy"
	for _, language := range []string{"en", "sq"} {
		p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
		webtest.Check(t, p)
		webtest.CheckLinks(t, s.Handler(), p)
	}
	values := webtest.Values(webtest.Get(t, s.Handler(), at).One("form.form"))
	if values.Get("code") != "working-model-2025-2" || values.Get("title") != "Working model, revision 2" {
		t.Errorf("suggested are %v", values)
	}
	for field, wrong := range map[string]string{"code": "new", "reason": "", "title": "", "as_of": "soon"} {
		bad := url.Values{"reason": {"r"}}
		for name := range values {
			if name != "reason" {
				bad.Set(name, values.Get(name))
			}
		}
		bad.Set(field, wrong)
		if p := webtest.Post(t, s.Handler(), at, bad); p.Status != http.StatusUnprocessableEntity || p.One(`[name=`+field+`][aria-invalid]`) == nil {
			t.Errorf("%s %q: %d", field, wrong, p.Status)
		}
	}
	values.Set("reason", "prices of 2026")
	if p := webtest.Post(t, s.Handler(), at, values); p.Status != http.StatusSeeOther || p.Header.Get("Location") != "/projects/railway/estimates/working-model-2025-2/edit" {
		t.Fatalf("%d %s", p.Status, p.Body)
	}
	head := s.head(t)
	if p := webtest.Post(t, s.Handler(), at, values); p.Status != http.StatusSeeOther || s.head(t) != head {
		t.Errorf("sent twice: %d", p.Status)
	}
	values.Set("title", "Another one under the same code")
	if p := webtest.Post(t, s.Handler(), at, values); p.Status != http.StatusConflict || p.One(`[name=code][aria-invalid]`) == nil {
		t.Errorf("copied twice: %d", p.Status)
	}
	values.Set("as_of", "soon")
	values.Set("typed_in", "sq")
	if p := webtest.Post(t, s.Handler(), at, values); p.Status != http.StatusUnprocessableEntity || p.One(`[name=as_of]`).Attr("value") != "soon" {
		t.Errorf("a date that was typed on a page in the other language: %d", p.Status)
	}
	draft := "/projects/railway/estimates/working-model-2025-2"
	suggested := webtest.Values(webtest.Get(t, s.Handler(), draft+"/copy").One("form.form"))
	if suggested.Get("code") != "working-model-2025-3" || suggested.Get("title") != "Working model, revision 3" {
		t.Errorf("suggested for a copy of the copy are %v", suggested)
	}
	p := webtest.Get(t, s.Handler(), draft)
	webtest.Check(t, p)
	webtest.CheckLinks(t, s.Handler(), p)
	say(t, "the draft", p.One("main"), "This is a draft", "Publish this draft", "freezes")
	for _, name := range []string{"publish", "choose"} {
		form := webtest.Values(webtest.Get(t, s.Handler(), draft).One("#" + name))
		if p := webtest.Post(t, s.Handler(), draft+"/"+name, form); p.Status != http.StatusUnprocessableEntity || p.One("#"+name+" .field-problem") == nil {
			t.Errorf("%s without a reason: %d", name, p.Status)
		}
		form.Set("reason", "agreed")
		for range 2 {
			if p := webtest.Post(t, s.Handler(), draft+"/"+name, form); p.Status != http.StatusSeeOther {
				t.Errorf("%s: %d", name, p.Status)
			}
		}
	}
	say(t, "the working estimate", webtest.Get(t, s.Handler(), draft, "Accept-Language", "sq").One("main"), "agreed", "Modeli i punës, versioni 2")
}

// A copy has all that vouches for its lines; a figure that is changed loses only
// its own claim, says so in the sheet, and is given another there. The total is
// what the lines are.
func TestCopyKeepsItsTrail(t *testing.T) {
	s := draftSite(t)
	draft := "/projects/railway/estimates/" + copyCode
	total := func(language, in, says string) {
		t.Helper()
		say(t, "the total", webtest.Get(t, s.Handler(), draft, "Accept-Language", language).One(in), says)
	}
	total("en", ".headline", "the sum of 18 cost lines")
	d := s.draftOf(t)
	line := find(t, d, "tunnels")
	if b := d.Trail.Basis(&line); b != project.Assumed {
		t.Fatalf("the copied line is %q", b)
	}
	// A document for all of the line, then another quantity.
	sheet := sheetOf(webtest.Get(t, s.Handler(), copyAddress)).cell("tunnels", "basis", "sourced").
		cell("tunnels", "document", d.Documents[0].Code).set("reason", "the offer")
	if p := sheet.press(t, s, "save"); p.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.Status, p.Body)
	}
	if p := sheetOfSite(t, s).cell("tunnels", "quantity", "12").set("reason", "measured").press(t, s, "save"); p.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.Status, p.Body)
	}
	d = s.draftOf(t)
	if c := d.Trail.Chosen(line.ID, "quantity"); c != nil {
		t.Errorf("the changed quantity still rests on %+v", c)
	}
	rate := d.Trail.Chosen(line.ID, "unit_rate")
	if rate == nil || rate.Basis != project.Sourced {
		t.Fatalf("the rate rests on %+v", rate)
	}
	for language, says := range map[string]string{"en": "no document: state one", "sq": "pa dokument: shënoni një"} {
		p := webtest.Get(t, s.Handler(), copyAddress, "Accept-Language", language)
		webtest.Check(t, p)
		say(t, "the line", p.One("[value=vouch."+sheetOf(p).row("tunnels")+"]"), says)
	}
	total("en", ".headline", "1 line has a figure without a document")
	total("sq", ".headline", "1 zë ka një shifër pa dokument")
	// The button leads to the basis; what is stated is for the quantity alone.
	p := sheetOfSite(t, s).press(t, s, "vouch."+sheetOfSite(t, s).row("tunnels"))
	if p.One("[data-draft-table] select[autofocus]") == nil || len(p.Find(".draft-detail select[autofocus]")) != 1 {
		t.Error("the button does not lead to the basis")
	}
	p = sheetOf(p).cell("tunnels", "basis", "assumed").cell("tunnels", "why", "by eye").set("reason", "r").press(t, s, "save")
	if p.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.Status, p.Body)
	}
	d = s.draftOf(t)
	if c := d.Trail.Chosen(line.ID, "quantity"); c == nil || c.Basis != project.Assumed || c.Note.Default != "by eye" {
		t.Errorf("the quantity rests on %+v", c)
	}
	if c := d.Trail.Chosen(line.ID, "unit_rate"); c == nil || c.ID != rate.ID {
		t.Errorf("the rate lost what it rested on: %+v", c)
	}
	webtest.CheckLinks(t, s.Handler(), webtest.Get(t, s.Handler(), draft))
}

// A working estimate that began as a copy is as assumed as before: on its tile,
// in the programme, in the coverage and in reports; nothing asks for a document.
func TestPublishedCopyIsAsAssumedAsItsLines(t *testing.T) {
	s := draftSite(t)
	draft := "/projects/railway/estimates/" + copyCode
	if p := sheetOfSite(t, s).cell("tunnels", "unit_rate", "31,000,000").set("reason", "offer").press(t, s, "save"); p.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", p.Status, p.Body)
	}
	for _, name := range []string{"publish", "choose"} {
		form := webtest.Values(webtest.Get(t, s.Handler(), draft).One("#" + name))
		form.Set("reason", "agreed")
		if p := webtest.Post(t, s.Handler(), draft+"/"+name, form); p.Status != http.StatusSeeOther {
			t.Fatalf("%s: %d", name, p.Status)
		}
	}
	for _, at := range []string{"/", "/projects/railway", "/projects/railway/estimates", draft, "/projects/railway/sources"} {
		say(t, at, webtest.Get(t, s.Handler(), at).One("main"), "100% of it is assumed")
	}
	if csv := string(webtest.Get(t, s.Handler(), "/reports/estimates.csv?project=railway").Body); !strings.Contains(csv, copyCode) || !strings.Contains(csv, ",true,Korridor,assumed,") {
		t.Errorf("the report says\n%s", csv)
	}
	for _, notice := range webtest.Get(t, s.Handler(), "/").Find("main li") {
		if strings.Contains(notice.Text(), "Working model 2026") && strings.Contains(notice.Text(), "document") {
			t.Errorf("the programme asks for a document: %s", notice.Text())
		}
	}
}
