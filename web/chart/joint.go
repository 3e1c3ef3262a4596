package chart

import (
	"html/template"
	"math"
)

// JointMap shows the chance that cost and finish are both within their limits: a map that darkens with
// the chance, with lines along which it is 10, 50 and 80 %.
type JointMap struct {
	Frame
	Percent  func(float64) string // writes a share of 1: "54.5 %"
	Cost     string               // the upright axis in words: "Cost within"
	Finish   string               // the other: "Finished by"
	Both     string               // what is read of a cell: "Chance of both"
	Costs    []Level              // rising
	Finishes []Level              // rising
	Shares   []float64            // by cost, then by finish; of 1
}

// Level is a limit of the map: a percentile with its amount or date.
type Level struct {
	P    int
	Name string // "€2.3 bn", "May 2038"
}

// jointContours are the chances that have a line, and how it is drawn.
var jointContours = []struct {
	share float64
	class string
}{{0.1, "contour dotted"}, {0.5, "contour"}, {0.8, "contour dashed"}}

// HTML renders the figure. Without a Table of the caller's, the map is the table: a row for each cost.
// Where the shares are not one for each pair, there is no map.
func (f JointMap) HTML() template.HTML {
	if len(f.Shares) != len(f.Costs)*len(f.Finishes) {
		f.Costs, f.Finishes, f.Shares = nil, nil, nil
	}
	if f.Table == nil {
		f.Table = f.table()
	}
	return f.figure("joint", nil, false, func(c *canvas) {
		newJointDrawing(c, &f).draw()
	})
}

// share is the chance of a cell, by row and column.
func (f *JointMap) share(cost, finish int) float64 {
	v := f.Shares[cost*len(f.Finishes)+finish]
	if math.IsNaN(v) {
		return 0
	}
	return min(max(v, 0), 1)
}

// words is "P80 · €2.3 bn".
func (l Level) words() string { return joinDot(percentileName(l.P), l.Name) }

func (f *JointMap) table() *Table {
	t := &Table{Header: []string{joinDot(f.Cost, f.Finish)}, Numeric: []bool{false}}
	for _, by := range f.Finishes {
		t.Header, t.Numeric = append(t.Header, by.words()), append(t.Numeric, true)
	}
	for i, within := range f.Costs {
		row := []string{within.words()}
		for j := range f.Finishes {
			row = append(row, f.Percent(f.share(i, j)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
