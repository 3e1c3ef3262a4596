package main

import (
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
	"korridor/pkg/modelfile"
	"korridor/pkg/money"
)

type costCommand struct {
	Model string `arg:"" help:"Model file, YAML or JSON (.json); - is standard input."`
	JSON  bool   `name:"json" help:"Print JSON for programs."`
}

// Run computes the model file and prints what it comes to.
func (c *costCommand) Run(p *program) error {
	file, err := readModel(c.Model)
	if err != nil {
		return err
	}
	result, err := file.Cost(p.ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		return modelfile.WriteCost(p.stdout, result)
	}
	return printCost(p.stdout, result)
}

// readModel reads the model file of the name, "-" being standard input.
func readModel(name string) (*modelfile.File, error) {
	in := os.Stdin
	if name != "-" {
		var err error
		if in, err = os.Open(name); err != nil {
			return nil, err
		}
		defer in.Close()
	} else {
		name = "standard input"
	}
	source, err := io.ReadAll(io.LimitReader(in, modelfile.MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return modelfile.Read(name, source)
}

// printCost prints a result for people.
func printCost(w io.Writer, r *costmodel.Result) error {
	need, err := r.Need()
	if err != nil {
		return err
	}
	style := money.English
	say := func(a money.Amount) string { return style.Amount(a) }
	sayKnown := func(a *money.Amount) string {
		if a == nil {
			return "not known"
		}
		return say(*a)
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "%s, prices of %d\n\n", r.Model.Currency.Code(), r.Model.PriceYear)
	for _, sum := range []struct {
		name   string
		amount money.Amount
	}{{"base", r.Base}, {"contingency", r.Contingency}, {"escalation", r.Escalation}, {"total", need}} {
		fmt.Fprintf(t, "%s\t%s\t\n", sum.name, say(sum.amount))
	}
	if r.NPV != nil {
		fmt.Fprintf(t, "present value\t%s\t\n", say(*r.NPV))
	}
	t.Flush()
	fmt.Fprintln(w)
	fmt.Fprint(t, "phase\tstart\tfinish\tbase\tcontingency\ttotal\t\n")
	for i := range r.Phases {
		p := &r.Phases[i]
		total, err := p.Need()
		if err != nil {
			return err
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t\n", p.Phase.Code, p.Placed.Start, p.Placed.Finish, say(p.Base), say(p.Contingency), say(total))
	}
	t.Flush()
	fmt.Fprintln(w)
	fmt.Fprint(t, "year\tbase\tcontingency\tescalation\tneed\tsecured\tgap\tcumulative gap\t\n")
	for i := range r.Years {
		y := &r.Years[i]
		fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t\n", y.FiscalYear, say(y.Base), say(y.Contingency), say(y.Escalation),
			say(y.Need), sayKnown(y.KnownSecured()), sayKnown(y.KnownGap()), sayKnown(y.KnownCumulativeGap()))
	}
	t.Flush()
	if r.Capped != nil {
		printCapped(w, t, r.Capped, say)
	}
	return printWarnings(w, r.Warnings)
}

func printCapped(w io.Writer, t *tabwriter.Writer, c *costmodel.Capped, say func(money.Amount) string) {
	fmt.Fprint(w, "\nunder the caps\n")
	fmt.Fprint(t, "year\tdemand\tfunded\tbacklog\t\n")
	for _, y := range c.Years {
		fmt.Fprintf(t, "%d\t%s\t%s\t%s\t\n", y.FiscalYear, say(y.Demand), say(y.Funded), say(y.Backlog))
	}
	t.Flush()
	switch {
	case c.CompletionYear != 0:
		fmt.Fprintf(w, "everything is paid in %d\n", c.CompletionYear)
	case c.ExtraYears < 0:
		fmt.Fprintf(w, "%s remain when the caps end, and the last caps pay nothing\n", say(c.Remaining))
	default:
		fmt.Fprintf(w, "%s remain when the caps end: %d more years at the average of the last three caps\n", say(c.Remaining), c.ExtraYears)
	}
}

func printWarnings(w io.Writer, warnings []fault.Message) error {
	for i, m := range warnings {
		if i == 0 {
			fmt.Fprintln(w)
		}
		if _, err := fmt.Fprintf(w, "note: %s\n", m); err != nil {
			return err
		}
	}
	return nil
}
