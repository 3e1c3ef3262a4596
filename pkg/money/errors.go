package money

import (
	"fmt"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Keys of a ParseError: stable names under which a page looks up its own
// wording.
const (
	KeyEmpty         = "empty"          // nothing but white space
	KeyNotANumber    = "not_a_number"   // a character that no number has, or no digit at all
	KeyAmbiguous     = "ambiguous"      // two readings, see ParseError.Readings
	KeyTooFine       = "too_fine"       // more decimals than the target can hold
	KeyOutOfRange    = "out_of_range"   // beyond MaxMinor, or over maxWholeDigits digits
	KeyWrongCurrency = "wrong_currency" // names another currency than the expected one
	KeyBadGrouping   = "bad_grouping"   // separators that form no number
	KeyTooLong       = "too_long"       // more than maxTextLength characters
	KeyExponent      = "exponent"       // scientific notation
)

// ParseError says why a text is not a number or an amount. Text is the text
// exactly as it was given.
type ParseError struct {
	Text string
	Key  string
	// Readings holds the two possible readings when Key is KeyAmbiguous,
	// grouping first, each written in the style that was asked; else nil.
	Readings []string
}

// Error returns one English sentence that quotes the text, shortened when it
// is long.
func (e *ParseError) Error() string {
	text := quote(e.Text)
	switch e.Key {
	case KeyEmpty:
		return "a number is missing"
	case KeyAmbiguous:
		if len(e.Readings) == 2 {
			return fmt.Sprintf("%s is ambiguous: it can be read as %q or as %q", text, e.Readings[0], e.Readings[1])
		}
		return text + " is ambiguous"
	case KeyTooFine:
		return text + " has too many decimals"
	case KeyOutOfRange:
		return text + " is too large"
	case KeyWrongCurrency:
		return text + " names another currency than the expected one"
	case KeyBadGrouping:
		return text + " has separators in places where a number has none"
	case KeyTooLong:
		return fmt.Sprintf("%s is longer than %d characters", text, maxTextLength)
	case KeyExponent:
		return text + " is in scientific notation; write the number out"
	}
	return text + " is not a number"
}

// UnknownCurrencyError reports a code that is not one of Currencies. The code
// is empty where a currency was needed and none was given.
type UnknownCurrencyError struct{ Code string }

func (e *UnknownCurrencyError) Error() string {
	if e.Code == "" {
		return "a currency is missing"
	}
	return quote(e.Code) + " is not a supported currency code"
}

// MismatchError reports two amounts of different currencies in one operation.
type MismatchError struct{ A, B Amount }

func (e *MismatchError) Error() string {
	return fmt.Sprintf("%s and %s are in different currencies", e.A, e.B)
}

// PrecisionError reports a value in major units that is finer than a minor
// unit of its currency.
type PrecisionError struct {
	Value    decimal.Decimal
	Currency Currency
}

func (e *PrecisionError) Error() string {
	return fmt.Sprintf("%s %s is finer than a minor unit", describe(e.Value), e.Currency)
}

// RangeError reports a value or result, in major units, beyond ±MaxMinor.
type RangeError struct {
	Value    decimal.Decimal
	Currency Currency
}

func (e *RangeError) Error() string {
	return fmt.Sprintf("%s %s is beyond the largest amount", describe(e.Value), e.Currency)
}

// Keys of a SplitError.
const (
	KeyNoWeights        = "no_weights"          // the list is empty
	KeyNegativeWeight   = "negative_weight"     // Weight at Index is below zero
	KeyZeroWeights      = "zero_weights"        // every weight is zero
	KeyWeightOutOfRange = "weight_out_of_range" // Weight at Index has an absurd exponent
)

// SplitError says why an amount cannot be split over its weights. Index and
// Weight name the offending weight; they are zero when the list as a whole is
// at fault.
type SplitError struct {
	Key    string
	Index  int
	Weight decimal.Decimal
}

func (e *SplitError) Error() string {
	switch e.Key {
	case KeyNoWeights:
		return "an amount cannot be split over no weights"
	case KeyZeroWeights:
		return "an amount cannot be split over weights that are all zero"
	case KeyNegativeWeight:
		return fmt.Sprintf("weight %d is negative: %s", e.Index, describe(e.Weight))
	}
	return fmt.Sprintf("weight %d is out of range: %s", e.Index, describe(e.Weight))
}

// quote quotes text safely (%q), cut to maxTextLength characters.
func quote(text string) string {
	if utf8.RuneCountInString(text) <= maxTextLength {
		return fmt.Sprintf("%q", text)
	}
	return fmt.Sprintf("%q…", string([]rune(text)[:maxTextLength]))
}

// describe writes d for an error message. Writing out a large exponent would
// take a string as long as the number, so such a value is named by its size.
func describe(d decimal.Decimal) string {
	if digits := int64(d.NumDigits()); digits > maxTextLength || d.Exponent() > maxTextLength || d.Exponent() < -maxTextLength {
		return fmt.Sprintf("a number near 1e%d", digits+int64(d.Exponent()))
	}
	return d.String()
}
