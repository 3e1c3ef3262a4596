package locale

import (
	"fmt"
	"strconv"
	"time"

	"korridor/pkg/schedule"
)

// Date writes a date in the precision known: "17 Dec 2015", "Nov 2011",
// "2014"; "17.12.2015", "nëntor 2011", "2014". An unknown date is "".
func (l *Locale) Date(d schedule.Date) string {
	switch {
	case d.Day() == 0 && l.numericDates:
		return l.LongDate(d)
	case d.Day() == 0 && d.Month() != 0:
		return l.ShortMonth(d.Month()) + " " + strconv.Itoa(d.Year())
	case d.Day() == 0:
		return l.LongDate(d)
	case l.numericDates:
		return fmt.Sprintf("%02d.%02d.%d", d.Day(), int(d.Month()), d.Year())
	}
	return fmt.Sprintf("%d %s %d", d.Day(), l.ShortMonth(d.Month()), d.Year())
}

// LongDate is Date with the month written out: "17 December 2015",
// "17 dhjetor 2015".
func (l *Locale) LongDate(d schedule.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Month() == 0:
		return strconv.Itoa(d.Year())
	case d.Day() == 0:
		return l.Month(d.Month()) + " " + strconv.Itoa(d.Year())
	}
	return fmt.Sprintf("%d %s %d", d.Day(), l.Month(d.Month()), d.Year())
}

// DateTime writes a moment, in its own location, to the minute:
// "17 Dec 2015, 14:05". The zero time is "".
func (l *Locale) DateTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return l.Date(schedule.DateOf(t)) + ", " + t.Format("15:04")
}

// Month returns the name of the month as it stands within a sentence.
func (l *Locale) Month(m time.Month) string { return l.T("month." + strconv.Itoa(int(m))) }

// ShortMonth returns the abbreviated name of the month.
func (l *Locale) ShortMonth(m time.Month) string { return l.T("month_short." + strconv.Itoa(int(m))) }

// NumericDates reports whether days are written with the month as a number.
func (l *Locale) NumericDates() bool { return l.numericDates }
