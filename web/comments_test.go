package web

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"korridor/pkg/access"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/webtest"
)

// talk sends a comment form with the text and returns the answer.
func (s *realSite) talk(t *testing.T, at, language, said string) *webtest.Page {
	t.Helper()
	p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
	form := p.One("form.form")
	if form == nil {
		t.Fatalf("%s: no form: %d %s", at, p.Status, p.One("main").Text())
	}
	values := webtest.Values(form)
	values.Set("text", said)
	return webtest.Post(t, s.Handler(), form.Attr("action"), values, "Accept-Language", language)
}

// Somebody comments on a figure, is answered, and the comment is resolved; the
// figure's mark counts what is open, in both languages and without JavaScript.
func TestCommentsOnAFigure(t *testing.T) {
	s := freshSite(t, true)
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	id := d.Allocations[0].ID
	short := commentsURL(id, "requested")
	if p := webtest.Get(t, s.Handler(), short); p.Status != http.StatusSeeOther {
		t.Fatalf("%d", p.Status)
	}
	at := "/projects/railway" + short
	for language, says := range map[string]string{"en": "required", "sq": "detyrueshme"} {
		p := s.talk(t, at, language, " ")
		if say(t, "nothing", p.One("#field-text-problem"), says); p.Status != http.StatusUnprocessableEntity {
			t.Errorf("%d", p.Status)
		}
		if p = s.talk(t, at, language, "a\u202eb"); p.Status != http.StatusUnprocessableEntity || webtest.Values(p.One("form.form")).Get("text") != "a\u202eb" {
			t.Errorf("what deceives readers: %d", p.Status)
		}
	}
	hostile := "<script>alert(1)</script> Which\nsection?"
	for range 2 { // sent twice it is kept once
		if p := s.talk(t, at, "sq", hostile); p.Status != http.StatusSeeOther {
			t.Fatalf("%d %s", p.Status, p.Body)
		}
	}
	p := soundPage(t, s.Handler(), at, "en")
	if n := len(p.Find("ol.comments form.comment-do")); n != 1 || strings.Contains(p.Body, "<script>alert") {
		t.Errorf("%d comments", n)
	}
	funding := soundPage(t, s.Handler(), "/projects/railway/funding", "en")
	say(t, "the mark", funding.One("table.allocations .trail-talk"), "1")
	say(t, "the trail", funding.One("table.allocations .trail"), "Which section?", "Answer or comment")
	say(t, "the sources", soundPage(t, s.Handler(), "/projects/railway/sources", "sq").One("main"), "1 koment i hapur")
	say(t, "the list", soundPage(t, s.Handler(), "/projects/railway/comments", "en").One("ol.comments"), "Requested", "2026", "Which section?")
	say(t, "the history", soundPage(t, s.Handler(), "/projects/railway/history", "en").One("ol.history"), "Comment written", "Which section?")

	var edit, answer string
	for _, a := range p.Find("ol.comments a.button") {
		switch a.Text() {
		case "Edit":
			edit = a.Attr("href")
		case "Answer":
			answer = a.Attr("href")
		}
	}
	if p := s.talk(t, edit, "en", "Which section, please?"); p.Status != http.StatusSeeOther {
		t.Errorf("%d", p.Status)
	}
	if p := s.talk(t, answer, "en", "The whole line."); p.Status != http.StatusSeeOther {
		t.Errorf("%d", p.Status)
	}
	p = soundPage(t, s.Handler(), at, "en")
	say(t, "the thread", p.One("ol.comments"), "Which section, please?", "The whole line.")
	late := s.talk(t, edit, "en", "Too late")
	if say(t, "an answered comment", late.One(".form-summary"), "was answered"); late.Status != http.StatusUnprocessableEntity {
		t.Errorf("%d", late.Status)
	}
	resolve := p.One("form.comment-do")
	for range 2 {
		if p := webtest.Post(t, s.Handler(), resolve.Attr("action"), webtest.Values(resolve)); p.Status != http.StatusSeeOther {
			t.Fatalf("%d %s", p.Status, p.One("main").Text())
		}
	}
	p = soundPage(t, s.Handler(), at, "sq")
	say(t, "the resolved thread", p.One("main"), "Të zgjidhura", "zgjidhur nga", "The whole line.")
	if soundPage(t, s.Handler(), "/projects/railway/funding", "en").One("table.allocations .trail-talk") != nil {
		t.Error("the mark still counts it")
	}
	for _, nowhere := range []string{"/projects/railway/comments/new", "/projects/railway/comments?of=999999&field=x", "/projects/highway" + short, "/projects/railway/comments/999999/edit"} {
		if p := webtest.Get(t, s.Handler(), nowhere); p.Status != http.StatusNotFound {
			t.Errorf("%s: %d", nowhere, p.Status)
		}
	}
}

