package money

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

const (
	// space is the NO-BREAK SPACE that stands wherever a style writes a
	// space, so that no figure is torn from its groups or its unit at the
	// end of a line.
	space = "\u00a0"
	// minus is the true minus sign.
	minus = "\u2212"
)

// Style is how a locale writes and reads numbers. Every space it writes is a
// NO-BREAK SPACE (U+00A0) and every minus a MINUS SIGN (U+2212).
type Style struct {
	group, decimal             string // separators
	unitFirst                  bool   // "€5.00", not "5,00 €"
	dollar, lek                string // how US dollars and Albanian lek are named
	thousand, million, billion string // scales of Short
}

// English writes 1,234,567.89 and Albanian 1 234 567,89.
var (
	English = Style{
		group: ",", decimal: ".", unitFirst: true, dollar: "$", lek: "ALL",
		thousand: "k", million: "M", billion: "bn",
	}
	Albanian = Style{
		group: space, decimal: ",", dollar: "USD", lek: "lekë",
		thousand: "mijë", million: "mln", billion: "mld",
	}
)

// Number writes d grouped, rounded half to even to maxPlaces decimals, with
// at least minPlaces of them; zeros beyond minPlaces are dropped. A number of
// places below zero counts as zero, a maxPlaces below minPlaces as minPlaces.
// All digits before the decimal mark are written out, so a d from outside
// must have been bounded, as ParseDecimal does.
func (s Style) Number(d decimal.Decimal, minPlaces, maxPlaces int32) string {
	minPlaces = max(minPlaces, 0)
	maxPlaces = max(maxPlaces, minPlaces)
	rounded := roundHalfEven(d, maxPlaces)
	whole, fraction, _ := strings.Cut(rounded.Abs().StringFixed(maxPlaces), ".")
	for len(fraction) > int(minPlaces) && fraction[len(fraction)-1] == '0' {
		fraction = fraction[:len(fraction)-1]
	}
	return s.compose(rounded.IsNegative(), "", whole, fraction, "")
}

// Integer writes n grouped.
func (s Style) Integer(n int64) string {
	return s.compose(n < 0, "", strconv.FormatUint(abs(n), 10), "", "")
}

// Amount writes a in major units, grouped, with its two decimals and without
// its currency, which stands in the header of a column.
func (s Style) Amount(a Amount) string {
	whole, fraction := a.digits()
	return s.compose(a.IsNegative(), "", whole, fraction, "")
}

// AmountWithCurrency writes a as Amount does and names its currency:
// "€1,800.00", "ALL 1,800.00"; "1 800,00 €", "1 800,00 lekë".
func (s Style) AmountWithCurrency(a Amount) string {
	whole, fraction := a.digits()
	before, after := s.unit(a.currency)
	return s.compose(a.IsNegative(), before, whole, fraction, after)
}

// shortDigits is the number of significant digits that Short keeps.
const shortDigits = 3

// Short writes a for a tile, with its currency: rounded half to even to three
// significant digits and scaled to thousands, millions or billions, without
// trailing zeros, except that billions below ten always have two decimals
// ("€1.80 bn", "€75.5 M", "1,80 mld €"). An amount below 1,000.00 is written
// exactly.
func (s Style) Short(a Amount) string {
	if abs(a.minor) < 1_000_00 {
		return s.AmountWithCurrency(a)
	}
	// The scale is chosen after rounding: 999,999,999.99 is 1.00 bn.
	rounded := roundSignificant(abs(a.minor))
	scale, exponent, minPlaces := s.thousand, int32(3), int32(0)
	switch {
	case rounded >= 10_000_000_000_00:
		scale, exponent = s.billion, 9
	case rounded >= 1_000_000_000_00:
		scale, exponent, minPlaces = s.billion, 9, 2
	case rounded >= 1_000_000_00:
		scale, exponent = s.million, 6
	}
	figure := s.Number(decimal.New(rounded, -minorDigits-exponent), minPlaces, shortDigits)
	before, after := s.unit(a.currency)
	return sign(a.IsNegative()) + before + figure + space + scale + after
}

// roundSignificant rounds n half to even to shortDigits significant digits.
func roundSignificant(n uint64) int64 {
	unit := uint64(1)
	for n/unit >= 1000 { // more than shortDigits digits are left
		unit *= 10
	}
	quotient, twice := n/unit, 2*(n%unit)
	if twice > unit || twice == unit && quotient%2 == 1 {
		quotient++
	}
	return int64(quotient * unit)
}

// unit returns what names the currency before or after a figure.
func (s Style) unit(c Currency) (before, after string) {
	name := c.Symbol()
	switch c {
	case USD:
		name = s.dollar
	case ALL:
		name = s.lek
	}
	switch {
	case name == "":
		return "", ""
	case !s.unitFirst:
		return "", space + name
	case name == c.code:
		return name + space, ""
	}
	return name, ""
}

func sign(negative bool) string {
	if negative {
		return minus
	}
	return ""
}

// compose puts a number together from its digits.
func (s Style) compose(negative bool, before, whole, fraction, after string) string {
	var b strings.Builder
	b.Grow(len(minus) + len(before) + 2*len(whole) + len(s.decimal) + len(fraction) + len(after))
	b.WriteString(sign(negative))
	b.WriteString(before)
	lead := (len(whole)-1)%3 + 1 // digits of the first group
	b.WriteString(whole[:lead])
	for rest := whole[lead:]; rest != ""; rest = rest[3:] {
		b.WriteString(s.group)
		b.WriteString(rest[:3])
	}
	if fraction != "" {
		b.WriteString(s.decimal)
		b.WriteString(fraction)
	}
	b.WriteString(after)
	return b.String()
}
