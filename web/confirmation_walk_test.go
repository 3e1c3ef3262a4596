package web

import (
	"net/http"
	"strings"
	"testing"

	"korridor/pkg/access"
	"korridor/web/webtest"
)

// walker is the demo in one language, used by its persons in turn.
type walker struct {
	*realSite
	t        *testing.T
	language string
}

// page returns a page that must be sound.
func (w walker) page(who access.Role, at string) *webtest.Page {
	w.t.Helper()
	p := webtest.Get(w.t, w.Handler(), at, as(who, w.language)...)
	webtest.Check(w.t, p)
	if p.Status != http.StatusOK {
		w.t.Fatalf("%s as %s: %d", at, who, p.Status)
	}
	return p
}

// send sends the form of a page with some values and returns the answer.
func (w walker) send(who access.Role, at, action string, pairs ...string) *webtest.Page {
	w.t.Helper()
	form := w.page(who, at).One("main form[action=" + action + "]")
	if form == nil {
		w.t.Fatalf("%s offers a %s no form to %s", at, who, action)
	}
	values := webtest.Values(form)
	for i := 0; i < len(pairs); i += 2 {
		if !values.Has(pairs[i]) {
			w.t.Fatalf("the form %s has no field %s: %v", action, pairs[i], values)
		}
		values.Set(pairs[i], pairs[i+1])
	}
	p := webtest.Post(w.t, w.Handler(), action, values, as(who, w.language)...)
	if p.Status != http.StatusSeeOther {
		webtest.Check(w.t, p)
	}
	return p
}

// propose sends a planner's form, and returns the address of the proposal.
func (w walker) propose(at, action string, pairs ...string) string {
	w.t.Helper()
	p := w.send(access.Planner, at, action, append(pairs, reasonField, "Law 9/2026")...)
	to := p.Header.Get("Location")
	if p.Status != http.StatusSeeOther || !strings.HasPrefix(to, "/proposals/") {
		w.t.Fatalf("%s: %d to %q: %s", action, p.Status, to, p.One("main").Text())
	}
	return to
}

// marked checks that the page marks a figure with what waits for it.
func (w walker) marked(at, proposal string, want bool) {
	w.t.Helper()
	mark := w.page(access.Viewer, at).One("main a.waiting[href=" + proposal + "]")
	if (mark != nil) != want {
		w.t.Errorf("%s marks a figure with %s: %v", at, proposal, !want)
	}
}

// decide has the confirmer confirm a proposal that nobody else may confirm.
func (w walker) decide(proposal string) {
	w.t.Helper()
	action := proposal + "/confirm"
	values := webtest.Values(w.page(access.Confirmer, proposal).One("form[action=" + action + "]"))
	for _, who := range []access.Role{access.Planner, access.Viewer, access.Administrator} {
		if w.page(who, proposal).One("form[action="+action+"]") != nil {
			w.t.Errorf("a %s is offered to confirm", who)
		}
		p := webtest.Post(w.t, w.Handler(), action, values, as(who, w.language)...)
		webtest.Check(w.t, p)
		if p.Status != http.StatusForbidden {
			w.t.Errorf("a %s confirms: %d", who, p.Status)
		}
	}
	if p := w.send(access.Confirmer, proposal, action); p.Status != http.StatusSeeOther {
		w.t.Fatalf("%s: %d", action, p.Status)
	}
}

// In both languages: a planner proposes to publish an estimate, to use it, to
// record an approved amount and a ceiling; every figure that waits is marked; one
// proposal comes back with a comment and is made again, with which the returned one
// is done; the confirmer confirms, and the history names both.
func TestTheWholeWayOfMoney(t *testing.T) {
	for _, language := range []string{"en", "sq"} {
		t.Run(language, func(t *testing.T) {
			w := walker{demoSite(t), t, language}
			w.estimateWalk()
			w.allocationWalk()
			w.ceilingWalk()
		})
	}
}

