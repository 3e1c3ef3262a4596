// Package report turns the record into tables that other programs read: CSV
// and JSON, streamed row by row, the same bytes for the same data.
package report

import (
	"slices"
	"strings"

	"korridor/pkg/fault"
)

// Type says what the cells of a column hold, and so how they are written.
type Type uint8

// The types of column.
const (
	Text    Type = iota // what people wrote
	Code                // codes, units, enumerations
	Money               // two decimals
	Number              // a decimal
	Integer             // a whole number
	Date                // ISO 8601, in the precision known
	Flag                // true or false
)

// Column is one column of a report.
type Column struct {
	Name string
	Type Type
}

// Draws says which estimates the rows of a report are made from.
type Draws uint8

// What reports draw on.
const (
	NoEstimates     Draws = iota
	WorkingEstimate       // the one in use of each project
	AllEstimates          // every published one and, where they are asked for, the drafts
)

// Report is one report: its name, as in its address, what it is made from, and
// its columns.
type Report struct {
	Name    string
	Draws   Draws
	Columns []Column
}

// Row holds the cells of one row in canonical form: '.' decimal, no grouping,
// ISO dates, "true" and "false"; "" is not known. It has a cell for each column.
type Row []string

// The reports.
var (
	Allocations = Report{"allocations", NoEstimates, []Column{{"project", Code}, {"fiscal_year", Integer}, {"funding_source", Text},
		{"currency", Code}, {"requested", Money}, {"approved", Money}, {"committed", Money}, {"disbursed", Money},
		{"basis", Code}, {"source", Text}}}

	Estimates = Report{"estimates", AllEstimates, []Column{{"project", Code}, {"estimate", Code}, {"title", Text}, {"kind", Code},
		{"as_of", Date}, {"scope", Text}, {"price_year", Integer}, {"currency", Code}, {"total", Money}, {"working", Flag},
		{"claimant", Text}, {"basis", Code}, {"source", Text}, {"quote", Text}, {"confidence", Code},
		{"as_of_basis", Code}}}

	CostLines = Report{"cost-lines", AllEstimates, []Column{{"project", Code}, {"estimate", Code}, {"line", Code}, {"name", Text},
		{"category", Code}, {"phase", Code}, {"structure", Code}, {"country", Code}, {"quantity", Number}, {"unit", Text},
		{"unit_rate", Number}, {"currency", Code}, {"amount", Money}, {"basis", Code}, {"source", Text}}}

	Structures = Report{"structures", NoEstimates, []Column{{"project", Code}, {"section", Code}, {"phase", Code}, {"kind", Code},
		{"name", Text}, {"count", Integer}, {"length_m", Number}, {"basis", Code}, {"source", Text}}}

	Phases = Report{"phases", WorkingEstimate, []Column{{"project", Code}, {"phase", Code}, {"name", Text}, {"planned_start", Date},
		{"planned_finish", Date}, {"actual_start", Date}, {"actual_finish", Date}, {"progress_percent", Number},
		{"currency", Code}, {"base_cost", Money}, {"basis", Code},
		{"planned_start_basis", Code}, {"planned_finish_basis", Code}, {"actual_start_basis", Code}, {"actual_finish_basis", Code}}}

	Budget = Report{"budget", WorkingEstimate, []Column{{"project", Code}, {"phase", Code}, {"category", Code}, {"currency", Code},
		{"base", Money}, {"contingency", Money}, {"escalation", Money}, {"total", Money}}}

	CashFlow = Report{"cashflow", WorkingEstimate, []Column{{"project", Code}, {"period", Code}, {"currency", Code},
		{"base", Money}, {"contingency", Money}, {"escalation", Money}, {"need", Money},
		{"requested", Money}, {"approved", Money}, {"committed", Money}, {"disbursed", Money},
		{"secured", Money}, {"gap", Money}, {"cumulative_gap", Money}}}

	// MTBP is the medium-term budget sheet: "y" is the budget year, and the
	// expected are those of the year before it. Its amounts are in full or in
	// thousands, as the unit says.
	MTBP = Report{"mtbp", WorkingEstimate, []Column{{"project", Code}, {"programme", Code}, {"covers", Code}, {"currency", Code},
		{"unit", Code}, {"rate", Number}, {"rate_date", Date}, {"budget_year", Code}, {"item", Code}, {"total", Number},
		{"spent", Number}, {"unspent", Number}, {"expected", Number}, {"y", Number}, {"y1", Number}, {"y2", Number}, {"later", Number},
		{"spent_from", Code}}}

	// Spending is what was spent as it counts in reporting periods: what was
	// entered after the cut-off of its date's period is late, and counts in a later
	// one.
	Spending = Report{"spending", NoEstimates, []Column{{"project", Code}, {"period", Code}, {"closed", Flag}, {"cut_off", Date}, {"fiscal_year", Integer},
		{"spent_from", Code}, {"phase", Code}, {"category", Code}, {"funding_source", Text}, {"currency", Code}, {"amount", Money}, {"late", Flag}}}
)

// All lists the reports in the order in which pages show them.
var All = []Report{Allocations, Estimates, CostLines, Structures, Phases, Budget, CashFlow, MTBP, Spending}

// Named returns the report with the name, or a NotFound fault that lists the names.
func Named(name string) (Report, error) {
	i := slices.IndexFunc(All, func(r Report) bool { return r.Name == name })
	if i >= 0 {
		return All[i], nil
	}
	return Report{}, fault.New(fault.NotFound, fault.Say("report.not_found",
		"there is no report called {name}: the reports are {names}", "name", name, "names", Names()))
}

// Names lists the names of all reports, for people.
func Names() string {
	names := make([]string, len(All))
	for i, r := range All {
		names[i] = r.Name
	}
	return strings.Join(names, ", ")
}

// Column returns the index of the named column, -1 where there is none.
func (r Report) Column(name string) int {
	return slices.IndexFunc(r.Columns, func(c Column) bool { return c.Name == name })
}
