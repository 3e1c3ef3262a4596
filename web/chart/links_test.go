package chart

import (
	"regexp"
	"strconv"
	"testing"
)

var pathNumbers = regexp.MustCompile(`-?[\d.]+`)

// ends returns the first and the last point of a path.
func pathEnds(t *testing.T, n *node) (first, last point) {
	t.Helper()
	var v []float64
	for _, s := range pathNumbers.FindAllString(n.attr["d"], -1) {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		v = append(v, f)
	}
	return point{v[0], v[1]}, point{v[len(v)-2], v[len(v)-1]}
}

// Connectors lead from the end of a bar towards the follower's, inside the drawing; those to rows that
// are not drawn are left out; the critical ones are named and lie on top.
func TestConnectors(t *testing.T) {
	root := parse(t, sampleNetwork().HTML())
	for _, svg := range root.drawings() {
		var lines []*node
		for _, n := range svg.all(classed("link")) {
			if !classed("tip")(n) {
				lines = append(lines, n)
			}
		}
		if len(lines) != 5 {
			t.Fatalf("%d connectors, want 5", len(lines))
		}
		for i, n := range lines {
			if critical := classed("critical")(n); critical != (i >= 2) {
				t.Errorf("connector %d: critical %t", i, critical)
			}
			from, to := pathEnds(t, n)
			if from.x > to.x+40 || from.y >= to.y {
				t.Errorf("connector %d leads from %v to %v", i, from, to)
			}
		}
		if ghosts := svg.all(classed("ghost")); len(ghosts) != 1 {
			t.Errorf("%d bars where they were asked for, want 1", len(ghosts))
		}
	}
	if keys := root.all(named("li")); len(keys) != 4 {
		t.Errorf("%d keys, want planned, as asked for, follows, critical", len(keys))
	}
}

// A timeline without ties has no group of connectors, unless a script fills it.
func TestConnectorsOnlyWhereTied(t *testing.T) {
	for want, figure := range map[int]Timeline{0: sampleTimeline(), 1: sampleEditable()} {
		for _, svg := range parse(t, figure.HTML()).drawings() {
			if n := svg.all(classed("links")); len(n) != want {
				t.Errorf("%s: %d groups of connectors, want %d", svg.attr["id"], len(n), want)
			}
		}
	}
}
