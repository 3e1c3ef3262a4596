// Package chart draws Korridor's figures as SVG, on the server, in plain Go.
//
// A chart is a struct of numbers, dates and strings that the caller has already put into the
// reader's language; its HTML method returns a <figure> with the title, the drawing in two
// widths (switched by chart.css), a legend where direct labels do not do, and, when given, the
// same figures as a table and as a CSV link. The package knows nothing of projects or money.
//
// The output is well-formed XML, deterministic, and fit for a strict content security policy:
// no style attributes, no scripts. chart.js adds reading by pointer and keyboard.
package chart

import (
	"html/template"
	"slices"
)

// Frame is what every figure carries around its drawing.
type Frame struct {
	ID       string // unique on the page; prefixes every id inside
	Title    string // says what the figure shows
	Subtitle string // unit, basis, cut-off
	Desc     string // the message in a sentence or two, for those who do not see the drawing
	Note     string // printed under the drawing
	Page     bool   // also draw a third, wider version for a figure that has the page to itself
	Table    *Table
	CSV      string // address of the same figures as CSV; no link when empty
	Words    Words
}

// Words are the fixed words of the figures in the reader's language. A chart uses those it needs.
type Words struct {
	ShowTable   string // "Show as table"
	DownloadCSV string // "CSV"
	Keys        string // "Arrow keys read the chart, Escape closes"
	NotRecorded string // "not recorded"
	Assumed     string // "assumed"

	Today     string // "Today"
	Planned   string // "Planned"
	Actual    string // "Actual"
	Complete  string // "Share complete"
	Milestone string // "Milestone reached"

	PlannedMilestone string // "Milestone planned"

	Elsewhere string // "As asked for", or "Comes to lie" while bars are moved
	Follows   string // "Follows"
	Critical  string // "Critical: without slack"

	Total string // "Total"
	Need  string // "Need"
	Gap   string // "Gap"

	Secured    string // "Secured"
	Signed     string // "Signed, not effective"
	Indicative string // "Indicative"
	Requested  string // "Requested"
	Spent      string // "Spent"
	Cap        string // "Cap"
	Funded     string // "Funded under the cap"
	Backlog    string // "Backlog"

	Increase    string // "Increase"
	Decrease    string // "Decrease"
	Unexplained string // "Unexplained"

	Working string // "Working estimate"

	Interval string // "95 % interval"
	Range    string // "P10 to P80"
	Outside  string // "Outside view"
	Forecast string // "Forecast, P50 to P80"
	Chance   string // "Chance that the secured money is enough"
	Line     string // "Cost line"
	Duration string // "Duration"
	Risk     string // "Risk"
	Others   string // "Others"
}

// Amount is a figure with its printed form. The zero value is "not recorded", which is not zero.
type Amount struct {
	value float64
	label string
	exact string
	known bool
}

// Known returns a recorded amount: the value is drawn, the label is printed and read.
func Known(value float64, label string) Amount {
	return Amount{value: value, label: label, known: true}
}

// Exactly returns the amount with the form that tables print, where that is not the label.
func (a Amount) Exactly(exact string) Amount {
	a.exact = exact
	return a
}

// layout is one of the widths in which every chart is drawn.
type layout struct {
	suffix, class string
	width, size   float64 // drawing units; size is the font size
}

var (
	narrow   = layout{"n", "chart-narrow", 340, 12}
	wide     = layout{"w", "chart-wide", 680, 13}
	pageWide = layout{"p", "chart-page", 1120, 13}
)

// figure assembles a chart of the given kind: draw is called once for each width.
func (f *Frame) figure(kind string, keys []key, links bool, draw func(*canvas)) template.HTML {
	f.ID = ident(f.ID)
	layouts := []layout{narrow, wide}
	class := "chart chart-" + kind
	if f.Page {
		layouts = append(layouts, pageWide)
		class += " chart-has-page"
	}
	m := &markup{buf: make([]byte, 0, 16<<10)}
	m.open("figure").str("class", class).str("id", f.ID).body()
	f.caption(m)
	m.open("div").str("class", "chart-plot").str("data-keys", clean(f.Words.Keys)).body()
	c := &canvas{}
	for i, l := range layouts {
		c.start(f.ID, l)
		draw(c)
		if i == 0 {
			m.buf = slices.Grow(m.buf, len(layouts)*(len(c.buf)+1<<12)) // the widths are about as long
		}
		f.svg(m, c, links)
	}
	m.end("div")
	legend(m, keys)
	if f.Note != "" {
		m.element("p", "chart-note", clean(f.Note))
	}
	f.below(m)
	m.end("figure")
	return template.HTML(m.buf)
}

func (f *Frame) caption(m *markup) {
	m.open("figcaption").body()
	m.element("span", "chart-title", clean(f.Title))
	if f.Subtitle != "" {
		m.element("span", "chart-subtitle", clean(f.Subtitle))
	}
	m.end("figcaption")
}

// svg wraps a finished canvas. A drawing with links is a group, since the content of an image
// is hidden from assistive technology.
func (f *Frame) svg(m *markup, c *canvas, links bool) {
	role := "img"
	if links {
		role = "group"
	}
	m.open("svg").str("class", "chart-svg "+c.class).str("id", c.id).
		str("xmlns", "http://www.w3.org/2000/svg").str("viewBox", c.viewBox()).
		str("role", role).str("aria-labelledby", c.id+"-t "+c.id+"-d").body()
	m.open("title").str("id", c.id+"-t").body()
	m.escape(clean(f.Title))
	m.end("title")
	m.open("desc").str("id", c.id+"-d").body()
	m.escape(clean(f.Desc))
	m.end("desc")
	m.buf = append(m.buf, c.buf...)
	m.end("svg")
}

// below writes the table and the CSV link.
func (f *Frame) below(m *markup) {
	csv := safeHref(f.CSV)
	if f.Table == nil && csv == "" {
		return
	}
	m.open("div").str("class", "chart-below").body()
	if f.Table != nil {
		m.open("details").str("class", "chart-table").body()
		m.element("summary", "", clean(f.Words.ShowTable))
		f.Table.write(m, clean(f.Title))
		m.end("details")
	}
	if csv != "" {
		m.open("a").str("class", "chart-csv").str("href", csv).body()
		m.escape(clean(f.Words.DownloadCSV))
		m.end("a")
	}
	m.end("div")
}
