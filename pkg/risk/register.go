package risk

import (
	"github.com/shopspring/decimal"

	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Entry is a risk of a project's risk register.
type Entry struct {
	record.Meta
	Project  record.ID
	Code     string
	Position int
	Name     text.Label
	Phase    record.ID // 0: of no single phase; a delay needs one

	Probability decimal.NullDecimal // a fraction
	Impact      Spread              // on the cost, in Currency at the estimate's prices
	Delay       Spread              // of the phase's finish, in months
	Currency    money.Currency      // of both impacts; none where there is neither
	Mitigated   Exposure            // what is left after the response

	RiskOwner   string   // who answers for it
	Response    Response // "": not decided
	Status      Status
	Description text.Label // what it comes from and what it does
	Note        text.Label
}

// Exposure is how likely a risk is and what it does. What is not known stays as
// it is before the response.
type Exposure struct {
	Probability decimal.NullDecimal `json:",omitzero"`
	Impact      Spread
	Delay       Spread
}

// Response is what is done about a risk.
type Response string

// The responses.
const (
	Avoid    Response = "avoid"
	Reduce   Response = "reduce"
	Transfer Response = "transfer"
	Accept   Response = "accept"
)

// Responses lists the responses in the order in which forms offer them.
var Responses = []Response{Avoid, Reduce, Transfer, Accept}

// Status says where a risk stands.
type Status string

// The statuses of a risk.
const (
	StatusOpen      Status = "open"
	StatusMitigated Status = "mitigated" // the response is in place: Mitigated counts
	StatusOccurred  Status = "occurred"  // it happened: its probability is 1
	StatusClosed    Status = "closed"    // it cannot happen any more
)

// Statuses lists the statuses in the order in which forms offer them.
var Statuses = []Status{StatusOpen, StatusMitigated, StatusOccurred, StatusClosed}

// Months is the unit of delays.
const Months = "months"

// RecordKind implements record.Entity.
func (*Entry) RecordKind() record.Kind { return record.Risk }

// Owner implements record.Entity.
func (e *Entry) Owner() record.ID { return e.Project }

// Refs implements record.Entity.
func (e *Entry) Refs() []record.Ref {
	return []record.Ref{
		{Field: "project", Kind: record.Project, ID: &e.Project},
		{Field: "phase", Kind: record.Phase, ID: &e.Phase},
	}
}

// FigureFields implements record.Figured: the probability and the parameters of
// impact and delay ("impact.low"), and those after the response
// ("mitigated.impact.low").
func (e *Entry) FigureFields() []record.FigureField {
	var fields []record.FigureField
	for _, part := range []struct {
		prefix        string
		probability   *decimal.NullDecimal
		impact, delay *Spread
	}{{"", &e.Probability, &e.Impact, &e.Delay}, {"mitigated.", &e.Mitigated.Probability, &e.Mitigated.Impact, &e.Mitigated.Delay}} {
		fields = append(fields, record.NumberFigure(part.prefix+"probability", costmodel.Fraction, part.probability))
		fields = append(fields, part.impact.figures(part.prefix+"impact.", e.Currency.Code())...)
		fields = append(fields, part.delay.figures(part.prefix+"delay.", Months)...)
	}
	return fields
}

// Validate implements record.Entity.
func (e *Entry) Validate() error {
	var p fault.Problems
	p.Check(e.Project != 0, "project", fault.Say("required", "is required"))
	text.CheckCode(&p, "code", e.Code)
	p.Check(e.Position >= 0, "position", fault.Say("negative", "must not be negative"))
	text.CheckLabel(&p, "name", e.Name, text.MaxName, true)
	text.CheckLine(&p, "risk_owner", e.RiskOwner, text.MaxName, false)
	text.CheckLabel(&p, "description", e.Description, text.MaxNote, false)
	text.CheckLabel(&p, "note", e.Note, text.MaxNote, false)
	if e.Response != "" {
		text.CheckOneOf(&p, "response", e.Response, Responses)
	}
	text.CheckOneOf(&p, "status", e.Status, Statuses)
	checkProbability(&p, "probability", e.Probability)
	e.Impact.check(&p, "impact.", false)
	e.Delay.check(&p, "delay.", false)
	e.Mitigated.check(&p, "mitigated.")
	amounts, delayed := e.Impact.Shape != "" || e.Mitigated.Impact.Shape != "", e.Delay.Shape != "" || e.Mitigated.Delay.Shape != ""
	p.Check(amounts == !e.Currency.IsZero(), "currency", fault.Say("risk.currency", "belongs to an impact on the cost, and only to one"))
	p.Check(e.Phase != 0 || !delayed, "phase", fault.Say("risk.delay_phase", "is required: a delay is of a phase"))
	return p.Err(fault.Say("risk.entry_invalid", "the risk cannot be kept"))
}

func (x *Exposure) check(p *fault.Problems, prefix string) {
	checkProbability(p, prefix+"probability", x.Probability)
	x.Impact.check(p, prefix+"impact.", false)
	x.Delay.check(p, prefix+"delay.", false)
}

// checkProbability notes a problem with a probability that is known.
func checkProbability(p *fault.Problems, field string, d decimal.NullDecimal) {
	if !d.Valid {
		return
	}
	record.CheckNumber(p, field, d.Decimal)
	p.Check(!d.Decimal.IsNegative() && d.Decimal.LessThanOrEqual(decimal.NewFromInt(1)), field, fault.Say("risk.probability", "must be between 0 and 1"))
}

// Current returns how likely the risk is now and what it does: after the
// response where that is in place, and with certainty once it occurred. ok is
// false for a risk that cannot happen any more.
func (e *Entry) Current() (x Exposure, ok bool) {
	x = Exposure{Probability: e.Probability, Impact: e.Impact, Delay: e.Delay}
	switch e.Status {
	case StatusClosed:
		return x, false
	case StatusOccurred:
		x.Probability = record.Known(decimal.NewFromInt(1))
	case StatusMitigated:
		if e.Mitigated.Probability.Valid {
			x.Probability = e.Mitigated.Probability
		}
		if e.Mitigated.Impact.Shape != "" {
			x.Impact = e.Mitigated.Impact
		}
		if e.Mitigated.Delay.Shape != "" {
			x.Delay = e.Mitigated.Delay
		}
	}
	return x, true
}
