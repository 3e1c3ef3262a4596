package web

import (
	"net/http"
	"strings"
	"testing"

	"korridor/pkg/planner"
	"korridor/web/webtest"
)

// A change is undone from the history, for a reason, unless somebody built on it.
func TestUndoFromTheHistory(t *testing.T) {
	s := freshSite(t, true)
	phase, at := s.railwayPhase(t, "p2")
	if p := webtest.Post(t, s.Handler(), at, s.fill(t, at, "en", "note", "changed")); p.Status != http.StatusSeeOther {
		t.Fatalf("%d", p.Status)
	}
	history := webtest.Get(t, s.Handler(), "/projects/railway/history")
	webtest.Check(t, history)
	links := history.Find(".history-head .edit")
	if len(links) != 1 {
		t.Fatalf("%d links: what was loaded at once cannot be undone", len(links))
	}
	undo := links[0].Attr("href")
	for _, language := range []string{"en", "sq"} {
		p := webtest.Get(t, s.Handler(), undo, "Accept-Language", language)
		webtest.Check(t, p)
		say(t, "the change", p.One("main"), "changed")
	}
	values := s.fill(t, undo, "en")
	if p := webtest.Post(t, s.Handler(), undo, values); p.Status != http.StatusUnprocessableEntity {
		t.Errorf("without a reason: %d", p.Status)
	}
	values.Set(reasonField, "a mistake")
	p := webtest.Post(t, s.Handler(), undo, values)
	if p.Status != http.StatusSeeOther || p.Header.Get("Location") != "/projects/railway/history" {
		t.Fatalf("%d %s", p.Status, p.One(".form-summary").Text())
	}
	now, _ := s.railwayPhase(t, "p2")
	if now.Note != phase.Note {
		t.Errorf("%+v", now.Note)
	}
	head := s.head(t)
	for _, language := range []string{"en", "sq"} {
		for name, p := range map[string]*webtest.Page{"sent twice": webtest.Post(t, s.Handler(), undo, values),
			"opened again": webtest.Get(t, s.Handler(), undo, "Accept-Language", language)} {
			to, at, _ := strings.Cut(p.Header.Get("Location"), "#")
			if p.Status != http.StatusSeeOther || s.head(t) != head {
				t.Fatalf("%s: %d", name, p.Status)
			}
			page := webtest.Get(t, s.Handler(), to, "Accept-Language", language, "Cookie", "flash=undone_already")
			webtest.Check(t, page)
			say(t, name, page.One("main"), map[string]string{"en": "undone already", "sq": "zhbërë tashmë"}[language])
			say(t, "the undoing change", page.One("#"+at), "a mistake")
		}
	}

	now.Note.Default = "first"
	s.do(t, &planner.SavePhase{Record: now})
	undo = webtest.Get(t, s.Handler(), "/projects/railway/history").One(".history-head .edit").Attr("href")
	now, _ = s.railwayPhase(t, "p2")
	now.Note.Default = "second"
	s.do(t, &planner.SavePhase{Record: now})
	p = webtest.Post(t, s.Handler(), undo, values)
	webtest.Check(t, p)
	if p.Status != http.StatusConflict || !strings.Contains(p.One(".form-summary").Text(), "undo the later change first") {
		t.Errorf("%d %s", p.Status, p.One(".form-summary").Text())
	}
	programme := s.fill(t, "/programme/edit", "en", "summary", "changed")
	if p := webtest.Post(t, s.Handler(), "/programme/edit", programme); p.Status != http.StatusSeeOther {
		t.Fatalf("%d", p.Status)
	}
	ofNoProject := undoURL(s.head(t))
	for range 2 {
		if p := webtest.Post(t, s.Handler(), ofNoProject, values); p.Status != http.StatusSeeOther || p.Header.Get("Location") != "/" {
			t.Errorf("a change of no project: %d to %s", p.Status, p.Header.Get("Location"))
		}
	}
	for _, at := range []string{"/changes/999999/undo", "/changes/x/undo"} {
		if p := webtest.Get(t, s.Handler(), at); p.Status != http.StatusNotFound {
			t.Errorf("%s: %d", at, p.Status)
		}
	}
}
