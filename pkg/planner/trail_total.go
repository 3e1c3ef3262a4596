package planner

import (
	"context"

	"korridor/pkg/estimate"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// LineSum says what an estimate's total rests on where its cost lines add up to
// it and nobody claimed it.
type LineSum struct {
	estimate.Sum     // of all lines; Assumed is what rests on assumptions
	Lines        int // how many there are
	Unvouched    int // of them, those with a figure that nothing vouches for
}

// LineSum returns what the total of the estimate with the id rests on; ok is
// false where a claim says so, or nothing.
func (t Trail) LineSum(id record.ID) (s LineSum, ok bool) {
	s, ok = t.sums[id]
	return s, ok
}

// addTotals lets the totals that nobody claimed rest on the cost lines that they
// are the sum of: each gets a chosen claim without an id, which is kept nowhere.
// It is derived, or assumed where a line is; where nothing vouches for any line
// there is none.
func (t Trail) addTotals(ctx context.Context, r Reader, estimates ...*estimate.Estimate) error {
	var ids []record.ID
	for _, e := range estimates {
		if t.lacksTotal(e) {
			ids = append(ids, e.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	lines, err := r.Lines(ctx, ids...)
	if err != nil {
		return err
	}
	of, about := group(lines, func(l *estimate.Line) record.ID { return l.Estimate }), idsOf(lines)
	claims := NewTrail(nil) // apart: a page's trail names only what the page shows
	if len(about) > 0 {
		if _, err := claims.addClaims(ctx, r, ClaimQuery{Entities: about, OnlyChosen: true}); err != nil {
			return err
		}
	}
	for _, e := range estimates {
		if err := t.addTotal(e, of[e.ID], claims); err != nil {
			return err
		}
	}
	return nil
}

// lacksTotal reports whether the estimate, nil for none, has a total that only
// its lines can vouch for.
func (t Trail) lacksTotal(e *estimate.Estimate) bool {
	return e != nil && e.Total != nil && e.Headline == nil && t.Chosen(e.ID, "total") == nil
}

// addTotal gives the estimate's total the claim that its lines make, where it
// lacks one; claims are those about the lines.
func (t Trail) addTotal(e *estimate.Estimate, lines []estimate.Line, claims Trail) error {
	if len(lines) == 0 || !t.lacksTotal(e) {
		return nil
	}
	s := LineSum{Lines: len(lines)}
	bases := make([]project.Basis, len(lines))
	for i := range lines {
		if bases[i] = claims.Basis(&lines[i]); bases[i] == "" {
			s.Unvouched++
		}
	}
	if s.Unvouched == s.Lines {
		return nil
	}
	amounts, err := estimate.Amounts(e.Currency, lines)
	if err != nil {
		return err
	}
	s.Sum, err = estimate.SumOf(estimate.Costed{Currency: e.Currency, Lines: lines, Amounts: amounts,
		Assumed: func(i int) bool { return bases[i] == project.Assumed }}, func(*estimate.Line) bool { return true })
	if err != nil {
		return err
	}
	c := project.Claim{Project: e.Project, Kind: record.Estimate, Entity: e.ID, Field: "total", Value: e.Total.Decimal().String(),
		Unit: e.Currency.Code(), Basis: project.Derived, Chosen: true}
	if !s.Assumed.IsZero() {
		c.Basis = project.Assumed
	}
	t.sums[e.ID] = s
	t.claims[e.ID] = append([]project.Claim{c}, t.claims[e.ID]...)
	return nil
}

// addTotals is that of the dossier's estimates.
func (d *Dossier) addTotals(ctx context.Context, r Reader) error {
	estimates := make([]*estimate.Estimate, len(d.Estimates))
	for i := range d.Estimates {
		estimates[i] = &d.Estimates[i]
	}
	return d.Trail.addTotals(ctx, r, estimates...)
}
