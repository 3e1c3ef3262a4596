package planner

import (
	"context"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// PublishEstimate freezes a draft as a published revision.
type PublishEstimate struct {
	Estimate record.ID
	Version  int64
}

// Name implements Command.
func (*PublishEstimate) Name() string { return "publish_estimate" }

func (*PublishEstimate) movesMoney() bool { return true }

func (c *PublishEstimate) apply(ctx context.Context, t *tx) error {
	var e estimate.Estimate
	if err := t.Get(ctx, c.Estimate, &e); err != nil {
		return err
	}
	if e.Status == estimate.Published {
		return frozen(&e)
	}
	if e.Total == nil {
		return fault.New(fault.Invalid, fault.Say("estimate.empty",
			"the estimate {code} has neither cost lines nor a headline figure: there is nothing to publish", "code", e.Code))
	}
	if e.Version != c.Version {
		return fault.New(fault.Conflict, fault.Say("stale",
			"somebody changed this {kind} in the meantime: load it again and repeat the change", "kind", record.Estimate))
	}
	if err := t.dropClaims(ctx, &e); err != nil { // what is frozen must agree
		return err
	}
	e.Status, e.PublishedBy, e.PublishedAt = estimate.Published, t.act.Actor, t.now.UTC()
	return t.Save(ctx, &e)
}

// ChooseEstimate makes a published estimate the working one of its project.
type ChooseEstimate struct {
	Project  record.ID
	Version  int64 // of the project
	Estimate record.ID
}

// Name implements Command.
func (*ChooseEstimate) Name() string { return "choose_estimate" }

func (*ChooseEstimate) movesMoney() bool { return true }

func (c *ChooseEstimate) apply(ctx context.Context, t *tx) error {
	return c.choose(ctx, t, text.Plain(t.act.Reason))
}

// choose chooses the estimate for the reason.
func (c *ChooseEstimate) choose(ctx context.Context, t *tx, reason text.Label) error {
	var e estimate.Estimate
	if err := t.Get(ctx, c.Estimate, &e); err != nil {
		return err
	}
	var p project.Project
	if err := t.Get(ctx, c.Project, &p); err != nil {
		return err
	}
	var problems fault.Problems
	problems.Check(e.Project == p.ID, "estimate",
		fault.Say("foreign_reference", "refers to a {kind} of another project", "kind", record.Estimate))
	problems.Check(e.Status == estimate.Published, "estimate",
		fault.Say("estimate.choose_draft", "is still a draft: publish it first"))
	if err := problems.Err(fault.Say("project.working_invalid", "the working estimate was not chosen")); err != nil {
		return err
	}
	p.Version = c.Version
	p.Working = project.WorkingChoice{Estimate: e.ID, By: t.act.Actor, At: t.now.UTC(), Reason: reason}
	if err := p.Validate(); err != nil {
		return err
	}
	return t.Save(ctx, &p)
}
