package costmodel_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/record/recordtest"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

func dec(s string) decimal.Decimal     { return decimal.RequireFromString(s) }
func num(s string) decimal.NullDecimal { return record.Known(dec(s)) }

func eur(minor int64) *money.Amount { a := money.FromMinor(minor, money.EUR); return &a }

// refused is one change of a sound record and the fields that it spoils.
type refused[T any] struct {
	fields string
	change func(*T)
}

func checkAll[T any, P interface {
	*T
	record.Entity
}](t *testing.T, sound func() T, cases []refused[T]) {
	t.Helper()
	for i, c := range append(cases, refused[T]{"", func(*T) {}}) {
		e := sound()
		c.change(&e)
		if got := recordtest.Fields(t, P(&e).Validate()); got != c.fields {
			t.Errorf("case %d: problems of %q, want %q: %+v", i, got, c.fields, e)
		}
	}
}

func rates(from, count int) []costmodel.SeriesRate {
	list := make([]costmodel.SeriesRate, count)
	for i := range list {
		list[i] = costmodel.SeriesRate{Year: from + i, Rate: num("0.02")}
	}
	return list
}

func TestSeriesValidate(t *testing.T) {
	rate := func(r string) func(*costmodel.Series) {
		return func(s *costmodel.Series) { s.Rates[0].Rate = num(r) }
	}
	checkAll(t, func() costmodel.Series {
		return costmodel.Series{Code: "cpi", Name: text.Plain("Prices"), Country: record.Albania, Rates: rates(2020, 3)}
	}, []refused[costmodel.Series]{
		{"", func(s *costmodel.Series) { s.Rates, s.Country = nil, "" }},
		{"", func(s *costmodel.Series) { s.Rates = rates(schedule.MinYear, costmodel.MaxRates) }},
		{"", rate("-0.899999999")}, {"", rate("10")}, {"", rate("0")},
		{"rates", rate("-0.9")}, {"rates", rate("10.000000001")}, {"rates", rate("0.0000000001")},
		{"rates", func(s *costmodel.Series) { s.Rates[1].Rate.Valid = false }},
		{"rates", func(s *costmodel.Series) { s.Rates[1].Year = 2020 }},
		{"rates", func(s *costmodel.Series) { s.Rates[2].Year = 2019 }},
		{"rates", func(s *costmodel.Series) { s.Rates = rates(schedule.MinYear-1, 1) }},
		{"rates", func(s *costmodel.Series) { s.Rates = rates(schedule.MaxYear, 2) }},
		{"rates", func(s *costmodel.Series) { s.Rates = rates(schedule.MinYear, costmodel.MaxRates+1) }},
		{"code", func(s *costmodel.Series) { s.Code = "new" }},
		{"name", func(s *costmodel.Series) { s.Name = text.Label{} }},
		{"country", func(s *costmodel.Series) { s.Country = "Albania" }},
		{"note", func(s *costmodel.Series) { s.Note = text.Plain("\x00") }},
	})
}

