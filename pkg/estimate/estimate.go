// Package estimate holds cost estimates: dated revisions with their scope and
// price basis, the cost lines they are made of, and what the lines add up to.
package estimate

import (
	"time"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// Kind says at which point of a project's life an estimate was made.
type Kind string

// The kinds of estimate.
const (
	PreFeasibility Kind = "pre_feasibility"
	Feasibility    Kind = "feasibility"
	BudgetRequest  Kind = "budget_request"
	Contract       Kind = "contract"
	Outturn        Kind = "outturn"
	WorkingModel   Kind = "working_model"
	Statement      Kind = "statement" // a figure stated in public without a study that is known
)

// Kinds lists the kinds in the order in which forms offer them.
var Kinds = []Kind{PreFeasibility, Feasibility, BudgetRequest, Contract, Outturn, WorkingModel, Statement}

// Status is where a revision is in its life. A draft can be edited; a
// published revision is frozen.
type Status string

// The states of a revision.
const (
	Draft     Status = "draft"
	Published Status = "published"
)

// VAT says whether value-added tax is in the figures; "" is not known.
type VAT string

// The VAT bases.
const (
	VATIncluded VAT = "included"
	VATExcluded VAT = "excluded"
	VATUnknown  VAT = ""
)

// Estimate is one dated revision of what a scope costs. It has either cost
// lines or a headline figure; Total is the sum of the lines, or the headline
// where there are none, kept by the planner at every change of them.
type Estimate struct {
	record.Meta
	Project     record.ID
	Code        string // the revision, as in its address
	Title       text.Label
	Kind        Kind
	Status      Status
	AsOf        schedule.Date
	Scope       text.Label  // what the money is for, in words
	Sections    []record.ID // the sections in scope, where they are recorded
	PriceYear   int         // prices at the average level of this year; 0: not known
	VAT         VAT
	Class       int        // AACE class 1 to 5; 0: not stated
	Claimant    text.Label // who says so
	Currency    money.Currency
	Headline    *money.Amount
	Total       *money.Amount // derived; nil while there is neither line nor headline
	CopyOf      record.ID     // the revision that this one began as a copy of
	PublishedBy string
	PublishedAt time.Time
	Note        text.Label
}

// RecordKind implements record.Entity.
func (*Estimate) RecordKind() record.Kind { return record.Estimate }

// Owner implements record.Entity.
func (e *Estimate) Owner() record.ID { return e.Project }

// Refs implements record.Entity.
func (e *Estimate) Refs() []record.Ref {
	refs := []record.Ref{
		{Field: "project", Kind: record.Project, ID: &e.Project},
		{Field: "copy_of", Kind: record.Estimate, ID: &e.CopyOf},
	}
	for i := range e.Sections {
		refs = append(refs, record.Ref{Field: "sections", Kind: record.Section, ID: &e.Sections[i]})
	}
	return refs
}

// FigureFields implements record.Figured. A claim about the total vouches for
// the headline, or for the sum of the lines where there are lines.
func (e *Estimate) FigureFields() []record.FigureField {
	total := &e.Headline
	if e.Headline == nil && e.Total != nil {
		total = &e.Total
	}
	return []record.FigureField{
		record.AmountFigure("total", e.Currency, total),
		record.YearFigure("price_year", &e.PriceYear),
		record.DateFigure("as_of", &e.AsOf),
	}
}

// ReservedCode is a code that no estimate has, since the bridge between
// estimates has the address of one.
const ReservedCode = "bridge"

// MaxSections bounds the sections in one scope.
const MaxSections = 200

// Validate implements record.Entity.
func (e *Estimate) Validate() error {
	var p fault.Problems
	p.Check(e.Project != 0, "project", fault.Say("required", "is required"))
	text.CheckCode(&p, "code", e.Code)
	p.Check(e.Code != ReservedCode, "code", fault.Say("reserved_code", "{code} is reserved: choose another code", "code", e.Code))
	text.CheckLabel(&p, "title", e.Title, text.MaxName, true)
	text.CheckLabel(&p, "scope", e.Scope, text.MaxLine, false)
	text.CheckLabel(&p, "note", e.Note, text.MaxNote, false)
	text.CheckLabel(&p, "claimant", e.Claimant, text.MaxName, false)
	text.CheckOneOf(&p, "kind", e.Kind, Kinds)
	text.CheckOneOf(&p, "status", e.Status, []Status{Draft, Published})
	text.CheckOneOf(&p, "vat", e.VAT, []VAT{VATIncluded, VATExcluded, VATUnknown})
	if e.PriceYear != 0 {
		record.CheckYear(&p, "price_year", e.PriceYear)
	}
	p.Check(e.Class >= 0 && e.Class <= 5, "class", fault.Say("estimate.class", "must be an AACE class from 1 to 5"))
	record.CheckCount(&p, "sections", len(e.Sections), MaxSections)
	record.CheckDistinct(&p, "sections", e.Sections)
	p.Check(!e.Currency.IsZero(), "currency", fault.Say("required", "is required"))
	record.CheckAmount(&p, "headline", e.Headline, e.Currency)
	record.CheckAmount(&p, "total", e.Total, e.Currency)
	return p.Err(fault.Say("estimate.invalid", "the estimate cannot be kept"))
}
