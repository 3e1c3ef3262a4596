package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
	"korridor/web/webtest"
)

// say fails the test for every text that the element does not say.
func say(t *testing.T, where string, e *webtest.Element, wants ...string) {
	t.Helper()
	if e == nil {
		t.Fatalf("%s is not there", where)
	}
	shown := strings.ReplaceAll(e.Text(), "\u00a0", " ")
	for _, want := range wants {
		if !strings.Contains(shown, want) {
			t.Errorf("%s does not say %q: %s", where, want, shown)
		}
	}
}

// The programme says first what needs attention, in the reader's language.
func TestProgrammeNeedsAttention(t *testing.T) {
	s := corridorSite(t)
	for language, wants := range map[string][]string{
		"en": {"€370,000,000.00 requested for 2026", "is 6.3 times the ceiling of ALL 5,680,000,000.00: Rail transport (MTBP)", "outcome not recorded",
			"Competing estimates run from €700,000,000.00", "their scopes differ"},
		"sq": {"370 000 000,00 € të kërkuara për 2026", "janë 6,3 herë sa tavani 5 680 000 000,00 lekë: Transporti hekurudhor (PBA)", "rezultati i paregjistruar",
			"Vlerësimet konkurrente shkojnë nga 700 000 000,00 €", "objektet e tyre ndryshojnë"},
	} {
		p := webtest.Get(t, s.Handler(), "/", "Accept-Language", language)
		webtest.Check(t, p)
		webtest.CheckLinks(t, s.Handler(), p)
		say(t, "what needs attention", p.One(".notices"), wants...)
		for _, n := range p.Find(".notices > li") {
			if a := n.One(".notice-to"); a == nil || a.Text() == "" {
				t.Errorf("a notice does not lead to its figures: %s", n.Text())
			}
		}
		if to := p.One(".notices a").Attr("href"); to != "/projects/railway/funding" {
			t.Errorf("the first notice leads to %s", to)
		}
	}
}

// Each project shows its working estimate with scope and price year, and
// nothing is added up over projects.
func TestProgrammeListsProjects(t *testing.T) {
	p := webtest.Get(t, corridorSite(t).Handler(), "/")
	rows := p.Find(".projects tbody tr")
	for i, wants := range [][]string{
		{"Highway Albania–Kosovo", "Maintenance", "€2,000,000,000.00", "137 km", "price year not known", "works complete"},
		{"400 kV interconnection", "Energy", "€59,700,000.00", "price year not known", "works complete"},
		{"Railway Shkodër–Gjakova", "Preparation", "assumed €1,800,000,000.00", "Shkodër–Gjakova, 105.8 km", "prices of 2025", "not recorded",
			"€370,000,000.00", "outcome not recorded", "1 Jul 2028", "Start of works"},
		{"Railway Vorë–Hani i Hotit", "external", "€373,150,000.00"},
	} {
		if i >= len(rows) {
			t.Fatalf("%d projects", len(rows))
		}
		say(t, "row "+strconv.Itoa(i+1), rows[i], wants...)
		if marks := rows[i].Find(".trail-mark"); len(marks) == 0 {
			t.Errorf("row %d has no mark", i+1)
		}
	}
	for i, row := range rows[:2] {
		if strings.Contains(row.Text(), "requested") {
			t.Errorf("row %d speaks of requests: %s", i+1, row.Text())
		}
	}
	say(t, "the count", p.One("#projects .card-head"), "3 projects and 1 external")
	if len(rows) != 4 || len(p.Find(".projects tfoot")) != 0 {
		t.Errorf("%d projects, totals %d", len(rows), len(p.Find(".projects tfoot")))
	}
}

