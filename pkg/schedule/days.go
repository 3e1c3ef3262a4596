package schedule

import (
	"time"

	"korridor/pkg/fault"
)

// StartDay is the day that a date means as a start: the first it can mean. The
// unknown date stays unknown.
func StartDay(d Date) Date {
	if d.IsZero() {
		return d
	}
	return DateOf(d.First())
}

// FinishDay is the day that a date means as a finish: the last it can mean. The
// unknown date stays unknown.
func FinishDay(d Date) Date {
	if d.IsZero() {
		return d
	}
	return DateOf(d.Last())
}

// AddDays returns the day n days after the date's first day, before it for a
// negative n. A day outside MinYear…MaxYear is an Invalid fault, and so is a
// day counted from an unknown date.
func (d Date) AddDays(n int) (Date, error) {
	if !d.IsZero() && n >= -maxSpan && n <= maxSpan {
		if day := dayOf(dayNumber(d.First()) + n); day.exists(true, true) {
			return day, nil
		}
	}
	return Date{}, fault.New(fault.Invalid, fault.Say("days_beyond",
		"the day {days} days after {date} does not lie between {min} and {max}", "days", n, "date", d, "min", MinYear, "max", MaxYear))
}

// DaysBetween returns the days from the first day of a to the first day of b:
// 1 from a day to the next, negative when b is earlier. Both must be known.
func DaysBetween(a, b Date) int { return dayNumber(b.First()) - dayNumber(a.First()) }

const (
	secondsPerDay = 24 * 60 * 60
	maxSpan       = (MaxYear - MinYear + 1) * 366 // days: no two dates are further apart
)

// dayNumber counts the days from 1970-01-01 to a midnight in UTC.
func dayNumber(t time.Time) int { return int(t.Unix() / secondsPerDay) }

func dayOf(number int) Date { return DateOf(time.Unix(int64(number)*secondsPerDay, 0).UTC()) }
