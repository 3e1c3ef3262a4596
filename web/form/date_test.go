package form

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"korridor/pkg/schedule"
	"korridor/web/locale"
)

func languages(t testing.TB) map[string]*locale.Locale {
	t.Helper()
	set, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*locale.Locale{}
	for _, l := range set.All() {
		all[l.Code] = l
	}
	return all
}

// Dates are read as people write them, in the precision that they know.
func TestDate(t *testing.T) {
	all := languages(t)
	for typed, want := range map[string]string{
		"": "", "  ": "", "\u00a0": "", "2026": "2026", "2026.": "2026", " 2026-01-31 ": "2026-01-31", "2026-1-3": "2026-01-03", "2026/01/31": "2026-01-31",
		"2026-01": "2026-01", "31.01.2026": "2026-01-31", "1.2.2026": "2026-02-01", "31. 1. 2026.": "2026-01-31", "31-01-2026": "2026-01-31",
		"31/01/2026": "2026-01-31", "5/5/2026": "2026-05-05", "01.2026": "2026-01", "1/2026": "2026-01", "29.02.2028": "2028-02-29",
		"1900": "1900", "2200-12-31": "2200-12-31", "31\u00a001.2026": "bad",
	} {
		for _, l := range all {
			expect(t, l, typed, want)
		}
	}
	for typed, want := range map[string]string{"Jan 2026": "2026-01", "january 2026": "2026-01", "31 Jan 2026": "2026-01-31", "31. january 2026": "2026-01-31",
		"Jan 31, 2026": "2026-01-31", "Sept. 2026": "2026-09", "MAY 2026": "2026-05", "01/31/2026": "2026-01-31", "janar 2026": "bad"} {
		expect(t, all["en"], typed, want)
	}
	for typed, want := range map[string]string{"nëntor 2011": "2011-11", "nentor 2011": "2011-11", "17 dhjetor 2015": "2015-12-17", "Qershor 2026": "2026-06",
		"korr 2026": "2026-07", "shk 2026": "2026-02", "sht 2026": "2026-09", "01/02/2026": "2026-02-01", "12/31/2026": "bad", "May 2026": "bad"} {
		expect(t, all["sq"], typed, want)
	}
	for _, typed := range []string{"31.02.2027", "29.02.2026", "2026-13", "32.01.2026", "0.1.2026", "3000", "1899", "1.1.3000", "0000", "2026-00-01",
		"31.01.26", "1/2/26", "1.2/2026", "tomorrow", "ma 2026", "Jan", "Foo 2026", "2026-01-31T00:00", "1e3", "20260131", "+2026", "-2026",
		"2026\x00", "20\x7f26", "\u202e2026", "2026\u200b", "２０２６", "\xff", "2026\n2027", "<b>2026</b>", strings.Repeat("2", 10_000)} {
		for _, l := range all {
			expect(t, l, typed, "bad")
		}
	}
}

func expect(t *testing.T, l *locale.Locale, typed, want string) {
	t.Helper()
	d, problem := Date(l, typed)
	if want == "bad" {
		if problem == "" || !d.IsZero() {
			t.Errorf("%s: %q is read as %v", l.Code, typed, d)
		}
		return
	}
	if problem != "" || d.String() != want {
		t.Errorf("%s: %q is read as %q (%s), want %q", l.Code, typed, d, problem, want)
	}
}

// The problem says what to do, in the reader's language.
func TestDateProblems(t *testing.T) {
	all := languages(t)
	for _, c := range []struct{ code, typed, want string }{
		{"en", "soon", `"soon" is not a date: write for example 2026-01-31 · 31.01.2026 · Jan 2026 · 2026`},
		{"sq", "shpejt", `"shpejt" nuk është datë: shkruani për shembull 2026-01-31 · 31.01.2026 · janar 2026 · 2026`},
		{"en", "01/02/2026", "01/02/2026 can mean 1 Feb 2026 or 2 Jan 2026: write the one you mean"},
		{"en", "31.02.2027", "31.02.2027 is not a day of the calendar between 1900 and 2200"},
		{"sq", "3000", "3000 nuk është ditë e kalendarit midis 1900 dhe 2200"},
		{"en", "31.01.26", "31.01.26: write the year with four digits, for example 2026-01-31 · 31.01.2026 · Jan 2026 · 2026"},
		{"en", "\x01\u202e", `"\x01\u202e" is not a date: write for example 2026-01-31 · 31.01.2026 · Jan 2026 · 2026`},
	} {
		if _, problem := Date(all[c.code], c.typed); problem != c.want {
			t.Errorf("%q: %s\nwant %s", c.typed, problem, c.want)
		}
	}
}

// What a page writes can be typed again.
func TestDateReadsWhatPagesWrite(t *testing.T) {
	for _, l := range languages(t) {
		for day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2025; day = day.AddDate(0, 0, 1) {
			d := schedule.DateOf(day)
			month := schedule.MustDate(fmt.Sprintf("%d-%02d", d.Year(), int(d.Month())))
			for _, d := range []schedule.Date{d, month} {
				for _, text := range []string{d.String(), l.Date(d), l.LongDate(d), strings.ToUpper(l.Date(d))} {
					if got, problem := Date(l, text); got != d || problem != "" {
						t.Fatalf("%s: %q is read as %v (%s)", l.Code, text, got, problem)
					}
				}
			}
		}
	}
}

// Whatever is typed, there is a date or a problem, and a date that is read is
// read again from its own writing.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"", "2026", "31.02.2027", "01/02/2026", "Jan 2026", "nëntor 2011", "31. 1. 2026.", "\u202e3000", "Jan 31, 2026", "1.2/2026"} {
		f.Add(s)
	}
	all := languages(f)
	f.Fuzz(func(t *testing.T, typed string) {
		for _, l := range all {
			d, problem := Date(l, typed)
			if problem != "" && !d.IsZero() || problem == "" && d.IsZero() && tidy(typed) != "" {
				t.Fatalf("%q is %v and %q", typed, d, problem)
			}
			if again, problem := Date(l, l.Date(d)); again != d || problem != "" {
				t.Fatalf("%q is %v, and that is %v (%s)", typed, d, again, problem)
			}
		}
	})
}
