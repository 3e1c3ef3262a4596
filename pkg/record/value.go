package record

import (
	"strconv"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
)

// MaxScale is the largest number of decimals of a quantity, rate or length.
const MaxScale = 9

// MaxQuantity is the largest quantity, rate or length that is accepted.
var MaxQuantity = decimal.New(1, 15)

// maxDigits is how many digits MaxQuantity has.
const maxDigits = 16

// ParseNumber reads a canonical decimal ("105800", "-0.5"): digits with at most
// one point, no exponent, at most MaxScale decimals, at most MaxQuantity in
// size. Anything else is an Invalid fault.
func ParseNumber(text string) (decimal.Decimal, error) {
	bad := fault.New(fault.Invalid, fault.Say("bad_number",
		"{text} is not a number written with digits and at most one point", "text", strconv.Quote(text)))
	if len(text) == 0 || len(text) > 64 {
		return decimal.Decimal{}, bad
	}
	for i, c := range []byte(text) {
		if (c < '0' || c > '9') && c != '.' && (c != '-' || i > 0) {
			return decimal.Decimal{}, bad
		}
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return decimal.Decimal{}, bad
	}
	var p fault.Problems
	CheckNumber(&p, "value", d)
	return d, p.Err(fault.Say("bad_number_range", "{text} cannot be kept", "text", strconv.Quote(text)))
}

// CheckNumber notes a problem unless d is within the limits on quantities.
func CheckNumber(p *fault.Problems, field string, d decimal.Decimal) {
	if d.IsZero() {
		return
	}
	// The number of digits first: an absurd exponent is never written out.
	magnitude := int64(d.NumDigits()) + int64(d.Exponent()) // |d| < 10^magnitude
	p.Check(magnitude < maxDigits || (magnitude == maxDigits && d.Abs().LessThanOrEqual(MaxQuantity)), field,
		fault.Say("out_of_range", "is larger than {max}", "max", MaxQuantity))
	p.Check(d.Exponent() >= -MaxScale || (magnitude > -MaxScale && d.Equal(d.Truncate(MaxScale))), field,
		fault.Say("too_fine", "has more than {places} decimals", "places", MaxScale))
}

// Known returns the number as a known one.
func Known(d decimal.Decimal) decimal.NullDecimal { return decimal.NewNullDecimal(d) }

// CheckNotNegative notes a problem when the number is known and negative or out of range.
func CheckNotNegative(p *fault.Problems, field string, d decimal.NullDecimal) {
	if !d.Valid {
		return
	}
	CheckNumber(p, field, d.Decimal)
	p.Check(!d.Decimal.IsNegative(), field, fault.Say("negative", "must not be negative"))
}

// CheckAmount notes a problem when the amount is known and negative or not in
// the currency.
func CheckAmount(p *fault.Problems, field string, a *money.Amount, c money.Currency) {
	if a == nil {
		return
	}
	CheckSigned(p, field, *a, c)
	p.Check(!a.IsNegative(), field, fault.Say("negative", "must not be negative"))
}

// CheckSigned notes a problem with an amount that is not in the currency; it
// may be negative.
func CheckSigned(p *fault.Problems, field string, a money.Amount, c money.Currency) {
	p.Check(a.Currency() == c, field,
		fault.Say("other_currency", "is not in the currency {currency}", "currency", c.Code()))
}
