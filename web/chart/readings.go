package chart

// measure is one figure of every column of a chart: a column of its table and a line of each
// reading, so that the two cannot differ.
type measure struct {
	name string
	of   func(i int) Amount
}

// measures are the figures of a chart with n columns.
type measures struct {
	n   int
	all []measure
}

// add notes a figure that is recorded for at least one of the columns.
func (m *measures) add(name string, of func(i int) Amount) {
	for i := range m.n {
		if of(i).known {
			m.all = append(m.all, measure{name, of})
			return
		}
	}
}

// reading returns the lines read for a column. What nobody recorded says so; where that is
// everything, it says so once.
func (m *measures) reading(i int, name string, w *Words) []string {
	lines, recorded := []string{name}, false
	for _, figure := range m.all {
		a := figure.of(i)
		recorded = recorded || a.known
		lines = append(lines, joinWords(figure.name, a.words(w)))
	}
	if !recorded {
		return append(lines[:1], w.NotRecorded)
	}
	return lines
}

// table returns the same figures, a row for each column of the chart, under the given heading.
func (m *measures) table(heading string, name func(i int) string, w *Words) *Table {
	t := &Table{Header: []string{heading}, Numeric: []bool{false}}
	for _, figure := range m.all {
		t.Header, t.Numeric = append(t.Header, figure.name), append(t.Numeric, true)
	}
	for i := range m.n {
		row := []string{name(i)}
		for _, figure := range m.all {
			row = append(row, figure.of(i).cell(w))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// words is what is read of the amount.
func (a Amount) words(w *Words) string {
	if !a.known {
		return w.NotRecorded
	}
	return a.label
}

// cell is what a table says of the amount.
func (a Amount) cell(w *Words) string {
	if a.known && a.exact != "" {
		return a.exact
	}
	return a.words(w)
}

// height is the amount as a height, 0 where it has none.
func (a Amount) height() float64 {
	if !drawable(a) {
		return 0
	}
	return a.value
}

// eachOf returns one amount of every element.
func eachOf[T any](list []T, of func(*T) Amount) []Amount {
	amounts := make([]Amount, len(list))
	for i := range list {
		amounts[i] = of(&list[i])
	}
	return amounts
}

// someOf reports whether one of the amounts can be drawn.
func someOf(amounts []Amount) bool {
	for _, a := range amounts {
		if drawable(a) {
			return true
		}
	}
	return false
}
