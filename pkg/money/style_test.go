package money

import (
	"math"
	"strings"
	"testing"
)

// typeset turns the ordinary space and hyphen of a test table into the
// characters that a style writes.
var typeset = strings.NewReplacer(" ", "\u00a0", "-", "\u2212")

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		text              string
		minimum, maximum  int32
		english, albanian string
	}{
		{"0", 0, 0, "0", "0"},
		{"999", 0, 0, "999", "999"},
		{"1234567.891", 0, 2, "1,234,567.89", "1 234 567,89"},
		{"-1000", 2, 2, "-1,000.00", "-1 000,00"},
		{"0.125", 0, 2, "0.12", "0,12"},
		{"0.375", 0, 2, "0.38", "0,38"},
		{"-0.004", 0, 2, "0", "0"},
		{"-0.004", 2, 2, "0.00", "0,00"},
		{"1.5000", 1, 4, "1.5", "1,5"},
		{"1.5", 3, 4, "1.500", "1,500"},
		{"1.25", 1, 0, "1.2", "1,2"},
		{"2.5", -3, -1, "2", "2"},
		{"12e4", 0, 2, "120,000", "120 000"},
		{"1e-2000000000", 0, 3, "0", "0"},
		{"999999.995", 2, 2, "1,000,000.00", "1 000 000,00"},
	} {
		if got := English.Number(dec(c.text), c.minimum, c.maximum); got != typeset.Replace(c.english) {
			t.Errorf("English %s (%d–%d places) = %q", c.text, c.minimum, c.maximum, got)
		}
		if got := Albanian.Number(dec(c.text), c.minimum, c.maximum); got != typeset.Replace(c.albanian) {
			t.Errorf("Albanian %s (%d–%d places) = %q", c.text, c.minimum, c.maximum, got)
		}
	}
}

func TestInteger(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0", 12: "12", -123: "-123", 1234: "1,234", -1234567: "-1,234,567",
		math.MinInt64: "-9,223,372,036,854,775,808",
	} {
		if got := English.Integer(n); got != typeset.Replace(want) {
			t.Errorf("%d = %q", n, got)
		}
	}
	if got := Albanian.Integer(1234567); got != typeset.Replace("1 234 567") {
		t.Errorf("Albanian: %q", got)
	}
}

func TestAmountForms(t *testing.T) {
	for _, c := range []struct {
		a                                 Amount
		english, albanian                 string
		englishCurrency, albanianCurrency string
	}{
		{FromMinor(180_000_000_000, EUR), "1,800,000,000.00", "1 800 000 000,00", "€1,800,000,000.00", "1 800 000 000,00 €"},
		{FromMinor(568_000_000_000, ALL), "5,680,000,000.00", "5 680 000 000,00", "ALL 5,680,000,000.00", "5 680 000 000,00 lekë"},
		{FromMinor(-5, USD), "-0.05", "-0,05", "-$0.05", "-0,05 USD"},
		{FromMinor(-123_456, ALL), "-1,234.56", "-1 234,56", "-ALL 1,234.56", "-1 234,56 lekë"},
		{Amount{}, "0.00", "0,00", "0.00", "0,00"},
	} {
		for got, want := range map[string]string{
			English.Amount(c.a):              c.english,
			Albanian.Amount(c.a):             c.albanian,
			English.AmountWithCurrency(c.a):  c.englishCurrency,
			Albanian.AmountWithCurrency(c.a): c.albanianCurrency,
		} {
			if got != typeset.Replace(want) {
				t.Errorf("%v = %q, want %q", c.a, got, want)
			}
		}
	}
}

// Short keeps three significant digits and changes scale only after rounding.
func TestShort(t *testing.T) {
	for _, c := range []struct {
		amount            string
		currency          Currency
		english, albanian string
	}{
		{"1800000000", EUR, "€1.80 bn", "1,80 mld €"},
		{"370000000", EUR, "€370 M", "370 mln €"},
		{"418000000", EUR, "€418 M", "418 mln €"},
		{"5680000000", ALL, "ALL 5.68 bn", "5,68 mld lekë"},
		{"75500000", EUR, "€75.5 M", "75,5 mln €"},
		{"29000", USD, "$29 k", "29 mijë USD"},
		{"-2345678", USD, "-$2.35 M", "-2,35 mln USD"},
		// half even
		{"1125000", EUR, "€1.12 M", "1,12 mln €"},
		{"1135000", EUR, "€1.14 M", "1,14 mln €"},
		{"1125000.01", EUR, "€1.13 M", "1,13 mln €"},
		// seams
		{"0", EUR, "€0.00", "0,00 €"},
		{"999.99", EUR, "€999.99", "999,99 €"},
		{"1000", EUR, "€1 k", "1 mijë €"},
		{"999499.99", EUR, "€999 k", "999 mijë €"},
		{"999500", EUR, "€1 M", "1 mln €"},
		{"999999.99", EUR, "€1 M", "1 mln €"},
		{"998500000", EUR, "€998 M", "998 mln €"},
		{"999999999.99", EUR, "€1.00 bn", "1,00 mld €"},
		{"1000000000", EUR, "€1.00 bn", "1,00 mld €"},
		{"9994999999.99", EUR, "€9.99 bn", "9,99 mld €"},
		{"9999999999.99", EUR, "€10 bn", "10 mld €"},
		{"12340000000", EUR, "€12.3 bn", "12,3 mld €"},
		{"999999999999999.99", EUR, "€1,000,000 bn", "1 000 000 mld €"},
	} {
		a, err := New(dec(c.amount), c.currency)
		if err != nil {
			t.Fatal(err)
		}
		if got := English.Short(a); got != typeset.Replace(c.english) {
			t.Errorf("English %v = %q, want %q", a, got, c.english)
		}
		if got := Albanian.Short(a); got != typeset.Replace(c.albanian) {
			t.Errorf("Albanian %v = %q, want %q", a, got, c.albanian)
		}
	}
}
