package web

import (
	"testing"

	"korridor/pkg/funding"
	"korridor/pkg/money"
	"korridor/pkg/planner"
)

// The trail of a sum that is shown short has the whole amount.
func TestSumsHaveTheirWholeAmountInTheTrail(t *testing.T) {
	s := corridorSite(t)
	l, _ := s.languages.Get("en")
	seen := 0
	for _, code := range ownProjects {
		v, err := s.planner.Funding(t.Context(), code)
		if err != nil {
			t.Fatal(err)
		}
		marks := newTrail(l, v.Trail)
		var of []funding.Allocation
		for _, a := range v.Allocations {
			if stage, _ := a.Standing(); v.Trail.Chosen(a.ID, string(stage)) != nil {
				of = append(of, a)
			}
		}
		if len(of) < 2 {
			continue
		}
		seen++
		amount := money.FromMinor(123_456_789_01, money.EUR)
		f := marks.sum("sum", l.Short(amount), planner.MoneySum{Amount: amount, Of: of})
		if f.Text == f.Claims[0].Value || f.Claims[0].Value != "€123,456,789.01" {
			t.Errorf("%s: the trail of %s says %s", code, f.Text, f.Claims[0].Value)
		}
	}
	if seen == 0 {
		t.Error("the corridor has no sum")
	}
}
