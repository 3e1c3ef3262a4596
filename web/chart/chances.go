package chart

import "strconv"

// chances is what figures have in common whose height is a chance: an amount, or a date, against the
// chance that it is not exceeded.
type chances struct {
	frame   *Frame
	upright string               // the upright axis in words
	percent func(float64) string // writes a share of 1
	across  func(c *canvas, left float64) scale
	ticks   func(d *chancesDrawing) // the axis below the plot; it leaves d.height below what it wrote
	lines   []chanceLine
	posts   []post
	told    []chanceTag
	rows    []chanceRow
}

// chanceLine is a line that rises from 0 to 1, with what is uncertain about it.
type chanceLine struct {
	color     int
	stroke    Stroke
	points    []point // x: value, y: chance
	low, high []point // a band from low to high values, point by point
	area      span    // the values between which the ground below the line is shaded
}

// post is an upright line at a value, with its words above the plot.
type post struct {
	at      float64
	name    string
	value   string // printed strongly below the name
	warn    bool
	reading []string
}

// chanceTag is a point of a line with its label. With legs, lines lead from it to both axes.
type chanceTag struct {
	at     point
	text   string
	color  int
	legs   bool
	hollow bool
	soft   bool // of a line that another is compared with
}

// chanceRow is a chance that is read, with the points at which lines reach it.
type chanceRow struct {
	chance  float64
	at      []point
	color   []int
	reading []string
}

// percentileName is "P50", in every language.
func percentileName(p int) string { return "P" + strconv.Itoa(p) }

// percentTicks are the labelled chances.
var percentTicks = []float64{0, 0.2, 0.4, 0.6, 0.8, 1}

// chancesDrawing lays chances out on one canvas.
type chancesDrawing struct {
	*canvas
	g           *chances
	values      scale // across
	up          scale
	top, bottom float64 // of the plot
	posts       []placedPost
	taken       boxes // by posts and legs
	dots        boxes
}

func (g *chances) draw(c *canvas) {
	d := &chancesDrawing{canvas: c, g: g}
	left := 0.0
	for _, share := range percentTicks {
		left = max(left, c.measure(clean(g.percent(share)), false)+8)
	}
	d.values = g.across(c, left)
	d.top = 26 + d.placePosts()
	d.bottom = d.top + columnsHeight
	d.up = scale{0, 1, d.bottom, d.top}
	d.text(d.shorten(label{x: 0, y: 14, text: clean(g.upright), class: "axis"}, d.width))
	for _, share := range percentTicks {
		y := d.up.at(share)
		d.line("grid", left, y, d.values.high, y)
		d.text(label{x: left - 8, y: y + 0.35*d.size, text: clean(g.percent(share)), anchor: atEnd, class: "axis"})
	}
	g.ticks(d)
	d.shades()
	d.line("base", left, d.bottom, d.values.high, d.bottom)
	d.legs()
	d.drawPosts()
	for _, line := range g.lines {
		d.group(colour(line.color))
		d.path(line.stroke.class(), d.trace(newPath(), line.points))
		d.end("g")
	}
	d.readings()
	d.tags()
}

// at returns where a value and its chance lie.
func (d *chancesDrawing) at(p point) point { return point{d.values.at(p.x), d.up.at(p.y)} }

// trace adds the points that lie on the axis to a path.
func (d *chancesDrawing) trace(p *path, points []point) *path {
	for _, each := range points {
		if at := d.at(each); !d.off(each.x) {
			if len(p.d) == 0 {
				p.move(at.x, at.y)
			} else {
				p.to(at.x, at.y)
			}
		}
	}
	return p
}

// off reports whether a value lies beyond the axis.
func (d *chancesDrawing) off(v float64) bool {
	slack := (d.values.to - d.values.from) * 1e-9
	return !(v >= d.values.from-slack && v <= d.values.to+slack)
}

// shades draws the bands, and the ground below a line.
func (d *chancesDrawing) shades() {
	for _, line := range d.g.lines {
		d.group(colour(line.color))
		if line.area != (span{}) {
			p := newPath().move(d.values.at(line.area.from), d.bottom)
			for _, each := range line.points {
				if each.x >= line.area.from && each.x <= line.area.to {
					at := d.at(each)
					p.to(at.x, at.y)
				}
			}
			d.path("faint", p.to(d.values.at(line.area.to), d.bottom).shut())
		}
		if len(line.low) > 1 {
			p := d.trace(newPath(), line.low)
			for i := len(line.high) - 1; i >= 0; i-- {
				if at := d.at(line.high[i]); !d.off(line.high[i].x) {
					p.to(at.x, at.y)
				}
			}
			d.path("tint", p.shut())
		}
		d.end("g")
	}
}

// legs draws the lines from a told point to both axes.
func (d *chancesDrawing) legs() {
	for _, t := range d.g.told {
		if at := d.at(t.at); t.legs && !d.off(t.at.x) {
			d.path("leg", newPath().move(d.values.low, at.y).to(at.x, at.y).to(at.x, d.bottom))
			d.taken = append(d.taken, box{d.values.low, at.y - 1, at.x - d.values.low, 2}, box{at.x - 1, at.y, 2, d.bottom - at.y})
		}
	}
}

// readings draws a mark for each chance that is read: its strip of the plot from top to bottom, and
// a dot on each line. The rows come with falling chances.
func (d *chancesDrawing) readings() {
	rows := d.g.rows
	for i, r := range rows {
		top, bottom := d.top, d.bottom
		if i > 0 {
			top = d.up.at((rows[i-1].chance + r.chance) / 2)
		}
		if i+1 < len(rows) {
			bottom = d.up.at((rows[i+1].chance + r.chance) / 2)
		}
		d.mark("mark quiet", i+1, "", r.reading)
		d.rect("hit", box{d.values.low, top, d.values.high - d.values.low, bottom - top}, 0)
		for n, p := range r.at {
			if at := d.at(p); !d.off(p.x) {
				d.group(colour(r.color[n]))
				d.circle("dot", at.x, at.y, 3)
				d.end("g")
			}
		}
		d.end("g")
	}
	for _, p := range d.posts {
		if p.side == 0 {
			d.mark("mark", 0, "", p.reading)
			d.rect("hit", box{p.x - 5, d.top, 10, d.bottom - d.top}, 0)
			d.end("g")
		}
	}
}
