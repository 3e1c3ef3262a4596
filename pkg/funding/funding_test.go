package funding

import (
	"errors"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/record/recordtest"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

func num(s string) decimal.NullDecimal { return record.Known(decimal.RequireFromString(s)) }

func negative() *money.Amount { a := money.FromMinor(-1, money.EUR); return &a }

func TestAllocationValidate(t *testing.T) {
	valid := func() Allocation {
		a := year(2026, "10", "8", "", "")
		a.Project, a.Source = 1, 2
		return a
	}
	recordtest.Check(t, valid, []recordtest.Rule[Allocation]{
		{Fields: "", Change: func(*Allocation) {}},
		{Fields: "", Change: func(a *Allocation) { a.Breach = &Breach{Reason: "court", Document: 3} }},
		{Fields: "", Change: func(a *Allocation) { a.Requested, a.Approved, a.Disbursed = nil, nil, amt("0") }},
		{Fields: "project", Change: func(a *Allocation) { a.Project = 0 }},
		{Fields: "funding_source", Change: func(a *Allocation) { a.Source = 0 }},
		{Fields: "fiscal_year", Change: func(a *Allocation) { a.FiscalYear = 0 }},
		{Fields: "fiscal_year", Change: func(a *Allocation) { a.FiscalYear = 2201 }},
		{Fields: "approved currency requested", Change: func(a *Allocation) { a.Currency = money.Currency{} }},
		{Fields: "note", Change: func(a *Allocation) { a.Note = text.Plain("\x00") }},
		{Fields: "requested", Change: func(a *Allocation) { a.Requested = negative() }},
		{Fields: "approved", Change: func(a *Allocation) { a.Approved = negative() }},
		{Fields: "committed", Change: func(a *Allocation) { a.Committed = negative() }},
		{Fields: "disbursed", Change: func(a *Allocation) { a.Disbursed = amt("1 ALL") }},
		{Fields: "requested", Change: func(a *Allocation) { a.Requested, a.Approved = nil, nil }},
		{Fields: "breach_reason", Change: func(a *Allocation) { a.Breach = &Breach{Document: 3} }},
		{Fields: "breach_document", Change: func(a *Allocation) { a.Breach = &Breach{Reason: "court"} }},
	})
}

func TestSourceValidate(t *testing.T) {
	valid := func() Source {
		return Source{Project: 1, Code: "state", Name: text.Plain("State budget"), Kind: StateBudget, Status: Effective, Currency: money.EUR}
	}
	recordtest.Check(t, valid, []recordtest.Rule[Source]{
		{Fields: "", Change: func(*Source) {}},
		{Fields: "", Change: func(s *Source) { s.Total, s.Country, s.CarryOver = amt("0"), record.Albania, true }},
		{Fields: "project", Change: func(s *Source) { s.Project = 0 }},
		{Fields: "code", Change: func(s *Source) { s.Code = "" }},
		{Fields: "name", Change: func(s *Source) { s.Name = text.Label{} }},
		{Fields: "note", Change: func(s *Source) { s.Note = text.Plain("\x00") }},
		{Fields: "kind", Change: func(s *Source) { s.Kind = "gift" }},
		{Fields: "status", Change: func(s *Source) { s.Status = "" }},
		{Fields: "position", Change: func(s *Source) { s.Position = -1 }},
		{Fields: "country", Change: func(s *Source) { s.Country = "x" }},
		{Fields: "currency", Change: func(s *Source) { s.Currency = money.Currency{} }},
		{Fields: "total", Change: func(s *Source) { s.Total = negative() }},
		{Fields: "total", Change: func(s *Source) { s.Total = amt("1 ALL") }},
	})
}

func TestCeilingValidate(t *testing.T) {
	valid := func() Ceiling {
		return Ceiling{Project: 1, Source: 2, FiscalYear: 2026, Currency: money.EUR, Amount: amt("5")}
	}
	recordtest.Check(t, valid, []recordtest.Rule[Ceiling]{
		{Fields: "", Change: func(*Ceiling) {}},
		{Fields: "", Change: func(c *Ceiling) { c.Amount = amt("0") }},
		{Fields: "project", Change: func(c *Ceiling) { c.Project = 0 }},
		{Fields: "funding_source", Change: func(c *Ceiling) { c.Source = 0 }},
		{Fields: "fiscal_year", Change: func(c *Ceiling) { c.FiscalYear = 1899 }},
		{Fields: "scope", Change: func(c *Ceiling) { c.Scope = text.Plain("a\nb") }},
		{Fields: "amount", Change: func(c *Ceiling) { c.Amount = nil }},
		{Fields: "amount", Change: func(c *Ceiling) { c.Amount = negative() }},
		{Fields: "amount", Change: func(c *Ceiling) { c.Amount = amt("5 ALL") }},
		{Fields: "currency", Change: func(c *Ceiling) { c.Currency, c.Amount = money.Currency{}, new(money.Amount) }},
	})
}

func rate(base, quote money.Currency, kind RateKind, date, value string) Rate {
	return Rate{Base: base, Quote: quote, Kind: kind, Date: schedule.MustDate(date), Rate: num(value)}
}

func TestRateValidate(t *testing.T) {
	valid := func() Rate { return rate(money.EUR, money.ALL, Average, "2025", "96.46") }
	recordtest.Check(t, valid, []recordtest.Rule[Rate]{
		{Fields: "", Change: func(*Rate) {}},
		{Fields: "", Change: func(r *Rate) { r.Kind, r.Date = Spot, schedule.MustDate("2026-01-31") }},
		{Fields: "base", Change: func(r *Rate) { r.Base = money.Currency{} }},
		{Fields: "quote", Change: func(r *Rate) { r.Quote = money.Currency{} }},
		{Fields: "quote", Change: func(r *Rate) { r.Quote = money.EUR }},
		{Fields: "date", Change: func(r *Rate) { r.Date = schedule.Date{} }},
		{Fields: "kind", Change: func(r *Rate) { r.Kind = "daily" }},
		{Fields: "rate", Change: func(r *Rate) { r.Rate.Valid = false }},
		{Fields: "rate", Change: func(r *Rate) { r.Rate = num("0") }},
		{Fields: "rate", Change: func(r *Rate) { r.Rate = num("-1") }},
		{Fields: "rate", Change: func(r *Rate) { r.Rate = num("0.0000000001") }},
		{Fields: "rate", Change: func(r *Rate) { r.Rate = num("1000000000000001") }},
	})
}

func TestConvert(t *testing.T) {
	r := rate(money.EUR, money.ALL, Average, "2025", "96.46")
	for euros, lek := range map[int64]int64{37_000_000_000: 3_569_020_000_000, 0: 0, 1: 96, -1: -96, 50: 4823} {
		if got, err := r.Convert(money.FromMinor(euros, money.EUR)); err != nil || got != money.FromMinor(lek, money.ALL) {
			t.Errorf("%d cents are %v, %v; want %d", euros, got, err, lek)
		}
	}
	half := rate(money.EUR, money.ALL, Spot, "2025", "0.5") // half to even
	for euros, lek := range map[int64]int64{1: 0, 3: 2, 5: 2, 7: 4} {
		if got, err := half.Convert(money.FromMinor(euros, money.EUR)); err != nil || got.Minor() != lek {
			t.Errorf("%d cents at a half are %v, %v; want %d", euros, got, err, lek)
		}
	}
	var mismatch *money.MismatchError
	if _, err := r.Convert(money.FromMinor(1, money.ALL)); !errors.As(err, &mismatch) {
		t.Errorf("lek are converted from euros: %v", err)
	}
	if _, err := r.Convert(money.FromMinor(money.MaxMinor, money.EUR)); err == nil {
		t.Error("an amount beyond money's range")
	}
}

func TestNewest(t *testing.T) {
	rates := []Rate{
		rate(money.EUR, money.ALL, Average, "2024", "100"),
		rate(money.EUR, money.ALL, Average, "2025", "98"),
		rate(money.EUR, money.ALL, Spot, "2026-02-15", "96"),
		rate(money.EUR, money.ALL, Average, "2026-03", "95"),
		rate(money.USD, money.ALL, Spot, "2026-02-15", "90"),
		rate(money.ALL, money.EUR, Spot, "2027", "0.01"),
	}
	for _, c := range []struct{ day, want string }{
		{"2026-02-14", "98"}, {"2026-02-15", "96"}, {"2026-02-28", "96"}, {"2026-03-10", "95"}, {"2030", "95"},
		{"2024-12-31", "100"}, {"2023-12-31", ""},
	} {
		for _, list := range [][]Rate{rates, reversed(rates)} {
			got := Newest(list, money.EUR, money.ALL, schedule.MustDate(c.day))
			if (got == nil) != (c.want == "") || (got != nil && got.Rate.Decimal.String() != c.want) {
				t.Errorf("on %s: %+v, want %q", c.day, got, c.want)
			}
		}
	}
	if got := Newest(rates, money.USD, money.EUR, schedule.MustDate("2030")); got != nil {
		t.Errorf("a rate that nobody gave: %+v", got)
	}
	if got := Newest(nil, money.EUR, money.ALL, schedule.MustDate("2030")); got != nil {
		t.Errorf("%+v", got)
	}
}

func reversed(rates []Rate) []Rate {
	r := slices.Clone(rates)
	slices.Reverse(r)
	return r
}

// Two rates have the same key only when they are rates of the same thing.
func TestRateKey(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range []Rate{
		rate(money.EUR, money.ALL, Average, "2025", "1"), rate(money.ALL, money.EUR, Average, "2025", "1"),
		rate(money.EUR, money.ALL, Spot, "2025", "1"), rate(money.EUR, money.ALL, Average, "2025-01", "1"),
		rate(money.EUR, money.USD, Average, "2025", "1"),
	} {
		if seen[r.Key()] {
			t.Errorf("%s twice", r.Key())
		}
		seen[r.Key()] = true
	}
}

// The factor of a rate is that by which it converts, in both directions.
func TestFactor(t *testing.T) {
	r := Rate{Base: money.EUR, Quote: money.ALL, Rate: decimal.NewNullDecimal(decimal.RequireFromString("100"))}
	if got := r.Factor(money.EUR).String() + " " + r.Factor(money.ALL).String(); got != "100 0.01" {
		t.Error(got)
	}
}
