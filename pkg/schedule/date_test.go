package schedule

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"korridor/pkg/fault"
)

func TestParseDate(t *testing.T) {
	for _, c := range []struct{ text, first, last string }{
		{"2026-01-31", "2026-01-31", "2026-01-31"}, {"2024-02-29", "2024-02-29", "2024-02-29"},
		{"2000-02-29", "2000-02-29", "2000-02-29"}, {"2026-12-31", "2026-12-31", "2026-12-31"},
		{"2026-02", "2026-02-01", "2026-02-28"}, {"2024-02", "2024-02-01", "2024-02-29"}, {"2026-12", "2026-12-01", "2026-12-31"},
		{"2026", "2026-01-01", "2026-12-31"}, {"1900-01-01", "1900-01-01", "1900-01-01"}, {"2200-12-31", "2200-12-31", "2200-12-31"},
	} {
		d, err := ParseDate(c.text)
		if err != nil || d.String() != c.text || d.IsZero() {
			t.Errorf("ParseDate(%q) = %v, %v", c.text, d, err)
		}
		if first, last := d.First().Format(time.DateOnly), d.Last().Format(time.DateOnly); first != c.first || last != c.last {
			t.Errorf("%s is from %s to %s, want %s to %s", c.text, first, last, c.first, c.last)
		}
	}
	if d, err := ParseDate(""); err != nil || !d.IsZero() || d.String() != "" {
		t.Errorf("the unknown date is %v, %v", d, err)
	}
	for _, text := range []string{
		"2026-11-31", "2026-02-29", "1900-02-29", "2100-02-29", "2024-02-30", "2026-01-32", "2026-01-00", "2026-00", "2026-13", "2026-00-01",
		"1899", "1899-12-31", "2201", "2201-01-01", "0000", "9999", "0000-00-00",
		"2026-1-31", "2026-01-1", "26-01-31", "2026-01-", "2026-", "20260131", "202601", "2026/01/31", "31.01.2026", "2026-W05", "2026-031",
		" 2026", "2026 ", "2026\n", "2026-01-31T00:00:00Z", "+2026", "-2026", "２０２６", "2026\x00", "\xff", "today", "1e3",
	} {
		if d, err := ParseDate(text); !fault.Is(err, fault.Invalid) || !d.IsZero() {
			t.Errorf("ParseDate(%q) = %v, %v; want an invalid fault", text, d, err)
		}
	}
}

// Every day of the calendar is read, and no other.
func TestParseDateKnowsTheCalendar(t *testing.T) {
	for year := MinYear; year <= MaxYear; year += 1 + year%3 { // leap years and centuries among them
		for month := 1; month <= 12; month++ {
			days := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
			for day := 28; day <= 32; day++ {
				text := fmt.Sprintf("%04d-%02d-%02d", year, month, day)
				d, err := ParseDate(text)
				if (err == nil) != (day <= days) || (err == nil && d.String() != text) {
					t.Fatalf("ParseDate(%q) = %v, %v", text, d, err)
				}
			}
		}
	}
}

func TestDateParts(t *testing.T) {
	for text, want := range map[string][3]int{"": {}, "2026": {2026}, "2026-05": {2026, 5}, "2026-05-07": {2026, 5, 7}} {
		d := MustDate(text)
		if got := [3]int{d.Year(), int(d.Month()), d.Day()}; got != want {
			t.Errorf("%q has the parts %v", text, got)
		}
	}
	tirana := time.FixedZone("CEST", 2*60*60)
	if d := DateOf(time.Date(2026, 6, 30, 23, 30, 0, 0, time.UTC).In(tirana)); d != MustDate("2026-07-01") {
		t.Errorf("the day in its own location is %v", d)
	}
}

func TestDateTextRoundTrip(t *testing.T) {
	type row struct{ A, B, C, D Date }
	in := row{MustDate("2026-01-31"), MustDate("2026-01"), MustDate("2026"), Date{}}
	b, err := json.Marshal(in)
	if err != nil || string(b) != `{"A":"2026-01-31","B":"2026-01","C":"2026","D":""}` {
		t.Fatalf("%s, %v", b, err)
	}
	var out row
	if err := json.Unmarshal(b, &out); err != nil || out != in {
		t.Errorf("%v came back as %v, %v", in, out, err)
	}
	kept := MustDate("2026")
	if err := kept.UnmarshalText([]byte("2026-02-30")); !fault.Is(err, fault.Invalid) || kept != MustDate("2026") {
		t.Errorf("a bad text left %v, %v", kept, err)
	}
}

func TestBeforeIsOnlyWhatIsSure(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2026-01-31", "2026-02-01", true}, {"2025", "2026", true}, {"2026-01", "2026-02", true}, {"2026-01-31", "2026-02", true},
		{"2025-12-31", "2026", true}, {"2025-12", "2026-01-01", true},
		{"2026-02-01", "2026-01-31", false}, {"2026", "2026", false}, {"2026-01-31", "2026-01-31", false},
		{"2026-01", "2026-01-31", false}, {"2026-01-01", "2026", false}, {"2026", "2026-12-31", false}, {"2026-01", "2026", false},
		// Nothing is known about an unknown date.
		{"", "2026", false}, {"2026", "", false}, {"", "", false},
	} {
		if got := MustDate(c.a).Before(MustDate(c.b)); got != c.want {
			t.Errorf("%q before %q: %v", c.a, c.b, got)
		}
	}
}

// Compare is a total order in which only equal dates are equal, unknown dates
// come last, and what is surely before comes first.
func TestCompareIsATotalOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	random := func() Date {
		year := 2024 + r.IntN(3)
		switch month := 1 + r.IntN(2); r.IntN(4) {
		case 0:
			return Date{}
		case 1:
			return MustDate(fmt.Sprint(year))
		case 2:
			return MustDate(fmt.Sprintf("%d-%02d", year, month))
		default:
			return MustDate(fmt.Sprintf("%d-%02d-%02d", year, month, 1+r.IntN(3)))
		}
	}
	for range 20_000 {
		a, b, c := random(), random(), random()
		switch {
		case a.Compare(b) != -b.Compare(a), (a.Compare(b) == 0) != (a == b):
			t.Fatalf("%q and %q compare as %d and %d", a, b, a.Compare(b), b.Compare(a))
		case a.Compare(b) <= 0 && b.Compare(c) <= 0 && a.Compare(c) > 0:
			t.Fatalf("%q ≤ %q ≤ %q, and yet %q is after %q", a, b, c, a, c)
		case a.Before(b) && a.Compare(b) >= 0:
			t.Fatalf("%q is before %q and does not come first", a, b)
		case a.IsZero() && a.Compare(b) < 0:
			t.Fatalf("the unknown date comes before %q", b)
		}
	}
}

// An accepted date writes itself as it was read, in its span of days; a refused
// one is an invalid fault.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"", "2026", "2026-02", "2024-02-29", "2026-11-31", "1899", "2026-1-1", "２０２６"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseDate(text)
		if err != nil {
			if !fault.Is(err, fault.Invalid) || !d.IsZero() {
				t.Fatalf("%q: %v, %v", text, d, err)
			}
			return
		}
		if d.String() != text || d.Last().Before(d.First()) {
			t.Fatalf("%q is read as %q, from %v to %v", text, d, d.First(), d.Last())
		}
		if text != "" && (d.Year() < MinYear || d.Year() > MaxYear) {
			t.Fatalf("%q is accepted", text)
		}
	})
}
