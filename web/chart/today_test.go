package chart

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// Today's line strikes through no label.
func TestTodayPassesLabels(t *testing.T) {
	d := dice{rand.New(rand.NewPCG(3, 3))}
	for range 60 {
		for _, svg := range parse(t, d.timeline().HTML()).drawings() {
			found, _ := texts(t, svg)
			for _, line := range svg.all(named("line")) {
				if line.attr["class"] != "today" {
					continue
				}
				x, top, bottom := line.number(t, "x1"), line.number(t, "y1"), line.number(t, "y2")
				for _, f := range found {
					if f.box.crossedBy(x, top, x, bottom) {
						t.Fatalf("%s: today strikes through %q", svg.attr["id"], f.text)
					}
				}
			}
		}
	}
}

// What is reached and what is planned look different, and the legend tells which is which.
func TestPlannedMilestonesAreNamed(t *testing.T) {
	milestones := []Milestone{{Date: on("2020-01-01"), Label: "Opened"}, {Date: on("2030-01-01"), Label: "Completion", Planned: true}}
	show := func(m ...Milestone) string {
		return string(Timeline{Frame: Frame{ID: "x", Words: words}, Groups: []Group{{Rows: []Row{{Label: "Milestones", Milestones: m}}}}}.HTML())
	}
	both, reached := show(milestones...), show(milestones[:1]...)
	if !strings.Contains(both, "Milestone reached") || !strings.Contains(both, "Milestone planned") || !strings.Contains(both, `"diamond hollow"`) {
		t.Error("a planned milestone is not told from one that is reached")
	}
	if strings.Contains(reached, "Milestone planned") || strings.Contains(reached, "hollow") {
		t.Error("a milestone that is reached is drawn as planned")
	}
}

// A label that is too long for its column stands on two lines before it is cut.
func TestLongRowLabelsWrap(t *testing.T) {
	const label = "Bridges, earthworks, track and stations"
	line := Timeline{Frame: Frame{ID: "x", Words: words}, Groups: []Group{{Rows: []Row{{Label: label, Bars: []Bar{{Start: on("2020-01-01"), Finish: on("2022-01-01")}}}}}}}
	for _, svg := range parse(t, line.HTML()).drawings() {
		found, _ := texts(t, svg)
		var said []string
		for _, f := range found {
			said = append(said, f.text)
		}
		if all := strings.Join(said, " "); !strings.Contains(all, label) {
			t.Errorf("%s says %s", svg.attr["id"], all)
		}
	}
}
