package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/web/webtest"
)

// formPages are the forms in which records of the railway are added.
var formPages = []string{"/projects/new", "/projects/railway/edit", "/programme/edit", "/documents/new", "/exchange-rates/new",
	"/projects/railway/sections/new", "/projects/railway/phases/new", "/projects/railway/milestones/new", "/projects/railway/structures/new",
	"/projects/railway/estimates/new", "/projects/railway/funding-sources/new", "/projects/railway/ceilings/new", "/projects/railway/allocations/new",
	"/series/new", "/budget-programmes/new", "/projects/railway/cost/assumptions", "/projects/railway/scenarios/new", "/projects/railway/benefits/new",
	"/projects/railway/expenditures/new", "/projects/railway/expenditures/sheet", stepAddress}

// stepAddress is the form about a step between two estimates of the railway.
const stepAddress = "/projects/railway/attributions/new?from=ministry-2024&to=study-2025"

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
			return p, "/projects/railway/phases/" + idText(p.ID) + "/edit"
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

// editPages are the forms of everything recorded of the railway, and of a
// document and an exchange rate.
func (s *realSite) editPages(t testing.TB) []string {
	t.Helper()
	d, err := s.planner.Desk(context.Background(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	addresses := []string{"/projects/railway/edit", "/programme/edit"}
	add := func(under string, id record.ID) {
		addresses = append(addresses, under+"/"+idText(id)+"/edit")
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
	return addresses
}

// A form that is sent as it was opened changes nothing, whatever the record and
// the language.
func TestUntouchedFormsChangeNothing(t *testing.T) {
	s := freshSite(t, true)
	s.addCeiling(t)
	head := s.head(t)
	for i, at := range s.editPages(t) {
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
	for _, form := range []struct {
		at    string
		pairs []string
	}{
		{"/documents/new", []string{"title", "Law 1", "code", "law-1"}},
		{"/exchange-rates/new", []string{"base", "EUR", "quote", "ALL", "kind", "spot", "date", "2026-11-20", "rate", "96.5", reasonField, "x"}},
		{"/projects/railway/phases/new", []string{"name", "Test runs", "code", "tests"}},
		{"/projects/new", []string{"name", "Port", "code", "port", "sector", "transport.water", "type", "construction", "stage", "preparation"}},
		{"/projects/railway/structures/new", []string{"kind", "bridge", "code", "b-1", "tubes", "2", "length_m", "1,234.5"}},
		{"/projects/railway/funding-sources/new", []string{"name", "Loan", "code", "loan-9", "kind", "loan", "status", "signed", "currency", "EUR", "total", "1,000.50", reasonField, "x"}},
		{"/projects/railway/estimates/new", []string{"title", "Mine", "code", "mine", "kind", "statement", "currency", "EUR", "headline", "5", reasonField, "x"}},
		{"/projects/railway/milestones/new", []string{"name", "Opening", "code", "opening-9", "planned", "2034"}},
		{"/projects/railway/sections/new", []string{"name", "North", "code", "north-9"}},
	} {
		at := form.at
		values := s.fill(t, at, "en", form.pairs...)
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

// A later stage above an earlier one is kept once it is recorded as a breach.
func TestBreachIsRecorded(t *testing.T) {
	s := freshSite(t, true)
	d, err := s.planner.Desk(context.Background(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	at := "/projects/railway/allocations/" + idText(d.Allocations[0].ID) + "/edit"
	values := s.fill(t, at, "en", "approved", "371,000,000.00", reasonField, "voted", "breach_reason", "voted higher")
	if p := webtest.Post(t, s.Handler(), at, values); p.Status != http.StatusUnprocessableEntity {
		t.Errorf("without a document: %d", p.Status)
	}
	values.Set("breach_document", idText(d.Documents[0].ID))
	if p := webtest.Post(t, s.Handler(), at, values); p.Status != http.StatusSeeOther {
		t.Errorf("%d %s", p.Status, p.One(".form-summary").Text())
	}
}
