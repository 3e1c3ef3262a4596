package db

import (
	"context"
	"database/sql"
	"slices"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// allocationsQuery walks the projects by code and each one's allocations along
// an index, so that nothing is sorted and nothing held: CROSS JOIN keeps SQLite
// from choosing another order. An allocation comes once for each chosen claim
// about it, and once where there is none. Claims about other fields than the
// stages are rare and left out in Go: asking for the four would be four searches.
const allocationsQuery = `
SELECT p.code, s.name, s.name_sq,
       a.id, a.version, a.project_id, a.funding_source_id, a.fiscal_year, a.currency,
       a.requested_minor, a.approved_minor, a.committed_minor, a.disbursed_minor,
       a.breach_reason, a.breach_document_id, a.note, a.note_sq,
       c.field, c.basis, d.title, d.title_sq
FROM projects p
CROSS JOIN allocations a
JOIN funding_sources s ON s.id = a.funding_source_id
LEFT JOIN claims c ON c.entity_id = a.id AND c.chosen
LEFT JOIN documents d ON d.id = c.document_id
WHERE a.project_id = p.id`

const allocationsOrder = " ORDER BY p.code, a.fiscal_year, a.funding_source_id"

// EachAllocation implements planner.Reader. Plain SQL: gorm's rows cost several
// times as much, and reports walk over a million of them.
func (r *reader) EachAllocation(ctx context.Context, projectID record.ID, fn func(planner.AllocationRow) error) error {
	query, args := allocationsQuery+allocationsOrder, []any(nil)
	if projectID != 0 {
		query, args = allocationsQuery+" AND p.id = ?"+allocationsOrder, []any{projectID}
	}
	rows, err := r.db(ctx).Raw(query, args...).Rows()
	if err != nil {
		return r.fail(ctx, err)
	}
	defer rows.Close()
	var current, next allocationScan
	for rows.Next() {
		if err := rows.Scan(next.targets()...); err != nil {
			return r.fail(ctx, err)
		}
		if next.id != current.id {
			if err := current.emit(fn); err != nil {
				return err
			}
			current.begin(&next)
		}
		current.vouch(&next)
	}
	if err := rows.Err(); err != nil {
		return r.fail(ctx, err)
	}
	return current.emit(fn)
}

// allocationScan is one row of the query as it is read, and, folded together,
// one allocation with its claims. It is used again for every row.
type allocationScan struct {
	into []any

	project, source, sourceSq    string
	id, version                  record.ID
	projectID, sourceID          record.ID
	fiscalYear                   int
	currency                     string
	stages                       [4]sql.NullInt64
	breachReason                 string
	breachDocument               sql.NullInt64
	note, noteSq                 string
	field, basis, title, titleSq sql.NullString

	bases  [4]project.Basis
	titles [4]text.Label
}

// targets returns where the columns of a row go.
func (s *allocationScan) targets() []any {
	if s.into == nil {
		s.into = []any{&s.project, &s.source, &s.sourceSq,
			&s.id, &s.version, &s.projectID, &s.sourceID, &s.fiscalYear, &s.currency,
			&s.stages[0], &s.stages[1], &s.stages[2], &s.stages[3],
			&s.breachReason, &s.breachDocument, &s.note, &s.noteSq,
			&s.field, &s.basis, &s.title, &s.titleSq}
	}
	return s.into
}

// begin starts the allocation that the row is the first of.
func (s *allocationScan) begin(row *allocationScan) {
	into := s.into
	*s = *row
	s.into = into
}

// vouch takes over the row's claim about one of the stages.
func (s *allocationScan) vouch(row *allocationScan) {
	if i := slices.Index(funding.Stages, funding.Stage(row.field.String)); i >= 0 {
		s.bases[i], s.titles[i] = project.Basis(row.basis.String), label(row.title.String, row.titleSq.String)
	}
}

// emit gives the allocation to fn, if one was begun.
func (s *allocationScan) emit(fn func(planner.AllocationRow) error) error {
	if s.id == 0 {
		return nil
	}
	c, err := money.ParseCurrency(s.currency)
	if err != nil {
		return err
	}
	row := planner.AllocationRow{Project: s.project, FundingSource: label(s.source, s.sourceSq),
		Allocation: funding.Allocation{
			Meta: record.Meta{ID: s.id, Version: int64(s.version)}, Project: s.projectID, Source: s.sourceID,
			FiscalYear: s.fiscalYear, Currency: c, Note: label(s.note, s.noteSq),
		}}
	if s.breachDocument.Valid {
		row.Allocation.Breach = &funding.Breach{Reason: s.breachReason, Document: record.ID(s.breachDocument.Int64)}
	}
	a := &row.Allocation
	amounts := new([4]money.Amount) // one piece of memory for all stages
	known, documents := make([]project.Basis, 0, 4), make([]text.Label, 0, 4)
	for i, at := range []**money.Amount{&a.Requested, &a.Approved, &a.Committed, &a.Disbursed} {
		if !s.stages[i].Valid {
			continue
		}
		amounts[i] = money.FromMinor(s.stages[i].Int64, c)
		*at = &amounts[i]
		row.Bases[i] = s.bases[i]
		known = append(known, s.bases[i])
		if t := s.titles[i]; !t.IsZero() && !slices.Contains(documents, t) {
			documents = append(documents, t)
		}
	}
	row.Documents = joined(documents)
	row.Basis = project.Weakest(known...)
	return fn(row)
}

// joined puts the titles in one line. It has an Albanian version where one of
// them does.
func joined(titles []text.Label) (line text.Label) {
	for i, t := range titles {
		separator := "; "
		if i == 0 {
			separator = ""
		}
		line.Default += separator + t.Default
		line.Albanian += separator + t.In("sq")
	}
	if line.Albanian == line.Default {
		line.Albanian = ""
	}
	return line
}
