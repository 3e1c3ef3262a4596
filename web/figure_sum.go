package web

import (
	"strconv"
	"strings"

	"korridor/pkg/planner"
	"korridor/pkg/project"
)

// sumParts bounds the amounts that the formula of a sum lists.
const sumParts = 12

// sum returns a figure for the sum of allocations: that of the allocation
// where there is one, else a derived one that is as weak as its weakest part.
func (t *trail) sum(name, text string, sum planner.MoneySum) *Figure {
	var bases []project.Basis
	var parts []string
	var waits []planner.Pending
	for i := range sum.Of {
		a := &sum.Of[i]
		stage, amount := a.Standing()
		waits = append(waits, t.record.PendingIn(a, stage)...)
		if len(sum.Of) == 1 {
			f := t.figure(a.ID, string(stage), name, text)
			f.Waiting = t.waiting(waits)
			return f
		}
		basis := project.Basis("")
		if c := t.record.Chosen(a.ID, string(stage)); c != nil {
			basis = c.Basis
		}
		bases = append(bases, basis)
		switch {
		case len(parts) < sumParts:
			parts = append(parts, t.language.Amount(amount)+" ("+strconv.Itoa(a.FiscalYear)+")")
		case len(parts) == sumParts:
			parts = append(parts, "…")
		}
	}
	f := t.derived(name, text, t.language.Money(sum.Amount), strings.Join(parts, " + "), bases...)
	f.Waiting = t.waiting(waits)
	return f
}

// derived returns a figure that a formula gives; exact is the whole value where
// text is a short form. It is derived, or as weak as
// its weakest part: where nobody vouches for one, nobody vouches for it.
func (t *trail) derived(name, text, exact, formula string, parts ...project.Basis) *Figure {
	f := t.vouched(name, text, nil)
	weakest := project.Weakest(parts...)
	if weakest == "" {
		return f
	}
	if weakest == project.Sourced {
		weakest = project.Derived
	}
	f.Basis = weakest
	f.Claims = []ClaimView{{Value: exact, Basis: weakest, Formula: formula, Chosen: true}}
	return f
}

// lineSum writes what a total is that only its cost lines stand behind: the
// formula, and how much of it is assumed or lacks a document.
func (t *trail) lineSum(s planner.LineSum) (formula, note string) {
	l := t.language
	share := l.Percent(percentOf(s.Assumed.Decimal(), s.Total.Decimal()))
	note = l.T("figure.lines_assumed", "percent", share, "amount", l.Money(s.Assumed))
	if s.Unvouched > 0 {
		note += " " + l.N("figure.lines_unvouched", s.Unvouched)
	}
	return l.N("figure.lines_sum", s.Lines), note
}
