package estimate

import (
	"fmt"
	"strings"
	"testing"

	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/record/recordtest"
	"korridor/pkg/text"
)

func eur(minor int64) *money.Amount { a := money.FromMinor(minor, money.EUR); return &a }

func TestEstimateValidate(t *testing.T) {
	for _, c := range []struct {
		fields string
		change func(e *Estimate)
	}{
		{"", func(*Estimate) {}},
		{"", func(e *Estimate) { e.Headline, e.Class, e.VAT, e.PriceYear = eur(0), 5, VATIncluded, 2025 }},
		{"", func(e *Estimate) { e.Sections = []record.ID{4, 5} }},
		{"", func(e *Estimate) { e.Note = text.Plain("two\nlines") }},

		{"project", func(e *Estimate) { e.Project = 0 }},
		{"code", func(e *Estimate) { e.Code = "new" }},
		{"title", func(e *Estimate) { e.Title = text.Label{Albanian: "Titull"} }},
		{"title_sq", func(e *Estimate) { e.Title.Albanian = "a\u202e" }},
		{"title", func(e *Estimate) { e.Title = text.Plain("two\nlines") }},
		{"title", func(e *Estimate) { e.Title = text.Plain(strings.Repeat("ë", text.MaxName+1)) }},
		{"scope", func(e *Estimate) { e.Scope = text.Plain(strings.Repeat("ë", text.MaxLine+1)) }},
		{"note", func(e *Estimate) { e.Note = text.Plain("\x00") }},
		{"claimant", func(e *Estimate) { e.Claimant = text.Plain("a\nb") }},
		{"kind", func(e *Estimate) { e.Kind = "" }},
		{"status", func(e *Estimate) { e.Status = "frozen" }},
		{"vat", func(e *Estimate) { e.VAT = "some" }},
		{"price_year", func(e *Estimate) { e.PriceYear = 1899 }},
		{"price_year", func(e *Estimate) { e.PriceYear = 2201 }},
		{"class", func(e *Estimate) { e.Class = -1 }},
		{"class", func(e *Estimate) { e.Class = 6 }},
		{"sections", func(e *Estimate) { e.Sections = []record.ID{4, 5, 4} }},
		{"sections", func(e *Estimate) { e.Sections = distinct(MaxSections + 1) }},
		{"currency", func(e *Estimate) { e.Currency = money.Currency{} }},
		{"headline", func(e *Estimate) { e.Headline = eur(-1) }},
		{"headline", func(e *Estimate) { a := money.Zero(money.ALL); e.Headline = &a }},
		{"total", func(e *Estimate) { e.Total = eur(-1) }},
		{"code kind", func(e *Estimate) { e.Code, e.Kind = "", "x" }},
	} {
		e := Estimate{Project: 1, Code: "r1", Title: text.Plain("Feasibility"), Kind: Feasibility, Status: Draft, Currency: money.EUR}
		c.change(&e)
		if got := recordtest.Fields(t, e.Validate()); got != c.fields {
			t.Errorf("problems of %q, want %q: %+v", got, c.fields, e)
		}
	}
}

func distinct(n int) []record.ID {
	ids := make([]record.ID, n)
	for i := range ids {
		ids[i] = record.ID(i + 1)
	}
	return ids
}

func manyCodes(n int) []string {
	codes := make([]string, n)
	for i := range codes {
		codes[i] = fmt.Sprint("l", i)
	}
	return codes
}

func TestAttributionValidate(t *testing.T) {
	for _, c := range []struct {
		fields string
		change func(a *Attribution)
	}{
		{"", func(*Attribution) {}},
		{"", func(a *Attribution) { a.Amount, a.Currency = eur(-1), money.Currency{} }},
		{"", func(a *Attribution) { a.Document, a.Note = 9, text.Plain("n") }},
		{"project", func(a *Attribution) { a.Project = 0 }},
		{"from", func(a *Attribution) { a.From = 0 }},
		{"to", func(a *Attribution) { a.To = 0 }},
		{"to", func(a *Attribution) { a.To = a.From }},
		{"cause", func(a *Attribution) { a.Cause = "weather" }},
		{"amount", func(a *Attribution) { a.Amount = nil }},
		{"amount", func(a *Attribution) { a.Amount = eur(0) }},
		{"amount", func(a *Attribution) { a.Currency = money.ALL }},
		{"note", func(a *Attribution) { a.Note = text.Plain("\x00") }},
	} {
		a := Attribution{Project: 1, From: 2, To: 3, Cause: CauseLand, Amount: eur(100), Currency: money.EUR}
		c.change(&a)
		if got := recordtest.Fields(t, a.Validate()); got != c.fields {
			t.Errorf("problems of %q, want %q: %+v", got, c.fields, a)
		}
	}
}