func TestAssumptionsValidate(t *testing.T) {
	shares := func(pairs ...string) func(*costmodel.Assumptions) {
		return func(a *costmodel.Assumptions) {
			for i := 0; i < len(pairs); i += 2 {
				a.CountryShares = append(a.CountryShares, costmodel.CountryShare{Country: record.Country(pairs[i]), Share: dec(pairs[i+1])})
			}
		}
	}
	rules := func(list ...costmodel.IndexRule) func(*costmodel.Assumptions) {
		return func(a *costmodel.Assumptions) { a.Rules = list }
	}
	caps := func(list ...funding.YearAmount) func(*costmodel.Assumptions) {
		return func(a *costmodel.Assumptions) { a.Caps = list }
	}
	many := make([]costmodel.IndexRule, costmodel.MaxRules+1)
	for i := range many {
		many[i] = costmodel.IndexRule{Line: "l" + decimal.NewFromInt(int64(i)).String(), Index: 1}
	}
	checkAll(t, func() costmodel.Assumptions { return costmodel.Assumptions{Project: 1, Currency: money.EUR} }, []refused[costmodel.Assumptions]{
		{"", func(a *costmodel.Assumptions) { a.Currency = money.Currency{} }},
		{"", rules(costmodel.IndexRule{Index: 7}, costmodel.IndexRule{Category: estimate.Design}, costmodel.IndexRule{Line: "l1", Index: 7})},
		{"rules", rules(costmodel.IndexRule{Index: 7}, costmodel.IndexRule{Index: 8})},
		{"rules", rules(costmodel.IndexRule{Line: "l1", Index: 7}, costmodel.IndexRule{Line: "l1"})},
		{"rules", rules(costmodel.IndexRule{Line: "l1", Category: estimate.Design})},
		{"rules", rules(costmodel.IndexRule{Line: "L1"})},
		{"rules", rules(costmodel.IndexRule{Category: "all"})},
		{"", rules(many[:costmodel.MaxRules]...)}, {"rules", rules(many...)},
		{"", func(a *costmodel.Assumptions) { a.DiscountRate = num("1") }},
		{"", func(a *costmodel.Assumptions) { a.DiscountSeries = "green-book" }},
		{"discount_rate", func(a *costmodel.Assumptions) { a.DiscountRate = num("5") }},
		{"discount_rate", func(a *costmodel.Assumptions) { a.DiscountRate = num("-0.01") }},
		{"discount_series", func(a *costmodel.Assumptions) { a.DiscountRate, a.DiscountSeries = num("0.05"), "green-book" }},
		{"discount_series", func(a *costmodel.Assumptions) { a.DiscountSeries = "Green Book" }},
		{"", caps(funding.YearAmount{Year: 2026, Amount: *eur(0)}, funding.YearAmount{Year: 2030, Amount: *eur(5)})},
		{"caps", caps(funding.YearAmount{Year: 2026, Amount: *eur(1)}, funding.YearAmount{Year: 2026, Amount: *eur(1)})},
		{"caps", caps(funding.YearAmount{Year: 2026, Amount: *eur(-1)})},
		{"caps", caps(funding.YearAmount{Year: 2026, Amount: money.Zero(money.ALL)})},
		{"caps", caps(funding.YearAmount{Year: 2026})},
		{"caps currency", func(a *costmodel.Assumptions) {
			a.Caps, a.Currency = []funding.YearAmount{{Year: 2026, Amount: *eur(1)}}, money.Currency{}
		}},
		{"", shares("AL", "0.51", "XK", "0.49")}, {"", shares("AL", "1")},
		{"country_shares", shares("AL", "0.51", "XK", "0.48")},
		{"country_shares", shares("AL", "0.51", "AL", "0.49")},
		{"country_shares", shares("AL", "0.51", "shared", "0.49")},
		{"country_shares", shares("AL", "1", "XK", "0")},
		{"country_shares", shares("AL", "1.5", "XK", "-0.5")},
		{"country_shares", shares("AL", "0.5", "", "0.5")},
		{"project", func(a *costmodel.Assumptions) { a.Project = 0 }},
		{"note_sq", func(a *costmodel.Assumptions) { a.Note.Albanian = "\ufeff" }},
	})
}

// The most specific rule counts: line before category before all.
func TestRuleOf(t *testing.T) {
	a := costmodel.Assumptions{Rules: []costmodel.IndexRule{{Line: "tunnels", Index: 3}, {Index: 1}, {Category: estimate.Design, Index: 2}, {Line: "survey"}}}
	for _, c := range []struct {
		line     string
		category estimate.Category
		want     record.ID
	}{
		{"tunnels", estimate.Design, 3}, {"survey", estimate.Design, 0}, {"plans", estimate.Design, 2}, {"rails", estimate.Construction, 1},
	} {
		if rule, ok := a.RuleOf(c.line, c.category); !ok || rule.Index != c.want {
			t.Errorf("%s: %+v, %v; want the series %d", c.line, rule, ok, c.want)
		}
	}
	a.Rules = a.Rules[2:]
	if rule, ok := a.RuleOf("rails", estimate.Construction); ok {
		t.Errorf("%+v counts for a line of another category", rule)
	}
}

