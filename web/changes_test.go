package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"korridor/pkg/access"
	"korridor/pkg/planner"
	"korridor/web/webtest"
)

// What was changed since the last visit is listed with before and after, narrowed
// by project and kind, and marked as seen.
func TestChangesSinceTheLastVisit(t *testing.T) {
	s := freshSite(t, true)
	seen := "seen=" + strconv.FormatInt(s.head(t), 10) + "-" + strconv.FormatInt(s.head(t), 10) + "-1"
	for language, says := range map[string]string{"en": "Nothing has changed since your last visit", "sq": "që nga vizita juaj e fundit"} {
		p := webtest.Get(t, s.Handler(), "/changes", "Accept-Language", language, "Cookie", seen)
		webtest.Check(t, p)
		if say(t, "nothing", p.One("main"), says); p.One("form[method=post]") != nil {
			t.Error("what is seen is offered to be marked")
		}
	}
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	source := d.Sources[0]
	source.Note.Default = "another note"
	if err := s.planner.Do(t.Context(), planner.Act{Actor: "Ana", Reason: "because"}, &planner.SaveSource{Record: source}); err != nil {
		t.Fatal(err)
	}
	s.pays(t, "2026-09-10", 1_000_00)
	for language, says := range map[string][]string{
		"en": {"Since your last visit", "Railway Shkodër–Gjakova", "Expenditure saved", "€1,000.00", "Funding source saved", "Indicative, because", "another note"},
		"sq": {"Që nga vizita juaj e fundit", "1 000,00 €", "another note"},
	} {
		p := webtest.Get(t, s.Handler(), "/changes", "Accept-Language", language, "Cookie", seen)
		webtest.Check(t, p)
		webtest.CheckLinks(t, s.Handler(), p)
		say(t, "the changes", p.One("main"), says...)
	}
	for query, want := range map[string]int{"?kind=expenditure": 1, "?project=railway": 2, "?project=highway": 0, "?kind=phase": 0, "?since=2026-11-23&project=railway&kind=expenditure": 1,
		"?since=" + strconv.FormatInt(s.head(t)-1, 10): 1, "?kind=nothing": 2} {
		p := webtest.Get(t, s.Handler(), "/changes"+query, "Cookie", seen)
		if n := len(p.Find("ol.history h3")); n != want || p.Status != http.StatusOK {
			t.Errorf("%s: %d commands, %d", query, n, p.Status)
		}
	}
	bad := webtest.Get(t, s.Handler(), "/changes?since=yesterday", "Accept-Language", "sq", "Cookie", seen)
	if say(t, "a day that is none", bad.One("#since-problem"), "nuk është as ditë"); bad.Status != http.StatusUnprocessableEntity {
		t.Errorf("%d", bad.Status)
	}
	if p := webtest.Get(t, s.Handler(), "/changes?project=nowhere"); p.Status != http.StatusNotFound {
		t.Errorf("%d", p.Status)
	}
	p := webtest.Get(t, s.Handler(), "/changes", "Cookie", seen)
	marked := webtest.Post(t, s.Handler(), "/changes", webtest.Values(p.One("form[method=post]")), "Cookie", seen)
	kept, _, _ := strings.Cut(marked.Header.Get("Set-Cookie"), ";")
	for _, line := range marked.Header.Values("Set-Cookie") {
		if strings.HasPrefix(line, "seen=") {
			kept, _, _ = strings.Cut(line, ";")
		}
	}
	say(t, "what is marked", webtest.Get(t, s.Handler(), "/changes", "Cookie", kept).One("main"), "Nothing has changed since your last visit")
	say(t, "the programme", webtest.Get(t, s.Handler(), "/", "Cookie", kept).One("main"), "Nothing has changed since your last visit", "All that changed")
}

