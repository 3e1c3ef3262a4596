package db

import (
	"cmp"
	"context"
	"slices"

	"korridor/pkg/period"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

// Reporting periods, and what people say about figures.
var (
	periods = &kind[period.Period, *period.Period, periodRow]{
		table:   table{kind: record.Period, name: "periods", label: "code", unique: codeUnique()},
		newRow:  newPeriodRow,
		compare: func(a, b *period.Period) int { return cmp.Or(a.First.Compare(b.First), cmp.Compare(a.Code, b.Code)) },
	}
	comments = &kind[project.Comment, *project.Comment, commentRow]{
		table: table{kind: record.Comment, name: "comments", label: "author", refs: []reference{
			{to: record.Project, column: "project_id"},
			{to: record.Comment, column: "answers_id"},
		}},
		newRow: newCommentRow,
		compare: func(a, b *project.Comment) int {
			return cmp.Or(cmp.Compare(a.Project, b.Project), a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
		},
	}
)

// Periods implements planner.Reader.
func (r *reader) Periods(ctx context.Context) ([]period.Period, error) {
	return all(ctx, r, periods)
}

// Comments implements planner.Reader.
func (r *reader) Comments(ctx context.Context, q planner.CommentQuery) ([]project.Comment, error) {
	tx := r.db(ctx)
	query := tx
	if len(q.Projects) > 0 {
		condition := among(tx, "project_id")
		if slices.Contains(q.Projects, 0) {
			condition = "(" + condition + " OR project_id IS NULL)"
		}
		query = query.Where(condition, idList(tx, q.Projects))
	}
	if len(q.Entities) > 0 {
		query = query.Where(among(tx, "entity_id"), idList(tx, q.Entities))
	}
	list, err := comments.list(query)
	return list, r.fail(ctx, err)
}
