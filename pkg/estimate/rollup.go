package estimate

import (
	"fmt"
	"slices"

	"korridor/pkg/money"
	"korridor/pkg/record"
)

// Amounts returns the amount of every line, in the order given. A measured line
// is quantity × unit rate, rounded half-even to minor units. A percentage line
// is its share of the sum of the measured, non-contingency lines of its
// categories in the same phase, rounded half-even once. Errors: an amount
// beyond money's range.
func Amounts(currency money.Currency, lines []Line) ([]money.Amount, error) {
	type key struct {
		phase    record.ID
		category Category
	}
	amounts := make([]money.Amount, len(lines))
	bases := map[key]money.Amount{}
	for i := range lines {
		l := &lines[i]
		if l.IsPercent() {
			continue
		}
		a, err := money.Round(l.Quantity.Decimal.Mul(l.UnitRate.Decimal), currency)
		if err != nil {
			return nil, fmt.Errorf("line %s: %w", l.Code, err)
		}
		amounts[i] = a
		if l.Contingency {
			continue
		}
		k := key{l.Phase, l.Category}
		if bases[k], err = add(bases[k], a); err != nil {
			return nil, fmt.Errorf("line %s: %w", l.Code, err)
		}
	}
	for i := range lines {
		l := &lines[i]
		if !l.IsPercent() {
			continue
		}
		base := money.Zero(currency)
		var err error
		for _, c := range l.Of {
			if base, err = add(bases[key{l.Phase, c}], base); err != nil {
				return nil, fmt.Errorf("line %s: %w", l.Code, err)
			}
		}
		if amounts[i], err = base.Mul(l.Percent.Decimal.Shift(-2)); err != nil {
			return nil, fmt.Errorf("line %s: %w", l.Code, err)
		}
	}
	return amounts, nil
}

// add is a + b where the zero Amount, without a currency, counts as nothing.
func add(a, b money.Amount) (money.Amount, error) {
	if a.Currency().IsZero() {
		return b, nil
	}
	return a.Add(b)
}

// Total returns what the lines add up to.
func Total(currency money.Currency, lines []Line) (money.Amount, error) {
	amounts, err := Amounts(currency, lines)
	if err != nil {
		return money.Amount{}, err
	}
	return money.Sum(currency, amounts...)
}

// Part is one cell of the roll-up: the lines of one category in one phase.
type Part struct {
	Phase       record.ID
	Category    Category
	Base        money.Amount // without contingency
	Contingency money.Amount
}

// RollUp adds the lines up by phase and category, in the order in which the
// pairs first occur. The parts add up to Total exactly.
func RollUp(currency money.Currency, lines []Line) ([]Part, error) {
	amounts, err := Amounts(currency, lines)
	if err != nil {
		return nil, err
	}
	var parts []Part
	for i := range lines {
		l := &lines[i]
		j := slices.IndexFunc(parts, func(p Part) bool { return p.Phase == l.Phase && p.Category == l.Category })
		if j < 0 {
			j = len(parts)
			parts = append(parts, Part{Phase: l.Phase, Category: l.Category,
				Base: money.Zero(currency), Contingency: money.Zero(currency)})
		}
		cell := &parts[j].Base
		if l.Contingency {
			cell = &parts[j].Contingency
		}
		if *cell, err = cell.Add(amounts[i]); err != nil {
			return nil, fmt.Errorf("line %s: %w", l.Code, err)
		}
	}
	return parts, nil
}
