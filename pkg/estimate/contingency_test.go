package estimate

import (
	"slices"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
)

func ruled(phase record.ID, code string, c Category, rate int64) Line {
	return Line{Phase: phase, Code: code, Category: c, Quantity: record.Known(decimal.NewFromInt(1)), UnitRate: record.Known(decimal.NewFromInt(rate))}
}

// The added lines come to the percentage of all that the rule covers, lines that
// are percentages among them, and a second time nothing is added.
func TestContingencyRule(t *testing.T) {
	design := Line{Phase: 1, Code: "design", Category: Design, Percent: record.Known(decimal.NewFromInt(10)), Of: []Category{Construction}}
	lines := []Line{ruled(2, "track", Construction, 100), ruled(1, "tunnel", Construction, 1000), design, ruled(0, "land", Acquisition, 50), ruled(2, "plan", Design, 7)}
	for _, c := range []struct {
		of   []Category
		want map[record.ID]string // amounts by phase
	}{
		{[]Category{Construction}, map[record.ID]string{2: "20.00", 1: "200.00"}},
		{[]Category{Design, Construction}, map[record.ID]string{2: "21.40", 1: "220.00"}},
		{[]Category{Design}, map[record.ID]string{1: "20.00", 2: "1.40"}},
		{[]Category{Acquisition}, map[record.ID]string{0: "10.00"}},
		{[]Category{Renewal}, nil},
	} {
		rule := ContingencyRule{decimal.NewFromInt(20), c.of}
		out, err := rule.Apply(lines)
		if err != nil || len(out.Lines) != len(c.want) || len(out.Kept)+len(out.Long) != 0 {
			t.Fatalf("of %v: %+v, %v", c.of, out, err)
		}
		all := slices.Clone(lines)
		for i, l := range out.Lines {
			l.Code, l.Project, l.Estimate, l.Name.Default = "c"+strconv.Itoa(i), 1, 1, "n"
			if err := l.Validate(); err != nil || !l.Contingency {
				t.Errorf("of %v: %v", c.of, err)
			}
			if works := slices.Contains(c.of, Construction); works != (l.Category == Construction) {
				t.Errorf("of %v in phase %d: under %s", c.of, l.Phase, l.Category)
			}
			all = append(all, l)
		}
		amounts, err := Amounts(money.EUR, all)
		if err != nil {
			t.Fatal(err)
		}
		for i := len(lines); i < len(all); i++ {
			if got := amounts[i].Plain(); got != c.want[all[i].Phase] {
				t.Errorf("of %v in phase %d: %s", c.of, all[i].Phase, got)
			}
		}
		again, err := rule.Apply(all)
		if err != nil || len(again.Lines) != 0 || len(again.Kept) != len(c.want) {
			t.Errorf("of %v again: %+v, %v", c.of, again, err)
		}
	}
	lump := ruled(1, "allowance", Construction, 5)
	lump.Contingency = true
	out, err := ContingencyRule{decimal.NewFromInt(20), []Category{Construction}}.Apply(append(lines, lump))
	if err != nil || len(out.Lines) != 1 || !slices.Equal(out.Kept, []record.ID{1}) {
		t.Errorf("beside a lump sum: %+v, %v", out, err)
	}
}

func TestContingencyRuleRefuses(t *testing.T) {
	works := []Category{Construction}
	for name, r := range map[string]ContingencyRule{"zero": {decimal.Zero, works}, "negative": {decimal.NewFromInt(-1), works},
		"huge": {decimal.NewFromInt(1001), works}, "of nothing": {decimal.NewFromInt(5), nil}, "no category": {decimal.NewFromInt(5), []Category{"x"}}} {
		if _, err := r.Apply(nil); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	many := []Line{{Phase: 1, Code: "p", Category: Construction, Percent: record.Known(decimal.NewFromInt(1)), Of: []Category{Acquisition}}}
	for i := range MaxOfLines {
		many = append(many, ruled(1, strconv.Itoa(i), Construction, 1))
	}
	if out, err := (ContingencyRule{decimal.NewFromInt(5), works}).Apply(many); err != nil || len(out.Lines) != 0 || len(out.Long) != 1 {
		t.Errorf("too many lines: %+v, %v", out, err)
	}
}
