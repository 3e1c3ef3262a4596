package estimate

import (
	"korridor/pkg/money"
	"korridor/pkg/record"
)

// Sum is what some of the lines of an estimate add up to.
type Sum struct {
	Base        money.Amount // without contingency
	Contingency money.Amount
	Total       money.Amount // Base + Contingency
	Assumed     money.Amount // of Total, what rests on assumptions
	Balance     money.Amount // of Total, what only closes it on a published total

	BaseLines        int
	ContingencyLines int
	BalanceLines     int
}

// Group is the sum of the lines that have a key in common.
type Group[K comparable] struct {
	Key K
	Sum
}

// Costed is the lines of an estimate with their amounts.
type Costed struct {
	Currency money.Currency
	Lines    []Line
	Amounts  []money.Amount   // of the line of the same index
	Assumed  func(i int) bool // whether the i-th line rests on an assumption; nil: none does
}

// Cost computes the amounts of the lines. Errors: those of Amounts.
func Cost(currency money.Currency, lines []Line) (Costed, error) {
	amounts, err := Amounts(currency, lines)
	return Costed{Currency: currency, Lines: lines, Amounts: amounts}, err
}

// adders sum the parts of a Sum.
type adders struct {
	base, contingency, total, assumed, balance money.Adder
	sum                                        Sum
}

// SumBy adds the lines up by key, in the order in which the keys first occur.
// Lines for which key returns false do not count. The sums are exact, and those
// of a key that says nothing are Total's. Errors: a sum beyond money's range.
func SumBy[K comparable](c Costed, key func(*Line) (k K, counts bool)) ([]Group[K], error) {
	at := map[K]int{}
	var keys []K
	var open []*adders
	for i := range c.Lines {
		k, counts := key(&c.Lines[i])
		if !counts {
			continue
		}
		j, known := at[k]
		if !known {
			j = len(open)
			at[k], keys = j, append(keys, k)
			zero := money.NewAdder(c.Currency)
			open = append(open, &adders{base: zero, contingency: zero, total: zero, assumed: zero, balance: zero})
		}
		if err := open[j].add(&c, i); err != nil {
			return nil, lineError(&c.Lines[i], err)
		}
	}
	groups := make([]Group[K], len(open))
	for j, a := range open {
		sum, err := a.close()
		if err != nil {
			return nil, err
		}
		groups[j] = Group[K]{keys[j], sum}
	}
	return groups, nil
}

// SumOf adds up the lines that count.
func SumOf(c Costed, counts func(*Line) bool) (Sum, error) {
	groups, err := SumBy(c, func(l *Line) (struct{}, bool) { return struct{}{}, counts(l) })
	if err != nil {
		return Sum{}, err
	}
	if len(groups) == 0 {
		zero := money.Zero(c.Currency)
		return Sum{Base: zero, Contingency: zero, Total: zero, Assumed: zero, Balance: zero}, nil
	}
	return groups[0].Sum, nil
}

func (a *adders) add(c *Costed, i int) error {
	l := &c.Lines[i]
	sums := []*money.Adder{&a.total}
	if l.Contingency {
		sums = append(sums, &a.contingency)
		a.sum.ContingencyLines++
	} else {
		sums = append(sums, &a.base)
		a.sum.BaseLines++
	}
	if c.Assumed != nil && c.Assumed(i) {
		sums = append(sums, &a.assumed)
	}
	if l.Balance {
		sums = append(sums, &a.balance)
		a.sum.BalanceLines++
	}
	for _, s := range sums {
		if err := s.Add(c.Amounts[i]); err != nil {
			return err
		}
	}
	return nil
}

func (a *adders) close() (Sum, error) {
	for _, part := range []struct {
		from *money.Adder
		to   *money.Amount
	}{{&a.base, &a.sum.Base}, {&a.contingency, &a.sum.Contingency}, {&a.total, &a.sum.Total}, {&a.assumed, &a.sum.Assumed}, {&a.balance, &a.sum.Balance}} {
		var err error
		if *part.to, err = part.from.Sum(); err != nil {
			return Sum{}, err
		}
	}
	return a.sum, nil
}

// Part is one cell of the roll-up: the lines of one category in one phase.
type Part struct {
	Phase    record.ID
	Category Category
	Sum
}

// RollUp adds the lines up by phase and category, in the order in which the
// pairs first occur. The parts add up to Total exactly.
func RollUp(c Costed) ([]Part, error) {
	groups, err := SumBy(c, func(l *Line) (cell, bool) { return cell{l.Phase, l.Category}, true })
	if err != nil {
		return nil, err
	}
	var parts []Part
	for _, g := range groups {
		parts = append(parts, Part{Phase: g.Key.phase, Category: g.Key.category, Sum: g.Sum})
	}
	return parts, nil
}