func (w walker) estimateWalk() {
	t, estimates := w.t, "/projects/railway/estimates"
	if p := w.send(access.Planner, estimates+"/study-2025/copy", estimates+"/study-2025/copy", "code", "v3", "title", "Third revision", reasonField, "survey"); p.Status != http.StatusSeeOther {
		t.Fatalf("a draft waits: %d", p.Status)
	}
	publish := w.propose(estimates+"/v3", estimates+"/v3/publish")
	w.marked(estimates, publish, true)
	w.marked(estimates+"/v3", publish, true)
	if p := w.send(access.Confirmer, publish, publish+"/return", "comment", " "); p.Status != http.StatusUnprocessableEntity || p.One("#field-comment-problem") == nil {
		t.Errorf("returned without a comment: %d", p.Status)
	}
	if p := w.send(access.Confirmer, publish, publish+"/return", "comment", "Which survey?"); p.Status != http.StatusSeeOther {
		t.Fatalf("returned: %d", p.Status)
	}
	w.marked(estimates, publish, false)
	back := w.page(access.Planner, publish)
	say(t, "the returned one", back.One(".proposal-comment"), "Which survey?")
	again := w.propose(back.One(".proposal-acts a").Attr("href"), estimates+"/v3/publish")
	say(t, "the returned one", w.page(access.Planner, publish).One("main .tag"), map[string]string{"en": "Withdrawn", "sq": "I tërhequr"}[w.language])
	w.decide(again)

	choose := w.propose(estimates+"/v3", estimates+"/v3/choose")
	for _, at := range []string{"/", "/projects/railway", estimates, estimates + "/v3"} {
		w.marked(at, choose, true)
	}
	w.decide(choose)
	w.marked(estimates, choose, false)
	d, err := w.planner.Dossier(t.Context(), "railway")
	if err != nil || d.Working() == nil || d.Working().Code != "v3" || d.Project.Working.By != "Demo planner" {
		t.Errorf("the working estimate is %+v (%v)", d.Project.Working, err)
	}
}

func (w walker) allocationWalk() {
	t := w.t
	d, err := w.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	form := "/projects/railway/allocations/" + idText(d.Allocations[0].ID) + "/edit"
	file := func() http.Header {
		return webtest.Get(t, w.Handler(), "/projects/railway/reports/allocations.csv", as(access.Viewer, w.language)...).Header
	}
	if h := file(); h.Get(waitingHeader) != "0" || strings.Contains(h.Get("Content-Disposition"), "waiting") {
		t.Errorf("nothing waits, and the file says %v", h)
	}
	approve := w.propose(form, form, "approved", "5")
	w.marked("/projects/railway/funding", approve, true)
	if h := file(); h.Get(waitingHeader) != "1" || !strings.Contains(h.Get("Content-Disposition"), "korridor-railway-allocations-without-1-waiting.csv") {
		t.Errorf("a change waits, and the file says %v", h)
	}
	for _, at := range []string{"/projects/railway/reports/allocations", "/reports/allocations", "/projects/railway/reports", "/reports"} {
		say(t, at, w.page(access.Viewer, at).One("main"), map[string]string{"en": "without 1 change that waits for confirmation", "sq": "pa 1 ndryshim që pret konfirmim"}[w.language])
	}
	w.decide(approve)
	say(t, "the history", w.page(access.Viewer, "/projects/railway/history").One("main"), "Demo planner", "Demo confirmer", "Law 9/2026")
}

func (w walker) ceilingWalk() {
	t := w.t
	d, err := w.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	at := "/projects/railway/ceilings/new"
	created := w.propose(at, at, "fiscal_year", "2031", "funding_source", idText(d.Sources[0].ID), "currency", "EUR", "amount", "7")
	w.decide(created)
	if d, err = w.planner.Dossier(t.Context(), "railway"); err != nil || len(d.Ceilings) != 1 {
		t.Fatalf("the ceilings are %+v (%v)", d.Ceilings, err)
	}
	form := "/projects/railway/ceilings/" + idText(d.Ceilings[0].ID) + "/edit"
	changed := w.propose(form, form, "amount", "8")
	w.marked("/projects/railway/funding", changed, true)
	w.marked("/projects/railway/sources", changed, true)

	budgets, err := w.planner.BudgetProgrammes(t.Context())
	if err != nil || len(budgets.Programmes) == 0 {
		t.Fatal(err)
	}
	shared := "/budget-programmes/" + idText(budgets.Programmes[0].ID) + "/edit"
	later := w.propose(shared, shared, "later", "9")
	w.marked("/budget-programmes", later, true) // which is not recorded yet
	w.decide(later)
	w.marked("/budget-programmes", w.propose(shared, shared, "later", "10"), true)
}

// The mark of a figure leads to its proposal, and that of one
// that waits in several ways to all of them.
func TestAMarkLeadsToAllThatWaits(t *testing.T) {
	one, other := waitingView{"a", "/proposals/1"}, waitingView{"b", "/proposals/2"}
	for want, waits := range map[string][]waitingView{
		"":             nil,
		"/proposals/1": {one, {"c", "/proposals/1"}},
		"/proposals":   {one, other},
	} {
		if got := (&Figure{Waiting: waits}).WaitingAt(); got != want {
			t.Errorf("%v leads to %q", waits, got)
		}
	}
	if got := proposalsURL("a&b"); got != "/proposals?project=a%26b" {
		t.Error(got)
	}
}
