package corridor

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"korridor/pkg/fault"
)

// sound is a small programme, whose rows the tests break one at a time.
var sound = map[string]string{
	"a.yaml": `programme: {code: corridor, name: Corridor, currency: EUR}
documents:
  - code: brief
    title: Brief
`,
	"b.yaml": `project:
  code: railway
  name: Railway
  programme: corridor
  sector: transport.rail
  type: construction
  stage: preparation
sections:
  - code: north
    name: North
    claims:
      - field: length_m
        value: 105.8
        unit: km
        basis: sourced
        document: brief
        chosen: true
      - field: length_m
        value: 110000
        unit: m
        basis: sourced
        document: brief
phases:
  - code: p1
    name: Design
    claims:
      - values: {planned_start: 2026-01-01, planned_finish: 2027-12-31}
        basis: assumed
        note: No dates were published.
  - code: p2
    name: Works
    after: [{phase: p1, lag_days: 10}]
structures:
  - code: bridges
    kind: bridge
    section: north
    claims:
      - field: count
        value: 43
        basis: sourced
        document: brief
funding_sources:
  - code: budget
    name: Budget
    kind: state_budget
    status: indicative
    currency: EUR
    allocations:
      - fiscal_year: 2026
        claims:
          - field: requested
            value: 370000000.00
            unit: EUR
            basis: sourced
            document: brief
estimates:
  - code: model
    title: Model
    kind: working_model
    currency: EUR
    claims:
      - field: total
        value: 43.00
        unit: EUR
        basis: assumed
        note: A model.
    lines:
      - code: bridges
        name: Bridges
        category: construction
        phase: p2
        structure: bridges
        unit: bridges
        claims:
          - values: {quantity: 43}
            unit: bridges
            basis: sourced
            document: brief
          - values: {unit_rate: 1}
            basis: assumed
            unit: EUR/bridges
            note: Guessed.
`,
}

// parseBroken parses the sound files with one text of b.yaml replaced and
// returns the problems, one a line.
func parseBroken(t *testing.T, old, replacement string) string {
	t.Helper()
	if strings.Count(sound["b.yaml"], old) != 1 {
		t.Fatalf("%q stands %d times in b.yaml", old, strings.Count(sound["b.yaml"], old))
	}
	files := fstest.MapFS{
		"a.yaml": {Data: []byte(sound["a.yaml"])},
		"b.yaml": {Data: []byte(strings.Replace(sound["b.yaml"], old, replacement, 1))},
	}
	_, err := Parse(files)
	if err == nil {
		return ""
	}
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Kind != fault.Invalid {
		t.Fatalf("not an Invalid fault: %v", err)
	}
	lines := make([]string, len(f.Fields))
	for i, field := range f.Fields {
		lines[i] = field.Name + ": " + field.Message.String()
	}
	return strings.Join(lines, "\n")
}

