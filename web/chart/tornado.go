package chart

import (
	"html/template"
	"slices"
	"strconv"
)

// Tornado shows what makes a total uncertain: each driver's share of the variance as a bar, the
// greatest first, with its rank correlation beside it; the small ones are summed.
type Tornado struct {
	Frame
	Share   string               // the bars in words: "Share of the variance"
	Rank    string               // what stands beside them: "Rank correlation"
	Heading string               // of the table's first column: "Driver"
	Kind    string               // of its second: "Kind"; "": the drivers are of one kind, which is not told
	Percent func(float64) string // writes a share of 1: "38.2 %"
	Decimal func(float64) string // writes a correlation: "0.61"
	Drivers []Driver             // the greatest share first
	Most    int                  // drivers drawn one by one; 12 when 0
}

// DriverKind tells what is uncertain.
type DriverKind int

// Kinds differ in colour and in filling: solid, hatched, tinted.
const (
	LineDriver DriverKind = iota
	DurationDriver
	RiskDriver
)

// Driver is an input of the simulation.
type Driver struct {
	Kind  DriverKind
	Name  string
	Share float64 // of the variance: of 1, and negative where the input offsets others
	Rank  float64 // Spearman's correlation with the total, −1 to 1
	Note  string  // a further line of the reading
	Href  string
}

// mostDrivers is how many drivers are drawn one by one unless the caller says otherwise.
const mostDrivers = 12

// HTML renders the figure. Without a Table of the caller's, all drivers are the table.
func (f Tornado) HTML() template.HTML {
	if f.Table == nil {
		f.Table = &Table{Header: []string{f.Heading, f.Kind, f.Share, f.Rank}, Numeric: []bool{false, false, true, true}}
		for _, d := range f.Drivers {
			f.Table.Rows = append(f.Table.Rows, []string{d.Name, f.kind(d.Kind), f.Percent(d.Share), f.Decimal(d.Rank)})
		}
		if f.Kind == "" {
			f.Table.without(1)
		}
	}
	linked := slices.ContainsFunc(f.Drivers, func(d Driver) bool { return safeHref(d.Href) != "" })
	return f.figure("tornado", f.keys(), linked, func(c *canvas) {
		newTornadoDrawing(c, &f).draw()
	})
}

func (f *Tornado) kind(k DriverKind) string {
	switch k {
	case DurationDriver:
		return f.Words.Duration
	case RiskDriver:
		return f.Words.Risk
	}
	return f.Words.Line
}

// tornadoRow is a driver as it is drawn, or the others.
type tornadoRow struct {
	Driver
	others int // how many drivers it sums; 0 for a driver
}

// rows returns the drivers that are drawn, and the sum of the others. A single other is drawn itself.
func (f *Tornado) rows() (rows []tornadoRow) {
	most := f.Most
	if most <= 0 {
		most = mostDrivers
	}
	if len(f.Drivers) <= most+1 {
		most = len(f.Drivers)
	}
	for _, d := range f.Drivers[:most] {
		rows = append(rows, tornadoRow{Driver: d})
	}
	if rest := f.Drivers[most:]; len(rest) > 0 {
		others := tornadoRow{Driver: Driver{Name: f.Words.Others + " (" + strconv.Itoa(len(rest)) + ")"}, others: len(rest)}
		for _, d := range rest {
			others.Share += d.Share
		}
		rows = append(rows, others)
	}
	return rows
}

// color is the palette index of a kind.
func (k DriverKind) color() int {
	switch k {
	case DurationDriver:
		return 2
	case RiskDriver:
		return 3
	}
	return 0
}

func (f *Tornado) keys() (keys []key) {
	if f.Kind == "" {
		return nil
	}
	for kind, swatch := range []func(*canvas){boxSwatch("fill"), hatchSwatch, boxSwatch("faint", "edge")} {
		k := DriverKind(kind)
		if slices.ContainsFunc(f.Drivers, func(d Driver) bool { return d.Kind == k }) {
			keys = append(keys, key{f.kind(k), colour(k.color()), swatch})
		}
	}
	return keys
}
