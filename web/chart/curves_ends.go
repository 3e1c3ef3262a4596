package chart

import (
	"cmp"
	"slices"
)

// endTag is the label of a line, or of the gap.
type endTag struct {
	at          point // where the line ends
	name, value string
	class       string
	bar         float64 // length of the gap's bracket, 0 for lines
}

// widestEnd is the share of the width that labels right of the plot may take.
const widestEnd = 0.26

// tags returns the labels, from the bottom up.
func (d *curvesDrawing) tags() (tags []endTag) {
	for _, line := range d.f.Lines {
		if p, ok := line.last(); ok {
			tags = append(tags, endTag{at: d.at(p), name: clean(line.Name), value: clean(p.Amount.label)})
		}
	}
	if upper, lower, ok := d.f.band(); ok {
		u, okU := upper.last()
		l, okL := lower.last()
		if okU && okL && u.Amount.value > l.Amount.value {
			a, b := d.at(u), d.at(l)
			tags = append(tags, endTag{at: point{max(a.x, b.x), (a.y + b.y) / 2}, name: clean(d.f.Words.Gap),
				value: clean(d.f.Gap.Label), class: "warn", bar: b.y - a.y})
		}
	}
	slices.SortStableFunc(tags, func(a, b endTag) int { return cmp.Compare(b.at.y, a.at.y) })
	return tags
}

// endStep is the height that a label of two lines takes.
func (c *canvas) endStep() float64 { return 2*c.size + 8 }

// margin is the room for the labels right of the plot.
func (d *curvesDrawing) margin() float64 {
	w := d.measure(clean(d.f.Gap.Label), true)
	for _, line := range d.f.Lines {
		w = max(w, d.measure(clean(line.Name), false))
		if p, ok := line.last(); ok {
			w = max(w, d.measure(clean(p.Amount.label), true))
		}
	}
	return min(w, d.width*widestEnd) + 30
}

// ends labels the lines: those that end early beside their ends, where there is room, the others
// right of the plot, with a leader from the end of the line.
func (d *curvesDrawing) ends(taken boxes) {
	var tags []endTag
	for _, t := range d.tags() {
		if t.bar == 0 && t.at.x < d.years.high-20 {
			if at, ok := d.beside(t, taken); ok {
				d.writeTag(t, point{at.x, at.y + d.size}, at.w)
				taken = append(taken, at.grow(2))
				continue
			}
		}
		tags = append(tags, t)
	}
	heights := make([]float64, len(tags))
	for i, t := range tags {
		heights[i] = t.at.y
	}
	x := d.years.high
	for i, y := range spreadUp(heights, d.endStep(), columnsCeiling-12, d.bottom+8) {
		t, from := tags[i], tags[i].at.x+4
		if t.bar > 0 {
			from = x + 5
			d.line("bracket", from, t.at.y-t.bar/2, from, t.at.y+t.bar/2)
		}
		d.path("leader", newPath().move(from, t.at.y).to(x+8, t.at.y).to(x+20, y))
		d.writeTag(t, point{x + 24, y - 0.1*d.size}, d.width-x-26)
	}
}

// writeTag writes the amount, its baseline beginning at the point, and the name below it.
func (d *curvesDrawing) writeTag(t endTag, at point, room float64) {
	d.text(d.shorten(label{x: at.x, y: at.y, text: t.value, class: "halo " + t.class, bold: true}, room))
	d.text(d.shorten(label{x: at.x, y: at.y + d.size + 1, text: t.name, class: "soft halo"}, room))
}

// beside finds a place near the end of a line that meets neither a line nor what is taken.
func (d *curvesDrawing) beside(t endTag, taken boxes) (box, bool) {
	at := box{w: max(d.measure(t.value, true), d.measure(t.name, false)), h: 2*d.size + 3}
	field := box{d.years.low + 2, 38, d.years.high - d.years.low, d.bottom - 40}
	for far := 0.0; far < 48; far += 6 {
		for _, corner := range []point{
			{t.at.x + 8 + far, t.at.y - at.h/2}, {t.at.x + 8, t.at.y + far - 4}, {t.at.x + 8, t.at.y - at.h - far},
			{t.at.x - 8 - at.w, t.at.y - at.h - far}, {t.at.x - 8 - at.w, t.at.y + far},
		} {
			at.x, at.y = corner.x, corner.y
			if at.inside(field) && taken.free(at) && !d.meetsLine(at) {
				return at, true
			}
		}
	}
	return box{}, false
}

// meetsLine reports whether a line passes through the box.
func (d *curvesDrawing) meetsLine(b box) bool {
	for _, line := range d.f.Lines {
		for i := 1; i < len(line.Points); i++ {
			if !drawable(line.Points[i-1].Amount) || !drawable(line.Points[i].Amount) {
				continue
			}
			from, to := d.at(line.Points[i-1]), d.at(line.Points[i])
			if b.crossedBy(from.x, from.y, to.x, to.y) {
				return true
			}
		}
	}
	return false
}
