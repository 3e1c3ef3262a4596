package money

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// dec reads a decimal with an exponent of any size, which the library's own
// parser refuses and its constructors let through.
func dec(text string) decimal.Decimal {
	coefficient, exponent, scientific := strings.Cut(text, "e")
	d := decimal.RequireFromString(coefficient)
	if !scientific {
		return d
	}
	e, err := strconv.ParseInt(exponent, 10, 32)
	if err != nil {
		panic(err)
	}
	return decimal.NewFromBigInt(d.Coefficient(), d.Exponent()+int32(e))
}

// wantError fails unless err is or wraps an E, which it returns.
func wantError[E error](t *testing.T, err error) E {
	t.Helper()
	target, ok := errors.AsType[E](err)
	if !ok {
		t.Fatalf("error = %#v, want a %T", err, target)
	}
	if target.Error() == "" {
		t.Fatalf("%T says nothing", target)
	}
	return target
}

// randomAmount returns amounts of all lengths and both signs, and now and
// then an extreme.
func randomAmount(r *rand.Rand, c Currency) Amount {
	switch r.IntN(20) {
	case 0:
		return FromMinor(MaxMinor, c)
	case 1:
		return FromMinor(-MaxMinor, c)
	case 2:
		return Zero(c)
	}
	limit := int64(math.Pow10(1 + r.IntN(17)))
	return FromMinor(r.Int64N(2*limit-1)-limit+1, c)
}

func TestNewIsExactOrRefuses(t *testing.T) {
	for text, minor := range map[string]int64{
		"0": 0, "0e-1000000000": 0, "0e1000000000": 0, "1.5": 150, "-0.01": -1, "1.500": 150, "12e3": 1_200_000,
		"999999999999999.99": MaxMinor, "-999999999999999.99": -MaxMinor,
	} {
		a, err := New(dec(text), EUR)
		if err != nil || a.Minor() != minor || a.Currency() != EUR {
			t.Errorf("New(%s) = %v, %v; want %d minor units", text, a, err, minor)
		}
	}
	for _, text := range []string{"0.001", "-1.005", "1e-1000000000", "123456.789"} {
		_, err := New(dec(text), EUR)
		wantError[*PrecisionError](t, err)
	}
	for _, text := range []string{"1e15", "-1e15", "1000000000000000.001", "1e1000000000", "-1e2147483647"} {
		_, err := New(dec(text), EUR)
		if e := wantError[*RangeError](t, err); e.Currency != EUR || e.Value.Sign() == 0 {
			t.Errorf("New(%s): the error lost its operands: %v", text, e)
		}
	}
	_, err := New(dec("1"), Currency{})
	wantError[*UnknownCurrencyError](t, err)
}

func TestRoundIsHalfEven(t *testing.T) {
	for text, minor := range map[string]int64{
		"0.005": 0, "0.015": 2, "0.025": 2, "0.035": 4, "-0.005": 0, "-0.015": -2, "-0.025": -2,
		"0.0049999": 0, "0.0050001": 1, "-0.0250000001": -3, "2.675": 268, "2.665": 266,
		"1e-1000000000": 0, "-7e-4": 0, "999999999999999.985": 99_999_999_999_999_998,
	} {
		if a, err := Round(dec(text), ALL); err != nil || a.Minor() != minor {
			t.Errorf("Round(%s) = %v, %v; want %d minor units", text, a, err, minor)
		}
	}
	_, err := Round(dec("999999999999999.995"), ALL)
	wantError[*RangeError](t, err)
	_, err = Round(dec("1e2147483647"), ALL)
	wantError[*RangeError](t, err)
}

