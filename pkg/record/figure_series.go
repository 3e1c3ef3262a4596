package record

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/money"
)

// HeldAmountFigure is AmountFigure for an amount that stands in a list: the
// zero Amount is not known.
func HeldAmountFigure(name string, currency money.Currency, at *money.Amount) FigureField {
	var known *money.Amount
	f := AmountFigure(name, currency, &known)
	set := f.set
	f.get = func() string {
		if at.Currency().IsZero() {
			return ""
		}
		return at.Plain()
	}
	f.set = func(value, unit string) error {
		err := set(value, unit)
		switch {
		case err != nil:
		case known == nil:
			*at = money.Amount{}
		default:
			*at = *known
		}
		return err
	}
	return f
}

// ShareFigure is NumberFigure for a share that stands in a list: 0, which is
// no share, is not known.
func ShareFigure(name, unit string, at *decimal.Decimal) FigureField {
	var known decimal.NullDecimal
	f := NumberFigure(name, unit, &known)
	set := f.set
	f.get = func() string {
		if at.IsZero() {
			return ""
		}
		return at.String()
	}
	f.set = func(value, unit string) error {
		err := set(value, unit)
		if err == nil {
			*at = known.Decimal
		}
		return err
	}
	return f
}
