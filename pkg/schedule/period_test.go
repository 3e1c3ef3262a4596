package schedule

import (
	"fmt"
	"testing"

	"korridor/pkg/fault"
)

func TestPeriods(t *testing.T) {
	for _, c := range []struct {
		period            Period
		text, first, last string
	}{
		{Period{Year: 2027}, "2027", "2027-01-01", "2027-12-31"},
		{Period{Year: 2027, Quarter: 1}, "2027-Q1", "2027-01-01", "2027-03-31"},
		{Period{Year: 2027, Quarter: 4}, "2027-Q4", "2027-10-01", "2027-12-31"},
		{Period{Year: 2027, Month: 3}, "2027-03", "2027-03-01", "2027-03-31"},
		{Period{Year: 2028, Month: 2}, "2028-02", "2028-02-01", "2028-02-29"},
	} {
		if got := [3]string{c.period.String(), c.period.First().String(), c.period.Last().String()}; got != [3]string{c.text, c.first, c.last} {
			t.Errorf("%+v is %v", c.period, got)
		}
	}
	for _, c := range []struct {
		periods  func(from, to Date) []Period
		from, to string
		want     string
	}{
		{Years, "2026-12-31", "2028-01-01", "[2026 2027 2028]"}, {Years, "2027", "2027", "[2027]"}, {Years, "2028", "2027", "[]"},
		{Years, "", "2027", "[]"}, {Months, "2027", "", "[]"},
		{Quarters, "2026-12-31", "2027-04-01", "[2026-Q4 2027-Q1 2027-Q2]"}, {Quarters, "2027", "2027", "[2027-Q1 2027-Q2 2027-Q3 2027-Q4]"},
		{Months, "2026-11", "2027-01-01", "[2026-11 2026-12 2027-01]"}, {Months, "2027-03-31", "2027-03-31", "[2027-03]"},
	} {
		if got := fmt.Sprint(c.periods(MustDate(c.from), MustDate(c.to))); got != c.want {
			t.Errorf("from %q to %q: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

// Periods of a span follow each other without a gap and cover it.
func TestPeriodsFollowEachOther(t *testing.T) {
	for name, periods := range map[string]func(from, to Date) []Period{"years": Years, "quarters": Quarters, "months": Months} {
		list := periods(MustDate("1999-11-20"), MustDate("2005-02-03"))
		if list[0].First().Year() != 1999 || list[0].Last().Before(MustDate("1999-11-20")) || list[len(list)-1].Last().Before(MustDate("2005-02-03")) {
			t.Errorf("%s: %v", name, list)
		}
		for i, p := range list[1:] {
			if DaysBetween(list[i].Last(), p.First()) != 1 {
				t.Errorf("%s: %v follows %v", name, p, list[i])
			}
		}
	}
}

func TestDays(t *testing.T) {
	for _, c := range []struct {
		from string
		add  int
		want string
	}{
		{"2024-02-28", 1, "2024-02-29"}, {"2024-02-28", 2, "2024-03-01"}, {"2023-02-28", 1, "2023-03-01"}, {"2026-01-01", -1, "2025-12-31"},
		{"2026", 365, "2027-01-01"}, {"1900-01-01", 0, "1900-01-01"}, {"1970-01-01", -1, "1969-12-31"}, {"2200-12-30", 1, "2200-12-31"},
	} {
		from := MustDate(c.from)
		got, err := from.AddDays(c.add)
		if err != nil || got != MustDate(c.want) || DaysBetween(from, got) != c.add || DaysBetween(got, from) != -c.add {
			t.Errorf("%s and %d days is %v, %v", c.from, c.add, got, err)
		}
	}
	for from, add := range map[string]int{"2200-12-31": 1, "1900-01-01": -1, "2026": 1 << 62, "2027": -1 << 63, "": 1} {
		if got, err := MustDate(from).AddDays(add); !fault.Is(err, fault.Invalid) || !got.IsZero() {
			t.Errorf("%q and %d days is %v, %v", from, add, got, err)
		}
	}
	for date, want := range map[string][2]string{
		"": {}, "2026": {"2026-01-01", "2026-12-31"}, "2024-02": {"2024-02-01", "2024-02-29"}, "2026-05-07": {"2026-05-07", "2026-05-07"},
	} {
		if d := MustDate(date); StartDay(d) != MustDate(want[0]) || FinishDay(d) != MustDate(want[1]) {
			t.Errorf("%q starts on %v and finishes on %v", date, StartDay(d), FinishDay(d))
		}
	}
}