func TestScenarioValidate(t *testing.T) {
	with := func(list ...costmodel.Change) func(*costmodel.Scenario) {
		return func(s *costmodel.Scenario) { s.Changes = list }
	}
	factor := costmodel.Change{Kind: costmodel.ChangeRate, Factor: num("1.1")}
	delay := costmodel.Change{Kind: costmodel.ChangeDelay, Phase: "p1", Days: 365}
	index := costmodel.Change{Kind: costmodel.ChangeIndex, To: 7}
	ceiling := costmodel.Change{Kind: costmodel.ChangeCap, Year: 2027, Amount: eur(0)}
	money2027 := costmodel.Change{Kind: costmodel.ChangeAllocation, Year: 2027, Amount: eur(5), FundingSource: 9, Stage: funding.Approved}
	changed := func(c costmodel.Change, change func(*costmodel.Change)) func(*costmodel.Scenario) {
		change(&c)
		return with(c)
	}
	cases := []refused[costmodel.Scenario]{
		{"", with(factor, delay, index, ceiling, money2027)},
		{"", with(slices.Repeat([]costmodel.Change{factor}, costmodel.MaxChanges)...)},
		{"changes", with(slices.Repeat([]costmodel.Change{factor}, costmodel.MaxChanges+1)...)},
		{"", changed(factor, func(c *costmodel.Change) { c.Category = estimate.Construction })},
		{"", changed(factor, func(c *costmodel.Change) { c.StructureKind = project.Tunnel })},
		{"", changed(factor, func(c *costmodel.Change) { c.Line, c.Factor = "l1", num("100") })},
		{"", changed(delay, func(c *costmodel.Change) { c.Phase, c.Days = "", -costmodel.MaxDelayDays })},
		{"", changed(index, func(c *costmodel.Change) { c.From = 6 })},
		{"project", func(s *costmodel.Scenario) { s.Project = 0 }},
		{"code", func(s *costmodel.Scenario) { s.Code = "" }},
		{"name", func(s *costmodel.Scenario) { s.Name = text.Label{} }},
	}
	for _, bad := range []func(*costmodel.Scenario){
		with(costmodel.Change{}), with(costmodel.Change{Kind: "weather"}), with(costmodel.Change{Kind: costmodel.ChangeRate}),
		changed(factor, func(c *costmodel.Change) { c.Factor = num("0") }),
		changed(factor, func(c *costmodel.Change) { c.Factor = num("100.01") }),
		changed(factor, func(c *costmodel.Change) { c.Category, c.Line = estimate.Construction, "l1" }),
		changed(factor, func(c *costmodel.Change) { c.Category = "all" }),
		changed(factor, func(c *costmodel.Change) { c.StructureKind = "castle" }),
		changed(factor, func(c *costmodel.Change) { c.Line = "L1" }),
		changed(delay, func(c *costmodel.Change) { c.Days = 0 }),
		changed(delay, func(c *costmodel.Change) { c.Days = costmodel.MaxDelayDays + 1 }),
		changed(delay, func(c *costmodel.Change) { c.Phase = "P 1" }),
		changed(index, func(c *costmodel.Change) { c.To = 0 }),
		changed(index, func(c *costmodel.Change) { c.From = c.To }),
		changed(ceiling, func(c *costmodel.Change) { c.Amount = nil }),
		changed(ceiling, func(c *costmodel.Change) { c.Amount = eur(-1) }),
		changed(ceiling, func(c *costmodel.Change) { c.Amount = new(money.Amount) }),
		changed(ceiling, func(c *costmodel.Change) { c.Year = 0 }),
		changed(money2027, func(c *costmodel.Change) { c.FundingSource = 0 }),
		changed(money2027, func(c *costmodel.Change) { c.Stage = "" }),
		// What another kind uses.
		changed(factor, func(c *costmodel.Change) { c.Days = 1 }), changed(factor, func(c *costmodel.Change) { c.To = 1 }),
		changed(delay, func(c *costmodel.Change) { c.Factor = num("1") }), changed(delay, func(c *costmodel.Change) { c.Line = "l1" }),
		changed(index, func(c *costmodel.Change) { c.Phase = "p1" }), changed(ceiling, func(c *costmodel.Change) { c.Stage = funding.Approved }),
		changed(money2027, func(c *costmodel.Change) { c.Category = estimate.Design }),
	} {
		cases = append(cases, refused[costmodel.Scenario]{"changes", bad})
	}
	checkAll(t, func() costmodel.Scenario {
		return costmodel.Scenario{Project: 1, Code: "s1", Name: text.Plain("Slower")}
	}, cases)
}

