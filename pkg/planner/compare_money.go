package planner

import (
	"cmp"
	"slices"

	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/text"
)

// MoneyFigure names an amount of money that a comparison follows.
type MoneyFigure string

// The figures, in the order in which they are shown. The stages are those of
// funding.Stages; secured is what counts of them.
const (
	WorkingTotal MoneyFigure = "working_estimate"
	SecuredTotal MoneyFigure = "secured"
)

// MoneyFigures lists the figures.
var MoneyFigures = append(append([]MoneyFigure{WorkingTotal}, stageFigures()...), SecuredTotal)

func stageFigures() (list []MoneyFigure) {
	for _, stage := range funding.Stages {
		list = append(list, MoneyFigure(stage))
	}
	return list
}

// MoneyComparison is a figure in one currency, with the parts of it that
// changed: their differences add up to the difference of the total.
type MoneyComparison struct {
	Figure   MoneyFigure
	Currency money.Currency
	Total    MoneyChange
	Parts    []MoneyPart
}

// Whole reports whether the figure has no parts but itself: the total of an
// estimate without lines, before and after.
func (c *MoneyComparison) Whole() bool { return len(c.Parts) == 1 && c.Parts[0].Rest }

// MoneyPart is a part of a figure: what is recorded for a fiscal year, a line of
// the working estimate, or the rest of an estimate's total beside its lines.
type MoneyPart struct {
	FiscalYear int        // 0: no year
	Line       text.Label // of the line's newest name
	Code       string     // of the line; "": not a line
	Rest       bool       // of the total
	MoneyChange
}

// MoneyChange is an amount at two moments; nil is not recorded. The difference
// counts what is not recorded as nothing.
type MoneyChange struct {
	Before, After *money.Amount
	Difference    money.Amount
}

// changed reports whether the amounts differ, or one of them is not recorded.
func (c *MoneyChange) changed() bool {
	return (c.Before == nil) != (c.After == nil) || !c.Difference.IsZero()
}

// partKey names a part on both sides.
type partKey struct {
	figure   MoneyFigure
	currency money.Currency
	year     int
	line     string
}

// moneyParts are the amounts of the parts of a project's figures, by side.
type moneyParts struct {
	sides [2]map[partKey]*money.Amount
	names map[string]text.Label // of lines
	keys  []partKey             // each once, as they occur
}

// compareMoney returns the figures that changed. Errors: sums beyond money's
// range; an estimate whose lines cannot be summed.
func compareMoney(then, now *projectFacts) ([]MoneyComparison, error) {
	m := &moneyParts{sides: [2]map[partKey]*money.Amount{{}, {}}, names: map[string]text.Label{}}
	for side, facts := range []*projectFacts{then, now} {
		if err := m.addAllocations(side, facts); err != nil {
			return nil, err
		}
		if err := m.addEstimate(side, facts); err != nil {
			return nil, err
		}
	}
	var all []MoneyComparison
	for _, key := range m.keys {
		c := find(all, func(c *MoneyComparison) bool { return c.Figure == key.figure && c.Currency == key.currency })
		if c == nil {
			all = append(all, MoneyComparison{Figure: key.figure, Currency: key.currency, Total: MoneyChange{Difference: money.Zero(key.currency)}})
			c = &all[len(all)-1]
		}
		if err := c.add(m, key); err != nil {
			return nil, err
		}
	}
	all = slices.DeleteFunc(all, func(c MoneyComparison) bool { return !c.Total.changed() && len(c.Parts) == 0 })
	slices.SortStableFunc(all, func(a, b MoneyComparison) int {
		return cmp.Or(slices.Index(MoneyFigures, a.Figure)-slices.Index(MoneyFigures, b.Figure), cmp.Compare(a.Currency.Code(), b.Currency.Code()))
	})
	for i := range all {
		slices.SortStableFunc(all[i].Parts, func(a, b MoneyPart) int { return a.FiscalYear - b.FiscalYear })
	}
	return all, nil
}

// add counts a part in the total, and lists it where it changed.
func (c *MoneyComparison) add(m *moneyParts, key partKey) error {
	change := MoneyChange{Before: m.sides[0][key], After: m.sides[1][key]}
	zero := money.Zero(key.currency)
	var err error
	if change.Difference, err = orAmount(change.After, zero).Sub(orAmount(change.Before, zero)); err != nil {
		return err
	}
	if c.Total.Before, err = plus(c.Total.Before, change.Before); err != nil {
		return err
	}
	if c.Total.After, err = plus(c.Total.After, change.After); err != nil {
		return err
	}
	if c.Total.Difference, err = orAmount(c.Total.After, zero).Sub(orAmount(c.Total.Before, zero)); err != nil {
		return err
	}
	if change.changed() {
		c.Parts = append(c.Parts, MoneyPart{FiscalYear: key.year, Code: key.line, Line: m.names[key.line],
			Rest: key.figure == WorkingTotal && key.line == "", MoneyChange: change})
	}
	return nil
}

// put adds an amount to a part of a side.
func (m *moneyParts) put(side int, key partKey, a *money.Amount) error {
	if a == nil {
		return nil
	}
	if m.sides[0][key] == nil && m.sides[1][key] == nil {
		m.keys = append(m.keys, key)
	}
	sum, err := plus(m.sides[side][key], a)
	m.sides[side][key] = sum
	return err
}

// addAllocations puts what is recorded of the stages, and what of it is secured,
// by fiscal year. Secured is counted while the works are not complete.
func (m *moneyParts) addAllocations(side int, f *projectFacts) error {
	for i := range f.allocations {
		a := &f.allocations[i]
		key := partKey{currency: a.Currency, year: a.FiscalYear}
		for _, stage := range funding.Stages {
			key.figure = MoneyFigure(stage)
			if err := m.put(side, key, a.Amount(stage)); err != nil {
				return err
			}
		}
		if secured, ok := a.Secured(f.status[a.Source]); ok && f.project != nil && f.project.Stage.Open() {
			key.figure = SecuredTotal
			if err := m.put(side, key, &secured); err != nil {
				return err
			}
		}
	}
	return nil
}

// addEstimate puts the lines of the working estimate, and what its total has
// beside them.
func (m *moneyParts) addEstimate(side int, f *projectFacts) error {
	if f.working == nil || f.working.Total == nil {
		return nil
	}
	amounts, err := estimate.Amounts(f.working.Currency, f.lines)
	if err != nil {
		return err
	}
	rest := *f.working.Total
	for i := range amounts {
		l := &f.lines[i]
		m.names[l.Code] = l.Name
		if err := m.put(side, partKey{WorkingTotal, f.working.Currency, 0, l.Code}, &amounts[i]); err != nil {
			return err
		}
		if rest, err = rest.Sub(amounts[i]); err != nil {
			return err
		}
	}
	if rest.IsZero() && len(amounts) > 0 {
		return nil
	}
	return m.put(side, partKey{WorkingTotal, f.working.Currency, 0, ""}, &rest)
}

func orAmount(a *money.Amount, or money.Amount) money.Amount {
	if a == nil {
		return or
	}
	return *a
}

// plus adds amounts of which either may not be recorded.
func plus(a, b *money.Amount) (*money.Amount, error) {
	if a == nil || b == nil {
		return cmp.Or(a, b), nil
	}
	sum, err := a.Add(*b)
	return &sum, err
}
