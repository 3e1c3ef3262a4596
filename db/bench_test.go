package db_test

import (
	"strings"
	"testing"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/planner"
)

// The large database: 10,000 projects with five funding sources and twenty
// years each are 1,000,000 allocations, each with one claim; one phase and two
// estimates for every project.
const (
	benchProjects = 10_000
	benchSources  = 5
	benchYears    = 20
)

// bulk fills a fresh database by plain SQL: as commands it would take hours.
var bulk = []string{
	`CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 10000) SELECT i FROM c`,
	`CREATE TEMP TABLE y AS SELECT i FROM n WHERE i <= 20`,
	`INSERT INTO programmes VALUES (1, 1, 'p', 'P', '', '', '', 'EUR')`,
	`INSERT INTO documents SELECT 10 + i, 1, 'd-' || i, 'Document ' || i, '', '', '', NULL, '', '' FROM y`,
	`INSERT INTO projects SELECT 100000 + i, 1, 1, 'project-' || (i * 7919 % 10000), 'Project ' || i, '', '', '', 'energy', 'construction',
		CASE i % 5 WHEN 0 THEN 'completion' ELSE 'implementation' END, 0, NULL, NULL, '', NULL, '', '', 'project ' || i FROM n`,
	`INSERT INTO phases SELECT 200000 + i, 1, 100000 + i, NULL, 'p', 1, 'Works', '', '2020', CASE i % 10 WHEN 1 THEN '2026-05' ELSE '2031' END,
		NULL, NULL, '50', '', '', '', '' FROM n`,
	`INSERT INTO estimates SELECT 300000 + 2 * n.i + y.i, 1, 100000 + n.i, 'e' || y.i, 'Estimate', '', 'contract', 'published', '2025', '', '', 2025, '',
		NULL, '', '', 'EUR', NULL, 1000000 * y.i, NULL, '', NULL, '', '' FROM n CROSS JOIN y WHERE y.i <= 2 AND (y.i = 1 OR n.i % 10 = 1)`,
	`UPDATE projects SET working_estimate_id = (SELECT MIN(id) FROM estimates e WHERE e.project_id = projects.id)`,
	`INSERT INTO funding_sources SELECT 400000 + 5 * n.i + y.i, 1, 100000 + n.i, 's' || y.i, y.i, 'Source ' || y.i, '', 'loan', 'effective', '', 'EUR',
		NULL, 0, '', '', NULL FROM n CROSS JOIN y WHERE y.i <= 5`,
	`INSERT INTO allocations SELECT 1000000 + 20 * (s.id - 400000) + y.i, 1, s.project_id, s.id, 2015 + y.i, 'EUR',
		100000000 + s.id, CASE WHEN y.i < 11 AND s.id % 100 > 0 THEN 100000000 END, CASE WHEN y.i < 8 THEN 90000000 END, NULL, '', NULL, '', ''
		FROM funding_sources s CROSS JOIN y`,
	`INSERT INTO ceilings SELECT 5000000 + id, 1, project_id, funding_source_id, fiscal_year, 'EUR', requested_minor - (id % 1000 = 12), '', ''
		FROM allocations WHERE fiscal_year BETWEEN 2026 AND 2028`,
	`INSERT INTO claims SELECT 10000000 + id, 1, project_id, 'allocation', id, 'requested', '', '', '1', '', 'EUR', 'sourced', 11 + id % 20, '', 'high',
		NULL, '', '', '', '', 1 FROM allocations`,
	`INSERT INTO claims SELECT 20000000 + id, 1, project_id, 'estimate', id, 'total', '', '', '1', '', 'EUR', 'sourced', 11, '', 'high',
		NULL, '', '', '', '', 1 FROM estimates WHERE id % 50 > 0`,
}

// BenchmarkMillion builds the large database once for all that it measures.
func BenchmarkMillion(b *testing.B) {
	if testing.Short() {
		b.Skip("builds a database of a million allocations")
	}
	dsn := dbtest.SQLite(b)
	execute(b, dsn, strings.Join(bulk, ";"))
	s := dbtest.Open(b, dsn, db.Options{})
	b.Run("EachAllocation", func(b *testing.B) { benchEachAllocation(b, s) })
	b.Run("ProjectsPage", func(b *testing.B) { benchProjectsPage(b, s) })
	b.Run("Attention", func(b *testing.B) { benchAttention(b, s) })
}

func benchEachAllocation(b *testing.B, s *db.Store) {
	b.ReportAllocs()
	rows := 0
	for b.Loop() {
		rows = 0
		err := s.Read(b.Context(), func(r planner.Reader) error {
			return r.EachAllocation(b.Context(), 0, func(planner.AllocationRow) error { rows++; return nil })
		})
		if err != nil || rows != benchProjects*benchSources*benchYears {
			b.Fatalf("%d rows, %v", rows, err)
		}
	}
	b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
}

func benchProjectsPage(b *testing.B, s *db.Store) {
	for b.Loop() {
		read(b, s, func(r planner.Reader) error {
			page, total, err := r.Projects(b.Context(), planner.ProjectQuery{Search: "project", Limit: 50, Offset: 5000})
			if len(page) != 50 || total != benchProjects {
				b.Fatalf("%d of %d", len(page), total)
			}
			return err
		})
	}
}

func benchAttention(b *testing.B, s *db.Store) {
	for b.Loop() {
		if hits := attention(b, s, 5); len(hits.NoOutcome) != 5 || len(hits.Late) != 5 || len(hits.Spread) != 5 || len(hits.Ceilings) == 0 {
			b.Fatalf("%+v", hits)
		}
	}
}
