package planner_test

import (
	"bytes"
	"slices"
	"testing"

	"korridor/db"
	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/report"
)

// The amounts on the pages, in the reports and in the store are one number.
func TestReportsAgreeWithThePages(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		d, err := p.Dossier(ctx, "railway")
		if err != nil {
			t.Fatal(err)
		}
		working := d.Working()
		if working == nil || working.Total.Plain() != "1800000000.00" {
			t.Fatalf("the railway's working estimate is %+v", working)
		}
		sheet, err := p.EstimateSheet(ctx, "railway", working.Code)
		if err != nil {
			t.Fatal(err)
		}
		if sum, err := money.Sum(money.EUR, sheet.Amounts...); err != nil || !sum.Equal(*working.Total) {
			t.Errorf("the sheet's lines add up to %v (%v)", sum, err)
		}
		for name, column := range map[string]string{"cost-lines": "amount", "budget": "base", "phases": "base_cost"} {
			if got := columnSum(t, p, name, column, working.Code); !got.Equal(*working.Total) {
				t.Errorf("%s in %s adds up to %v, the working estimate is %v", column, name, got, working.Total)
			}
		}
	})
}

func columnSum(t *testing.T, p *planner.Planner, name, column, estimate string) money.Amount {
	t.Helper()
	which, err := report.Named(name)
	if err != nil {
		t.Fatal(err)
	}
	sum := money.Zero(money.EUR)
	for _, row := range rows(t, p, planner.ReportQuery{Report: which, Project: "railway"}) {
		if of := which.Column("estimate"); of >= 0 && row[of] != estimate {
			continue
		}
		if row[which.Column(column)] != "" {
			if sum, err = sum.Add(*eur(row[which.Column(column)])); err != nil {
				t.Fatal(err)
			}
		}
	}
	return sum
}

// collected is a report's writer that keeps the rows.
type collected struct{ rows []report.Row }

func (c *collected) Write(r report.Row) error { c.rows = append(c.rows, slices.Clone(r)); return nil }

func (c *collected) Close() error { return nil }

func rows(t *testing.T, p *planner.Planner, q planner.ReportQuery) []report.Row {
	t.Helper()
	var all collected
	if err := p.Report(ctx, q, func() (report.Writer, error) { return &all, nil }); err != nil {
		t.Fatal(err)
	}
	return all.rows
}

// A programme's report is its projects' reports one after the other, and both
// databases give the same bytes every time.
func TestProgrammeReportIsTheProjectsReportsInOrder(t *testing.T) {
	bytesOf := map[string]string{}
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		for _, r := range report.All {
			whole := rows(t, p, planner.ReportQuery{Report: r})
			var parts []report.Row
			for _, code := range []string{"highway", "interconnection", "railway", "vore-hani-i-hotit"} {
				parts = append(parts, rows(t, p, planner.ReportQuery{Report: r, Project: code})...)
			}
			if !slices.EqualFunc(whole, parts, slices.Equal[report.Row]) {
				t.Errorf("%s: the programme has %d rows, its projects %d", r.Name, len(whole), len(parts))
			}
			for _, format := range []report.Format{report.CSV, report.JSON} {
				name := r.Name + "." + string(format)
				for range 2 {
					got := reportBytes(t, p, r, format)
					if before, ok := bytesOf[name]; ok && before != got {
						t.Errorf("%s: the same record gives different bytes", name)
					}
					bytesOf[name] = got
				}
			}
		}
	})
}

func reportBytes(t *testing.T, p *planner.Planner, r report.Report, format report.Format) string {
	t.Helper()
	var out bytes.Buffer
	if err := p.Report(ctx, planner.ReportQuery{Report: r, Drafts: true}, func() (report.Writer, error) {
		return report.NewWriter(&out, r, format, report.Standard)
	}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestReportOfAnUnknownProjectWritesNothing(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		err := p.Report(ctx, planner.ReportQuery{Report: report.Budget, Project: "tramway"}, func() (report.Writer, error) {
			t.Error("the writer was opened")
			return &collected{}, nil
		})
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("got %v, want a NotFound fault", err)
		}
	})
}
