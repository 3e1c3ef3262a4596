package planner_test

import (
	"bytes"
	"os"
	"strconv"
	"strings"
	"testing"

	"korridor/db"
	"korridor/pkg/fault"
	"korridor/pkg/modelfile"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/report"
)

// totalOf adds up a column of rows in euro whose first cells are these.
func totalOf(t *testing.T, rows []report.Row, column int, first ...string) money.Amount {
	t.Helper()
	sum := money.Zero(money.EUR)
	for _, row := range rows {
		counts := row[column] != ""
		for i, cell := range first {
			counts = counts && strings.HasPrefix(row[i], cell)
		}
		if !counts {
			continue
		}
		var err error
		if sum, err = sum.Add(*eur(row[column])); err != nil {
			t.Fatal(err)
		}
	}
	return sum
}

// The cash flow by year, quarter and month, the budget, the page and the exported
// model of each project come to the same figures, on both databases.
func TestCostReportsAgree(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		need, base := report.CashFlow.Column("need"), report.CashFlow.Column("base")
		years := rows(t, p, planner.ReportQuery{Report: report.CashFlow})
		budget := rows(t, p, planner.ReportQuery{Report: report.Budget})
		for _, code := range []string{"highway", "interconnection", "railway"} {
			v, err := p.Cost(ctx, planner.CostQuery{Project: code})
			if err != nil || v.Result == nil {
				t.Fatalf("%s: %v", code, err)
			}
			whole, err := v.Result.Need()
			if err != nil {
				t.Fatal(err)
			}
			if got := totalOf(t, years, need, code); !got.Equal(whole) {
				t.Errorf("%s: the cash flow comes to %s, the page to %s", code, got, whole)
			}
			if got := totalOf(t, budget, report.Budget.Column("total"), code); !got.Equal(whole) {
				t.Errorf("%s: the budget comes to %s, the page to %s", code, got, whole)
			}
			if got := totalOf(t, years, base, code); !got.Equal(v.Result.Base) {
				t.Errorf("%s: the base comes to %s, the page's to %s", code, got, v.Result.Base)
			}
			for _, by := range []planner.By{planner.ByQuarter, planner.ByMonth} {
				parts := rows(t, p, planner.ReportQuery{Report: report.CashFlow, Project: code, By: by})
				for _, y := range v.Result.Years {
					year := strconv.Itoa(y.FiscalYear)
					if got := totalOf(t, parts, need, code, year); !got.Equal(y.Need) {
						t.Errorf("%s by %s: %s comes to %s, want %s", code, by, year, got, y.Need)
					}
				}
				if strings.Join(parts[0][7:], "") != "" {
					t.Errorf("%s by %s: %v has money", code, by, parts[0])
				}
			}
			sameAsFile(t, v)
		}
		for _, row := range years {
			if row[0] == "vore-hani-i-hotit" {
				t.Errorf("a project without dates has the row %v", row)
			}
		}
	})
}

// sameAsFile fails the test unless the view's model, written and read again,
// comes to the same JSON.
func sameAsFile(t *testing.T, v *planner.CostView) {
	t.Helper()
	var file, direct, again bytes.Buffer
	if err := modelfile.Write(&file, &modelfile.File{Model: *v.Result.Model}); err != nil {
		t.Fatal(err)
	}
	read, err := modelfile.Read("model.yaml", file.Bytes())
	if err != nil {
		t.Fatalf("%s: %v", v.Project.Code, err)
	}
	result, err := read.Cost(ctx)
	if err != nil {
		t.Fatalf("%s: %v", v.Project.Code, err)
	}
	if err := modelfile.WriteCost(&direct, v.Result); err != nil {
		t.Fatal(err)
	}
	if err := modelfile.WriteCost(&again, result); err != nil {
		t.Fatal(err)
	}
	if direct.String() != again.String() {
		t.Errorf("%s: the file gives\n%s\nthe record\n%s", v.Project.Code, again.String(), direct.String())
	}
}

// The railway's cash flow, byte for byte.
func TestRailwayCashFlow(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		for by, name := range map[planner.By]string{planner.ByYear: "year", planner.ByQuarter: "quarter"} {
			want, err := os.ReadFile("testdata/railway-cashflow-" + name + ".csv")
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			err = p.Report(ctx, planner.ReportQuery{Report: report.CashFlow, Project: "railway", By: by}, func() (report.Writer, error) {
				return report.NewWriter(&got, report.CashFlow, report.CSV, report.Standard)
			})
			if err != nil || got.String() != string(want) {
				t.Errorf("by %s: %v\n%s", name, err, got.String())
			}
		}
	})
}

// A preview says which projects have no model, and why; what the shown one takes
// for granted; and how much of it is assumed or only closes a published total.
func TestCostPreviewsSayWhatTheyRestOn(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		for _, r := range []report.Report{report.CashFlow, report.Budget} {
			all, err := p.Preview(ctx, planner.ReportQuery{Report: r}, "en")
			if err != nil {
				t.Fatal(err)
			}
			if len(all.Unmodelled) != 1 || all.UnmodelledCount != 1 || all.Unmodelled[0].Project.Code != "vore-hani-i-hotit" ||
				!strings.Contains(all.Unmodelled[0].Why.String(), "no phase has a start") || len(all.Notes) > 0 {
				t.Errorf("%s: %+v, %v", r.Name, all.Unmodelled, all.Notes)
			}
			one, err := p.Preview(ctx, planner.ReportQuery{Report: r, Project: "railway"}, "en")
			if err != nil {
				t.Fatal(err)
			}
			if len(one.Totals) != 1 || one.Totals[0].Total != *eur("2182012003.98") || one.Totals[0].Assumed.IsZero() || one.Totals[0].Balance.IsZero() {
				t.Errorf("%s: %+v", r.Name, one.Totals)
			}
			if len(one.Notes) == 0 {
				t.Errorf("%s tells nothing of the model", r.Name)
			}
		}
	})
}

func TestPeriodsAreOfTheCashFlow(t *testing.T) {
	withCorridor(t, func(t *testing.T, p *planner.Planner, _ *db.Store) {
		_, err := p.Preview(ctx, planner.ReportQuery{Report: report.Phases, By: planner.ByMonth}, "en")
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("phases by month: %v", err)
		}
	})
	for name, want := range map[string]planner.By{"": planner.ByYear, "year": planner.ByYear, "quarter": planner.ByQuarter, "month": planner.ByMonth} {
		if by, err := planner.ParseBy(name); err != nil || by != want {
			t.Errorf("%q is %q (%v)", name, by, err)
		}
	}
	if _, err := planner.ParseBy("week"); !fault.Is(err, fault.Invalid) {
		t.Errorf("a week: %v", err)
	}
}
