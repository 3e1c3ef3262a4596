package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/webtest"
)

// formPages are the forms in which records of the railway are added.
var formPages = []string{"/projects/new", "/projects/railway/edit", "/programme/edit", "/documents/new", "/exchange-rates/new",
	"/projects/railway/sections/new", "/projects/railway/phases/new", "/projects/railway/milestones/new", "/projects/railway/structures/new",
	"/projects/railway/estimates/new", "/projects/railway/funding-sources/new", "/projects/railway/ceilings/new", "/projects/railway/allocations/new"}

// Every form keeps the rules of all pages in both languages, says so at its
// fields when nothing was filled in, and keeps nothing of it.
func TestFormPages(t *testing.T) {
	s := freshSite(t, true)
	head := s.head(t)
	for _, at := range formPages {
		for _, language := range []string{"en", "sq"} {
			p := soundPage(t, s.Handler(), at, language)
			values := webtest.Values(p.One("form.form"))
			for name := range values {
				if !strings.HasPrefix(name, "was.") && name != "version" && name != "typed_in" {
					values[name] = nil
				}
			}
			p = webtest.Post(t, s.Handler(), at, values, "Accept-Language", language)
			webtest.Check(t, p)
			if p.Status != http.StatusUnprocessableEntity || len(p.Find(".form-summary a")) == 0 || p.One("[aria-invalid=true]") == nil {
				t.Errorf("%s in %s, empty: %d without a word at the fields", at, language, p.Status)
			}
		}
	}
	if s.head(t) != head {
		t.Error("something was kept")
	}
}

