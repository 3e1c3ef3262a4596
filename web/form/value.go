package form

import (
	"strings"

	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// Value adds the value of a claim: a number, an amount, a date or words, by its
// unit, which is another field's. With number only a number will do where the
// unit is none of its own kind.
func (f *Form) Value(name string, at, unit *string, number bool) *Field {
	field := &Field{Name: name, Control: Line, Required: true, late: true}
	field.write, field.parse = single(
		func() string { return f.writeValue(*at, *unit) },
		func(typed string) string {
			value, problem := f.readValue(strings.TrimSpace(typed), *unit, number)
			if problem == "" {
				*at = value
			}
			return problem
		})
	return f.add(field)
}

// writeValue writes a canonical value as the language does, without its unit.
func (f *Form) writeValue(value, unit string) string {
	switch unit {
	case "date":
		if d, err := schedule.ParseDate(value); err == nil {
			return f.Language.Date(d)
		}
		return value
	case "year":
		return value
	}
	d, err := record.ParseNumber(value)
	if err != nil {
		return value
	}
	if _, err := money.ParseCurrency(unit); err == nil {
		return f.Language.Style.Number(d, 2, record.MaxScale)
	}
	return f.Language.Number(d)
}

// readValue makes the canonical value of what was typed.
func (f *Form) readValue(typed, unit string, number bool) (value, problem string) {
	switch unit {
	case "date":
		d, problem := Date(f.Language, typed)
		return d.String(), problem
	case "year":
		return typed, ""
	}
	if c, err := money.ParseCurrency(unit); err == nil {
		a, problem := Amount(f.Language, typed, c)
		if a == nil {
			return "", problem
		}
		return a.Plain(), ""
	}
	if !number && !strings.ContainsAny(typed, "0123456789") {
		return typed, ""
	}
	d, problem := Decimal(f.Language, typed)
	switch {
	case problem == "" && d.Valid:
		return d.Decimal.String(), ""
	case number || typed == "" || isNumeral(typed):
		return "", problem
	}
	return typed, "" // words with digits in them
}

// isNumeral reports whether the text has nothing but what numbers are written
// with: words may be anything, a number must be read right.
func isNumeral(text string) bool {
	return strings.Trim(text, "0123456789.,'’+-− \u00a0\u202f\u2009") == ""
}
