package estimate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"korridor/pkg/money"
	"korridor/pkg/record"
)

func num(s string) decimal.NullDecimal { return record.Known(decimal.RequireFromString(s)) }

func measured(phase record.ID, c Category, quantity, rate string) Line {
	return Line{Phase: phase, Category: c, Quantity: num(quantity), UnitRate: num(rate)}
}

func percent(phase record.ID, share string, of ...Category) Line {
	return Line{Phase: phase, Category: Supervision, Percent: num(share), Of: of}
}

func percentOf(share string, lines ...string) Line {
	return Line{Code: "of-" + strings.Join(lines, "-"), Category: Operation, Percent: num(share), OfLines: lines}
}

func contingency(l Line) Line { l.Contingency = true; return l }

func balance(l Line) Line { l.Balance = true; return l }

func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []Line
		want  []string
	}{
		{"no lines", nil, nil},
		{"quantity times rate", []Line{measured(1, Construction, "35.3", "25000000")}, []string{"882500000.00"}},
		{"half to even", []Line{measured(1, Construction, "1", "0.005"), measured(1, Construction, "1", "0.015"),
			measured(1, Construction, "3", "0.005"), measured(1, Construction, "0.000000001", "0.01"), measured(1, Construction, "1", "0.0050001")},
			[]string{"0.00", "0.02", "0.02", "0.00", "0.01"}},
		{"a percentage of its own phase only", []Line{measured(1, Construction, "1", "1000"), measured(2, Construction, "1", "500"),
			measured(0, Construction, "1", "70"), percent(1, "4.5", Construction), percent(2, "10", Construction), percent(0, "10", Construction), percent(3, "10", Construction)},
			[]string{"1000.00", "500.00", "70.00", "45.00", "50.00", "7.00", "0.00"}},
		{"of its categories only", []Line{measured(1, Construction, "1", "1000"), measured(1, Design, "1", "100"), measured(1, Acquisition, "1", "10"),
			percent(1, "10", Construction, Acquisition), percent(1, "10", Renewal)},
			[]string{"1000.00", "100.00", "10.00", "101.00", "0.00"}},
		{"of lines by code, in any phase", []Line{coded("a", measured(1, Construction, "1", "1000")), coded("b", contingency(measured(2, Design, "1", "10"))), percentOf("10", "a", "b")},
			[]string{"1000.00", "10.00", "101.00"}},
		{"of percentages of percentages, in any order", []Line{percentOf("50", "of-a", "a"), coded("d", percentOf("10", "of-of-a-a", "b")), percentOf("10", "a"), coded("a", measured(1, Construction, "1", "1000")),
			coded("b", percent(1, "1", Construction))}, []string{"550.00", "56.00", "100.00", "1000.00", "10.00"}},
		{"of lines is not of its category", []Line{coded("a", measured(1, Construction, "1", "1000")), percentOf("10", "a"), percent(0, "10", Operation)}, []string{"1000.00", "100.00", "0.00"}},
		{"rounded once", []Line{coded("a", measured(1, Construction, "1", "0.03")), coded("b", measured(1, Construction, "1", "0.02")), percentOf("10", "a", "b"), percentOf("30", "b", "a")},
			[]string{"0.03", "0.02", "0.00", "0.02"}},
		{"before the lines it is of", []Line{percent(1, "10", Construction), measured(1, Construction, "1", "1000")}, []string{"100.00", "1000.00"}},
		{"percentages are not of percentages", []Line{measured(1, Supervision, "1", "100"), percent(1, "10", Supervision), percent(1, "10", Supervision)},
			[]string{"100.00", "10.00", "10.00"}},
		{"contingency is in no base", []Line{measured(1, Construction, "1", "1000"), contingency(measured(1, Construction, "1", "200")),
			contingency(percent(1, "10", Construction)), percent(1, "5", Construction)},
			[]string{"1000.00", "200.00", "100.00", "50.00"}},
		{"a percentage is rounded once, half to even", []Line{measured(1, Construction, "1", "0.10"), percent(1, "5", Construction),
			measured(2, Construction, "1", "0.30"), percent(2, "5", Construction), measured(3, Construction, "1", "999999999999999"), percent(3, "0.000000001", Construction)},
			[]string{"0.10", "0.00", "0.30", "0.02", "999999999999999.00", "10000.00"}},
		{"a balance may be negative", []Line{measured(1, Construction, "1", "1000"), balance(measured(1, Construction, "1", "-0.5"))},
			[]string{"1000.00", "-0.50"}},
	} {
		amounts, err := Amounts(money.EUR, c.lines)
		if err != nil || len(amounts) != len(c.want) {
			t.Errorf("%s: %v, %v", c.name, amounts, err)
			continue
		}
		for i, a := range amounts {
			if a.Plain() != c.want[i] || a.Currency() != money.EUR {
				t.Errorf("%s: line %d is %v, want %s EUR", c.name, i, a, c.want[i])
			}
		}
	}
}

