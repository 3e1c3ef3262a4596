package chart

import (
	"cmp"
	"slices"
)

const diamondSize = 6.5 // from the middle to a corner

// diamond returns the shape of a milestone.
func diamond(x, y, r float64) *path {
	return (&path{}).move(x, y-r).to(x+r, y).to(x, y+r).to(x-r, y).shut()
}

// drawMilestones draws the milestones of a row, whose lane holds what is taken already, and
// returns how many further lanes below their labels needed.
func (d *timelineDrawing) drawMilestones(r Row, lane box, taken boxes) (lanes int) {
	dated := slices.DeleteFunc(slices.Clone(r.Milestones), func(m Milestone) bool { return m.Date.IsZero() })
	slices.SortStableFunc(dated, func(a, b Milestone) int { return a.Date.Compare(b.Date) })
	middle := lane.y + lane.h/2
	xs := make([]float64, len(dated))
	for i, m := range dated {
		xs[i] = d.years.at(fractionalYear(m.Date))
		taken = append(taken, box{xs[i] - diamondSize, middle - diamondSize, 2 * diamondSize, 2 * diamondSize})
	}
	places := placeFlags(d.flags(dated, xs), lane, middle, taken)
	for i, p := range places {
		lanes = max(lanes, p.lane)
		if p.lane > 0 {
			d.line("leader", xs[i], middle, xs[i], p.bounds.y+3)
		}
	}
	for i, m := range dated {
		class := "diamond"
		if m.Assumed {
			class = "diamond dashed"
		}
		d.mark("", d.row, r.Href, []string{m.Label, m.When, d.assumed(m.Assumed), m.Note})
		d.path(class, diamond(max(lane.x+diamondSize, min(xs[i], lane.right()-diamondSize)), middle, diamondSize))
		d.end("g")
		full := clean(m.Label)
		d.labels = append(d.labels, label{
			x: places[i].bounds.x, y: places[i].bounds.y + 0.8*d.size, class: "soft halo",
			text: fit(full, places[i].bounds.w, d.size, false), full: full,
		})
	}
	return lanes
}

// flag is a label that wants a place near its diamond.
type flag struct{ x, width, height float64 }

func (d *timelineDrawing) flags(ms []Milestone, xs []float64) []flag {
	flags := make([]flag, len(ms))
	for i, m := range ms {
		flags[i] = flag{xs[i], min(d.measure(clean(m.Label), false), d.right-d.left), d.size}
	}
	return flags
}

// flagPlace is where a flag ended: beside its diamond in lane 0 or in a lane below.
type flagPlace struct {
	bounds box
	lane   int
}

// placeFlags finds a place for every flag such that no two overlap and none leaves the lane's
// sides. Flags are placed from right to left, so that each leader falls before the labels
// that already hang below.
func placeFlags(flags []flag, lane box, middle float64, taken boxes) []flagPlace {
	order := make([]int, len(flags))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(flags[b].x, flags[a].x) })
	places := make([]flagPlace, len(flags))
	taken = slices.Clip(taken)
	for _, i := range order {
		places[i] = placeFlag(flags[i], lane, middle, taken)
		taken = append(taken, places[i].bounds.grow(2))
		if p := places[i]; p.lane > 0 {
			taken = append(taken, box{flags[i].x - 1, middle, 2, p.bounds.y - middle})
		}
	}
	return places
}

// placeFlag tries right and left of the diamond, then lane by lane below it. A lane below all
// others is always free; only there may a leader have to pass behind another label.
func placeFlag(f flag, lane box, middle float64, taken boxes) flagPlace {
	const gap = diamondSize + 4
	sides := box{lane.x, -1e6, lane.w, 2e6}
	at := func(x, y float64) box { return box{x, y, f.width, f.height} }
	beside := middle - f.height/2
	for _, b := range []box{at(f.x+gap, beside), at(f.x-gap-f.width, beside)} {
		if b.inside(sides) && taken.free(b) {
			return flagPlace{b, 0}
		}
	}
	limit := len(taken) + 1
	for n := 1; ; n++ {
		y := lane.bottom() + 2 + float64(n-1)*labelLine
		leader := box{f.x - 1, middle + diamondSize + 0.1, 2, y - middle - diamondSize - 0.1}
		for _, x := range []float64{f.x - 3, f.x - f.width + 3, f.x - f.width/2} {
			x = max(lane.x, min(x, lane.right()-f.width))
			if b := at(x, y); taken.free(b) && (n > limit || taken.free(leader)) {
				return flagPlace{b, n}
			}
		}
	}
}
