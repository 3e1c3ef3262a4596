package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/estimate"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

// The history is read from the newest change to the oldest over its links.
func TestHistoryIsReadOverItsLinks(t *testing.T) {
	s := corridorSite(t)
	records, at := 0, "/projects/railway/history"
	for pages := 1; ; pages++ {
		p := webtest.Get(t, s.Handler(), at)
		webtest.Check(t, p)
		records += len(p.Find(".changes .group"))
		say(t, at, p.One(".history"), "Data loaded", "Korridor", "built-in data of the corridor")
		next := p.One("a[rel=next]")
		if (pages > 1) != (strings.Contains(p.One(".pager").Text(), "Newest changes")) {
			t.Errorf("%s: the way back to the newest changes is wrong", at)
		}
		if next == nil {
			break
		}
		if at = next.Attr("href"); pages > 20 {
			t.Fatal("the history has no end")
		}
	}
	if records < 120 {
		t.Errorf("%d changes in all", records)
	}
}

// A change reads as fields before and after, in the reader's form.
func TestHistoryPutsChangesIntoWords(t *testing.T) {
	s := freshSite(t, true)
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	phase := d.Phases[1]
	phase.ActualStart = schedule.MustDate("2026-11-20")
	phase.After[0].LagDays = 30
	s.do(t, &planner.SavePhase{Record: phase})
	s.do(t, &planner.SaveMilestone{Record: project.Milestone{Project: d.Project.ID, Phase: phase.ID, Code: "permit",
		Name: text.Label{Default: "Permit <i>", Albanian: "Leja"}, Planned: schedule.MustDate("2027-09")}})
	for language, wants := range map[string][]string{
		"en": {"Milestone saved", "Ana", "23 Nov 2026, 11:00", "Permit <i> milestone · created", "Planned date Sep 2027", "Phase Access and enabling works",
			"Phase saved", "phase · changed", "Actual start not recorded 20 Nov 2026", "Days to wait not recorded 30"},
		"sq": {"U ruajt një pikë kyçe", "23.11.2026, 11:00", "Leja pika kyçe · u krijua", "Emri (shqip) Leja", "Nisja e realizuar e paregjistruar 20.11.2026"},
	} {
		p := webtest.Get(t, s.Handler(), "/projects/railway/history", "Accept-Language", language)
		webtest.Check(t, p)
		say(t, "the history in "+language, p.One(".history"), wants...)
		if strings.Contains(p.One(".history").Text(), "PlannedStart") {
			t.Error("a field has no word")
		}
	}
}

// A claim about a cost line names the line by its name and its code.
func TestHistoryNamesCostLines(t *testing.T) {
	s := freshSite(t, true)
	sheet, err := s.planner.EstimateSheet(t.Context(), "railway", "working-model-2025")
	if err != nil {
		t.Fatal(err)
	}
	line := sheet.Lines[slices.IndexFunc(sheet.Lines, func(l estimate.Line) bool { return l.Code == "tunnels" })]
	s.do(t, &planner.SaveClaim{Record: project.Claim{Project: line.Project, Kind: record.CostLine, Entity: line.ID, Field: "quantity", Unit: "km",
		Value: "36", Basis: project.Assumed, Note: text.Plain("a guess")}})
	for language, want := range map[string]string{"en": "Tunnels (tunnels)", "sq": "Tunelet (tunnels)"} {
		p := webtest.Get(t, s.Handler(), "/projects/railway/history", "Accept-Language", language)
		say(t, "the history in "+language, p.One(".history"), want)
		if said := p.One(".history").Text(); strings.Contains(said, "record no.") || strings.Contains(said, "regjistrimi nr.") {
			t.Errorf("a record is only numbered: %s", said)
		}
	}
}

// Dates narrow the history; dates that cannot be are kept and said to be wrong.
func TestHistoryBetweenDates(t *testing.T) {
	s := corridorSite(t)
	get := func(query string) *webtest.Page {
		p := webtest.Get(t, s.Handler(), "/projects/railway/history?"+query)
		webtest.Check(t, p)
		return p
	}
	for _, query := range []string{"from=2026-11-23", "until=2026-11-23", "from=2026-11-23&until=2026-11-23", "from=2026", "until=2026-11", "before=nonsense"} {
		if p := get(query); p.Status != http.StatusOK || p.One(".history") == nil {
			t.Errorf("%s: %d without changes", query, p.Status)
		}
	}
	for _, query := range []string{"from=2026-11-24", "until=2026-11-22"} {
		say(t, query, get(query).One(".empty"), "Nothing changed between these dates")
	}
	for query, want := range map[string]string{"from=yesterday": "yesterday", "until=31.12.2026": "31.12.2026", "from=2026-12-01&until=2026-11-01": "2026-11-01",
		"from=%3Cscript%3E": "<script>"} {
		p := get(query)
		field := p.One("input[aria-invalid=true]")
		if p.Status != http.StatusUnprocessableEntity || field == nil || field.Attr("value") != want || p.One(".history") == nil {
			t.Errorf("%s: %d, the field is %v", query, p.Status, field)
		}
	}
	if next := get("from=2026-11-01").One("a[rel=next]").Attr("href"); !strings.Contains(next, "from=2026-11-01") {
		t.Errorf("the next page forgets the dates: %s", next)
	}
}

// Every field that a record of the corridor has is called by a word.
func TestFieldsHaveWords(t *testing.T) {
	s := corridorSite(t)
	for _, l := range s.languages.All() {
		for _, code := range ownProjects {
			for q := (planner.HistoryQuery{Project: code}); ; {
				v, err := s.planner.History(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				for _, b := range v.Batches {
					for _, e := range b.Changes {
						for _, f := range e.Fields {
							if code := fieldCode(f.Field); !untoldField[f.Field] && l.Term("field", code) == code {
								t.Errorf("%s: the %s's field %s has no word", l.Code, e.Change.Kind, f.Field)
							}
						}
					}
				}
				if q.Before = v.Older; q.Before == 0 {
					break
				}
			}
		}
	}
}

// Before its beginning the history says so, instead of that nothing ever changed.
func TestHistoryBeforeItsBeginning(t *testing.T) {
	s := corridorSite(t)
	for language, want := range map[string]string{"en": "The history begins after this place", "sq": "Historiku fillon pas këtij vendi"} {
		p := webtest.Get(t, s.Handler(), "/projects/railway/history?before=1", "Accept-Language", language)
		webtest.Check(t, p)
		say(t, "the list", p.One("main"), want)
		if strings.Contains(p.One("main").Text(), "Nothing has changed yet") {
			t.Error("it says that nothing has changed")
		}
	}
}

// What exactly went wrong is told in sentences.
func TestFailuresSpeakInSentences(t *testing.T) {
	for from, want := range map[string]string{"there is no project x": "There is no project x.", "Ç'gabim?": "Ç'gabim?", "ë": "Ë.", "": "", "Done.": "Done."} {
		if got := fullSentence(from); got != want {
			t.Errorf("%q becomes %q", from, got)
		}
	}
	p := webtest.Get(t, corridorSite(t).Handler(), "/projects/tramway")
	if said := p.One(".failure").Find("p")[1].Text(); said != fullSentence(said) {
		t.Errorf("the page says %q", said)
	}
}
