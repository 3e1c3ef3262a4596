package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"korridor/config"
	"korridor/db"
	"korridor/pkg/modelfile"
	"korridor/pkg/planner"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
)

type exportCommand struct {
	config.Database
	Report   string `arg:"" help:"One of ${reports}; or model, the project's cost model as a file for korridor cost." placeholder:"REPORT"`
	Project  string `help:"Code of the project; all projects without it." placeholder:"CODE"`
	Format   string `help:"csv or json." default:"csv"`
	Locale   string `help:"Whose spreadsheets the CSV is for: en (RFC 4180) or sq (semicolons and decimal commas)." default:"en"`
	Drafts   bool   `help:"With the estimates that are not published."`
	By       string `help:"Periods of the cashflow: year, quarter or month." default:"year"`
	Estimate string `help:"Code of the estimate that the model is of; the working estimate without it." placeholder:"CODE"`
	Scenario string `help:"Code of the scenario whose changes the model has." placeholder:"CODE"`
	AsOf     string `help:"The record as of the end of this day: 2026-10-01." placeholder:"DATE"`
	TimeZone string `help:"Where the planners are: it decides what day it is." default:"Europe/Tirane" placeholder:"ZONE"`
	Output   string `short:"o" help:"File to write instead of standard output; it is replaced once complete." placeholder:"FILE"`
}

// Run writes the report. An unknown report or format is wrong use.
func (c *exportCommand) Run(p *program) error {
	if c.Report == "model" {
		return c.model(p)
	}
	if c.Estimate != "" || c.Scenario != "" {
		return &usageError{errors.New("--estimate and --scenario are of the model, not of reports")}
	}
	which, err := report.Named(c.Report)
	if err != nil {
		return &usageError{err}
	}
	format, err := report.ParseFormat(c.Format)
	if err != nil {
		return &usageError{err}
	}
	dialect, err := report.ParseDialect(c.Locale)
	if err != nil {
		return &usageError{err}
	}
	by, err := planner.ParseBy(c.By)
	if err != nil {
		return &usageError{err}
	}
	store, err := db.Open(p.ctx, c.DB, db.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer store.Close()
	ctx, planning, err := c.planning(p.ctx, store)
	if err != nil {
		return err
	}
	q := planner.ReportQuery{Report: which, Project: c.Project, Drafts: c.Drafts, By: by}
	if c.Output == "" && isTerminal(p.stdout) {
		p.terminal = false // the rows themselves are seen
	}
	line := p.progress("exporting", "rows")
	defer line.end()
	write := func(w io.Writer) error {
		return planning.Report(ctx, q, func() (report.Writer, error) {
			rows, err := report.NewWriter(w, which, format, dialect)
			return countedRows{rows, line}, err
		})
	}
	if c.Output == "" {
		err = write(p.stdout)
	} else {
		err = writeFile(c.Output, write)
	}
	if err != nil {
		return err
	}
	waiting, err := planning.SubmittedCount(ctx, c.Project)
	if err == nil && waiting > 0 {
		_, err = fmt.Fprintf(p.stderr, "korridor: confirmed figures only; %d proposed changes wait for confirmation and are not in it\n", waiting)
	}
	return err
}

// planning returns a planner over the store and the context of the day that the
// record is asked for.
func (c *exportCommand) planning(ctx context.Context, store *db.Store) (context.Context, *planner.Planner, error) {
	in, err := config.Server{TimeZone: c.TimeZone}.Location()
	if err != nil {
		return nil, nil, &usageError{err}
	}
	p := planner.New(store, func() time.Time { return time.Now().In(in) })
	if c.AsOf == "" {
		return ctx, p, nil
	}
	day, err := schedule.ParseDate(c.AsOf)
	if err != nil {
		return nil, nil, &usageError{fmt.Errorf("--as-of: %w", err)}
	}
	past, err := p.Past(ctx, day)
	return planner.AsOf(ctx, past), p, err
}

// model writes the cost model of a project as a model file.
func (c *exportCommand) model(p *program) error {
	if c.Project == "" {
		return &usageError{errors.New("--project is missing: a model is of one project")}
	}
	if c.Format != string(report.CSV) { // the default, which is of reports
		return &usageError{errors.New("a model file is YAML: leave --format out")}
	}
	store, err := db.Open(p.ctx, c.DB, db.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer store.Close()
	ctx, planning, err := c.planning(p.ctx, store)
	if err != nil {
		return err
	}
	v, err := planning.Risk(ctx, planner.RiskQuery{
		CostQuery: planner.CostQuery{Project: c.Project, Estimate: c.Estimate, Scenario: c.Scenario}})
	if err != nil {
		return err
	}
	if err := v.Problem(); err != nil {
		return err
	}
	write := func(w io.Writer) error { return modelfile.Write(w, v.ModelFile()) }
	if c.Output == "" {
		return write(p.stdout)
	}
	return writeFile(c.Output, write)
}

// countedRows tells of the rows that it passes on.
type countedRows struct {
	report.Writer
	line *progress
}

// Write implements report.Writer.
func (c countedRows) Write(row report.Row) error {
	c.line.add(1)
	return c.Writer.Write(row)
}
