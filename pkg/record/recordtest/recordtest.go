// Package recordtest checks records in tests.
package recordtest

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/fault"
	"korridor/pkg/record"
)

// Fields returns the names of the fields that an Invalid fault is about, in their
// order and each once; "" for no error. Any other error ends the test.
func Fields(t *testing.T, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	e, ok := errors.AsType[*fault.Error](err)
	if !ok || e.Kind != fault.Invalid || e.Message.IsZero() {
		t.Fatalf("%v is not an invalid fault", err)
	}
	var names []string
	for _, f := range e.Fields {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " ")
}

// Rule is a change of a valid record and the fields that are wrong afterwards.
type Rule[T any] struct {
	Fields string
	Change func(*T)
}

// Check makes each change to a valid record of its own.
func Check[T any, P interface {
	*T
	record.Entity
}](t *testing.T, valid func() T, rules []Rule[T]) {
	t.Helper()
	for _, c := range rules {
		e := valid()
		c.Change(&e)
		if got := Fields(t, P(&e).Validate()); got != c.Fields {
			t.Errorf("problems of %q, want %q: %+v", got, c.Fields, e)
		}
	}
}
