package record_test

import (
	"testing"

	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/risk"
)

// The figures that claims can vouch for, by kind; the contract with everything
// that stores claims.
var figures = map[record.Kind][]string{
	record.Project: {"length_m"}, record.Section: {"length_m"},
	record.Phase:     {"planned_start", "planned_finish", "actual_start", "actual_finish", "progress_percent"},
	record.Milestone: {"planned", "actual"}, record.Structure: {"count", "length_m", "tubes", "voltage_kv"},
	record.Estimate: {"total", "price_year", "as_of"}, record.CostLine: {"quantity", "unit_rate", "percent"},
	record.FundingSource: {"total"}, record.Ceiling: {"amount"},
	record.Allocation: {"requested", "approved", "committed", "disbursed"}, record.ExchangeRate: {"rate"},
	record.IndexSeries:     {"rate_2026", "rate_2027"},
	record.Assumptions:     {"discount_rate", "cap_2026", "cap_2027", "share_AL", "share_XK"},
	record.BudgetProgramme: {"planning_rate", "ceiling_2026", "ceiling_2027", "later"},
	record.Expenditure:     {"amount"}, record.Benefit: {"amount", "growth"},
	record.Uncertainty: {"low", "mode", "high"}, record.RiskSettings: {"rho"},
	record.Risk: {"probability", "impact.p10", "impact.p90", "delay.low", "delay.high", "mitigated.probability", "mitigated.impact.value", "mitigated.delay.mean", "mitigated.delay.sd"},
}

// measured is a filled record of the kind whose figures can be set one by one.
func measured(k record.Kind) record.Entity {
	e := filled(k)
	switch e := e.(type) {
	case *project.Structure:
		e.Attributes[0].Name, e.Attributes[1].Name = "tubes", "voltage_kv"
	case *estimate.Estimate:
		e.Total = nil // its total is the headline then
	case *costmodel.Series:
		e.Rates[0].Year, e.Rates[1].Year = 2026, 2027
	case *costmodel.Assumptions:
		e.Caps[0].Year, e.Caps[1].Year = 2026, 2027
		e.CountryShares[0].Country, e.CountryShares[1].Country = record.Albania, record.Kosovo
	case *funding.BudgetProgramme:
		e.Ceilings[0].Year, e.Ceilings[1].Year = 2026, 2027
		e.RateBase = money.EUR
	case *risk.Range:
		e.Shape = risk.PERT
	case *risk.Entry:
		e.Impact.Shape, e.Delay.Shape, e.Mitigated.Impact.Shape, e.Mitigated.Delay.Shape = risk.Lognormal, risk.Uniform, risk.Constant, risk.Normal
	}
	return e
}

// Every figure of every record can be made unknown, and set again to what it
// was; nothing else changes on the way.
func TestFiguresOfEveryRecord(t *testing.T) {
	for k := range entities {
		e := measured(k)
		before, err := record.Encode(e)
		if err != nil {
			t.Fatal(err)
		}
		known := record.Figures(e)
		if len(known) != len(figures[k]) {
			t.Errorf("%s has the figures %v, want %q", k, known, figures[k])
			continue
		}
		for i, f := range known {
			if f.Field != figures[k][i] {
				t.Errorf("%s: figure %d is %s, want %s", k, i, f.Field, figures[k][i])
			}
			if err := record.SetFigure(e, f.Field, "", ""); err != nil || len(record.Figures(e)) != len(known)-1 {
				t.Errorf("%s.%s cannot be made unknown: %v", k, f.Field, err)
			}
			if err := record.SetFigure(e, f.Field, f.Value, f.Unit); err != nil {
				t.Errorf("%s.%s = %s %s: %v", k, f.Field, f.Value, f.Unit, err)
			}
			if after, _ := record.Encode(e); after != before {
				t.Errorf("%s.%s, unset and set, left\n%s, want\n%s", k, f.Field, after, before)
			}
			for _, wrong := range []string{"parsec", "USD"} {
				if err := record.SetFigure(e, f.Field, f.Value, wrong); !fault.Is(err, fault.Invalid) {
					t.Errorf("%s.%s takes %s %s: %v", k, f.Field, f.Value, wrong, err)
				}
			}
			for _, wrong := range []string{"1e400", "x", "NaN"} {
				if err := record.SetFigure(e, f.Field, wrong, f.Unit); !fault.Is(err, fault.Invalid) {
					t.Errorf("%s.%s takes %q: %v", k, f.Field, wrong, err)
				}
			}
			if after, _ := record.Encode(e); after != before {
				t.Errorf("%s.%s: a refused value changed the record", k, f.Field)
			}
		}
	}
}

// An empty record has no known figures.
func TestFiguresOfAnEmptyRecord(t *testing.T) {
	for k, empty := range entities {
		if known := record.Figures(empty()); len(known) != 0 {
			t.Errorf("%s: %v", k, known)
		}
	}
}

// A claim about an estimate's total is about the headline, and about the sum of
// the lines only where there is no headline.
func TestTotalOfAnEstimate(t *testing.T) {
	e := filled(record.Estimate).(*estimate.Estimate)
	if f := record.Figures(e)[0]; f.Field != "total" || f.Value != e.Headline.Plain() {
		t.Errorf("%+v is not the headline", f)
	}
	e.Headline = nil
	if f := record.Figures(e)[0]; f.Field != "total" || f.Value != e.Total.Plain() {
		t.Errorf("%+v is not the total", f)
	}
}
