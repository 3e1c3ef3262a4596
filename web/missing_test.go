package web

import (
	"strings"
	"testing"

	"korridor/web/webtest"
)

// Where no value can exist yet, or ever, none is said to be missing.
func TestNothingIsMissedThatCannotBeThere(t *testing.T) {
	s := corridorSite(t)
	timeline := webtest.Get(t, s.Handler(), "/projects/railway/timeline")
	webtest.Check(t, timeline)
	for _, row := range timeline.Find("main .table tbody tr") {
		if cells := row.Find("td"); len(cells) > 3 && strings.Contains(cells[0].One(".figure-value").Text(), "203") && cells[2].Text() != "\u2013" {
			t.Errorf("a phase that starts %s has the actual start %q", cells[0].Text(), cells[2].Text())
		}
	}
	structures := webtest.Get(t, s.Handler(), "/projects/interconnection/structures")
	webtest.Check(t, structures)
	found := 0
	for _, row := range structures.Find("main .table tbody tr") {
		if cells := row.Find("td"); len(cells) > 1 && strings.Contains(row.One("th").Text(), "Substation") {
			if found++; cells[1].Text() != "\u2013" {
				t.Errorf("a substation has the length %q", cells[1].Text())
			}
		}
	}
	if found == 0 {
		t.Error("there is no substation")
	}
}

// Changes call structures by name, also those that have none.
func TestHistoryNamesStructures(t *testing.T) {
	p := webtest.Get(t, corridorSite(t).Handler(), "/projects/railway/history")
	if _, after, found := strings.Cut(p.One("main").Text(), "Structure record no."); found {
		t.Errorf("a record is told by its number %.80s", after)
	}
}
