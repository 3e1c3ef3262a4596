package project

import (
	"testing"

	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// A follower may start on the day after the finish and the lag, not before;
// what is not known, or only roughly, breaks nothing that it need not.
func TestBreaks(t *testing.T) {
	for _, c := range []struct {
		finish, start string
		lag           int
		earliest      string // "" where nothing is broken
	}{
		{"2028-06-30", "2028-07-01", 0, ""}, {"2028-06-30", "2028-06-30", 0, "2028-07-01"},
		{"2028-06-30", "2028-12-30", 182, ""}, {"2028-06-30", "2028-12-29", 182, "2028-12-30"},
		{"2028-06-30", "2028-06-01", -30, ""}, {"2028-06-30", "2028-05-31", -30, "2028-06-01"},
		{"2028", "2028", 0, ""}, {"2028", "2027-12", 0, "2028-01-02"}, {"2028-06", "2028-06-01", 0, "2028-06-02"}, {"2028-06", "2028-06-02", 0, ""},
		{"", "2028", 0, ""}, {"2028", "", 0, ""},
	} {
		phases := []Phase{
			{Meta: record.Meta{ID: 2}, PlannedStart: schedule.MustDate(c.start), After: []Link{{Phase: 1, LagDays: c.lag}, {Phase: 99}}},
			{Meta: record.Meta{ID: 1}, PlannedFinish: schedule.MustDate(c.finish)},
		}
		broken := Breaks(phases)
		if c.earliest == "" {
			if len(broken) != 0 {
				t.Errorf("%s after %s + %d is broken: %+v", c.start, c.finish, c.lag, broken)
			}
			continue
		}
		if len(broken) != 1 || broken[0].Phase != &phases[0] || broken[0].Before != &phases[1] || broken[0].Earliest.String() != c.earliest {
			t.Errorf("%s after %s + %d: %+v, want %s", c.start, c.finish, c.lag, broken, c.earliest)
		}
	}
}