// What others wrote stays as they wrote it; what is deleted takes the comments on
// it along, and brings them back.
func TestCommentsOfOthers(t *testing.T) {
	s := freshSite(t, true)
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	m := d.Milestones[0]
	by := func(name string, id record.ID) context.Context {
		return access.With(t.Context(), &access.Person{ID: id, Name: name, Grants: []access.Grant{{Role: access.Planner}}})
	}
	c := &planner.SaveComment{Record: project.Comment{Project: d.Project.ID, Kind: record.Milestone, Entity: m.ID, Field: "planned", Text: "Sure?", Author: "somebody else"}}
	if err := s.planner.Do(by("Ana", 7), planner.Act{Actor: "Ana"}, c); err != nil || c.Record.Author != "Ana" || c.Record.Account != 7 {
		t.Fatalf("%v, %+v", err, c.Record)
	}
	theirs := c.Record
	theirs.Text = "No."
	for _, other := range []context.Context{by("Besa", 8), by("Ana", 9)} {
		if err := s.planner.Do(other, planner.Act{Actor: "Besa"}, &planner.SaveComment{Record: theirs}); keyOf(err) != "comment.others" {
			t.Errorf("%v", err)
		}
		if err := s.planner.Do(other, planner.Act{Actor: "Besa"}, &planner.Delete{Kind: record.Comment, ID: theirs.ID, Version: theirs.Version}); keyOf(err) != "comment.others" {
			t.Errorf("%v", err)
		}
	}
	answer := &planner.SaveComment{Record: project.Comment{Project: d.Project.ID, Kind: record.Milestone, Entity: m.ID, Field: "planned", Text: "Yes.", Answers: theirs.ID}}
	if err := s.planner.Do(by("Besa", 8), planner.Act{Actor: "Besa"}, answer); err != nil {
		t.Fatal(err)
	}
	if err := s.planner.Do(t.Context(), planner.Act{Actor: "Ana", Reason: "r"}, &planner.Delete{Kind: record.Milestone, ID: m.ID, Version: m.Version}); err != nil {
		t.Fatal(err)
	}
	if v, err := s.planner.Comments(t.Context(), planner.CommentQueryOf{Project: "railway"}); err != nil || len(v.Open) != 0 {
		t.Fatalf("%v, %d comments on nothing", err, len(v.Open))
	}
	last, err := s.planner.LastChange(t.Context(), m.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.planner.Do(t.Context(), planner.Act{Actor: "Ana", Reason: "r"}, &planner.Undo{Batch: last.Batch}); err != nil {
		t.Fatal(err)
	}
	if v, err := s.planner.Comments(t.Context(), planner.CommentQueryOf{Project: "railway"}); err != nil || len(v.Open) != 1 || len(v.Open[0].Answers) != 1 {
		t.Fatalf("%v, %+v came back", err, v.Open)
	}
}

// A confirmer asks, the planner answers, the confirmer resolves: each finds the
// forms for it on the page, and a viewer finds none.
func TestConfirmersAsk(t *testing.T) {
	s := demoSite(t)
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	at := "/projects/railway" + commentsURL(d.Allocations[0].ID, "requested")
	type page = webtest.Page
	shown := func(role access.Role) *page { return webtest.Get(t, s.Handler(), at, as(role, "sq")...) }
	send := func(role access.Role, p *page, form, said string) {
		t.Helper()
		values := webtest.Values(p.One(form))
		if said != "" {
			values.Set("text", said)
		}
		if answer := webtest.Post(t, s.Handler(), p.One(form).Attr("action"), values, as(role, "sq")...); answer.Status != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", role, answer.Status, answer.One("main").Text())
		}
	}
	send(access.Confirmer, shown(access.Confirmer), "form.form", "Me TVSH?")
	for _, role := range []access.Role{access.Viewer, access.Administrator} {
		if p := shown(role); p.One("main form") != nil || !strings.Contains(p.One("main").Text(), "Me TVSH?") {
			t.Errorf("%s: %s", role, p.One("main").Text())
		}
	}
	var answer string
	for _, a := range shown(access.Planner).Find("ol.comments a") {
		if strings.Contains(a.Attr("href"), "answers=") {
			answer = a.Attr("href")
		}
	}
	send(access.Planner, webtest.Get(t, s.Handler(), answer, as(access.Planner, "sq")...), "form.form", "Pa TVSH.")
	send(access.Confirmer, shown(access.Confirmer), "form.comment-do", "")
	say(t, "what was said", shown(access.Viewer).One("main"), "Demo confirmer", "Me TVSH?", "Demo planner", "Pa TVSH.", "zgjidhur nga Demo confirmer")
}
