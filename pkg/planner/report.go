package planner

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/period"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
)

// ReportQuery says which rows of a report are wanted.
type ReportQuery struct {
	Report  report.Report
	Project string // code; "": all projects
	Drafts  bool   // with the estimates that are not published
	By      By     // of the cash flow
}

// Report streams the rows of a report, read from one state of the record, into
// the writer that open returns. open is called once, after the query has been
// found valid, so that nothing is written for a NotFound fault. Rows are
// ordered by project code and then as on the pages; memory does not grow with
// their number.
func (p *Planner) Report(ctx context.Context, q ReportQuery, open func() (report.Writer, error)) error {
	return p.read(ctx, func(r Reader) error {
		run, err := p.newReportRun(ctx, r, q)
		if err != nil {
			return err
		}
		w, err := open()
		if err != nil {
			return err
		}
		if err := run.each(ctx, func(l reportLine) error { return w.Write(l.cells) }); err != nil {
			return err
		}
		return w.Close()
	})
}

// reportLine is a row with what it adds to totals.
type reportLine struct {
	cells report.Row
	sums  []reportSum
	vat   *estimate.VAT // of the estimate that the row draws on; nil: of none
}

// reportSum is an amount of a row and what it is counted with.
type reportSum struct {
	of      string        // an estimate's code, or ""
	stage   funding.Stage // of an allocation, or ""
	pending bool          // requested, with no later stage on record
	amount  money.Amount
	assumed money.Amount // the part of amount that rests on assumptions
	balance money.Amount // the part of amount that only closes an estimate on a published total; nothing where it is not set
}

// newSum counts the whole amount as resting on assumptions, or none of it.
func newSum(of string, amount money.Amount, assumed bool) reportSum {
	s := reportSum{of: of, amount: amount, assumed: money.Zero(amount.Currency())}
	if assumed {
		s.assumed = amount
	}
	return s
}

type reportRun struct {
	r        Reader
	q        ReportQuery
	project  *project.Project // nil: all
	held     int              // cost lines of the last batch
	language string           // of names; "": the record's own, as in files
	today    schedule.Date
	common   commonRecords
	told     func(modelTold) // what a preview tells of a project's model; nil in files
	calendar period.Calendar // for the report on spending
	zone     *time.Location  // in which days end
}

func (p *Planner) newReportRun(ctx context.Context, r Reader, q ReportQuery) (*reportRun, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	run := &reportRun{r: r, q: q, today: p.Today(ctx), zone: p.now().Location()}
	if q.Project != "" {
		of, err := r.ProjectByCode(ctx, q.Project)
		if err != nil {
			return nil, err
		}
		run.project = &of
	}
	if q.Report.Name != report.Spending.Name {
		return run, nil
	}
	var err error
	run.calendar, err = readCalendar(ctx, r)
	return run, err
}

// Limits on what a report holds in memory at once: so many projects, fewer
// where they have many cost lines.
const (
	reportBatch = 100
	firstBatch  = 10
	manyLines   = 20_000
	fewLines    = 5_000
)

// each calls emit for every row in order.
func (run *reportRun) each(ctx context.Context, emit func(reportLine) error) error {
	if run.q.Report.Name == report.Allocations.Name {
		return run.eachAllocation(ctx, emit)
	}
	if run.project != nil {
		return run.batch(ctx, []project.Project{*run.project}, emit)
	}
	offset, size := 0, firstBatch
	for {
		page, _, err := run.r.Projects(ctx, ProjectQuery{Limit: size, Offset: offset})
		if err != nil {
			return err
		}
		if len(page) > 0 {
			if err := run.batch(ctx, page, emit); err != nil {
				return err
			}
		}
		if len(page) < size {
			return nil
		}
		offset, size = offset+size, nextBatch(size, run.held)
	}
}

// nextBatch returns how many projects to hold after some that had so many lines.
func nextBatch(size, lines int) int {
	switch {
	case lines > manyLines:
		return max(1, size/2)
	case lines < fewLines:
		return min(reportBatch, size*2)
	}
	return size
}

