package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/web/webtest"
)

// A form that somebody overtook takes over what only they changed, and asks
// where both changed a field. The choice works as a plain form.
func TestStaleForm(t *testing.T) {
	s := freshSite(t, true)
	phase, at := s.railwayPhase(t, "p2")
	values := s.fill(t, at, "en", "planned_finish", "2033-12-31", "note", "mine")
	theirs := phase
	theirs.PlannedFinish.UnmarshalText([]byte("2034-06-30"))
	theirs.Name.Albanian = "E tyrja"
	s.do(t, &planner.SavePhase{Record: theirs})
	p := webtest.Post(t, s.Handler(), at, values)
	webtest.Check(t, p)
	if p.Status != http.StatusConflict {
		t.Fatalf("%d", p.Status)
	}
	say(t, "summary", p.One(".form-summary"), "changed this record", "taken over", "E tyrja", "choose one")
	say(t, "rival", p.One(".form-rival"), "30 Jun 2034", "31 Dec 2033")
	again := webtest.Values(p.One("form.form"))
	if again.Get("note") != "mine" || again.Get("name_sq") != "E tyrja" || again.Get("planned_finish") != "31 Dec 2033" {
		t.Errorf("%v", again)
	}
	p = webtest.Post(t, s.Handler(), at, again)
	webtest.Check(t, p)
	if p.Status != http.StatusUnprocessableEntity || p.One(".form-rival") == nil {
		t.Fatalf("without a choice: %d", p.Status)
	}
	for choice, finish := range map[string]string{"theirs": "2034-06-30", "mine": "2033-12-31"} {
		again := webtest.Values(p.One("form.form"))
		now, _ := s.railwayPhase(t, "p2")
		again.Set("version", strconv.FormatInt(now.Version, 10))
		again.Set("take.planned_finish", choice)
		answer := webtest.Post(t, s.Handler(), at, again)
		if answer.Status != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", choice, answer.Status, answer.One(".form-summary").Text())
		}
		if now, _ = s.railwayPhase(t, "p2"); now.PlannedFinish.String() != finish || now.Note.Default != "mine" || now.Name.Albanian != "E tyrja" {
			t.Errorf("%s: %+v", choice, now)
		}
	}
}

// What was typed about a record that is gone can be added anew.
func TestFormOfAVanishedRecord(t *testing.T) {
	s := freshSite(t, true)
	at := "/projects/railway/milestones/new"
	if p := webtest.Post(t, s.Handler(), at, s.fill(t, at, "en", "name", "Gone", "code", "gone")); p.Status != http.StatusSeeOther {
		t.Fatalf("%d", p.Status)
	}
	d, err := s.planner.Dossier(context.Background(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	var edit string
	for _, m := range d.Milestones {
		if m.Code == "gone" {
			edit = "/projects/railway/milestones/" + strconv.FormatInt(int64(m.ID), 10)
		}
	}
	values := s.fill(t, edit+"/edit", "en", "note", "typed for an hour")
	remove := webtest.Get(t, s.Handler(), edit+"/delete")
	webtest.Check(t, remove)
	for range 2 {
		if p := webtest.Post(t, s.Handler(), edit+"/delete", webtest.Values(remove.One("form.form"))); p.Status != http.StatusSeeOther {
			t.Fatalf("%d", p.Status)
		}
	}
	if p := webtest.Get(t, s.Handler(), edit+"/edit"); p.Status != http.StatusNotFound {
		t.Errorf("%d", p.Status)
	}
	p := webtest.Post(t, s.Handler(), edit+"/edit", values)
	webtest.Check(t, p)
	form := p.One("form.form")
	if p.Status != http.StatusConflict || form.Attr("action") != at || webtest.Values(form).Get("note") != "typed for an hour" {
		t.Fatalf("%d %s", p.Status, form.Attr("action"))
	}
	if p = webtest.Post(t, s.Handler(), at, webtest.Values(form)); p.Status != http.StatusSeeOther {
		t.Errorf("%d %s", p.Status, p.One(".form-summary").Text())
	}
}

// What others depend on stays, and they are named, with links to their forms:
// before anything is attempted, and where it was attempted.
func TestDeletePageNamesDependants(t *testing.T) {
	s := freshSite(t, true)
	_, at := s.railwayPhase(t, "p1")
	at = strings.TrimSuffix(at, "edit") + "delete"
	needs := map[string][]string{"en": {"PhasesAccess and enabling works", "Cost lines"}, "sq": {"FazaRrugët hyrëse", "Zëra kostoje"}}
	for _, language := range []string{"en", "sq"} {
		asked := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
		values := webtest.Values(asked.One("form.form"))
		tried := webtest.Post(t, s.Handler(), at, values, "Accept-Language", language)
		for status, p := range map[int]*webtest.Page{http.StatusOK: asked, http.StatusConflict: tried} {
			webtest.Check(t, p)
			webtest.CheckLinks(t, s.Handler(), p)
			if p.Status != status {
				t.Errorf("%d, not %d", p.Status, status)
			}
			say(t, "what depends on it", p.One(".form-needed"), needs[language]...)
			if p.One("form.form button[type=submit]") != nil {
				t.Error("a button offers what is bound to be refused")
			}
		}
	}
	d, err := s.planner.Desk(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	brief := d.Documents[slices.IndexFunc(d.Documents, func(d project.Document) bool { return d.Code == "brief" })]
	p := webtest.Get(t, s.Handler(), "/documents/"+idText(brief.ID)+"/delete")
	say(t, "claims that rest on a document", p.One(".form-needed"), "Claims", "more")
	webtest.CheckLinks(t, s.Handler(), p)
}
