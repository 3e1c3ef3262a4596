package chart

import "slices"

// flagText is a label that wants a place near its diamond, whose middle is at x.
type flagText struct{ x, width, height float64 }

// flagPlace is where a flag ended: beside its diamond in lane 0 or hanging in a lane below.
type flagPlace struct {
	bounds  box
	lane    int
	crossed bool // its leader passes behind another label
}

// flagger finds places for the labels of a row's milestones.
type flagger struct {
	lane  box // of the diamonds
	taken boxes
	flags []flagText // from left to right
}

// place finds a place for every flag such that no two overlap and none leaves the lane's sides.
//
// Hanging flags to the right of their leaders, from the last to the first, keeps leaders clear
// of labels, except at the right edge; hanging them to the left, from the first to the last, is
// the mirror image. The better of the two is taken.
func (f *flagger) place() []flagPlace {
	order := make([]int, len(f.flags))
	for i := range order {
		order[i] = i
	}
	left := f.inOrder(order, -1)
	slices.Reverse(order)
	right := f.inOrder(order, 1)
	if flagCost(left) < flagCost(right) {
		return left
	}
	return right
}

// flagCost prefers few lanes, and dislikes leaders behind labels even more.
func flagCost(places []flagPlace) (cost int) {
	for _, p := range places {
		cost += p.lane
		if p.crossed {
			cost += 10
		}
	}
	return cost
}

// inOrder places the flags one after the other, hanging to the given side.
func (f *flagger) inOrder(order []int, side float64) []flagPlace {
	places := make([]flagPlace, len(f.flags))
	taken := slices.Clone(f.taken)
	for _, i := range order {
		l := f.flags[i]
		p, ok := f.beside(l, taken)
		if !ok {
			p = f.below(l, taken, side)
			taken = append(taken, f.leader(l.x, p.bounds.y))
		}
		taken = append(taken, p.bounds.grow(2))
		places[i] = p
	}
	return places
}

// beside tries right and left of the diamond; left only where the label cannot be taken for
// that of an earlier diamond.
func (f *flagger) beside(l flagText, taken boxes) (flagPlace, bool) {
	const gap = diamondSize + 4
	right := box{l.x + gap, f.middle() - l.height/2, l.width, l.height}
	if right.right() <= f.lane.right() && taken.free(right) {
		return flagPlace{bounds: right}, true
	}
	left := right
	left.x = l.x - gap - l.width
	ambiguous := slices.ContainsFunc(f.flags, func(o flagText) bool { return o.x < l.x && o.x > left.x-4*gap })
	if left.x >= f.lane.x && !ambiguous && taken.free(left) {
		return flagPlace{bounds: left}, true
	}
	return flagPlace{}, false
}

// below hangs the label in the first lane that is free and that its leader reaches unhindered;
// failing that, in the first that is free.
func (f *flagger) below(l flagText, taken boxes, side float64) flagPlace {
	const mostLanes = 6
	var behind *flagPlace
	for n := 1; ; n++ {
		y := f.lane.bottom() + 2 + float64(n-1)*labelLine
		x := l.x - 3
		if side < 0 {
			x = l.x - l.width + 3
		}
		b := box{max(f.lane.x, min(x, f.lane.right()-l.width)), y, l.width, l.height}
		if taken.free(b) {
			if taken.free(f.leader(l.x, y)) {
				return flagPlace{bounds: b, lane: n}
			}
			if behind == nil {
				behind = &flagPlace{bounds: b, lane: n, crossed: true}
			}
		}
		if behind != nil && n >= mostLanes {
			return *behind
		}
	}
}

// middle is the height of the diamonds.
func (f *flagger) middle() float64 { return f.lane.y + f.lane.h/2 }

// leader is the space of the line from a diamond down to a label at height y.
func (f *flagger) leader(x, y float64) box {
	top := f.middle() + diamondSize + 2
	return box{x - 1, top, 2, max(y-top, 0)}
}
