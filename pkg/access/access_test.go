package access

import (
	"context"
	"slices"
	"testing"

	"korridor/pkg/record"
)

func TestRoles(t *testing.T) {
	rail := &Person{Name: "Ana", Grants: []Grant{{Planner, 7}, {Viewer, 9}, {Confirmer, 7}}}
	all := &Person{Name: "Besa", Grants: []Grant{{Administrator, 0}}}
	for name, c := range map[string]struct {
		who     *Person
		role    Role
		project record.ID
		has     bool
		sees    bool
	}{
		"a planner of the project":            {rail, Planner, 7, true, true},
		"nobody plans where they only view":   {rail, Planner, 9, false, true},
		"a role in one is none in another":    {rail, Confirmer, 8, false, false},
		"a role in one is none in all":        {rail, Planner, 0, false, false},
		"a role in all is one in each":        {all, Administrator, 7, true, true},
		"an administrator is no planner":      {all, Planner, 7, false, true},
		"nobody":                              {nil, Viewer, 7, false, false},
		"somebody without grants":             {&Person{Name: "Cen"}, Viewer, 7, false, false},
		"the operator":                        {&Person{Operator: true}, Confirmer, 0, true, true},
		"a viewer of all does not administer": {&Person{Grants: []Grant{{Viewer, 0}}}, Administrator, 0, false, true},
	} {
		if has, sees := c.who.Has(c.role, c.project), c.who.Sees(c.project); has != c.has || sees != c.sees {
			t.Errorf("%s: has %v, sees %v", name, has, sees)
		}
	}
	if seen, every := rail.Seen(); every || !slices.Equal(seen, []record.ID{7, 9}) {
		t.Errorf("%v %v", seen, every)
	}
	if seen, every := all.Seen(); !every || seen != nil {
		t.Errorf("%v %v", seen, every)
	}
	if seen, every := (*Person)(nil).Seen(); every || seen != nil {
		t.Errorf("%v %v", seen, every)
	}
}

func TestContext(t *testing.T) {
	if Of(context.Background()) != nil {
		t.Error("somebody is known from nothing")
	}
	p := &Person{Name: "Ana"}
	if Of(With(context.Background(), p)) != p {
		t.Error("the person got lost")
	}
}
