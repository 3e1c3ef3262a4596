package planner

import (
	"reflect"
	"testing"

	"korridor/pkg/record"
)

// What belongs together comes together in the order of the list, wherever it stands
// there, and a group that grows does not write into its neighbour.
func TestGroup(t *testing.T) {
	type item struct {
		of   record.ID
		name string
	}
	of := func(i *item) record.ID { return i.of }
	list := []item{{1, "a"}, {1, "b"}, {2, "c"}, {1, "d"}, {3, "e"}, {3, "f"}, {2, "g"}}
	want := map[record.ID][]item{1: {{1, "a"}, {1, "b"}, {1, "d"}}, 2: {{2, "c"}, {2, "g"}}, 3: {{3, "e"}, {3, "f"}}}
	got := group(list, of)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("groups are %v, want %v", got, want)
	}
	if _ = append(got[3], item{3, "h"}); list[6].name != "g" {
		t.Error("a group that grew wrote over", list[6])
	}
	if got := group[item](nil, of); len(got) != 0 {
		t.Errorf("nothing makes %v", got)
	}
}
