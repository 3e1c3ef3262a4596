package corridor

import (
	"reflect"
	"testing"

	"korridor/pkg/record"
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
			if (l.Default == "") != (l.Albanian == "") {
				t.Errorf("%s %s: %s is %q, in Albanian %q", e.RecordKind(), codeOf(b, e), v.Type().Field(i).Name, l.Default, l.Albanian)
			}
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
