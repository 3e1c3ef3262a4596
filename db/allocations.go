package db

import (
	"context"

	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// EachAllocation implements planner.Reader.
func (r *reader) EachAllocation(ctx context.Context, projectID record.ID, fn func(planner.AllocationRow) error) error {
	return nil
}

// Attention implements planner.Reader.
func (r *reader) Attention(ctx context.Context, q planner.AttentionQuery) (planner.AttentionHits, error) {
	return planner.AttentionHits{}, nil
}
