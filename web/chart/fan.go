package chart

import "html/template"

// Fan shows what each year is likely to need, P10 to P80 as a band with P50 as a line, the money
// secured for it as steps, and the chance, written below each year, that it is enough.
type Fan struct {
	Frame
	Unit    string               // the axis in words: "€ million a year"
	Tick    func(float64) string // writes a value of the axis
	Heading string               // of the table's first column: "Fiscal year"
	Columns []FanColumn          // in their order, at most 200
}

// FanColumn is a year of the fan.
type FanColumn struct {
	Period
	P10, P50, P80 Amount
	Secured       Amount
	Chance        Amount // that the secured money is enough; its label is printed: "54.5 %"
	Warn          bool   // the chance is too small: printed in the colour of warnings
}

// HTML renders the figure. Without a Table of the caller's, the columns are the table.
func (f Fan) HTML() template.HTML {
	f.Columns = f.Columns[:min(len(f.Columns), mostYears)]
	m := &measures{n: len(f.Columns)}
	m.add(percentileName(10), func(i int) Amount { return f.Columns[i].P10 })
	m.add(percentileName(50), func(i int) Amount { return f.Columns[i].P50 })
	m.add(percentileName(80), func(i int) Amount { return f.Columns[i].P80 })
	m.add(f.Words.Secured, func(i int) Amount { return f.Columns[i].Secured })
	m.add(f.Words.Chance, func(i int) Amount { return f.Columns[i].Chance })
	if f.Table == nil {
		f.Table = m.table(f.Heading, func(i int) string { return f.Columns[i].Name }, &f.Words)
	}
	return f.figure("fan", f.keys(), false, func(c *canvas) {
		newFanDrawing(c, &f, m).draw()
	})
}

func (f *Fan) secured() []Amount {
	return eachOf(f.Columns, func(c *FanColumn) Amount { return c.Secured })
}

// known reports whether the column has a band to draw.
func (c *FanColumn) known() bool { return drawable(c.P10) && drawable(c.P50) && drawable(c.P80) }

func (f *Fan) keys() (keys []key) {
	for i := range f.Columns {
		if f.Columns[i].known() {
			keys = append(keys, key{f.Words.Range, "c0", boxSwatch("tint")},
				key{percentileName(50), "c0", func(c *canvas) { c.line("curve", 1, 6, 17, 6) }})
			break
		}
	}
	if someOf(f.secured()) {
		keys = append(keys, key{f.Words.Secured, "", func(c *canvas) { c.line("need", 1, 6, 17, 6) }})
	}
	return keys
}

// fanDrawing lays a fan out on one canvas.
type fanDrawing struct {
	columns
	f       *Fan
	read    *measures
	periods []Period
	widest  string // of the names and chances
}

func newFanDrawing(c *canvas, f *Fan, read *measures) *fanDrawing {
	d := &fanDrawing{f: f, read: read}
	top := 0.0
	for i := range f.Columns {
		column := &f.Columns[i]
		top = max(top, column.P80.height(), column.P50.height(), column.Secured.height())
		d.periods = append(d.periods, column.Period)
	}
	d.widest = clean(c.longest(d.periods))
	for i := range f.Columns {
		if text := f.Columns[i].chance(); c.measure(text, true) > c.measure(d.widest, false) {
			d.widest = text
		}
	}
	d.columns = c.newColumns(len(f.Columns), top, columnsHeight, d.widest, f.Tick)
	return d
}

// chance is what is printed of the chance.
func (c *FanColumn) chance() string {
	if !c.Chance.known {
		return ""
	}
	return clean(c.Chance.label)
}

func (d *fanDrawing) draw() {
	d.text(d.shorten(label{x: 0, y: 14, text: clean(d.f.Unit), class: "axis"}, d.width))
	d.axis.draw(d.canvas, d.left, d.right)
	for _, run := range d.runs() {
		d.group(colour(0))
		d.band(run)
		d.end("g")
	}
	d.axis.base(d.canvas, d.left, d.right)
	d.steps("need", d.f.secured())
	for i := range d.f.Columns {
		c := &d.f.Columns[i]
		d.mark("mark", 0, "", d.read.reading(i, c.Name, &d.f.Words))
		d.rect("hit", d.space(i), 0)
		if c.known() && d.slot >= densest {
			d.group(colour(0))
			d.circle("dot", d.middle(i), d.axis.at(c.P50.value), 3)
			d.end("g")
		}
		d.end("g")
	}
	d.chances()
}

// runs returns the stretches of columns that have a band, as first index and the one after the last.
func (d *fanDrawing) runs() (runs [][2]int) {
	from := -1
	for i := range len(d.f.Columns) + 1 {
		known := i < len(d.f.Columns) && d.f.Columns[i].known()
		if known && from < 0 {
			from = i
		}
		if !known && from >= 0 {
			runs, from = append(runs, [2]int{from, i}), -1
		}
	}
	return runs
}

// band draws a stretch: from the middle of each year to the next; a single year over its column.
func (d *fanDrawing) band(run [2]int) {
	at := func(i int, a Amount) point { return point{d.middle(i), d.axis.at(a.value)} }
	area, line := newPath(), newPath()
	if first := &d.f.Columns[run[0]]; run[1] == run[0]+1 {
		d.rect("tint", d.segment(run[0], first.P10.value, first.P80.value), 0)
		b := d.segment(run[0], first.P50.value, first.P50.value)
		d.path("curve", line.move(b.x, b.y).to(b.right(), b.y))
		return
	}
	add := func(p *path, to point) {
		if len(p.d) == 0 {
			p.move(to.x, to.y)
		} else {
			p.to(to.x, to.y)
		}
	}
	for i := run[0]; i < run[1]; i++ {
		add(area, at(i, d.f.Columns[i].P80))
		add(line, at(i, d.f.Columns[i].P50))
	}
	for i := run[1] - 1; i >= run[0]; i-- {
		add(area, at(i, d.f.Columns[i].P10))
	}
	d.path("tint", area.shut())
	d.path("curve", line)
}

// chances writes, under the names of the years, the chance that the secured money is enough.
func (d *fanDrawing) chances() {
	room, some := 0.0, false
	for i := range d.f.Columns {
		text := d.f.Columns[i].chance()
		room, some = max(room, d.measure(text, true)+8), some || text != ""
	}
	names := d.names(d.periods, room)
	if !some {
		return
	}
	d.text(d.shorten(label{x: 0, y: d.bottom + 40, text: clean(d.f.Words.Chance), class: "axis"}, d.width))
	for _, n := range names {
		c := &d.f.Columns[n.column]
		l := label{x: n.x, y: d.bottom + 58, text: c.chance(), anchor: n.anchor, bold: true}
		if c.Warn {
			l.class = "warn"
		}
		if at := d.bounds(l); at.x >= 0 && at.right() <= d.width {
			d.text(l)
		}
	}
	d.height = d.bottom + 66
}
