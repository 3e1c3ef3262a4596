package chart

import "slices"

// cashDrawing lays the need and the money beside it out on one canvas.
type cashDrawing struct {
	columns
	f       *CashFlow
	read    *measures
	periods []Period
	money   bool    // some column has money, or lacks it
	share   float64 // of a column's width that the need takes
	dense   bool    // too many columns for two side by side: money is lines of steps over the need
}

// densest is the narrowest slot in which two columns side by side are told apart.
const densest = 13

func newCashDrawing(c *canvas, f *CashFlow, read *measures) *cashDrawing {
	d := &cashDrawing{f: f, read: read, share: 1}
	top := 0.0
	for i := range f.Columns {
		column := &f.Columns[i]
		top = max(top, column.top())
		d.periods = append(d.periods, column.Period)
		d.money = d.money || column.Secured.known || column.Signed.known || column.Indicative.known || column.gap() > 0
	}
	d.columns = c.newColumns(len(f.Columns), top, columnsHeight, clean(c.longest(d.periods)), f.Tick)
	d.bar = min(d.slot*0.78, 52)
	if d.dense = d.slot < densest; d.dense {
		d.bar = d.slot * 0.86
	} else if d.money {
		d.share = 0.58
	}
	return d
}

func (d *cashDrawing) draw() {
	d.text(d.shorten(label{x: 0, y: 14, text: clean(d.f.Unit), class: "axis"}, d.width))
	if slices.ContainsFunc(d.f.Columns, func(c CashColumn) bool { return c.gap() > 0 }) {
		d.hatchings("cwarn")
	}
	d.axis.draw(d.canvas, d.left, d.right)
	for i := range d.f.Columns {
		d.column(i, &d.f.Columns[i])
	}
	d.axis.base(d.canvas, d.left, d.right)
	d.names(d.periods, 0)
	if d.dense {
		d.fundLines()
	}
	var taken boxes
	if x, ok := d.today(d.periods, d.f.Today); ok {
		taken = d.upright("today", "warn", d.f.Words.Today, x)
	}
	d.figures(taken)
}

// column draws the need on the left of a period, its money on the right. The whole slot reads it.
func (d *cashDrawing) column(i int, c *CashColumn) {
	d.mark("mark", 0, "", d.read.reading(i, c.Name, &d.f.Words))
	d.rect("hit", d.space(i), 0)
	d.need(i, c)
	if d.dense {
		d.missing(i, c, "gap", d.segment)
	} else {
		d.funds(i, c)
	}
	if drawable(c.Requested) {
		y, s := d.axis.at(c.Requested.value), d.space(i)
		d.line("requested", s.x+1, y, s.right()-1, y)
	}
	if drawable(c.Actual) {
		b := d.needSide(d.segment(i, 0, c.Actual.value))
		d.circle("spent", b.x+b.w/2, b.y, min(4, b.w/2))
	}
	d.end("g")
}

// needSide and moneySide return the parts of a column for the need and for the money.
func (d *cashDrawing) needSide(b box) box {
	b.w *= d.share
	return b
}

func (d *cashDrawing) moneySide(b box) box {
	b.x += b.w * d.share
	b.w *= 1 - d.share
	return b
}

// need stacks the parts up to the need. Where a part is negative the others sum to more than the
// need: what exceeds it is cut off. Among dense columns the hatching takes the place of the parts.
func (d *cashDrawing) need(i int, c *CashColumn) {
	sum, top := 0.0, c.Need.height()
	if d.dense {
		top -= c.gap()
	}
	for p, part := range d.f.Parts {
		upper := min(sum+c.part(p).height(), top)
		if upper > sum {
			d.layer(part, d.needSide(d.segment(i, sum, upper)))
			sum = upper
		}
	}
	if sum < top { // what no part explains
		d.group(colour(0))
		d.outlined("edge", d.needSide(d.segment(i, sum, top)))
		d.end("g")
	}
}

// layer draws a part of the need in its style.
func (d *cashDrawing) layer(s Series, b box) {
	d.group(colour(s.Color))
	switch s.Style {
	case Outlined, Hatched:
		d.outlined("edge", b)
	default:
		d.rect(d.solid(), b, 0)
	}
	d.end("g")
}

// solid is the class of a filled box: a rim parts it from its neighbours where it is wide enough.
func (d *cashDrawing) solid() string {
	if d.dense {
		return "fill"
	}
	return "fill parted"
}

// funds draws what is secured, what may come on top of it, and what is missing to the need.
func (d *cashDrawing) funds(i int, c *CashColumn) {
	sum := c.Secured.height()
	d.group(securedColour)
	if sum > 0 {
		d.rect("fill parted", d.moneySide(d.segment(i, 0, sum)), 0)
	}
	for _, more := range []struct {
		amount Amount
		edge   string
	}{{c.Signed, "edge"}, {c.Indicative, "edge dashed"}} {
		if v := more.amount.height(); v > 0 {
			d.outlined(more.edge, d.moneySide(d.segment(i, sum, sum+v)))
			sum += v
		}
	}
	d.end("g")
	d.missing(i, c, "edge dashed", func(i int, from, to float64) box { return d.moneySide(d.segment(i, from, to)) })
}

// missing hatches what is missing to the need.
func (d *cashDrawing) missing(i int, c *CashColumn, edge string, place func(i int, from, to float64) box) {
	if gap := c.gap(); gap > 0 {
		d.hatched("cwarn", edge, place(i, c.Need.value-gap, c.Need.value))
	}
}

// fundLines draws what is secured, and with it what is signed and what is indicative, as lines of
// steps over dense columns.
func (d *cashDrawing) fundLines() {
	d.group(securedColour)
	sums := d.f.each(func(c *CashColumn) Amount { return c.Secured })
	d.steps("curve", sums)
	for _, more := range []struct {
		of   func(*CashColumn) Amount
		line string
	}{
		{func(c *CashColumn) Amount { return c.Signed }, "curve dashed"},
		{func(c *CashColumn) Amount { return c.Indicative }, "curve dotted"},
	} {
		amounts := d.f.each(more.of)
		if !someOf(amounts) {
			continue
		}
		for i, a := range amounts {
			sums[i] = Known(sums[i].height()+a.height(), "")
		}
		d.steps(more.line, sums)
	}
	d.end("g")
}

// figures prints the gaps, the greatest columns first, wherever they meet nothing.
func (d *cashDrawing) figures(taken boxes) {
	var figures []label
	for i := range d.f.Columns {
		c := &d.f.Columns[i]
		taken = append(taken, d.segment(i, 0, c.top()))
		if c.gap() > 0 {
			figures = append(figures, label{x: d.middle(i), y: d.axis.at(c.top()) - 7, anchor: atMiddle, text: clean(c.Gap.label), class: "warn halo", bold: true})
		}
	}
	d.placeFigures(figures, d.field(), taken)
}
