package project

import (
	"testing"

	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// A follower starts on the day after the finish and the lag at the earliest; what is not known
// moves nothing, and what has begun is not moved.
func TestPlace(t *testing.T) {
	for _, c := range []struct {
		finish, start, begun string
		lag                  int
		want                 string // the follower's start
		moved                int
	}{
		{"2028-06-30", "2028-07-01", "", 0, "2028-07-01", 0}, {"2028-06-30", "2028-06-30", "", 0, "2028-07-01", 1},
		{"2028-06-30", "2028-12-30", "", 182, "2028-12-30", 0}, {"2028-06-30", "2028-12-29", "", 182, "2028-12-30", 1},
		{"2028-06-30", "2028-06-01", "", -30, "2028-06-01", 0}, {"2028-06-30", "2028-05-31", "", -30, "2028-06-01", 1},
		{"2028", "2028", "", 0, "2029-01-01", 366}, {"2028-06", "2028-06-02", "", 0, "2028-07-01", 29},
		{"", "2028", "", 0, "2028-01-01", 0}, {"2028-06-30", "2028-06-01", "2028-05-02", 0, "2028-05-02", 0},
	} {
		phases := []Phase{
			{Meta: record.Meta{ID: 2}, PlannedStart: schedule.MustDate(c.start), ActualStart: schedule.MustDate(c.begun), After: []Link{{Phase: 1, LagDays: c.lag}, {Phase: 99}}},
			{Meta: record.Meta{ID: 1}, PlannedStart: schedule.MustDate("2027"), PlannedFinish: schedule.MustDate(c.finish)},
		}
		at := Place(phases)
		if got := at[0]; !got.Known || !got.Open || got.Start.String() != c.want || got.Moved != c.moved || (c.moved > 0) != (got.By == &phases[1]) {
			t.Errorf("%s after %s + %d: %+v, want %s", c.start, c.finish, c.lag, got, c.want)
		}
	}
}

// Moves reach the followers of followers; lengths stay; the way that ends last has no slack.
func TestPlaceMovesFollowersOfFollowers(t *testing.T) {
	dates := func(id record.ID, start, finish string, after ...Link) Phase {
		return Phase{Meta: record.Meta{ID: id}, PlannedStart: schedule.MustDate(start), PlannedFinish: schedule.MustDate(finish), After: after}
	}
	phases := []Phase{
		dates(1, "2026-01-01", "2027-03-31"), dates(2, "2027-01-01", "2027-12-31", Link{Phase: 1}),
		dates(3, "2028-01-01", "2028-06-30", Link{Phase: 2}), dates(4, "2027-01-01", "2027-06-30", Link{Phase: 1}), {Meta: record.Meta{ID: 5}},
		dates(6, "2028-01-01", "2027-01-01"),
	}
	at := Place(phases)
	if at[2].Start.String() != "2028-03-31" || at[2].Moved != 90 || at[2].By != &phases[1] || !at[2].Critical {
		t.Errorf("the last phase is placed %+v", at[2])
	}
	if at[3].Critical || at[3].Slack == 0 || at[4].Known || at[5].Known {
		t.Errorf("placed %+v, %+v and %+v", at[3], at[4], at[5])
	}
}

// A circle, which cannot be saved, places nothing.
func TestPlaceGivesUpOnCircles(t *testing.T) {
	day := schedule.MustDate("2026-01-01")
	for i, at := range Place([]Phase{
		{Meta: record.Meta{ID: 1}, PlannedStart: day, PlannedFinish: day, After: []Link{{Phase: 2}}},
		{Meta: record.Meta{ID: 2}, PlannedStart: day, PlannedFinish: day, After: []Link{{Phase: 1}}},
	}) {
		if at.Known {
			t.Errorf("phase %d is placed", i)
		}
	}
}
