package web

import (
	"slices"
	"strings"

	"korridor/pkg/estimate"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
	"korridor/web/locale"
)

// previewColumn is a column's heading.
type previewColumn struct {
	Name    string
	Numeric bool
	Long    bool // addresses and quotes, which may break anywhere on paper
}

// cellColumn writes the cells of a column of the file as the reader's language
// does: codes by their names, and dates with the word "assumed" where they are.
type cellColumn struct {
	previewColumn
	l     *locale.Locale
	at    int // its place in the file
	of    report.Column
	list  string // of the catalogue, that names its codes; "" for none
	basis int    // the column that says what its dates rest on; -1: none
}

// longColumns hold sentences and addresses.
var longColumns = []string{"source", "quote", "spent_from"}

// newPreviewColumns returns the columns of a report as a preview shows them:
// those that say what one date rests on are told beside the date.
func newPreviewColumns(l *locale.Locale, r report.Report) []cellColumn {
	var columns []cellColumn
	for i, c := range r.Columns {
		if date, ok := strings.CutSuffix(c.Name, "_basis"); ok && r.Column(date) >= 0 {
			continue
		}
		numeric := c.Type == report.Money || c.Type == report.Number && c.Name != "rate" || c.Type == report.Integer
		columns = append(columns, cellColumn{previewColumn: previewColumn{Name: l.T("column." + c.Name), Numeric: numeric, Long: slices.Contains(longColumns, c.Name)},
			l: l, at: i, of: c, list: codeList(r, c.Name), basis: r.Column(c.Name + "_basis")})
	}
	return columns
}

// codeList returns the list of the catalogue that names the codes of a column.
func codeList(r report.Report, column string) string {
	switch column {
	case "basis", "confidence", "category", "country", "spent_from":
		return column
	case "covers":
		return "country"
	case "item", "unit":
		if r.Name == report.MTBP.Name {
			return "mtbp_" + column
		}
	case "kind":
		if r.Name == report.Estimates.Name {
			return "estimate_kind"
		}
		return "structure"
	}
	return ""
}

// cell writes the column's cell of a row.
func (c cellColumn) cell(row report.Row) string {
	l, cell := c.l, row[c.at]
	switch {
	case cell == "":
		return ""
	case c.list != "":
		return l.Term(c.list, cell)
	case c.of.Name == "unit":
		return unitCell(l, cell)
	}
	switch c.of.Type {
	case report.Money:
		if d, err := record.ParseNumber(cell); err == nil {
			return l.Style.Number(d, 2, 2)
		}
	case report.Number:
		return l.Published(cell)
	case report.Date:
		if d, err := schedule.ParseDate(cell); err == nil {
			return markedDate(l, d, c.basis >= 0 && row[c.basis] == string(project.Assumed))
		}
	case report.Flag:
		return l.T("flag." + cell)
	}
	return strings.TrimSpace(cell)
}

// unitCell writes a unit, or the categories that a percentage is of.
func unitCell(l *locale.Locale, cell string) string {
	if of, ok := strings.CutPrefix(cell, planner.PercentUnit(&estimate.Line{OfLines: []string{""}})); ok {
		return "% " + l.T("sheet.percent_of", "categories", of)
	}
	if of, ok := strings.CutPrefix(cell, planner.PercentUnit(&estimate.Line{})); ok {
		var categories []estimate.Category
		for name := range strings.SplitSeq(of, " + ") {
			categories = append(categories, estimate.Category(name))
		}
		return "% " + l.T("sheet.percent_of", "categories", categoryNames(l, categories))
	}
	return l.Term("unit", cell)
}

// markedDate writes a date, and whether it is assumed.
func markedDate(l *locale.Locale, d schedule.Date, assumed bool) string {
	if assumed {
		return l.T("date.assumed", "when", d)
	}
	return l.Date(d)
}
