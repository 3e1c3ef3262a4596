package planner_test

import (
	"strconv"
	"testing"

	"korridor/pkg/funding"
	"korridor/pkg/planner"
	"korridor/pkg/project"
	"korridor/pkg/record"
	"korridor/pkg/text"
)

// The programme page tells every command since a mark with its true number of
// changes, lists the changes of small ones only, and names their project.
func TestRecentCommandsAreCountedAndNamed(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		mark := d.head().Seq
		milestone := save(d, &planner.SaveMilestone{Record: project.Milestone{Project: d.project.ID, Code: "open", Name: text.Plain("Opening")}}).Record
		var many planner.Bundle
		many.Programmes = []project.Programme{{Meta: record.Meta{ID: -1}, Code: "many", Name: text.Plain("Many"), Currency: d.source.Currency}}
		for i := range 30 {
			many.Projects = append(many.Projects, project.Project{Meta: record.Meta{ID: record.ID(-2 - i)}, Programme: -1, Code: "many-" + strconv.Itoa(i),
				Name: text.Plain("One of many"), Sector: "energy", Type: "construction", Stage: project.Preparation})
		}
		save(d, &planner.Load{Bundle: many})
		milestone.Name = text.Plain("Grand opening")
		save(d, &planner.SaveMilestone{Record: milestone})

		v, err := d.Programme(ctx, planner.ProgrammeQuery{Page: 1, Since: mark})
		if err != nil {
			t.Fatal(err)
		}
		want := []struct {
			command        string
			count, listed  int
			projectIsNamed bool
		}{{"save_milestone", 1, 1, true}, {"load", 31, 0, false}, {"save_milestone", 1, 1, true}}
		if len(v.Changes) != len(want) || v.MoreChanges {
			t.Fatalf("%d commands are told, more: %t", len(v.Changes), v.MoreChanges)
		}
		for i, w := range want {
			c := v.Changes[i]
			if c.Command != w.command || c.Count != w.count || len(c.Changes) != w.listed || (c.Project != nil) != w.projectIsNamed {
				t.Errorf("command %d: %s made %d changes, %d listed, project %v", i, c.Command, c.Count, len(c.Changes), c.Project)
			}
		}
		if name := v.Changes[0].Changes[0].Name.Default; name != "Grand opening" {
			t.Errorf("the milestone is called %q", name)
		}
		v, err = d.Programme(ctx, planner.ProgrammeQuery{Page: 1, Since: v.Head.Seq})
		if err != nil || len(v.Changes) != 0 {
			t.Errorf("%d commands after the newest one, %v", len(v.Changes), err)
		}
	})
}

// More commands than the page has room for are cut, and it says so.
func TestRecentCommandsAreCut(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		mark := d.head().Seq
		for i := range 12 {
			save(d, &planner.SaveMilestone{Record: project.Milestone{Project: d.project.ID, Code: "m" + strconv.Itoa(i), Name: text.Plain("M")}})
		}
		v, err := d.Programme(ctx, planner.ProgrammeQuery{Page: 1, Since: mark})
		if err != nil || len(v.Changes) != 10 || !v.MoreChanges {
			t.Fatalf("%d commands, more: %t, %v", len(v.Changes), v.MoreChanges, err)
		}
		if first := v.Changes[0].Changes[0].Code; first != "m11" {
			t.Errorf("the newest is %s", first)
		}
	})
}

// History names what the changed records refer to, and marks such fields.
func TestHistoryNamesWhatIsReferredTo(t *testing.T) {
	eachStore(t, func(t *testing.T, d *desk) {
		save(d, &planner.SaveAllocation{Record: funding.Allocation{Project: d.project.ID, Source: d.source.ID, FiscalYear: 2027,
			Currency: d.source.Currency, Requested: eur("5.00")}})
		second := d.phases[1]
		second.After = []project.Link{{Phase: d.phases[0].ID}}
		save(d, &planner.SavePhase{Record: second})
		v, err := d.History(ctx, planner.HistoryQuery{Project: "line"})
		if err != nil {
			t.Fatal(err)
		}
		after := v.Batches[0].Changes[0].Fields
		if len(after) != 1 || after[0].Field != "After.1.Phase" || !after[0].Reference {
			t.Errorf("the phase's change is told as %+v", after)
		}
		if name := v.Names[d.phases[0].ID].Default; name != "p1" {
			t.Errorf("the phase is called %q", name)
		}
		allocation := v.Batches[1].Changes[0]
		if allocation.Year != "2027" || v.Names[allocation.Of].Default != "State budget" || v.Names[allocation.Change.Entity].Default != "State budget 2027" {
			t.Errorf("the allocation is told as %+v of %v", allocation, v.Names[allocation.Of])
		}
		for _, f := range allocation.Fields {
			if f.Reference != (f.Field == "Project" || f.Field == "Source") {
				t.Errorf("%s refers to a record: %t", f.Field, f.Reference)
			}
		}
	})
}