// The list is narrowed by a plain form, which keeps what was asked for.
func TestProgrammeIsNarrowed(t *testing.T) {
	s := corridorSite(t)
	for query, want := range map[string]int{"sector=transport.rail": 2, "stage=maintenance": 2, "q=INTERCONN": 1, "q=gjakov%C3%AB": 1,
		"sector=energy&stage=preparation": 0, "q=" + url.QueryEscape(`"><script>`): 0, "sector=nonsense": 0, "page=1&q=railway": 2} {
		p := webtest.Get(t, s.Handler(), "/?"+query)
		webtest.Check(t, p)
		if got := len(p.Find(".projects tbody tr")); p.Status != http.StatusOK || got != want {
			t.Errorf("%s: %d with %d projects, want %d", query, p.Status, got, want)
		}
		clear := p.One("form.filters a")
		if clear == nil || clear.Attr("href") != "/#projects" {
			t.Errorf("%s: the filters cannot be cleared", query)
		}
		values, _ := url.ParseQuery(query)
		if got := p.One("input[name=q]").Attr("value"); got != values.Get("q") {
			t.Errorf("%s: the form keeps %q", query, got)
		}
		if stage := values.Get("stage"); stage != "" && p.One("select[name=stage] option[selected]").Attr("value") != stage {
			t.Errorf("%s: the form forgets the stage", query)
		}
		if want == 0 {
			say(t, query, p.One("#projects .empty"), "No project matches", "Show all")
		}
	}
	say(t, "a page after the last", webtest.Get(t, s.Handler(), "/?page=7").One("#projects .empty"), "The list ends before this page")
	for query, projects := range map[string]int{"page=-1": 4, "page=0": 4, "page=abc": 4, "page=1000001": 0, "page=99999999999999999999": 0} {
		p := webtest.Get(t, s.Handler(), "/?"+query)
		if n := len(p.Find(".projects tbody tr")); p.Status != http.StatusOK || n != projects {
			t.Errorf("%s is answered with %d and %d projects", query, p.Status, n)
		}
	}
	long := strings.Repeat("x", planner.MaxSearch+1)
	for language, words := range map[string]string{"en": "characters", "sq": "shenja"} {
		p := webtest.Get(t, s.Handler(), "/?sector=energy&q="+long, "Accept-Language", language)
		webtest.Check(t, p)
		field := p.One("input[aria-invalid=true]")
		if p.Status != http.StatusUnprocessableEntity || field == nil || field.Attr("value") != long || field.Attr("maxlength") != "100" ||
			p.One("select[name=sector] option[selected]").Attr("value") != "energy" || len(p.Find(".projects tbody tr")) == 0 {
			t.Errorf("a search that is too long is answered with %d: %s", p.Status, p.Body)
			continue
		}
		say(t, "the field", p.One("#"+field.Attr("aria-describedby")), words, "101")
	}
}

func TestEmptyProgrammeSaysWhatToDo(t *testing.T) {
	s := freshSite(t, false)
	for language, want := range map[string]string{"en": "Run “korridor load corridor”", "sq": "Ekzekutoni “korridor load corridor”"} {
		p := webtest.Get(t, s.Handler(), "/", "Accept-Language", language)
		webtest.Check(t, p)
		say(t, "the empty programme", p.One(".empty"), want)
	}
}

