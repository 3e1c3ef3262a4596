package chart

import (
	"cmp"
	"slices"
)

// placedPost is a post with where its words stand: in the lane of the given number, counted upwards
// from the plot. One whose value lies beyond the axis has no line, and words at that side.
type placedPost struct {
	post
	x     float64
	side  int // −1 or 1 when it lies beyond the axis
	words box // with the top of the plot at 0
}

// postLane is the height of the two lines of a post's words.
func (c *canvas) postLane() float64 { return 2*c.size + 9 }

// placePosts finds places for the words of the posts such that no line runs through them, and returns
// the height that they take.
func (d *chancesDrawing) placePosts() (height float64) {
	for _, p := range d.g.posts {
		at := placedPost{post: p, x: d.values.at(p.at)}
		switch {
		case p.at < d.values.from:
			at.side, at.x, at.value = -1, d.values.low, "← "+clean(p.value)
		case p.at > d.values.to:
			at.side, at.x, at.value = 1, d.values.high, clean(p.value)+" →"
		case !(p.at >= d.values.from):
			continue
		}
		d.posts = append(d.posts, at)
	}
	slices.SortStableFunc(d.posts, func(a, b placedPost) int { return cmp.Compare(a.x, b.x) })
	for i := range d.posts {
		d.posts[i].words = d.postWords(i)
		height = max(height, -d.posts[i].words.y)
	}
	return height
}

// postWords returns the place of the words of a post, clear of those before it.
func (d *chancesDrawing) postWords(i int) box {
	p := &d.posts[i]
	w := min(max(d.measure(clean(p.name), false), d.measure(clean(p.value), true)), d.width)
	places := []float64{p.x - w/2, p.x - 8, p.x - w + 8}
	if i+1 < len(d.posts) && d.posts[i+1].x < p.x+w/2+4 { // leave room for the next one
		places = []float64{p.x - w + 8, p.x - w/2, p.x - 8}
	} else if i > 0 && d.posts[i-1].x > p.x-w/2-4 {
		places = []float64{p.x - 8, p.x - w/2, p.x - w + 8}
	}
	for lane, crossing := 0, false; ; lane++ {
		if lane == len(d.posts) && !crossing {
			lane, crossing = 0, true
		}
		for _, x := range places {
			b := box{max(0, min(x, d.width-w)), -float64(lane+1) * d.postLane(), w, d.postLane() - 4}
			if d.clearPost(i, b, crossing) {
				return b
			}
		}
	}
}

// clearPost reports whether the words of a post may stand there, where lines may cross words or not.
func (d *chancesDrawing) clearPost(i int, b box, crossing bool) bool {
	stem := box{d.posts[i].x - 2, b.bottom(), 4, -b.bottom()}
	for _, o := range d.posts[:i] {
		if b.grow(3).overlaps(o.words) {
			return false
		}
		if other := (box{o.x - 2, o.words.bottom(), 4, -o.words.bottom()}); !crossing &&
			(d.posts[i].side == 0 && stem.overlaps(o.words) || o.side == 0 && other.overlaps(b)) {
			return false
		}
	}
	return true
}

// drawPosts draws the posts with their words, and notes the space that they take.
func (d *chancesDrawing) drawPosts() {
	for _, p := range d.posts {
		class := "post"
		if p.warn {
			class = "post warned"
		}
		if p.side == 0 {
			d.line(class, p.x, d.top+p.words.bottom()+1, p.x, d.bottom)
			d.taken = append(d.taken, box{p.x - 1, d.top, 2, d.bottom - d.top})
		}
	}
	for _, p := range d.posts {
		strong := "halo"
		if p.warn {
			strong = "halo warn"
		}
		name := label{x: p.words.x, y: d.top + p.words.y + 0.8*d.size, text: clean(p.name), class: "soft halo"}
		value := label{x: p.words.x, y: name.y + d.size + 2, text: clean(p.value), class: strong, bold: true}
		d.text(d.shorten(name, p.words.w))
		d.text(d.shorten(value, p.words.w))
	}
}

// tags writes the labels of the told points where they meet nothing; where that is nowhere, over lines.
func (d *chancesDrawing) tags() {
	for _, t := range d.g.told {
		if d.off(t.at.x) {
			continue
		}
		at := d.at(t.at)
		d.taken = append(d.taken, box{at.x, at.y, 0, 0}.grow(4))
		d.group(colour(t.color))
		if t.hollow {
			d.path("marker hollow", diamond(at.x, at.y, diamondSize-1))
		} else {
			d.circle("dot told", at.x, at.y, 4.5)
		}
		d.end("g")
	}
	var words boxes
	for _, t := range d.g.told {
		if d.off(t.at.x) {
			continue
		}
		l := label{text: clean(t.text), class: "halo", bold: !t.hollow}
		if t.soft || t.hollow {
			l.class = "soft halo"
		}
		l = d.shorten(l, (d.values.high-d.values.low)*0.6)
		if at, ok := d.tagPlace(d.at(t.at), d.leftOfOthers(t), l, words); ok {
			l.x, l.y = at.x, at.y+0.8*d.size
			d.text(l)
			words = append(words, at.grow(2))
		}
	}
}

// leftOfOthers reports whether another point is told at the same chance further right.
func (d *chancesDrawing) leftOfOthers(t chanceTag) bool {
	return slices.ContainsFunc(d.g.told, func(o chanceTag) bool { return o.at.y == t.at.y && o.at.x > t.at.x })
}

// tagPlace finds a place for a label near its point: below at the right first, where a rising line
// leaves room, or above at the left.
func (d *chancesDrawing) tagPlace(from point, left bool, l label, words boxes) (box, bool) {
	b := box{w: d.measure(l.text, l.bold), h: d.size + 1}
	field := box{d.values.low + 2, d.top + 1, d.width - d.values.low - 2, d.bottom - d.top - 3}
	for _, strict := range []bool{true, false} {
		for far := 0.0; far < 90; far += 5 {
			corners := []point{
				{from.x + 9 + far/2, from.y - b.h/2 + far/3}, {from.x + 8, from.y + 4 + far}, {from.x - 9 - b.w - far/2, from.y - b.h - 3 - far/3},
				{from.x + 8, from.y - b.h - 4 - far}, {from.x - 9 - b.w, from.y + 4 + far},
			}
			if left && strict {
				corners = []point{corners[2], corners[4]}
			}
			for _, corner := range corners {
				b.x, b.y = corner.x, corner.y
				if b.inside(field) && words.free(b) && (!strict || d.taken.free(b.grow(1)) && !d.meetsLine(b)) {
					return b, true
				}
			}
		}
	}
	return box{}, false
}

// meetsLine reports whether a line passes through the box.
func (d *chancesDrawing) meetsLine(b box) bool {
	for _, line := range d.g.lines {
		for i := 1; i < len(line.points); i++ {
			from, to := d.at(line.points[i-1]), d.at(line.points[i])
			if b.crossedBy(from.x, from.y, to.x, to.y) {
				return true
			}
		}
	}
	return false
}
