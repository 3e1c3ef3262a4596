package web

import (
	"net/http"
	"strings"
	"testing"

	"korridor/pkg/access"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/web/webtest"
)

// demoSite returns a site of the test's own in which readers choose whom they are.
func demoSite(t *testing.T) *realSite {
	t.Helper()
	s := freshSite(t, true)
	server, err := New(planner.Guarded(s.store, clock), Options{Demo: true, Log: s.options.Log})
	if err != nil {
		t.Fatal(err)
	}
	s.Server = server
	return s
}

// as returns the headers of somebody of the demo who reads in the language.
func as(role access.Role, language string) []string {
	return []string{"Cookie", demoCookie + "=" + string(role), "Accept-Language", language}
}

// approve has the demo planner approve an amount in a year of the railway, and
// returns the address of the proposal.
func (s *realSite) approve(t *testing.T, year, amount string, extra ...string) string {
	t.Helper()
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	at := "/projects/railway/allocations/new"
	values := s.fill(t, at, "en", append([]string{"fiscal_year", year, "funding_source", idText(d.Sources[0].ID), "currency", "EUR",
		"approved", amount, reasonField, "Law 9/2026"}, extra...)...)
	p := webtest.Post(t, s.Handler(), at, values, as(access.Planner, "en")...)
	if to := p.Header.Get("Location"); p.Status == http.StatusSeeOther && strings.HasPrefix(to, "/proposals/") {
		return to
	}
	t.Fatalf("%d to %q: %s", p.Status, p.Header.Get("Location"), p.One("main").Text())
	return ""
}

// From a planner's form to the confirmed figure, on the pages of both.
func TestMoneyIsConfirmedByASecondPerson(t *testing.T) {
	s := demoSite(t)
	at := s.approve(t, "2031", "12345.67")
	for _, language := range []string{"en", "sq"} {
		for _, role := range access.Roles {
			for _, page := range []string{at, "/proposals", "/proposals?project=railway", "/projects/railway/funding", "/projects/railway/history"} {
				p := webtest.Get(t, s.Handler(), page, as(role, language)...)
				webtest.Check(t, p)
				if p.Status != http.StatusOK {
					t.Errorf("%s as %s: %d", page, role, p.Status)
				}
			}
		}
	}
	mine := webtest.Get(t, s.Handler(), at, as(access.Planner, "en")...)
	say(t, "the author's page", mine.One("main"), "12,345.67", "Law 9/2026", "Waits for confirmation")
	if mine.One("form[action="+at+"/confirm]") != nil || mine.One("form[action="+at+"/withdraw]") == nil {
		t.Error("the author is offered the wrong things")
	}
	theirs := webtest.Get(t, s.Handler(), at, as(access.Confirmer, "sq")...)
	say(t, "the confirmer's page", theirs.One("main"), "12 345,67", "Konfirmo")
	say(t, "the navigation", theirs.One("nav.bar-nav"), "Konfirmimet (1)")
	say(t, "the project", webtest.Get(t, s.Handler(), "/projects/railway", as(access.Viewer, "sq")...).One(".waiting-line"), "1 ndryshim i këtij projekti pret konfirmim")

	empty := webtest.Post(t, s.Handler(), at+"/return", webtest.Values(theirs.One("form[action="+at+"/return]")), as(access.Confirmer, "sq")...)
	webtest.Check(t, empty)
	if empty.Status != http.StatusUnprocessableEntity {
		t.Errorf("returned without a comment: %d", empty.Status)
	}
	say(t, "the comment", empty.One("#field-comment-problem"), "është i nevojshëm")

	values := webtest.Values(theirs.One("form[action=" + at + "/confirm]"))
	if p := webtest.Post(t, s.Handler(), at+"/confirm", values, as(access.Planner, "en")...); p.Status != http.StatusForbidden {
		t.Errorf("the author confirms: %d", p.Status)
	}
	if p := webtest.Post(t, s.Handler(), at+"/confirm", values, as(access.Confirmer, "en")...); p.Status != http.StatusSeeOther {
		t.Fatalf("the confirmer confirms: %d", p.Status)
	}
	again := webtest.Post(t, s.Handler(), at+"/confirm", values, as(access.Confirmer, "en")...)
	webtest.Check(t, again)
	if again.Status != http.StatusConflict {
		t.Errorf("confirmed twice: %d", again.Status)
	}
	history := webtest.Get(t, s.Handler(), "/projects/railway/history", as(access.Viewer, "en")...)
	say(t, "the history", history.One("main"), "Demo planner", "confirmed by Demo confirmer", "12,345.67")
	if p := webtest.Get(t, s.Handler(), "/projects/railway", as(access.Planner, "en")...); p.One(".waiting-line") != nil {
		t.Error("something waits still")
	}
}