func TestAmountsBeyondMoneyAreErrors(t *testing.T) {
	big := measured(1, Construction, "1", "600000000000000")
	for name, lines := range map[string][]Line{
		"one line":       {measured(1, Construction, "1000000000000000", "1000000000000000")},
		"their sum":      {big, big},
		"a percentage":   {big, percent(1, "200", Construction)},
		"percent's base": {big, measured(1, Design, "1", "600000000000000"), percent(1, "1", Construction, Design)},
	} {
		if total, err := Total(money.EUR, lines); err == nil {
			t.Errorf("%s: %v", name, total)
		}
		if costed, err := Cost(money.EUR, lines); err == nil {
			if sum, err := SumOf(costed, func(*Line) bool { return true }); err == nil {
				t.Errorf("%s: %v", name, sum)
			}
		}
	}
	if _, err := Total(money.Currency{}, []Line{big}); err == nil {
		t.Error("a total in no currency")
	}
}

// randomLines are lines of a few phases and categories, of every sort.
func randomLines(r *rand.Rand) []Line {
	lines := make([]Line, r.IntN(25))
	for i := range lines {
		if i > 1 && r.IntN(6) == 0 {
			lines[i] = percentOf(fmt.Sprint(r.IntN(30)), lines[0].Code, lines[1+r.IntN(i-1)].Code)
			lines[i].Code, lines[i].Contingency = fmt.Sprint("l", i), r.IntN(5) == 0
			continue
		}
		phase, c := record.ID(r.IntN(4)), Categories[r.IntN(len(Categories))]
		lines[i] = measured(phase, c, fmt.Sprintf("%d.%03d", r.IntN(1000), r.IntN(1000)), fmt.Sprintf("%d.%04d", r.IntN(1_000_000), r.IntN(10_000)))
		if r.IntN(3) == 0 {
			of := slices.Clone(Categories)
			r.Shuffle(len(of), func(i, j int) { of[i], of[j] = of[j], of[i] })
			lines[i] = percent(phase, fmt.Sprintf("%d.%d", r.IntN(100), r.IntN(1000)), of[:1+r.IntN(3)]...)
			lines[i].Category = c
		}
		lines[i].Code = fmt.Sprint("l", i)
		lines[i].Contingency = r.IntN(5) == 0
	}
	return lines
}

// The parts of a roll-up, each phase and category once, add up to the total,
// which is the sum of the lines, to the cent.
func TestRollUpAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		lines := randomLines(r)
		amounts, err := Amounts(money.EUR, lines)
		if err != nil {
			t.Fatal(err)
		}
		total, err := Total(money.EUR, lines)
		if err != nil {
			t.Fatal(err)
		}
		parts, err := RollUp(Costed{Currency: money.EUR, Lines: lines, Amounts: amounts})
		if err != nil {
			t.Fatal(err)
		}
		var sum, ofParts, set int64
		for i, a := range amounts {
			sum += a.Minor()
			if lines[i].Contingency {
				set += a.Minor()
			}
		}
		seen := map[cell]bool{}
		for _, p := range parts {
			ofParts += p.Base.Minor() + p.Contingency.Minor()
			set -= p.Contingency.Minor()
			if k := (cell{p.Phase, p.Category}); seen[k] || p.Total.Minor() != p.Base.Minor()+p.Contingency.Minor() {
				t.Fatalf("%v comes twice, or does not add up", k)
			} else {
				seen[k] = true
			}
		}
		if total.Minor() != sum || ofParts != sum || set != 0 {
			t.Fatalf("the lines sum to %d, the parts to %d, the total is %v; contingency is off by %d", sum, ofParts, total, set)
		}
	}
}

// The order of the lines changes no amount, and twice the rate is twice the
// amount, give or take the rounding of one cent.
func TestAmountsAreOfTheLinesAlone(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 300 {
		lines := randomLines(r)
		before, err := Amounts(money.EUR, lines)
		if err != nil {
			t.Fatal(err)
		}
		byCode := map[string]money.Amount{}
		for i := range lines {
			byCode[lines[i].Code] = before[i]
		}
		r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		shuffled, err := Amounts(money.EUR, lines)
		if err != nil {
			t.Fatal(err)
		}
		for i := range lines {
			if shuffled[i] != byCode[lines[i].Code] {
				t.Fatalf("%s is %v, and %v in another order", lines[i].Code, byCode[lines[i].Code], shuffled[i])
			}
			if !lines[i].IsPercent() {
				lines[i].UnitRate.Decimal = lines[i].UnitRate.Decimal.Add(lines[i].UnitRate.Decimal)
			}
		}
		doubled, err := Amounts(money.EUR, lines)
		if err != nil {
			t.Fatal(err)
		}
		for i := range lines {
			if off := doubled[i].Minor() - 2*shuffled[i].Minor(); !lines[i].IsPercent() && (off < -1 || off > 1) {
				t.Fatalf("%s: twice the rate makes %v of %v", lines[i].Code, doubled[i], shuffled[i])
			}
		}
	}
}

// With rates in whole cents and whole quantities nothing is rounded, and
// doubling every rate doubles everything exactly, percentages of 50 too.
func TestDoublingIsExactWithoutRounding(t *testing.T) {
	one := []Line{measured(1, Construction, "7", "12.34"), measured(1, Construction, "3", "0.02"), percent(1, "50", Construction)}
	two := []Line{measured(1, Construction, "7", "24.68"), measured(1, Construction, "3", "0.04"), percent(1, "50", Construction)}
	a, err := Total(money.EUR, one)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Total(money.EUR, two)
	if err != nil || b.Minor() != 2*a.Minor() || a.Plain() != "129.66" {
		t.Errorf("%v, doubled %v, %v", a, b, err)
	}
}
