package web

import (
	"encoding"
	"reflect"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"korridor/pkg/access"
	"korridor/pkg/costmodel"
	"korridor/pkg/estimate"
	"korridor/pkg/funding"
	"korridor/pkg/period"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/proposal"
	"korridor/pkg/record"
	"korridor/pkg/risk"
	"korridor/pkg/text"
)

// textFields calls see for every field of a record that holds what people
// wrote, by its name in domain JSON.
func textFields(name string, t reflect.Type, see func(string)) {
	switch {
	case t == reflect.TypeFor[text.Label]() || t == reflect.TypeFor[string]():
		see(name)
	case t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer:
		textFields(name, t.Elem(), see)
	case t.Kind() == reflect.Struct && t.PkgPath() != reflect.TypeFor[time.Time]().PkgPath():
		for _, f := range reflect.VisibleFields(t) {
			if !f.IsExported() || f.Anonymous || len(f.Index) > 1 || f.Type == reflect.TypeFor[record.Meta]() {
				continue
			}
			inner := f.Name
			if name != "" {
				inner = name + "." + inner
			}
			textFields(inner, f.Type, see)
		}
	}
}

// everyKind is an empty record of each kind.
var everyKind = []record.Entity{&project.Programme{}, &project.Project{}, &project.Section{}, &project.Phase{}, &project.Milestone{},
	&project.Structure{}, &project.Document{}, &project.Claim{}, &estimate.Estimate{}, &estimate.Line{}, &funding.Source{},
	&funding.Ceiling{}, &funding.Allocation{}, &funding.Rate{}, &costmodel.Series{}, &costmodel.Assumptions{}, &costmodel.Scenario{},
	&funding.BudgetProgramme{}, &costmodel.Expenditure{}, &costmodel.Benefit{}, &estimate.Attribution{},
	&risk.Range{}, &risk.Entry{}, &risk.Settings{}, &risk.Run{}, &proposal.Proposal{}, &period.Period{}, &project.Comment{}, &project.Baseline{}, &access.User{}}

// everyField calls see for every field of a record, by its name in domain JSON.
func everyField(name string, t reflect.Type, see func(string)) {
	switch {
	case t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer:
		everyField(name, t.Elem(), see)
	case t.Kind() != reflect.Struct || t.PkgPath() == reflect.TypeFor[time.Time]().PkgPath() || t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) || t == reflect.TypeFor[text.Label]() ||
		t == reflect.TypeFor[decimal.NullDecimal]():
		see(name)
	default:
		for _, f := range reflect.VisibleFields(t) {
			if f.IsExported() && !f.Anonymous && len(f.Index) == 1 && f.Type != reflect.TypeFor[record.Meta]() {
				inner := f.Name
				if name != "" {
					inner = name + "." + inner
				}
				everyField(inner, f.Type, see)
			}
		}
	}
}

// Every field that the history can tell of has a name, and every list of values
// in it is told in words.
func TestEveryFieldOfTheHistoryHasAName(t *testing.T) {
	s := corridorSite(t)
	for _, code := range []string{"en", "sq"} {
		l, _ := s.languages.Get(code)
		for _, e := range everyKind {
			everyField("", reflect.TypeOf(e).Elem(), func(field string) {
				if e.RecordKind() == record.Proposal && field != "Status" && field != "Comment" {
					return // told on its page
				}
				if word := fieldWord(l, field); !untoldField[field] && word == fieldCode(field) {
					t.Errorf("%s: %s.%s has no name", code, e.RecordKind(), field)
				}
			})
		}
	}
}

// What people wrote is told as they wrote it, even if it looks like a date or
// an amount.
func TestTextInTheHistoryIsNotRewritten(t *testing.T) {
	s := corridorSite(t)
	l, _ := s.languages.Get("en")
	words := changeWords{l: l, local: s.local}
	told := map[string]bool{}
	for _, e := range everyKind {
		kind := e.RecordKind()
		textFields("", reflect.TypeOf(e).Elem(), func(name string) {
			if kind == record.Proposal && name != "Comment" {
				return // told on its page
			}
			code := fieldCode(name)
			told[code] = true
			if code == "value" || enumField(kind, code) != "" {
				return // said in the words of the list, or in the value's unit
			}
			entry := &planner.Entry{Change: record.Change{Kind: kind}}
			for _, value := range []string{"2026-01", "12.00 EUR", "2026-01-31T10:00:00Z"} {
				if got := words.value(entry, planner.FieldChange{Field: name}, value); got != value {
					t.Errorf("%s.%s: %q is told as %q", kind, name, value, got)
				}
			}
		})
	}
	if len(everyKind) != len(record.Kinds) {
		t.Errorf("there are %d kinds, and %d here", len(record.Kinds), len(everyKind))
	}
	for _, code := range []string{"working.reason", "working.by", "breach.reason", "published_by"} {
		if !told[code] {
			t.Errorf("no record has the text %s", code)
		}
	}
}
