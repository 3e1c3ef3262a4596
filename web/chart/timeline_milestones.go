package chart

import (
	"cmp"
	"slices"
)

const diamondSize = 6.5 // from the middle to a corner

// diamond returns the shape of a milestone.
func diamond(x, y, r float64) *path {
	return newPath().move(x, y-r).to(x+r, y).to(x, y+r).to(x-r, y).shut()
}

// placedMilestone is a milestone with the middle of its diamond.
type placedMilestone struct {
	Milestone
	at point
}

// milestones places the dated milestones of a row in its lane, from left to right.
func (d *timelineDrawing) milestones(r Row, lane box) []placedMilestone {
	var placed []placedMilestone
	for _, m := range r.Milestones {
		if m.Date.IsZero() {
			continue
		}
		x := d.years.at(fractionalYear(m.Date))
		x = max(lane.x+diamondSize, min(x, lane.right()-diamondSize))
		placed = append(placed, placedMilestone{m, point{x, lane.y + lane.h/2}})
	}
	slices.SortStableFunc(placed, func(a, b placedMilestone) int { return cmp.Compare(a.at.x, b.at.x) })
	return placed
}

func diamondBoxes(ms []placedMilestone) (taken boxes) {
	for _, m := range ms {
		taken = append(taken, box{m.at.x, m.at.y, 0, 0}.grow(diamondSize))
	}
	return taken
}

// drawMilestones draws the milestones of a row with their labels, clear of what is taken, and
// returns how many further lanes below the labels needed.
func (d *timelineDrawing) drawMilestones(r Row, ms []placedMilestone, lane box, taken boxes) (lanes int) {
	flags := make([]flagText, len(ms))
	for i, m := range ms {
		flags[i] = flagText{m.at.x, min(d.measure(clean(m.Label), false), lane.w), d.size}
	}
	f := flagger{lane: lane, taken: taken, flags: flags}
	places := f.place()
	for i, p := range places {
		lanes = max(lanes, p.lane)
		if p.lane > 0 {
			d.line("leader", ms[i].at.x, ms[i].at.y, ms[i].at.x, p.bounds.y+3)
		}
	}
	for i, m := range ms {
		class := "diamond"
		if m.Planned {
			class += " hollow"
		}
		if m.Assumed {
			class += " dashed"
		}
		d.mark("mark", d.row, r.Href, []string{m.Label, m.When, d.assumed(m.Assumed), m.Note})
		d.path(class, diamond(m.at.x, m.at.y, diamondSize))
		d.end("g")
		at := places[i].bounds
		l := label{x: at.x, y: at.y + 0.8*d.size, text: clean(m.Label), class: "soft halo"}
		d.labels = append(d.labels, d.shorten(l, at.w))
	}
	return lanes
}

func (d *timelineDrawing) assumed(is bool) string {
	if is {
		return d.t.Words.Assumed
	}
	return ""
}
