package project

import (
	"time"

	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Baseline is a moment of the record that has a name, such as the budget as it
// was decided: what was planned then stays at hand for comparison.
type Baseline struct {
	record.Meta
	Code   string
	Name   text.Label
	Moment time.Time // UTC
	// Seq is the newest change of the record by that moment; 0: nothing had been
	// recorded.
	Seq  int64
	Note text.Label
}

// Today is what stands where a baseline could be named, for none of them.
const Today = "today"

// RecordKind implements record.Entity.
func (*Baseline) RecordKind() record.Kind { return record.Baseline }

// Owner implements record.Entity; a baseline is of the whole record.
func (*Baseline) Owner() record.ID { return 0 }

// Refs implements record.Entity.
func (*Baseline) Refs() []record.Ref { return nil }

// Validate implements record.Entity. A code that is only digits and hyphens
// could be taken for a date.
func (b *Baseline) Validate() error {
	var p fault.Problems
	text.CheckCode(&p, "code", b.Code)
	p.Check(!looksLikeDate(b.Code), "code", fault.Say("baseline.code", "needs a letter, or it could be taken for a date"))
	p.Check(b.Code != Today, "code", fault.Say("reserved_code", "{code} is reserved: choose another code", "code", b.Code))
	text.CheckLabel(&p, "name", b.Name, text.MaxName, true)
	text.CheckLabel(&p, "note", b.Note, text.MaxNote, false)
	p.Check(b.Seq >= 0, "seq", fault.Say("negative", "must not be negative"))
	return p.Err(fault.Say("baseline.invalid", "the baseline cannot be kept"))
}

func looksLikeDate(code string) bool {
	for _, r := range code {
		if r != '-' && (r < '0' || r > '9') {
			return false
		}
	}
	return code != ""
}
