package planner

import (
	"context"
	"fmt"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/text"
)

// ApplyClass gives every line of an estimate that no uncertainty covers, by its
// code or by its category, the range of the estimate's AACE class: a lognormal
// factor whose P10 and P90 are the middles of the class's ends. Percentage lines
// follow what they are of, and contingency lines are no cost: both get none.
// Each range is assumed, with claims that say so.
type ApplyClass struct {
	Estimate record.ID
	Version  int64 // of the estimate that was seen

	// Applied says afterwards how many lines got a range.
	Applied int `json:"-"`
}

// Name implements Command.
func (*ApplyClass) Name() string { return "apply_class" }

func (*ApplyClass) movesMoney() bool { return false }

func (c *ApplyClass) apply(ctx context.Context, t *tx) error {
	var e estimate.Estimate
	if err := t.Get(ctx, c.Estimate, &e); err != nil {
		return err
	}
	if e.Version != c.Version {
		return fault.New(fault.Conflict, fault.Say("stale",
			"somebody changed this {kind} in the meantime: load it again and repeat the change", "kind", record.Estimate))
	}
	accuracy, ok := estimate.AccuracyOf(e.Class)
	if !ok {
		return fault.New(fault.Invalid, fault.Say("risk.no_class", "the estimate {estimate} has no class of accuracy: enter one first", "estimate", e.Code))
	}
	lines, err := t.Lines(ctx, e.ID)
	if err != nil {
		return err
	}
	if len(lines) == 0 {
		lines = []estimate.Line{{Code: headlineLine, Category: headlineLine}}
	}
	ranges, err := t.Uncertainties(ctx, e.Project)
	if err != nil {
		return err
	}
	c.Applied = 0
	for i := range lines {
		l := &lines[i]
		if _, covered := risk.RangeOf(ranges, l.Code, l.Category, false); covered || l.Percent.Valid || l.Contingency {
			continue
		}
		if err := t.saveClassRange(ctx, &e, l.Code, accuracy); err != nil {
			return err
		}
		c.Applied++
	}
	return nil
}

// saveClassRange keeps the range of a class as that of a line, with its claims.
func (t *tx) saveClassRange(ctx context.Context, e *estimate.Estimate, line string, a estimate.Accuracy) error {
	low, high := a.Middles()
	r := &risk.Range{Project: e.Project, Line: line, Spread: risk.Spread{Shape: risk.Lognormal, P10: record.Known(low), P90: record.Known(high)}}
	if err := t.save(ctx, r); err != nil {
		return err
	}
	note := text.Label{
		Default: fmt.Sprintf("Assumed from the AACE class %d of the estimate %s: with 80 %% confidence %d to %d %% below and %d to %d %% above; the middles are taken.",
			e.Class, e.Code, -a.LowBest, -a.LowWorst, a.HighBest, a.HighWorst),
		Albanian: fmt.Sprintf("Supozohet nga klasa AACE %d e vlerësimit %s: me besueshmëri 80 %% nga %d deri në %d %% nën dhe nga %d deri në %d %% mbi vlerësimin; merren mesatarët.",
			e.Class, e.Code, -a.LowBest, -a.LowWorst, a.HighBest, a.HighWorst)}
	for _, f := range record.Figures(r) {
		claim := &project.Claim{Project: e.Project, Kind: record.Uncertainty, Entity: r.ID, Field: f.Field, Value: f.Value, Unit: costmodel.Fraction,
			Basis: project.Assumed, Note: note, Chosen: true}
		if err := t.save(ctx, claim); err != nil {
			return err
		}
	}
	return nil
}