// A draft is kept, submitted, returned, given anew, and the form has its values.
func TestAProposalIsGivenAnew(t *testing.T) {
	s := demoSite(t)
	at := s.approve(t, "2031", "12345.67", draftField, "yes")
	draft := webtest.Get(t, s.Handler(), at, as(access.Planner, "en")...)
	say(t, "the draft", draft.One("main"), "Draft", "Submit for confirmation")
	if p := webtest.Post(t, s.Handler(), at+"/submit", webtest.Values(draft.One("form[action="+at+"/submit]")), as(access.Planner, "en")...); p.Status != http.StatusSeeOther {
		t.Fatalf("submitted: %d", p.Status)
	}
	theirs := webtest.Get(t, s.Handler(), at, as(access.Confirmer, "en")...)
	values := webtest.Values(theirs.One("form[action=" + at + "/return]"))
	values.Set("comment", "<b>Which law?</b>")
	if p := webtest.Post(t, s.Handler(), at+"/return", values, as(access.Confirmer, "en")...); p.Status != http.StatusSeeOther {
		t.Fatalf("returned: %d", p.Status)
	}
	back := webtest.Get(t, s.Handler(), at, as(access.Planner, "sq")...)
	webtest.Check(t, back)
	say(t, "the returned one", back.One("main"), "<b>Which law?</b>", "I kthyer", "Demo confirmer")
	form := back.One(".proposal-acts a").Attr("href")
	shown := webtest.Get(t, s.Handler(), form, as(access.Planner, "en")...)
	webtest.Check(t, shown)
	typed := webtest.Values(shown.One("form.form"))
	if typed.Get("approved") != "12,345.67" || typed.Get("fiscal_year") != "2031" {
		t.Fatalf("the form %s holds %v", form, typed)
	}
	typed.Set("approved", "99.00")
	typed.Set(reasonField, "Law 10")
	p := webtest.Post(t, s.Handler(), shown.One("form.form").Attr("action"), typed, as(access.Planner, "en")...)
	if p.Status != http.StatusSeeOther || p.Header.Get("Location") == at {
		t.Fatalf("given anew: %d to %s", p.Status, p.Header.Get("Location"))
	}
	say(t, "the old one", webtest.Get(t, s.Handler(), at, as(access.Planner, "en")...).One("main"), "Withdrawn")
}

// A proposal whose record moved on comes back with both values.
func TestAMovedProposalShowsTheirsAndMine(t *testing.T) {
	s := demoSite(t)
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	a := d.Allocations[0]
	form := "/projects/railway/allocations/" + idText(a.ID) + "/edit"
	sent := webtest.Post(t, s.Handler(), form, s.fill(t, form, "en", "approved", "1.00", reasonField, "law"), as(access.Planner, "en")...)
	at := sent.Header.Get("Location")
	three := money.FromMinor(300, money.EUR)
	a.Approved = &three
	if err := s.planner.Do(t.Context(), planner.Act{Actor: "Somebody else", Reason: "r"}, &planner.SaveAllocation{Record: a}); err != nil {
		t.Fatal(err)
	}
	page := webtest.Get(t, s.Handler(), at, as(access.Confirmer, "en")...)
	answer := webtest.Post(t, s.Handler(), at+"/confirm", webtest.Values(page.One("form[action="+at+"/confirm]")), as(access.Confirmer, "en")...)
	webtest.Check(t, answer)
	if answer.Status != http.StatusConflict {
		t.Fatalf("confirmed over it: %d", answer.Status)
	}
	say(t, "the answer", answer.One("main"), "Returned", "Changed in the meantime", "€3.00", "€1.00")
	if now, err := s.planner.Dossier(t.Context(), "railway"); err != nil || !now.Allocations[0].Amount(funding.Approved).Equal(three) {
		t.Errorf("it changed all the same (%v)", err)
	}
}

// Pages offer only what their reader may use, and the choice of a person leads
// nowhere else.
func TestPagesOfferWhatTheirReaderMayUse(t *testing.T) {
	s := demoSite(t)
	for _, page := range []string{"/", "/projects/railway", "/projects/railway/funding", "/projects/railway/timeline", "/projects/railway/estimates", "/sources",
		"/projects/railway/history", "/projects/railway/risk", "/projects/railway/sources", "/series", "/budget-programmes"} {
		for _, role := range []access.Role{access.Viewer, access.Confirmer} {
			p := webtest.Get(t, s.Handler(), page, as(role, "en")...)
			webtest.Check(t, p)
			for _, a := range p.Find("main a") {
				if s.isForm(strings.SplitN(a.Attr("href"), "?", 2)[0]) {
					t.Errorf("%s offers a %s %s", page, role, a.Attr("href"))
				}
			}
		}
	}
	for sent, want := range map[string]string{"/projects/railway?a=b": "/projects/railway?a=b", "https://evil.example/": "/", "//evil.example/x": "/", "/\\evil.example": "/", "": "/"} {
		p := webtest.Post(t, s.Handler(), "/demo/person", map[string][]string{"person": {"viewer"}, "back": {sent}})
		if p.Status != http.StatusSeeOther || p.Header.Get("Location") != want || !strings.Contains(p.Header.Get("Set-Cookie"), "person=viewer") {
			t.Errorf("%q leads to %q", sent, p.Header.Get("Location"))
		}
	}
	fixed := corridorSite(t) // whose readers do not choose
	if p := webtest.Post(t, fixed.Handler(), "/demo/person", map[string][]string{"person": {"viewer"}}); p.Status != http.StatusNotFound {
		t.Errorf("outside the demo: %d", p.Status)
	}
}
