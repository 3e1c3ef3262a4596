package estimate

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"korridor/pkg/fault"
	"korridor/pkg/money"
)

// Percentages of each other are refused with the members of the circle, and a
// line that is not there by its code, in whatever order the lines stand.
func TestPercentagesOfLinesRefused(t *testing.T) {
	a := coded("a", measured(1, Construction, "1", "1000"))
	of := func(code string, lines ...string) Line { return coded(code, percentOf("10", lines...)) }
	for _, c := range []struct {
		name  string
		lines []Line
		key   string
		says  string
	}{
		{"itself", []Line{a, of("x", "x")}, "line.circle", "x → x"},
		{"two", []Line{a, of("x", "a", "y"), of("y", "x")}, "line.circle", "x → y → x"},
		{"three, entered from outside", []Line{of("entry", "z"), of("z", "y"), of("y", "x", "a"), of("x", "z"), a}, "line.circle", "z → y → x → z"},
		{"nobody", []Line{a, of("x", "a", "gone")}, "line.of_unknown", "gone"},
	} {
		for range 10 {
			_, err := Amounts(money.EUR, c.lines)
			f, ok := errors.AsType[*fault.Error](err)
			if !ok || f.Kind != fault.Invalid || f.Message.Key != c.key || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("%s: %v, want %s with %q", c.name, err, c.key, c.says)
			}
			rand.Shuffle(len(c.lines), func(i, j int) { c.lines[i], c.lines[j] = c.lines[j], c.lines[i] })
		}
	}
}

// A long chain of percentages is followed to its end.
func TestChainOfPercentages(t *testing.T) {
	lines := []Line{coded("l0", measured(1, Construction, "1", "1000"))}
	for i := 1; i < 5000; i++ {
		lines = append(lines, coded(fmt.Sprint("l", i), percentOf("100", lines[i-1].Code)))
	}
	rand.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	if total, err := Total(money.EUR, lines); err != nil || total.Plain() != "5000000.00" {
		t.Errorf("%v, %v", total, err)
	}
}

// Sums on the way that are out of range do not matter, in any order.
func TestTotalIsOfNoOrder(t *testing.T) {
	big := measured(1, Construction, "1", "900000000000000")
	less := balance(measured(1, Construction, "1", "-900000000000000"))
	for _, lines := range [][]Line{{big, big, less}, {less, big, big}, {big, less, big}} {
		total, err := Total(money.EUR, lines)
		if err != nil || total.Plain() != "900000000000000.00" {
			t.Errorf("%v, %v", total, err)
		}
		sum, err := SumOf(Costed{Currency: money.EUR, Lines: lines, Amounts: mustAmounts(t, lines)}, func(*Line) bool { return true })
		if err != nil || sum.Total != total || sum.BalanceLines != 1 || sum.Balance.Plain() != "-900000000000000.00" {
			t.Errorf("%+v, %v", sum, err)
		}
	}
}

func mustAmounts(t *testing.T, lines []Line) []money.Amount {
	t.Helper()
	amounts, err := Amounts(money.EUR, lines)
	if err != nil {
		t.Fatal(err)
	}
	return amounts
}

// A sum of no lines is nothing of the currency; assumed lines are counted apart.
func TestSumOf(t *testing.T) {
	lines := []Line{measured(1, Construction, "1", "10"), contingency(measured(1, Construction, "1", "3"))}
	c := Costed{Currency: money.EUR, Lines: lines, Amounts: mustAmounts(t, lines), Assumed: func(i int) bool { return i == 1 }}
	for want, counts := range map[string]func(*Line) bool{
		"0.00 EUR 0.00 EUR 0.00 EUR 0.00 EUR":   func(*Line) bool { return false },
		"10.00 EUR 3.00 EUR 13.00 EUR 3.00 EUR": func(*Line) bool { return true },
		"10.00 EUR 0.00 EUR 10.00 EUR 0.00 EUR": func(l *Line) bool { return !l.Contingency },
	} {
		s, err := SumOf(c, counts)
		if got := strings.Join([]string{s.Base.String(), s.Contingency.String(), s.Total.String(), s.Assumed.String()}, " "); err != nil || got != want {
			t.Errorf("%s, %v; want %s", got, err, want)
		}
	}
}
