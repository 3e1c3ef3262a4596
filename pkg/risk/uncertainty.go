package risk

import (
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Range is a recorded uncertainty: of a cost line, of the lines of a category,
// or of the length of a phase. Lines are named by code, so that a range holds
// for every estimate that has the line. The most specific one of a line counts:
// line before category.
type Range struct {
	record.Meta
	Project  record.ID
	Line     string            // code; "" where the range is not of a line
	Category estimate.Category // "" where the range is not of a category
	Phase    record.ID         // 0 where the range is not of a phase

	Spread                       // of a factor: on the line's amount, or on the length of the phase
	Amounts       bool           // the spread is of amounts in Currency at the estimate's prices, and not of factors
	Currency      money.Currency // of amounts; none for factors
	TimeDependent bool           // the amount also grows with the realised over the planned length of the phase
	Note          text.Label
}

// RecordKind implements record.Entity.
func (*Range) RecordKind() record.Kind { return record.Uncertainty }

// Owner implements record.Entity.
func (r *Range) Owner() record.ID { return r.Project }

// Refs implements record.Entity.
func (r *Range) Refs() []record.Ref {
	return []record.Ref{
		{Field: "project", Kind: record.Project, ID: &r.Project},
		{Field: "phase", Kind: record.Phase, ID: &r.Phase},
	}
}

// FigureFields implements record.Figured: the parameters of the shape.
func (r *Range) FigureFields() []record.FigureField {
	if r.Amounts {
		return r.figures("", r.Currency.Code())
	}
	return r.figures("", costmodel.Fraction)
}

// SameTarget reports whether both ranges are of the same thing of one project:
// of two such only one can be kept.
func (r *Range) SameTarget(o *Range) bool {
	return r.Project == o.Project && r.Line == o.Line && r.Category == o.Category && r.Phase == o.Phase
}

// Validate implements record.Entity.
func (r *Range) Validate() error {
	var p fault.Problems
	p.Check(r.Project != 0, "project", fault.Say("required", "is required"))
	named := 0
	for _, is := range []bool{r.Line != "", r.Category != "", r.Phase != 0} {
		if is {
			named++
		}
	}
	p.Check(named == 1, "line", fault.Say("uncertainty.target", "an uncertainty is of a line, of a category or of a phase: name one of them"))
	if r.Line != "" {
		text.CheckCode(&p, "line", r.Line)
	}
	if r.Category != "" {
		text.CheckOneOf(&p, "category", r.Category, estimate.Categories)
	}
	r.check(&p, "", true)
	if names := r.Shape.Parameters(); r.Phase != 0 && len(names) > 0 && r.Parameter(names[len(names)-1]).Valid {
		d := r.Distribution()
		d.checkLength(&p, "")
	}
	p.Check(r.Phase == 0 || !r.Amounts, "amounts", fault.Say("uncertainty.phase_amounts", "the length of a phase varies by factors, not by amounts"))
	p.Check(r.Phase == 0 || !r.TimeDependent, "time_dependent", fault.Say("uncertainty.phase_time", "is of lines, not of the length of a phase"))
	p.Check(r.Amounts == !r.Currency.IsZero(), "currency", fault.Say("uncertainty.currency", "belongs to amounts, and only to them"))
	text.CheckLabel(&p, "note", r.Note, text.MaxNote, false)
	return p.Err(fault.Say("uncertainty.invalid", "the uncertainty cannot be kept"))
}

// RangeOf returns the range that counts for a line of the code and category;
// ok is false where none does. Only a range of its own counts for a percentage
// line: it varies with what it is a percentage of.
func RangeOf(ranges []Range, line string, category estimate.Category, percentage bool) (r *Range, ok bool) {
	for i := range ranges {
		switch x := &ranges[i]; {
		case x.Line != "" && x.Line == line:
			return x, true
		case x.Category != "" && x.Category == category && !percentage:
			r, ok = x, true
		}
	}
	return r, ok
}
