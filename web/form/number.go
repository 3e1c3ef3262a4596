package form

import (
	"errors"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/web/locale"
)

// Decimal reads a number as people type it in the language; blank is not known.
// The problem is a sentence in the language, "" where there is none.
func Decimal(l *locale.Locale, typed string) (d decimal.NullDecimal, problem string) {
	if strings.TrimSpace(typed) == "" {
		return d, ""
	}
	n, err := l.Style.ParseDecimal(typed)
	if err != nil {
		return d, wrongNumber(l, err, record.MaxScale)
	}
	var p fault.Problems
	record.CheckNumber(&p, "", n)
	if e, ok := errors.AsType[*fault.Error](p.Err(fault.Message{})); ok {
		return d, l.Message(e.Fields[0].Message)
	}
	return record.Known(n), ""
}

// Amount reads an amount of the currency; blank is not recorded.
func Amount(l *locale.Locale, typed string, c money.Currency) (a *money.Amount, problem string) {
	if strings.TrimSpace(typed) == "" {
		return nil, ""
	}
	if c.IsZero() { // what cannot be a number in any currency is said first
		if _, problem := Decimal(l, typed); problem != "" {
			return nil, problem
		}
		return nil, l.T("form.number.no_currency")
	}
	read, err := l.Style.ParseAmount(typed, c)
	if err != nil {
		return nil, wrongNumber(l, err, c.MinorDigits())
	}
	return &read, ""
}

// Whole reads a whole number between the bounds; known is false for blank.
func Whole(l *locale.Locale, typed string, least, most int64) (n int64, known bool, problem string) {
	d, problem := Decimal(l, typed)
	switch {
	case problem != "" || !d.Valid:
		return 0, false, problem
	case !d.Decimal.IsInteger():
		return 0, false, l.T("form.number.whole", "text", excerpt(typed))
	case d.Decimal.LessThan(decimal.NewFromInt(least)) || d.Decimal.GreaterThan(decimal.NewFromInt(most)):
		return 0, false, l.T("form.number.between", "min", least, "max", most)
	}
	return d.Decimal.IntPart(), true, ""
}

// wrongNumber says what is wrong with a number, and how to write it.
func wrongNumber(l *locale.Locale, err error, places int32) string {
	e, ok := errors.AsType[*money.ParseError](err)
	if !ok {
		return l.T("form.number.not_a_number", "text", "")
	}
	text := excerpt(e.Text)
	switch e.Key {
	case money.KeyAmbiguous:
		return l.T("form.number.ambiguous", "text", text, "first", e.Readings[0], "second", e.Readings[1])
	case money.KeyTooFine:
		return l.T("form.number.too_fine", "text", text, "places", places)
	case money.KeyOutOfRange, money.KeyTooLong:
		return l.T("form.number.out_of_range", "text", text)
	case money.KeyWrongCurrency:
		return l.T("form.number.wrong_currency", "text", text)
	case money.KeyBadGrouping:
		return l.T("form.number.bad_grouping", "text", text)
	case money.KeyExponent:
		return l.T("form.number.exponent", "text", text)
	}
	return l.T("form.number.not_a_number", "text", text)
}

// Decimal adds a number that may not be known.
func (f *Form) Decimal(name string, at *decimal.NullDecimal) *Field {
	field := &Field{Name: name, Control: Number, Hint: f.Language.T("form.example.number")}
	field.write, field.parse = single(
		func() string {
			if !at.Valid {
				return ""
			}
			return f.Language.Number(at.Decimal)
		},
		func(typed string) string {
			d, problem := Decimal(f.Language, typed)
			if problem == "" {
				*at = d
			}
			return problem
		})
	return f.add(field)
}

