package estimate

import (
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// ContingencyRule is a risk allowance of the same percentage in every phase.
type ContingencyRule struct {
	Percent decimal.Decimal // above 0, up to MaxPercent
	Of      []Category      // whose lines it is a percentage of
}

// ContingencyLines is what a rule adds to the lines of an estimate.
type ContingencyLines struct {
	Lines []Line      // one for each phase with lines of the categories; without code and name
	Kept  []record.ID // phases left as they are: a contingency covers some of these lines already
	Long  []record.ID // phases left as they are: more than MaxOfLines lines would have to be named
}

// Apply proposes the contingency lines, in the order in which the phases first
// occur; 0 is no phase. A line is a percentage of the categories; where some of
// their lines are percentages themselves, which such a line would not count, it
// names the lines instead. Errors: Invalid faults at the fields "percent" and "of".
func (r ContingencyRule) Apply(lines []Line) (ContingencyLines, error) {
	var out ContingencyLines
	if err := r.check(); err != nil {
		return out, err
	}
	var phases []record.ID
	for i := range lines {
		if r.covers(&lines[i]) && !slices.Contains(phases, lines[i].Phase) {
			phases = append(phases, lines[i].Phase)
		}
	}
	for _, phase := range phases {
		codes, category, percentages := r.within(lines, phase)
		added := Line{Phase: phase, Category: category, Percent: record.Known(r.Percent), Of: r.Of, Contingency: true}
		if percentages {
			added.Of, added.OfLines = nil, codes
		}
		switch {
		case r.covered(lines, phase, codes):
			out.Kept = append(out.Kept, phase)
		case len(added.OfLines) > MaxOfLines:
			out.Long = append(out.Long, phase)
		default:
			out.Lines = append(out.Lines, added)
		}
	}
	return out, nil
}

func (r ContingencyRule) check() error {
	var p fault.Problems
	p.Check(r.Percent.IsPositive() && r.Percent.LessThanOrEqual(MaxPercent), "percent",
		fault.Say("contingency.percent", "must be above 0 and up to {max} %", "max", MaxPercent))
	record.CheckNumber(&p, "percent", r.Percent)
	p.Check(len(r.Of) > 0, "of", fault.Say("line.percent_of_nothing", "says which categories the percentage is of"))
	for _, c := range r.Of {
		text.CheckOneOf(&p, "of", c, Categories)
	}
	return p.Err(fault.Say("contingency.invalid", "no contingency can be added"))
}

// covers reports whether the allowance is for the line too.
func (r ContingencyRule) covers(l *Line) bool {
	return !l.Contingency && slices.Contains(r.Of, l.Category)
}

// within are the codes of the lines of a phase that the rule covers, and the
// category of an allowance for them: construction where it is among them, else
// that of the first. percentages: some of the lines are percentages.
func (r ContingencyRule) within(lines []Line, phase record.ID) (codes []string, category Category, percentages bool) {
	for i := range lines {
		l := &lines[i]
		if l.Phase != phase || !r.covers(l) {
			continue
		}
		if len(codes) == 0 || l.Category == Construction {
			category = l.Category
		}
		codes, percentages = append(codes, l.Code), percentages || l.IsPercent()
	}
	return codes, category, percentages
}

// covered reports whether a contingency is for some of the lines already: one
// that names them, is of their categories in the phase, or is an amount of the
// phase.
func (r ContingencyRule) covered(lines []Line, phase record.ID, codes []string) bool {
	return slices.ContainsFunc(lines, func(l Line) bool {
		switch {
		case !l.Contingency:
			return false
		case len(l.OfLines) > 0:
			return slices.ContainsFunc(l.OfLines, func(code string) bool { return slices.Contains(codes, code) })
		}
		return l.Phase == phase && (len(l.Of) == 0 || slices.ContainsFunc(l.Of, func(c Category) bool { return slices.Contains(r.Of, c) }))
	})
}
