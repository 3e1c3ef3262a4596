package db

import (
	"cmp"
	"context"

	"korridor/pkg/project"
	"korridor/pkg/record"
)

var baselines = &kind[project.Baseline, *project.Baseline, baselineRow]{
	table:  table{kind: record.Baseline, name: "baselines", label: "code", unique: codeUnique()},
	newRow: newBaselineRow,
	compare: func(a, b *project.Baseline) int {
		return cmp.Or(a.Moment.Compare(b.Moment), cmp.Compare(a.Code, b.Code))
	},
}

// Baselines implements planner.Reader.
func (r *reader) Baselines(ctx context.Context) ([]project.Baseline, error) {
	return all(ctx, r, baselines)
}

type baselineRow struct {
	Meta   meta `gorm:"embedded"`
	Code   string
	Name   string
	NameSq string
	AtUs   int64
	Seq    int64
	Note   string
	NoteSq string
}

func newBaselineRow(b *project.Baseline) baselineRow {
	return baselineRow{
		Meta: newMeta(b.Meta), Code: b.Code, Name: b.Name.Default, NameSq: b.Name.Albanian,
		AtUs: int64(micros(b.Moment)), Seq: b.Seq, Note: b.Note.Default, NoteSq: b.Note.Albanian,
	}
}

func (r baselineRow) domain() project.Baseline {
	return project.Baseline{
		Meta: r.Meta.domain(), Code: r.Code, Name: label(r.Name, r.NameSq),
		Moment: optional(r.AtUs).time(), Seq: r.Seq, Note: label(r.Note, r.NoteSq),
	}
}
