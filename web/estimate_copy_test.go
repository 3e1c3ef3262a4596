package web

import (
	"net/http"
	"net/url"
	"testing"

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
