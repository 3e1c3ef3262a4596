package form

import (
	"testing"
	"time"

	"korridor/web/locale"
)

// Moments are read as people write them, a day alone as its last minute, and
// read again as they are written.
func TestMoment(t *testing.T) {
	all := languages(t)
	tirana := time.FixedZone("CEST", 2*60*60)
	for _, c := range []struct{ language, typed, want string }{
		{"en", "", ""}, {"en", "2026-10-10", "2026-10-10T23:59:00+02:00"}, {"en", "10 Oct 2026, 18:00", "2026-10-10T18:00:00+02:00"},
		{"en", "2026-10-10 9:05", "2026-10-10T09:05:00+02:00"}, {"sq", "10.10.2026 18:00", "2026-10-10T18:00:00+02:00"},
		{"sq", "10.10.2026", "2026-10-10T23:59:00+02:00"}, {"sq", "10.10.2026, 18.30", "2026-10-10T18:30:00+02:00"},
		{"en", "October 2026", "!"}, {"en", "2026-10-10 24:00", "!"}, {"en", "2026-10-10 10:60", "!"}, {"en", "18:00", "!"}, {"sq", "nesër", "!"},
	} {
		got, problem := Moment(all[c.language], c.typed, tirana)
		switch {
		case c.want == "!":
			if problem == "" {
				t.Errorf("%q is read as %v", c.typed, got)
			}
		case problem != "":
			t.Errorf("%q: %s", c.typed, problem)
		case c.want == "":
			if !got.IsZero() {
				t.Errorf("%q is read as %v", c.typed, got)
			}
		case got.Format(time.RFC3339) != c.want:
			t.Errorf("%q is read as %v, want %s", c.typed, got, c.want)
		default:
			again, problem := Moment(all[c.language], all[c.language].DateTime(got), tirana)
			if !again.Equal(got) || problem != "" {
				t.Errorf("%q is written %q and read as %v: %s", c.typed, all[c.language].DateTime(got), again, problem)
			}
		}
	}
}

// Whatever is typed, what is read is written in a form that is read the same.
func FuzzMoment(f *testing.F) {
	for _, seed := range []string{"2026-10-10 18:00", "10 Oct 2026, 18:00", "10.10.2026, 18.30", "1.1.1900 0:00", ", 1:00", "2026 10:00"} {
		f.Add(seed)
	}
	set, err := locale.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		for _, l := range set.All() {
			at, problem := Moment(l, typed, time.UTC)
			if problem != "" || at.IsZero() {
				continue
			}
			if again, problem := Moment(l, l.DateTime(at), time.UTC); problem != "" || !again.Equal(at) {
				t.Errorf("%q is %v, written %q, read as %v: %s", typed, at, l.DateTime(at), again, problem)
			}
		}
	})
}
