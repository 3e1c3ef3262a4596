package estimate

import (
	"errors"
	"fmt"
	"strings"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
)

// Amounts returns the amount of every line, in the order given, which changes
// nothing. A measured line is quantity × unit rate, rounded half-even to minor
// units. A percentage line is its share, rounded half-even once, of the sum of
// the measured, non-contingency lines of its categories in the same phase; or
// of the lines that it names, whatever they are. Errors: an amount beyond
// money's range; an Invalid fault for percentages that are of each other in a
// circle, and for one of a line that is not there.
func Amounts(currency money.Currency, lines []Line) ([]money.Amount, error) {
	s := &summing{currency: currency, lines: lines, amounts: make([]money.Amount, len(lines))}
	return s.amounts, s.run()
}

// amountsAndBases is Amounts, with the sum that each percentage line is of.
func amountsAndBases(currency money.Currency, lines []Line) (amounts, bases []money.Amount, err error) {
	s := &summing{currency: currency, lines: lines, amounts: make([]money.Amount, len(lines)), of: make([]money.Amount, len(lines))}
	return s.amounts, s.of, s.run()
}

// summing is the amounts of lines as far as they are known.
type summing struct {
	currency money.Currency
	lines    []Line
	amounts  []money.Amount
	bases    map[cell]*money.Adder // of the measured, non-contingency lines
	of       []money.Amount        // what each percentage line is of; nil where nobody asks
}

// cell names the lines of one category in one phase.
type cell struct {
	phase    record.ID
	category Category
}

func lineError(l *Line, err error) error {
	if _, isFault := errors.AsType[*fault.Error](err); isFault {
		return err
	}
	return fmt.Errorf("line %s: %w", l.Code, err)
}

// run computes the amounts.
func (s *summing) run() error {
	if err := s.measure(); err != nil {
		return err
	}
	for i := range s.lines {
		if !s.lines[i].IsPercent() || len(s.lines[i].OfLines) > 0 {
			continue
		}
		if err := s.percentOfCategories(i); err != nil {
			return lineError(&s.lines[i], err)
		}
	}
	return s.percentsOfLines()
}

// measure computes the measured lines.
func (s *summing) measure() error {
	s.bases = map[cell]*money.Adder{}
	for i := range s.lines {
		l := &s.lines[i]
		if l.IsPercent() {
			continue
		}
		var err error
		if s.amounts[i], err = money.Round(l.Quantity.Decimal.Mul(l.UnitRate.Decimal), s.currency); err != nil {
			return lineError(l, err)
		}
		if l.Contingency {
			continue
		}
		k := cell{l.Phase, l.Category}
		if s.bases[k] == nil {
			s.bases[k] = new(money.NewAdder(s.currency))
		}
		if err := s.bases[k].Add(s.amounts[i]); err != nil {
			return lineError(l, err)
		}
	}
	return nil
}

func (s *summing) percentOfCategories(i int) error {
	l, base := &s.lines[i], money.NewAdder(s.currency)
	for _, c := range l.Of {
		of := s.bases[cell{l.Phase, c}]
		if of == nil {
			continue
		}
		sum, err := of.Sum()
		if err != nil {
			return err
		}
		if err := base.Add(sum); err != nil {
			return err
		}
	}
	return s.take(i, base)
}

// take makes the line its percentage of the base.
func (s *summing) take(i int, base money.Adder) error {
	sum, err := base.Sum()
	if err != nil {
		return err
	}
	if s.of != nil {
		s.of[i] = sum
	}
	s.amounts[i], err = sum.Mul(s.lines[i].Percent.Decimal.Shift(-2))
	return err
}

// percentsOfLines computes the lines that are percentages of lines that they
// name, each after those.
func (s *summing) percentsOfLines() error {
	named := map[string][]string{}
	for i := range s.lines {
		if l := &s.lines[i]; len(l.OfLines) > 0 {
			named[l.Code] = l.OfLines
		}
	}
	if len(named) == 0 {
		return nil
	}
	at := make(map[string]int, len(s.lines))
	for i := range s.lines {
		at[s.lines[i].Code] = i
	}
	for i := range s.lines {
		for _, code := range s.lines[i].OfLines {
			if _, there := at[code]; !there {
				return fault.New(fault.Invalid, fault.Say("line.of_unknown",
					"the line {line} is a percentage of the line {code}, which is not there", "line", s.lines[i].Code, "code", code))
			}
		}
	}
	if circle := schedule.Circle(named); circle != nil {
		return fault.New(fault.Invalid, Circle(circle))
	}
	done := make(map[string]bool, len(named))
	for i := range s.lines {
		if err := s.percentOfLines(i, at, done); err != nil {
			return err
		}
	}
	return nil
}

// Circle says that lines are percentages of each other.
func Circle(members []string) fault.Message {
	return fault.Say("line.circle", "the lines are percentages of each other in a circle: {members}", "members", strings.Join(members, " → "))
}

// percentOfLines computes the line, unless that was done, after the lines that
// it names. There is no circle among them.
func (s *summing) percentOfLines(i int, at map[string]int, done map[string]bool) error {
	l := &s.lines[i]
	if len(l.OfLines) == 0 || done[l.Code] {
		return nil
	}
	done[l.Code] = true
	base := money.NewAdder(s.currency)
	for _, code := range l.OfLines {
		if err := s.percentOfLines(at[code], at, done); err != nil {
			return err
		}
		if err := base.Add(s.amounts[at[code]]); err != nil {
			return lineError(l, err)
		}
	}
	if err := s.take(i, base); err != nil {
		return lineError(l, err)
	}
	return nil
}

// Total returns what the lines add up to. Errors: those of Amounts, and a total
// beyond money's range.
func Total(currency money.Currency, lines []Line) (money.Amount, error) {
	amounts, err := Amounts(currency, lines)
	if err != nil {
		return money.Amount{}, err
	}
	total := money.NewAdder(currency)
	for _, a := range amounts {
		if err := total.Add(a); err != nil {
			return money.Amount{}, err
		}
	}
	return total.Sum()
}
