package db

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"korridor/pkg/planner"
)

type visitMarkRow struct {
	AccountID int64 `gorm:"primaryKey;autoIncrement:false"`
	Since     int64
	Head      int64
	AtUs      int64
}

// VisitMark implements planner.Store.
func (s *Store) VisitMark(ctx context.Context, account int64) (planner.VisitMark, error) {
	var rows []visitMarkRow
	if err := s.reader.WithContext(ctx).Table("visit_marks").Where("account_id = ?", account).Limit(1).Find(&rows).Error; err != nil {
		return planner.VisitMark{}, s.place.fail(ctx, err)
	}
	if len(rows) == 0 {
		return planner.VisitMark{}, nil
	}
	return planner.VisitMark{Since: rows[0].Since, Head: rows[0].Head, At: optional(rows[0].AtUs).time()}, nil
}

// KeepVisitMark implements planner.Store.
func (s *Store) KeepVisitMark(ctx context.Context, account int64, m planner.VisitMark) error {
	row := visitMarkRow{AccountID: account, Since: m.Since, Head: m.Head, AtUs: m.At.UnixMicro()}
	return s.transact(ctx, s.writer, nil, func(tx *gorm.DB) error {
		return s.place.fail(ctx, tx.Table("visit_marks").Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error)
	})
}
