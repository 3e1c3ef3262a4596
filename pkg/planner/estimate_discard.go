package planner

import (
	"context"

	"korridor/pkg/estimate"
	"korridor/pkg/record"
)

// DeleteDraft discards a draft estimate with its lines and all claims about
// them. A published estimate stays, and so does a draft that another estimate
// began as a copy of.
type DeleteDraft struct {
	Estimate record.ID
	Version  int64
}

// Name implements Command.
func (*DeleteDraft) Name() string { return "delete_draft" }

func (*DeleteDraft) movesMoney() bool { return true }

func (c *DeleteDraft) apply(ctx context.Context, t *tx) error {
	var e estimate.Estimate
	if err := t.Get(ctx, c.Estimate, &e); err != nil {
		return err
	}
	if e.Status == estimate.Published {
		return frozen(&e)
	}
	lines, err := t.Lines(ctx, e.ID)
	if err != nil {
		return err
	}
	for i := range lines {
		if err := t.delete(ctx, &lines[i]); err != nil {
			return err
		}
	}
	e.Version = c.Version // the one that was seen: the store compares
	return t.delete(ctx, &e)
}
