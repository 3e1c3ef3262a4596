package chart

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// tag is the two-line label of an estimate: the amount over who says so, or the title.
type tag struct {
	item   Estimate
	dot    point
	reach  float64 // from the middle of the dot to its rim
	bounds box
	joint  point   // where a leader meets the tag
	way    int     // index into directions
	far    float64 // beyond the nearest place in that direction
	across bool    // its leader may cross the dots that lie over its own
	placed bool
}

// leader reports whether the tag lies so far from its dot that a line must lead to it.
func (t *tag) leader() bool { return t.far > 0 }

func (d *estimatesDrawing) newTag(e Estimate, dot point) tag {
	t := tag{item: e, dot: dot, reach: markerSize + 1.5}
	if e.Working {
		t.reach = ringSize + 1
	}
	w := max(d.measure(clean(e.Label), true), d.measure(clean(e.By), false))
	t.bounds = box{w: min(w, 230, (d.years.high-d.years.low)*0.55), h: d.size + d.lineHeight()}
	return t
}

func (d *estimatesDrawing) lineHeight() float64 { return d.size + 2 }

// lines returns the two lines, aligned to the side that faces the dot.
func (d *estimatesDrawing) lines(t tag) (amount, claimant label) {
	amount = label{x: t.bounds.x, y: t.bounds.y + 0.8*d.size, text: clean(t.item.Label), class: "halo", bold: true}
	if t.item.Working {
		amount.class = "halo accent"
	}
	switch way := directions[t.way].x; {
	case way < 0:
		amount.x, amount.anchor = t.bounds.right(), atEnd
	case way == 0:
		amount.x, amount.anchor = t.bounds.x+t.bounds.w/2, atMiddle
	}
	claimant = amount
	claimant.text, claimant.class, claimant.bold = clean(t.item.By), "soft halo", false
	claimant.y += d.lineHeight()
	return d.shorten(amount, t.bounds.w), d.shorten(claimant, t.bounds.w)
}

// placeTags finds a place for the tags of the estimates near their dots. Where they crowd, the
// outcome depends on who is served first, so some orders are tried and the best is kept. A tag
// that fits nowhere stays unplaced: it is listed beneath the drawing.
func (d *estimatesDrawing) placeTags() []tag {
	field := box{d.years.low + 2, 20, d.years.high - d.years.low - 2, d.bottom - 22}
	tags := make([]tag, len(d.e.Items))
	for i, e := range d.e.Items {
		tags[i] = d.newTag(e, d.spots[i])
	}
	slices.SortStableFunc(tags, func(a, b tag) int {
		return cmp.Or(cmp.Compare(rank(b.item), rank(a.item)), cmp.Compare(b.dot.x, a.dot.x))
	})
	random := rand.New(rand.NewPCG(1, 2)) // a fixed seed: the same figures give the same drawing
	var best []tag
	for range orders {
		try := slices.Clone(tags)
		for i := range try {
			try[i].place(field, try)
		}
		if best == nil || tagCost(try) < tagCost(best) {
			best = try
		}
		random.Shuffle(len(tags), func(i, j int) { tags[i], tags[j] = tags[j], tags[i] })
	}
	return best
}

// orders is how many orders placeTags tries.
const orders = 60

// tagCost prefers every tag placed, short leaders, and the first directions.
func tagCost(tags []tag) (cost float64) {
	for _, t := range tags {
		cost += t.far + float64(t.way)
		if t.leader() {
			cost += 30
		}
		if t.across {
			cost += 30
		}
		if !t.placed {
			cost += 1000
		}
	}
	return cost
}

// directions in which a tag may lie from its dot, in order of preference.
var directions = []point{
	{1, 0}, {-1, 0}, {0.6, -0.8}, {0.6, 0.8}, {-0.6, -0.8}, {-0.6, 0.8}, {0, -1}, {0, 1},
	{0.9, -0.4}, {0.9, 0.4}, {-0.9, -0.4}, {-0.9, 0.4}, {0.2, -1}, {0.2, 1}, {-0.2, -1}, {-0.2, 1},
}

// place tries the directions, ring by ring, for a place in the field that meets no dot and no
// tag placed before. A leader away from dots that lie over one another has to cross them, which
// is tried last.
func (t *tag) place(field box, tags []tag) {
	for _, t.across = range []bool{false, true} {
		for t.far = 0; t.far < 240; t.far += 12 {
			for t.way = range directions {
				t.moveTo(directions[t.way], field)
				if t.bounds.inside(field) && t.clear(tags) {
					t.placed = true
					return
				}
			}
		}
	}
	t.way, t.far, t.across = 0, 0, false
}

// moveTo puts the tag at its distance in the given direction, its nearest side or corner
// towards the dot; above and below it may slide to stay in the field.
func (t *tag) moveTo(way point, field box) {
	distance := t.reach + 4 + t.far
	t.joint = point{t.dot.x + way.x*distance, t.dot.y + way.y*distance}
	t.bounds.y = t.joint.y - (1-way.y)/2*t.bounds.h
	switch {
	case way.x > 0:
		t.bounds.x = t.joint.x
	case way.x < 0:
		t.bounds.x = t.joint.x - t.bounds.w
	default:
		t.bounds.x = max(field.x, min(t.joint.x-t.bounds.w/2, field.right()-t.bounds.w))
	}
}

// clear reports whether the tag and its leader meet no dot and no placed tag, and whether no
// leader of a placed tag runs through it.
func (t *tag) clear(tags []tag) bool {
	for i := range tags {
		o := &tags[i]
		own := o == t
		dot := box{o.dot.x, o.dot.y, 0, 0}.grow(o.reach)
		if t.bounds.overlaps(dot) || !own && !(t.across && t.covers(o)) && t.leadsThrough(dot) {
			return false
		}
		if own || !o.placed {
			continue
		}
		if t.bounds.overlaps(o.bounds.grow(3)) || t.leadsThrough(o.bounds) || o.leadsThrough(t.bounds.grow(2)) ||
			t.leader() && o.leader() && crossing(t.dot, t.joint, o.dot, o.joint) {
			return false
		}
	}
	return true
}

// covers reports whether the dots of two tags lie over one another.
func (t *tag) covers(o *tag) bool {
	return math.Hypot(t.dot.x-o.dot.x, t.dot.y-o.dot.y) < t.reach+o.reach
}

// leadsThrough reports whether the tag's leader, if it has one, crosses b.
func (t *tag) leadsThrough(b box) bool {
	return t.leader() && b.crossedBy(t.dot.x, t.dot.y, t.joint.x, t.joint.y)
}

// rim returns where the leader leaves the dot.
func (t *tag) rim() point {
	dx, dy := t.joint.x-t.dot.x, t.joint.y-t.dot.y
	length := math.Hypot(dx, dy)
	return point{t.dot.x + dx/length*t.reach, t.dot.y + dy/length*t.reach}
}
