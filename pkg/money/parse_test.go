package money

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// refused marks a table entry whose text is an error with the key after it.
const refused = "!"

// parseTable lists texts with what each style reads: a number, or refused and
// a key. A dot stands for "as in the column before".
var parseTable = []struct {
	text                                                         string
	englishNumber, albanianNumber, englishAmount, albanianAmount string
}{
	// plain
	{"0", "0", ".", ".", "."},
	{"007", "7", ".", ".", "."},
	{"1234567", "1234567", ".", ".", "."},
	{" \t1234\n", "1234", ".", ".", "."},
	{"\u00a012\u202f", "12", ".", ".", "."},
	{"-5", "-5", ".", ".", "."},
	{"\u22125", "-5", ".", ".", "."},
	{"+ 5", "5", ".", ".", "."},
	{"-0", "0", ".", ".", "."},
	{"000.000", "0", ".", ".", "."},
	// groups that only group
	{"1 234 567", "1234567", ".", ".", "."},
	{"1\u00a0234\u00a0567", "1234567", ".", ".", "."},
	{"1\u202f234", "1234", ".", ".", "."},
	{"12\u2009345", "12345", ".", ".", "."},
	{"1'234'567", "1234567", ".", ".", "."},
	{"1\u2019234", "1234", ".", ".", "."},
	{"1 234,5", "1234.5", ".", ".", "."},
	{"1 234.5", "1234.5", ".", ".", "."},
	{"1 234,567", "1234.567", ".", refused + KeyTooFine, "."},
	{"1'234.567", "1234.567", ".", refused + KeyTooFine, "."},
	// both marks, or one twice
	{"1,800,000.50", "1800000.5", ".", ".", "."},
	{"1.800.000,50", "1800000.5", ".", ".", "."},
	{"1,234.5", "1234.5", ".", ".", "."},
	{"1.234,5", "1234.5", ".", ".", "."},
	{"1,234.567", "1234.567", ".", refused + KeyTooFine, "."},
	{"1,234,567", "1234567", ".", ".", "."},
	{"1.234.567", "1234567", ".", ".", "."},
	// a lone mark that cannot group
	{"12.5", "12.5", ".", ".", "."},
	{"12,5", "12.5", ".", ".", "."},
	{"12.50", "12.5", ".", ".", "."},
	{".5", "0.5", ".", ".", "."},
	{"-,50", "-0.5", ".", ".", "."},
	{".500", "0.5", ".", ".", "."},
	{"0.500", "0.5", ".", ".", "."},
	{"1,5000", "1.5", ".", ".", "."},
	{"0.123", "0.123", ".", refused + KeyTooFine, "."},
	{"0,123", "0.123", ".", refused + KeyTooFine, "."},
	{"1.0005", "1.0005", ".", refused + KeyTooFine, "."},
	{"1234.567", "1234.567", ".", refused + KeyTooFine, "."},
	{"1234,567", "1234.567", ".", refused + KeyTooFine, "."},
	{"1234,560", "1234.56", ".", ".", "."},
	// a lone mark that could group
	{"1,234", "1234", "1.234", "1234", refused + KeyAmbiguous},
	{"1.234", "1.234", refused + KeyAmbiguous, ".", "."},
	{"1.005", "1.005", refused + KeyAmbiguous, ".", "."},
	{"-1.000", "-1", refused + KeyAmbiguous, ".", "."},
	{"123,000", "123000", "123", "123000", refused + KeyAmbiguous},
	// bounds
	{"0.123456789012", "0.123456789012", ".", refused + KeyTooFine, "."},
	{"0.1234567890123", refused + KeyTooFine, ".", ".", "."},
	{"999 999 999 999 999,99", "999999999999999.99", ".", ".", "."},
	{"1000000000000000", "1000000000000000", ".", refused + KeyOutOfRange, "."},
	{strings.Repeat("9", 30), strings.Repeat("9", 30), ".", refused + KeyOutOfRange, "."},
	{strings.Repeat("9", 31), refused + KeyOutOfRange, ".", ".", "."},
	{strings.Repeat("0", 64), "0", ".", ".", "."},
	{strings.Repeat("0", 65), refused + KeyTooLong, ".", ".", "."},
	// separators in wrong places
	{"1.", refused + KeyBadGrouping, ".", ".", "."},
	{"1,234.", refused + KeyBadGrouping, ".", ".", "."},
	{"12,34,567", refused + KeyBadGrouping, ".", ".", "."},
	{"1234 567", refused + KeyBadGrouping, ".", ".", "."},
	{"1 23", refused + KeyBadGrouping, ".", ".", "."},
	{"0 123", refused + KeyBadGrouping, ".", ".", "."},
	{"0,123,456", refused + KeyBadGrouping, ".", ".", "."},
	{"1  234", refused + KeyBadGrouping, ".", ".", "."},
	{"1 234'567", refused + KeyBadGrouping, ".", ".", "."},
	{"1 234\u00a0567", refused + KeyBadGrouping, ".", ".", "."},
	{"1,234 567", refused + KeyBadGrouping, ".", ".", "."},
	{"1,234.567,8", refused + KeyBadGrouping, ".", ".", "."},
	{"1,234.567.890", refused + KeyBadGrouping, ".", ".", "."},
	{"1.5,3", refused + KeyBadGrouping, ".", ".", "."},
	{"1..5", refused + KeyBadGrouping, ".", ".", "."},
	{"'5", refused + KeyBadGrouping, ".", ".", "."},
	// no number
	{"", refused + KeyEmpty, ".", ".", "."},
	{" \t\u00a0 ", refused + KeyEmpty, ".", ".", "."},
	{"1e400", refused + KeyExponent, ".", ".", "."},
	{"1E5", refused + KeyExponent, ".", ".", "."},
	{"-1,5e\u22123", refused + KeyExponent, ".", ".", "."},
	{"0x1F", refused + KeyNotANumber, ".", ".", "."},
	{"NaN", refused + KeyNotANumber, ".", ".", "."},
	{"-Inf", refused + KeyNotANumber, ".", ".", "."},
	{"abc", refused + KeyNotANumber, ".", ".", "."},
	{"12 km", refused + KeyNotANumber, ".", ".", "."},
	{"-", refused + KeyNotANumber, ".", ".", "."},
	{".", refused + KeyNotANumber, ".", ".", "."},
	{"--5", refused + KeyNotANumber, ".", ".", "."},
	{"+-5", refused + KeyNotANumber, ".", ".", "."},
	{"5-", refused + KeyNotANumber, ".", ".", "."},
	{"(5)", refused + KeyNotANumber, ".", ".", "."},
	{"1_000", refused + KeyNotANumber, ".", ".", "."},
	{"5%", refused + KeyNotANumber, ".", ".", "."},
	{"1\t234", refused + KeyNotANumber, ".", ".", "."},
	{"5\x00", refused + KeyNotANumber, ".", ".", "."},
	{"\u202e5", refused + KeyNotANumber, ".", ".", "."},
	{"5\xff", refused + KeyNotANumber, ".", ".", "."},
	{"\u0661\u0662", refused + KeyNotANumber, ".", ".", "."},
	{"\uff15", refused + KeyNotANumber, ".", ".", "."},
	// currencies, euros being expected
	{"€5", refused + KeyNotANumber, ".", "5", "."},
	{"5 €", refused + KeyNotANumber, ".", "5", "."},
	{"EUR 1 800,50", refused + KeyNotANumber, ".", "1800.5", "."},
	{"1800.50eur", refused + KeyNotANumber, ".", "1800.5", "."},
	{"-€5", refused + KeyNotANumber, ".", "-5", "."},
	{"€ \u2212 5", refused + KeyNotANumber, ".", "-5", "."},
	{"-5 €", refused + KeyNotANumber, ".", "-5", "."},
	{"-€-5", refused + KeyNotANumber, ".", ".", "."},
	{"€5€", refused + KeyNotANumber, ".", ".", "."},
	{"€", refused + KeyNotANumber, ".", ".", "."},
	{"1e5 EUR", refused + KeyNotANumber, ".", refused + KeyExponent, "."},
	{"$5", refused + KeyNotANumber, ".", refused + KeyWrongCurrency, "."},
	{"5 ALL", refused + KeyNotANumber, ".", refused + KeyWrongCurrency, "."},
	{"5 lekë", refused + KeyNotANumber, ".", refused + KeyWrongCurrency, "."},
	{"lek 5", refused + KeyNotANumber, ".", refused + KeyWrongCurrency, "."},
	{"5 lekësh", refused + KeyNotANumber, ".", ".", "."},
	{"£5", refused + KeyNotANumber, ".", refused + KeyWrongCurrency, "."},
	{"CHF 5", refused + KeyNotANumber, ".", refused + KeyWrongCurrency, "."},
	{"5 EURO", refused + KeyNotANumber, ".", ".", "."},
}