// A command of hundreds of changes is one line with its count; a reader who was
// here before sees what changed since.
func TestProgrammeTellsWhatChanged(t *testing.T) {
	s := freshSite(t, true)
	first := webtest.Get(t, s.Handler(), "/")
	head := s.head(t)
	say(t, "the first visit", first.One("[aria-labelledby=changes]"), "Latest changes", "Data loaded · "+strconv.FormatInt(head, 10)+" changes", "built-in data of the corridor")
	if n := len(first.Find(".recent-change")); n != 0 {
		t.Errorf("%d changes of the load are told one by one", n)
	}
	if again := webtest.Get(t, s.Handler(), "/", "Cookie", cookieOf(first)); len(again.Find(".recent li")) != 1 {
		t.Error("the latest changes are gone in the same visit")
	}
	later := "seen=0-" + strconv.FormatInt(head, 10) + "-" + strconv.FormatInt(clock().Add(-31*time.Minute).Unix(), 10)
	say(t, "the next visit", webtest.Get(t, s.Handler(), "/", "Cookie", later).One("[aria-labelledby=changes]"), "Nothing has changed since your last visit")

	d, err := s.planner.Dossier(context.Background(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	allocation := d.Allocations[0]
	more := money.FromMinor(380_000_000_00, money.EUR)
	allocation.Requested = &more
	s.do(t, &planner.SaveAllocation{Record: allocation})
	p := webtest.Get(t, s.Handler(), "/", "Cookie", later)
	webtest.Check(t, p)
	say(t, "after a change", p.One("[aria-labelledby=changes]"), "Changed since your last visit", "Allocation saved", "Railway Shkodër–Gjakova",
		"allocation 2026 (State budget of Albania) changed: Requested €370,000,000.00 → €380,000,000.00", "Ana", "a hearing <b>")
	if to := p.One(".recent a").Attr("href"); to != "/projects/railway/history" {
		t.Errorf("the change leads to %s", to)
	}
	for _, broken := range []string{"seen=x", "seen=9-1-1", "seen=-1--1-1", "seen=99999-99999-1"} {
		p := webtest.Get(t, s.Handler(), "/", "Cookie", broken)
		say(t, broken, p.One("[aria-labelledby=changes]"), "Latest changes", "Allocation saved")
	}
}

// cookieOf is what the browser sends back after a page.
func cookieOf(p *webtest.Page) string {
	cookie, _, _ := strings.Cut(p.Header.Get("Set-Cookie"), ";")
	return cookie
}

func (s *realSite) do(t testing.TB, c planner.Command) {
	t.Helper()
	if err := s.planner.Do(context.Background(), planner.Act{Actor: "Ana", Reason: "a hearing <b>"}, c); err != nil {
		t.Fatal(err)
	}
}

// head is how many changes there are.
func (s *realSite) head(t testing.TB) int64 {
	t.Helper()
	v, err := s.planner.Programme(context.Background(), planner.ProgrammeQuery{Page: 1})
	if err != nil {
		t.Fatal(err)
	}
	return v.Head.Seq
}

// manyProjects returns a bundle of projects with phases and a milestone each.
func manyProjects(from, to int) planner.Bundle {
	const each = 10 // ids
	b := planner.Bundle{Programmes: []project.Programme{{Meta: record.Meta{ID: -1}, Code: "roads", Name: text.Plain("Roads"), Currency: money.EUR}}}
	for i := from; i < to; i++ {
		id := record.ID(-each * (i + 1))
		meta := func(n int) record.Meta { return record.Meta{ID: id - record.ID(n)} }
		b.Projects = append(b.Projects, project.Project{Meta: meta(0), Programme: -1, Code: fmt.Sprintf("road-%04d", i),
			Name: text.Plain("Road " + strconv.Itoa(i)), Sector: "transport.road", Type: "construction", Stage: project.Preparation, External: i%60 == 59})
		for j := 1; j <= 3; j++ {
			b.Phases = append(b.Phases, project.Phase{Meta: meta(j), Project: id, Code: "p" + strconv.Itoa(j), Name: text.Plain("Phase"),
				PlannedStart: schedule.MustDate(strconv.Itoa(2026 + j)), PlannedFinish: schedule.MustDate(strconv.Itoa(2027 + j))})
		}
		b.Milestones = append(b.Milestones, project.Milestone{Meta: meta(4), Project: id, Code: "open", Name: text.Plain("Opening"), Planned: schedule.MustDate("2031")})
	}
	return b
}

// Many projects come in pages, their timeline stays legible, and however many
// there are the page asks the database the same number of questions, but for
// the three that count external projects beyond the page. One of the 41 is what
// waits for confirmation.
func TestProgrammeOfManyProjects(t *testing.T) {
	s := freshSite(t, false)
	count := func() int64 {
		before := s.queries.Load()
		webtest.Get(t, s.Handler(), "/")
		return s.queries.Load() - before
	}
	s.do(t, &planner.Load{Bundle: manyProjects(0, 2)})
	few := count()
	s.do(t, &planner.Load{Bundle: manyProjects(2, 119)})
	for end := time.Now().Add(time.Minute); strings.Contains(webtest.Get(t, s.Handler(), "/").Body, "still being set against"); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the needs are not set against the secured money")
		}
	}
	s.do(t, &planner.Load{Bundle: manyProjects(119, 120)})
	if many := count(); many > few+3 || many > 41 {
		t.Errorf("%d queries for 120 projects, %d for two", many, few)
	}
	p := webtest.Get(t, s.Handler(), "/?sector=transport.road")
	webtest.Check(t, p)
	say(t, "the count", p.One("#projects .card-head"), "118 projects and 2 external")
	if n := len(p.Find(".projects tbody tr")); n != planner.PageSize {
		t.Errorf("%d projects on a page", n)
	}
	say(t, "the timeline", p.One(".chart-note"), "The first 20 of 50 projects with dates are drawn", "one bar for all phases")
	say(t, "the list", p.One("#projects"), "1–50 of 120", "1–50 of 120")
	next := p.One("a[rel=next]")
	if next == nil || next.Attr("href") != "/?page=2&sector=transport.road#projects" {
		t.Fatalf("the next page is at %v", next)
	}
	last := webtest.Get(t, s.Handler(), "/?page=3&sector=transport.road")
	if n := len(last.Find(".projects tbody tr")); n != 20 || last.One("a[rel=next]") != nil || last.One("a[rel=prev]") == nil {
		t.Errorf("%d projects on the last page", n)
	}
}
