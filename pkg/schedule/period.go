package schedule

import "fmt"

// Period is a fiscal year, a quarter of one or a month of one. Fiscal years are
// calendar years.
type Period struct {
	Year    int
	Quarter int // 1 to 4; 0: not a quarter
	Month   int // 1 to 12; 0: not a month
}

// String is "2027", "2027-Q1" or "2027-03".
func (p Period) String() string {
	switch {
	case p.Month != 0:
		return fmt.Sprintf("%04d-%02d", p.Year, p.Month)
	case p.Quarter != 0:
		return fmt.Sprintf("%04d-Q%d", p.Year, p.Quarter)
	default:
		return fmt.Sprintf("%04d", p.Year)
	}
}

// First returns the period's first day.
func (p Period) First() Date {
	first, _ := p.months()
	return Date{year: int16(p.Year), month: int8(first), day: 1}
}

// Last returns the period's last day.
func (p Period) Last() Date {
	_, last := p.months()
	return FinishDay(Date{year: int16(p.Year), month: int8(last)})
}

// months returns the numbers of the first and the last month.
func (p Period) months() (first, last int) {
	switch {
	case p.Month != 0:
		return p.Month, p.Month
	case p.Quarter != 0:
		return 3*p.Quarter - 2, 3 * p.Quarter
	default:
		return 1, 12
	}
}

// Years returns the fiscal years from the first day that the one date can mean
// to the last that the other can; none when either is not known.
func Years(from, to Date) []Period {
	return periods(from, to, 12, func(year, _ int) Period { return Period{Year: year} })
}

// Quarters returns the quarters of the span, as Years does.
func Quarters(from, to Date) []Period {
	return periods(from, to, 3, func(year, month int) Period { return Period{Year: year, Quarter: month/3 + 1} })
}

// Months returns the months of the span, as Years does.
func Months(from, to Date) []Period {
	return periods(from, to, 1, func(year, month int) Period { return Period{Year: year, Month: month + 1} })
}

// periods makes the periods of so many months that touch the span; name is given
// a period's year and its first month, counted from 0.
func periods(from, to Date, months int, name func(year, month int) Period) []Period {
	if from.IsZero() || to.IsZero() {
		return nil
	}
	start, finish := from.First(), to.Last()
	first := (12*start.Year() + int(start.Month()) - 1) / months
	last := (12*finish.Year() + int(finish.Month()) - 1) / months
	list := make([]Period, 0, max(last-first+1, 0))
	for i := first; i <= last; i++ {
		list = append(list, name(i*months/12, i*months%12))
	}
	return list
}
