package money

import (
	"cmp"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// MaxMinor is the largest magnitude of an amount in minor units:
// 999,999,999,999,999.99.
const MaxMinor int64 = 99_999_999_999_999_999

// maxMagnitude bounds what may still round to an amount: a value of
// 10^maxMagnitude major units and above is out of range whatever its digits.
const maxMagnitude = 15

// Amount is a whole number of minor units (cents, qindarka) of one currency.
// It is comparable; the zero value is nothing of no currency.
type Amount struct {
	minor    int64
	currency Currency
}

// FromMinor returns the amount of that many minor units. It checks nothing:
// it is for values that this package once produced, read back from storage.
func FromMinor(minor int64, c Currency) Amount { return Amount{minor: minor, currency: c} }

// Zero returns nothing of the currency.
func Zero(c Currency) Amount { return Amount{currency: c} }

// New returns the amount of d major units, exactly. It gives a
// *PrecisionError when d is finer than a minor unit, a *RangeError when it is
// beyond MaxMinor, and an *UnknownCurrencyError when c is no currency.
func New(d decimal.Decimal, c Currency) (Amount, error) {
	a, err := Round(d, c)
	if err != nil {
		return Amount{}, err
	}
	if d.Exponent() < -minorDigits && (vanishes(d, minorDigits) || !a.Decimal().Equal(d)) {
		return Amount{}, &PrecisionError{Value: d, Currency: c}
	}
	return a, nil
}

// Round returns the amount of d major units, rounded half to even
// (RoundHalfEven, "banker's") to minor units. It gives a *RangeError when the
// result is beyond MaxMinor and an *UnknownCurrencyError when c is no
// currency.
func Round(d decimal.Decimal, c Currency) (Amount, error) {
	if c.IsZero() {
		return Amount{}, &UnknownCurrencyError{}
	}
	if magnitude(d) > maxMagnitude {
		return Amount{}, &RangeError{Value: d, Currency: c}
	}
	return roundMinor(d.Shift(minorDigits), c)
}

// roundMinor rounds a number of minor units half to even to a whole one.
func roundMinor(units decimal.Decimal, c Currency) (Amount, error) {
	if magnitude(units) <= maxMagnitude+minorDigits {
		// At most 10^17, which an int64 holds.
		if minor := roundHalfEven(units, 0).IntPart(); inRange(minor) {
			return Amount{minor: minor, currency: c}, nil
		}
	}
	return Amount{}, &RangeError{Value: units.Shift(-minorDigits), Currency: c}
}

// Minor returns the number of minor units.
func (a Amount) Minor() int64 { return a.minor }

// Currency returns the currency.
func (a Amount) Currency() Currency { return a.currency }

// Decimal returns the amount in major units, exactly.
func (a Amount) Decimal() decimal.Decimal { return decimal.New(a.minor, -minorDigits) }

// Sign returns -1, 0 or +1.
func (a Amount) Sign() int { return cmp.Compare(a.minor, 0) }

// IsZero reports whether the amount is nothing, in whatever currency.
func (a Amount) IsZero() bool { return a.minor == 0 }

// IsNegative reports whether the amount is below zero.
func (a Amount) IsNegative() bool { return a.minor < 0 }

// Plain returns the amount in major units for machines: '.' before two
// decimals, '-' as minus, no grouping, no currency ("370000000.00").
func (a Amount) Plain() string {
	whole, fraction := a.digits()
	if a.minor < 0 {
		return "-" + whole + "." + fraction
	}
	return whole + "." + fraction
}

// digits returns the digits of the magnitude before and after the decimal
// mark, the latter minorDigits long.
func (a Amount) digits() (whole, fraction string) {
	digits := strconv.FormatUint(abs(a.minor), 10)
	if missing := minorDigits + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	cut := len(digits) - minorDigits
	return digits[:cut], digits[cut:]
}

// String returns Plain and the currency code ("370000000.00 EUR"), or Plain
// alone when there is no currency.
func (a Amount) String() string {
	if a.currency.IsZero() {
		return a.Plain()
	}
	return a.Plain() + " " + a.currency.code
}

// Parse is the inverse of String: it takes the form that String writes and
// no other. It gives a *ParseError, or an *UnknownCurrencyError for the code.
func Parse(text string) (Amount, error) {
	if utf8.RuneCountInString(text) > maxTextLength {
		return Amount{}, &ParseError{Text: text, Key: KeyTooLong}
	}
	if text == "" {
		return Amount{}, &ParseError{Text: text, Key: KeyEmpty}
	}
	number, code, _ := strings.Cut(text, " ")
	whole, fraction, _ := strings.Cut(number, ".")
	minor, err := strconv.ParseInt(whole+fraction, 10, 64)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return Amount{}, &ParseError{Text: text, Key: KeyOutOfRange}
	case err != nil || FromMinor(minor, Currency{}).Plain() != number:
		return Amount{}, &ParseError{Text: text, Key: KeyNotANumber}
	case !inRange(minor):
		return Amount{}, &ParseError{Text: text, Key: KeyOutOfRange}
	}
	c, err := ParseCurrency(code)
	if err != nil {
		return Amount{}, err
	}
	return Amount{minor: minor, currency: c}, nil
}

// MarshalText returns String. The zero Amount gives an empty text; another
// amount of no currency an *UnknownCurrencyError, since it could not be read
// back.
func (a Amount) MarshalText() ([]byte, error) {
	switch {
	case a == Amount{}:
		return nil, nil
	case a.currency.IsZero():
		return nil, &UnknownCurrencyError{}
	}
	return []byte(a.String()), nil
}

// UnmarshalText is the inverse of MarshalText. It gives the errors of Parse
// and then leaves a alone.
func (a *Amount) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*a = Amount{}
		return nil
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*a = parsed
	return nil
}
