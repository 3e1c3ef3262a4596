package risk

import (
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/record"
)

// A spread widened by 1 is the same, by 0 its centre; every widened one is a
// distribution.
func TestWidened(t *testing.T) {
	known := func(s string) decimal.NullDecimal { return record.Known(dec(s)) }
	for _, c := range []struct {
		from Spread
		by   string
		want []string
	}{
		{Spread{Shape: Triangular, Low: known("0.8"), Mode: known("1"), High: known("1.5")}, "2", []string{"0.6", "1", "2"}},
		{Spread{Shape: Triangular, Low: known("0.8"), Mode: known("1"), High: known("1.5")}, "9", []string{"0", "1", "5.5"}},
		{Spread{Shape: PERT, Low: known("0.8"), Mode: known("1"), High: known("1.5")}, "1", []string{"0.8", "1", "1.5"}},
		{Spread{Shape: PERT, Low: known("0.8"), Mode: known("1"), High: known("1.5")}, "0", []string{"1", "1", "1"}},
		{Spread{Shape: Uniform, Low: known("0.8"), High: known("1.2")}, "0.5", []string{"0.9", "1.1"}},
		{Spread{Shape: Normal, Mean: known("1"), SD: known("0.2")}, "1.5", []string{"1", "0.3"}},
		{Spread{Shape: Lognormal, P10: known("0.8"), P90: known("1.4")}, "2", []string{"0.5", "1.7"}},
		{Spread{Shape: Lognormal, P10: known("0.8"), P90: known("1.4")}, "9", []string{"0.008", "3.8"}},
		{Spread{Shape: Constant, Value: known("1.1")}, "3", []string{"1.1"}},
	} {
		s := c.from.Widened(dec(c.by))
		for i, name := range s.Shape.Parameters() {
			if got := s.Parameter(name).Decimal; !got.Equal(dec(c.want[i])) {
				t.Errorf("%s × %s: %s is %s, want %s", c.from.Shape, c.by, name, got, c.want[i])
			}
		}
		var p fault.Problems
		if s.check(&p, "", true); p.Err(fault.Say("x", "x")) != nil {
			t.Errorf("%s × %s: %v", c.from.Shape, c.by, p.Err(fault.Say("x", "x")))
		}
	}
}

// With another probability a risk does what it does now.
func TestChanced(t *testing.T) {
	before, after := Spread{Shape: Constant, Value: record.Known(dec("5"))}, Spread{Shape: Constant, Value: record.Known(dec("2"))}
	e := Entry{Status: StatusMitigated, Probability: record.Known(dec("0.5")), Impact: before, Mitigated: Exposure{Impact: after}}
	chanced := e.Chanced(dec("0.9"))
	if x, ok := chanced.Current(); !ok || !x.Probability.Decimal.Equal(dec("0.9")) || !x.Impact.Value.Decimal.Equal(dec("2")) {
		t.Errorf("%+v", x)
	}
}
