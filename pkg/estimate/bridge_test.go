package estimate

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/fault"
	"korridor/pkg/money"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

func amount(t *testing.T, s string) money.Amount {
	t.Helper()
	a, err := money.Parse(s + " EUR")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func coded(code string, l Line) Line { l.Code = code; return l }

func inUnit(unit string, l Line) Line { l.Unit = unit; return l }

func revision(code string, year int, lines ...Line) Side {
	return Side{Estimate: Estimate{Code: code, Currency: money.EUR, PriceYear: year, VAT: VATExcluded,
		Scope: text.Plain("the whole line")}, Lines: lines}
}

// What becomes of one line: added, removed, escalation, re-measured, re-priced.
func TestBridgeOfALine(t *testing.T) {
	base := coded("B", measured(1, Construction, "1", "1000"))
	for _, c := range []struct {
		name     string
		from, to []Line
		factor   string
		want     [5]string
	}{
		{"all three", []Line{coded("L", measured(1, Design, "10", "100"))}, []Line{coded("L", measured(1, Design, "12", "130"))}, "1.1",
			[5]string{"0.00", "0.00", "100.00", "220.00", "240.00"}},
		{"more of the same at the same price is not re-priced, to the cent", []Line{coded("L", measured(1, Design, "1", "0.333"))},
			[]Line{coded("L", measured(1, Design, "2", "0.333"))}, "1", [5]string{"0.00", "0.00", "0.00", "0.34", "0.00"}},
		{"prices alone", []Line{coded("L", measured(1, Design, "1", "0.333"))}, []Line{coded("L", measured(1, Design, "1", "0.666"))}, "2",
			[5]string{"0.00", "0.00", "0.34", "0.00", "0.00"}},
		{"cheaper", []Line{coded("L", measured(1, Design, "10", "100"))}, []Line{coded("L", measured(1, Design, "10", "90"))}, "1",
			[5]string{"0.00", "0.00", "0.00", "0.00", "-100.00"}},
		{"a changed unit", []Line{coded("L", inUnit("m", measured(1, Design, "10", "100")))}, []Line{coded("L", inUnit("km", measured(1, Design, "10", "100")))}, "1.1",
			[5]string{"1000.00", "-1000.00", "0.00", "0.00", "0.00"}},
		{"another category", []Line{coded("L", measured(1, Design, "10", "100"))}, []Line{coded("L", measured(1, Renewal, "10", "100"))}, "1.1",
			[5]string{"1000.00", "-1000.00", "0.00", "0.00", "0.00"}},
		{"from nothing", []Line{base}, []Line{base, coded("L", measured(1, Design, "1", "5"))}, "1", [5]string{"5.00", "0.00", "0.00", "0.00", "0.00"}},
		{"to nothing", []Line{base, coded("L", measured(1, Design, "1", "5"))}, []Line{base}, "1", [5]string{"0.00", "-5.00", "0.00", "0.00", "0.00"}},
		{"a balance taken away", []Line{base, coded("L", balance(measured(1, Design, "1", "-5")))}, []Line{base}, "1",
			[5]string{"0.00", "5.00", "0.00", "0.00", "0.00"}},
		{"a percentage", []Line{base, coded("L", percent(1, "5", Construction))},
			[]Line{coded("B", measured(1, Construction, "2", "1000")), coded("L", percent(1, "6", Construction))}, "1.1",
			[5]string{"0.00", "0.00", "105.00", "1145.00", "-180.00"}}, // line: 5 + 45 + 20; base: 100 + 1100 - 200
		{"a percentage of a percentage", []Line{base, coded("P", percent(1, "5", Construction)), coded("L", percentOf("10", "P"))},
			[]Line{base, coded("P", percent(1, "6", Construction)), coded("L", percentOf("10", "P"))}, "1", [5]string{"0.00", "0.00", "0.00", "1.00", "10.00"}},
		{"a percentage that became a sum", []Line{base, coded("L", percent(1, "5", Construction))}, []Line{base, coded("L", measured(1, Supervision, "1", "60"))}, "1",
			[5]string{"60.00", "-50.00", "0.00", "0.00", "0.00"}},
	} {
		b, err := NewBridge(revision("a", 2020, c.from...), revision("b", 2024, c.to...), Between{Factor: num(c.factor)})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		p := b.Parts
		got := [5]string{p.Added.Plain(), p.Removed.Plain(), p.Escalation.Plain(), p.Remeasured.Plain(), p.Repriced.Plain()}
		if got != c.want || !b.FactorKnown || !b.ByLines || b.Unexplained != nil {
			t.Errorf("%s: %v, want %v (%+v)", c.name, got, c.want, b)
		}
	}
}

// The parts sum exactly to the difference: of each line, of each category and
// of the whole; and the order in which lines are given changes nothing.
func TestBridgeSumsExactly(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	draw := func() []Line {
		lines := randomLines(r)
		for i := range lines {
			lines[i].Position = r.IntN(5)
			lines[i].Unit = []string{"km", "km", "km", "m"}[r.IntN(4)]
		}
		lines = append(lines, coded("named", percentOf("7.77", "always")), coded("naming", percentOf("33.3", "named")))
		return append(lines, coded("always", measured(1, Design, "3.337", "1.115")))
	}
	for range 500 {
		from, to := revision("a", 2020, draw()...), revision("b", 2021, draw()...)
		between := Between{Factor: record.Known(decimal.New(int64(500+r.IntN(1500)), -3))}
		b, err := NewBridge(from, to, between)
		if err != nil {
			t.Fatal(err)
		}
		sum := func(p Parts) (n int64) {
			for _, a := range p.List() {
				n += a.Minor()
			}
			return n
		}
		minor := func(a *money.Amount) int64 {
			if a == nil {
				return 0
			}
			return a.Minor()
		}
		var lines, categories int64
		for _, l := range b.Lines {
			if got := sum(l.Parts); got != minor(l.To)-minor(l.From) {
				t.Fatalf("line %s: the parts sum to %d: %+v", l.Code, got, l)
			}
			lines += sum(l.Parts)
		}
		for _, c := range b.Categories {
			if got := sum(c.Parts); got != c.To.Minor()-c.From.Minor() {
				t.Fatalf("%s: the parts sum to %d: %+v", c.Category, got, c)
			}
			categories += sum(c.Parts)
		}
		if d := b.Difference.Minor(); lines != d || categories != d || sum(b.Parts) != d {
			t.Fatalf("%d by line, %d by category, %d in all; the difference is %d", lines, categories, sum(b.Parts), d)
		}
		for _, s := range []*Side{&from, &to} {
			s.Lines = append([]Line(nil), s.Lines...)
			r.Shuffle(len(s.Lines), func(i, j int) { s.Lines[i], s.Lines[j] = s.Lines[j], s.Lines[i] })
		}
		if again, err := NewBridge(from, to, between); err != nil || !reflect.DeepEqual(again, b) {
			t.Fatalf("another order of the lines gives another bridge: %v", err)
		}
	}
}

func headline(t *testing.T, code, scope, total string) Side {
	a := amount(t, total)
	return Side{Estimate: Estimate{Code: code, Currency: money.EUR, Scope: text.Plain(scope), Headline: &a, Total: &a}}
}

// 700 M, 1.8 bn, 1.9 bn: three scopes, two steps, no percentage, and what
// nobody attributed stays unexplained.
func TestChainOfHeadlines(t *testing.T) {
	sides := []Side{headline(t, "stated", "whole line, old alignment", "700000000.00"),
		headline(t, "study", "Shkodër–Gjakova", "1800000000.00"), headline(t, "request", "Durrës–Prishtina", "1900000000.00")}
	steps, err := NewChain(sides, func(from, _ *Estimate) Between {
		if from.Code != "stated" {
			return Between{}
		}
		return Between{Attributed: []Attribution{{Cause: CauseAlignment, Amount: new(amount(t, "900000000.00"))}, {Cause: CauseScope, Amount: new(amount(t, "300000000.00"))}}}
	})
	if err != nil || len(steps) != 2 {
		t.Fatalf("%v, %v", steps, err)
	}
	for i, want := range []struct{ difference, unexplained string }{{"1100000000.00", "-100000000.00"}, {"100000000.00", "100000000.00"}} {
		s := steps[i]
		if s.Difference.Plain() != want.difference || s.Unexplained == nil || s.Unexplained.Plain() != want.unexplained || s.ByLines {
			t.Errorf("step %d: %v, unexplained %v", i, s.Difference, s.Unexplained)
		}
		if s.Comparable || s.Growth.Valid || s.FactorKnown || !s.Factor.Equal(decimal.NewFromInt(1)) || len(s.Reasons) != 3 {
			t.Errorf("step %d: growth %v, factor known %v, reasons %v", i, s.Growth, s.FactorKnown, s.Reasons)
		}
	}
	if steps, err := NewChain(sides[:1], nil); err != nil || steps != nil {
		t.Errorf("a chain of one: %v, %v", steps, err)
	}
	if steps, err := NewChain(sides, nil); err != nil || len(steps) != 2 {
		t.Errorf("nothing known between them: %v, %v", steps, err)
	}
}

func TestIncomparable(t *testing.T) {
	whole := Estimate{Currency: money.EUR, PriceYear: 2020, VAT: VATExcluded, Scope: text.Plain("whole"), Sections: []record.ID{1, 2}}
	for _, c := range []struct {
		change func(*Estimate)
		want   string
	}{
		{func(e *Estimate) { e.Sections = []record.ID{2, 1}; e.Code = "other" }, ""},
		{func(e *Estimate) { e.Sections = []record.ID{2} }, "bridge.scopes"},
		{func(e *Estimate) { e.Scope = text.Plain("part") }, "bridge.scopes"},
		{func(e *Estimate) { e.Scope, e.Sections = text.Label{}, nil }, "bridge.scope_unknown"},
		{func(e *Estimate) { e.PriceYear = 0 }, "bridge.price_year_unknown"},
		{func(e *Estimate) { e.PriceYear = 2021 }, "bridge.price_years"},
		{func(e *Estimate) { e.VAT = VATUnknown }, "bridge.vat_unknown"},
		{func(e *Estimate) { e.VAT = VATIncluded }, "bridge.vat"},
		{func(e *Estimate) { e.Currency = money.ALL }, "bridge.currencies"},
	} {
		other := whole
		c.change(&other)
		for _, reasons := range [][]fault.Message{Incomparable(&whole, &other), Incomparable(&other, &whole)} {
			if got := ""; len(reasons) > 0 {
				got = reasons[0].Key
				if got != c.want || len(reasons) > 1 {
					t.Errorf("%v, want %q", reasons, c.want)
				}
			} else if c.want != "" {
				t.Errorf("no reason, want %q", c.want)
			}
		}
	}
}

func TestGrowth(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"800.00", "1000.00", "25"}, {"1000.00", "1000.00", "0"}, {"3000.00", "2000.00", "-33.3"}, {"2000.00", "2001.00", "0"}, {"2000.00", "2003.00", "0.2"},
	} {
		a, b := headline(t, "a", "x", c.from), headline(t, "b", "x", c.to)
		for _, e := range []*Estimate{&a.Estimate, &b.Estimate} {
			e.PriceYear, e.VAT = 2020, VATExcluded
		}
		bridge, err := NewBridge(a, b, Between{Factor: num("7")})
		if err != nil || !bridge.Comparable || bridge.Growth.Decimal.String() != c.want || !bridge.FactorKnown || !bridge.Factor.Equal(decimal.NewFromInt(1)) {
			t.Errorf("%s to %s: %+v, %v", c.from, c.to, bridge, err)
		}
	}
}

func TestBridgeRefuses(t *testing.T) {
	sound := revision("a", 2020, coded("L", measured(1, Design, "1", "1")))
	lek := sound
	lek.Estimate.Code, lek.Estimate.Currency = "b", money.ALL
	twice := revision("b", 2020, sound.Lines[0], sound.Lines[0])
	for _, c := range []struct {
		to     Side
		factor decimal.NullDecimal
		want   string
	}{
		{lek, decimal.NullDecimal{}, "a is in EUR and b in ALL"},
		{revision("b", 2020), decimal.NullDecimal{}, "the estimate b has neither cost lines nor a headline figure"},
		{twice, decimal.NullDecimal{}, "the estimate b has two cost lines with the code L"},
		{revision("b", 2021, sound.Lines...), num("0"), "the index ratio between the price years must be above zero"},
	} {
		if _, err := NewBridge(sound, c.to, Between{Factor: c.factor}); !fault.Is(err, fault.Invalid) || err.Error() != c.want {
			t.Errorf("%v, want %s", err, c.want)
		}
		if _, err := NewChain([]Side{sound, c.to}, func(_, _ *Estimate) Between { return Between{Factor: c.factor} }); err == nil {
			t.Errorf("a chain hides: %s", c.want)
		}
	}
}
