package planner_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/appraisal"
	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
	"korridor/pkg/report"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

func (d *desk) benefit(code string, first, last, priceYear int, amount string, c money.Currency) {
	d.t.Helper()
	a := money.FromMinor(eur(amount).Minor(), c)
	save(d, &planner.SaveBenefit{Record: costmodel.Benefit{Project: d.project.ID, Code: code, Name: text.Plain(code), FirstYear: first, LastYear: last,
		PriceYear: priceYear, Amount: &a, Currency: c}})
}

func (d *desk) appraisal(q planner.AppraisalQuery) *planner.AppraisalView {
	d.t.Helper()
	q.Project = "line"
	v, err := d.Appraisal(ctx, q)
	if err != nil {
		d.t.Fatal(err)
	}
	return v
}

// The works cost 780.00 in 2026 and 415.00 in 2027, contingency included.
func TestAppraisal(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		d.works()
		v := d.appraisal(planner.AppraisalQuery{})
		if v.Discount.Chosen != planner.ChosenByNobody || v.Counted() || v.BaseYear != 2026 || v.Result.PVCosts.Plain() != "1175.24" { // 780 + 415/1.05
			t.Errorf("the cost side: %+v from %s", v.Result, v.Discount.Chosen)
		}
		save(d, &planner.SaveAssumptions{Record: costmodel.Assumptions{Project: d.project.ID, DiscountRate: num("0.1")}})
		d.benefit("time", 2028, 2029, 2026, "1000.00", money.EUR)
		v = d.appraisal(planner.AppraisalQuery{})
		// 780 + 415/1.1 = 1157.27; 1000/1.21 + 1000/1.331 = 1577.76
		if v.Discount.Chosen != planner.ChosenAssumptions || v.Result.PVCosts.Plain() != "1157.27" || v.Result.PVBenefits.Plain() != "1577.76" ||
			v.Result.NPV.Plain() != "420.49" || v.Result.Ratio.String() != "1.3633" || v.Result.IRR.Answer != appraisal.OneReturn {
			t.Errorf("at 10 %%: %+v", v.Result)
		}
		if v.Base.NPV == nil || *v.Base.NPV != v.Result.PVCosts {
			t.Errorf("the cost model's present value is %s", v.Base.NPV)
		}
		again := d.appraisal(planner.AppraisalQuery{Rate: num("0.035")})
		if again.Discount.Chosen != planner.ChosenHere || len(v.Compared) != 4 || again.Result.NPV != v.Compared[1].NPV || v.Compared[0].NPV == v.Compared[2].NPV {
			t.Error("3.5 % is not among the rates to compare with")
		}
		uk := d.appraisal(planner.AppraisalQuery{Series: "uk-green-book"})
		if uk.Result.NPV != v.Compared[3].NPV {
			t.Error("the declining series is not among the rates to compare with")
		}
		if len(again.Compared) != 3 || len(uk.Compared) != 3 {
			t.Errorf("rates are compared with themselves: %d and %d", len(again.Compared), len(uk.Compared))
		}
		sum := money.Zero(money.EUR)
		for _, f := range v.Result.Flows {
			sum, _ = sum.Add(f.PVNet)
		}
		if sum != v.Result.NPV {
			t.Errorf("the years add up to %s, the value is %s", sum, v.Result.NPV)
		}
		for _, q := range []planner.AppraisalQuery{{Series: "none"}, {Rate: num("1.01")}, {Rate: num("-0.01")}} {
			q.Project = "line"
			if _, err := d.Appraisal(ctx, q); !fault.Is(err, fault.Invalid) {
				t.Errorf("%+v: %v", q, err)
			}
		}
		var csv bytes.Buffer
		w, err := report.NewWriter(&csv, planner.AppraisalReport, report.CSV, report.Standard)
		if err != nil || v.Write(w) != nil || w.Close() != nil || !strings.Contains(csv.String(), "line,2026,EUR,780.00,0.00,-780.00,1,780.00,0.00,-780.00\r\n") {
			t.Errorf("%v\n%s", err, csv.String())
		}
	})
}

// Benefits of another currency and price year are converted at the rate of that
// year and by the project's index, or refused with the reason.
func TestBenefitsAreConvertedOrRefused(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		d.works()
		d.benefit("time", 2028, 2029, 2025, "1000.00", money.ALL)
		refused := func(key string) {
			t.Helper()
			v := d.appraisal(planner.AppraisalQuery{})
			if b := v.Benefits[0]; b.Refused == nil || b.Refused.Key != key || b.Value != nil || !v.Refused || v.Counted() || !v.Result.PVBenefits.IsZero() {
				t.Errorf("%+v, want %s", b.Refused, key)
			}
		}
		refused("cost.no_rate")
		save(d, &planner.SaveRate{Record: funding.Rate{Base: money.EUR, Quote: money.ALL, Date: schedule.MustDate("2025"), Kind: funding.Average, Rate: num("100")}})
		refused("benefit.no_index")
		series := save(d, &planner.SaveSeries{Record: costmodel.Series{Code: "civil", Name: text.Plain("Civil works"),
			Rates: []costmodel.SeriesRate{{Year: 2027, Rate: num("0.02")}}}}).Record
		a := save(d, &planner.SaveAssumptions{Record: costmodel.Assumptions{Project: d.project.ID, Rules: []costmodel.IndexRule{{Index: series.ID}}}}).Record
		refused("cost.rate_missing")
		series.Rates = []costmodel.SeriesRate{{Year: 2026, Rate: num("0.1")}, {Year: 2027, Rate: num("0.02")}}
		series = save(d, &planner.SaveSeries{Record: series}).Record
		v := d.appraisal(planner.AppraisalQuery{})
		if b := v.Benefits[0]; b.Value == nil || b.Value.Plain() != "11.00" || len(b.Notes) != 1 || !v.Counted() {
			t.Errorf("%v %+v", b.Value, b.Refused) // ALL 1000 at 100 are 10.00 at prices of 2025
		}
		a.Rules[0].Index = 0
		save(d, &planner.SaveAssumptions{Record: a})
		refused("benefit.no_index")
		var kept costmodel.Benefit
		d.get(v.Benefits[0].ID, &kept)
		kept.PriceYear = 0
		save(d, &planner.SaveBenefit{Record: kept})
		if b := d.appraisal(planner.AppraisalQuery{}).Benefits[0]; b.Value == nil || len(b.Notes) != 1 || b.Notes[0].Key != "benefit.price_year_assumed" {
			t.Errorf("of an unknown price year: %v %+v", b.Value, b.Notes)
		}
	})
}

// A benefit before the price year moves the present; one too far away is told.
func TestAppraisalYears(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		d.works()
		d.benefit("early", 2024, 2030, 2026, "10.00", money.EUR)
		if v := d.appraisal(planner.AppraisalQuery{}); v.BaseYear != 2024 || v.Result.Flows[0].Year != 2024 || !v.Result.Flows[0].Discount.Equal(decimal.NewFromInt(1)) {
			t.Errorf("the present is %d", v.BaseYear)
		}
		if _, err := d.Appraisal(ctx, planner.AppraisalQuery{Project: "nowhere"}); !fault.Is(err, fault.NotFound) {
			t.Errorf("a project that is not there: %v", err)
		}
	})
}
