package web

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/money"
	"korridor/web/browsertest"
)

// numberTexts are numbers as people type and paste them, good and bad.
var numberTexts = strings.Split(strings.Join([]string{
	"", " ", "0", "-0", "00", "7", "+7", "-7", "\u22127", "- 7", "--7", "7-", "+-7", "12.5", "12,5", "12.50", ".5", ",5", "5.", "5,",
	"1.234", "1,234", "0.123", "0,123", "000.000", "001.234", "1234.567", "1234,567", "12.34", "1 234", "1 234 567", "1 234 567,89",
	"1\u00a0234\u00a0567,89", "1\u202f234\u202f567.89", "1\u2009234,5", "1'234'567.89", "1\u2019234\u2019567,89", "1.234.567", "1,234,567",
	"1.234.567,89", "1,234,567.89", "1 234.567", "1.234,567", "1,234.567,8", "1 234'567", "12,34,567", "1 23", "1  234", "1 2345", "1234 567",
	"370 000 000,00", "370.000.000,00", "370,000,000.00", "€5", "5€", "€ 5", "5 €", "-€5", "€-5", "€ \u22125", "EUR 5", "5 eur", "5EUR", "eur5",
	"ALL 5", "5 lek", "5 lekë", "LEKË 5", "5 leke", "5 lekësh", "$5", "5 USD", "5 CHF", "CHF5", "£5", "€€5", "€5€", "EUR", "€", "-", "+", ".", ",", "1e5", "1e400", "1E+5", "1.5e-3", "1e", "e5", "0x10", "1_000",
	"NaN", "Infinity", "1/2", "50%", "abc", "1a", "a1", "1\u200b2", "\u202e12", "\ufeff5", "\u00855\u0085", "\u30005", "5\t", "\n5\r\n", "٣", "１２", "½", "𝟙",
	"0.01", "0.001", "0,005", "0.000000000001", "0.0000000000001", "99999999999999.99", "999999999999999.99", "999999999999999.995", "999999999999999.994",
	"1000000000000000", "1000000000000000.001", "-999999999999999.99", strings.Repeat("9", 30), strings.Repeat("9", 31), strings.Repeat("0", 40) + "1",
	strings.Repeat("1", 64), strings.Repeat("1", 65), strings.Repeat(" ", 65), "123.456", "123,456", "1.000", "1,000", "999.999", "-1.234", "\u22121,234", "€1.234", "1.234 EUR",
}, "|"), "|")

// reading is what a text was taken for.
type numberReading struct {
	Text, Problem string
	Readings      []string
}

// inGo reads a text as the server does.
func inGo(text string, style money.Style, amount bool) numberReading {
	var r numberReading
	var err error
	if amount {
		var a money.Amount
		if a, err = style.ParseAmount(text, money.EUR); err == nil {
			r.Text = style.Amount(a)
		}
	} else if d, parseErr := style.ParseDecimal(text); parseErr == nil {
		r.Text = style.Number(d, 0, 12)
	} else {
		err = parseErr
	}
	if e, ok := errors.AsType[*money.ParseError](err); ok {
		r.Problem, r.Readings = e.Key, e.Readings
	}
	return r
}

// The browser takes every text for the very number that the server takes it
// for, and finds the same fault with it.
func TestNumbersAreReadAsOnTheServer(t *testing.T) {
	b := browsertest.Open(t, corridorSite(t).Handler())
	b.Visit("/reports")
	texts, err := json.Marshal(numberTexts)
	if err != nil {
		t.Fatal(err)
	}
	read := func(language, kind string) []numberReading {
		t.Helper()
		address, err := corridorSite(t).assets.url("numbers.js")
		if err != nil {
			t.Fatal(err)
		}
		return browsertest.Await[[]numberReading](b, `import("`+address+`").then(n => `+string(texts)+`.map(text => {
			const style = n.styleOf("`+language+`");
			const r = "`+kind+`" === "amount" ? n.readAmount(text, style, "EUR") : n.readDecimal(text, style);
			const written = r.problem ? "" : r.value ? n.writeDecimal(r.value, style) : n.writeAmount(r.minor, style);
			return {Text: written, Problem: r.problem ?? "", Readings: r.readings ?? null};
		}))`)
	}
	for language, style := range map[string]money.Style{"en": money.English, "sq": money.Albanian} {
		for _, kind := range []string{"amount", "number"} {
			for i, got := range read(language, kind) {
				want := inGo(numberTexts[i], style, kind == "amount")
				if got.Text != want.Text || got.Problem != want.Problem || !slices.Equal(got.Readings, want.Readings) {
					t.Errorf("%s %s %q: the browser reads %q, the server %q", language, kind, numberTexts[i], got, want)
				}
			}
		}
	}
}
