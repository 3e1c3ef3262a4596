package outside

import (
	"strings"
	"testing"

	"korridor/pkg/estimate"
	"korridor/pkg/fault"
)

func TestReferences(t *testing.T) {
	for code, want := range map[string]struct{ measure, span string }{
		"motorway":             {"route/km", "6680000.00 EUR to 12870000.00 EUR"},
		"motorway-mountain":    {"route/km", "15800000.00 EUR to 25990000.00 EUR"},
		"road-tunnel":          {"tunnel/km", "29700000.00 USD to 29700000.00 USD"},
		"motorway-bridge-each": {"bridge/each", "10265000.00 EUR to 10265000.00 EUR"},
		"rail-mountain":        {"route/km", "17000000.00 EUR to 23000000.00 EUR"},
		"line-380-kv-double":   {"route/km", "4500000.00 EUR to 4700000.00 EUR"},
	} {
		found := false
		for _, r := range References("") {
			if r.Code != code {
				continue
			}
			found = true
			span := r.Range()
			if got := r.Measure.Of + "/" + string(r.Measure.Per); got != want.measure {
				t.Errorf("%s measures %s", code, got)
			}
			if got := span.Low.String() + " to " + span.High.String(); got != want.span || span.Source == "" {
				t.Errorf("%s spans %s by %q", code, got, span.Source)
			}
		}
		if !found {
			t.Errorf("there is no reference %s", code)
		}
	}
	rail := References("transport.rail")
	if len(rail) != 4 || len(References("")) != 12 || len(References("water")) != 0 {
		t.Errorf("%d of %d are of rail", len(rail), len(References("")))
	}
	for _, r := range rail {
		if r.Measure != (estimate.Measure{Of: estimate.Route, Per: estimate.PerKilometre}) {
			t.Errorf("%+v", r)
		}
	}
}

const soundReference = "references:\n  - code: a\n    name: A\n    sector: energy\n    of: route\n    per: km\n    currency: EUR\n"

func TestParseReferencesRefuses(t *testing.T) {
	item := "    items: [{cost: 1.5, basis: sourced, source: S}]\n"
	for source, want := range map[string]string{
		soundReference: "a.items: is required",
		soundReference + "    items: [{basis: sourced, source: S}]\n":                "a.cost: must be above zero",
		soundReference + "    items: [{cost: -1, basis: sourced, source: S}]\n":      "a.cost: must be above zero",
		soundReference + "    items: [{cost: 0.001, basis: sourced, source: S}]\n":   "finer than a minor unit",
		soundReference + "    items: [{cost: 1, basis: heard, source: S}]\n":         "a.basis: ",
		soundReference + "    items: [{cost: 1, basis: sourced}]\n":                  "a.source: is required",
		soundReference + "    items: [{cost: 1, basis: sourced, source: S, x: 1}]\n": "not found",
		soundReference + item + soundReference[12:] + item:                           "stands there twice",
		strings.Replace(soundReference, "EUR", "DEM", 1) + item:                      "a.currency: ",
		strings.Replace(soundReference, "per: km", "per: mile", 1) + item:            "a.per: ",
		strings.Replace(soundReference, "    name: A\n", "", 1) + item:               "a.name: is required",
	} {
		if r, err := parseReferences("x.yaml", []byte(source)); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, %v", source, r, err)
		}
	}
}

func FuzzParseReferences(f *testing.F) {
	f.Add(string(referenceFile))
	f.Add(soundReference + "    items: [{cost: 1.5, basis: sourced, source: S}]\n")
	f.Fuzz(func(t *testing.T, source string) {
		all, err := parseReferences("x.yaml", []byte(source))
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("not an invalid fault: %v", err)
		}
		for i := range all {
			if err != nil {
				return
			}
			if r := all[i].Range(); r.Low.Minor() > r.High.Minor() || r.Low.Minor() <= 0 {
				t.Errorf("%+v spans %+v", all[i], r)
			}
		}
	})
}
