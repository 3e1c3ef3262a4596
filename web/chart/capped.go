package chart

import "html/template"

// Capped shows what a schedule under yearly caps can build: the need of each year as a line of
// steps, the caps as lines, what they fund as columns, the backlog hatched on top, and the year in
// which the last of it is funded.
type Capped struct {
	Frame
	Unit    string               // the axis in words: "€ million a year"
	Tick    func(float64) string // writes a value of the axis
	Heading string               // of the table's first column: "Fiscal year"
	Columns []CappedColumn       // in their order, at most 200
	Done    Completion
}

// CappedColumn is a year under its cap.
type CappedColumn struct {
	Period
	Need    Amount // of the year alone
	Cap     Amount
	Funded  Amount
	Backlog Amount // at the year's end
}

// Completion says when all is funded, if it is.
type Completion struct {
	Column int    // index of the year
	Label  string // printed at its end: "2039, three years late"; none when empty
	Late   bool
}

// HTML renders the figure. Without a Table of the caller's, the amounts are the table.
func (f Capped) HTML() template.HTML {
	f.Columns = f.Columns[:min(len(f.Columns), mostYears)]
	m := f.measures()
	if f.Table == nil {
		f.Table = m.table(f.Heading, func(i int) string { return f.Columns[i].Name }, &f.Words)
	}
	return f.figure("capped", f.keys(), false, func(c *canvas) {
		newCappedDrawing(c, &f, m).draw()
	})
}

func (f *Capped) needs() []Amount {
	return eachOf(f.Columns, func(c *CappedColumn) Amount { return c.Need })
}

func (f *Capped) caps() []Amount {
	return eachOf(f.Columns, func(c *CappedColumn) Amount { return c.Cap })
}

func (f *Capped) measures() *measures {
	m := &measures{n: len(f.Columns)}
	m.add(f.Words.Need, func(i int) Amount { return f.Columns[i].Need })
	m.add(f.Words.Cap, func(i int) Amount { return f.Columns[i].Cap })
	m.add(f.Words.Funded, func(i int) Amount { return f.Columns[i].Funded })
	m.add(f.Words.Backlog, func(i int) Amount { return f.Columns[i].Backlog })
	return m
}

func (f *Capped) keys() []key {
	var keys []key
	add := func(amounts []Amount, text, class string, swatch func(*canvas)) {
		if someOf(amounts) {
			keys = append(keys, key{text, class, swatch})
		}
	}
	w := &f.Words
	add(eachOf(f.Columns, func(c *CappedColumn) Amount { return c.Funded }), w.Funded, colour(0), boxSwatch("fill"))
	add(eachOf(f.Columns, func(c *CappedColumn) Amount { return c.Backlog }), w.Backlog, "cwarn", hatchSwatch)
	add(f.needs(), w.Need, "", func(c *canvas) { c.line("need", 1, 6, 17, 6) })
	add(f.caps(), w.Cap, "", func(c *canvas) { c.line("cap", 1, 6, 17, 6) })
	return keys
}
