package chart

import "slices"

// tornadoDrawing lays the drivers out on one canvas, from top to bottom.
type tornadoDrawing struct {
	*canvas
	f     *Tornado
	rows  []tornadoRow
	axis  scale   // of shares
	left  float64 // where names end
	ranks scale   // of correlations; nothing is drawn on a phone, where only numbers have room
	y     float64 // top of the next row
}

const (
	tornadoBar   = 16.0
	tornadoSpace = 12.0 // between bars
	ranksWidth   = 90.0
)

func newTornadoDrawing(c *canvas, f *Tornado) *tornadoDrawing {
	d := &tornadoDrawing{canvas: c, f: f, rows: f.rows(), left: 1}
	low, high, value, number, least := 0.0, 0.0, 0.0, 0.0, 0.0
	for _, r := range d.rows {
		low, high = min(low, r.share()), max(high, r.share())
		value = max(value, d.measure(clean(f.Percent(r.Share)), true))
		if r.others == 0 {
			number = max(number, d.measure(clean(f.Decimal(r.Rank)), false))
			if r.Rank < 0 {
				least = -1
			}
		}
		if !c.slim() {
			d.left = max(d.left, d.measure(clean(r.Name), false)+14)
		}
	}
	if low == high {
		high = 1
	}
	d.left = min(d.left, d.width*0.36)
	right := d.width - number - 12
	if !c.slim() {
		d.ranks = scale{least, 1, right - ranksWidth, right}
		right -= ranksWidth + 14
	}
	room := min(value, d.width*0.25) + 8
	d.axis = scale{low, high, d.left, right - room}
	if low < 0 {
		d.axis.low += room
	}
	return d
}

// share is what can be drawn of the share.
func (r *tornadoRow) share() float64 {
	if !drawable(Known(r.Share, "")) && !drawable(Known(-r.Share, "")) {
		return 0
	}
	return min(max(r.Share, -9), 9)
}

func (d *tornadoDrawing) draw() {
	for _, r := range d.rows {
		if r.others == 0 && r.Kind == DurationDriver {
			d.hatchings(colour(DurationDriver.color()))
			break
		}
	}
	rank := d.shorten(label{x: d.width, y: 14, text: clean(d.f.Rank), anchor: atEnd, class: "axis"}, d.width*0.45)
	d.text(rank)
	from := 0.0
	if !d.slim() {
		from = d.axis.at(0)
	}
	d.text(d.shorten(label{x: from, y: 14, text: clean(d.f.Share), class: "axis"}, d.bounds(rank).x-from-10))
	d.y = 28
	start := d.y - 4
	for i := range d.rows {
		d.row(i, &d.rows[i])
	}
	if zero := d.axis.at(0); !d.slim() {
		d.line("base", zero, start, zero, d.y-tornadoSpace/2)
	}
	d.rankAxis(start)
	d.height = d.y
}

// rankAxis draws the line of no correlation.
func (d *tornadoDrawing) rankAxis(top float64) {
	if !d.slim() && len(d.rows) > 0 {
		x := d.ranks.at(0)
		d.line("rule", x, top, x, d.y-tornadoSpace/2)
	}
}

// row draws a driver. Its name stands before the bar, on a phone above it, on two lines where it is long.
func (d *tornadoDrawing) row(i int, r *tornadoRow) {
	x, room := 0.0, d.left-12
	if d.slim() {
		x, room = 6, d.width-6
	}
	name := d.wrapped(label{x: x, text: clean(r.Name), class: "halo", href: r.Href}, room)
	lines, lineHeight := float64(len(name)), d.size+3
	top, above := d.y, d.y+0.9*d.size
	if d.slim() {
		top += lines*lineHeight + 2
		d.y = top
	} else {
		height := max(tornadoBar, lines*lineHeight)
		top += (height - tornadoBar) / 2
		above = top + tornadoBar/2 + 0.35*d.size - (lines-1)/2*lineHeight
		d.y = top + (height-tornadoBar)/2
	}
	d.bar(i, r, top)
	if zero := d.axis.at(0); d.slim() { // not through the names
		d.line("base", zero, top-3, zero, top+tornadoBar+3)
	}
	for n, l := range name {
		l.y = above + float64(n)*lineHeight
		d.text(l)
	}
	d.y += tornadoBar + tornadoSpace
}

// bar draws the share with its figure, and the correlation as a dot with its figure.
func (d *tornadoDrawing) bar(i int, r *tornadoRow, top float64) {
	f := d.f
	zero, end := d.axis.at(0), d.axis.at(r.share())
	b := box{min(zero, end), top, max(zero-end, end-zero, 1.5), tornadoBar}
	reading := []string{r.Name, joinWords(f.Share, f.Percent(r.Share))}
	if r.others == 0 {
		reading = append(reading, joinWords(f.Rank, f.Decimal(r.Rank)), r.Note)
		if f.Kind != "" {
			reading = slices.Insert(reading, 1, f.kind(r.Kind))
		}
	}
	d.mark("mark", i, r.Href, reading)
	d.rect("hit", box{0, top - 4, d.width, tornadoBar + 8}, 0)
	d.shape(r, b)
	middle := top + tornadoBar/2
	if r.others == 0 && !d.slim() {
		x := d.ranks.at(min(max(r.Rank, -1), 1))
		d.line("leader", d.ranks.at(0), middle, x, middle)
		d.group(colour(4))
		d.circle("dot", x, middle, 4.5)
		d.end("g")
	}
	d.end("g")
	l := label{x: b.right() + 6, y: middle + 0.35*d.size, text: clean(f.Percent(r.Share)), class: "halo", bold: true}
	room := d.axis.high + d.width*0.25 + 8 - l.x
	if r.share() < 0 {
		l.x, l.anchor = b.x-6, atEnd
		room = l.x - d.left
	}
	d.text(d.shorten(l, min(room, d.width*0.25)))
	if r.others == 0 {
		number := label{x: d.width, y: l.y, text: clean(f.Decimal(r.Rank)), anchor: atEnd, class: "soft"}
		d.text(number)
	}
}

// shape tells the kinds apart: cost lines solid, durations hatched, risks tinted with an outline, the
// others with a dashed one.
func (d *tornadoDrawing) shape(r *tornadoRow, b box) {
	class := colour(r.Kind.color())
	if r.others > 0 {
		class = colour(4)
	} else if r.Kind == DurationDriver {
		d.hatched(class, "edge", b)
		return
	}
	d.group(class)
	switch {
	case r.others > 0:
		d.outlined("edge dashed", b)
	case r.Kind == RiskDriver:
		d.outlined("edge", b)
	default:
		d.rect("fill", b, 0)
	}
	d.end("g")
}
