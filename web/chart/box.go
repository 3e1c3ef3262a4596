package chart

// box is an axis-parallel rectangle; the corner is its smallest x and y.
type box struct{ x, y, w, h float64 }

func (b box) right() float64  { return b.x + b.w }
func (b box) bottom() float64 { return b.y + b.h }

// grow returns b with a margin of d on every side.
func (b box) grow(d float64) box { return box{b.x - d, b.y - d, b.w + 2*d, b.h + 2*d} }

// overlaps reports whether the insides of two boxes meet.
func (b box) overlaps(o box) bool {
	return b.x < o.right() && o.x < b.right() && b.y < o.bottom() && o.y < b.bottom()
}

// inside reports whether b lies wholly in o.
func (b box) inside(o box) bool {
	return b.x >= o.x && b.y >= o.y && b.right() <= o.right() && b.bottom() <= o.bottom()
}

// crossedBy reports whether the straight line from (x1, y1) to (x2, y2) passes through b
// (Liang–Barsky clipping).
func (b box) crossedBy(x1, y1, x2, y2 float64) bool {
	enter, leave := 0.0, 1.0
	clip := func(delta, distance float64) bool {
		if delta == 0 {
			return distance >= 0
		}
		t := distance / delta
		if delta < 0 {
			enter = max(enter, t)
		} else {
			leave = min(leave, t)
		}
		return enter <= leave
	}
	dx, dy := x2-x1, y2-y1
	return clip(-dx, x1-b.x) && clip(dx, b.right()-x1) && clip(-dy, y1-b.y) && clip(dy, b.bottom()-y1)
}

// point is a place on a drawing.
type point struct{ x, y float64 }

// crossing reports whether the straight lines from a to b and from c to d meet.
func crossing(a, b, c, d point) bool {
	side := func(p, q, r point) bool { return (q.x-p.x)*(r.y-p.y) > (q.y-p.y)*(r.x-p.x) }
	return side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b)
}

// boxes is the space already taken on a drawing.
type boxes []box

// free reports whether b meets none of the boxes.
func (taken boxes) free(b box) bool {
	for _, t := range taken {
		if t.overlaps(b) {
			return false
		}
	}
	return true
}
