package chart

import (
	"html/template"
	"math"
	"strconv"
)

// Allocations shows the money of each year as a column stacked by funding source and stage,
// with the need as a step line and what is missing hatched when they are given.
type Allocations struct {
	Frame
	Unit   string               // the axis in words: "€ million a year"
	Tick   func(float64) string // writes a value of the axis
	Series []Series             // from the bottom of the stack up
	Years  []Year               // in any order; years left out stay empty on the axis
}

// Series is one layer of the columns, such as a funding source at a stage.
type Series struct {
	Name  string
	Color int // palette index
	Style Style
}

// Style is how a layer is drawn; it tells stages apart in print and for every eye.
type Style int

// Requested money is outlined, money approved or later is solid.
const (
	Solid Style = iota
	Outlined
	Hatched
)

// Year is one column.
type Year struct {
	Year  int
	Parts []Amount // by series; missing ones are not recorded
	Total string   // printed above the column
	Need  Amount
	Gap   string // what is missing to the need; hatched and printed when not empty
}

// HTML renders the figure.
func (a Allocations) HTML() template.HTML {
	a.Years = a.slots()
	return a.figure("allocations", a.keys(), false, func(c *canvas) {
		newAllocationsDrawing(c, &a).draw()
	})
}

// mostYears bounds the axis, whatever years a caller passes.
const mostYears = 200

// slots returns one year for each year of the axis, in order.
func (a *Allocations) slots() []Year {
	if len(a.Years) == 0 {
		return nil
	}
	first, last := a.Years[0].Year, a.Years[0].Year
	for _, y := range a.Years {
		first, last = min(first, y.Year), max(last, y.Year)
	}
	last = min(last, first+mostYears-1)
	slots := make([]Year, last-first+1)
	for i := range slots {
		slots[i].Year = first + i
	}
	for _, y := range a.Years {
		if y.Year <= last {
			slots[y.Year-first] = y
		}
	}
	return slots
}

// keys lists the series that occur, the need and the gap. A lone column is labelled directly.
func (a *Allocations) keys() []key {
	var keys []key
	if len(a.Years) != 1 {
		for i, s := range a.Series {
			if a.occurs(i) {
				keys = append(keys, key{s.Name, colour(s.Color), s.Style.swatch()})
			}
		}
	}
	var need, gap bool
	for _, y := range a.Years {
		need = need || drawable(y.Need)
		gap = gap || y.gap() > 0
	}
	if need {
		keys = append(keys, key{a.Words.Need, "", func(c *canvas) { c.line("need", 1, 6, 17, 6) }})
	}
	if gap {
		keys = append(keys, key{a.Words.Gap, "cwarn", hatchSwatch})
	}
	return keys
}

func (a *Allocations) occurs(series int) bool {
	for _, y := range a.Years {
		if y.part(series) > 0 {
			return true
		}
	}
	return false
}

func (s Style) swatch() func(*canvas) {
	switch s {
	case Outlined:
		return boxSwatch("faint", "edge")
	case Hatched:
		return hatchSwatch
	}
	return boxSwatch("fill")
}

// drawable reports whether an amount can have a height.
func drawable(a Amount) bool { return a.known && a.value >= 0 && !math.IsInf(a.value, 1) }

// part returns the height of a series, 0 when nothing is to be drawn.
func (y Year) part(series int) float64 {
	if series >= len(y.Parts) || !drawable(y.Parts[series]) {
		return 0
	}
	return y.Parts[series].value
}

// stack returns the height of the column.
func (y Year) stack() (sum float64) {
	for i := range y.Parts {
		sum += y.part(i)
	}
	return sum
}

// gap returns the height of what is missing, 0 when the caller gave no figure for it.
func (y Year) gap() float64 {
	if y.Gap == "" || !drawable(y.Need) {
		return 0
	}
	return max(0, y.Need.value-y.stack())
}

// reading returns the lines read for a year. An amount that nobody recorded says so.
func (a *Allocations) reading(y Year) []string {
	lines := []string{strconv.Itoa(y.Year)}
	recorded := false
	for i, s := range a.Series {
		value := a.Words.NotRecorded
		if i < len(y.Parts) && y.Parts[i].known {
			value = y.Parts[i].label
			recorded = true
		}
		lines = append(lines, joinWords(s.Name, value))
	}
	if !recorded {
		lines = append(lines[:1], a.Words.NotRecorded)
	}
	if y.Total != "" {
		lines = append(lines, joinWords(a.Words.Total, y.Total))
	}
	if y.Need.known {
		lines = append(lines, joinWords(a.Words.Need, y.Need.label))
	}
	if y.Gap != "" {
		lines = append(lines, joinWords(a.Words.Gap, y.Gap))
	}
	return lines
}
