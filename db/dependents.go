package db

import (
	"context"
	"fmt"

	"korridor/pkg/planner"
	"korridor/pkg/record"
)

// dependents are the records of one kind that refer to another one, with what
// the first of them are known by.
type dependents struct {
	planner.Dependents
	names []string
}

// Dependents implements planner.Reader.
func (r *reader) Dependents(ctx context.Context, kind record.Kind, id record.ID, limit int) ([]planner.Dependents, error) {
	found, err := r.dependents(ctx, kind, id, limit)
	list := make([]planner.Dependents, len(found))
	for i := range found {
		list[i] = found[i].Dependents
	}
	return list, r.fail(ctx, err)
}

// dependents goes through the references of all kinds.
func (r *reader) dependents(ctx context.Context, kind record.Kind, id record.ID, limit int) ([]dependents, error) {
	var found []dependents
	for _, other := range kinds {
		for _, ref := range other.info().refs {
			if ref.to != kind {
				continue
			}
			d, err := r.referring(ctx, other.info(), ref, id, limit)
			if err != nil {
				return nil, err
			}
			if d.Count > 0 {
				found = append(found, d)
			}
		}
	}
	return found, nil
}

// referring counts the records of a table that refer to the one with the id by
// one reference, and names the first few.
func (r *reader) referring(ctx context.Context, t *table, ref reference, id record.ID, limit int) (dependents, error) {
	d := dependents{Dependents: planner.Dependents{Kind: t.kind}}
	condition := ref.column + " = ?"
	if ref.via != "" {
		condition = fmt.Sprintf("id IN (SELECT %s FROM %s WHERE %s = ?)", ref.owner, ref.via, ref.column)
	}
	query := r.db(ctx).Table(t.name).Where(condition, id).Where("id <> ?", id)
	if t.kind == record.Claim || t.kind == record.Comment && ref.column != "answers_id" {
		query = query.Where("entity_id <> ?", id)
	}
	var rows []struct {
		ID    record.ID
		Name  string
		Total int
	}
	err := query.Select(fmt.Sprintf("id, CAST(%s AS TEXT) AS name, COUNT(*) OVER () AS total", t.label)).
		Order("id").Limit(limit).Scan(&rows).Error
	for _, row := range rows {
		d.Count, d.First, d.names = row.Total, append(d.First, row.ID), append(d.names, row.Name)
	}
	return d, err
}
