package modelfile

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"korridor/pkg/costmodel"
	"korridor/pkg/fault"
	"korridor/pkg/risk"
)

func example(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("testdata/example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Each kind of error of a model file, made by one change of the example, with
// the message that it must give.
func TestBadModelFiles(t *testing.T) {
	const (
		l1 = `unit_rate: "25000000.00"`
		p2 = `profile: beta, alpha: 2, beta: 3`
	)
	for _, c := range []struct{ name, old, new, want string }{
		{"not YAML", "currency: EUR", "currency: [EUR", "m.yaml:1: is not YAML"},
		{"two documents", "currency: EUR", "a: b\n---\ncurrency: EUR", "m.yaml:1: must hold one YAML document"},
		{"a list", example(t), "- a", "m.yaml:1: must be a table"},
		{"an alias", "currency: EUR", "currency: &c EUR", "m.yaml:1 currency: must be plain text, a list or a table"},
		{"an empty value", "currency: EUR", "currency:", "m.yaml:1 currency: is empty: leave the key out where nothing is known"},
		{"a key twice", "price_year: 2025", "price_year: 2025\nprice_year: 2026", "m.yaml:3 price_year: stands here twice"},
		{"an unknown key", "price_year: 2025", "price_year: 2025\nprice_yaer: 2026", "m.yaml:3 price_yaer: is not a key that belongs here"},
		{"an unknown key of a line", `unit: km`, `unti: km`, "lines[1].unti: is not a key that belongs here"},
		{"no currency", "currency: EUR\n", "", "m.yaml:1 currency: is required"},
		{"a strange currency", "currency: EUR", "currency: GBP", `m.yaml:1 currency: "GBP" is not a supported currency code`},
		{"no price year", "price_year: 2025\n", "", "price_year: is required"},
		{"a price year in words", "price_year: 2025", "price_year: now", `m.yaml:2 price_year: "now" is not a whole number`},
		{"a price year out of range", "price_year: 2025", "price_year: 25", "m.yaml:2 price_year: must be a year between 1900 and 2200"},
		{"a rate in percent", `2026: "0.03"`, `2026: "30"`, "m.yaml:4 indices.civil.rates.2026: must be a fraction above -0.9 and at most 10: 3 % is 0.03"},
		{"a rate with an exponent", `2026: "0.03"`, `2026: 3e-2`, `indices.civil.rates.2026: "3e-2" is not a number written with digits and at most one point`},
		{"an index year in words", `2026: "0.03"`, `soon: "0.03"`, `indices.civil.rates.soon: "soon" is not a whole number`},
		{"a missing phase code", "{code: P1, name", "{name", "m.yaml:7 phases[0].code: is required"},
		{"a phase code twice", "{code: P2", "{code: P1", "m.yaml:8 phases[1].code: P1 stands twice"},
		{"no start", "start: 2026-01-01, ", "", "m.yaml:7 phases[0].start: is required"},
		{"a finish before its start", "finish: 2032-06-30", "finish: 2026-06-30", "m.yaml:8 phases[1].finish: 2026-06-30 lies before the start, 2027-07-01"},
		{"a day that there is not", "finish: 2032-06-30", "finish: 2032-06-31", "m.yaml:8 phases[1].finish: 2032-06-31 is not a day of the calendar between 1900 and 2200"},
		{"a date without its day", "finish: 2032-06-30", "finish: 2032-06", "m.yaml:8 phases[1].finish: must be a day of the calendar, such as 2026-01-31"},
		{"an unknown profile", "profile: beta, alpha: 2, beta: 3", "profile: bump", "m.yaml:8 phases[1].profile: bump is not one of the values allowed here"},
		{"a parameter of another profile", p2, "profile: cosine, alpha: 2", "m.yaml:8 phases[1].alpha: is not a key that belongs here"},
		{"a missing parameter", p2, "profile: beta, alpha: 2", "m.yaml:8 phases[1].beta: is required"},
		{"shares that are not all", p2 + ", after", `profile: custom, shares: {2027: "0.5", 2028: "0.4"}, after`, "m.yaml:8 phases[1].shares: sum to 0.9; they must sum to exactly 1"},
		{"a custom profile with a duration", p2, `profile: custom, shares: {2027: "1"}`, "m.yaml:9 phases[1].duration: cannot stand beside a custom profile, whose years are fixed"},
		{"an unknown predecessor", "after: [P1]", "after: [P9]", "m.yaml:8 phases[1].after[0]: there is no phase P9"},
		{"phases in a circle", "finish: 2027-06-30}", "finish: 2027-06-30, after: [P2]}", "m.yaml:6 phases: the phases follow each other in a circle: P1 → P2 → P1"},
		{"a lag in words", "lag_days: 0", "lag_days: none", `m.yaml:8 phases[1].lag_days: "none" is not a whole number`},
		{"a line code twice", "{code: L1", "{code: L0", "m.yaml:12 lines[1].code: L0 stands twice"},
		{"a missing phase", "name: Tunnels, phase: P2, ", "name: Tunnels, ", "m.yaml:12 lines[1].phase: is required"},
		{"an unknown phase", "phase: P2, category: construction", "phase: P3, category: construction", "m.yaml:12 lines[1].phase: there is no phase P3"},
		{"no amount", `quantity: "35.3", unit: km, unit_rate: "25000000.00", `, "", "m.yaml:12 lines[1].amount: is required: an amount, a quantity with a unit_rate, or a percent"},
		{"a quantity without a rate", `, unit_rate: "25000000.00"`, "", "m.yaml:12 lines[1].unit_rate: is required"},
		{"an amount and a rate", l1, l1 + `, amount: "5.00"`, "m.yaml:12 lines[1].amount: a line has one of amount, quantity with unit_rate, and percent"},
		{"a thousandth of a cent", `amount: "12000000.00"`, `amount: "12000000.001"`, "m.yaml:11 lines[0].amount: "},
		{"an amount beyond the range", `amount: "12000000.00"`, `amount: "1000000000000001"`, "m.yaml:11 lines[0].amount: "},
		{"a negative rate", l1, `unit_rate: "-1"`, "m.yaml:12 lines[1].unit_rate: must not be negative"},
		{"text in a number", `quantity: "35.3"`, `quantity: "about 35"`, `m.yaml:12 lines[1].quantity: "about 35" is not a number written with digits and at most one point`},
		{"an unknown index", "index: civil", "index: steel", "m.yaml:12 lines[1].index: there is no index steel"},
		{"a percentage of nothing", `percent: "4.5", of: [construction]`, `percent: "4.5"`, "m.yaml:14 lines[2].of: is required"},
		{"a percentage of a category without lines", `percent: "4.5", of: [construction]`, `percent: "4.5", of: [constructoin]`, "m.yaml:14 lines[2].of: no line is of the category constructoin"},
		{"a percentage of an unknown line", `percent: "4.5", of: [construction]`, `percent: "4.5", of_lines: [L9]`, "m.yaml:14 lines[2].of_lines: there is no line L9"},
		{"a percentage of itself", `percent: "4.5", of: [construction]`, `percent: "4.5", of_lines: [L2]`, "L2 → L2"},
		{"a flag that is none", "contingency: true", "contingency: yes please", `m.yaml:15 lines[3].contingency: "yes please" is neither true nor false`},
		{"an unknown distribution", "distribution: pert", "distribution: pret", "m.yaml:13 lines[1].uncertainty.distribution: there is no distribution pret"},
		{"low above mode", `low: "0.85"`, `low: "1.85"`, "m.yaml:13 lines[1].uncertainty.low: low 1.85 is above mode 1"},
		{"a missing mode", `, mode: "1.00", high: "1.60"`, `, high: "1.60"`, "m.yaml:13 lines[1].uncertainty.mode: is required"},
		{"a probability above 1", `probability: "0.25"`, `probability: "25"`, "m.yaml:17 risks[0].probability: must be between 0 and 1"},
		{"a risk of an unknown phase", "name: Fault zone, phase: P2", "name: Fault zone, phase: P5", "m.yaml:17 risks[0].phase: there is no phase P5"},
		{"a correlation of 1", `correlation: "0.3"`, `correlation: "1"`, "m.yaml:19 correlation: must be at least 0 and below 1"},
		{"a matrix of another size", `correlation: "0.3"`, `correlation: {groups: [{name: g, lines: [L1]}], matrix: [["1", "0"]]}`, "m.yaml:19 correlation.matrix[0]: must have 1 rows of 1 numbers, one for each group"},
		{"a line in two groups", `correlation: "0.3"`, `correlation: {groups: [{name: g, lines: [L1]}, {name: h, lines: [L1]}], matrix: [["1", "0"], ["0", "1"]]}`, "correlation.groups[1].lines: line L1 is in two groups"},
		{"an unknown funding source", "funding_source: State budget", "funding_source: Budget", "m.yaml:23 allocations[0].funding_source: there is no funding source Budget"},
		{"a negative allocation", `requested: "370000000.00"`, `requested: "-1"`, "m.yaml:23 allocations[0].requested: must not be negative"},
		{"an allocation twice", `requested: "370000000.00"}`, "requested: \"370000000.00\"}\n  - {fiscal_year: 2026, funding_source: State budget, approved: \"1\"}", "m.yaml:24 allocations[1].fiscal_year: State budget has two allocations for 2026"},
		{"a negative cap", `2027: "250000000.00"`, `2027: "-1"`, "m.yaml:24 caps.2027: must not be negative"},
		{"iterations without end", "iterations: 100000", "iterations: 1000000000", "m.yaml:26 simulation.iterations: must be between 1 and 100000000"},
		{"a negative seed", "seed: 1", "seed: -1", `m.yaml:26 simulation.seed: "-1" is not a whole number from 0`},
		{"iterations of none", "iterations: 100000", "iterations: 0", "m.yaml:26 simulation.iterations: must be between 1 and 100000000"},
		{"a risk that does nothing", "impact: {distribution: triangular, low: \"5000000\", mode: \"20000000\", high: \"60000000\"},\n     delay_months: {distribution: uniform, low: \"0\", high: \"9\"}", `name_sq: Shkëputje`, "m.yaml:17 risks[0].impact: is required where there is no delay"},
		{"a phase of no length", `low: "0.9", mode: "1.0", high: "1.4"`, `low: "0", mode: "0", high: "0"`, "m.yaml:9 phases[1].duration.high: must be above zero"},
		{"shares of countries that are not all", "price_year: 2025", "price_year: 2025\ncountry_shares: {AL: \"0.5\", XK: \"0.4\"}", "country_shares: "},
	} {
		source := strings.Replace(example(t), c.old, c.new, 1)
		if source == example(t) {
			t.Fatalf("%s: the example has nothing to replace", c.name)
		}
		_, err := Read("m.yaml", []byte(source))
		if err == nil {
			t.Errorf("%s: no error", c.name)
			continue
		}
		if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got\n%v\nwant\n%s", c.name, err, c.want)
		}
	}
}

func TestAllErrorsAreReportedTogether(t *testing.T) {
	source := strings.NewReplacer("price_year: 2025", "price_year: 1", "index: civil", "index: steel", `high: "1.60"`, `high: "0.60"`).Replace(example(t))
	_, err := Read("m.yaml", []byte(source))
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || len(f.Fields) != 3 {
		t.Fatalf("want three problems, got %v", err)
	}
}

// One mistake in a distribution is one problem, and two are two.
func TestDistributionsAreReportedOnce(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"distribution: pert", "distribution: pret", "m.yaml:13 lines[1].uncertainty.distribution"},
		{`low: "0.85"`, `low: "about 1"`, "m.yaml:13 lines[1].uncertainty.low"},
		{`low: "0.9", mode: "1.0"`, `mode: one`, "m.yaml:9 phases[1].duration.low m.yaml:9 phases[1].duration.mode"},
		{`low: "0", high: "9"`, `low: "0", mode: "1"`, "m.yaml:18 risks[0].delay_months.high m.yaml:18 risks[0].delay_months.mode"},
	} {
		_, err := Read("m.yaml", []byte(strings.Replace(example(t), c.old, c.new, 1)))
		f, _ := errors.AsType[*fault.Error](err)
		if f == nil {
			t.Fatalf("%s: %v", c.new, err)
		}
		var at []string
		for _, field := range f.Fields {
			at = append(at, field.Name)
		}
		if strings.Join(at, " ") != c.want {
			t.Errorf("%s gives %v", c.new, err)
		}
	}
}

