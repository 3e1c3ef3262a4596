package project

import (
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// Limits on the parts of one record.
const (
	MaxPredecessors = 50
	MaxLagDays      = schedule.MaxLagDays
	MaxCount        = 1_000_000
	MaxPosition     = 1_000_000
)

// Validate implements record.Entity.
func (s *Section) Validate() error {
	var p fault.Problems
	checkPart(&p, s.Project, s.Code, s.Name, s.Note, true)
	checkPosition(&p, s.Position)
	record.CheckCountry(&p, "country", s.Country)
	record.CheckNotNegative(&p, "length_m", s.LengthM)
	p.Check(s.ID == 0 || s.Within != s.ID, "within", fault.Say("section.within_itself", "a section cannot be part of itself"))
	return p.Err(fault.Say("section.invalid", "the section cannot be kept"))
}

// Validate implements record.Entity.
func (p *Phase) Validate() error {
	var problems fault.Problems
	checkPart(&problems, p.Project, p.Code, p.Name, p.Note, true)
	checkPosition(&problems, p.Position)
	checkSpan(&problems, "planned_finish", p.PlannedStart, p.PlannedFinish)
	checkSpan(&problems, "actual_finish", p.ActualStart, p.ActualFinish)
	problems.Check(p.ActualFinish.IsZero() || !p.ActualStart.IsZero(), "actual_start",
		fault.Say("phase.finished_unstarted", "is needed for a phase that has an actual finish"))
	record.CheckNotNegative(&problems, "progress_percent", p.ProgressPercent)
	problems.Check(p.ProgressPercent.Decimal.LessThanOrEqual(decimal.NewFromInt(100)), "progress_percent",
		fault.Say("above_hundred", "must not be above 100"))
	p.Profile.Check(&problems, "")
	record.CheckCount(&problems, "after", len(p.After), MaxPredecessors)
	for i, l := range p.After {
		problems.Check(p.ID == 0 || l.Phase != p.ID, "after", fault.Say("phase.after_itself", "a phase cannot follow itself"))
		problems.Check(l.LagDays >= -MaxLagDays && l.LagDays <= MaxLagDays, "after",
			fault.Say("phase.lag", "the lag must be between −{max} and {max} days", "max", MaxLagDays))
		problems.Check(!slices.ContainsFunc(p.After[:i], func(o Link) bool { return o.Phase == l.Phase }), "after",
			fault.Say("phase.after_twice", "names the same phase twice"))
	}
	return problems.Err(fault.Say("phase.invalid", "the phase cannot be kept"))
}

// Validate implements record.Entity.
func (m *Milestone) Validate() error {
	var p fault.Problems
	checkPart(&p, m.Project, m.Code, m.Name, m.Note, true)
	return p.Err(fault.Say("milestone.invalid", "the milestone cannot be kept"))
}

// Validate implements record.Entity.
func (s *Structure) Validate() error {
	var p fault.Problems
	checkPart(&p, s.Project, s.Code, s.Name, s.Note, false)
	checkPosition(&p, s.Position)
	text.CheckOneOf(&p, "kind", s.Kind, StructureKinds)
	record.CheckNotNegative(&p, "length_m", s.LengthM)
	if s.Count != nil {
		p.Check(*s.Count >= 0 && *s.Count <= MaxCount, "count",
			fault.Say("count_range", "must be between 0 and {max}", "max", MaxCount))
	}
	for i, a := range s.Attributes {
		text.CheckOneOf(&p, "attributes", a.Name, AttributeNames)
		record.CheckNotNegative(&p, a.Name, a.Value)
		p.Check(!slices.ContainsFunc(s.Attributes[:i], func(o Attribute) bool { return o.Name == a.Name }), "attributes",
			fault.Say("structure.attribute_twice", "names {name} twice", "name", a.Name))
	}
	return p.Err(fault.Say("structure.invalid", "the structure cannot be kept"))
}

func checkPart(p *fault.Problems, project record.ID, code string, name, note text.Label, named bool) {
	p.Check(project != 0, "project", fault.Say("required", "is required"))
	text.CheckCode(p, "code", code)
	text.CheckLabel(p, "name", name, text.MaxName, named)
	text.CheckLabel(p, "note", note, text.MaxNote, false)
}

func checkPosition(p *fault.Problems, n int) {
	p.Check(n >= 0 && n <= MaxPosition, "position",
		fault.Say("count_range", "must be between 0 and {max}", "max", MaxPosition))
}

func checkSpan(p *fault.Problems, field string, start, finish schedule.Date) {
	if start.IsZero() || finish.IsZero() {
		return
	}
	p.Check(!finish.Before(start), field,
		fault.Say("finish_before_start", "{finish} lies before the start, {start}", "finish", finish, "start", start))
}