func TestParseTable(t *testing.T) {
	for _, c := range parseTable {
		columns := []string{c.englishNumber, c.albanianNumber, c.englishAmount, c.albanianAmount}
		for i, style := range []Style{English, Albanian, English, Albanian} {
			want := columns[i]
			if want == "." {
				want = columns[i-1]
				columns[i] = want
			}
			var got string
			var err error
			if i < 2 {
				d, e := style.ParseDecimal(c.text)
				got, err = d.String(), e
			} else {
				a, e := style.ParseAmount(c.text, EUR)
				got, err = a.Decimal().String(), e
			}
			if key, bad := strings.CutPrefix(want, refused); bad {
				if e := wantError[*ParseError](t, err); e.Key != key || e.Text != c.text || (key == KeyAmbiguous) != (len(e.Readings) == 2) {
					t.Errorf("%q, column %d: %+v, want key %s", c.text, i, e, key)
				}
			} else if err != nil || got != dec(want).String() {
				t.Errorf("%q, column %d: %s, %v; want %s", c.text, i, got, err, want)
			}
		}
	}
}

// An ambiguous text is asked back with both readings, grouping first, each in
// a form that the asking style does not mistake.
func TestAmbiguousReadings(t *testing.T) {
	for _, c := range []struct {
		style     Style
		text      string
		forAmount bool
		want      []string
	}{
		{Albanian, "1.234", false, []string{"1 234", "1,234"}},
		{Albanian, "-1.234", true, []string{"-1 234,00", "-1,234"}},
		{Albanian, "1,230", true, []string{"1 230,00", "1,23"}},
		{English, "1.234", true, []string{"1,234.00", "1.234"}},
		{English, "1.000", true, []string{"1,000.00", "1.00"}},
	} {
		var err error
		if c.forAmount {
			_, err = c.style.ParseAmount(c.text, EUR)
		} else {
			_, err = c.style.ParseDecimal(c.text)
		}
		e := wantError[*ParseError](t, err)
		for i := range c.want {
			c.want[i] = typeset.Replace(c.want[i])
		}
		if !slices.Equal(e.Readings, c.want) {
			t.Errorf("%q: readings %q, want %q", c.text, e.Readings, c.want)
		}
		if message := e.Error(); !strings.Contains(message, "ambiguous") {
			t.Errorf("%q: message %q", c.text, message)
		}
	}
}

