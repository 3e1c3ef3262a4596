package locale

import (
	"cmp"
	"reflect"

	"korridor/pkg/access"
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/project"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/schedule"
)

// enumPrefixes gives the catalogue prefix under which the values of an
// enumerated type have their names. The empty value's name is at ".none".
var enumPrefixes = map[reflect.Type]string{
	reflect.TypeFor[access.Role]():           "role",
	reflect.TypeFor[project.Stage]():         "stage",
	reflect.TypeFor[proposal.Status]():       "proposal_status",
	reflect.TypeFor[project.Basis]():         "basis",
	reflect.TypeFor[project.Confidence]():    "confidence",
	reflect.TypeFor[project.StructureKind](): "structure",
	reflect.TypeFor[estimate.Kind]():         "estimate_kind",
	reflect.TypeFor[estimate.Status]():       "estimate_status",
	reflect.TypeFor[estimate.VAT]():          "vat",
	reflect.TypeFor[estimate.Category]():     "category",
	reflect.TypeFor[funding.Stage]():         "allocation_stage",
	reflect.TypeFor[funding.Kind]():          "funding_kind",
	reflect.TypeFor[funding.Status]():        "funding_status",
	reflect.TypeFor[record.Kind]():           "record",
	reflect.TypeFor[costmodel.ChangeKind]():  "change_kind",
	reflect.TypeFor[risk.Shape]():            "distribution",
	reflect.TypeFor[risk.Response]():         "risk_response",
	reflect.TypeFor[risk.Status]():           "risk_status",
	reflect.TypeFor[schedule.ProfileKind]():  "profile",
	reflect.TypeFor[estimate.Cause]():        "cause",
	reflect.TypeFor[record.Country]():        "country",
	reflect.TypeFor[access.Scope]():          "token_scope",
}

// Enum returns the name of a value of an enumerated type of the domain, or the
// value itself where it has none.
func (l *Locale) Enum(value any) string {
	if name, ok := l.enum(value); ok {
		return name
	}
	return reflect.ValueOf(value).String()
}

func (l *Locale) enum(value any) (string, bool) {
	v := reflect.ValueOf(value)
	if !v.IsValid() {
		return "", false
	}
	prefix, ok := enumPrefixes[v.Type()]
	if !ok {
		return "", false
	}
	return l.Term(prefix, v.String()), true
}

// Term returns the name of a code of a list that is no type of its own
// ("sector", "transport.rail"), or the code itself where it has none.
func (l *Locale) Term(list, code string) string {
	key := list + "." + cmp.Or(code, "none")
	if !l.Has(key) {
		return code
	}
	return l.T(key)
}
