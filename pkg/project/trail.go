package project

import (
	"regexp"

	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// Document is something published or filed that figures can be found in.
type Document struct {
	record.Meta
	Code      string
	Title     text.Label
	Publisher string
	Address   string        // where it can be found: an address or a reference
	Date      schedule.Date // of the document
	Note      text.Label
}

// Basis says where a figure comes from.
type Basis string

// The bases of a figure, from the strongest to the weakest.
const (
	Sourced Basis = "sourced" // somebody published it
	Derived Basis = "derived" // computed from sourced figures by a formula
	Assumed Basis = "assumed" // an assumption of the planners
)

// Bases lists the bases from the strongest to the weakest.
var Bases = []Basis{Sourced, Derived, Assumed}

// Weakest returns the weakest of the bases; "" (no claim at all) when any is
// "" or none is given.
func Weakest(bases ...Basis) Basis {
	weakest := Basis("")
	for i, b := range bases {
		switch {
		case b == "":
			return ""
		case i == 0 || b == Assumed || (b == Derived && weakest == Sourced):
			weakest = b
		}
	}
	return weakest
}

// Confidence says how far a claim is to be trusted.
type Confidence string

// The grades of confidence.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// Confidences lists the grades; "" is not stated.
var Confidences = []Confidence{High, Medium, Low, ""}

// Claim says that a figure of a record has a value, according to somebody.
// Several claims about one figure coexist; the chosen one is what pages show.
// A Field that the record does not have as a figure of its own is a fact that
// only claims hold; its Label names it.
type Claim struct {
	record.Meta
	Project record.ID // 0 for claims about the programme
	Kind    record.Kind
	Entity  record.ID
	Field   string
	Label   text.Label
	Value   string // as published, canonical: "105.8", "2025-04", "1800000000.00"
	// ValueAlbanian is the Albanian version of a value in words; "" for a number or a date.
	ValueAlbanian string `json:",omitempty"`
	Unit          string // as published: km, EUR, date
	Basis         Basis
	Document      record.ID
	Quote         string // verbatim
	Confidence    Confidence
	Date          schedule.Date // when it was said, where known
	Formula       text.Label    // how a derived figure was computed
	Note          text.Label
	Chosen        bool
}

// RecordKind implements record.Entity.
func (*Document) RecordKind() record.Kind { return record.Document }
func (*Claim) RecordKind() record.Kind    { return record.Claim }

// Owner implements record.Entity; documents serve all projects.
func (*Document) Owner() record.ID { return 0 }
func (c *Claim) Owner() record.ID  { return c.Project }

// Refs implements record.Entity.
func (*Document) Refs() []record.Ref { return nil }

// Refs implements record.Entity.
func (c *Claim) Refs() []record.Ref {
	return []record.Ref{
		{Field: "project", Kind: record.Project, ID: &c.Project},
		{Field: "entity", Kind: c.Kind, ID: &c.Entity},
		{Field: "document", Kind: record.Document, ID: &c.Document},
	}
}

// ValueLabel returns the value in both languages.
func (c *Claim) ValueLabel() text.Label {
	return text.Label{Default: c.Value, Albanian: c.ValueAlbanian}
}

// Validate implements record.Entity.
func (d *Document) Validate() error {
	var p fault.Problems
	text.CheckCode(&p, "code", d.Code)
	text.CheckLabel(&p, "title", d.Title, text.MaxName, true)
	text.CheckLine(&p, "publisher", d.Publisher, text.MaxName, false)
	text.CheckLine(&p, "address", d.Address, text.MaxLine, false)
	text.CheckLabel(&p, "note", d.Note, text.MaxNote, false)
	return p.Err(fault.Say("document.invalid", "the document cannot be kept"))
}

var fieldPattern = regexp.MustCompile(`^[a-z][a-zA-Z0-9_.]{0,63}$`)

// Validate implements record.Entity. A sourced claim names its document, a
// derived one its formula, an assumed one the reason in its note.
func (c *Claim) Validate() error {
	var p fault.Problems
	p.Check(c.Entity != 0, "entity", fault.Say("required", "is required"))
	p.Check(fieldPattern.MatchString(c.Field), "field", fault.Say("bad_field", "is not the name of a figure"))
	text.CheckLabel(&p, "label", c.Label, text.MaxName, false)
	text.CheckLabel(&p, "value", c.ValueLabel(), text.MaxLine, true)
	text.CheckLine(&p, "unit", c.Unit, 32, false)
	text.CheckLine(&p, "quote", c.Quote, text.MaxQuote, false)
	text.CheckLabel(&p, "formula", c.Formula, text.MaxLine, c.Basis == Derived)
	text.CheckLabel(&p, "note", c.Note, text.MaxNote, c.Basis == Assumed)
	text.CheckOneOf(&p, "basis", c.Basis, Bases)
	text.CheckOneOf(&p, "confidence", c.Confidence, Confidences)
	p.Check(c.Basis != Sourced || c.Document != 0, "document",
		fault.Say("claim.document_missing", "is needed for a sourced figure"))
	return p.Err(fault.Say("claim.invalid", "the claim cannot be kept"))
}