func TestLineValidate(t *testing.T) {
	asPercent := func(share string, of ...Category) func(l *Line) {
		return func(l *Line) {
			none := Line{}
			l.Quantity, l.UnitRate, l.Percent, l.Of = none.Quantity, none.UnitRate, num(share), of
		}
	}
	ofLines := func(codes ...string) func(l *Line) {
		return func(l *Line) {
			asPercent("5")(l)
			l.OfLines = codes
		}
	}
	for _, c := range []struct {
		fields string
		change func(l *Line)
	}{
		{"", ofLines("a", "b-1")},
		{"of_lines", ofLines("a", "A")},
		{"of_lines", ofLines("a", "b", "a")},
		{"of_lines", ofLines(manyCodes(MaxOfLines + 1)...)},
		{"", ofLines(manyCodes(MaxOfLines)...)},
		{"of_lines", func(l *Line) { l.OfLines = []string{"a"} }},
		{"of_lines", func(l *Line) { ofLines("a")(l); l.Of = []Category{Construction} }},
		{"", func(*Line) {}},
		{"", func(l *Line) { l.Quantity, l.UnitRate = num("0"), num("0") }},
		{"", func(l *Line) { l.Balance, l.UnitRate = true, num("-5") }},
		{"", asPercent("0", Construction)},
		{"", asPercent("1000", Construction, Design)},

		{"project", func(l *Line) { l.Project = 0 }},
		{"estimate", func(l *Line) { l.Estimate = 0 }},
		{"code", func(l *Line) { l.Code = "A" }},
		{"name", func(l *Line) { l.Name = text.Plain(" ") }},
		{"note_sq", func(l *Line) { l.Note.Albanian = "\ufeff" }},
		{"unit", func(l *Line) { l.Unit = strings.Repeat("m", 33) }},
		{"category", func(l *Line) { l.Category = "" }},
		{"country", func(l *Line) { l.Country = "Albania" }},
		{"position", func(l *Line) { l.Position = -1 }},
		{"quantity", func(l *Line) { l.Quantity.Valid = false }},
		{"quantity", func(l *Line) { l.Quantity = num("-1") }},
		{"quantity", func(l *Line) { l.Balance, l.Quantity = true, num("-1") }},
		{"quantity", func(l *Line) { l.Quantity = num("0.0000000001") }},
		{"unit_rate", func(l *Line) { l.UnitRate.Valid = false }},
		{"unit_rate", func(l *Line) { l.UnitRate = num("-0.01") }},
		{"unit_rate", func(l *Line) { l.UnitRate = num("1000000000000001") }},
		{"unit_rate", func(l *Line) { l.Balance, l.UnitRate = true, num("-1000000000000001") }},
		{"of", func(l *Line) { l.Of = []Category{Construction} }},
		{"percent", func(l *Line) { l.Percent, l.Of = num("5"), []Category{Construction} }},
		{"percent", asPercent("-1", Construction)},
		{"percent", asPercent("1000.1", Construction)},
		{"of", asPercent("5")},
		{"of", asPercent("5", "everything")},
		{"of", asPercent("5", Construction, Construction)},
		{"quantity unit_rate", func(l *Line) { l.Quantity.Valid, l.UnitRate.Valid = false, false }},
	} {
		l := measured(0, Construction, "35.3", "25000000")
		l.Project, l.Estimate, l.Code, l.Name, l.Unit = 1, 2, "tunnels", text.Plain("Tunnels"), "km"
		c.change(&l)
		if got := recordtest.Fields(t, l.Validate()); got != c.fields {
			t.Errorf("problems of %q, want %q: %+v", got, c.fields, l)
		}
	}
}
