package chart

import (
	"math"
	"strconv"
	"testing"
)

// Each cell is a mark and a cell of the table; the darker, the likelier.
func TestJointMapDarkensWithTheChance(t *testing.T) {
	f := sampleJoint()
	root := parse(t, f.HTML())
	if cells := root.all(named("td")); len(cells) != 81 || cells[80].text != percent(f.Shares[80]) {
		t.Errorf("%d cells in the table", len(cells))
	}
	for _, svg := range root.drawings() {
		marks := svg.all(classed("mark"))
		if len(marks) != 81 {
			t.Fatalf("%d marks", len(marks))
		}
		if got, want := marks[8].reading(), "Chance of both: 84.6 %\nCost within: P90 · €2562 m\nFinished by: P90 · Mar 2039"; got != want || marks[8].attr["data-row"] != "0" {
			t.Errorf("the upper right corner reads %q, want %q", got, want)
		}
		for i := range 9 {
			for j := range 8 {
				a, b := marks[i*9+j].children[1], marks[i*9+j+1].children[1]
				if a.number(t, "fill-opacity") > b.number(t, "fill-opacity") {
					t.Errorf("row %d grows lighter at %d", i, j)
				}
			}
		}
	}
}

// Contours lie where the interpolated chance is theirs: with independent finishes at the product.
func TestContoursLieAtTheirChance(t *testing.T) {
	f := sampleJoint()
	for i := range 9 {
		for j := range 9 {
			f.Shares[i*9+j] = float64(i+1) / 10 // the finish does not matter
		}
	}
	d := newJointDrawing(&canvas{layout: wide}, &f)
	for share, row := range map[float64]float64{0.5: 4, 0.55: 4.5, 0.8: 7} {
		p, exit, ok := d.contour(share)
		want := d.middle(0, 0).y - row*d.cell.y
		if !ok || math.Abs(exit-want) > 0.01 {
			t.Errorf("%g leaves the map at %g, want %g", share, exit, want)
		}
		v := pathNumbers.FindAllString(string(p.d), -1)
		for i := 1; i < len(v); i += 2 {
			if y, err := strconv.ParseFloat(v[i], 64); err != nil || math.Abs(y-want) > 0.01 {
				t.Errorf("%g passes %s", share, v[i])
			}
		}
	}
	if _, _, ok := d.contour(0.95); ok {
		t.Error("there is a line at a chance that is nowhere reached")
	}
}

// The chance at the lowest cost and the latest finish is 10 % at most: where it is just that, the line of
// 10 % still leaves the map at the right, below the others.
func TestTheLowestContourLeavesAtTheRight(t *testing.T) {
	f := sampleJoint()
	f.Shares[7], f.Shares[8] = 0.1, 0.1
	d := newJointDrawing(&canvas{layout: wide}, &f)
	if _, exit, ok := d.contour(0.1); !ok || math.Abs(exit-d.middle(0, 0).y) > 0.01 {
		t.Errorf("10 %% leaves the map at %g, want %g", exit, d.middle(0, 0).y)
	}
}

// A map whose shares are not one for each pair is not drawn rather than drawn wrongly.
func TestJointMapWithoutItsShares(t *testing.T) {
	f := sampleJoint()
	f.Shares = f.Shares[:80]
	for _, svg := range parse(t, f.HTML()).drawings() {
		if n := len(svg.all(classed("mark"))); n != 0 {
			t.Errorf("%d marks", n)
		}
	}
}
