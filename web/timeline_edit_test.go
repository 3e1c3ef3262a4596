package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

// storedPhase returns a phase of a project as it is recorded.
func storedPhase(t *testing.T, s *realSite, code string, i int) project.Phase {
	t.Helper()
	d, err := s.planner.Dossier(t.Context(), code)
	if err != nil {
		t.Fatal(err)
	}
	return d.Phases[i]
}

// filled returns what the browser would send of a page's form.
func filled(p *webtest.Page) url.Values { return webtest.Values(p.One("form.dates")) }

// datesOf opens the form for the railway's dates.
func datesOf(t *testing.T, s *realSite, language string) url.Values {
	t.Helper()
	p := webtest.Get(t, s.Handler(), editRailway, "Accept-Language", language)
	webtest.Check(t, p)
	return filled(p)
}

func postDates(t *testing.T, s *realSite, values url.Values, language string) *webtest.Page {
	t.Helper()
	p := webtest.Post(t, s.Handler(), editRailway, values, "Accept-Language", language)
	if p.Status != http.StatusSeeOther {
		webtest.Check(t, p)
	}
	return p
}

// cellText returns what a page says about a field of the table.
func cellText(p *webtest.Page, name string) string {
	for _, td := range p.Find(".dates-table td") {
		if td.One(`#`+fieldID(name)) != nil {
			return td.Text()
		}
	}
	return ""
}

func value(p *webtest.Page, name string) string { return p.One(`#` + fieldID(name)).Attr("value") }

// The dates of all phases are saved at once, as exactly as they are typed, in
// both languages; a changed date loses its claim, the others keep theirs.
func TestDatesAreSaved(t *testing.T) {
	for language, typed := range map[string][]string{"en": {"15 Mar 2027", "Sep 2029", "12.5"}, "sq": {"15.03.2027", "shtator 2029", "12,5"}} {
		s := freshSite(t, true)
		values := datesOf(t, s, language)
		values.Set("rows[0].actual_start", typed[0])
		values.Set("rows[0].planned_finish", typed[1])
		values.Set("rows[0].progress_percent", typed[2])
		values.Set("rows[4].planned_finish", "2037")
		values.Set("reason", "Permits took longer")
		p := postDates(t, s, values, language)
		if p.Status != http.StatusSeeOther || p.Header.Get("Location") != "/projects/railway/timeline" {
			t.Fatalf("%s: %d %s\n%s", language, p.Status, p.Header.Get("Location"), p.Text())
		}
		first, last := storedPhase(t, s, "railway", 0), storedPhase(t, s, "railway", 4)
		got := fmt.Sprintln(first.ActualStart, first.PlannedFinish, first.ProgressPercent.Decimal, last.PlannedFinish, first.Version, last.Version, storedPhase(t, s, "railway", 1).Version)
		if got != fmt.Sprintln("2027-03-15", "2029-09", "12.5", "2037", 2, 2, 1) {
			t.Errorf("%s: %s", language, got)
		}
		d, err := s.planner.Dossier(t.Context(), "railway")
		if err != nil {
			t.Fatal(err)
		}
		if d.Trail.Chosen(first.ID, "planned_finish") != nil || d.Trail.Chosen(first.ID, "planned_start") == nil {
			t.Errorf("%s: a changed date keeps its claim, or an unchanged one loses it", language)
		}
		history := webtest.Get(t, s.Handler(), "/projects/railway/history")
		say(t, "the history", history.One("main"), "Permits took longer", "Demo planner")
		// A second click on the same form does nothing twice.
		if again := postDates(t, s, values, language); again.Status != http.StatusSeeOther || storedPhase(t, s, "railway", 0).Version != 2 {
			t.Errorf("%s: sent again: %d, version %d", language, again.Status, storedPhase(t, s, "railway", 0).Version)
		}
	}
}

