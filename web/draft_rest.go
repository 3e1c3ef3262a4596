package web

import (
	"slices"
	"strings"

	"korridor/web/form"
)

// maxAwake is how many rows of a sheet are fields at once. The others rest: they
// are text, with all that they hold packed in one hidden field, so that a sheet
// of thousands of lines opens at once. A script wakes the rows that come into
// view; without scripts buttons choose which rows are fields.
const maxAwake = 100

// restField is the field of a row that rests: "r.KEY.row".
const restField = "row"

// draftWindow is a run of rows that are fields together.
type draftWindow struct {
	Key         string // of the first of them
	First, Last int    // counted from 1
	Shown       bool
}

// rest lets the rows rest that are far from the one which is worked on, or else
// from the first of the window that was shown before. Rows with something to
// say stay as they are.
func (p *draftPage) rest(first int) {
	if len(p.Rows) <= maxAwake {
		return
	}
	if i := slices.IndexFunc(p.Rows, func(row *draftRow) bool { return row.Focus }); i >= 0 {
		first = i
	}
	first = min(max(first, 0), len(p.Rows)-1)
	p.First = first - first%maxAwake
	for i, row := range p.Rows {
		within := i >= p.First && i < p.First+maxAwake
		row.Rests = !within && !row.Open && row.Notice == "" && len(row.Problems) == 0
		if i%maxAwake == 0 {
			p.Windows = append(p.Windows, draftWindow{Key: row.Key, First: i + 1, Last: min(i+maxAwake, len(p.Rows)), Shown: i == p.First})
		}
	}
}

// Packed is all that the row holds, for unpack and for a script.
func (row *draftRow) Packed() string {
	var b strings.Builder
	add := func(field, value string) {
		if value == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(field + "=" + packing.Replace(value))
	}
	add("seen", row.SeenText())
	for _, field := range []string{"code", row.Main(), "category", "phase", "quantity", "unit", "unit_rate", "percent"} {
		add(field, *row.text(field))
	}
	for _, kept := range row.Kept() {
		add(kept.Value, kept.Text)
	}
	return b.String()
}

// packing escapes as little as a query string allows: names stay short and can be
// read in the page's source.
var packing = strings.NewReplacer("%", "%25", "&", "%26", "+", "%2B", "\n", "%0A")

// unpack reads what Packed wrote.
func (row *draftRow) unpack(packed string) error {
	return parseSheetForm([]byte(packed), func(field, value string) error {
		row.set(field, value)
		return nil
	})
}

// MainText is the name that the sheet shows.
func (row *draftRow) MainText() string { return *row.text(row.Main()) }

// CategoryText is what the row's category is called.
func (row *draftRow) CategoryText() string { return chosenText(row.sheet.Categories, row.Category) }

// PhaseText is what the row's phase is called.
func (row *draftRow) PhaseText() string { return chosenText(row.sheet.Phases, row.Phase) }

// chosenText is what the option with the value is called; a value that is none
// of them stands for itself.
func chosenText(options []form.Option, value string) string {
	if i := slices.IndexFunc(options, func(o form.Option) bool { return o.Value == value }); i >= 0 {
		return options[i].Text
	}
	return value
}
