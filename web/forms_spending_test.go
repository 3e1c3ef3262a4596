package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/web/webtest"
)

// A budget programme's ceilings stand beside what the projects that draw on it
// request, converted at the planning rate.
func TestBudgetProgrammeForm(t *testing.T) {
	s := freshSite(t, true)
	at := "/budget-programmes/new"
	values := s.fill(t, at, "sq", "name", "Transporti hekurudhor", "code", "rail", "country", "AL", "currency", "ALL", "budget_year", "2026", "later", "9 000 000 000",
		"rate_base", "EUR", "planning_rate", "96,46", "rate_date", "23.12.2025", reasonField, "PBA 2026–2028")
	values["ceilings"] = []string{"2026", "5 680 000 000", "sourced", s.deskOf(t, "").Documents[0].Code}
	s.accept(t, at, "sq", values)
	b := s.deskOf(t, "").Budgets[0]
	s.untouched(t, "/budget-programmes/"+idText(b.ID)+"/edit")
	d := s.deskOf(t, "railway")
	request := d.Allocations[slices.IndexFunc(d.Allocations, func(a funding.Allocation) bool { return a.FiscalYear == 2026 && a.Requested != nil })]
	source := "/projects/railway/funding-sources/" + idText(request.Source) + "/edit"
	s.accept(t, source, "en", s.fill(t, source, "en", "budget_programme", idText(b.ID), reasonField, "it draws on it"))
	for language, says := range map[string][]string{"en": {"2026", "5,680,000,000.00", "35,690,200,000.00", "30,010,200,000.00", "6.3 times", "Railway"},
		"sq": {"35 690 200 000,00", "6,3 herë", "Hekurudha"}} {
		say(t, "the programme", soundPage(t, s.Handler(), "/budget-programmes", language).One("#budget-rail"), says...)
	}
	values = s.fill(t, at, "en", "name", "Roads", "code", "roads", "currency", "ALL", "planning_rate", "96", reasonField, "x")
	p := webtest.Post(t, s.Handler(), at, values)
	if p.Status != http.StatusUnprocessableEntity {
		t.Errorf("a rate of no currency and date: %d", p.Status)
	}
	say(t, "the rate", p.One("#field-rate_date-problem"), "required")
}

// What a project brings is recorded with its growth in percent.
func TestBenefitForm(t *testing.T) {
	s := freshSite(t, true)
	at := "/projects/railway/benefits/new"
	s.accept(t, at, "sq", s.fill(t, at, "sq", "name", "Kohë e kursyer", "code", "time", "first_year", "2036", "last_year", "2065", "amount", "12 500 000", "price_year", "2025",
		"growth", "1,5 %", reasonField, "studimi"))
	b := s.deskOf(t, "railway").Benefits[0]
	if b.Growth.Decimal.String() != "0.015" || b.Amount.Minor() != 1_250_000_000 {
		t.Errorf("%+v", b)
	}
	edit := "/projects/railway/benefits/" + idText(b.ID) + "/edit"
	s.untouched(t, edit)
	say(t, "the inputs", soundPage(t, s.Handler(), "/projects/railway/cost/inputs", "sq").One("#benefits"), "Kohë e kursyer", "2036–2065", "12 500 000,00", "1,5")
	p := webtest.Post(t, s.Handler(), edit, s.fill(t, edit, "en", "last_year", "2030", reasonField, "x"))
	say(t, "the last year", p.One("#field-last_year-problem"), "before the first")
}

// Payments are added one by one; their totals by phase, category and year are
// the same.
func TestExpenditureForm(t *testing.T) {
	s := freshSite(t, true)
	at := "/projects/railway/expenditures/new"
	s.accept(t, at, "sq", s.fill(t, at, "sq", "date", "31.1.2026", "amount", "1 250 000,50", "reference", "situacioni 4", reasonField, "situacion"))
	s.accept(t, at, "en", s.fill(t, at, "en", "date", "2025-12", "amount", "-50.25", "category", "design", reasonField, "corrected"))
	v, err := s.planner.Expenditures(context.Background(), "railway")
	if err != nil || len(v.Expenditures) != 2 || v.Spent[0].Total.Minor() != 124_995_025 {
		t.Fatalf("%+v, %v", v, err)
	}
	edit := "/projects/railway/expenditures/" + idText(v.Expenditures[0].ID) + "/edit"
	s.untouched(t, edit)
	for language, says := range map[string][]string{"en": {"1,249,950.25", "−50.25", "2025", "Design", "not tied"}, "sq": {"1 249 950,25", "situacioni 4", "Projektim"}} {
		if language == "en" {
			says = says[:4]
		} else {
			says = says[:2]
		}
		say(t, "the list", soundPage(t, s.Handler(), "/projects/railway/expenditures", language).One("main"), says...)
	}
	p := webtest.Post(t, s.Handler(), edit, s.fill(t, edit, "en", "amount", "0", "date", "2026", reasonField, "x"))
	say(t, "the amount", p.One("#field-amount-problem"), "zero")
	say(t, "the date", p.One("#field-date-problem"), "month")
	gone := strings.TrimSuffix(edit, "edit") + "delete"
	if p := webtest.Post(t, s.Handler(), gone, s.fill(t, gone, "en", reasonField, "twice")); p.Status != http.StatusSeeOther {
		t.Errorf("%d", p.Status)
	}
}

const sheetOfSpending = "/projects/railway/expenditures/sheet"

