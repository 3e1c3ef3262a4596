package chart

import "slices"

// Table is the figure's content as text.
type Table struct {
	Header  []string
	Rows    [][]string
	Numeric []bool // by column: aligned right
}

// write writes the table in a box that scrolls, also by keyboard, where it is too wide.
func (t *Table) write(m *markup, caption string) {
	m.open("div").str("class", "chart-scroll").str("tabindex", "0").str("role", "group").
		str("aria-label", caption).body()
	m.open("table").body()
	m.open("thead").body()
	m.open("tr").body()
	for i, h := range t.Header {
		m.open("th").str("scope", "col").str("class", t.class(i)).body()
		m.escape(clean(h))
		m.end("th")
	}
	m.end("tr")
	m.end("thead")
	m.open("tbody").body()
	for _, row := range t.Rows {
		m.open("tr").body()
		for i, cell := range row {
			name, scope := "td", ""
			if i == 0 {
				name, scope = "th", "row"
			}
			m.open(name).str("scope", scope).str("class", t.class(i)).body()
			m.escape(clean(cell))
			m.end(name)
		}
		m.end("tr")
	}
	m.end("tbody")
	m.end("table")
	m.end("div")
}

func (t *Table) class(column int) string {
	if column < len(t.Numeric) && t.Numeric[column] {
		return "num"
	}
	return ""
}

// without leaves a column out.
func (t *Table) without(column int) {
	t.Header, t.Numeric = slices.Delete(t.Header, column, column+1), slices.Delete(t.Numeric, column, column+1)
	for i := range t.Rows {
		t.Rows[i] = slices.Delete(t.Rows[i], column, column+1)
	}
}
