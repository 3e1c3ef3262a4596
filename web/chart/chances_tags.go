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
	best, fewest := d.posts, len(d.posts)+1
	for _, reverse := range []bool{false, true} {
		try, crossings := slices.Clone(d.posts), 0
		for n := range try {
			i := n
			if reverse {
				i = len(try) - 1 - n
			}
			var crossing bool
			if try[i].words, crossing = d.postWords(try, i); crossing {
				crossings++
			}
		}
		if crossings < fewest {
			best, fewest = try, crossings
		}
	}
	d.posts = best
	for _, p := range d.posts {
		height = max(height, -p.words.y)
	}
	return height
}

// postWords returns a place for the words of a post, clear of those that have one, and whether a line
// then runs through words.
func (d *chancesDrawing) postWords(posts []placedPost, i int) (place box, crossing bool) {
	const overhang = 5 // of words that stand at one side of their line
	p := &posts[i]
	w := min(max(d.measure(clean(p.name), false), d.measure(clean(p.value), true)), d.width)
	places := []float64{p.x - w/2, p.x - overhang, p.x - w + overhang}
	if i+1 < len(posts) && posts[i+1].x < p.x+w/2+4 { // leave room for the next one
		places = []float64{p.x - w + overhang, p.x - w/2, p.x - overhang}
	} else if i > 0 && posts[i-1].x > p.x-w/2-4 {
		places = []float64{p.x - overhang, p.x - w/2, p.x - w + overhang}
	}
	for lane := 0; ; lane++ {
		if lane == len(posts) && !crossing {
			lane, crossing = 0, true
		}
		for _, x := range places {
			b := box{max(0, min(x, d.width-w)), -float64(lane+1) * d.postLane(), w, d.postLane() - 4}
			if p.clear(b, posts, crossing) {
				return b, crossing
			}
		}
	}
}

// clear reports whether the words of a post may stand there, where lines may cross words or not.
func (p *placedPost) clear(b box, posts []placedPost, crossing bool) bool {
	stem := func(o *placedPost, words box) box { return box{o.x - 2, words.bottom(), 4, -words.bottom()} }
	for i := range posts {
		o := &posts[i]
		if o == p || o.words.w == 0 {
			continue
		}
		if b.grow(3).overlaps(o.words) {
			return false
		}
		if !crossing && (p.side == 0 && stem(p, b).overlaps(o.words) || o.side == 0 && stem(o, o.words).overlaps(b)) {
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
		d.dots = append(d.dots, box{at.x, at.y, 0, 0}.grow(6))
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

// leftOfOthers reports whether another line has the same chance a little further right.
func (d *chancesDrawing) leftOfOthers(t chanceTag) bool {
	const little = 140
	return slices.ContainsFunc(d.g.told, func(o chanceTag) bool {
		return !t.hollow && !o.hollow && o.at.y == t.at.y && o.at.x > t.at.x && d.values.at(o.at.x)-d.values.at(t.at.x) < little
	})
}

// tagTry is how a place for a label is looked for.
type tagTry struct {
	left                bool    // only at the left
	far                 float64 // at most so far
	posts, curves, dots bool    // may be covered
}

// tagPlace finds a place for a label near its point: below at the right first, where a rising line
// leaves room; at the left of a line that another follows further right.
func (d *chancesDrawing) tagPlace(from point, left bool, l label, words boxes) (box, bool) {
	tries := []tagTry{{far: 90}, {far: 90, posts: true}, {far: 90, posts: true, curves: true}, {far: 90, posts: true, curves: true, dots: true}}
	if left {
		tries = append([]tagTry{{left: true, far: 25}, {left: true, far: 25, posts: true}}, tries...)
	}
	for _, try := range tries {
		for far := 0.0; far < try.far; far += 5 {
			if b, ok := d.tagNear(from, far, l, try, words); ok {
				return b, true
			}
		}
	}
	return box{}, false
}

// tagNear tries the places at a distance.
func (d *chancesDrawing) tagNear(from point, far float64, l label, try tagTry, words boxes) (box, bool) {
	b := box{w: d.measure(l.text, l.bold), h: d.size + 1}
	field := box{d.values.low + 2, d.top + 1, d.width - d.values.low - 2, d.bottom - d.top - 3}
	corners := []point{
		{from.x - 9 - b.w - far/2, from.y - b.h - 3 - far/3}, {from.x - 9 - b.w, from.y + 4 + far},
		{from.x + 9 + far/2, from.y - b.h/2 + far/3}, {from.x + 8, from.y + 4 + far}, {from.x + 8, from.y - b.h - 4 - far},
	}
	if try.left {
		corners = corners[:2]
	} else {
		corners = append(corners[2:], corners[:2]...)
	}
	for _, corner := range corners {
		b.x, b.y = corner.x, corner.y
		if b.inside(field) && words.free(b) && (try.dots || d.dots.free(b)) && (try.posts || d.taken.free(b.grow(1))) && (try.curves || !d.meetsLine(b)) {
			return b, true
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
