package form

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"korridor/web/locale"
)

// clockTime ends a moment that people type: "31.12.2026 18:00", "…, 9.30".
var clockTime = regexp.MustCompile(`^(.*?)[, ]+(\d{1,2})[:.](\d{2})$`)

// Moment reads a day with a time of it, to the minute, in the location. A day
// alone stands for its last minute. Blank is no moment. The problem is a sentence
// in the language, "" where there is none.
func Moment(l *locale.Locale, typed string, in *time.Location) (at time.Time, problem string) {
	text := tidy(typed)
	if text == "" {
		return time.Time{}, ""
	}
	hour, minute := 23, 59
	if m := clockTime.FindStringSubmatch(text); m != nil {
		text = strings.TrimSpace(m[1])
		hour, _ = strconv.Atoi(m[2])
		minute, _ = strconv.Atoi(m[3])
	}
	d, problem := Date(l, text)
	switch {
	case problem != "":
		return time.Time{}, problem
	case d.Day() == 0 || hour > 23 || minute > 59:
		return time.Time{}, l.T("form.moment.not_a_moment", "text", excerpt(typed), "example", MomentExample(l))
	}
	return time.Date(d.Year(), d.Month(), d.Day(), hour, minute, 0, 0, in), ""
}

// MomentExample shows the form of a moment that Moment reads.
func MomentExample(l *locale.Locale) string {
	return l.T("form.example.moment", "when", l.DateTime(time.Date(2026, 10, 10, 18, 0, 0, 0, time.UTC)))
}

// Moment adds a moment, which people read and write in the location; it is kept
// in UTC, and to its last microsecond where nobody writes another.
func (f *Form) Moment(name string, at *time.Time, in *time.Location) *Field {
	field := &Field{Name: name, Control: Line, Hint: MomentExample(f.Language)}
	field.write, field.parse = single(
		func() string {
			if at.IsZero() {
				return ""
			}
			return f.Language.DateTime(at.In(in))
		},
		func(typed string) string {
			if !at.IsZero() && typed == f.Language.DateTime(at.In(in)) {
				return ""
			}
			t, problem := Moment(f.Language, typed, in)
			if problem != "" {
				return problem
			}
			if *at = t; !t.IsZero() {
				*at = t.UTC()
			}
			return ""
		})
	return f.add(field)
}
