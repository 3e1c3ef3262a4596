package locale

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/access"
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/schedule"
)

var placePattern = regexp.MustCompile(`\{[^}]*\}`)

// places returns the places of a text, each once, in order.
func places(text string) []string {
	return slices.Compact(slices.Sorted(slices.Values(placePattern.FindAllString(text, -1))))
}

func load(t testing.TB) (english, albanian *Locale) {
	t.Helper()
	set, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	albanian, ok := set.Get("sq")
	if !ok {
		t.Fatal("there is no Albanian")
	}
	return set.Default(), albanian
}

// Both catalogues have the same keys, with the same places and plurals.
func TestCataloguesAgree(t *testing.T) {
	english, albanian := load(t)
	for key, e := range english.texts {
		a, ok := albanian.texts[key]
		switch {
		case !ok:
			t.Errorf("%s is missing in Albanian", key)
		case (e.one == "") != (a.one == ""):
			t.Errorf("%s is a plural in one language only", key)
		case !slices.Equal(places(e.other), places(a.other)) || !slices.Equal(places(e.one), places(a.one)):
			t.Errorf("%s has other places in Albanian: %q, %q", key, e.other, a.other)
		}
	}
	for key := range albanian.texts {
		if !english.Has(key) {
			t.Errorf("%s is missing in English", key)
		}
	}
}

// lists are the values that have names in the catalogues, by prefix.
func lists() map[string][]string {
	return map[string][]string{
		"stage": texts(project.Stages), "basis": texts(project.Bases), "confidence": texts(project.Confidences),
		"structure": texts(project.StructureKinds), "attribute": project.AttributeNames,
		"sector": project.Sectors, "type": project.Types,
		"estimate_kind":    texts(estimate.Kinds),
		"estimate_status":  texts([]estimate.Status{estimate.Draft, estimate.Published}),
		"vat":              texts([]estimate.VAT{estimate.VATIncluded, estimate.VATExcluded, estimate.VATUnknown}),
		"category":         texts(estimate.Categories),
		"allocation_stage": texts(funding.Stages), "funding_kind": texts(funding.Kinds), "funding_status": texts(funding.Statuses),
		"country":     append(texts(record.Countries), ""),
		"record":      texts(record.Kinds),
		"change_kind": texts(costmodel.ChangeKinds), "cause": texts(estimate.Causes),
		"token_scope":  texts(access.Scopes),
		"profile":      append(texts(schedule.ProfileKinds), ""),
		"distribution": texts(risk.Shapes), "risk_response": texts(risk.Responses), "risk_status": texts(risk.Statuses),
		"proposal_status": texts(proposal.Statuses), "role": texts(access.Roles),
		"mtbp_item": planner.MTBPItems, "mtbp_unit": planner.MTBPUnits, "spent_from": planner.SpentFrom,
	}
}

func texts[T ~string](values []T) []string {
	var all []string
	for _, v := range values {
		all = append(all, string(v))
	}
	return all
}

// Every value of every list has a name, and no name is without a value.
func TestValuesHaveNames(t *testing.T) {
	english, _ := load(t)
	all := lists()
	for _, prefix := range enumPrefixes {
		if _, ok := all[prefix]; !ok {
			t.Errorf("the values of the type with the prefix %s are not listed here", prefix)
		}
	}
	for list, values := range all {
		named := map[string]bool{}
		for _, v := range values {
			key := list + "." + v
			if v == "" {
				key = list + ".none"
			}
			named[key] = true
			if !english.Has(key) {
				t.Errorf("%s has no text", key)
			}
		}
		for key := range english.texts {
			if strings.HasPrefix(key, list+".") && !named[key] {
				t.Errorf("%s names no value", key)
			}
		}
	}
}

// Every text that templates and code ask for exists, is given the values for
// its places, and every text is asked for.
func TestTextsAreUsed(t *testing.T) {
	english, _ := load(t)
	used := map[string]bool{}
	prefixes := slices.Collect(maps.Keys(lists()))
	for i := range prefixes {
		prefixes[i] += "."
	}
	for _, u := range append(usesInTemplates(t), usesInCode(t)...) {
		if u.prefix {
			prefixes = append(prefixes, u.key)
			if !slices.ContainsFunc(slices.Collect(maps.Keys(english.texts)), func(key string) bool { return strings.HasPrefix(key, u.key) }) {
				t.Errorf("%s: no text has a key that begins with %s", u.where, u.key)
			}
			continue
		}
		used[u.key] = true
		m, ok := english.texts[u.key]
		if !ok {
			t.Errorf("%s: %s has no text", u.where, u.key)
			continue
		}
		if u.plural != (m.one != "") {
			t.Errorf("%s: %s is a plural, or is not, against its use", u.where, u.key)
		}
		for _, place := range places(m.one + m.other) {
			name := strings.Trim(place, "{}")
			if u.names != nil && !slices.Contains(u.names, name) && !(u.plural && name == "count") {
				t.Errorf("%s: %s needs a value for %s", u.where, u.key, place)
			}
		}
	}
	for key := range english.texts {
		if !used[key] && !slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(key, p) }) {
			t.Errorf("nothing uses %s", key)
		}
	}
}

// Every message of the domain has an Albanian translation with its places, and
// there is no translation of any other.
func TestFaultsAreTranslated(t *testing.T) {
	_, albanian := load(t)
	english := map[string]faultUse{}
	for _, u := range faultsInCode(t) {
		if first, ok := english[u.key]; ok && first.english != u.english {
			t.Errorf("%s: %s says %q, and %q at %s", u.where, u.key, u.english, first.english, first.where)
		}
		english[u.key] = u
		translated, ok := albanian.faults[u.key]
		switch {
		case !ok:
			t.Errorf("%s: %s (%q) has no translation in faults.sq.yaml", u.where, u.key, u.english)
		case !slices.Equal(places(u.english), places(translated.other)):
			t.Errorf("%s: the translation of %s has other places: %q, %q", u.where, u.key, u.english, translated.other)
		}
	}
	for key := range albanian.faults {
		if _, ok := english[key]; !ok {
			t.Errorf("faults.sq.yaml: nothing says %s", key)
		}
	}
}

// A catalogue holds texts and plurals with both forms, and nothing else.
func TestCatalogueRefusesOtherValues(t *testing.T) {
	for _, value := range []any{nil, "", 3, true, []any{"a"}, map[string]any{"one": "a"}, map[string]any{"one": "a", "other": "b", "few": "c"}} {
		if m, ok := readMessage(value); ok {
			t.Errorf("%v was read as %v", value, m)
		}
	}
}