// brokenRows replace one text of b.yaml each and name what is then reported.
var brokenRows = []struct{ name, old, replacement, want string }{
	{"nothing", "Railway", "Railway", ""},
	{"unknown key", "    name: North\n", "    nmae: North\n    name: North\n",
		"b.yaml:10 sections[0].nmae: is not a key that belongs here"},
	{"unknown part", "sections:\n", "portals: []\nsections:\n",
		"b.yaml:8 portals: is not a key that belongs here"},
	{"bad number", "value: 105.8", "value: 105,8",
		`b.yaml:13 sections[0].claims[0].value: "105,8" is not a number written with digits and at most one point`},
	{"float notation", "value: 110000", "value: 1.1e5",
		`b.yaml:19 sections[0].claims[1].value: "1.1e5" is not a number written with digits and at most one point`},
	{"bad count", "value: 43\n", "value: 43.5\n",
		`b.yaml:39 structures[0].claims[0].value: "43.5" is not a whole number`},
	{"bad amount", "value: 370000000.00", "value: 370000000",
		`b.yaml:52 funding_sources[0].allocations[0].claims[0].value: "370000000" must be written 370000000.00`},
	{"bad date", "planned_finish: 2027-12-31", "planned_finish: 2027-02-30",
		"b.yaml:27 phases[0].claims[0].values.planned_finish: 2027-02-30 is not a day of the calendar between 1900 and 2200"},
	{"dates the wrong way round", "planned_finish: 2027-12-31", "planned_finish: 2025-12-31",
		"b.yaml:24 phases[0].planned_finish: 2025-12-31 lies before the start, 2026-01-01"},
	{"unknown code", "section: north", "section: south",
		"b.yaml:36 structures[0].section: there is no section with the code south"},
	{"unknown document", "            unit: EUR\n            basis: sourced\n            document: brief\n", "            unit: EUR\n            basis: sourced\n            document: leaflet\n",
		"b.yaml:55 funding_sources[0].allocations[0].claims[0].document: there is no document with the code leaflet"},
	{"reference forward", "after: [{phase: p1, lag_days: 10}]", "after: [{phase: p2}]",
		"b.yaml:32 phases[1].after[0].phase: the phase p2 must stand before this one"},
	{"duplicate code", "code: p2", "code: p1",
		"b.yaml:30 phases[1].code: p1 is the code of another phase already: b.yaml:24 phases[0]\n" +
			"b.yaml:71 estimates[0].lines[0].phase: there is no phase with the code p2"},
	{"duplicate key", "    name: North\n", "    name: North\n    name: South\n",
		"b.yaml:11 sections[0].name: stands here twice"},
	{"missing document", "            unit: EUR\n            basis: sourced\n            document: brief\n", "            unit: EUR\n            basis: sourced\n",
		"b.yaml:51 funding_sources[0].allocations[0].claims[0].document: is needed for a sourced figure"},
	{"two chosen claims", "unit: m\n", "unit: m\n        chosen: true\n",
		"b.yaml:21 sections[0].claims[1].chosen: another claim about length_m is chosen already: b.yaml:13 sections[0].claims[0].value"},
	{"no chosen claim", "        chosen: true\n", "",
		"b.yaml:13 sections[0].claims[0].value: is one of 2 claims about length_m, none of which is chosen\n" +
			"b.yaml:18 sections[0].claims[1].value: is one of 2 claims about length_m, none of which is chosen"},
	{"wrong unit", "unit: km", "unit: miles",
		`b.yaml:13 sections[0].claims[0].value: "miles" cannot be converted to "m"`},
	{"wrong currency", "            unit: EUR\n", "            unit: USD\n",
		`b.yaml:52 funding_sources[0].allocations[0].claims[0].value: "USD" cannot be converted to "EUR"` + "\n" +
			"b.yaml:49 funding_sources[0].allocations[0].requested: at least one stage needs an amount"},
	{"unit of a count", "value: 43\n", "value: 43\n        unit: m\n",
		`b.yaml:39 structures[0].claims[0].value: count has the unit "", not "m"`},
	{"fact without a label", "field: count", "field: colour",
		"b.yaml:39 structures[0].claims[0].value: colour is not a figure of a structure: a fact needs a label"},
	{"derived without a formula", "        basis: assumed\n        note: A model.", "        basis: derived",
		"b.yaml:62 estimates[0].claims[0].formula: is required"},
	{"assumed without a reason", "            note: Guessed.\n", "",
		"b.yaml:79 estimates[0].lines[0].claims[1].note: is required"},
	{"sum that does not add up", "value: 43.00", "value: 44.00",
		"b.yaml:63 estimates[0].claims[0].value: the lines add up to 43.00 EUR, not to 44.00 EUR"},
	{"unknown stage", "stage: preparation", "stage: dreaming",
		"b.yaml:7 project.stage: dreaming is not one of the values allowed here"},
	{"bad currency", "    status: indicative\n    currency: EUR", "    status: indicative\n    currency: XYZ",
		`b.yaml:47 funding_sources[0].currency: "XYZ" is not a supported currency code` + "\n" +
			`b.yaml:52 funding_sources[0].allocations[0].claims[0].value: requested has the unit "", not "EUR"` + "\n" +
			"b.yaml:49 funding_sources[0].allocations[0].currency: is required\n" +
			"b.yaml:49 funding_sources[0].allocations[0].requested: at least one stage needs an amount"},
	{"empty value", "name: North", "name:",
		"b.yaml:10 sections[0].name: is empty: leave the key out where nothing is known"},
	{"empty amount", "value: 43.00", `value: ""`,
		"b.yaml:63 estimates[0].claims[0].value: is empty: leave the key out where nothing is known"},
	{"list for a text", "name: North", "name: [North]",
		"b.yaml:10 sections[0].name: must be a text"},
	{"anchor", "name: North", "name: &n North",
		"b.yaml:10 sections[0].name: must be plain text, a list or a table"},
	{"not YAML", "name: North", "name: North: South",
		"b.yaml:10: is not YAML: mapping values are not allowed in this context"},
}

// TestBrokenRows: whatever is wrong with a row is reported once, with its
// file, line and key.
func TestBrokenRows(t *testing.T) {
	for _, c := range brokenRows {
		t.Run(c.name, func(t *testing.T) {
			if got := parseBroken(t, c.old, c.replacement); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}

// TestProblemsOfAllFiles: one error reports what is wrong with every file.
func TestProblemsOfAllFiles(t *testing.T) {
	_, err := Parse(fstest.MapFS{
		"a.yaml": {Data: []byte("documents:\n  - code: Brief\n    title: Brief\n")},
		"b.yaml": {Data: []byte("portals: 1\n")},
	})
	want := "the data files cannot be used: b.yaml:1 portals: is not a key that belongs here; " +
		"a.yaml:2 documents[0].code: may hold only the letters a–z, digits, and single hyphens between them"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}
