package chart

import (
	"math"
	"slices"
)

// curvesDrawing lays lines over dates out on one canvas.
type curvesDrawing struct {
	*canvas
	f      *Curves
	dates  []CurvePoint
	read   *measures
	axis   amountAxis
	years  scale
	bottom float64
}

func newCurvesDrawing(c *canvas, f *Curves, dates []CurvePoint, read *measures) *curvesDrawing {
	d := &curvesDrawing{canvas: c, f: f, dates: dates, read: read}
	top, from, to := 0.0, math.Inf(1), math.Inf(-1)
	for _, line := range f.Lines {
		for _, p := range line.Points {
			top = max(top, p.Amount.height())
			from, to = min(from, fractionalYear(p.Date)), max(to, fractionalYear(p.Date))
		}
	}
	if from > to {
		from, to = 2000, 2001
	}
	to = max(to, from+0.25)
	plot := max(columnsHeight, float64(len(f.Lines)+1)*d.endStep())
	d.bottom = columnsCeiling + plot
	d.axis = c.newAmountAxis(top, d.bottom, columnsCeiling, f.Tick)
	d.years = scale{from, to, d.axis.gutter, c.width - d.margin()}
	d.height = d.bottom + 26
	return d
}

// at returns where a point lies.
func (d *curvesDrawing) at(p CurvePoint) point {
	return point{d.years.at(fractionalYear(p.Date)), d.axis.at(p.Amount.value)}
}

func (d *curvesDrawing) draw() {
	left, right := d.years.low, d.years.high
	d.text(d.shorten(label{x: 0, y: 14, text: clean(d.f.Unit), class: "axis"}, d.width))
	d.axis.draw(d.canvas, left, right)
	ticks := d.yearTicks(d.years)
	d.yearGrid(ticks, d.axis.high, d.bottom+6)
	d.band()
	d.axis.base(d.canvas, left, right)
	d.yearLabels(ticks, d.bottom+18, d.width)
	for _, line := range d.f.Lines {
		d.group(colour(line.Color))
		d.path(line.Stroke.class(), d.trace(line))
		d.end("g")
	}
	d.readings()
	d.ends(d.marks())
}

// trace returns the path of a line, broken where an amount is not known.
func (d *curvesDrawing) trace(line Curve) *path {
	p := newPath()
	drawing := false
	for i, each := range line.Points {
		if !drawable(each.Amount) {
			drawing = false
			continue
		}
		at := d.at(each)
		alone := i+1 == len(line.Points) || !drawable(line.Points[i+1].Amount)
		if !drawing {
			p.move(at.x, at.y)
		}
		if drawing || alone { // one by itself is a dot, as the line's ends are round
			p.to(at.x, at.y)
		}
		drawing = true
	}
	return p
}

// readings draws a mark for each date: its slot of the plot and a dot on each line.
func (d *curvesDrawing) readings() {
	x := func(i int) float64 { return d.years.at(fractionalYear(d.dates[i].Date)) }
	for i, date := range d.dates {
		from, to := d.years.low, d.years.high
		if i > 0 {
			from = (x(i-1) + x(i)) / 2
		}
		if i+1 < len(d.dates) {
			to = (x(i) + x(i+1)) / 2
		}
		d.mark("mark", 0, "", d.read.reading(i, date.Name, &d.f.Words))
		d.rect("hit", box{from, d.axis.high, to - from, d.bottom - d.axis.high}, 0)
		for _, line := range d.f.Lines {
			if a := line.on(date.Date); drawable(a) {
				d.group(colour(line.Color))
				d.circle("dot", x(i), d.axis.at(a.value), d.dotSize())
				d.end("g")
			}
		}
		d.end("g")
	}
}

// dotSize is smaller where dates crowd.
func (d *curvesDrawing) dotSize() float64 {
	if len(d.dates) > 1 && (d.years.high-d.years.low)/float64(len(d.dates)) < 14 {
		return 1.5
	}
	return 3
}

// marks draws the upright lines with their words on top, the later ones where the earlier leave room. It returns
// the space taken.
func (d *curvesDrawing) marks() (taken boxes) {
	for _, m := range d.f.Marks {
		if y := fractionalYear(m.Date); m.Date.IsZero() || y < d.years.from || y > d.years.to {
			continue
		}
		x, class, word := d.years.at(fractionalYear(m.Date)), "done", "soft halo"
		if m.Warn {
			class, word = "today", "warn halo"
		}
		d.line(class, x, 36, x, d.bottom)
		taken = append(taken, box{x - 2, 36, 4, d.bottom - 36})
		l := d.shorten(label{x: x, y: 31, text: clean(m.Name), class: word, anchor: atMiddle}, d.width)
		half := d.measure(l.text, false) / 2
		l.x = max(half, min(x, d.width-half))
		if taken.free(d.bounds(l)) {
			d.text(l)
			taken = append(taken, d.bounds(l).grow(4))
		}
	}
	return taken
}

// band hatches the gap: for each stretch between two dates, what the upper line lies above the lower.
func (d *curvesDrawing) band() {
	upper, lower, ok := d.f.band()
	if !ok {
		return
	}
	d.hatchings("cwarn")
	p := newPath()
	for i := 1; i < len(d.dates); i++ {
		from, to := d.dates[i-1], d.dates[i]
		u0, okA := d.between(upper, from)
		u1, okB := d.between(upper, to)
		l0, okC := d.between(lower, from)
		l1, okD := d.between(lower, to)
		if okA && okB && okC && okD {
			stretchBand(p, d.years.at(fractionalYear(from.Date)), d.years.at(fractionalYear(to.Date)), u0, u1, l0, l1)
		}
	}
	if len(p.d) == 0 {
		return
	}
	d.group("cwarn")
	d.open("path").str("class", "gap").str("fill", "url(#"+d.id+"-cwarn)").attr("d")
	d.buf = append(append(d.buf, p.d...), '"')
	d.close()
	d.end("g")
}

// between returns the height of a line at a date, interpolated between its points.
func (d *curvesDrawing) between(line *Curve, at CurvePoint) (y float64, ok bool) {
	i, exact := slices.BinarySearchFunc(line.Points, at, func(a, b CurvePoint) int { return a.Date.Compare(b.Date) })
	if exact {
		return d.at(line.Points[i]).y, drawable(line.Points[i].Amount)
	}
	if i == 0 || i == len(line.Points) || !drawable(line.Points[i-1].Amount) || !drawable(line.Points[i].Amount) {
		return 0, false
	}
	a, b, x := d.at(line.Points[i-1]), d.at(line.Points[i]), d.years.at(fractionalYear(at.Date))
	return a.y + (b.y-a.y)*(x-a.x)/(b.x-a.x), true
}

// stretchBand adds the part of a stretch from x0 to x1 in which the upper line, from u0 to u1, lies
// higher than the lower one: heights grow downwards.
func stretchBand(p *path, x0, x1, u0, u1, l0, l1 float64) {
	d0, d1 := l0-u0, l1-u1
	if d0 <= 0 && d1 <= 0 {
		return
	}
	if d0 < 0 || d1 < 0 { // they cross within
		share := d0 / (d0 - d1)
		x, y := x0+share*(x1-x0), u0+share*(u1-u0)
		if d0 < 0 {
			x0, u0, l0 = x, y, y
		} else {
			x1, u1, l1 = x, y, y
		}
	}
	p.move(x0, u0).to(x1, u1).to(x1, l1).to(x0, l0).shut()
}
