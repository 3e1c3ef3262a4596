package db

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// Projects implements planner.Reader.
func (r *reader) Projects(ctx context.Context, q planner.ProjectQuery) ([]project.Project, int, error) {
	matching := func() *gorm.DB {
		tx := r.db(ctx)
		if q.Search != "" {
			tx = tx.Where(`search LIKE ? ESCAPE '\'`, "%"+likeEscape.Replace(text.Fold(q.Search))+"%")
		}
		if q.Sector != "" {
			tx = tx.Where("sector = ?", q.Sector)
		}
		if q.Stage != "" {
			tx = tx.Where("stage = ?", q.Stage)
		}
		if len(q.IDs) > 0 {
			tx = tx.Where(among(tx, "id"), idList(tx, q.IDs))
		}
		if q.OnlyExternal {
			tx = tx.Where("external")
		}
		if q.OnlyOpen {
			tx = tx.Where("stage IN ?", openStages())
		}
		if q.PhasesFrom != 0 {
			tx = tx.Where(phasesTouch, fmt.Sprintf("%04d", q.PhasesTo), fmt.Sprintf("%04d", q.PhasesFrom))
		}
		return tx
	}
	query := matching().Order("code").Offset(q.Offset)
	if q.Limit > 0 {
		query = query.Limit(q.Limit)
	}
	page, err := projects.load(query, nil)
	if err != nil {
		return nil, 0, r.fail(ctx, err)
	}
	if q.Limit <= 0 && q.Offset == 0 {
		return page, len(page), nil
	}
	var total int64
	err = matching().Table(projects.name).Count(&total).Error
	return page, int(total), r.fail(ctx, err)
}

// phasesTouch finds projects with a phase that begins in a year or before it,
// and ends in another one or after it. Dates of any precision begin with the year.
const phasesTouch = `EXISTS (SELECT 1 FROM phases f WHERE f.project_id = projects.id
	AND SUBSTR(COALESCE(f.actual_start, f.planned_start), 1, 4) <= ? AND SUBSTR(COALESCE(f.actual_finish, f.planned_finish), 1, 4) >= ?)`

var likeEscape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Claims implements planner.Reader.
func (r *reader) Claims(ctx context.Context, q planner.ClaimQuery) ([]project.Claim, error) {
	tx := r.db(ctx)
	query := tx
	if len(q.Projects) > 0 {
		condition, ids := amongOrNone(tx, "project_id", q.Projects)
		query = query.Where(condition, ids)
	}
	if len(q.Entities) > 0 {
		query = query.Where(among(tx, "entity_id"), idList(tx, q.Entities))
	}
	if len(q.Kinds) > 0 {
		query = query.Where("kind IN ?", q.Kinds)
	}
	if q.ExceptKind != "" {
		query = query.Where("kind <> ?", q.ExceptKind)
	}
	if q.OnlyChosen {
		query = query.Where("chosen")
	}
	list, err := claims.list(query)
	return list, r.fail(ctx, err)
}

// Changes implements planner.Reader.
func (r *reader) Changes(ctx context.Context, q planner.ChangeQuery) ([]record.Change, error) {
	query := r.db(ctx).Table("changes").Order("seq DESC")
	for _, c := range []struct {
		set       bool
		condition string
		value     any
	}{
		{q.Project != 0, "project_id = ?", q.Project},
		{q.Entity != 0, "entity_id = ?", q.Entity},
		{len(q.Kinds) > 0, "kind IN ?", q.Kinds},
		{q.NotBy != 0, "actor_id <> ?", q.NotBy},
		{q.Batch != 0, "batch = ?", q.Batch},
		{q.After != 0, "seq > ?", q.After},
		{q.Before != 0, "seq < ?", q.Before},
		{!q.From.IsZero(), "at_us >= ?", q.From.UnixMicro()},
		{!q.Until.IsZero(), "at_us < ?", q.Until.UnixMicro()},
	} {
		if c.set {
			query = query.Where(c.condition, c.value)
		}
	}
	if len(q.Projects) > 0 { // project_id is 0, not NULL, for what belongs to none
		query = query.Where(among(query, "project_id"), idList(query, q.Projects))
	}
	if len(q.Except) > 0 {
		query = query.Where("kind NOT IN ?", q.Except)
	}
	if q.Heads {
		query = query.Where("seq = batch")
	}
	if q.Limit > 0 {
		query = query.Limit(q.Limit)
	}
	if q.Bare {
		query = query.Omit("before", "after")
	}
	var rows []changeRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, r.fail(ctx, err)
	}
	changes := make([]record.Change, len(rows))
	for i, row := range rows {
		changes[i] = row.domain()
	}
	return changes, nil
}
