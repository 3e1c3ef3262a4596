package chart

import (
	"cmp"
	"slices"
)

// timelineDrawing lays a timeline out on one canvas, from top to bottom.
type timelineDrawing struct {
	*canvas
	t      *Timeline
	years  scale
	today  float64 // position; below plot.left when not shown
	left   float64 // of the calendar
	right  float64
	y      float64 // top of the next row
	row    int     // its number, for the keyboard
	labels []label // written last, over bars and lines
	ends   []linkEnd
}

const (
	rowHeight    = 26
	barHeight    = 14
	labelLine    = 17 // height of a line of labels
	headingSpace = 30
)

func newTimelineDrawing(c *canvas, t *Timeline) *timelineDrawing {
	d := &timelineDrawing{canvas: c, t: t, left: 1, right: c.width - 1, today: -1}
	if !c.slim() {
		d.left = d.gutter()
	}
	from, to := t.span()
	d.years = scale{from, to, d.left, d.right}
	if y := fractionalYear(t.Today); !t.Today.IsZero() && y >= from && y <= to {
		d.today = d.years.at(y)
	}
	return d
}

// gutter is the width of the row labels, at most a third of the canvas.
func (d *timelineDrawing) gutter() float64 {
	w := 0.0
	for _, g := range d.t.Groups {
		for _, r := range g.Rows {
			w = max(w, d.measure(clean(r.Label), false))
		}
	}
	return min(w+14, d.width/3)
}

func (d *timelineDrawing) draw() {
	ticks := d.yearTicks(d.years)
	d.yearLabels(ticks, 13, d.right)
	top := 20.0
	d.y = top + 2
	d.calendarData()
	if d.today >= 0 {
		d.y += labelLine
	}
	start := len(d.buf)
	for _, g := range d.t.Groups {
		d.heading(g)
		for _, r := range g.Rows {
			d.drawRow(r)
		}
	}
	bottom := d.y
	// The grid and the connectors lie under the rows, but only they tell how far down they reach.
	end := len(d.buf)
	d.yearGrid(ticks, top, bottom)
	d.links()
	grid := slices.Clone(d.buf[end:])
	d.buf = slices.Insert(d.buf[:end], start, grid...)
	d.drawToday(top+labelLine, bottom)
	for _, l := range d.labels {
		d.text(l)
	}
	d.height = bottom + 4
	if bottom > 600 {
		d.yearLabels(ticks, bottom+16, d.right)
		d.height = bottom + 24
	}
}

func (d *timelineDrawing) drawToday(top, bottom float64) {
	if d.today < 0 {
		return
	}
	for _, part := range d.between(top, bottom) {
		d.line("today", d.today, part[0], d.today, part[1])
	}
	l := d.shorten(label{x: d.today, y: top - 4, text: clean(d.t.Words.Today), class: "warn halo", anchor: atMiddle}, d.right-d.left)
	half := d.measure(l.text, false) / 2
	l.x = max(d.left+half, min(l.x, d.right-half))
	d.text(l)
}

// between returns the parts of today's line from top to bottom that strike
// through no label.
func (d *timelineDrawing) between(top, bottom float64) (parts [][2]float64) {
	var crossed boxes
	for _, l := range d.labels {
		if b := d.bounds(l).grow(2); b.x < d.today && d.today < b.right() {
			crossed = append(crossed, b)
		}
	}
	slices.SortFunc(crossed, func(a, b box) int { return cmp.Compare(a.y, b.y) })
	for _, b := range crossed {
		if b.y > top {
			parts = append(parts, [2]float64{top, b.y})
		}
		top = max(top, b.bottom())
	}
	if top < bottom {
		parts = append(parts, [2]float64{top, bottom})
	}
	return parts
}

// heading writes the name of a group over a thin line.
func (d *timelineDrawing) heading(g Group) {
	if g.Label == "" {
		return
	}
	if d.row > 0 {
		d.y += 6
	}
	d.line("rule", 0, d.y, d.width, d.y)
	l := label{x: 0, y: d.y + 19, text: clean(g.Label), class: "halo", bold: true, href: g.Href}
	d.labels = append(d.labels, d.shorten(l, d.width))
	d.y += headingSpace
}

// rowLabel writes a row's label into the gutter, on two lines where it is long,
// and returns how much air the row needs above and below for that.
func (d *timelineDrawing) rowLabel(r Row) (spread float64) {
	l := label{x: 0, y: d.y + rowHeight/2 + 0.35*d.size, text: clean(r.Label), href: r.Href}
	room := d.left - 10
	first, rest := d.split(l.text, room, false)
	if rest == "" {
		d.labels = append(d.labels, d.shorten(l, room))
		return 0
	}
	const air = 4
	second := l
	l.text, second.text = first, rest
	l.y += air - 0.55*d.size
	second.y += air + 0.55*d.size
	d.labels = append(d.labels, l, d.shorten(second, room))
	return air
}

// drawRow draws a row: its label in the gutter, or above the bars on a phone.
func (d *timelineDrawing) drawRow(r Row) {
	spread := 0.0
	if d.slim() {
		l := label{x: 0, y: d.y + 13, text: clean(r.Label), class: "halo", href: r.Href}
		d.labels = append(d.labels, d.shorten(l, d.width))
		d.y += labelLine
	} else {
		spread = d.rowLabel(r)
		d.y += spread
	}
	lane := box{d.left, d.y + (rowHeight-barHeight)/2, d.right - d.left, barHeight}
	d.open("g").str("class", colour(r.Color))
	d.rowData(r, lane)
	d.body()
	milestones := d.milestones(r, lane)
	taken, drawn := d.drawBars(r, lane, append(diamondBoxes(milestones), d.forecastSpace(r, lane)...))
	lanes := d.drawMilestones(r, milestones, lane, taken)
	d.drawForecast(r, lane)
	d.end("g")
	if !drawn && len(milestones) == 0 && !r.Forecast.known() {
		d.labels = append(d.labels, d.shorten(label{x: d.left + 4, y: lane.bottom() - 3, text: clean(d.t.Words.NotRecorded), class: "soft halo"}, lane.w-4))
	}
	d.y += rowHeight + spread + float64(lanes)*labelLine
	if d.t.Editable {
		d.y += stripSpace
	}
	d.row++
}