// rowsOf says how a report other than allocations makes the rows of a project,
// and which parts it makes them from.
type rowsOf struct {
	rows                         func(*reportRun, context.Context, *reportParts, *project.Project, func(reportLine) error) error
	sections, structures, phases bool
	estimates, lines             bool
	model                        bool          // what a cost model is made from
	funding                      bool          // with its money and caps
	budgets                      bool          // with what was spent, and the budget programmes
	spending                     bool          // what was spent, as it counts in periods
	claims                       []record.Kind // beside those about the lines
}

var reportRows = map[string]rowsOf{
	report.Estimates.Name: {rows: (*reportRun).estimates, estimates: true, lines: true,
		claims: []record.Kind{record.Estimate}},
	report.CostLines.Name: {rows: (*reportRun).costLines, structures: true, phases: true, estimates: true, lines: true},
	report.Structures.Name: {rows: (*reportRun).structures, sections: true, structures: true, phases: true,
		claims: []record.Kind{record.Structure}},
	report.Phases.Name: {rows: (*reportRun).phases, phases: true, estimates: true, lines: true,
		claims: []record.Kind{record.Phase}},
	report.Budget.Name:   modelRows((*reportRun).budget, false),
	report.CashFlow.Name: modelRows((*reportRun).cashFlow, true),
	report.MTBP.Name:     mtbpRows(),
	report.Spending.Name: {rows: (*reportRun).spending, phases: true, spending: true},
}

// modelRows is a report on the cost models of the working estimates, with their
// money or without.
func modelRows(rows func(*reportRun, context.Context, *reportParts, *project.Project, func(reportLine) error) error, funding bool) rowsOf {
	return rowsOf{rows: rows, sections: true, structures: true, phases: true, estimates: true, lines: true, model: true, funding: funding,
		claims: []record.Kind{record.Estimate}}
}

func mtbpRows() rowsOf {
	of := modelRows((*reportRun).mtbp, true)
	of.budgets = true
	return of
}

// batch emits the rows of some projects.
func (run *reportRun) batch(ctx context.Context, projects []project.Project, emit func(reportLine) error) error {
	of, ok := reportRows[run.q.Report.Name]
	if !ok {
		return fmt.Errorf("the report %s has no rows", run.q.Report.Name)
	}
	parts, err := run.load(ctx, of, projects)
	if err != nil {
		return err
	}
	for i := range projects {
		if err := of.rows(run, ctx, parts, &projects[i], emit); err != nil {
			return err
		}
	}
	return nil
}

func (run *reportRun) eachAllocation(ctx context.Context, emit func(reportLine) error) error {
	var id record.ID
	if run.project != nil {
		id = run.project.ID
	}
	return run.r.EachAllocation(ctx, id, func(row AllocationRow) error {
		a := &row.Allocation
		line := reportLine{cells: report.Row{
			row.Project, strconv.Itoa(a.FiscalYear), row.FundingSource.In(run.language), a.Currency.Code(),
			plain(a.Requested), plain(a.Approved), plain(a.Committed), plain(a.Disbursed),
			string(row.Basis), row.Documents.In(run.language),
		}}
		standing, _ := a.Standing()
		for i, stage := range funding.Stages {
			if amount := a.Amount(stage); amount != nil {
				s := newSum("", *amount, row.Bases[i] == project.Assumed)
				s.stage, s.pending = stage, stage == funding.Requested && standing == stage
				line.sums = append(line.sums, s)
			}
		}
		return emit(line)
	})
}

func plain(a *money.Amount) string {
	if a == nil {
		return ""
	}
	return a.Plain()
}

func number(d decimal.NullDecimal) string {
	if !d.Valid {
		return ""
	}
	return d.Decimal.String()
}

func year(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}

// rate writes a unit rate: with its decimals, at least two.
func rate(d decimal.NullDecimal) string {
	if !d.Valid {
		return ""
	}
	return d.Decimal.StringFixed(max(2, -d.Decimal.Exponent()))
}

func (run *reportRun) titles(t Trail, e record.Entity) string {
	return strings.Join(t.DocumentTitles(e, run.language), "; ")
}
