package money

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Limits on what is read from outside.
const (
	maxTextLength  = 64 // characters, white space and all
	maxDecimals    = 12 // digits after the decimal mark
	maxWholeDigits = 30 // digits before the decimal mark
)

// ParseDecimal reads a number as people type or paste it in this style. It
// takes white space around the number, one leading sign (+, - or U+2212),
// groups of three set off by one kind of space (ordinary, U+00A0, U+202F,
// U+2009), apostrophe (' or U+2019), comma or point, and either decimal mark
// where it cannot be mistaken; the table at readings says which is which. At
// most 12 decimals and 30 digits before them are taken. Anything else is a
// *ParseError; what could mean two numbers is refused with KeyAmbiguous.
func (s Style) ParseDecimal(text string) (decimal.Decimal, error) {
	core, err := trim(text)
	if err != nil {
		return decimal.Zero, err
	}
	negative, body, _ := cutSign(core)
	return s.parseNumber(text, negative, body, false)
}

// ParseAmount reads an amount of currency c in major units, exactly. It takes
// what ParseDecimal takes and, before or after the number, the code (in either
// case), the symbol or, of the lek, the Albanian name of c. It refuses what ParseDecimal refuses, and besides a
// mark of another currency (KeyWrongCurrency), a fraction of a minor unit
// (KeyTooFine), what is beyond MaxMinor (KeyOutOfRange), and as KeyAmbiguous a
// lone decimal mark before three digits. The error is a *ParseError, or an
// *UnknownCurrencyError when c is no currency.
func (s Style) ParseAmount(text string, c Currency) (Amount, error) {
	if c.IsZero() {
		return Amount{}, &UnknownCurrencyError{}
	}
	core, err := trim(text)
	if err != nil {
		return Amount{}, err
	}
	negative, body, signed := cutSign(core)
	body, mark := cutMark(body)
	if mark != "" && !c.isMarked(mark) {
		return Amount{}, &ParseError{Text: text, Key: KeyWrongCurrency}
	}
	if !signed {
		negative, body, _ = cutSign(body) // "€ -5"
	}
	d, err := s.parseNumber(text, negative, body, true)
	if err != nil {
		return Amount{}, err
	}
	a, err := New(d, c)
	if _, fine := errors.AsType[*PrecisionError](err); fine {
		return Amount{}, &ParseError{Text: text, Key: KeyTooFine}
	}
	if err != nil {
		return Amount{}, &ParseError{Text: text, Key: KeyOutOfRange}
	}
	return a, nil
}

// trim refuses what is too long or empty and cuts white space off both ends.
func trim(text string) (string, error) {
	if utf8.RuneCountInString(text) > maxTextLength {
		return "", &ParseError{Text: text, Key: KeyTooLong}
	}
	core := strings.TrimSpace(text)
	if core == "" {
		return "", &ParseError{Text: text, Key: KeyEmpty}
	}
	return core, nil
}

// cutSign cuts one leading sign and the white space after it.
func cutSign(text string) (negative bool, rest string, found bool) {
	for _, sign := range []string{"-", minus, "+"} {
		if rest, found := strings.CutPrefix(text, sign); found {
			return sign != "+", strings.TrimSpace(rest), true
		}
	}
	return false, text, false
}

// otherCodes are codes that people may well type and that no amount here can
// have: naming one is a wrong currency, not a wrong number.
var otherCodes = []string{
	"BAM", "BGN", "CAD", "CHF", "CNY", "CZK", "DKK", "GBP", "HUF", "JPY",
	"MKD", "NOK", "PLN", "RON", "RSD", "RUB", "SEK", "TRY", "UAH",
}

// cutMark cuts one currency mark from the beginning, or else from the end,
// and the white space next to it. A mark is a currency symbol of Unicode or
// the code of a known currency, or a name of the lek, in either case.
func cutMark(text string) (rest, mark string) {
	if first, size := utf8.DecodeRuneInString(text); unicode.Is(unicode.Sc, first) {
		return strings.TrimSpace(text[size:]), text[:size]
	}
	if last, size := utf8.DecodeLastRuneInString(text); unicode.Is(unicode.Sc, last) {
		cut := len(text) - size
		return strings.TrimSpace(text[:cut]), text[cut:]
	}
	if rest := strings.TrimLeftFunc(text, isLetter); isCode(text[:len(text)-len(rest)]) {
		return strings.TrimSpace(rest), text[:len(text)-len(rest)]
	}
	if rest := strings.TrimRightFunc(text, isLetter); isCode(text[len(rest):]) {
		return strings.TrimSpace(rest), text[len(rest):]
	}
	return text, ""
}

// lekNames are the names of the lek, in lower case, as people write them with
// and without the dots.
var lekNames = []string{"lek", "lekë", "leke"}

// isMarked reports whether the mark stands for the currency.
func (c Currency) isMarked(mark string) bool {
	return mark == c.Symbol() || strings.EqualFold(mark, c.code) || c == ALL && slices.Contains(lekNames, strings.ToLower(mark))
}

func isLetter(r rune) bool {
	return 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' || r == 'ë' || r == 'Ë'
}

func isCode(letters string) bool {
	code := strings.ToUpper(letters)
	_, err := ParseCurrency(code)
	return err == nil || slices.Contains(otherCodes, code) || slices.Contains(lekNames, strings.ToLower(letters))
}

// parseNumber reads body, the part of text that is left without sign and
// currency.
func (s Style) parseNumber(text string, negative bool, body string, forAmount bool) (decimal.Decimal, error) {
	n, key := scan(body)
	if key != "" {
		return decimal.Zero, &ParseError{Text: text, Key: key}
	}
	readings := s.readings(n, forAmount)
	if len(readings) == 0 {
		return decimal.Zero, &ParseError{Text: text, Key: KeyBadGrouping}
	}
	values := make([]decimal.Decimal, len(readings))
	for i, r := range readings {
		if values[i], key = r.value(negative); key != "" {
			return decimal.Zero, &ParseError{Text: text, Key: key}
		}
	}
	if len(values) == 1 || values[0].Equal(values[1]) { // "000.000"
		return values[0], nil
	}
	minPlaces := int32(0)
	if forAmount {
		minPlaces = minorDigits
	}
	ambiguous := &ParseError{Text: text, Key: KeyAmbiguous}
	for _, value := range values {
		ambiguous.Readings = append(ambiguous.Readings, s.Number(value, minPlaces, maxDecimals))
	}
	return decimal.Zero, ambiguous
}

// value returns the number that r says, or the key of its error.
func (r reading) value(negative bool) (d decimal.Decimal, key string) {
	if len(r.fraction) > maxDecimals {
		return decimal.Zero, KeyTooFine
	}
	if len(strings.TrimLeft(r.whole, "0")) > maxWholeDigits {
		return decimal.Zero, KeyOutOfRange
	}
	// Digits and at most one point: no exponent can come in here.
	d, err := decimal.NewFromString(r.whole + "." + r.fraction)
	if err != nil {
		return decimal.Zero, KeyNotANumber
	}
	if negative {
		d = d.Neg()
	}
	return d, ""
}
