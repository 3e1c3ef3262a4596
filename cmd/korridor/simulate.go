package main

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"korridor/pkg/modelfile"
	"korridor/pkg/money"
	"korridor/pkg/risk"
)

type simulateCommand struct {
	Model      string  `arg:"" help:"Model file, YAML or JSON (.json); - is standard input."`
	Iterations *int    `help:"How often to run the model; the file's number, or 100,000, without it." placeholder:"N"`
	Seed       *uint64 `help:"Seed of the random numbers; the file's, or 0, without it." placeholder:"S"`
	JSON       bool    `name:"json" help:"Print JSON for programs."`
}

// Run simulates the model file and prints what it comes to.
func (c *simulateCommand) Run(p *program) error {
	if n := c.Iterations; n != nil && (*n < 1 || *n > risk.MaxIterations) {
		return &usageError{fmt.Errorf("--iterations must be between 1 and %d", risk.MaxIterations)}
	}
	file, err := readModel(c.Model)
	if err != nil {
		return err
	}
	in := &file.Risk
	if c.Iterations != nil {
		in.Iterations = *c.Iterations
	}
	if c.Seed != nil {
		in.Seed = *c.Seed
	}
	line := p.progress("simulating", "iterations")
	defer line.end()
	begin := time.Now()
	result, err := file.Simulate(p.ctx, risk.Options{Progress: line.done})
	if err != nil {
		return err
	}
	elapsed := time.Since(begin)
	line.hide()
	if c.JSON {
		return modelfile.WriteSimulation(p.stdout, result, elapsed)
	}
	return printSimulation(p.stdout, result, elapsed)
}

// printSimulation prints a result for people.
func printSimulation(w io.Writer, r *risk.Result, elapsed time.Duration) error {
	say := money.English.Amount
	percent := func(p float64) string { return fmt.Sprintf("%.1f %%", 100*p) }
	fmt.Fprintf(w, "%s, %s iterations, seed %d, %d ms\n\n", r.Currency.Code(), money.English.Integer(int64(r.Iterations)), r.Seed, elapsed.Milliseconds())
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "cost\t\t95 % interval\t\t\n")
	for _, p := range r.Percentiles {
		if p.P%10 == 0 || p.P == 5 || p.P == 95 {
			fmt.Fprintf(t, "P%d\t%s\t%s\t%s\t\n", p.P, say(p.Value), say(p.Low), say(p.High))
		}
	}
	fmt.Fprintf(t, "mean\t%s\t\t\t\nstandard deviation\t%s\t\t\t\nmean above P80\t%s\t\t\t\n", say(r.Mean), say(r.SD), say(r.MeanAboveP80))
	t.Flush()
	fmt.Fprintf(w, "\nthe model's total of %s is enough with %s; ", say(r.Working), percent(r.WithinWorking))
	if r.WithinSecured == nil {
		fmt.Fprint(w, "what is secured is not known (see the notes)\n")
	} else {
		fmt.Fprintf(w, "the secured %s with %s\n", say(*r.Secured), percent(*r.WithinSecured))
	}
	fmt.Fprintf(w, "finished by %s (P10), %s (P50), %s (P80)\n\n", r.Finish.P10, r.Finish.P50, r.Finish.P80)
	fmt.Fprint(t, "year\tP10\tP50\tP80\tsecured is enough\t\n")
	for _, y := range r.Years {
		enough := "not known"
		if y.Within != nil {
			enough = percent(*y.Within)
		}
		fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\t\n", y.FiscalYear, say(y.P10), say(y.P50), say(y.P80), enough)
	}
	t.Flush()
	if c := r.FinishUnderCaps; c != nil {
		fmt.Fprintf(w, "\nunder the caps all is paid in %s (P10), %s (P50), %s (P80); the caps end first with %s\n",
			capsYear(c.P10), capsYear(c.P50), capsYear(c.P80), percent(c.Unfinished))
	}
	if len(r.Sensitivity) > 0 {
		fmt.Fprint(w, "\n")
		fmt.Fprint(t, "driver\t\tvariance\trank correlation\t\n")
		for _, s := range r.Sensitivity[:min(len(r.Sensitivity), maxDrivers)] {
			fmt.Fprintf(t, "%s\t%s\t%s\t%.3f\t\n", s.Code, s.Kind, percent(s.VarianceShare), s.Spearman)
		}
		t.Flush()
	}
	return printWarnings(w, r.Warnings)
}

// maxDrivers are the rows of the sensitivity that people see.
const maxDrivers = 20

func capsYear(year int) string {
	if year == 0 {
		return "no year"
	}
	return fmt.Sprint(year)
}
