package record

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/schedule"
)

// Figure is one known value of a record that somebody published or assumed, in
// the canonical form that a claim about it has: "105800" in m, "2026-01" as a
// date, "1800000000.00" in EUR.
type Figure struct {
	Field  string
	Value  string
	Unit   string
	Series string // of one year of a yearly series: what the years have in common
	Year   int    // of a yearly series; 0 for any other figure
}

// Figured is an entity with figures. Its fields point into the entity itself.
type Figured interface {
	Entity
	FigureFields() []FigureField
}

// FigureField is one figure of an entity, known or not: get returns "" while
// it is not known, set stores a canonical value given in the unit.
type FigureField struct {
	Name   string
	Unit   string
	Series string // of one year of a yearly series: "rate" of "rate_2026"
	Year   int    // of a yearly series; 0 for any other figure
	get    func() string
	set    func(value, unit string) error
}

// In makes the figure that of one year in a yearly series: "rate_2026".
func (f FigureField) In(year int) FigureField {
	f.Series, f.Year, f.Name = f.Name, year, YearlyField(f.Name, year)
	return f
}

// OfYear takes the name of a figure apart that In made: "rate" and 2026 of
// "rate_2026". The year is 0 where the name is of no single year.
func OfYear(field string) (series string, year int) {
	at := strings.LastIndexByte(field, '_')
	if at < 0 || len(field) != at+5 {
		return field, 0
	}
	year, err := strconv.Atoi(field[at+1:])
	if err != nil || year < schedule.MinYear || year > schedule.MaxYear {
		return field, 0
	}
	return field[:at], year
}

// YearlyField is the name of the figure of one year in a yearly series.
func YearlyField(series string, year int) string { return series + "_" + strconv.Itoa(year) }

// Figures returns the known figures of an entity; nil for one that has none.
func Figures(e Entity) []Figure {
	f, ok := e.(Figured)
	if !ok {
		return nil
	}
	var known []Figure
	for _, field := range f.FigureFields() {
		if v := field.get(); v != "" {
			known = append(known, Figure{Field: field.Name, Value: v, Unit: field.Unit, Series: field.Series, Year: field.Year})
		}
	}
	return known
}

// HasFigure reports whether the entity has a figure of that name, known or not.
func HasFigure(e Entity, name string) bool {
	_, ok := FigureOf(e, name)
	return ok
}

// SetFigure stores a canonical value, given in unit, as the entity's figure;
// "" makes it unknown. It returns an Invalid fault for a field that the entity
// does not have, an unreadable value or a unit that cannot be converted.
func SetFigure(e Entity, name, value, unit string) error {
	field, ok := FigureOf(e, name)
	if !ok {
		return fault.New(fault.Invalid, fault.Say("figure.unknown_field",
			"a {kind} has no figure called {field}", "kind", e.RecordKind(), "field", name))
	}
	return field.set(value, unit)
}

// FigureOf returns the entity's figure of that name, known or not.
func FigureOf(e Entity, name string) (FigureField, bool) {
	if f, ok := e.(Figured); ok {
		for _, field := range f.FigureFields() {
			if field.Name == name {
				return field, true
			}
		}
	}
	return FigureField{}, false
}

// NumberFigure is a decimal in the unit.
func NumberFigure(name, unit string, at *decimal.NullDecimal) FigureField {
	return FigureField{Name: name, Unit: unit,
		get: func() string {
			if !at.Valid {
				return ""
			}
			return at.Decimal.String()
		},
		set: func(value, from string) error {
			if value == "" {
				*at = decimal.NullDecimal{}
				return nil
			}
			d, err := ParseNumber(value)
			if err != nil {
				return err
			}
			if d, err = Convert(d, from, unit); err == nil {
				*at = Known(d)
			}
			return err
		}}
}

// CountFigure is a whole number of things.
func CountFigure(name string, at **int64) FigureField {
	return FigureField{Name: name,
		get: func() string {
			if *at == nil {
				return ""
			}
			return strconv.FormatInt(**at, 10)
		},
		set: func(value, from string) error {
			if value == "" {
				*at = nil
				return nil
			}
			if from != "" {
				return unitFault(from, "")
			}
			n, err := strconv.ParseInt(value, 10, 64)
			if err != nil || value[0] == '+' {
				return fault.New(fault.Invalid, fault.Say("bad_count", "{text} is not a whole number", "text", strconv.Quote(value)))
			}
			*at = &n
			return nil
		}}
}

// YearFigure is a calendar year; 0 is not known.
func YearFigure(name string, at *int) FigureField {
	return FigureField{Name: name, Unit: "year",
		get: func() string {
			if *at == 0 {
				return ""
			}
			return strconv.Itoa(*at)
		},
		set: func(value, from string) error {
			if from != "" && from != "year" {
				return unitFault(from, "year")
			}
			d, err := schedule.ParseDate(value)
			if err != nil {
				return err
			}
			if d.Month() != 0 {
				return fault.New(fault.Invalid, fault.Say("bad_year", "{text} is not a year: write 2026", "text", strconv.Quote(value)))
			}
			*at = d.Year()
			return nil
		}}
}

// DateFigure is a date of any precision.
func DateFigure(name string, at *schedule.Date) FigureField {
	return FigureField{Name: name, Unit: "date",
		get: func() string { return at.String() },
		set: func(value, from string) error {
			if from != "" && from != "date" {
				return unitFault(from, "date")
			}
			return at.UnmarshalText([]byte(value))
		}}
}

// AmountFigure is an amount in the currency, which is also its unit.
func AmountFigure(name string, currency money.Currency, at **money.Amount) FigureField {
	return FigureField{Name: name, Unit: currency.Code(),
		get: func() string {
			if *at == nil {
				return ""
			}
			return (*at).Plain()
		},
		set: func(value, unit string) error {
			if value == "" {
				*at = nil
				return nil
			}
			if unit != currency.Code() {
				return unitFault(unit, currency.Code())
			}
			d, err := ParseNumber(value)
			if err != nil {
				return err
			}
			a, err := money.New(d, currency)
			if err != nil {
				return fault.Wrap(fault.Invalid, err, fault.Say("bad_amount", "{text} cannot be kept as an amount", "text", value))
			}
			*at = &a
			return nil
		}}
}

// Convert turns a number in one unit into another unit. Equal units, metres with
// kilometres and per cent with fractions ("1") are known; anything else is an
// Invalid fault.
func Convert(d decimal.Decimal, from, to string) (decimal.Decimal, error) {
	switch {
	case from == to:
		return d, nil
	case from == "km" && to == "m":
		return d.Shift(3), nil
	case from == "m" && to == "km":
		return d.Shift(-3), nil
	case from == "%" && to == "1":
		return d.Shift(-2), nil
	case from == "1" && to == "%":
		return d.Shift(2), nil
	}
	return decimal.Decimal{}, unitFault(from, to)
}

func unitFault(from, to string) error {
	return fault.New(fault.Invalid, fault.Say("bad_unit",
		"{from} cannot be converted to {to}", "from", strconv.Quote(from), "to", strconv.Quote(to)))
}
