package db

import (
	"context"

	"korridor/pkg/record"
)

// DocumentUse implements planner.Reader.
func (r *reader) DocumentUse(ctx context.Context) (map[record.ID]int, error) {
	var rows []struct {
		DocumentID record.ID
		Claims     int
	}
	err := r.db(ctx).Table(claims.name).Select("document_id, COUNT(*) AS claims").
		Where("document_id IS NOT NULL").Group("document_id").Find(&rows).Error
	if err != nil {
		return nil, r.fail(ctx, err)
	}
	use := make(map[record.ID]int, len(rows))
	for _, row := range rows {
		use[row.DocumentID] = row.Claims
	}
	return use, nil
}