func TestMissingRateNamesTheIndex(t *testing.T) {
	f, err := Read("m.yaml", []byte(strings.Replace(example(t), `2026: "0.03", `, "", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Cost(context.Background()); err == nil || !strings.Contains(err.Error(), "m.yaml:4 indices.civil.rates: index civil has no rate for 2026") {
		t.Errorf("a missing rate gives %v", err)
	}
}

// JSON says the same as YAML.
func TestJSONModelFile(t *testing.T) {
	const j = `{
 "currency": "EUR", "price_year": 2025,
 "phases": [{"code": "p", "start": "2026-01-01", "finish": "2026-12-31"}],
 "lines": [{"code": "a", "phase": "p", "amount": 100.50}]
}`
	f, err := Read("m.json", []byte(j))
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Model.Lines[0].Amount.Plain(); got != "100.50" {
		t.Errorf("amount %s", got)
	}
	for _, c := range []struct{ old, new, want string }{
		{`"phase": "p"`, `"phase": "q"`, "m.json:4 lines[0].phase: there is no phase q"},
		{`100.50`, `1e400`, `m.json:4 lines[0].amount: "1e400" is not a number`},
		{`"EUR",`, `"EUR"`, "m.json:2: is not JSON"},
		{`]
}`, `]`, "m.json:4: is not JSON"},
		{`"p", "start"`, `null, "start"`, "m.json:3 phases[0].code: is empty"},
	} {
		_, err := Read("m.json", []byte(strings.Replace(j, c.old, c.new, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.new, err, c.want)
		}
	}
}

func TestTooLargeAFile(t *testing.T) {
	_, err := Read("m.yaml", bytes.Repeat([]byte("#"), MaxSize+1))
	if !fault.Is(err, fault.TooLarge) {
		t.Errorf("got %v", err)
	}
}

// Reading never panics, and what it accepts can be computed or refused by name.
func FuzzRead(f *testing.F) {
	f.Add("m.yaml", example(f))
	f.Add("m.json", `{"currency":"EUR","price_year":2025,"phases":[{"code":"p","start":"2026-01-01","finish":"2026-12-31"}],"lines":[{"code":"a","phase":"p","amount":"1"}]}`)
	f.Fuzz(func(t *testing.T, name, source string) {
		file, err := Read(name, []byte(source))
		if err != nil {
			if k := fault.KindOf(err); k != fault.Invalid && k != fault.TooLarge {
				t.Fatalf("an unclassified error: %v", err)
			}
			return
		}
		if _, err := costmodel.Run(context.Background(), &file.Model); err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatalf("an unclassified error: %v", err)
		}
		if len(file.Model.Lines)+len(file.Risk.Risks) > 100 {
			return
		}
		file.Risk.Iterations = 100
		if _, err := file.Simulate(t.Context(), risk.Options{}); err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatalf("an unclassified error: %v", err)
		}
	})
}