// An amount of lek may be named as its own country does, in either language.
func TestLekByItsName(t *testing.T) {
	for _, text := range []string{"5680", "5680 ALL", "all 5680", "5 680 lekë", "5680,00 lek", "5680 leke", "5680LEKË", "Lekë 5680", "5 680,00 lekë"} {
		for _, style := range []Style{English, Albanian} {
			if a, err := style.ParseAmount(text, ALL); err != nil || a != FromMinor(568_000, ALL) {
				t.Errorf("%q is %v, %v", text, a, err)
			}
		}
	}
	for _, text := range []string{"5 lekësh", "5 l", "5 lekë lekë", "5 €", "5 lekeë"} {
		if a, err := Albanian.ParseAmount(text, ALL); err == nil {
			t.Errorf("%q is taken for %v", text, a)
		}
	}
}

func TestParseAmountNeedsACurrency(t *testing.T) {
	_, err := English.ParseAmount("5", Currency{})
	wantError[*UnknownCurrencyError](t, err)
}

// Messages quote what was typed without letting it out raw, and stay short.
func TestParseErrorQuotesSafely(t *testing.T) {
	_, err := English.ParseDecimal("5\u202e\x1b")
	if message := err.Error(); message != `"5\u202e\x1b" is not a number` {
		t.Errorf("message %s", message)
	}
	_, err = English.ParseDecimal(strings.Repeat("\n", 1_000_000))
	if message := err.Error(); len(message) > 300 {
		t.Errorf("message of %d bytes", len(message))
	}
	seen := map[string]bool{}
	for _, key := range []string{
		KeyEmpty, KeyNotANumber, KeyAmbiguous, KeyTooFine, KeyOutOfRange,
		KeyWrongCurrency, KeyBadGrouping, KeyTooLong, KeyExponent,
	} {
		message := (&ParseError{Text: "5", Key: key}).Error()
		if seen[message] {
			t.Errorf("two keys say %q", message)
		}
		seen[message] = true
	}
}

// What a style writes, it reads back as the same amount, with and without
// the currency.
func TestParseAmountReadsWhatStylesWrite(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 3000 {
		for _, c := range Currencies() {
			a := randomAmount(r, c)
			for _, style := range []Style{English, Albanian} {
				for _, text := range []string{style.Amount(a), style.AmountWithCurrency(a), a.Plain(), a.String()} {
					if back, err := style.ParseAmount(text, c); err != nil || back != a {
						t.Fatalf("%q came back as %v, %v; want %v", text, back, err, a)
					}
				}
			}
		}
	}
}
