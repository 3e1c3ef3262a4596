package appraisal

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func flows(s string) (all []decimal.Decimal) {
	for _, f := range strings.Fields(s) {
		all = append(all, dec(f))
	}
	return all
}

func TestNPV(t *testing.T) {
	for _, c := range []struct{ rate, flows, want string }{
		{"0.281", "-100 39 59 55 20", "-0.008478591638426130744669709270778996"}, // in fractions
		{"0", "-100 39 59 55 20", "73"}, {"0.1", "0 110 121", "200"}, {"0.05", "", "0"}, {"-0.5", "1 1", "3"},
	} {
		got := NPV(flows(c.flows), Constant(dec(c.rate)))
		if diff := got.Sub(dec(c.want)).Abs(); diff.GreaterThan(decimal.New(1, -33)) {
			t.Errorf("NPV(%s; %s) = %s, want %s", c.rate, c.flows, got, c.want)
		}
	}
	// The published vector was computed in binary floats: of flows of 100 it is off by 3·10⁻¹⁴.
	got := NPV(flows("-100 39 59 55 20"), Constant(dec("0.281")))
	if diff := got.Sub(dec("-0.00847859163845488")).Abs(); diff.GreaterThan(decimal.New(3, -14)) {
		t.Errorf("%s is not the published value", got)
	}
	// 39/1.281 + … in exact fractions, to all digits.
	if got := NPV(flows("0 1"), Constant(dec("2"))).String(); got != "0.3333333333333333333333333333333333" {
		t.Errorf("a third is %s", got)
	}
}

func TestPresent(t *testing.T) {
	amounts := []money.Amount{money.FromMinor(0, money.EUR), money.FromMinor(11025, money.EUR)}
	if got, err := Present(money.EUR, amounts, Constant(dec("0.05"))); err != nil || got.Plain() != "105.00" {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := Present(money.ALL, amounts, Constant(dec("0.05"))); err == nil {
		t.Errorf("another currency: %v", got)
	}
}

// The Green Book's own table of factors, to its four digits.
func TestDecliningSeries(t *testing.T) {
	s, ok := SeriesByCode("uk-green-book")
	if !ok {
		t.Fatal("there is no such series")
	}
	for year, want := range map[int]string{0: "1.0000", 1: "0.9662", 10: "0.7089", 30: "0.3563", 31: "0.3459", 75: "0.0942", 76: "0.0919",
		125: "0.0274", 126: "0.0269", 200: "0.0062", 201: "0.0061", 300: "0.0014", 301: "0.0014"} {
		if got := s.Factor(year).StringFixed(4); got != want {
			t.Errorf("year %d: %s, want %s", year, got, want)
		}
	}
	for year, want := range map[int]string{30: "0.035", 31: "0.03", 126: "0.02", 300: "0.015", 301: "0.01", 4000: "0.01"} {
		if got := s.Rate(year); !got.Equal(dec(want)) {
			t.Errorf("the rate of year %d is %s, want %s", year, got, want)
		}
	}
	for _, code := range []string{"eu-cohesion", "eu-other"} {
		if s, ok := SeriesByCode(code); !ok || s.Basis != "secondary" || s.Year != 2014 {
			t.Errorf("%s: %+v", code, s)
		}
	}
	if s, ok := SeriesByCode("other"); ok || len(SeriesList()) != 3 {
		t.Errorf("%+v among %d series", s, len(SeriesList()))
	}
}

func TestParseSeriesRefuses(t *testing.T) {
	head := "series:\n  - code: a\n    name: A\n    source: S\n    basis: primary\n"
	for bands, want := range map[string]string{
		"":                                   "a.bands: is required",
		"    bands: [{from: 1, percent: 3}]": "without gaps",
		"    bands: [{from: 0, to: 5, percent: 3}]":                        "without gaps",
		"    bands: [{from: 0, percent: 3}, {from: 1}]":                    "without gaps",
		"    bands: [{from: 0, to: 3, percent: 3}, {from: 5, percent: 1}]": "without gaps",
		"    bands: [{from: 0, percent: -100}]":                            "has a rate of -100",
		"    bands: [{from: 0}]":                                           "a: is required",
		"    bands: [{from: 0, percent: 3}]\n    extra: 1":                 "not found",
		"    bands: [{from: 0, percent: 3}]\n" + head[8:]:                  "stands there twice",
	} {
		if s, err := parseSeries("x.yaml", []byte(head+bands)); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, %v", bands, s, err)
		}
	}
}