// Somebody with an account is told the same on every machine: their mark is kept
// with the account, and not written anew at every view.
func TestVisitsOfAnAccount(t *testing.T) {
	s := freshSite(t, true)
	now := clock()
	p := planner.New(s.store, func() time.Time { return now })
	ana := access.With(context.Background(), &access.Person{ID: 7, Name: "Ana", Grants: []access.Grant{{Role: access.Viewer}}})
	besa := access.With(context.Background(), &access.Person{ID: 8, Name: "Besa", Grants: []access.Grant{{Role: access.Viewer}}})
	visit := func(who context.Context) planner.VisitMark {
		t.Helper()
		m, err := p.Visit(who)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	if m := visit(ana); m != (planner.VisitMark{}) {
		t.Errorf("the first visit: %+v", m)
	}
	head := s.head(t)
	if err := p.KeepVisit(ana, planner.VisitMark{Head: head, At: now}); err != nil {
		t.Fatal(err)
	}
	now = now.Add(10 * time.Minute)
	if m := visit(ana); m.Since != 0 || m.Head != head {
		t.Errorf("within the visit: %+v", m)
	}
	now = now.Add(time.Hour)
	if m := visit(ana); m.Since != head {
		t.Errorf("the next visit: %+v", m)
	}
	if m := visit(besa); m.Head != 0 {
		t.Errorf("somebody else's mark: %+v", m)
	}
	if s.head(t) != head {
		t.Error("looking changed the record")
	}
	before := s.queries.Load()
	for range 3 {
		if err := p.KeepVisit(ana, planner.VisitMark{Since: head, Head: head, At: now}); err != nil {
			t.Fatal(err)
		}
	}
	if n := s.queries.Load() - before; n != 4 { // three looks, one of which is kept
		t.Errorf("%d queries", n)
	}
}

// What somebody did is news to the others, not to them, and stays news until it
// was shown as a whole or marked as seen.
func TestNewsIsWhatOthersChangedUntilItWasShown(t *testing.T) {
	s := demoSite(t)
	const added = 12 // more than the programme page tells
	ana, viewer := as(access.Planner, "en"), as(access.Viewer, "sq")
	now := clock()
	s.Server.planner = planner.Guarded(s.store, func() time.Time { return now })
	for _, who := range [][]string{ana, viewer} {
		webtest.Get(t, s.Handler(), "/", who...)
	}
	if p := webtest.Get(t, s.Handler(), "/changes", viewer...); len(p.Find("ol.history h3")) == 0 {
		t.Error("nothing is told with the first visit")
	}
	now = now.Add(time.Hour)
	for i := range added {
		v := s.fill(t, "/projects/railway/milestones/new", "en", "code", "more-"+strconv.Itoa(i), "name", "More", "planned", "2031-01-01")
		if p := webtest.Post(t, s.Handler(), "/projects/railway/milestones/new", v, ana...); p.Status != http.StatusSeeOther {
			t.Fatalf("%d: %s", p.Status, p.One("main").Text())
		}
	}
	say(t, "one's own changes", webtest.Get(t, s.Handler(), "/changes", ana...).One("main"), "Nobody else has changed anything since your last visit")
	if p := webtest.Get(t, s.Handler(), "/changes?by=everybody", ana...); len(p.Find("ol.history h3")) != added {
		t.Errorf("of everybody: %d", len(p.Find("ol.history h3")))
	}
	for range 2 { // the page tells the latest ones only: they are not seen with it
		p := webtest.Get(t, s.Handler(), "/", viewer...)
		say(t, "the programme", p.One("[aria-labelledby=changes]"), "Të gjitha 12 ndryshimet që nga vizita juaj e fundit")
		now = now.Add(time.Hour)
	}
	p := webtest.Get(t, s.Handler(), "/changes", viewer...)
	webtest.Check(t, p)
	if n := len(p.Find("ol.history h3")); n != added || p.One("main form[method=post]") == nil {
		t.Errorf("%d commands, or they cannot be marked", n)
	}
	now = now.Add(time.Hour)
	say(t, "the visit after", webtest.Get(t, s.Handler(), "/changes", viewer...).One("main"), "Askush tjetër s'ka ndryshuar gjë")
}
