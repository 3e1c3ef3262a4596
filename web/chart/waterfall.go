package chart

import "html/template"

// Waterfall shows how one amount becomes another: the first one, signed steps, and what they lead
// to, from top to bottom, each step beginning where the last one ended.
type Waterfall struct {
	Frame
	Unit    string // in words, over the bars: "€ million"
	Heading string // of the table's first column: "Step"
	Amount  string // heading of its second column: "Amount, EUR"
	Steps   []Step
}

// StepKind tells amounts that stand on their own from changes.
type StepKind int

// A change is drawn from where the step before ended; a total from zero, whatever came before it.
const (
	Change StepKind = iota
	Total
	Unexplained // a change that nobody explains: hatched
)

// Step is a row of the waterfall. A step without a known amount is named and says so.
type Step struct {
	Kind   StepKind
	Name   string
	Amount Amount // signed for changes, and so is its label: "+€120 m"
	Note   string // a further line of the reading: cause, document, author
	Href   string
}

// HTML renders the figure. Without a Table of the caller's, the steps are the table.
func (f Waterfall) HTML() template.HTML {
	if f.Table == nil {
		f.Table = &Table{Header: []string{f.Heading, f.Amount}, Numeric: []bool{false, true}}
		for _, s := range f.Steps {
			f.Table.Rows = append(f.Table.Rows, []string{s.Name, s.Amount.cell(&f.Words)})
		}
	}
	linked := false
	for _, s := range f.Steps {
		linked = linked || safeHref(s.Href) != ""
	}
	return f.figure("waterfall", f.keys(), linked, func(c *canvas) {
		newWaterfallDrawing(c, &f).draw()
	})
}

func (f *Waterfall) keys() []key {
	var up, down, unexplained bool
	for _, s := range f.Steps {
		up = up || s.Kind == Change && s.Amount.known && s.Amount.value > 0
		down = down || s.Kind == Change && s.Amount.known && s.Amount.value < 0
		unexplained = unexplained || s.Kind == Unexplained && s.Amount.known && s.Amount.value != 0
	}
	var keys []key
	if up {
		keys = append(keys, key{f.Words.Increase, "c3", boxSwatch("fill")})
	}
	if down {
		keys = append(keys, key{f.Words.Decrease, "c1", boxSwatch("faint", "edge")})
	}
	if unexplained {
		keys = append(keys, key{f.Words.Unexplained, "c4", hatchSwatch})
	}
	return keys
}
