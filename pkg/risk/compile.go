package risk

import (
	"context"
	"errors"
	"slices"

	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
)

// program is a model with its inputs, ready to be simulated. Money is in minor
// units as float64, which holds them exactly up to 9·10¹⁵.
type program struct {
	base    *costmodel.Result
	seed    uint64
	fixed   float64 // what the lines come to in year-of-expenditure money when nothing varies; contingency left out
	groups  []group
	lines   []lineInput // those that vary, percentages after what they are of
	risks   []riskInput
	factors factors
	time    timing
}

// group is the lines of one phase and index: they spread and escalate alike.
type group struct {
	phase  int
	index  string
	base   float64 // at base prices; contingency left out
	factor float64 // escalation at planned dates
}

// lineInput is a line that varies. What it adds to its amount at base prices is
//
//	(1 + f)·(amount + percent·Σ what the lines `of` add) − amount   with f from the table, or
//	table                                                            for a measured line
type lineInput struct {
	code    string
	group   int
	amount  float64
	table   *table // nil: nothing of its own
	percent bool
	share   float64 // of a percentage line
	of      []int   // earlier lines that vary
	timed   bool    // scales with the length of the phase
	still   bool    // it has one value only
	load    []float64
	own     float64
}

var unusable = fault.Say("risk.invalid", "the simulation cannot be made")

// minorUnits are the minor units of one major one.
const minorUnits = 100

// compile checks the inputs beside the model and prepares them. Faults: those of
// costmodel.Run and of Check, and a correlation that is not possible; the context's
// error when it ends while tables are made.
func compile(ctx context.Context, m *costmodel.Model, in *Inputs) (*program, error) {
	base, err := costmodel.Run(ctx, m)
	if err != nil {
		return nil, err
	}
	if err := in.Check(m); err != nil {
		return nil, err
	}
	if len(m.Phases) == 0 {
		var p fault.Problems
		p.Add("phases", fault.Say("required", "is required"))
		return nil, p.Err(unusable)
	}
	c := &compiler{ctx: ctx, program: &program{base: base, seed: in.Seed}, in: in,
		groups: map[groupKey]int{}, at: map[string]int{}, phases: map[string]int{}}
	for i := range m.Phases {
		c.phases[m.Phases[i].Code] = i
	}
	if c.factors, err = newFactors(&in.Correlation); err != nil {
		return nil, err
	}
	for _, step := range []func() error{c.addTables, c.addLines, c.addRisks, c.addTimes} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	c.findStill()
	return c.program, nil
}

// findStill finds the lines that have one value only.
func (c *compiler) findStill() {
	for i := range c.lines {
		l := &c.lines[i]
		l.still = (l.table == nil || l.table.flat()) && !(l.timed && c.time.moves()) &&
			!slices.ContainsFunc(l.of, func(of int) bool { return !c.lines[of].still })
	}
}

// compiler makes a program.
type compiler struct {
	*program
	ctx    context.Context
	in     *Inputs
	tables tables
	groups map[groupKey]int
	at     map[string]int // of the lines that vary, by code
	phases map[string]int
}

type groupKey struct {
	phase int
	index string
}

// group returns the group of a phase and index.
func (c *compiler) group(phase string, index string) int {
	key := groupKey{c.phases[phase], index}
	g, ok := c.groups[key]
	if !ok {
		g = len(c.program.groups)
		c.groups[key] = g
		c.program.groups = append(c.program.groups, group{phase: key.phase, index: index, factor: 1})
	}
	return g
}

// addLines puts the lines into groups and prepares those that vary.
func (c *compiler) addLines() error {
	var percentages []*costmodel.LineResult
	var measured []*costmodel.LineResult
	for i := range c.base.Lines {
		l := &c.base.Lines[i]
		if l.Contingency {
			continue
		}
		g := c.group(l.Phase, l.Index)
		c.program.groups[g].base += float64(l.Total.Minor())
		for _, cell := range l.Cells {
			c.fixed += float64(cell.Base.Minor()) + float64(cell.Escalation.Minor())
		}
		if l.Percent.Valid {
			percentages = append(percentages, l)
		} else if _, varies := c.in.Lines[l.Code]; varies {
			measured = append(measured, l)
		}
	}
	for _, l := range measured {
		u, amount := c.in.Lines[l.Code], float64(l.Total.Minor())
		factor := amount
		if u.Amounts {
			factor = minorUnits
		}
		c.addLine(l, lineInput{amount: amount, table: c.tables.lines[l.Code].scale(factor, amount), timed: u.TimeDependent})
	}
	c.addPercentages(percentages)
	return nil
}

func (c *compiler) addLine(l *costmodel.LineResult, in lineInput) {
	in.code, in.group = l.Code, c.group(l.Phase, l.Index)
	in.load, in.own = c.factors.of(l.Code)
	c.at[l.Code] = len(c.lines)
	c.lines = append(c.lines, in)
}

// misfit puts a fault under a place of the model file.
func misfit(at string, err error) error {
	if _, ok := errors.AsType[*fault.Error](err); !ok {
		return err
	}
	var p fault.Problems
	p.Merge(at, err)
	return p.Err(unusable)
}

// addPercentages adds the percentage lines, each after those that it is of;
// costmodel has made sure that there is no circle.
func (c *compiler) addPercentages(pending []*costmodel.LineResult) {
	waiting := map[string]bool{}
	for _, l := range pending {
		waiting[l.Code] = true
	}
	for len(pending) > 0 {
		var later []*costmodel.LineResult
		for _, l := range pending {
			if slices.ContainsFunc(l.OfLines, func(code string) bool { return waiting[code] }) {
				later = append(later, l)
				continue
			}
			c.addPercentage(l, c.tables.lines[l.Code])
			delete(waiting, l.Code)
		}
		pending = later
	}
}

// addPercentage adds a percentage line, unless nothing of it varies. An
// uncertainty in amounts stands for itself, whatever the percentage is of.
func (c *compiler) addPercentage(l *costmodel.LineResult, t *table) {
	in := lineInput{amount: float64(l.Total.Minor()), percent: true, share: float(l.Percent.Decimal) / 100}
	u := c.in.Lines[l.Code]
	switch {
	case t != nil && u.Amounts:
		c.addLine(l, lineInput{amount: in.amount, table: t.scale(minorUnits, in.amount), timed: u.TimeDependent})
		return
	case t != nil:
		in.table, in.timed = t.scale(1, 1), u.TimeDependent
	}
	in.of = c.of(l)
	if in.table != nil || len(in.of) > 0 {
		c.addLine(l, in)
	}
}

// of lists the varying lines that a percentage counts.
func (c *compiler) of(l *costmodel.LineResult) []int {
	var of []int
	for _, code := range l.OfLines {
		if at, varies := c.at[code]; varies {
			of = append(of, at)
		}
	}
	for i := range c.base.Lines {
		other := &c.base.Lines[i]
		at, varies := c.at[other.Code]
		if varies && other.Phase == l.Phase && !other.Percent.Valid && slices.Contains(l.Of, other.Category) {
			of = append(of, at)
		}
	}
	return of
}
