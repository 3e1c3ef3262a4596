package estimate

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/text"
)

// Parts take a difference apart. With the index ratio f, a measured line
// q₀ × r₀ that became q₁ × r₁ has
//
//	escalation   q₀·r₀·(f − 1)
//	re-measured  (q₁ − q₀)·r₀·f
//	re-priced    q₁·(r₁ − r₀·f)
//
// and a line of p₀ percent of the base B₀ that became p₁ percent of B₁ (the
// base is the sum of the lines that it is a percentage of) has
//
//	escalation   B₀·p₀·(f − 1)
//	re-measured  (B₁ − B₀·f)·p₀    its base grew by more or less than prices
//	re-priced    B₁·(p₁ − p₀)      its percentage changed
//
// Each is rounded half-even to minor units; the last one that is not exactly
// zero is the rest instead, so that the parts sum to the difference and nothing
// is called re-priced whose price did not change. A line in one revision only
// is added or removed; one that changed its unit or category, or turned from
// measured into a percentage or back, is removed and added.
type Parts struct {
	Added      money.Amount
	Removed    money.Amount // zero or, as the line it takes away is positive, negative
	Escalation money.Amount
	Remeasured money.Amount
	Repriced   money.Amount
}

// BridgeLine is what became of one line.
type BridgeLine struct {
	Code     string
	Name     text.Label // the later one
	Category Category
	From, To *money.Amount // nil where the line is not in the revision
	Replaced bool          // removed and added, though its code stands in both
	Parts    Parts
}

// BridgeCategory is what became of the lines of one category.
type BridgeCategory struct {
	Category Category
	From, To money.Amount
	Parts    Parts
}

// priced is a line with what it amounts to.
type priced struct {
	*Line
	amount money.Amount
	base   money.Amount // of a percentage line: what it is a percentage of
}

// explain takes the difference apart line by line. Lines are ordered by their
// position in the later revision, else in the earlier one, then by code; the
// order in which they are given changes nothing.
func (b *Bridge) explain(from, to Side) error {
	earlier, err := from.priced()
	if err != nil {
		return err
	}
	later, err := to.priced()
	if err != nil {
		return err
	}
	for code, l := range later {
		e, both := earlier[code]
		switch {
		case !both:
			b.one(nil, &l, false)
		case !alike(e.Line, l.Line):
			b.one(&e, nil, true)
			b.one(nil, &l, true)
		default:
			if err := b.both(&e, &l); err != nil {
				return err
			}
		}
	}
	for code, e := range earlier {
		if _, both := later[code]; !both {
			b.one(&e, nil, false)
		}
	}
	position := func(code string) int {
		if l, ok := later[code]; ok {
			return l.Position
		}
		return earlier[code].Position
	}
	slices.SortFunc(b.Lines, func(x, y BridgeLine) int {
		return cmp.Or(cmp.Compare(position(x.Code), position(y.Code)), cmp.Compare(x.Code, y.Code),
			cmp.Compare(presence(x), presence(y)))
	})
	return b.addUp()
}

// presence puts what was removed before what was added in its place.
func presence(l BridgeLine) int {
	if l.To == nil {
		return 0
	}
	return 1
}

// alike reports whether two lines of one code can be compared factor by factor.
func alike(a, b *Line) bool {
	return a.Unit == b.Unit && a.Category == b.Category && a.IsPercent() == b.IsPercent()
}

// priced returns the lines by code with their amounts and bases.
func (s *Side) priced() (map[string]priced, error) {
	amounts, bases, err := amountsAndBases(s.Estimate.Currency, s.Lines)
	if err != nil {
		return nil, err
	}
	lines := make(map[string]priced, len(s.Lines))
	for i := range s.Lines {
		l := &s.Lines[i]
		if _, twice := lines[l.Code]; twice {
			return nil, fault.New(fault.Invalid, fault.Say("bridge.code_twice",
				"the estimate {estimate} has two cost lines with the code {code}", "estimate", s.Estimate.Code, "code", l.Code))
		}
		lines[l.Code] = priced{l, amounts[i], bases[i]}
	}
	return lines, nil
}

