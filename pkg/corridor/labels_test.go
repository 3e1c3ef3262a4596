package corridor

import (
	"reflect"
	"testing"

	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/schedule"
	"korridor/pkg/text"
)

// TestLabelsAreAlbanianToo: every text that a reader sees has its Albanian
// version, and none has only that.
func TestLabelsAreAlbanianToo(t *testing.T) {
	b := mustBundle(t)
	label := reflect.TypeFor[text.Label]()
	for _, e := range b.Entities() {
		v := reflect.ValueOf(e).Elem()
		for i := range v.NumField() {
			if v.Field(i).Type() != label {
				continue
			}
			l := v.Field(i).Interface().(text.Label)
			if d, ok := e.(*project.Document); ok && l == d.Title && l.Albanian == "" {
				continue // a title that was published stays in its language
			}
			if (l.Default == "") != (l.Albanian == "") {
				t.Errorf("%s %s: %s is %q, in Albanian %q", e.RecordKind(), codeOf(b, e), v.Type().Field(i).Name, l.Default, l.Albanian)
			}
		}
	}
}

// TestWorkingReasonsAreAlbanianToo: why an estimate is the working one is said
// in both languages.
func TestWorkingReasonsAreAlbanianToo(t *testing.T) {
	for _, p := range mustBundle(t).Projects {
		if p.Working.Reason.Default == "" || p.Working.Reason.Albanian == "" {
			t.Errorf("%s: %q, in Albanian %q", p.Code, p.Working.Reason.Default, p.Working.Reason.Albanian)
		}
	}
}

// TestValuesInWordsAreAlbanianToo: a value that is neither a number nor a date
// has its Albanian version, and no other value has one.
func TestValuesInWordsAreAlbanianToo(t *testing.T) {
	for _, c := range mustBundle(t).Claims {
		_, numberErr := record.ParseNumber(c.Value)
		_, dateErr := schedule.ParseDate(c.Value)
		if inWords := numberErr != nil && dateErr != nil; inWords != (c.ValueAlbanian != "") {
			t.Errorf("%s of %s is %q, in Albanian %q", c.Field, c.Kind, c.Value, c.ValueAlbanian)
		}
	}
}

// TestFactsHaveLabels: a fact that only claims hold says what it is.
func TestFactsHaveLabels(t *testing.T) {
	b := mustBundle(t)
	entities := map[record.ID]record.Entity{}
	for _, e := range b.Entities() {
		entities[e.RecordMeta().ID] = e
	}
	for _, c := range b.Claims {
		if !record.HasFigure(entities[c.Entity], c.Field) && c.Label.IsZero() {
			t.Errorf("%s of %s has no label", c.Field, whereOf(b, c))
		}
	}
}
