// Package proposal holds changes of money that wait until a second person
// confirms them.
package proposal

import (
	"slices"
	"strings"
	"time"

	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Status is how far a proposal has come.
type Status string

// The statuses.
const (
	Draft     Status = "draft"     // kept by its author, who has yet to submit it
	Submitted Status = "submitted" // waits for a confirmer
	Confirmed Status = "confirmed" // carried out
	Returned  Status = "returned"  // by a confirmer, or since the record moved on
	Withdrawn Status = "withdrawn" // by its author
)

// Statuses lists the statuses.
var Statuses = []Status{Draft, Submitted, Confirmed, Returned, Withdrawn}

// Open reports whether something is still to be done about a proposal.
func (s Status) Open() bool { return s == Draft || s == Submitted || s == Returned }

// Proposal is a command that somebody gave and that is carried out once it is
// confirmed, against the versions of the records that it was based on.
type Proposal struct {
	record.Meta
	Project record.ID // 0: of none, or of several
	Command string    // its name
	Written string    // the command as JSON
	Based   []Base    // the records that it changes, as they stood
	Changes []Change  // what it changes, in its order; the first of many
	More    int       // how many changes are not listed
	Reason  string
	Status  Status

	Author      string
	AuthorID    record.ID // of the account; 0: none
	MadeAt      time.Time
	SubmittedAt time.Time // zero: never

	Comment   string // of who returned it
	Moved     bool   // returned since records that it is based on had moved on
	Decider   string // who confirmed, returned or withdrew it; "" for the program
	DeciderID record.ID
	DecidedAt time.Time
}

// Base names a record in the version that a proposal is based on.
type Base struct {
	Kind    record.Kind
	ID      record.ID
	Version int64
}

// Change is what a proposal does to one record, in the domain JSON that changes
// have. What is to be created has a number below zero instead of an id.
type Change struct {
	Kind    record.Kind
	Entity  record.ID
	Project record.ID
	Before  string `json:",omitempty"`
	After   string `json:",omitempty"`
}

// Limits on what a proposal keeps.
const (
	MaxChanges = 200       // that are listed
	MaxListed  = 256 << 10 // bytes of their JSON
	MaxWritten = 2 << 20   // bytes of the command
)

// RecordKind implements record.Entity.
func (*Proposal) RecordKind() record.Kind { return record.Proposal }

// Owner implements record.Entity.
func (p *Proposal) Owner() record.ID { return p.Project }

// Refs implements record.Entity: a proposal stays when what it is about goes.
func (*Proposal) Refs() []record.Ref { return nil }

// Validate implements record.Entity.
func (p *Proposal) Validate() error {
	var problems fault.Problems
	problems.Check(p.Command != "" && p.Written != "", "command", fault.Say("required", "is required"))
	if len(p.Written) > MaxWritten {
		return fault.New(fault.TooLarge, fault.Say("proposal.too_large", "this is too much to be confirmed at once: change less at a time"))
	}
	text.CheckLine(&problems, "author", p.Author, text.MaxName, true)
	text.CheckLine(&problems, "decider", p.Decider, text.MaxName, false)
	text.CheckLine(&problems, "reason", p.Reason, text.MaxLine, false)
	text.CheckLine(&problems, "comment", p.Comment, text.MaxLine, false)
	problems.Check(p.Status != Returned || p.Moved || strings.TrimSpace(p.Comment) != "", "comment",
		fault.Say("proposal.comment_missing", "is needed: say what is to be different"))
	text.CheckOneOf(&problems, "status", p.Status, Statuses)
	return problems.Err(fault.Say("proposal.invalid", "the proposal cannot be kept"))
}

// List sets what the proposal changes: as many of the changes, from the first
// one on, as its limits allow.
func (p *Proposal) List(changes []Change) {
	size, n := 0, 0
	for n < len(changes) && n < MaxChanges {
		if size += len(changes[n].Before) + len(changes[n].After); size > MaxListed && n > 0 {
			break
		}
		n++
	}
	p.Changes, p.More = slices.Clone(changes[:n]), len(changes)-n
}
