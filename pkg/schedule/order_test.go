package schedule

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"korridor/pkg/fault"
)

func TestCheckOrder(t *testing.T) {
	for _, c := range []struct {
		name   string
		before map[string][]string
		circle string
	}{
		{"nothing", nil, ""},
		{"alone", map[string][]string{"a": nil}, ""},
		{"a chain", map[string][]string{"c": {"b"}, "b": {"a"}}, ""},
		{"a diamond", map[string][]string{"d": {"b", "c"}, "b": {"a"}, "c": {"a"}}, ""},
		{"the same link twice", map[string][]string{"b": {"a", "a"}}, ""},
		{"itself", map[string][]string{"a": {"a"}}, "a → a"},
		{"two", map[string][]string{"a": {"b"}, "b": {"a"}}, "a → b → a"},
		{"three behind a tail", map[string][]string{"a": {"b"}, "b": {"c"}, "c": {"d"}, "d": {"b"}}, "b → c → d → b"},
		{"a circle beside a chain", map[string][]string{"a": nil, "b": {"a"}, "y": {"z"}, "z": {"y"}}, "y → z → y"},
	} {
		for range 5 { // the same answer whatever the order of the map
			err := CheckOrder(c.before)
			if got := circleOf(t, err); got != c.circle {
				t.Errorf("%s: the circle is %q, want %q", c.name, got, c.circle)
			}
		}
	}
}

// circleOf returns the members that the fault names, "" for no fault.
func circleOf(t *testing.T, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	e, ok := errors.AsType[*fault.Error](err)
	if !ok || e.Kind != fault.Invalid || !strings.Contains(e.Error(), e.Message.Args[0].Value.(string)) {
		t.Fatalf("%v is no invalid fault that names the circle", err)
	}
	return e.Message.Args[0].Value.(string)
}

func TestCheckOrderFollowsLongChains(t *testing.T) {
	const n = 100_000
	before := make(map[string][]string, n)
	for i := range n {
		before[fmt.Sprint(i)] = []string{fmt.Sprint(i + 1)}
	}
	if err := CheckOrder(before); err != nil {
		t.Error(err)
	}
}

// In a random graph either every code can be put after its predecessors, or
// the circle named is one: each member's predecessor is the next member.
func TestCheckOrderFindsCircles(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	refused := 0
	for range 3000 {
		before := map[string][]string{}
		for range r.IntN(12) {
			from, to := string(rune('a'+r.IntN(8))), string(rune('a'+r.IntN(8)))
			before[from] = append(before[from], to)
		}
		circle := circleOf(t, CheckOrder(before))
		if circle == "" {
			if !sortable(before) {
				t.Fatalf("%v is accepted", before)
			}
			continue
		}
		refused++
		members := strings.Split(circle, " → ")
		if len(members) < 2 || members[0] != members[len(members)-1] {
			t.Fatalf("%q is no circle", circle)
		}
		for i, m := range members[1:] {
			if !slices.Contains(before[members[i]], m) {
				t.Fatalf("%v has no circle %q", before, circle)
			}
		}
	}
	if refused == 0 || refused == 3000 {
		t.Errorf("%d of 3000 graphs have a circle: the test shows nothing", refused)
	}
}

// sortable takes away codes whose predecessors are all gone until none is left.
func sortable(before map[string][]string) bool {
	left := map[string][]string{}
	for code, list := range before {
		left[code] = list
	}
	for {
		removed := false
		for code, list := range left {
			if !slices.ContainsFunc(list, func(p string) bool { _, waits := left[p]; return waits }) {
				delete(left, code)
				removed = true
			}
		}
		if !removed {
			return len(left) == 0
		}
	}
}
