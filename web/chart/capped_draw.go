package chart

import "slices"

// cappedDrawing lays a capped schedule out on one canvas.
type cappedDrawing struct {
	columns
	f       *Capped
	read    *measures
	periods []Period
}

func newCappedDrawing(c *canvas, f *Capped, read *measures) *cappedDrawing {
	d := &cappedDrawing{f: f, read: read}
	top := 0.0
	for i := range f.Columns {
		column := &f.Columns[i]
		top = max(top, column.Funded.height()+column.Backlog.height(), column.Need.height(), column.Cap.height())
		d.periods = append(d.periods, column.Period)
	}
	d.columns = c.newColumns(len(f.Columns), top, columnsHeight, clean(c.longest(d.periods)), f.Tick)
	return d
}

func (d *cappedDrawing) draw() {
	d.text(d.shorten(label{x: 0, y: 14, text: clean(d.f.Unit), class: "axis"}, d.width))
	if slices.ContainsFunc(d.f.Columns, func(c CappedColumn) bool { return c.Backlog.height() > 0 }) {
		d.hatchings("cwarn")
	}
	d.axis.draw(d.canvas, d.left, d.right)
	for i := range d.f.Columns {
		d.column(i, &d.f.Columns[i])
	}
	d.axis.base(d.canvas, d.left, d.right)
	d.names(d.periods, 0)
	d.steps("cap", d.f.caps())
	d.steps("need", d.f.needs())
	d.figures(d.completion())
}

// column draws what a year funds and what it leaves. The whole slot reads it.
func (d *cappedDrawing) column(i int, c *CappedColumn) {
	d.mark("mark", 0, "", d.read.reading(i, c.Name, &d.f.Words))
	d.rect("hit", d.space(i), 0)
	funded := c.Funded.height()
	if funded > 0 {
		d.group(colour(0))
		d.rect("fill parted", d.segment(i, 0, funded), 0)
		d.end("g")
	}
	if left := c.Backlog.height(); left > 0 {
		d.hatched("cwarn", "edge dashed", d.segment(i, funded, funded+left))
	}
	d.end("g")
}

// completion draws the end of the year in which all is funded.
func (d *cappedDrawing) completion() boxes {
	done := d.f.Done
	if done.Label == "" || done.Column < 0 || done.Column >= len(d.f.Columns) {
		return nil
	}
	word := ""
	if done.Late {
		word = "warn"
	}
	return d.upright("done", word, done.Label, d.left+float64(done.Column+1)*d.slot)
}

// figures prints the backlog of each year, the greatest first, wherever it meets nothing.
func (d *cappedDrawing) figures(taken boxes) {
	taken = append(taken, d.stepBoxes(d.f.needs())...)
	taken = append(taken, d.stepBoxes(d.f.caps())...)
	var figures []label
	for i := range d.f.Columns {
		c := &d.f.Columns[i]
		top := c.Funded.height() + c.Backlog.height()
		taken = append(taken, d.segment(i, 0, top))
		if c.Backlog.height() > 0 {
			figures = append(figures, label{x: d.middle(i), y: d.axis.at(top) - 7, anchor: atMiddle, text: clean(c.Backlog.label), class: "warn halo", bold: true})
		}
	}
	d.placeFigures(figures, d.field(), taken)
}
