package estimate

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
)

// Route is what a benchmark of the whole line is of; others are of a kind of
// structure, such as "tunnel".
const Route = "route"

// Per says what a unit cost is for one of.
type Per string

// The units of benchmarks.
const (
	PerKilometre Per = "km"
	PerPiece     Per = "each"
)

// Measure is what a benchmark measures: the cost of a kilometre of route, of a
// kilometre of tunnel, of a bridge.
type Measure struct {
	Of  string // Route or a kind of structure
	Per Per
}

// Work is a structure, or several together, that cost lines pay for.
type Work struct {
	Kind    string
	LengthM decimal.NullDecimal // of all of them, metres
	Count   decimal.NullDecimal
}

// Range is what the measure costs elsewhere, by some source.
type Range struct {
	Low, High money.Amount
	Source    string
}

// Verdict says where a unit cost lies against a reference range.
type Verdict string

// The verdicts. A cost at either end of the range is inside.
const (
	Inside      Verdict = "inside"
	Below       Verdict = "below"
	Above       Verdict = "above"
	NoReference Verdict = "no_reference" // none, or in another currency, or the unit cost is not known
)

// Benchmark is one unit cost against its reference.
type Benchmark struct {
	Measure   Measure
	Cost      money.Amount        // of the lines that it is made from
	Quantity  decimal.NullDecimal // kilometres or pieces; not known where that of one structure is not
	UnitCost  *money.Amount       // Cost/Quantity, half-even to minor units; nil without a quantity above zero
	Missing   fault.Message       // why there is no unit cost
	Reference *Range
	Verdict   Verdict
}

// lasting are the categories of what a structure costs after its opening.
var lasting = []Category{Renewal, Operation, Maintenance, EndOfLife}

// Benchmarks returns the unit costs of the measures, in their order, with the
// range that references has for each. The cost of the route is that of all
// lines, and of a kind of structure that of the lines which pay for structures
// of the kind; contingency and what follows the opening are left out, since the
// references are of works. Its
// quantity is the route's length, or that of the structures paid for, each
// counted once. A measure of structures that no line pays for is left out.
// Errors are those of Amounts.
func Benchmarks(currency money.Currency, lines []Line, works map[record.ID]Work, routeM decimal.NullDecimal,
	measures []Measure, references map[Measure]Range) ([]Benchmark, error) {
	amounts, err := Amounts(currency, lines)
	if err != nil {
		return nil, err
	}
	var all []Benchmark
	for _, m := range measures {
		b := Benchmark{Measure: m, Cost: money.Zero(currency)}
		paid := map[record.ID]bool{}
		for i := range lines {
			l := &lines[i]
			work, ok := works[l.Structure]
			if l.Contingency || slices.Contains(lasting, l.Category) || (m.Of != Route && (!ok || work.Kind != m.Of)) {
				continue
			}
			paid[l.Structure] = true
			if b.Cost, err = b.Cost.Add(amounts[i]); err != nil {
				return nil, fmt.Errorf("line %s: %w", l.Code, err)
			}
		}
		if m.Of != Route && len(paid) == 0 {
			continue
		}
		if m.Of == Route {
			if routeM.Valid && m.Per == PerKilometre {
				b.Quantity = record.Known(routeM.Decimal.Shift(-3))
			}
		} else {
			b.Quantity = quantity(m.Per, works, paid)
		}
		if err := b.judge(references); err != nil {
			return nil, err
		}
		all = append(all, b)
	}
	return all, nil
}

// quantity adds up the structures paid for; not known where one of them is not.
func quantity(per Per, works map[record.ID]Work, paid map[record.ID]bool) decimal.NullDecimal {
	sum := decimal.Zero
	for id := range paid {
		q := works[id].Count
		if per == PerKilometre {
			q = works[id].LengthM
			q.Decimal = q.Decimal.Shift(-3)
		}
		if !q.Valid {
			return decimal.NullDecimal{}
		}
		sum = sum.Add(q.Decimal)
	}
	return record.Known(sum)
}

// judge sets the unit cost and the verdict.
func (b *Benchmark) judge(references map[Measure]Range) error {
	b.Verdict = NoReference
	if r, ok := references[b.Measure]; ok {
		b.Reference = &r
	}
	if !b.Quantity.Valid || !b.Quantity.Decimal.IsPositive() {
		b.Missing = fault.Say("benchmark.quantity", "the length or number that the cost is for is not known")
		return nil
	}
	unit, err := money.Round(b.Cost.Decimal().DivRound(b.Quantity.Decimal, 20), b.Cost.Currency())
	if err != nil {
		return err
	}
	b.UnitCost = &unit
	if b.Reference != nil {
		b.Verdict = b.Reference.Judge(unit)
	}
	return nil
}

// Judge says where a unit cost lies against the range.
func (r Range) Judge(unit money.Amount) Verdict {
	low, err := unit.Cmp(r.Low)
	if err != nil {
		return NoReference
	}
	high, err := unit.Cmp(r.High)
	switch {
	case err != nil:
		return NoReference
	case low < 0:
		return Below
	case high > 0:
		return Above
	}
	return Inside
}
