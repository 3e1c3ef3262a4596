package db_test

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"korridor/db"
	"korridor/db/dbtest"
	"korridor/pkg/planner"
	"korridor/pkg/report"
)

// portfolio fills a fresh database with so many projects of five phases with ten
// cost lines each, of which one is a percentage, and five years of money, by
// plain SQL.
func portfolio(projects int) []string {
	return []string{
		fmt.Sprintf(`CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < %d) SELECT i FROM c`, projects),
		`CREATE TEMP TABLE y AS WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 10) SELECT i FROM c`,
		`INSERT INTO programmes VALUES (1, 1, 'p', 'P', '', '', '', 'EUR')`,
		`INSERT INTO projects SELECT 100000 + i, 1, 1, 'project-' || (i * 7919 % 10007), 'Project ' || i, '', '', '', 'energy', 'construction',
			'implementation', 0, NULL, NULL, '', NULL, '', '', 'project ' || i FROM n`,
		`INSERT INTO phases SELECT 200000 + 10 * n.i + y.i, 1, 100000 + n.i, NULL, 'p' || y.i, y.i, 'Works', '', (2025 + y.i) || '-01-01', (2027 + y.i) || '-06-30',
			NULL, NULL, NULL, '', '', '', '' FROM n CROSS JOIN y WHERE y.i <= 5`,
		`INSERT INTO estimates SELECT 400000 + i, 1, 100000 + i, 'e', 'Estimate', '', 'contract', 'published', '2025', '', '', 2025, '',
			NULL, '', '', 'EUR', NULL, 1000000000, NULL, '', NULL, '', '' FROM n`,
		`UPDATE projects SET working_estimate_id = project_estimate.id FROM (SELECT id, project_id FROM estimates) project_estimate WHERE project_estimate.project_id = projects.id`,
		`INSERT INTO cost_lines SELECT 100 * e.id + 10 * (p.position - 1) + y.i, 1, e.project_id, e.id, 'l-' || p.position || '-' || y.i, y.i, 'Line', '',
			CASE WHEN y.i = 10 THEN 'supervision' ELSE 'construction' END, p.id, NULL, '', CASE WHEN y.i < 10 THEN '12.5' END, CASE WHEN y.i < 10 THEN 'km' ELSE '' END,
			CASE WHEN y.i < 10 THEN '1234.56' END, 'EUR', CASE WHEN y.i = 10 THEN '4.5' END, CASE WHEN y.i = 10 THEN '["construction"]' ELSE '[]' END, 0, 0, '', '', ''
			FROM estimates e JOIN phases p ON p.project_id = e.project_id CROSS JOIN y`,
		`INSERT INTO funding_sources SELECT 800000 + i, 1, 100000 + i, 's', 1, 'State', '', 'state_budget', 'effective', '', 'EUR', NULL, 0, '', '', NULL FROM n`,
		`INSERT INTO allocations SELECT 10 * s.id + y.i, 1, s.project_id, s.id, 2025 + y.i, 'EUR', 10000000, 9000000, NULL, NULL, '', NULL, '', ''
			FROM funding_sources s CROSS JOIN y WHERE y.i <= 5`,
	}
}

// BenchmarkCostReports makes the cash flow and the budget of whole portfolios.
func BenchmarkCostReports(b *testing.B) {
	if testing.Short() {
		b.Skip("builds databases of up to ten thousand projects")
	}
	for _, projects := range []int{100, 1_000, 10_000} {
		dsn := dbtest.SQLite(b)
		execute(b, dsn, strings.Join(portfolio(projects), ";"))
		now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
		p := planner.New(dbtest.Open(b, dsn, db.Options{}), func() time.Time { return now })
		for _, r := range []report.Report{report.CostLines, report.Budget, report.CashFlow} {
			b.Run(fmt.Sprintf("%s/%d", r.Name, projects), func(b *testing.B) { benchReport(b, p, r, projects) })
		}
	}
}

func benchReport(b *testing.B, p *planner.Planner, r report.Report, projects int) {
	b.ReportAllocs()
	for b.Loop() {
		err := p.Report(b.Context(), planner.ReportQuery{Report: r}, func() (report.Writer, error) {
			return report.NewWriter(io.Discard, r, report.CSV, report.Standard)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*projects), "µs/project")
}

// BenchmarkProgramme shows the programme of ten thousand projects: again, and
// after each change of one of them.
func BenchmarkProgramme(b *testing.B) {
	if testing.Short() {
		b.Skip("builds a database of ten thousand projects")
	}
	dsn := dbtest.SQLite(b)
	execute(b, dsn, strings.Join(portfolio(10_000), ";"))
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	p := planner.New(dbtest.Open(b, dsn, db.Options{}), func() time.Time { return now })
	show := func() bool {
		v, err := p.Programme(b.Context(), planner.ProgrammeQuery{Page: 1})
		if err != nil {
			b.Fatal(err)
		}
		return v.Pending
	}
	touch := func() {
		d, err := p.Dossier(b.Context(), "project-7919")
		if err != nil {
			b.Fatal(err)
		}
		d.Project.Summary.Default += "x"
		if err := p.Do(b.Context(), planner.Act{Actor: "test"}, &planner.SaveProject{Record: d.Project}); err != nil {
			b.Fatal(err)
		}
	}
	touch()
	start := time.Now()
	for show() {
		time.Sleep(100 * time.Millisecond)
	}
	b.Logf("the first notices took %s in the background", time.Since(start).Round(time.Second))
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			show()
		}
	})
	b.Run("changed", func(b *testing.B) {
		for b.Loop() {
			touch()
			show()
		}
	})
}
