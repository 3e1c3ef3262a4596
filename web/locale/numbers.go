package locale

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/pkg/record"
)

// Number writes a decimal grouped, with as many decimals as it has, at most
// record.MaxScale.
func (l *Locale) Number(d decimal.Decimal) string {
	return l.Style.Number(d, 0, record.MaxScale)
}

// Published writes a canonical decimal with the decimals that it was given, also
// those that are zero: "2.0". What is no number is returned as it is.
func (l *Locale) Published(canonical string) string {
	d, err := record.ParseNumber(canonical)
	if err != nil {
		return canonical
	}
	return l.Style.Number(d, max(0, -d.Exponent()), record.MaxScale)
}

// Integer writes a whole number grouped.
func (l *Locale) Integer(n int64) string { return l.Style.Integer(n) }

// Amount writes an amount exactly, without its currency, for a column whose
// header names it.
func (l *Locale) Amount(a money.Amount) string { return l.Style.Amount(a) }

// Money writes an amount exactly, with its currency.
func (l *Locale) Money(a money.Amount) string { return l.Style.AmountWithCurrency(a) }

// Short writes an amount in three digits with its currency: "€1.80 bn".
func (l *Locale) Short(a money.Amount) string { return l.Style.Short(a) }

// Percent writes a number of hundredths, with at most one decimal: "33.4%".
func (l *Locale) Percent(d decimal.Decimal) string {
	return l.T("number.percent", "number", l.Style.Number(d, 0, 1))
}

// longLength is the length from which kilometres are easier to read.
var longLength = decimal.NewFromInt(10_000)

// Length writes a number of metres: from ten kilometres in kilometres, rounded
// to whole metres ("105.8 km"), below that in metres ("5,490 m").
func (l *Locale) Length(metres decimal.Decimal) string {
	if metres.Abs().GreaterThanOrEqual(longLength) {
		return l.Style.Number(metres.Shift(-3), 0, 3) + "\u00a0km"
	}
	return l.Style.Number(metres, 0, 2) + "\u00a0m"
}
