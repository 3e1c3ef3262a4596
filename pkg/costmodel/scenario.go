package costmodel

import (
	"slices"

	"github.com/shopspring/decimal"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Scenario is a named set of changes to a project's model, to be compared with
// the model as it is.
type Scenario struct {
	record.Meta
	Project record.ID
	Code    string
	Name    text.Label
	Note    text.Label
	Changes []Change
}

// ChangeKind says what a change of a scenario changes.
type ChangeKind string

// The kinds of change.
const (
	ChangeRate       ChangeKind = "rate"       // the unit rate of lines, by a factor
	ChangeDelay      ChangeKind = "delay"      // the start of a phase, or of all phases, by days
	ChangeIndex      ChangeKind = "index"      // a series in place of another, or of all
	ChangeCap        ChangeKind = "cap"        // the cap of a year
	ChangeAllocation ChangeKind = "allocation" // the money of a year, funding source and stage
)

// ChangeKinds lists the kinds in the order in which forms offer them.
var ChangeKinds = []ChangeKind{ChangeRate, ChangeDelay, ChangeIndex, ChangeCap, ChangeAllocation}

// Change is one change of a scenario. Which of its fields are used follows from
// its kind; the others are empty.
type Change struct {
	Kind ChangeKind

	// Of a rate: which lines, by category, by the kind of their structure or by
	// code (at most one of these; none: all lines), and the factor, 0 < f ≤ 100.
	Category      estimate.Category     `json:",omitempty"`
	StructureKind project.StructureKind `json:",omitempty"`
	Line          string                `json:",omitempty"`
	Factor        decimal.NullDecimal   `json:",omitzero"`

	// Of a delay: the phase by code, "" for all, and by how many days it starts
	// later; negative: earlier.
	Phase string `json:",omitempty"`
	Days  int    `json:",omitempty"`

	// Of an index: To stands in place of From; From 0 is all series.
	From record.ID `json:",omitempty"`
	To   record.ID `json:",omitempty"`

	// Of a cap and of an allocation; the amount carries its currency.
	Year          int           `json:",omitempty"`
	Amount        *money.Amount `json:",omitempty"`
	FundingSource record.ID     `json:",omitempty"` // of an allocation
	Stage         funding.Stage `json:",omitempty"` // of an allocation
}

// The limits of a change.
const MaxDelayDays = 3650

// maxFactor bounds the factor on a unit rate.
var maxFactor = decimal.NewFromInt(100)

// RecordKind implements record.Entity.
func (*Scenario) RecordKind() record.Kind { return record.Scenario }

// Owner implements record.Entity.
func (s *Scenario) Owner() record.ID { return s.Project }

// Refs implements record.Entity: also the series and funding sources that the
// changes name.
func (s *Scenario) Refs() []record.Ref {
	refs := []record.Ref{{Field: "project", Kind: record.Project, ID: &s.Project}}
	for i := range s.Changes {
		c := &s.Changes[i]
		refs = append(refs,
			record.Ref{Field: "changes", Kind: record.IndexSeries, ID: &c.From},
			record.Ref{Field: "changes", Kind: record.IndexSeries, ID: &c.To},
			record.Ref{Field: "changes", Kind: record.FundingSource, ID: &c.FundingSource})
	}
	return refs
}

// Validate implements record.Entity.
func (s *Scenario) Validate() error {
	var p fault.Problems
	p.Check(s.Project != 0, "project", fault.Say("required", "is required"))
	text.CheckCode(&p, "code", s.Code)
	text.CheckLabel(&p, "name", s.Name, text.MaxName, true)
	text.CheckLabel(&p, "note", s.Note, text.MaxNote, false)
	record.CheckCount(&p, "changes", len(s.Changes), MaxChanges)
	for i := range s.Changes {
		s.Changes[i].check(&p)
	}
	return p.Err(fault.Say("scenario.invalid", "the scenario cannot be kept"))
}

// check notes what is wrong with the fields that the change's kind uses, and
// with those that it does not use and that are not empty.
func (c *Change) check(p *fault.Problems) {
	const field = "changes"
	text.CheckOneOf(p, field, c.Kind, ChangeKinds)
	rest := *c
	rest.Kind = ""
	switch c.Kind {
	case ChangeRate:
		c.checkRate(p)
		rest.Category, rest.StructureKind, rest.Line, rest.Factor = "", "", "", decimal.NullDecimal{}
	case ChangeDelay:
		if c.Phase != "" {
			text.CheckCode(p, field, c.Phase)
		}
		p.Check(c.Days != 0 && c.Days >= -MaxDelayDays && c.Days <= MaxDelayDays, field,
			fault.Say("change.days", "a delay is of −{max} to {max} days, and not of none", "max", MaxDelayDays))
		rest.Phase, rest.Days = "", 0
	case ChangeIndex:
		p.Check(c.To != 0, field, fault.Say("change.to", "names no series to use instead"))
		p.Check(c.From != c.To || c.To == 0, field, fault.Say("change.same", "replaces a series by itself"))
		rest.From, rest.To = 0, 0
	case ChangeCap:
		c.checkAmount(p)
		rest.Year, rest.Amount = 0, nil
	case ChangeAllocation:
		c.checkAmount(p)
		p.Check(c.FundingSource != 0, field, fault.Say("change.source", "names no funding source"))
		p.Check(slices.Contains(funding.Stages, c.Stage), field, fault.Say("change.stage", "names no stage, such as requested"))
		rest.Year, rest.Amount, rest.FundingSource, rest.Stage = 0, nil, 0, ""
	default:
		return
	}
	if !rest.Factor.Valid {
		rest.Factor = decimal.NullDecimal{}
	}
	p.Check(rest == Change{}, field, fault.Say("change.unused", "holds something that a change of the kind {kind} does not use", "kind", string(c.Kind)))
}

func (c *Change) checkRate(p *fault.Problems) {
	const field = "changes"
	named := 0
	if c.Category != "" {
		named++
		text.CheckOneOf(p, field, c.Category, estimate.Categories)
	}
	if c.StructureKind != "" {
		named++
		text.CheckOneOf(p, field, c.StructureKind, project.StructureKinds)
	}
	if c.Line != "" {
		named++
		text.CheckCode(p, field, c.Line)
	}
	p.Check(named <= 1, field, fault.Say("change.lines", "names lines in several ways: use a category, a kind of structure or a line"))
	record.CheckNumber(p, field, c.Factor.Decimal)
	p.Check(c.Factor.Valid && c.Factor.Decimal.IsPositive() && c.Factor.Decimal.LessThanOrEqual(maxFactor), field,
		fault.Say("change.factor", "the factor must be above 0 and up to {max}", "max", maxFactor))
}

// checkAmount checks the year and the amount of a cap or an allocation.
func (c *Change) checkAmount(p *fault.Problems) {
	const field = "changes"
	record.CheckYear(p, field, c.Year)
	p.Check(c.Amount != nil && !c.Amount.Currency().IsZero(), field, fault.Say("change.amount", "names no amount with its currency"))
	p.Check(c.Amount == nil || !c.Amount.IsNegative(), field, fault.Say("negative", "must not be negative"))
}