func TestArithmetic(t *testing.T) {
	a, b := FromMinor(150, EUR), FromMinor(-275, EUR)
	if sum, err := a.Add(b); err != nil || sum != FromMinor(-125, EUR) {
		t.Errorf("Add = %v, %v", sum, err)
	}
	if difference, err := a.Sub(b); err != nil || difference != FromMinor(425, EUR) {
		t.Errorf("Sub = %v, %v", difference, err)
	}
	if order, err := a.Cmp(b); err != nil || order != 1 {
		t.Errorf("Cmp = %v, %v", order, err)
	}
	if a.Neg() != FromMinor(-150, EUR) || !a.Neg().Neg().Equal(a) || a.Equal(FromMinor(150, USD)) {
		t.Error("Neg or Equal is wrong")
	}
	if a.Sign() != 1 || b.Sign() != -1 || !b.IsNegative() || a.IsNegative() || a.IsZero() || !Zero(EUR).IsZero() {
		t.Error("a sign is wrong")
	}
	if sum, err := Sum(EUR, a, b, a); err != nil || sum != FromMinor(25, EUR) {
		t.Errorf("Sum = %v, %v", sum, err)
	}
	if sum, err := Sum(USD); err != nil || sum != Zero(USD) {
		t.Errorf("Sum of nothing = %v, %v", sum, err)
	}
}

func TestMulRoundsHalfEven(t *testing.T) {
	for _, c := range []struct {
		minor  int64
		factor string
		want   int64
	}{
		{1_000_000, "1.157625", 1_157_625}, {5, "0.5", 2}, {15, "0.5", 8}, {-5, "0.5", -2},
		{7, "0", 0}, {7, "0e2147483647", 0}, {7, "1e-2147483648", 0}, {MaxMinor, "-1", -MaxMinor},
	} {
		if a, err := FromMinor(c.minor, EUR).Mul(dec(c.factor)); err != nil || a.Minor() != c.want {
			t.Errorf("%d × %s = %v, %v; want %d", c.minor, c.factor, a, err, c.want)
		}
	}
	for _, factor := range []string{"1.00000000000000001", "1e2147483647", "-10"} {
		_, err := FromMinor(MaxMinor, EUR).Mul(dec(factor))
		wantError[*RangeError](t, err)
	}
}

func TestOperationsRefuseTwoCurrencies(t *testing.T) {
	a, b := FromMinor(1, EUR), FromMinor(2, ALL)
	_, addErr := a.Add(b)
	_, subErr := a.Sub(b)
	_, cmpErr := a.Cmp(b)
	_, sumErr := Sum(EUR, a, b)
	for _, err := range []error{addErr, subErr, cmpErr, sumErr} {
		if e := wantError[*MismatchError](t, err); e.A != a || e.B != b {
			t.Errorf("operands are %v and %v", e.A, e.B)
		}
	}
}

func TestOperationsRefuseResultsOutOfRange(t *testing.T) {
	most, cent := FromMinor(MaxMinor, EUR), FromMinor(1, EUR)
	_, addErr := most.Add(cent)
	_, subErr := most.Neg().Sub(cent)
	_, sumErr := Sum(EUR, most, cent)
	_, wrapErr := FromMinor(math.MaxInt64, EUR).Add(FromMinor(math.MaxInt64, EUR))
	_, wrapSubErr := FromMinor(math.MinInt64, EUR).Sub(cent)
	for _, err := range []error{addErr, subErr, sumErr, wrapErr, wrapSubErr} {
		if e := wantError[*RangeError](t, err); e.Currency != EUR || e.Value.IsZero() {
			t.Errorf("the error lost its operands: %v", e)
		}
	}
}

func TestPlainForms(t *testing.T) {
	for _, c := range []struct {
		a             Amount
		plain, string string
	}{
		{FromMinor(37_000_000_000, EUR), "370000000.00", "370000000.00 EUR"},
		{FromMinor(-5, ALL), "-0.05", "-0.05 ALL"},
		{FromMinor(50, USD), "0.50", "0.50 USD"},
		{FromMinor(-MaxMinor, USD), "-999999999999999.99", "-999999999999999.99 USD"},
		{FromMinor(math.MinInt64, EUR), "-92233720368547758.08", "-92233720368547758.08 EUR"},
		{Amount{}, "0.00", "0.00"},
	} {
		if c.a.Plain() != c.plain || c.a.String() != c.string {
			t.Errorf("%d: Plain %q, String %q", c.a.Minor(), c.a.Plain(), c.a.String())
		}
		if !c.a.Decimal().Equal(dec(c.plain)) {
			t.Errorf("Decimal of %s is %s", c.plain, c.a.Decimal())
		}
	}
}

