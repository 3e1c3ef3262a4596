package db

import (
	"context"

	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// DocumentUse implements planner.Reader.
func (r *reader) DocumentUse(ctx context.Context, limit, offset int, of ...record.ID) ([]planner.DocumentUse, int, error) {
	var total int64
	if err := r.db(ctx).Table(documents.name).Count(&total).Error; err != nil {
		return nil, 0, r.fail(ctx, err)
	}
	var rows []struct {
		ID     record.ID
		Claims int
	}
	tx, counted, args := r.db(ctx), "document_id IS NOT NULL", []any(nil)
	if len(of) > 0 {
		condition, ids := amongOrNone(tx, "project_id", of)
		counted, args = counted+" AND "+condition, []any{ids}
	}
	err := tx.Raw(`SELECT d.id, COALESCE(u.claims, 0) AS claims FROM documents d
		LEFT JOIN (SELECT document_id, COUNT(*) AS claims FROM claims WHERE `+counted+` GROUP BY document_id) u
		ON u.document_id = d.id ORDER BY COALESCE(u.claims, 0) DESC, d.code LIMIT ? OFFSET ?`, append(args, limit, offset)...).Scan(&rows).Error
	if err != nil {
		return nil, 0, r.fail(ctx, err)
	}
	ids := make([]record.ID, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	known, err := byID(ctx, r, documents, ids)
	page := make([]planner.DocumentUse, len(rows))
	for i, row := range rows {
		page[i] = planner.DocumentUse{Document: known[row.ID], Claims: row.Claims}
	}
	return page, int(total), err
}
