package datafile

import (
	"strings"
	"testing"

	"korridor/pkg/fault"
)

type sample struct {
	Name string   `yaml:"name"`
	Rate Number   `yaml:"rate"`
	Rest []Number `yaml:"rest"`
}

func TestDecode(t *testing.T) {
	var s sample
	err := Decode("a.yaml", []byte("name: Two # words\nrest: [1, 2.50, -0.1]\n"), &s)
	if err != nil || s.Name != "Two" || s.Rate.Valid || len(s.Rest) != 3 || s.Rest[1].Decimal.String() != "2.5" {
		t.Errorf("%+v, %v", s, err)
	}
	for source, want := range map[string]string{"rate: 44.7\nname: a\n": "44.7", "rate: 0.10 # a tenth\nname: a": "0.1", "rate: 123456789012.123456789": "123456789012.123456789",
		"rate: \"7\"": "7", "rate: -3\n\n": "-3", "rate: 100": "100"} {
		var s sample
		if err := Decode("a.yaml", []byte(source), &s); err != nil || s.Rate.Decimal.String() != want {
			t.Errorf("%q: %v, %v", source, s.Rate, err)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	for source, want := range map[string]string{
		"":                            "must hold one YAML document",
		"name: a\n---\nname: b\n":     "must hold one YAML document",
		"name: a\nnome: b\n":          "field nome not found",
		"name: a\nname: b\n":          "already defined",
		"name: &a b\n":                "neither anchors nor aliases",
		"rest: [&a 1, *a]\n":          "neither anchors nor aliases",
		"rate: !!float 1\n":           "nor tags",
		"rate: 1e400000000\n":         "is not a number",
		"rate: \"1,5\"\n":             "is not a number",
		"rate: ten\n":                 "is not a number",
		"name: [\n":                   "a.yaml",
		"rest: {a: 1}\n":              "a.yaml",
		"- name\n":                    "a.yaml",
		"rate: 1000000000000000000\n": "cannot be kept",
	} {
		var s sample
		if err := Decode("a.yaml", []byte(source), &s); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s (%+v)", source, err, want, s)
		}
	}
}

// Whatever a file holds, it is read or refused as invalid input.
func FuzzDecode(f *testing.F) {
	f.Add("name: a\nrate: 1.5\nrest: [1]\n")
	f.Add("? [x]\n: !!int y\n<<: {}\n")
	f.Fuzz(func(t *testing.T, source string) {
		var s sample
		if err := Decode("a.yaml", []byte(source), &s); err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("not an invalid fault: %v", err)
		}
	})
}