// one adds a line that is in one revision only, or that another replaced.
func (b *Bridge) one(from, to *priced, replaced bool) {
	zero := money.Zero(b.From.Currency)
	row := BridgeLine{Replaced: replaced, Parts: Parts{zero, zero, zero, zero, zero}}
	line := to
	if from != nil {
		line, row.From, row.Parts.Removed = from, &from.amount, from.amount.Neg()
	} else {
		row.To, row.Parts.Added = &to.amount, to.amount
	}
	row.Code, row.Name, row.Category = line.Code, line.Name, line.Category
	b.Lines = append(b.Lines, row)
}

// both adds a line that is in both revisions.
func (b *Bridge) both(from, to *priced) error {
	difference, err := to.amount.Sub(from.amount)
	if err != nil {
		return err
	}
	zero := money.Zero(difference.Currency())
	row := BridgeLine{Code: to.Code, Name: to.Name, Category: to.Category, From: &from.amount, To: &to.amount,
		Parts: Parts{zero, zero, zero, zero, zero}}
	exact := b.exactParts(from, to)
	at := []*money.Amount{&row.Parts.Escalation, &row.Parts.Remeasured, &row.Parts.Repriced}
	last := len(exact) - 1
	for last > 0 && exact[last].IsZero() {
		last--
	}
	for i := range last {
		if *at[i], err = money.Round(exact[i], difference.Currency()); err != nil {
			return err
		}
		if difference, err = difference.Sub(*at[i]); err != nil {
			return err
		}
	}
	*at[last] = difference
	b.Lines = append(b.Lines, row)
	return nil
}

// exactParts returns escalation, re-measured and re-priced in major units,
// before rounding.
func (b *Bridge) exactParts(from, to *priced) [3]decimal.Decimal {
	f := b.Factor
	grown := f.Sub(decimal.NewFromInt(1))
	if !from.IsPercent() {
		q0, r0, q1, r1 := from.Quantity.Decimal, from.UnitRate.Decimal, to.Quantity.Decimal, to.UnitRate.Decimal
		return [3]decimal.Decimal{q0.Mul(r0).Mul(grown), q1.Sub(q0).Mul(r0).Mul(f), q1.Mul(r1.Sub(r0.Mul(f)))}
	}
	b0, b1 := from.base.Decimal(), to.base.Decimal()
	p0, p1 := from.Percent.Decimal.Shift(-2), to.Percent.Decimal.Shift(-2)
	return [3]decimal.Decimal{b0.Mul(p0).Mul(grown), b1.Sub(b0.Mul(f)).Mul(p0), b1.Mul(p1.Sub(p0))}
}

// addUp makes the categories, in their order, and the whole from the lines.
func (b *Bridge) addUp() error {
	zero := money.Zero(b.From.Currency)
	none := Parts{zero, zero, zero, zero, zero}
	b.Parts = none
	for i := range b.Lines {
		l := &b.Lines[i]
		at := slices.IndexFunc(b.Categories, func(c BridgeCategory) bool { return c.Category == l.Category })
		if at < 0 {
			at = len(b.Categories)
			b.Categories = append(b.Categories, BridgeCategory{Category: l.Category, From: zero, To: zero, Parts: none})
		}
		c := &b.Categories[at]
		for _, sum := range []struct{ to, of *money.Amount }{{&c.From, l.From}, {&c.To, l.To}} {
			if sum.of == nil {
				continue
			}
			var err error
			if *sum.to, err = sum.to.Add(*sum.of); err != nil {
				return err
			}
		}
		if err := c.Parts.add(&l.Parts); err != nil {
			return err
		}
		if err := b.Parts.add(&l.Parts); err != nil {
			return err
		}
	}
	slices.SortFunc(b.Categories, func(x, y BridgeCategory) int {
		return cmp.Compare(slices.Index(Categories, x.Category), slices.Index(Categories, y.Category))
	})
	return nil
}

// List returns the parts in the order in which a waterfall shows them: added,
// removed, re-measured, re-priced, escalation.
func (p *Parts) List() []money.Amount {
	return []money.Amount{p.Added, p.Removed, p.Remeasured, p.Repriced, p.Escalation}
}

func (p *Parts) add(q *Parts) error {
	for _, sum := range []struct {
		to *money.Amount
		of money.Amount
	}{{&p.Added, q.Added}, {&p.Removed, q.Removed}, {&p.Escalation, q.Escalation},
		{&p.Remeasured, q.Remeasured}, {&p.Repriced, q.Repriced}} {
		var err error
		if *sum.to, err = sum.to.Add(sum.of); err != nil {
			return err
		}
	}
	return nil
}
