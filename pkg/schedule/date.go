// Package schedule holds calendar dates of any precision, fiscal periods, the
// order and the placing of phases in time, and the profiles by which their
// money spreads over it.
package schedule

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"korridor/pkg/fault"
)

// The years that a record can speak of.
const (
	MinYear = 1900
	MaxYear = 2200
)

// Date is a day of the calendar, or only the month or the year where no more
// is known ("opened in November 2011"). The zero Date is not known.
type Date struct {
	year       int16
	month, day int8
}

var datePattern = regexp.MustCompile(`^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$`)

// ParseDate reads "2026-01-31", "2026-01" or "2026" (ISO 8601, reduced
// precision allowed); "" is the unknown date. Anything else, a day that the
// calendar does not have, or a year outside MinYear…MaxYear is an Invalid fault.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	m := datePattern.FindStringSubmatch(s)
	if m == nil {
		return Date{}, fault.New(fault.Invalid, fault.Say("bad_date",
			"{text} is not a date: write 2026-01-31, 2026-01 or 2026", "text", strconv.Quote(s)))
	}
	part := func(i int) int { n, _ := strconv.Atoi(m[i]); return n } // "" is 0: not known
	d := Date{year: int16(part(1)), month: int8(part(2)), day: int8(part(3))}
	if !d.exists(m[2] != "", m[3] != "") {
		return Date{}, fault.New(fault.Invalid, fault.Say("no_such_date",
			"{text} is not a day of the calendar between {min} and {max}", "text", s, "min", MinYear, "max", MaxYear))
	}
	return d, nil
}

// MustDate is ParseDate for literals in code and tests; it panics on an error.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// DateOf returns the day of t in t's own location.
func DateOf(t time.Time) Date {
	return Date{year: int16(t.Year()), month: int8(t.Month()), day: int8(t.Day())}
}

// exists checks the parts against the calendar; month and day say which parts were written.
func (d Date) exists(month, day bool) bool {
	if d.year < MinYear || d.year > MaxYear || (month && (d.month < 1 || d.month > 12)) {
		return false
	}
	return !day || (d.day >= 1 && DateOf(d.time()) == d)
}

func (d Date) time() time.Time {
	return time.Date(int(d.year), time.Month(max(d.month, 1)), int(max(d.day, 1)), 0, 0, 0, 0, time.UTC)
}

// IsZero reports whether the date is not known.
func (d Date) IsZero() bool { return d == Date{} }

// Year, Month and Day return the parts; 0 is a part that is not known.
func (d Date) Year() int         { return int(d.year) }
func (d Date) Month() time.Month { return time.Month(d.month) }
func (d Date) Day() int          { return int(d.day) }

// First returns midnight UTC of the first day that the date can mean.
func (d Date) First() time.Time { return d.time() }

// Last returns midnight UTC of the last day that the date can mean:
// 31 December for a year, the end of the month for a month.
func (d Date) Last() time.Time {
	switch {
	case d.month == 0:
		return time.Date(int(d.year), time.December, 31, 0, 0, 0, 0, time.UTC)
	case d.day == 0:
		return time.Date(int(d.year), time.Month(d.month)+1, 0, 0, 0, 0, 0, time.UTC)
	default:
		return d.time()
	}
}

// Before reports whether d surely ends before e begins; of an unknown date
// nothing is sure.
func (d Date) Before(e Date) bool {
	return !d.IsZero() && !e.IsZero() && d.Last().Before(e.First())
}

// Compare orders dates by their first day, unknown dates last.
func (d Date) Compare(e Date) int {
	switch {
	case d == e:
		return 0
	case d.IsZero():
		return 1
	case e.IsZero():
		return -1
	}
	if c := d.First().Compare(e.First()); c != 0 {
		return c
	}
	return d.Last().Compare(e.Last())
}

// String is the ISO form in the precision known; "" when not known.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.month == 0:
		return fmt.Sprintf("%04d", d.year)
	case d.day == 0:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	default:
		return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
	}
}

// MarshalText implements encoding.TextMarshaler with String's form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler with ParseDate's rules.
func (d *Date) UnmarshalText(b []byte) error {
	parsed, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
