package db

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// optional is a whole number that is NULL for 0: a reference, a year, a time.
type optional int64

// Value implements driver.Valuer.
func (o optional) Value() (driver.Value, error) {
	if o == 0 {
		return nil, nil
	}
	return int64(o), nil
}

// Scan implements sql.Scanner.
func (o *optional) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*o = 0
	case int64:
		*o = optional(v)
	default:
		return unreadable(src, "number")
	}
	return nil
}

// id returns the reference.
func (o optional) id() record.ID { return record.ID(o) }

// micros keeps a time, whose zero value is not known, in whole microseconds.
func micros(t time.Time) optional {
	if t.IsZero() {
		return 0
	}
	return optional(t.UnixMicro())
}

// time is the inverse of micros, in UTC.
func (o optional) time() time.Time {
	if o == 0 {
		return time.Time{}
	}
	return time.UnixMicro(int64(o)).UTC()
}

// date is a date as text in its own precision, NULL where it is not known.
type date struct{ schedule.Date }

// Value implements driver.Valuer.
func (d date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan implements sql.Scanner.
func (d *date) Scan(src any) error {
	s, err := textOf(src, "date")
	if err != nil {
		return err
	}
	d.Date, err = schedule.ParseDate(s)
	return err
}

// number is a decimal in canonical text, NULL where it is not known. The text
// is the same on both databases, whatever digits NUMERIC would keep.
type number struct{ decimal.NullDecimal }

// Value implements driver.Valuer.
func (n number) Value() (driver.Value, error) {
	if !n.Valid {
		return nil, nil
	}
	return n.Decimal.String(), nil
}

// Scan implements sql.Scanner.
func (n *number) Scan(src any) error {
	s, err := textOf(src, "decimal")
	if err != nil || s == "" {
		n.NullDecimal = decimal.NullDecimal{}
		return err
	}
	d, err := decimal.NewFromString(s)
	n.NullDecimal = canonical(record.Known(d))
	return err
}

// canonical drops the digits of d that say nothing, so that equal numbers are
// also the same value: "1.50" and "1.5".
func canonical(d decimal.NullDecimal) decimal.NullDecimal {
	if !d.Valid {
		return decimal.NullDecimal{}
	}
	const digits = 18 // as many as an int64 holds in any case
	e := d.Decimal.Exponent()
	if e == 0 || e < 0 && d.Decimal.NumDigits() <= digits && d.Decimal.CoefficientInt64()%10 != 0 {
		return d
	}
	return record.Known(decimal.RequireFromString(d.Decimal.String()))
}

// currency is a currency code, ” for none.
type currency struct{ money.Currency }

// Value implements driver.Valuer.
func (c currency) Value() (driver.Value, error) { return c.Code(), nil }

// Scan implements sql.Scanner.
func (c *currency) Scan(src any) error {
	s, err := textOf(src, "currency")
	if err != nil {
		return err
	}
	return c.UnmarshalText([]byte(s))
}

// jsonText is a value kept as JSON text, ” where it is empty.
type jsonText[T any] struct{ v T }

// asJSON brings a value into the form in which its JSON text gives it back:
// numbers without the digits that say nothing. What cannot be written is left
// to Value, which tells.
func asJSON[T any](v T) jsonText[T] {
	var settled T
	b, err := json.Marshal(v)
	if err != nil || json.Unmarshal(b, &settled) != nil {
		return jsonText[T]{v}
	}
	return jsonText[T]{settled}
}

// listAsJSON is asJSON for a list, of which an empty one is none.
func listAsJSON[T any](list []T) jsonText[[]T] {
	if len(list) == 0 {
		return jsonText[[]T]{}
	}
	return asJSON(list)
}

// textsAsJSON is listAsJSON for texts, which have one form only.
func textsAsJSON[T ~string](list []T) jsonText[[]T] {
	if len(list) == 0 {
		return jsonText[[]T]{}
	}
	return jsonText[[]T]{list}
}

// Value implements driver.Valuer.
func (j jsonText[T]) Value() (driver.Value, error) {
	b, err := json.Marshal(j.v)
	if string(b) == "null" {
		return "", err
	}
	return string(b), err
}

// Scan implements sql.Scanner.
func (j *jsonText[T]) Scan(src any) error {
	s, err := textOf(src, "JSON text")
	if err != nil || s == "" {
		return err
	}
	return json.Unmarshal([]byte(s), &j.v)
}

// textOf returns a column's text, "" for NULL.
func textOf(src any, what string) (string, error) {
	switch v := src.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case []byte:
		return string(v), nil
	}
	return "", unreadable(src, what)
}

func unreadable(src any, what string) error {
	return fmt.Errorf("the database holds a %T where a %s belongs", src, what)
}

// minor is the column of an amount whose currency stands beside it.
func minor(a *money.Amount) *int64 {
	if a == nil {
		return nil
	}
	n := a.Minor()
	return &n
}

// amount is the inverse of minor.
func amount(minor *int64, c currency) *money.Amount {
	if minor == nil {
		return nil
	}
	a := money.FromMinor(*minor, c.Currency)
	return &a
}

// label puts a text and its Albanian version together again.
func label(own, albanian string) text.Label {
	return text.Label{Default: own, Albanian: albanian}
}
