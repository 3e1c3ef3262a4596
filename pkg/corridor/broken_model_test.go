package corridor

import (
	"strings"
	"testing"
)

// soundModel is what a cost model needs, before the estimates of b.yaml.
const soundModel = `index_series:
  - code: civil
    name: Civil works
    claims:
      - {field: rate, unit: 1, basis: assumed, note: Guessed., years: {2026: 0.03, 2027: 0.02}}
budget_programmes:
  - code: rail
    name: Rail
    currency: ALL
    rate_base: EUR
    rate_date: 2025-12-23
    claims:
      - {field: ceiling, unit: ALL, basis: assumed, note: Guessed., years: {2026: 5680000000.00}}
      - {field: planning_rate, value: 96.46, unit: ALL/EUR, basis: assumed, note: Guessed.}
assumptions:
  rules:
    - {category: construction, index: civil}
    - {line: bridges}
  claims:
    - {values: {share_AL: 0.51, share_XK: 0.49}, unit: 1, basis: assumed, note: Guessed.}
scenarios:
  - code: slow
    name: Slow
    changes:
      - {kind: rate, category: construction, factor: 1.1}
      - {kind: allocation, year: 2027, amount: 5.00 EUR, funding_source: budget, stage: approved}
      - {kind: index, to: civil}
estimates:
`

// TestBrokenModels: the parts of a cost model are read, and what is wrong with
// them is reported with file, line and key.
func TestBrokenModels(t *testing.T) {
	for _, c := range []struct{ name, old, replacement, want string }{
		{"nothing", "civil", "civil", ""},
		{"unknown series", "index: civil", "index: rail", "b.yaml:72 assumptions.rules[0].index: there is no index_series with the code rail"},
		{"unknown source", "funding_source: budget", "funding_source: other", "b.yaml:81 scenarios[0].changes[1].funding_source: there is no funding_source with the code other" + "\n" +
			"b.yaml:79 scenarios[0].changes: names no funding source"},
		{"rate out of range", "2027: 0.02", "2027: 11", "b.yaml:57 index_series[0].rates: 11 is not a yearly change above -0.9 and up to 10, as a fraction: write 0.03 for 3 %"},
		{"rate in words", "2027: 0.02", "2027: some", `b.yaml:60 index_series[0].claims[0].years.2027: "some" is not a number written with digits and at most one point` + "\n" +
			"b.yaml:57 index_series[0].rates: 2027: needs a rate"},
		{"no year", "2027: 0.02", "later: 0.02", `b.yaml:60 index_series[0].claims[0].years.later: "later" is not a year: write 2026` + "\n" +
			"b.yaml:57 index_series[0].rates: must be a year between 1900 and 2200"},
		{"unit", "{field: rate, unit: 1", "{field: rate, unit: m", `b.yaml:60 index_series[0].claims[0].years.2026: "m" cannot be converted to "1"` + "\n" +
			`b.yaml:60 index_series[0].claims[0].years.2027: "m" cannot be converted to "1"` + "\n" +
			"b.yaml:57 index_series[0].rates: 2026: needs a rate"},
		{"shares", "share_XK: 0.49", "share_XK: 0.48", "b.yaml:70 assumptions.country_shares: must add up to exactly 1, and not to 0.99"},
		{"amount", "amount: 5.00 EUR", "amount: 5 EUR", `b.yaml:81 scenarios[0].changes[1].amount: "5 EUR" is not a number` + "\n" +
			"b.yaml:79 scenarios[0].changes: names no amount with its currency"},
		{"factor", "factor: 1.1", "factor: 1,1", "b.yaml:80 scenarios[0].changes[0].1: is empty: leave the key out where nothing is known"},
		{"unused", "kind: index, to: civil", "kind: index, to: civil, days: 3", "b.yaml:79 scenarios[0].changes: holds something that a change of the kind index does not use"},
		{"unknown key", "kind: index, to: civil", "kind: index, into: civil", "b.yaml:82 scenarios[0].changes[2].into: is not a key that belongs here" + "\n" +
			"b.yaml:79 scenarios[0].changes: names no series to use instead"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := parseBroken(t, "estimates:\n", strings.Replace(soundModel, c.old, c.replacement, 1)); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
	for _, c := range []struct{ name, with, want string }{
		{"profile", "    profile: beta\n    alpha: 2\n    beta: 3\n", ""},
		{"by year", "    profile: custom\n    shares: {2028: 0.4, 2029: 0.6}\n", ""},
		{"no such profile", "    profile: wavy\n", "b.yaml:32 phases[1].profile: wavy is not one of the values allowed here"},
		{"parameter missing", "    profile: beta\n    alpha: 2\n", "b.yaml:30 phases[1].beta: is required"},
		{"parameter of another", "    profile: cosine\n    alpha: 2\n", "b.yaml:33 phases[1].alpha: is not a key that belongs here"},
		{"shares", "    profile: custom\n    shares: {2028: 0.4, 2029: 0.5}\n", "b.yaml:33 phases[1].shares: sum to 0.9; they must sum to exactly 1"},
	} {
		t.Run("phase "+c.name, func(t *testing.T) {
			if got := parseBroken(t, "    name: Works\n", "    name: Works\n"+c.with); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}