// What cannot be kept is marked at its very field in the reader's language,
// nothing is saved, and all that was typed stands there again.
func TestDatesThatCannotBeKept(t *testing.T) {
	s := freshSite(t, true)
	for _, c := range []struct{ language, field, typed, says string }{
		{"en", "rows[0].planned_finish", "31.12.2025", "31 Dec 2025 lies before the start, 1 Jan 2026"},
		{"sq", "rows[0].planned_finish", "31.12.2025", "31.12.2025 bie para fillimit, 01.01.2026"},
		{"en", "rows[2].planned_start", "31.02.2027", "31.02.2027 is not a day of the calendar between 1900 and 2200"},
		{"sq", "rows[2].planned_start", "31.02.2027", "31.02.2027 nuk është ditë e kalendarit midis 1900 dhe 2200"},
		{"en", "rows[1].planned_start", "3000", "3000 is not a day"}, {"sq", "rows[1].planned_start", "3000", "3000 nuk është ditë"},
		{"en", "rows[1].planned_start", "2026\x00", `"2026\x00" is not a date`}, {"sq", "rows[1].planned_start", "\u202e2026", `"\u202e2026" nuk është datë`},
		{"en", "rows[1].planned_start", "01/02/2026", "can mean 1 Feb 2026 or 2 Jan 2026"},
		{"en", "rows[3].actual_finish", "2020", "2020"}, // no start: at the start's field
		{"en", "rows[3].progress_percent", "100.1", "must not be above 100"}, {"sq", "rows[3].progress_percent", "−1", "nuk mund të jetë negative"},
		{"en", "rows[3].progress_percent", "half", `"half"`}, {"sq", "rows[3].progress_percent", "1e400", `"1e400"`},
	} {
		values := datesOf(t, s, c.language)
		values.Set(c.field, c.typed)
		values.Set("rows[4].actual_start", "2030")
		values.Set("reason", "why not")
		p := postDates(t, s, values, c.language)
		if p.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s %s = %q: %d", c.language, c.field, c.typed, p.Status)
			continue
		}
		field := c.field
		if strings.Contains(field, "actual_finish") {
			field, c.says = "rows[3].actual_start", "is needed for a phase that has an actual finish"
		}
		if said := cellText(p, field); !strings.Contains(said, c.says) || !p.One(`#`+fieldID(field)).Has("aria-invalid") {
			t.Errorf("%s %s = %q: the field says %q", c.language, c.field, c.typed, said)
		}
		if said := p.One(".form-summary").Text(); !strings.Contains(said, c.says) {
			t.Errorf("%s %s = %q: the summary says %q", c.language, c.field, c.typed, said)
		}
		if value(p, "rows[4].actual_start") != "2030" || value(p, "reason") != "why not" {
			t.Errorf("%s %s = %q: what else was typed is gone", c.language, c.field, c.typed)
		}
	}
	for i := range 5 {
		if v := storedPhase(t, s, "railway", i).Version; v != 1 {
			t.Errorf("phase %d is of version %d", i, v)
		}
	}
}

// A problem is shown at the row that it is about, also where others before it
// are unchanged or somebody put a phase before it.
func TestDatesFollowTheirPhase(t *testing.T) {
	s := freshSite(t, true)
	values := datesOf(t, s, "en")
	values.Set("rows[4].planned_finish", "2030")
	p := postDates(t, s, values, "en")
	if said := cellText(p, "rows[4].planned_finish"); p.Status != http.StatusUnprocessableEntity || !strings.Contains(said, "2030 lies before the start") {
		t.Errorf("%d: %q", p.Status, said)
	}
	values.Set("rows[4].planned_finish", "2040")
	for _, part := range []string{"id", "name", "planned_start", "planned_finish", "actual_start", "actual_finish", "progress_percent"} {
		for _, prefix := range []string{"", "was."} { // the last phase is now sent first
			a, b := prefix+"rows[0]."+part, prefix+"rows[4]."+part
			values[a], values[b] = values[b], values[a]
		}
	}
	if p = postDates(t, s, values, "en"); p.Status != http.StatusSeeOther || storedPhase(t, s, "railway", 4).PlannedFinish != schedule.MustDate("2040") || storedPhase(t, s, "railway", 0).Version != 1 {
		t.Errorf("%d: %v", p.Status, storedPhase(t, s, "railway", 4).PlannedFinish)
	}
}