func TestExpenditureValidate(t *testing.T) {
	checkAll(t, func() costmodel.Expenditure {
		return costmodel.Expenditure{Project: 1, Date: schedule.MustDate("2026-03-31"), Amount: eur(100), Currency: money.EUR}
	}, []refused[costmodel.Expenditure]{
		{"", func(e *costmodel.Expenditure) {
			e.Date, e.Category = schedule.MustDate("2026-03"), estimate.Acquisition
		}},
		{"", func(e *costmodel.Expenditure) { e.Amount, e.Reference = eur(-100), "Certificate 4" }},
		{"amount", func(e *costmodel.Expenditure) { e.Amount = eur(0) }},
		{"amount", func(e *costmodel.Expenditure) { e.Amount = nil }},
		{"amount", func(e *costmodel.Expenditure) { e.Currency = money.ALL }},
		{"amount currency", func(e *costmodel.Expenditure) { e.Currency = money.Currency{} }},
		{"date", func(e *costmodel.Expenditure) { e.Date = schedule.MustDate("2026") }},
		{"date", func(e *costmodel.Expenditure) { e.Date = schedule.Date{} }},
		{"category", func(e *costmodel.Expenditure) { e.Category = "other" }},
		{"reference", func(e *costmodel.Expenditure) { e.Reference = "a\nb" }},
		{"project", func(e *costmodel.Expenditure) { e.Project = 0 }},
	})
}

func TestBenefitValidate(t *testing.T) {
	checkAll(t, func() costmodel.Benefit {
		return costmodel.Benefit{Project: 1, Code: "time", Name: text.Plain("Time saved"), FirstYear: 2036, LastYear: 2065, Amount: eur(100), Currency: money.EUR}
	}, []refused[costmodel.Benefit]{
		{"", func(b *costmodel.Benefit) { b.LastYear, b.PriceYear, b.Growth = 2036, 2025, num("-0.02") }},
		{"last_year", func(b *costmodel.Benefit) { b.LastYear = 2035 }},
		{"first_year", func(b *costmodel.Benefit) { b.FirstYear = 0 }},
		{"price_year", func(b *costmodel.Benefit) { b.PriceYear = 25 }},
		{"growth", func(b *costmodel.Benefit) { b.Growth = num("-0.9") }},
		{"amount", func(b *costmodel.Benefit) { b.Amount = nil }},
		{"amount", func(b *costmodel.Benefit) { b.Amount = eur(-1) }},
		{"amount currency", func(b *costmodel.Benefit) { b.Currency = money.Currency{} }},
		{"code", func(b *costmodel.Benefit) { b.Code = "Time" }},
		{"name", func(b *costmodel.Benefit) { b.Name = text.Label{} }},
		{"project", func(b *costmodel.Benefit) { b.Project = 0 }},
	})
}
