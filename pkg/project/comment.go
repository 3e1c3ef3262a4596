package project

import (
	"time"

	"korridor/pkg/fault"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Comment is what somebody asks or remarks about a figure of a record, or an
// answer to that.
type Comment struct {
	record.Meta
	Project    record.ID // 0 for comments about what belongs to no project
	Kind       record.Kind
	Entity     record.ID
	Field      string
	Answers    record.ID // the comment that this one answers; 0: none
	Text       string
	Author     string
	Account    int64     // of the author; 0: none
	At         time.Time // when it was written, UTC
	ResolvedBy string    // "" while it is open; answers have none
	ResolvedAt time.Time // UTC
}

// Open reports whether the comment waits for somebody.
func (c *Comment) Open() bool { return c.Answers == 0 && c.ResolvedBy == "" }

// RecordKind implements record.Entity.
func (*Comment) RecordKind() record.Kind { return record.Comment }

// Owner implements record.Entity.
func (c *Comment) Owner() record.ID { return c.Project }

// Refs implements record.Entity.
func (c *Comment) Refs() []record.Ref {
	return []record.Ref{
		{Field: "project", Kind: record.Project, ID: &c.Project},
		{Field: "entity", Kind: c.Kind, ID: &c.Entity},
		{Field: "answers", Kind: record.Comment, ID: &c.Answers},
	}
}

// Validate implements record.Entity.
func (c *Comment) Validate() error {
	var p fault.Problems
	p.Check(c.Entity != 0, "entity", fault.Say("required", "is required"))
	p.Check(fieldPattern.MatchString(c.Field), "field", fault.Say("bad_field", "is not the name of a figure"))
	text.CheckLabel(&p, "text", text.Plain(c.Text), text.MaxNote, true)
	text.CheckLine(&p, "author", c.Author, text.MaxName, false) // the planner notes who writes
	text.CheckLine(&p, "resolved_by", c.ResolvedBy, text.MaxName, false)
	p.Check((c.ResolvedBy == "") == c.ResolvedAt.IsZero(), "resolved_by", fault.Say("comment.half_resolved", "a comment is resolved by somebody, at a time"))
	p.Check(c.Answers == 0 || c.ResolvedBy == "", "resolved_by", fault.Say("comment.answer_resolved", "an answer is not resolved: resolve the comment that it answers"))
	return p.Err(fault.Say("comment.invalid", "the comment cannot be kept"))
}