func FuzzParseSeries(f *testing.F) {
	f.Add(string(discountFile))
	f.Fuzz(func(t *testing.T, source string) {
		all, err := parseSeries("x.yaml", []byte(source))
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("not an invalid fault: %v", err)
			}
			return
		}
		for _, s := range all {
			if !s.Factor(50).IsPositive() {
				t.Errorf("%+v has the factor %s", s, s.Factor(50))
			}
		}
	})
}

func eur(minor int64) money.Amount { return money.FromMinor(minor, money.EUR) }

func TestAppraise(t *testing.T) {
	c := Case{Currency: money.EUR, BaseYear: 2026, Rates: Constant(dec("0.05")),
		Costs:    []Stream{{First: 2026, Last: 2027, Amount: eur(10000)}},
		Benefits: []Stream{{First: 2028, Last: 2030, Amount: eur(11025), Growth: dec("0.05")}}}
	r, err := c.Appraise()
	if err != nil {
		t.Fatal(err)
	}
	// Costs 100 + 100/1.05; benefits 110.25/1.05² = 100 in each of three years.
	if r.PVCosts.Plain() != "195.24" || r.PVBenefits.Plain() != "300.00" || r.NPV.Plain() != "104.76" || r.Ratio.String() != "1.5366" {
		t.Errorf("%+v", r)
	}
	if r.IRR.Answer != OneReturn || len(r.Flows) != 5 || r.Flows[4].Year != 2030 || r.Flows[4].Benefit.Plain() != "121.55" || r.Flows[0].Net.Plain() != "-100.00" {
		t.Errorf("%+v", r)
	}
	c.Costs = nil
	if r, err = c.Appraise(); err != nil || r.Ratio != nil || r.IRR.Answer != NoReturn {
		t.Errorf("without costs: %+v, %v", r, err)
	}
	c.Benefits = nil
	if r, err = c.Appraise(); err != nil || r.Ratio != nil || r.IRR.Answer != "" || !r.NPV.IsZero() {
		t.Errorf("without anything: %+v, %v", r, err)
	}
}

func TestAppraiseRefuses(t *testing.T) {
	for _, c := range []struct {
		s    Stream
		want string
	}{
		{Stream{First: 2025, Last: 2030, Amount: eur(1)}, "benefits[0].first: must not be before the base year, 2026"},
		{Stream{First: 2030, Last: 2029, Amount: eur(1)}, "benefits[0].last: must not be before the first year, 2030"},
		{Stream{First: 2030, Last: 2327, Amount: eur(1)}, "benefits[0].last: must be within 300 years of the base year, 2026"},
		{Stream{First: 2030, Last: 2031, Amount: money.FromMinor(1, money.ALL)}, "benefits[0].amount: is not in the currency EUR"},
		{Stream{First: 2030, Last: 2031, Amount: eur(1), Growth: dec("-1")}, "benefits[0].growth: must be above -100 %"},
	} {
		appraised := Case{Currency: money.EUR, BaseYear: 2026, Benefits: []Stream{c.s}}
		if _, err := appraised.Appraise(); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
	big := Case{Currency: money.EUR, BaseYear: 2026, Benefits: []Stream{{First: 2026, Last: 2226, Amount: eur(money.MaxMinor), Growth: dec("0.5")}}}
	if _, err := big.Appraise(); err == nil {
		t.Error("beyond the largest amount")
	}
}
