package funding

import (
	"testing"

	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/record/recordtest"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

func budgetProgramme() BudgetProgramme {
	return BudgetProgramme{Code: "rail", Name: text.Plain("Rail transport"), Country: record.Albania, Currency: money.ALL, RateBase: money.EUR,
		PlanningRate: num("96.46"), RateDate: schedule.MustDate("2025-12-23"), BudgetYear: 2026,
		Ceilings: []YearAmount{{2026, *amt("5680000000 ALL")}, {2027, *amt("0 ALL")}}, Later: amt("1 ALL")}
}

func TestBudgetProgrammeValidate(t *testing.T) {
	for _, c := range []struct {
		fields string
		change func(b *BudgetProgramme)
	}{
		{"", func(*BudgetProgramme) {}},
		{"", func(b *BudgetProgramme) {
			*b = BudgetProgramme{Code: "rail", Name: text.Plain("Rail"), Currency: money.EUR}
		}},
		{"code", func(b *BudgetProgramme) { b.Code = "" }},
		{"name", func(b *BudgetProgramme) { b.Name = text.Label{} }},
		{"scope_sq", func(b *BudgetProgramme) { b.Scope.Albanian = "a\nb" }},
		{"note", func(b *BudgetProgramme) { b.Note = text.Plain("\x00") }},
		{"country", func(b *BudgetProgramme) { b.Country = "al" }},
		{"ceilings currency later", func(b *BudgetProgramme) { b.Currency = money.Currency{} }},
		{"rate_base", func(b *BudgetProgramme) { b.RateBase = money.ALL }},
		{"rate_base", func(b *BudgetProgramme) { b.RateBase = money.Currency{} }},
		{"rate_date", func(b *BudgetProgramme) { b.RateDate = schedule.Date{} }},
		{"planning_rate", func(b *BudgetProgramme) { b.PlanningRate = num("0") }},
		{"planning_rate", func(b *BudgetProgramme) { b.PlanningRate = num("-1") }},
		{"ceilings", func(b *BudgetProgramme) { b.Ceilings[1].Year = 2026 }},
		{"ceilings", func(b *BudgetProgramme) { b.Ceilings[1].Amount = *amt("1") }},
		{"ceilings", func(b *BudgetProgramme) { b.Ceilings[1].Amount = b.Ceilings[0].Amount.Neg() }},
		{"ceilings", func(b *BudgetProgramme) { b.Ceilings[0].Year = 1066 }},
		{"later", func(b *BudgetProgramme) { b.Later = amt("1") }},
		{"budget_year", func(b *BudgetProgramme) { b.BudgetYear = 26 }},
	} {
		b := budgetProgramme()
		c.change(&b)
		if got := recordtest.Fields(t, b.Validate()); got != c.fields {
			t.Errorf("problems of %q, want %q: %+v", got, c.fields, b)
		}
	}
}

// The request for the railway at the planning rate, beside the ceiling.
func TestBudgetProgrammeRate(t *testing.T) {
	b := budgetProgramme()
	rate, ok := b.Rate()
	if !ok {
		t.Fatal("no planning rate")
	}
	lek, err := rate.Convert(*amt("370000000"))
	if err != nil || lek.Plain() != "35690200000.00" {
		t.Errorf("%v, %v", lek, err)
	}
	if c, ok := b.Ceiling(2026); !ok || c.Plain() != "5680000000.00" {
		t.Errorf("the ceiling is %v, %v", c, ok)
	}
	if c, ok := b.Ceiling(2028); ok {
		t.Errorf("a year without a ceiling has %v", c)
	}
	b.PlanningRate.Valid = false
	if _, ok := b.Rate(); ok {
		t.Error("a rate that is not known is known")
	}
}
