package chart

// jointDrawing lays the map out on one canvas: costs rise upwards, finishes to the right.
type jointDrawing struct {
	*canvas
	f          *JointMap
	plot       box
	cell       point // width and height
	nameMargin float64
}

const jointHeight = 288.0 // of the plot

func newJointDrawing(c *canvas, f *JointMap) *jointDrawing {
	d := &jointDrawing{canvas: c, f: f}
	for _, l := range f.Costs {
		d.nameMargin = max(d.nameMargin, c.measure(clean(l.Name), false), c.measure(percentileName(l.P), true))
	}
	d.nameMargin = min(d.nameMargin, c.width*0.28)
	margin := 0.0
	for _, line := range jointContours {
		margin = max(margin, c.measure(clean(f.Percent(line.share)), true)+26)
	}
	left := d.nameMargin + 10
	d.plot = box{left, 24, c.width - left - margin, jointHeight}
	d.cell = point{d.plot.w / float64(max(len(f.Finishes), 1)), d.plot.h / float64(max(len(f.Costs), 1))}
	return d
}

// middle returns the middle of a cell.
func (d *jointDrawing) middle(cost, finish int) point {
	return point{d.plot.x + (float64(finish)+0.5)*d.cell.x, d.plot.bottom() - (float64(cost)+0.5)*d.cell.y}
}

func (d *jointDrawing) draw() {
	d.text(d.shorten(label{x: 0, y: 14, text: clean(d.f.Cost), class: "axis"}, d.width))
	last := len(d.f.Costs) - 1
	for cost := last; cost >= 0; cost-- {
		for finish := range d.f.Finishes {
			d.tile(last-cost, cost, finish)
		}
	}
	d.open("rect").str("class", "frame").num("x", d.plot.x).num("y", d.plot.y).num("width", d.plot.w).num("height", d.plot.h).close()
	d.contours()
	d.costs()
	d.finishes()
}

// tile draws a cell, which the pointer and the arrow keys read.
func (d *jointDrawing) tile(row, cost, finish int) {
	f, share, at := d.f, d.f.share(cost, finish), d.middle(cost, finish)
	d.mark("mark "+colour(0), row, "", []string{joinWords(f.Both, f.Percent(share)),
		joinWords(f.Cost, f.Costs[cost].words()), joinWords(f.Finish, f.Finishes[finish].words())})
	b := box{at.x - d.cell.x/2, at.y - d.cell.y/2, d.cell.x, d.cell.y}
	// Shades grow with the chance in a single colour, which prints in grey as it looks.
	d.open("rect").str("class", "fill parted").num("fill-opacity", 0.04+0.86*share).
		num("x", b.x).num("y", b.y).num("width", b.w).num("height", b.h).close()
	d.rect("hit", b, 0)
	d.end("g")
}

// costs writes the limits of the cost, each on two lines where rows are high enough.
func (d *jointDrawing) costs() {
	step := 1
	for float64(step)*d.cell.y < 2*d.size+5 {
		step++
	}
	for i := 0; i < len(d.f.Costs); i += step {
		l, y := d.f.Costs[i], d.middle(i, 0).y
		d.text(label{x: d.plot.x - 8, y: y - 0.15*d.size, text: percentileName(l.P), anchor: atEnd, class: "axis", bold: true})
		d.text(d.shorten(label{x: d.plot.x - 8, y: y + 0.95*d.size, text: clean(l.Name), anchor: atEnd, class: "axis"}, d.nameMargin))
	}
}

// finishes writes the limits of the finish under the columns, as many as stay legible.
func (d *jointDrawing) finishes() {
	room := 0.0
	for _, l := range d.f.Finishes {
		room = max(room, min(d.measure(clean(l.Name), false), d.width*0.28), d.measure(percentileName(l.P), true))
	}
	step := 1
	for float64(step)*d.cell.x < room+6 && step < len(d.f.Finishes) {
		step++
	}
	if step == 3 { // the last is named, too, of nine
		step = 4
	}
	for j := 0; j < len(d.f.Finishes); j += step {
		l, x := d.f.Finishes[j], d.middle(0, j).x
		p := label{x: x, y: d.plot.bottom() + 16, text: percentileName(l.P), anchor: atMiddle, class: "axis", bold: true}
		name := d.shorten(label{x: x, y: p.y + d.size + 2, text: clean(l.Name), anchor: atMiddle, class: "axis"}, d.width*0.28)
		for _, each := range []label{p, name} {
			if half := d.measure(each.text, each.bold) / 2; x+half > d.width {
				each.x = d.width - half
			}
			d.text(each)
		}
	}
	unit := label{x: d.plot.right(), y: d.plot.bottom() + 36 + d.size, text: clean(d.f.Finish), anchor: atEnd, class: "axis"}
	d.text(d.shorten(unit, d.plot.right()))
	d.height = unit.y + 6
}

// contours draws the lines of equal chance over the map, each named where it leaves the map at the right.
func (d *jointDrawing) contours() {
	if len(d.f.Shares) == 0 {
		return
	}
	type exit struct {
		y    float64
		text string
	}
	var exits []exit
	for _, line := range jointContours {
		p, y, ok := d.contour(line.share)
		if !ok {
			continue
		}
		d.path("contour rim", p)
		d.path(line.class, p)
		exits = append(exits, exit{y, clean(d.f.Percent(line.share))})
	}
	heights := make([]float64, len(exits))
	for i, e := range exits {
		heights[i] = e.y
	}
	for i, y := range spreadUp(heights, d.size+6, d.plot.y-4, d.plot.bottom()+4) {
		x := d.plot.right()
		d.path("leader", newPath().move(x+1, exits[i].y).to(x+6, exits[i].y).to(x+14, y))
		d.text(label{x: x + 17, y: y + 0.35*d.size, text: exits[i].text, bold: true})
	}
}
