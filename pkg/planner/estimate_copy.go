package planner

import (
	"context"
	"slices"
	"time"

	"korridor/pkg/estimate"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// CopyEstimate makes a new draft revision of an estimate, with copies of its
// lines and of the claims about them.
type CopyEstimate struct {
	From  record.ID
	Code  string
	Title text.Label
	AsOf  schedule.Date

	// Created is the new draft afterwards.
	Created estimate.Estimate `json:"-"`
}

// Name implements Command.
func (*CopyEstimate) Name() string { return "copy_estimate" }

func (*CopyEstimate) movesMoney() bool { return true }

func (c *CopyEstimate) apply(ctx context.Context, t *tx) error {
	var from estimate.Estimate
	if err := t.Get(ctx, c.From, &from); err != nil {
		return err
	}
	lines, err := t.Lines(ctx, c.From)
	if err != nil {
		return err
	}
	draft := from
	draft.Meta = record.Meta{}
	draft.Code, draft.Title, draft.AsOf = c.Code, c.Title, c.AsOf
	draft.Status, draft.CopyOf = estimate.Draft, from.ID
	draft.PublishedBy, draft.PublishedAt = "", time.Time{}
	if err := t.save(ctx, &draft); err != nil {
		return err
	}
	copies := map[record.ID]record.ID{from.ID: draft.ID}
	for i := range lines {
		line := lines[i]
		line.Meta, line.Estimate = record.Meta{}, draft.ID
		if err := t.save(ctx, &line); err != nil {
			return err
		}
		copies[lines[i].ID] = line.ID
	}
	own := []string{"as_of"}
	if len(lines) > 0 {
		own = append(own, "total")
	}
	if err := t.copyClaims(ctx, copies, from.ID, own); err != nil {
		return err
	}
	if err := t.settle(ctx); err != nil {
		return err
	}
	return t.Get(ctx, draft.ID, &c.Created)
}

// copyClaims gives the copies, by the id of what they are copies of, the same
// claims, but for the figures that the copy of the estimate has of its own: its
// date, and a total that its lines add up to.
func (t *tx) copyClaims(ctx context.Context, copies map[record.ID]record.ID, from record.ID, own []string) error {
	ids := make([]record.ID, 0, len(copies))
	for id := range copies {
		ids = append(ids, id)
	}
	claims, err := t.Claims(ctx, ClaimQuery{Entities: ids})
	if err != nil {
		return err
	}
	for i := range claims {
		c := claims[i]
		if c.Entity == from && slices.Contains(own, c.Field) {
			continue
		}
		c.Meta, c.Entity = record.Meta{}, copies[c.Entity]
		if err := t.save(ctx, &c); err != nil {
			return err
		}
	}
	return nil
}