// Parse and UnmarshalText give back every amount that String and MarshalText
// wrote.
func TestTextRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		for _, c := range Currencies() {
			a := randomAmount(r, c)
			if back, err := Parse(a.String()); err != nil || back != a {
				t.Fatalf("Parse(%q) = %v, %v", a.String(), back, err)
			}
			type record struct {
				Amount, Nothing Amount
				Currency, None  Currency
				ByCurrency      map[Currency]Amount
			}
			in := record{Amount: a, Currency: c, ByCurrency: map[Currency]Amount{c: a}}
			text, err := json.Marshal(in)
			if err != nil {
				t.Fatal(err)
			}
			out := record{Nothing: a, None: c}
			if err := json.Unmarshal(text, &out); err != nil || out.Amount != a || out.Currency != c ||
				out.Nothing != (Amount{}) || !out.None.IsZero() || out.ByCurrency[c] != a {
				t.Fatalf("%s came back as %+v, %v", text, out, err)
			}
		}
	}
	_, err := FromMinor(1, Currency{}).MarshalText()
	wantError[*UnknownCurrencyError](t, err)
}

// Parse takes no form but the one that String writes.
func TestParseIsStrict(t *testing.T) {
	for text, key := range map[string]string{
		"": KeyEmpty, "5 EUR": KeyNotANumber, "5.0 EUR": KeyNotANumber, "+5.00 EUR": KeyNotANumber,
		"-0.00 EUR": KeyNotANumber, "05.00 EUR": KeyNotANumber, "5,00 EUR": KeyNotANumber, " 5.00 EUR": KeyNotANumber,
		"1_0.00 EUR": KeyNotANumber, ".00 EUR": KeyNotANumber, "5.000 EUR": KeyNotANumber, "1e2.00 EUR": KeyNotANumber,
		"1000000000000000.00 EUR": KeyOutOfRange, "99999999999999999999.00 EUR": KeyOutOfRange,
		"0.0000000000000000000000000000000000000000000000000000000000000000 EUR": KeyTooLong,
	} {
		_, err := Parse(text)
		if e := wantError[*ParseError](t, err); e.Key != key || e.Text != text {
			t.Errorf("Parse(%q): key %q, text %q; want key %q", text, e.Key, e.Text, key)
		}
	}
	for _, text := range []string{"5.00", "5.00 ", "5.00 eur", "5.00 GBP", "5.00  EUR", "5.00 EUR "} {
		a := FromMinor(7, USD)
		err := a.UnmarshalText([]byte(text))
		wantError[*UnknownCurrencyError](t, err)
		if a != FromMinor(7, USD) {
			t.Errorf("a failed UnmarshalText(%q) changed its target", text)
		}
	}
}

func TestCurrencies(t *testing.T) {
	for _, c := range Currencies() {
		if back, err := ParseCurrency(c.Code()); err != nil || back != c || c.MinorDigits() != 2 || c.IsZero() || c.String() != c.Code() {
			t.Errorf("%v came back as %v, %v", c, back, err)
		}
	}
	if EUR.Symbol() != "€" || ALL.Symbol() != "ALL" || USD.Symbol() != "$" || (Currency{}).Symbol() != "" {
		t.Error("a symbol is wrong")
	}
	for _, code := range []string{"", "eur", "GBP", " EUR", "€"} {
		_, err := ParseCurrency(code)
		if e := wantError[*UnknownCurrencyError](t, err); e.Code != code {
			t.Errorf("ParseCurrency(%q) reports %q", code, e.Code)
		}
	}
	c := USD
	wantError[*UnknownCurrencyError](t, c.UnmarshalText([]byte("ZZZ")))
	if c != USD {
		t.Error("a failed UnmarshalText changed its target")
	}
}