// railwayPhase returns a phase of the railway and the address of its form.
func (s *realSite) railwayPhase(t testing.TB, code string) (project.Phase, string) {
	t.Helper()
	d, err := s.planner.Dossier(context.Background(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range d.Phases {
		if p.Code == code {
			return p, "/projects/railway/phases/" + strconv.FormatInt(int64(p.ID), 10) + "/edit"
		}
	}
	t.Fatalf("there is no phase %s", code)
	return project.Phase{}, ""
}

// fill returns the values of the form at the address with some of them changed.
func (s *realSite) fill(t testing.TB, at, language string, pairs ...string) url.Values {
	t.Helper()
	values := webtest.Values(webtest.Get(t, s.Handler(), at, "Accept-Language", language).One("form.form"))
	for i := 0; i < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return values
}

// A form that is sent as it was opened changes nothing, whatever the record and
// the language.
func TestUntouchedFormsChangeNothing(t *testing.T) {
	s := freshSite(t, true)
	d, err := s.planner.Desk(context.Background(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	addresses := []string{"/projects/railway/edit", "/programme/edit"}
	add := func(under string, id record.ID) {
		addresses = append(addresses, under+"/"+strconv.FormatInt(int64(id), 10)+"/edit")
	}
	for i := range d.Phases {
		add("/projects/railway/phases", d.Phases[i].ID)
	}
	for i := range d.Sections {
		add("/projects/railway/sections", d.Sections[i].ID)
	}
	for i := range d.Milestones {
		add("/projects/railway/milestones", d.Milestones[i].ID)
	}
	for i := range d.Structures {
		add("/projects/railway/structures", d.Structures[i].ID)
		for _, c := range d.Trail.About(d.Structures[i].ID) {
			add("/projects/railway/claims", c.ID)
		}
	}
	for i := range d.Sources {
		add("/projects/railway/funding-sources", d.Sources[i].ID)
	}
	for i := range d.Allocations {
		add("/projects/railway/allocations", d.Allocations[i].ID)
	}
	for i := range d.Ceilings {
		add("/projects/railway/ceilings", d.Ceilings[i].ID)
	}
	add("/documents", d.Documents[0].ID)
	add("/exchange-rates", d.AllRates[0].ID)
	head := s.head(t)
	for i, at := range addresses {
		language := []string{"en", "sq"}[i%2]
		p := webtest.Get(t, s.Handler(), at, "Accept-Language", language)
		if p.Status != http.StatusOK {
			t.Errorf("%s: %d", at, p.Status)
			continue
		}
		webtest.Check(t, p)
		p = webtest.Post(t, s.Handler(), at, webtest.Values(p.One("form.form")), "Accept-Language", language)
		if p.Status != http.StatusSeeOther {
			t.Errorf("%s: %d %s", at, p.Status, p.One(".form-summary").Text())
		}
	}
	if s.head(t) != head {
		t.Error("a form that nobody touched changed something")
	}
}

// A phase is changed in its form; sent twice it is changed once.
func TestPhaseIsEdited(t *testing.T) {
	s := freshSite(t, true)
	before, at := s.railwayPhase(t, "p2")
	values := s.fill(t, at, "sq", "planned_start", "1.7.2027", "progress_percent", "12,5", "note", "a\r\nb", reasonField, "shtyrje")
	head := s.head(t)
	for range 2 {
		p := webtest.Post(t, s.Handler(), at, values, "Accept-Language", "sq")
		if p.Status != http.StatusSeeOther || p.Header.Get("Location") != "/projects/railway/timeline" {
			t.Fatalf("%d %s", p.Status, p.Body)
		}
	}
	after, _ := s.railwayPhase(t, "p2")
	if after.Version != before.Version+1 || after.PlannedStart.String() != "2027-07-01" || after.ProgressPercent.Decimal.String() != "12.5" ||
		after.Note.Default != "a\nb" {
		t.Errorf("%+v", after)
	}
	if n := s.head(t) - head; n > 2 { // the phase, and the claim that its date no longer agrees with
		t.Errorf("%d changes", n)
	}
	last, err := s.planner.LastChange(context.Background(), after.ID)
	if err != nil || last.Actor != "Demo planner" || last.Reason != "shtyrje" || last.Command != "save_phase" {
		t.Errorf("%+v, %v", last, err)
	}
}

// A record is added once however often its form is sent.
func TestRecordIsAddedOnce(t *testing.T) {
	s := freshSite(t, true)
	for at, pairs := range map[string][]string{
		"/documents/new":                        {"title", "Law 1", "code", "law-1"},
		"/exchange-rates/new":                   {"base", "EUR", "quote", "ALL", "kind", "spot", "date", "2026-11-20", "rate", "96.5", reasonField, "x"},
		"/projects/railway/phases/new":          {"name", "Test runs", "code", "tests"},
		"/projects/new":                         {"name", "Port", "code", "port", "sector", "transport.water", "type", "construction", "stage", "preparation"},
		"/projects/railway/structures/new":      {"kind", "bridge", "code", "b-1", "tubes", "2", "length_m", "1,234.5"},
		"/projects/railway/funding-sources/new": {"name", "Loan", "code", "loan-9", "kind", "loan", "status", "signed", "currency", "EUR", "total", "1,000.50", reasonField, "x"},
		"/projects/railway/estimates/new":       {"title", "Mine", "code", "mine", "kind", "statement", "currency", "EUR", "headline", "5", reasonField, "x"},
		"/projects/railway/milestones/new":      {"name", "Opening", "code", "opening-9", "planned", "2034"},
		"/projects/railway/sections/new":        {"name", "North", "code", "north-9"},
	} {
		values := s.fill(t, at, "en", pairs...)
		head := s.head(t)
		var added int64
		for i := range 2 {
			p := webtest.Post(t, s.Handler(), at, values)
			if p.Status != http.StatusSeeOther {
				t.Errorf("%s: %d %s", at, p.Status, p.One(".form-summary").Text())
				break
			}
			if i == 0 {
				added = s.head(t) - head
			}
		}
		if now := s.head(t) - head; now != added || now == 0 {
			t.Errorf("%s: %d changes, then %d", at, added, now-added)
		}
	}
}

// What is wrong is said at its field, in the reader's language, and what was
// typed stays.
func TestBadInputStaysAtItsField(t *testing.T) {
	s := freshSite(t, true)
	phase, phaseAt := s.railwayPhase(t, "p2")
	first, _ := s.railwayPhase(t, "p1")
	id := func(p project.Phase) string { return strconv.FormatInt(int64(p.ID), 10) }
	d, err := s.planner.Dossier(context.Background(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	_, firstAt := s.railwayPhase(t, "p1")
	allocation := "/projects/railway/allocations/" + strconv.FormatInt(int64(d.Allocations[0].ID), 10) + "/edit"
	head := s.head(t)
	for _, c := range []struct{ at, field, typed, en, sq string }{
		{phaseAt, "progress_percent", "half", "is not a number", "nuk është numër"},
		{phaseAt, "progress_percent", "1e400", "scientific", "shkencor"},
		{phaseAt, "progress_percent", "101", "above 100", "mbi 100"},
		{phaseAt, "planned_start", "31.02.2027", "not a day", "nuk është ditë"},
		{phaseAt, "planned_finish", "1999-01-01", "before the start", "para fillimit"},
		{phaseAt, "after", id(phase), "not one of the choices", "zgjedhjet"},
		{firstAt, "after", id(phase), "circle", "rreth"},
		{phaseAt, "code", "p1", "already that of another", "tjetër"},
		{phaseAt, "code", "new", "reserved", "rezervuar"},
		{phaseAt, "name", "", "required", "detyrueshme"},
		{phaseAt, "name", "a\u202eb", "U+202E", "U+202E"},
		{phaseAt, "name", "a\x07b", "U+0007", "U+0007"},
		{phaseAt, "name", strings.Repeat("n", 201), "201 characters", "201 shenja"},
		{phaseAt, "section", "999999", "not one of the choices", "zgjedhjet"},
		{phaseAt, "section", id(first), "not one of the choices", "zgjedhjet"},
		{"/projects/railway/structures/new", "length_m", "-5", "negative", "negative"},
		{"/projects/railway/structures/new", "count", "2.5", "whole", "numër i plotë"},
		{allocation, "requested", "1.234", "can mean", "mund të jetë"},
		{allocation, "requested", "0.001", "decimals", "presjes"},
		{allocation, "requested", "99999999999999999", "too large", "tepër i madh"},
		{allocation, "requested", "$5", "another currency", "monedhë tjetër"},
		{allocation, "approved", "371000000", "is above", "është mbi"},
		{allocation, "reason", "", "moves money", "lëviz para"},
		{allocation, "fiscal_year", "99", "year", "vit"},
	} {
		for language, says := range map[string]string{"en": c.en, "sq": c.sq} {
			values := s.fill(t, c.at, language, c.field, c.typed)
			if c.field == "reason" {
				values.Set("approved", "5")
			} else {
				values.Set("reason", "because")
			}
			p := webtest.Post(t, s.Handler(), c.at, values, "Accept-Language", language)
			webtest.Check(t, p)
			if p.Status != http.StatusUnprocessableEntity && p.Status != http.StatusConflict {
				t.Errorf("%s %s=%q in %s: %d", c.at, c.field, c.typed, language, p.Status)
				continue
			}
			say(t, c.field+"="+c.typed, p.One("#"+fieldID(c.field)+"-problem"), says)
			if kept := webtest.Values(p.One("form.form"))[c.field]; len(kept) == 0 || !echoes(kept[0], c.typed) {
				t.Errorf("%s %s=%q in %s: the field holds %q", c.at, c.field, c.typed, language, kept)
			}
		}
	}
	if s.head(t) != head {
		t.Error("something of it was kept")
	}
}

// echoes reports whether a field holds what was typed, or the same number or date
// as the language writes it.
func echoes(kept, typed string) bool {
	digits := func(text string) string {
		return strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, text)
	}
	return kept == typed || kept == "1 Jan 1999" || kept == "01.01.1999" || (digits(typed) != "" && strings.HasPrefix(digits(kept), digits(typed)))
}

// A later stage above an earlier one is kept once it is recorded as a breach.
func TestBreachIsRecorded(t *testing.T) {
	s := freshSite(t, true)
	d, err := s.planner.Desk(context.Background(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	at := "/projects/railway/allocations/" + strconv.FormatInt(int64(d.Allocations[0].ID), 10) + "/edit"
	values := s.fill(t, at, "en", "approved", "371,000,000.00", reasonField, "voted", "breach_reason", "voted higher")
	if p := webtest.Post(t, s.Handler(), at, values); p.Status != http.StatusUnprocessableEntity {
		t.Errorf("without a document: %d", p.Status)
	}
	values.Set("breach_document", strconv.FormatInt(int64(d.Documents[0].ID), 10))
	if p := webtest.Post(t, s.Handler(), at, values); p.Status != http.StatusSeeOther {
		t.Errorf("%d %s", p.Status, p.One(".form-summary").Text())
	}
}
