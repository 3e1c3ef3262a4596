package estimate

import (
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Attribution is a planner's explanation of a part of the step from one
// estimate of a project to another. Who says so and when is in the history.
type Attribution struct {
	record.Meta
	Project  record.ID
	From     record.ID // the estimate before the step
	To       record.ID // the estimate after it
	Cause    Cause
	Amount   *money.Amount  // of the difference To − From, what is due to the cause; may be negative
	Currency money.Currency // the estimates', which the planner sets
	Document record.ID      // 0: none
	Note     text.Label
}

// RecordKind implements record.Entity.
func (*Attribution) RecordKind() record.Kind { return record.Attribution }

// Owner implements record.Entity.
func (a *Attribution) Owner() record.ID { return a.Project }

// Refs implements record.Entity.
func (a *Attribution) Refs() []record.Ref {
	return []record.Ref{
		{Field: "project", Kind: record.Project, ID: &a.Project},
		{Field: "from", Kind: record.Estimate, ID: &a.From},
		{Field: "to", Kind: record.Estimate, ID: &a.To},
		{Field: "document", Kind: record.Document, ID: &a.Document},
	}
}

// Validate implements record.Entity. That the amount is in the estimates'
// currency, which needs them, is the planner's business.
func (a *Attribution) Validate() error {
	var p fault.Problems
	p.Check(a.Project != 0, "project", fault.Say("required", "is required"))
	p.Check(a.From != 0, "from", fault.Say("required", "is required"))
	p.Check(a.To != 0, "to", fault.Say("required", "is required"))
	p.Check(a.From != a.To || a.To == 0, "to", fault.Say("attribution.same", "must be another estimate"))
	text.CheckOneOf(&p, "cause", a.Cause, Causes)
	switch {
	case a.Amount == nil:
		p.Add("amount", fault.Say("required", "is required"))
	default:
		p.Check(!a.Amount.IsZero(), "amount", fault.Say("zero", "must not be zero"))
		if !a.Currency.IsZero() {
			record.CheckSigned(&p, "amount", *a.Amount, a.Currency)
		}
	}
	text.CheckLabel(&p, "note", a.Note, text.MaxNote, false)
	return p.Err(fault.Say("attribution.invalid", "the attribution cannot be kept"))
}
