package corridor

import (
	"testing"

	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
)

func estimateOf(t *testing.T, b planner.Bundle, code string) estimate.Estimate {
	t.Helper()
	for _, e := range b.Estimates {
		if e.Code == code {
			return e
		}
	}
	t.Fatalf("no estimate %s", code)
	return estimate.Estimate{}
}

// TestWorkingModelClosesOnTheStudy: the railway's model adds up to the study's
// total to the cent, with one small positive balance line and a claim for
// every quantity, rate and percentage.
func TestWorkingModelClosesOnTheStudy(t *testing.T) {
	b := mustBundle(t)
	model := estimateOf(t, b, "working-model-2025")
	var lines []estimate.Line
	for _, l := range b.Lines {
		if l.Estimate == model.ID {
			lines = append(lines, l)
		}
	}
	amounts, err := estimate.Amounts(model.Currency, lines)
	if err != nil {
		t.Fatal(err)
	}
	total, err := money.Sum(model.Currency, amounts...)
	if err != nil || total.Plain() != "1800000000.00" || *model.Total != total ||
		*model.Total != *estimateOf(t, b, "study-2025").Total || model.Headline != nil {
		t.Errorf("total %s (recorded %s, headline %v), %v", total, model.Total, model.Headline, err)
	}
	balances := 0
	for i, l := range lines {
		if l.Balance {
			balances++
			if l.Name.Default != "Balance to published total" || amounts[i].Plain() != "4613429.95" {
				t.Errorf("balance %q of %s", l.Name, amounts[i])
			}
		}
		if figures := len(record.Figures(&lines[i])); figures != 2 && !(l.IsPercent() && figures == 1) {
			t.Errorf("line %s has %d figures", l.Code, figures)
		}
		if l.Phase == 0 {
			t.Errorf("line %s has no phase", l.Code)
		}
	}
	if balances != 1 || model.PriceYear != 2025 {
		t.Errorf("%d balance lines, price year %d", balances, model.PriceYear)
	}
}

// TestAssumedRatesSayWhy: every rate and percentage of the model is assumed,
// and a reader of Albanian is told why as well.
func TestAssumedRatesSayWhy(t *testing.T) {
	for _, c := range mustBundle(t).Claims {
		if c.Kind == record.CostLine && (c.Field == "unit_rate" || c.Field == "percent") &&
			(c.Basis != project.Assumed || c.Note.Default == "" || c.Note.Albanian == "") {
			t.Errorf("%s %s: %s, note %q", c.Field, c.Value, c.Basis, c.Note)
		}
	}
}

// TestRequestIsNotSecured: the railway's 370 million is requested for 2026 and
// nothing else; no money of the railway counts as secured.
func TestRequestIsNotSecured(t *testing.T) {
	b := mustBundle(t)
	status := map[record.ID]funding.Status{}
	for _, s := range b.Sources {
		status[s.ID] = s.Status
		if projectCode(b, s.Project) == "railway" && s.Status.Secure() {
			t.Errorf("the source %s is %s", s.Code, s.Status)
		}
	}
	var found []funding.Allocation
	for _, a := range b.Allocations {
		if projectCode(b, a.Project) != "railway" {
			continue
		}
		found = append(found, a)
		if a.FiscalYear != 2026 || a.Requested.String() != "370000000.00 EUR" ||
			a.Approved != nil || a.Committed != nil || a.Disbursed != nil {
			t.Errorf("allocation %+v", a)
		}
		if secured, ok := a.Secured(status[a.Source]); ok {
			t.Errorf("%s counts as secured", secured)
		}
	}
	if len(found) != 1 {
		t.Errorf("%d allocations of the railway", len(found))
	}
}

// TestTotalsWithoutYears: the envelopes and loans have no allocations, so no
// year was invented for them, and no source breaks the order of the stages.
func TestTotalsWithoutYears(t *testing.T) {
	b := mustBundle(t)
	bySource := map[record.ID][]funding.Allocation{}
	for _, a := range b.Allocations {
		bySource[a.Source] = append(bySource[a.Source], a)
	}
	for _, s := range b.Sources {
		if s.Total != nil && len(bySource[s.ID]) > 0 {
			t.Errorf("%s has a total and years", s.Code)
		}
		if err := funding.CheckStages(bySource[s.ID], s.CarryOver); err != nil {
			t.Errorf("%s: %v", s.Code, err)
		}
	}
}

// TestEstimatesKeepTheirTerms: totals are known, each in the currency in which
// it was published; VAT is not known, nor the price year of a published figure.
func TestEstimatesKeepTheirTerms(t *testing.T) {
	b := mustBundle(t)
	for _, e := range b.Estimates {
		published := e.Kind != estimate.WorkingModel
		if e.Total == nil || e.VAT != estimate.VATUnknown || e.Status != estimate.Published ||
			(published && (e.PriceYear != 0 || e.Headline == nil || *e.Headline != *e.Total)) ||
			e.Scope.IsZero() != (projectCode(b, e.Project) == "vore-hani-i-hotit") { // nobody said what its figures include
			t.Errorf("estimate %s: %+v", e.Code, e)
		}
	}
	if e := estimateOf(t, b, "ministry-final"); e.Total.String() != "1363000000.00 USD" {
		t.Errorf("%s: %s", e.Code, e.Total)
	}
}
