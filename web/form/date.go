package form

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"korridor/pkg/schedule"
	"korridor/web/locale"
)

// maxDate bounds the length of a typed date, in bytes.
const maxDate = 64

var (
	yearFirst  = regexp.MustCompile(`^(\d{4})(?: ?[-./] ?(\d{1,2})(?: ?[-./] ?(\d{1,2}))?)?\.?$`)
	numeric    = regexp.MustCompile(`^(?:(\d{1,2}) ?([-./]) ?)?(\d{1,2}) ?([-./]) ?(\d{4})\.?$`)
	shortYear  = regexp.MustCompile(`^\d{1,2} ?[-./] ?(?:\d{1,2} ?[-./] ?)?\d{2}$`)
	dayNamed   = regexp.MustCompile(`^(?:(\d{1,2})\.? ?)?(\pL{3,})[.,]? ?(\d{4})$`)
	namedFirst = regexp.MustCompile(`^(\pL{3,})\.? ?(\d{1,2}),? (\d{4})$`)
)

// Date reads a date as people type it in the language, in the precision that
// they know: "2026-01-31", "31.01.2026", "31 Jan 2026", "Jan 2026", "01.2026",
// "2026". Blank is the unknown date. The problem is a sentence in the language,
// "" where there is none; what can be read in two ways is asked back.
func Date(l *locale.Locale, typed string) (d schedule.Date, problem string) {
	text := tidy(typed)
	if text == "" {
		return schedule.Date{}, ""
	}
	not := l.T("form.date.not_a_date", "text", excerpt(typed), "example", Example(l))
	if len(text) > maxDate || !utf8.ValidString(text) {
		return schedule.Date{}, not
	}
	if shortYear.MatchString(text) {
		return schedule.Date{}, l.T("form.date.short_year", "text", text, "example", Example(l))
	}
	if day, month, year, ok := bothWays(l, text); ok {
		first, second := on(year, month, day), on(year, day, month)
		return schedule.Date{}, l.T("form.date.ambiguous", "text", text, "first", l.Date(first), "second", l.Date(second))
	}
	year, month, day, ok := parts(l, text)
	if !ok {
		return schedule.Date{}, not
	}
	d, err := schedule.ParseDate(iso(year, month, day))
	if err != nil {
		return schedule.Date{}, l.T("form.date.no_such_day", "text", text, "min", schedule.MinYear, "max", schedule.MaxYear)
	}
	return d, ""
}

// Example shows the forms of a date that Date reads, from day to year.
func Example(l *locale.Locale) string {
	day := schedule.MustDate("2026-01-31")
	month := l.Date(schedule.MustDate("2026-01"))
	return strings.Join([]string{day.String(), "31.01.2026", month, "2026"}, l.T("form.date.or"))
}

// parts takes a date apart; "" is a part that was not typed.
func parts(l *locale.Locale, text string) (year, month, day string, ok bool) {
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		return m[1], m[2], m[3], true
	}
	if m := numeric.FindStringSubmatch(text); m != nil {
		day, month = m[1], m[3]
		if m[2] != "" && m[2] != m[4] {
			return "", "", "", false
		}
		if m[4] == "/" && monthFirst(l) && atoi(month) > 12 { // 01/31/2026
			day, month = month, day
		}
		return m[5], month, day, true
	}
	if m := dayNamed.FindStringSubmatch(text); m != nil {
		month, ok = monthNamed(l, m[2])
		return m[3], month, m[1], ok
	}
	if m := namedFirst.FindStringSubmatch(text); m != nil {
		month, ok = monthNamed(l, m[1])
		return m[3], month, m[2], ok
	}
	return "", "", "", false
}

// monthFirst reports whether readers of the language may write the month first:
// English is written both ways, with slashes.
func monthFirst(l *locale.Locale) bool { return l.Code == "en" }

// bothWays finds a date like 01/02/2026, of which nobody can tell the month.
func bothWays(l *locale.Locale, text string) (day, month, year string, ok bool) {
	m := numeric.FindStringSubmatch(text)
	if m == nil || m[1] == "" || m[2] != "/" || m[4] != "/" || !monthFirst(l) {
		return "", "", "", false
	}
	a, b := atoi(m[1]), atoi(m[3])
	within := a >= 1 && a <= 12 && b >= 1 && b <= 12 && a != b && !on(m[5], m[3], m[1]).IsZero()
	return m[1], m[3], m[5], within
}

// on returns the day, zero where the calendar has none.
func on(year, month, day string) schedule.Date {
	d, err := schedule.ParseDate(iso(year, month, day))
	if err != nil {
		return schedule.Date{}
	}
	return d
}

// iso writes the parts that are known in the form of ISO 8601.
func iso(year, month, day string) string {
	for _, part := range []string{month, day} {
		if part != "" {
			year += fmt.Sprintf("-%02d", atoi(part))
		}
	}
	return year
}

func atoi(digits string) int {
	n, _ := strconv.Atoi(digits) // matched as digits
	return n
}

// monthNamed returns the number of the month whose name in the language begins
// with the text; letters may go without their accents.
func monthNamed(l *locale.Locale, text string) (number string, ok bool) {
	text = bare(text)
	for m := time.January; m <= time.December; m++ {
		names := []string{bare(l.Month(m)), bare(l.ShortMonth(m))}
		if slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, text) }) {
			return strconv.Itoa(int(m)), true
		}
	}
	return "", false
}

// bare writes letters small and without accents.
func bare(s string) string {
	return strings.NewReplacer("ë", "e", "ç", "c").Replace(strings.ToLower(s))
}

// tidy trims a text and makes single spaces of the spaces that pasting brings.
func tidy(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r == '\t' || r == '\u00a0' || r == '\u202f' || r == '\u2009'
	}), " ")
}

// excerpt quotes the beginning of a typed text; what cannot be seen is escaped.
func excerpt(s string) string {
	const longest = 40
	runes := []rune(s)
	if len(runes) > longest {
		return strconv.Quote(string(runes[:longest]) + "…")
	}
	return strconv.Quote(s)
}
