package chart

import (
	"html/template"
	"slices"
	"time"
)

// CashFlow shows the money that each period needs, stacked, beside the money secured for it:
// what is missing is hatched and named with its figure.
type CashFlow struct {
	Frame
	Unit    string               // the axis in words: "€ million a year"
	Tick    func(float64) string // writes a value of the axis
	Heading string               // of the table's first column: "Fiscal year"
	Parts   []Series             // of the need from the bottom up: base, contingency, escalation
	Columns []CashColumn         // in their order, at most 200
	Today   time.Time            // drawn within the columns; none when zero
}

// CashColumn is the money of a period. Of each amount that is left out, the reading says that it is
// not recorded; what no column has is neither read nor listed.
type CashColumn struct {
	Period
	Parts      []Amount // by part; they may be negative, as escalation to an earlier year is
	Need       Amount   // height of the column, whatever the parts sum to
	Secured    Amount
	Signed     Amount // signed, not effective: outlined above what is secured
	Indicative Amount // outlined with dashes above that
	Requested  Amount // a dotted line across the period
	Actual     Amount // spent: a dot
	Gap        Amount // missing: hatched from the need downwards; its label is printed as it is
}

// HTML renders the figure. Without a Table of the caller's, the amounts are the table.
func (f CashFlow) HTML() template.HTML {
	f.Columns = f.Columns[:min(len(f.Columns), mostYears)]
	m := f.measures()
	if f.Table == nil {
		f.Table = m.table(f.Heading, func(i int) string { return f.Columns[i].Name }, &f.Words)
	}
	return f.figure("cashflow", f.keys(), false, func(c *canvas) {
		newCashDrawing(c, &f, m).draw()
	})
}

func (f *CashFlow) each(of func(*CashColumn) Amount) []Amount { return eachOf(f.Columns, of) }

func (f *CashFlow) measures() *measures {
	m := &measures{n: len(f.Columns)}
	for p, part := range f.Parts {
		m.add(part.Name, func(i int) Amount { return f.Columns[i].part(p) })
	}
	w := &f.Words
	for _, figure := range []struct {
		name string
		of   func(*CashColumn) Amount
	}{
		{w.Need, func(c *CashColumn) Amount { return c.Need }},
		{w.Secured, func(c *CashColumn) Amount { return c.Secured }},
		{w.Gap, func(c *CashColumn) Amount { return c.Gap }},
		{w.Signed, func(c *CashColumn) Amount { return c.Signed }},
		{w.Indicative, func(c *CashColumn) Amount { return c.Indicative }},
		{w.Requested, func(c *CashColumn) Amount { return c.Requested }},
		{w.Spent, func(c *CashColumn) Amount { return c.Actual }},
	} {
		m.add(figure.name, func(i int) Amount { return figure.of(&f.Columns[i]) })
	}
	return m
}

// part returns an amount of the need, unknown where it is left out.
func (c *CashColumn) part(i int) Amount {
	if i >= len(c.Parts) {
		return Amount{}
	}
	return c.Parts[i]
}

// gap returns the height of what is missing, which never exceeds the need.
func (c *CashColumn) gap() float64 { return min(c.Gap.height(), c.Need.height()) }

// top is the height up to which anything of the column is drawn.
func (c *CashColumn) top() float64 {
	funded := c.Secured.height() + c.Signed.height() + c.Indicative.height()
	return max(c.Need.height(), funded, c.Requested.height(), c.Actual.height())
}

func (f *CashFlow) keys() []key {
	var keys []key
	add := func(used bool, text, class string, swatch func(*canvas)) {
		if used {
			keys = append(keys, key{text, class, swatch})
		}
	}
	for p, part := range f.Parts {
		add(someOf(f.each(func(c *CashColumn) Amount { return c.part(p) })), part.Name, colour(part.Color), part.Style.swatch())
	}
	w := &f.Words
	add(someOf(f.each(func(c *CashColumn) Amount { return c.Secured })), w.Secured, securedColour, boxSwatch("fill"))
	add(someOf(f.each(func(c *CashColumn) Amount { return c.Signed })), w.Signed, securedColour, boxSwatch("faint", "edge"))
	add(someOf(f.each(func(c *CashColumn) Amount { return c.Indicative })), w.Indicative, securedColour, boxSwatch("faint", "edge dashed"))
	add(slices.ContainsFunc(f.Columns, func(c CashColumn) bool { return c.gap() > 0 }), w.Gap, "cwarn", hatchSwatch)
	add(someOf(f.each(func(c *CashColumn) Amount { return c.Requested })), w.Requested, "", func(c *canvas) { c.line("requested", 1, 6, 17, 6) })
	add(someOf(f.each(func(c *CashColumn) Amount { return c.Actual })), w.Spent, "", func(c *canvas) { c.circle("spent", 9, 6, 4) })
	return keys
}

// securedColour is the class of money that is secured or may come to be: slate.
const securedColour = "c4"
