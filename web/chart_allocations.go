package web

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/report"
	"korridor/web/chart"
	"korridor/web/locale"
)

// allocationsChart draws the project's allocations: a column for each fiscal
// year, stacked by funding source and the stage that each allocation stands
// at. Currencies have charts of their own. It is "" where nothing is allocated.
func allocationsChart(l *locale.Locale, d *planner.Dossier, tables []planner.AllocationTable) template.HTML {
	var all template.HTML
	for i := range tables {
		c := allocationColumns{l: l, table: &tables[i]}
		all += c.chart(d, len(tables) > 1).HTML()
	}
	return all
}

// allocationColumns turns a table of allocations into columns.
type allocationColumns struct {
	l      *locale.Locale
	table  *planner.AllocationTable
	layers []allocationLayer
	notes  []string
	says   []string
}

// allocationLayer is a funding source at a stage.
type allocationLayer struct {
	from  *funding.Source
	stage funding.Stage
}

func (c *allocationColumns) chart(d *planner.Dossier, several bool) chart.Allocations {
	l, currency := c.l, c.table.Currency
	title := l.T("allocations_chart.title")
	if several {
		title = l.T("allocations_chart.title_currency", "currency", currency)
	}
	a := chart.Allocations{
		Frame: chart.Frame{
			ID: "allocations-" + strings.ToLower(currency.Code()), Title: title, Words: chartWords(l),
			CSV: csvURL(l, d.Project.Code, report.Allocations),
		},
		Unit: l.T("chart.millions_a_year", "currency", currencyName(l, currency)),
		Tick: axisNumber(l),
	}
	for i := range c.table.Years {
		a.Years = append(a.Years, c.column(&c.table.Years[i]))
	}
	for i, layer := range c.layers {
		s := chart.Series{Name: layer.name(l), Color: i % paletteSize}
		if layer.stage == funding.Requested {
			s.Style = chart.Outlined
		}
		a.Series = append(a.Series, s)
	}
	a.Subtitle = c.subtitle()
	a.Desc = strings.Join(c.says, " ")
	a.Note = strings.Join(c.notes, " ")
	a.Table = c.asTable()
	return a
}

// paletteSize is how many data colours there are.
const paletteSize = 6

func (layer allocationLayer) name(l *locale.Locale) string {
	return l.T("allocations_chart.layer", "source", layer.from.Name, "stage", strings.ToLower(l.Enum(layer.stage)))
}

// column returns a year. Its total is printed where all of it stands at one
// stage: sums never cross stages.
func (c *allocationColumns) column(y *planner.AllocationYear) chart.Year {
	column := chart.Year{Year: y.FiscalYear}
	stages := map[funding.Stage]bool{}
	for i := range y.Lines {
		line := &y.Lines[i]
		stage, amount := line.Standing()
		stages[stage] = true
		layer := c.layer(allocationLayer{line.From, stage})
		for len(column.Parts) <= layer {
			column.Parts = append(column.Parts, chart.Amount{})
		}
		column.Parts[layer] = chart.Known(millions(amount), c.l.Short(amount))
		c.says = append(c.says, c.l.T("allocations_chart.says", "year", strconv.Itoa(y.FiscalYear),
			"layer", c.layers[layer].name(c.l), "amount", c.l.Short(amount)))
		if !line.Note.IsZero() {
			c.notes = append(c.notes, c.l.T("allocations_chart.note", "year", strconv.Itoa(y.FiscalYear), "note", line.Note))
		}
	}
	for _, total := range y.Totals {
		if len(stages) == 1 && stages[total.Stage] && total.Sum != nil {
			column.Total = c.l.Short(*total.Sum)
		}
	}
	return column
}

// layer returns the index of the layer, the next one where it is new.
func (c *allocationColumns) layer(want allocationLayer) int {
	if i := slices.Index(c.layers, want); i >= 0 {
		return i
	}
	c.layers = append(c.layers, want)
	return len(c.layers) - 1
}

// subtitle says what outlined and solid columns are, where they occur.
func (c *allocationColumns) subtitle() string {
	var requested, later bool
	for _, layer := range c.layers {
		requested = requested || layer.stage == funding.Requested
		later = later || layer.stage != funding.Requested
	}
	switch {
	case requested && later:
		return c.l.T("allocations_chart.both")
	case requested:
		return c.l.T("allocations_chart.only_requested")
	}
	return c.l.T("allocations_chart.only_later")
}

func (c *allocationColumns) asTable() *chart.Table {
	t := &chart.Table{Header: []string{c.l.T("column.fiscal_year"), c.l.T("column.funding_source")}, Numeric: []bool{false, false}}
	for _, stage := range funding.Stages {
		t.Header = append(t.Header, c.l.T("column.in_currency", "column", stage, "currency", c.table.Currency))
		t.Numeric = append(t.Numeric, true)
	}
	for i := range c.table.Years {
		for _, line := range c.table.Years[i].Lines {
			row := []string{strconv.Itoa(line.FiscalYear), line.From.Name.In(c.l.Code)}
			for _, stage := range funding.Stages {
				row = append(row, recorded(c.l, line.Amount(stage)))
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// recorded writes an amount without its currency, or that it is not recorded.
func recorded(l *locale.Locale, a *money.Amount) string {
	if a == nil {
		return l.T("figure.unknown")
	}
	return l.Amount(*a)
}

// millions is an amount in millions as a length on an axis.
func millions(a money.Amount) float64 { return a.Decimal().Shift(-6).InexactFloat64() }

// axisNumber writes the values of an axis.
func axisNumber(l *locale.Locale) func(float64) string {
	return func(v float64) string { return l.Number(decimal.NewFromFloat(v)) }
}

// currencyName is how texts call a currency: "€", "ALL", "$".
func currencyName(l *locale.Locale, c money.Currency) string { return l.Term("currency", c.Code()) }

// csvURL is the address of a project's report as CSV, in the form that
// spreadsheets in the language read.
func csvURL(l *locale.Locale, code string, r report.Report) string {
	return linksOf(l, planner.ReportQuery{Report: r, Project: code}).Downloads[0].URL
}
