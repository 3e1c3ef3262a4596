package planner

import (
	"context"
	"slices"

	"korridor/pkg/access"
	"korridor/pkg/fault"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// ResolveComment says that a comment needs nothing more.
type ResolveComment struct {
	Comment record.ID
	Version int64
}

// Name implements Command.
func (*ResolveComment) Name() string { return "resolve_comment" }

func (*ResolveComment) movesMoney() bool { return false }

func (c *ResolveComment) apply(ctx context.Context, t *tx) error {
	before, err := t.stored(ctx, &project.Comment{Meta: record.Meta{ID: c.Comment, Version: c.Version}})
	if err != nil {
		return err
	}
	e := *before.(*project.Comment)
	if !e.Open() {
		return resolvedComment()
	}
	e.ResolvedBy, e.ResolvedAt = t.act.Actor, t.now.UTC()
	return t.put(ctx, before, &e)
}

func resolvedComment() error {
	return fault.New(fault.Invalid, fault.Say("comment.resolved", "the comment is resolved: write a new one"))
}

// checkCommentLife says who writes a new comment, and keeps comments that were
// answered, or that others wrote, as they are.
func (t *tx) checkCommentLife(ctx context.Context, was, c *project.Comment) error {
	if was == nil {
		return t.beginComment(ctx, c)
	}
	if was.Kind != c.Kind || was.Entity != c.Entity || was.Field != c.Field || was.Answers != c.Answers {
		return fault.New(fault.Invalid, fault.Say("comment.moved", "a comment stays with its figure"))
	}
	if was.ResolvedBy != "" {
		return resolvedComment()
	}
	if c.ResolvedBy != "" {
		return fault.New(fault.Invalid, fault.Say("comment.resolve", "a comment is resolved by a command of its own"))
	}
	if err := t.checkOwnComment(ctx, was); err != nil {
		return err
	}
	c.Author, c.Account, c.At = was.Author, was.Account, was.At
	return nil
}

// beginComment notes the author of a new comment. An answer is about the figure
// of the comment that it answers.
func (t *tx) beginComment(ctx context.Context, c *project.Comment) error {
	c.Author, c.Account, c.At = t.act.Actor, accountOf(ctx), t.now.UTC()
	if c.ResolvedBy != "" {
		return fault.New(fault.Invalid, fault.Say("comment.resolve", "a comment is resolved by a command of its own"))
	}
	about, err := newEntity(c.Kind)
	if err != nil {
		return err
	}
	if c.Kind == record.Claim || c.Kind == record.Comment {
		return fault.New(fault.Invalid, fault.Say("comment.about", "a comment is about a figure of a record"))
	}
	if err := t.Get(ctx, c.Entity, about); err != nil {
		return err
	}
	if about.Owner() != c.Project && c.Kind != record.Project {
		return fault.New(fault.Invalid, fault.Say("record.moved", "a {kind} stays in its project", "kind", c.RecordKind()))
	}
	if c.Answers == 0 {
		return nil
	}
	var first project.Comment
	if err := t.Get(ctx, c.Answers, &first); err != nil {
		return err
	}
	if first.Answers != 0 || first.Entity != c.Entity || first.Field != c.Field {
		return fault.New(fault.Invalid, fault.Say("comment.answers", "an answer is to a comment on the same figure"))
	}
	if first.ResolvedBy != "" {
		return resolvedComment()
	}
	return nil
}

func accountOf(ctx context.Context) int64 {
	if p := access.Of(ctx); p != nil {
		return int64(p.ID)
	}
	return 0
}

// OwnComment reports whether the person of the context wrote the comment.
func OwnComment(ctx context.Context, c *project.Comment) bool {
	p := access.Of(ctx)
	return p != nil && int64(p.ID) == c.Account && (p.ID != 0 || p.Name == c.Author)
}

// checkOwnComment refuses to change what somebody else wrote, and what was
// answered.
func (t *tx) checkOwnComment(ctx context.Context, c *project.Comment) error {
	if c.Account != accountOf(ctx) || (c.Account == 0 && c.Author != t.act.Actor) {
		return fault.New(fault.Invalid, fault.Say("comment.others", "{author} wrote this comment: answer it instead", "author", c.Author))
	}
	all, err := t.Comments(ctx, CommentQuery{Entities: []record.ID{c.Entity}})
	if err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(o project.Comment) bool { return o.Answers == c.ID }) {
		return fault.New(fault.Invalid, fault.Say("comment.answered", "the comment was answered: write another one"))
	}
	return nil
}
