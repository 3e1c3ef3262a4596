package web

import (
	"strconv"
	"testing"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/web/webtest"
)

// addCeiling gives the railway's funding source a ceiling of its own for 2026.
func (s *realSite) addCeiling(t testing.TB) funding.Ceiling {
	t.Helper()
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	amount := money.FromMinor(400_000_000_00, money.EUR)
	c := &planner.SaveCeiling{Record: funding.Ceiling{Project: d.Project.ID, Source: d.Sources[0].ID, FiscalYear: 2026,
		Currency: money.EUR, Amount: &amount}}
	if err := s.planner.Do(t.Context(), planner.Act{Actor: "t", Reason: "t"}, c); err != nil {
		t.Fatal(err)
	}
	return c.Record
}

// The ceiling that the railway's request falls under is the budget programme's:
// the funding page and sheet say whose it is and lead there, in both languages.
func TestCeilingOfTheBudgetProgramme(t *testing.T) {
	s := corridorSite(t)
	for language, says := range map[string][]string{
		"en": {"2026", "State budget of Albania", "Rail transport (MTBP)", "5,680,000,000.00"},
		"sq": {"2026", "Buxheti i shtetit", "Transporti hekurudhor (PBA)", "5 680 000 000,00"},
	} {
		for at, place := range map[string]string{"/projects/railway/funding": "main", "/projects/railway/funding/edit": ".sheet-ceilings"} {
			p := soundPage(t, s.Handler(), at, language)
			webtest.CheckLinks(t, s.Handler(), p)
			say(t, at, p.One(place), says...)
			if p.One(`main a[href="/budget-programmes#budget-rail-mtbp"]`) == nil {
				t.Errorf("%s in %s does not lead to the programme", at, language)
			}
		}
	}
}

// A request in a currency that the programme's planning rate does not convert is
// not said to be missing: the page says which rate is, and where it is entered.
func TestCeilingWithoutAPlanningRate(t *testing.T) {
	s := freshSite(t, true)
	d, err := s.planner.Dossier(t.Context(), "railway")
	if err != nil {
		t.Fatal(err)
	}
	a := d.Allocations[0]
	dollars := money.FromMinor(5_00, money.USD)
	a.Currency, a.Requested = money.USD, &dollars
	// The claim about the amount in euro goes first: it says another currency.
	for _, c := range d.Trail.About(a.ID) {
		if err := s.planner.Do(t.Context(), planner.Act{Actor: "t", Reason: "t"}, &planner.Delete{Kind: c.RecordKind(), ID: c.ID, Version: c.Version}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.planner.Do(t.Context(), planner.Act{Actor: "t", Reason: "t"}, &planner.SaveAllocation{Record: a}); err != nil {
		t.Fatal(err)
	}
	for language, says := range map[string]string{"en": "no planning rate from USD to ALL", "sq": "nuk ka kurs planifikimi nga USD në lekë"} {
		p := soundPage(t, s.Handler(), "/projects/railway/funding", language)
		say(t, "the ceiling", p.One(".comparison"), says)
		link := p.One(".comparison a.no-print")
		if link == nil || link.Attr("href") != "/budget-programmes/"+strconv.FormatInt(int64(s.deskOf(t, "").Budgets[0].ID), 10)+"/edit" {
			t.Errorf("the rate cannot be entered from there: %v", link)
		}
	}
}