// Two thousand payments are added in one step, once however often they are sent;
// one more is refused.
func TestExpenditureSheet(t *testing.T) {
	s := freshSite(t, true)
	d := s.deskOf(t, "railway")
	values := s.fill(t, sheetOfSpending, "sq", reasonField, "nga thesari")
	var rows []string
	for i := range planner.MaxExpenditures {
		rows = append(rows, fmt.Sprintf("%d.3.2026", i%28+1), idText(d.Phases[0].ID), "construction", "1.234,56", "", "", fmt.Sprintf("nr %d", i))
	}
	values["rows"] = rows
	s.accept(t, sheetOfSpending, "sq", values)
	v, err := s.planner.Expenditures(context.Background(), "railway")
	if err != nil || len(v.Expenditures) != planner.MaxExpenditures || v.Spent[0].Total.Minor() != 123456*planner.MaxExpenditures {
		t.Fatalf("%d, %v", len(v.Expenditures), err)
	}
	p := soundPage(t, s.Handler(), "/projects/railway/expenditures?page=2", "en")
	say(t, "the list", p.One(".pager"), "201", "2,000")
	head := s.head(t)
	values["rows"] = append(rows, "2026-04", "", "", "5", "", "", "")
	for _, language := range []string{"en", "sq"} {
		p = webtest.Post(t, s.Handler(), sheetOfSpending, values, "Accept-Language", language)
		if p.Status != http.StatusUnprocessableEntity {
			t.Errorf("%d", p.Status)
		}
		say(t, "the sheet", p.One("#field-rows-problem"), "2")
	}
	if s.head(t) != head {
		t.Error("something was kept")
	}
}

// One bad row keeps all rows out and everything that was typed in the sheet.
func TestExpenditureSheetKeepsBadInput(t *testing.T) {
	s := freshSite(t, true)
	head := s.head(t)
	for language, says := range map[string]string{"en": "row 2, Amount: must not be zero", "sq": "rreshti 2, Shuma: nuk duhet të jetë zero"} {
		values := s.fill(t, sheetOfSpending, language, reasonField, "x")
		values["rows"] = []string{"2026-01-31", "", "", "5", "", "", "a", "", "", "", "", "", "", "", "2026-02", "", "", "0", "", "", "b"}
		p := webtest.Post(t, s.Handler(), sheetOfSpending, values, "Accept-Language", language)
		webtest.Check(t, p)
		if p.Status != http.StatusUnprocessableEntity {
			t.Errorf("%d", p.Status)
		}
		say(t, "the sheet", p.One("#field-rows-problem"), says)
		if kept := webtest.Values(p.One("form.form")); kept["rows"][6] != "a" || kept["rows"][13] != "b" || kept.Get(reasonField) != "x" || kept.Get("seen") == "" {
			t.Errorf("%q", kept)
		}
		values["rows"] = nil
		p = webtest.Post(t, s.Handler(), sheetOfSpending, values, "Accept-Language", language)
		if p.Status != http.StatusUnprocessableEntity {
			t.Errorf("an empty sheet: %d", p.Status)
		}
		values.Set("more", "rows")
		if p = webtest.Post(t, s.Handler(), sheetOfSpending, values, "Accept-Language", language); p.Status != http.StatusOK {
			t.Errorf("more rows: %d", p.Status)
		}
	}
	if s.head(t) != head {
		t.Error("something was kept")
	}
}

// A part of a step between two estimates is attributed in their currency.
func TestAttributionForm(t *testing.T) {
	s := freshSite(t, true)
	s.accept(t, stepAddress, "en", s.fill(t, stepAddress, "en", "cause", "scope", "amount", "500,000,000", "note", "35 km of tunnels", reasonField, "study, table 4"))
	d := s.deskOf(t, "railway")
	a := d.Attributions[0]
	if a.Amount.Minor() != 50_000_000_000 || d.Estimate(a.From).Code != "ministry-2024" || d.Estimate(a.To).Code != "study-2025" {
		t.Errorf("%+v", a)
	}
	edit := "/projects/railway/attributions/" + idText(a.ID) + "/edit"
	s.untouched(t, edit)
	say(t, "the inputs", soundPage(t, s.Handler(), "/projects/railway/cost/inputs", "en").One("#attributions"), "Scope", "500,000,000.00", "tunnels")
	for _, at := range []string{"/projects/railway/attributions/new", "/projects/railway/attributions/new?from=ministry-2024&to=ministry-2024", "/projects/railway/attributions/new?from=x&to=study-2025"} {
		if p := webtest.Get(t, s.Handler(), at); p.Status != http.StatusNotFound {
			t.Errorf("%s: %d", at, p.Status)
		}
	}
	typed := s.fill(t, edit, "sq", "note", "shkruar gjatë", reasonField, "x")
	gone := strings.TrimSuffix(edit, "edit") + "delete"
	if p := webtest.Post(t, s.Handler(), gone, s.fill(t, gone, "en", reasonField, "wrong")); p.Status != http.StatusSeeOther {
		t.Errorf("deleting: %d", p.Status)
	}
	p := webtest.Post(t, s.Handler(), edit, typed, "Accept-Language", "sq")
	form := p.One("form.form")
	if p.Status != http.StatusConflict || webtest.Values(form).Get("note") != "shkruar gjatë" {
		t.Fatalf("%d", p.Status)
	}
	if p = webtest.Post(t, s.Handler(), form.Attr("action"), webtest.Values(form), "Accept-Language", "sq"); p.Status != http.StatusSeeOther {
		t.Errorf("adding it anew: %d %s", p.Status, p.One(".form-summary").Text())
	}
}