// What somebody else saved meanwhile stands beside what was typed, to choose
// from; what nobody else touched is not contested.
func TestStaleDates(t *testing.T) {
	for language, says := range map[string][]string{"en": {"2031", "it is now 2028"}, "sq": {"2031", "tani është 2028"}} {
		s := freshSite(t, true)
		values := datesOf(t, s, language)
		other := storedPhase(t, s, "railway", 1)
		other.PlannedFinish, other.ActualStart = schedule.MustDate("2031"), schedule.MustDate("2028")
		s.do(t, &planner.SavePhases{Rows: []project.Phase{other}})
		values.Set("rows[0].planned_finish", "2029")
		if p := postDates(t, s, values, language); p.Status != http.StatusSeeOther || storedPhase(t, s, "railway", 1).PlannedFinish != other.PlannedFinish {
			t.Fatalf("%s: a change of another phase: %d", language, p.Status)
		}
		values.Set("rows[1].planned_finish", "2032")
		p := postDates(t, s, values, language)
		if p.Status != http.StatusConflict || value(p, "rows[1].planned_finish") != "2032" || value(p, "rows[1].actual_start") != "2028" {
			t.Fatalf("%s: %d", language, p.Status)
		}
		for _, want := range says {
			if said := cellText(p, "rows[1].planned_finish") + p.One(".form-summary").Text(); !strings.Contains(said, want) {
				t.Errorf("%s: %q does not say %q", language, said, want)
			}
		}
		if cellText(p, "rows[1].actual_start") == cellText(p, "rows[2].actual_start") {
			t.Errorf("%s: a date that somebody else gave is not marked", language)
		}
		again := filled(p)
		if p = postDates(t, s, again, language); p.Status != http.StatusUnprocessableEntity || !strings.Contains(cellText(p, "rows[1].planned_finish"), "2031") {
			t.Fatalf("%s: saved without a choice: %d, %q", language, p.Status, cellText(p, "rows[1].planned_finish"))
		}
		again.Set("take.rows[1].planned_finish", "theirs")
		again.Set("rows[1].planned_start", "2028-07")
		if p = postDates(t, s, again, language); p.Status != http.StatusSeeOther {
			t.Fatalf("%s: %d", language, p.Status)
		}
		if got := storedPhase(t, s, "railway", 1); got.PlannedFinish != other.PlannedFinish || got.PlannedStart != schedule.MustDate("2028-07") {
			t.Errorf("%s: stored is %+v", language, got)
		}
	}
}

// A phase that somebody deleted is named with what was typed for it; the other
// dates can then be saved.
func TestDatesOfAVanishedPhase(t *testing.T) {
	s := freshSite(t, true)
	extra := &planner.SavePhase{Record: project.Phase{Project: storedPhase(t, s, "railway", 0).Project, Code: "extra", Position: 99, Name: text.Plain("Extra works")}}
	s.do(t, extra)
	values := datesOf(t, s, "en")
	s.do(t, &planner.Delete{Kind: record.Phase, ID: extra.Record.ID, Version: 1})
	if p := postDates(t, s, values, "en"); p.Status != http.StatusSeeOther {
		t.Errorf("a phase that vanished untouched: %d", p.Status)
	}
	values.Set("rows[5].planned_finish", "2041")
	values.Set("rows[0].planned_finish", "2029")
	p := postDates(t, s, values, "en")
	if p.Status != http.StatusConflict || storedPhase(t, s, "railway", 0).Version != 1 {
		t.Fatalf("%d", p.Status)
	}
	say(t, "what is gone", p.One("#gone"), "Extra works", "Planned finish: 2041")
	if p = postDates(t, s, filled(p), "en"); p.Status != http.StatusSeeOther || storedPhase(t, s, "railway", 0).PlannedFinish.String() != "2029" {
		t.Errorf("%d", p.Status)
	}
}

// What is sent can be anything: the form answers, and saves nothing that it
// does not understand.
func TestDatesSentByHand(t *testing.T) {
	s := freshSite(t, true)
	for _, values := range []url.Values{
		{}, {"rows[0].id": {"x"}}, {"rows[0].id": {"-1"}, "rows[0].planned_start": {"2026"}, "was.rows[0].planned_start": {"2026"}},
		{"rows[0].id": {"1"}, "rows[1].id": {"1"}}, {"typed_in": {"xx"}}, {"rows[0].id": {strings.Repeat("9", 40)}},
	} {
		if p := postDates(t, s, values, "en"); p.Status >= 500 {
			t.Errorf("%v: %d", values, p.Status)
		}
	}
	if p := webtest.Post(t, s.Handler(), "/projects/nowhere/timeline/edit", nil); p.Status != http.StatusNotFound {
		t.Errorf("an unknown project: %d", p.Status)
	}
	large := url.Values{"reason": {strings.Repeat("x", maxBody+1)}}
	if p := webtest.Post(t, s.Handler(), editRailway, large); p.Status != http.StatusRequestEntityTooLarge {
		t.Errorf("a large body: %d", p.Status)
	}
	for i := range 5 {
		if v := storedPhase(t, s, "railway", i).Version; v != 1 {
			t.Errorf("phase %d is of version %d", i, v)
		}
	}
}
