// Package money holds exact amounts: a currency and a whole number of its
// minor units. No float64 passes through it, no operation crosses currencies,
// and wherever a result is rounded the method says so.
//
// At rest an amount is Minor and Code; at the edge it is a decimal.Decimal in
// major units, or text. Amount.String and Parse are the plain machine form;
// Style writes and reads the forms that people use in their language.
package money

// minorDigits is the number of decimals of every supported currency
// (ISO 4217).
const minorDigits = 2

// Currency is one of the supported currencies (ISO 4217). It is comparable;
// the zero value means no currency.
type Currency struct{ code string }

// The supported currencies: euro, Albanian lek, United States dollar.
var (
	EUR = Currency{"EUR"}
	ALL = Currency{"ALL"}
	USD = Currency{"USD"}
)

// Currencies returns the supported currencies in the order in which a list
// should offer them. The slice is the caller's own.
func Currencies() []Currency { return []Currency{EUR, ALL, USD} }

// ParseCurrency returns the currency with exactly this upper-case code, or an
// *UnknownCurrencyError.
func ParseCurrency(code string) (Currency, error) {
	for _, c := range Currencies() {
		if c.code == code {
			return c, nil
		}
	}
	return Currency{}, &UnknownCurrencyError{Code: code}
}

// Code returns the ISO 4217 code, or "" for no currency.
func (c Currency) Code() string { return c.code }

// String returns the code.
func (c Currency) String() string { return c.code }

// Symbol returns "€", "ALL" or "$": the short mark in English text.
func (c Currency) Symbol() string {
	switch c {
	case EUR:
		return "€"
	case USD:
		return "$"
	}
	return c.code
}

// MinorDigits returns the number of decimals of the minor unit, which is 2
// for every supported currency.
func (c Currency) MinorDigits() int32 { return minorDigits }

// IsZero reports whether there is no currency.
func (c Currency) IsZero() bool { return c == Currency{} }

// MarshalText returns the code; no currency gives an empty text.
func (c Currency) MarshalText() ([]byte, error) { return []byte(c.code), nil }

// UnmarshalText is the inverse of MarshalText. It gives an
// *UnknownCurrencyError and leaves c alone when the code is not supported.
func (c *Currency) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*c = Currency{}
		return nil
	}
	parsed, err := ParseCurrency(string(text))
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}