// Amount adds an amount in the currency, which is another field's.
func (f *Form) Amount(name string, at **money.Amount, currency *money.Currency) *Field {
	field := &Field{Name: name, Control: Number, Unit: currency.Code(), Hint: f.Language.T("form.example.amount"), late: true}
	field.write, field.parse = single(
		func() string {
			if *at == nil {
				return ""
			}
			return f.Language.Amount(**at)
		},
		func(typed string) string {
			field.Unit = currency.Code()
			a, problem := Amount(f.Language, typed, *currency)
			if problem == "" {
				*at = a
			}
			return problem
		})
	return f.add(field)
}

// Count adds a number of things that may not be known.
func (f *Form) Count(name string, at **int64, most int64) *Field {
	field := &Field{Name: name, Control: Number}
	field.write, field.parse = single(
		func() string {
			if *at == nil {
				return ""
			}
			return f.Language.Integer(**at)
		},
		func(typed string) string {
			n, known, problem := Whole(f.Language, typed, 0, most)
			switch {
			case problem != "":
				return problem
			case known:
				*at = &n
			default:
				*at = nil
			}
			return ""
		})
	return f.add(field)
}

// Integer adds a whole number between the bounds; blank is 0.
func (f *Form) Integer(name string, at *int, least, most int64) *Field {
	return f.whole(name, at, f.Language.Integer, func(typed string) (int64, string) {
		n, _, problem := Whole(f.Language, typed, least, most)
		return n, problem
	})
}

// Year adds a calendar year; blank is not known.
func (f *Form) Year(name string, at *int) *Field {
	plain := func(n int64) string { return strconv.FormatInt(n, 10) }
	return f.whole(name, at, plain, func(typed string) (int64, string) {
		d, problem := Date(f.Language, typed)
		if problem == "" && d.Month() != 0 {
			problem = f.Language.T("form.number.year", "text", excerpt(typed))
		} else if problem != "" {
			problem = f.Language.T("form.number.year_range", "text", excerpt(typed), "min", schedule.MinYear, "max", schedule.MaxYear)
		}
		return int64(d.Year()), problem
	}).Like(f.Language.T("form.example.year"))
}

func (f *Form) whole(name string, at *int, write func(int64) string, read func(string) (int64, string)) *Field {
	field := &Field{Name: name, Control: Number}
	field.write, field.parse = single(
		func() string {
			if *at == 0 {
				return ""
			}
			return write(int64(*at))
		},
		func(typed string) string {
			n, problem := read(typed)
			if problem == "" {
				*at = int(n)
			}
			return problem
		})
	return f.add(field)
}

// Percent adds a fraction that people type in percent: 3,0 is 0.03. The sign %
// may stand after it.
func (f *Form) Percent(name string, at *decimal.NullDecimal) *Field {
	return f.percent(name, at, decimal.Zero)
}

// PercentChange adds a factor that people type as a change in percent: +10 is
// 1.1, −20 is 0.8.
func (f *Form) PercentChange(name string, at *decimal.NullDecimal) *Field {
	return f.percent(name, at, decimal.NewFromInt(1))
}

// percent is a number in percent beside the base: typed/100 + base.
func (f *Form) percent(name string, at *decimal.NullDecimal, base decimal.Decimal) *Field {
	field := &Field{Name: name, Control: Number, Unit: "%", Hint: f.Language.T("form.example.percent")}
	field.write, field.parse = single(
		func() string {
			if !at.Valid {
				return ""
			}
			shown := at.Decimal.Sub(base).Shift(2)
			if !base.IsZero() && shown.IsPositive() {
				return "+" + f.Language.Number(shown)
			}
			return f.Language.Number(shown)
		},
		func(typed string) string {
			number := strings.TrimSpace(typed)
			if rest := strings.TrimSpace(strings.TrimSuffix(number, "%")); rest != "" {
				number = rest
			}
			d, problem := Decimal(f.Language, number)
			if problem == "" {
				*at = d
				if d.Valid {
					at.Decimal = d.Decimal.Shift(-2).Add(base)
				}
			}
			return problem
		})
	return f.add(field)
}
